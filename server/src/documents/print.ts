import { createHash } from "node:crypto";
import { type Pdf, taggedPdf } from "../publish/tagged-pdf.ts";
import type { DocumentContent } from "./content.ts";

/**
 * A document as PDF 1.7, tagged (PDF/UA-1): language, title, headings, a table of fields, an embedded font with every
 * letter of Kazakh. The same content gives the same bytes: no clock, no random id, nothing compressed, since another
 * zlib packs differently. Its metadata hold the title of the template and nobody's name.
 */
export async function printed(
  content: DocumentContent,
): Promise<{ readonly bytes: Buffer; readonly sha256: string }> {
  const bytes = await bytesOf(content);
  return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}

const PAGE = { width: 595, margin: 62 } as const;
const LABEL = 150;

function bytesOf(content: DocumentContent): Promise<Buffer> {
  const { title, language, madeAt } = content;
  return taggedPdf({ title, language, madeAt, margin: PAGE.margin, compress: false }, (pdf) =>
    write(pdf, content),
  );
}

function write(pdf: Pdf, content: DocumentContent): void {
  const root = pdf.struct("Document");
  pdf.addStructure(root);
  const add = (tag: string, draw: () => void) => root.add(pdf.struct(tag, {}, draw));
  add("H1", () => pdf.font("bold").fontSize(17).text(content.title, { lineGap: 2 }));
  add("P", () => pdf.font("regular").fontSize(9.5).fillColor("#444").text(content.number).fillColor("#000"));
  pdf.moveDown(1);
  for (const paragraph of content.before) add("P", () => body(pdf, paragraph));
  if (content.pairs.length > 0) {
    const table = pdf.struct("Table");
    root.add(table);
    for (const { label, value } of content.pairs) row(pdf, table, label, value);
    table.end();
    pdf.moveDown(0.6);
  }
  if (content.text) {
    const { label, value } = content.text;
    add("H2", () => pdf.font("bold").fontSize(12).text(label, { paragraphGap: 3 }));
    for (const paragraph of value.split(/\n{2,}/)) add("P", () => body(pdf, paragraph));
  }
  for (const paragraph of content.after) add("P", () => body(pdf, paragraph));
  pdf.moveDown(1.5);
  for (const line of content.signatures)
    add("P", () =>
      pdf
        .font("regular")
        .fontSize(10)
        .text(`${line}: ${"_".repeat(34)}`, { paragraphGap: 14 }),
    );
  root.end();
}

function body(pdf: Pdf, text: string): void {
  pdf.font("regular").fontSize(11).text(text, { lineGap: 3, paragraphGap: 8 });
}

/** A field: its name left, what it holds right; both of one row, so that a reader aloud keeps them together. */
function row(pdf: Pdf, table: PDFKit.PDFStructureElement, label: string, value: string): void {
  const width = PAGE.width - 2 * PAGE.margin;
  const sizes = { label: { width: LABEL - 12, lineGap: 2 }, value: { width: width - LABEL, lineGap: 2 } };
  const height = Math.max(
    pdf.font("bold").fontSize(10).heightOfString(label, sizes.label),
    pdf.font("regular").fontSize(11).heightOfString(value, sizes.value),
  );
  const room = pdf.page.height - PAGE.margin - pdf.y;
  if (height > room && height < pdf.page.height - 2 * PAGE.margin) pdf.addPage();
  const top = pdf.y;
  const page = pdf.page;
  const line = pdf.struct("TR");
  table.add(line);
  line.add(
    pdf.struct("TH", {}, () =>
      pdf
        .font("bold")
        .fontSize(10)
        .text(label, PAGE.margin, top + 1, sizes.label),
    ),
  );
  line.add(
    pdf.struct("TD", {}, () =>
      pdf
        .font("regular")
        .fontSize(11)
        .text(value, PAGE.margin + LABEL, top, sizes.value),
    ),
  );
  line.end();
  // A long value may have gone on to the next page: then what follows stands under it there.
  pdf.x = PAGE.margin;
  pdf.y = pdf.page === page ? Math.max(pdf.y, top + height) + 7 : pdf.y + 7;
}
