import {
  type ConformityStatus,
  type ItemReading,
  type ItemRow,
  type Language,
  type Matrix,
  reasonOf,
  type Text,
} from "@arasha/law";
import type { Table } from "./table.ts";

/** One item as programs read it: `binding` items are scored, `weight` says what the others are. */
export type MatrixLine = {
  readonly obligation: string;
  readonly article: number;
  readonly binding: boolean;
  readonly weight: ItemRow["binding"];
  readonly status: ConformityStatus;
  readonly norms: readonly string[];
  readonly evidence: readonly string[];
  /** In the language asked for; `readings` has it in all. */
  readonly why: string;
  readonly disputed: boolean;
  readonly readings: readonly (ItemReading & { readonly why: Text })[];
};

export function matrixLine(row: ItemRow, language: Language): MatrixLine {
  const { obligation, article, binding, status, disputed } = row;
  const [first] = row.readings;
  const answers = (first?.answers ?? []).filter(({ read }) => read);
  return {
    obligation,
    article,
    binding: binding === "binding",
    weight: binding,
    status,
    norms: [...new Set(answers.flatMap(({ norm }) => norm ?? []))],
    evidence: [...new Set(answers.flatMap(({ evidence }) => evidence ?? []))],
    why: first === undefined ? "" : reasonOf(first)[language],
    disputed,
    readings: row.readings.map((reading) => ({ ...reading, why: reasonOf(reading) })),
  };
}

/** What the columns are called and the codes stand for, in the reader's language. */
export type MatrixWords = {
  readonly name: string;
  readonly columns: readonly [string, string, string, string, string, string, string];
  readonly status: (status: ConformityStatus) => string;
  readonly weight: (weight: ItemRow["binding"]) => string;
};

/** The matrix as a table: an item a row, its code for programs beside the word for people. */
export function matrixTable(
  { treaty }: Matrix,
  rows: readonly ItemRow[],
  language: Language,
  words: MatrixWords,
): Table {
  const texts = new Map(
    treaty.articles.flatMap(({ items }) => items.map(({ id, text }) => [id, text[language]])),
  );
  const widths = [12, 60, 14, 16, 14, 40, 80];
  return {
    name: words.name,
    columns: words.columns.map((title, at) => ({ title, width: widths[at] ?? 20 })),
    rows: rows.map((row) => {
      const { obligation, weight, status, norms, evidence, why } = matrixLine(row, language);
      return [
        obligation,
        texts.get(obligation) ?? "",
        words.weight(weight),
        words.status(status),
        status,
        [...norms, ...evidence].join(" "),
        why,
      ];
    }),
  };
}
