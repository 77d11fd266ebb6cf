import {
  CONFORMITY_STATUSES,
  type ConformityStatus,
  type Item,
  type ItemRow,
  type Language,
  type Matrix,
  reasonOf,
  score,
} from "@arasha/law";
import { type Pdf, taggedPdf } from "./tagged-pdf.ts";

/** The words of a report, in its language. */
export type ReportWords = {
  readonly title: string;
  readonly lead: string;
  readonly unscored: string;
  readonly status: (status: ConformityStatus) => string;
  readonly weight: (weight: ItemRow["binding"]) => string;
  readonly owed: (count: number) => string;
  readonly answeredBy: string;
  readonly cite: (norm: string) => string;
  readonly article: (article: number) => string;
  readonly who: readonly string[];
};

const MARGIN = 56;
const WIDTH = 595 - 2 * MARGIN;
const FILLS: Readonly<Record<ConformityStatus, string>> = {
  met: "#15655f",
  partial: "#8cb8b2",
  gap: "#f3c9bf",
  "not-assessed": "#e4e1db",
};

/**
 * The matrix of a country on a day as a report a delegation could hand in: how many items stand how, then each item with
 * what answers it and why. Tagged (PDF/UA-1), so that it can be read aloud.
 */
export function matrixReport(
  of: Matrix,
  rows: readonly ItemRow[],
  language: Language,
  on: string,
  words: ReportWords,
): Promise<Buffer> {
  const head = { title: words.title, language, madeAt: `${on}T00:00:00Z`, margin: MARGIN, compress: true };
  return taggedPdf(head, (pdf) => write(pdf, of, rows, language, words));
}

function write(
  pdf: Pdf,
  { treaty }: Matrix,
  rows: readonly ItemRow[],
  language: Language,
  words: ReportWords,
): void {
  const root = pdf.struct("Document");
  pdf.addStructure(root);
  const add = (tag: string, draw: () => void) => root.add(pdf.struct(tag, {}, draw));
  const text = (said: string, size = 10.5) =>
    pdf
      .font("regular")
      .fontSize(size)
      .fillColor("#000")
      .text(said, MARGIN, pdf.y, { width: WIDTH, lineGap: 2, paragraphGap: 5 });
  const heading = (tag: string, said: string, size: number, space: number) => {
    if (pdf.page.height - MARGIN - pdf.y < 90) pdf.addPage();
    add(tag, () =>
      pdf
        .font("bold")
        .fontSize(size)
        .fillColor("#000")
        .text(said, MARGIN, pdf.y + space, { width: WIDTH, paragraphGap: 5 }),
    );
  };
  heading("H1", words.title, 18, 0);
  add("P", () => text(words.lead));
  const { binding } = score(rows);
  const owed = rows.filter((row) => row.binding === "binding").length;
  heading("H2", words.owed(owed), 13, 8);
  root.add(pdf.struct("Figure", { alt: counted(binding, words) }, () => bar(pdf, binding, owed)));
  add("P", () => text(counted(binding, words)));
  add("P", () => text(words.unscored, 9.5));
  for (const said of words.who) add("P", () => text(said, 9.5));
  const byItem = new Map(rows.map((row) => [row.obligation, row]));
  for (const chapter of treaty.chapters) {
    const articles = treaty.articles.filter((one) => one.chapter === chapter.id && one.items.length > 0);
    if (articles.length === 0) continue;
    heading("H2", `${chapter.id}. ${chapter.title[language]}`, 14, 16);
    for (const { article, title, items } of articles) {
      heading("H3", `${words.article(article)}. ${title[language]}`, 11.5, 8);
      for (const item of items) {
        const row = byItem.get(item.id);
        if (row !== undefined) itemParagraphs(item, row);
      }
    }
  }
  root.end();

  function itemParagraphs(item: Item, row: ItemRow): void {
    const [reading] = row.readings;
    const norms = (reading?.answers ?? []).flatMap(({ norm, read }) =>
      norm !== null && read ? [words.cite(norm)] : [],
    );
    if (pdf.page.height - MARGIN - pdf.y < 60) pdf.addPage();
    add("P", () =>
      pdf
        .font("bold")
        .fontSize(10)
        .fillColor("#000")
        .text(`${item.id}. ${item.text[language]}`, MARGIN, pdf.y, { width: WIDTH, lineGap: 2 }),
    );
    add("P", () => {
      const said = [words.status(row.status), words.weight(row.binding)];
      if (norms.length > 0) said.push(`${words.answeredBy}: ${[...new Set(norms)].join(", ")}`);
      text(said.join(" · "), 9.5);
    });
    if (reading !== undefined) add("P", () => text(reasonOf(reading)[language], 9.5));
  }
}

function counted(counts: Readonly<Record<ConformityStatus, number>>, words: ReportWords): string {
  return CONFORMITY_STATUSES.map((status) => `${words.status(status)}: ${counts[status]}`).join(" · ");
}

function bar(pdf: Pdf, counts: Readonly<Record<ConformityStatus, number>>, whole: number): void {
  const top = pdf.y + 4;
  let left = MARGIN;
  for (const status of CONFORMITY_STATUSES) {
    const width = whole === 0 ? 0 : (counts[status] / whole) * WIDTH;
    if (width > 0) pdf.rect(left, top, width, 16).fillAndStroke(FILLS[status], "#333");
    left += width;
  }
  pdf.y = top + 26;
}
