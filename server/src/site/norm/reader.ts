import type { DateText, Language, OffenceClass } from "@arasha/law";
import type { MessageKey } from "../messages/say.ts";
import type { Book } from "../shelf.ts";
import type { Visit } from "../visit.ts";
import { type Line, line, type Row } from "./line.ts";

/** What words about a provision are made with: whose language, which country's law, and the day it is read on. */
export type Reader = {
  readonly visit: Visit;
  readonly book: Book;
  readonly language: Language;
  readonly say: Visit["say"];
  /** The day amounts, penalties that cannot be imposed and limitation are worked out for. */
  readonly day: DateText;
};

export function readerOn(visit: Visit, book: Book, day: DateText): Reader {
  return { visit, book, language: visit.language, say: visit.say, day };
}

/** A field of a provision, under its own name; `unknown` where nothing is established of it. */
export function row({ say }: Reader, key: string, lines: readonly Line[], unknown = false): Row {
  return { key, label: say(`row.${key}` as MessageKey), lines, unknown };
}

/** A kind of body in the pack's words; one it has no words for stands as it is named. */
export function agencyName({ book, language }: Reader, kind: string): string {
  return book.law.pack.bodies?.find(({ id }) => id === kind)?.name[language] ?? kind;
}

export function bodies(reader: Reader, kinds: readonly string[]): string {
  return listed(
    reader,
    kinds.map((kind) => agencyName(reader, kind)),
  );
}

/** Made once: making one takes a hundred times as long as using it. */
const LISTS = { kk: lists("kk"), ru: lists("ru"), en: lists("en") };

function lists(language: Language) {
  return {
    and: new Intl.ListFormat(language),
    or: new Intl.ListFormat(language, { type: "disjunction" }),
  };
}

/** `a, b and c`. */
export function listed({ language }: Reader, words: readonly string[]): string {
  return LISTS[language].and.format(words);
}

/** `a, b or c`. */
export function either({ language }: Reader, words: readonly string[]): string {
  return LISTS[language].or.format(words);
}

/** Only where the law sees such an offence in the act. */
export function forOffences(reader: Reader, classes: readonly OffenceClass[] | undefined): readonly Row[] {
  if (classes === undefined) return [];
  const names = classes.map((one) => reader.say(`class.${one}`));
  return [row(reader, "forOffences", [line(either(reader, names))])];
}
