import { type Act, type AmendingAct, actId, type DateText, type Law, type NormInTime } from "@arasha/law";
import type { CountryLaw } from "@arasha/packs";
import type { Accepted } from "../registers/overlay.ts";

/** A country's law as the public pages read it: the data, and the same made ready to be asked. */
export type Book = {
  readonly country: CountryLaw;
  readonly law: Law;
  /** What was accepted into the registers since; left out: nothing was. */
  readonly reviewed?: () => Accepted;
};

/** Every book there is. A norm's id begins with its country, so books stand side by side without a clash. */
export type Shelf = { readonly books: readonly Book[] };

export type FoundNorm = NormInTime & { readonly book: Book; readonly act: Act | undefined };
export type FoundAct = { readonly book: Book; readonly act: Act; readonly id: string };

export function findNorm(shelf: Shelf, id: string): FoundNorm | null {
  const book = findBook(shelf, id.split(".")[0] ?? "");
  const found = book?.law.norms.get(id);
  return book && found ? { ...found, book, act: book.law.acts.get(actId(id)) } : null;
}

/** An act by `xx.code-2014`, or by `code-2014` where only one book has it. */
export function findAct(shelf: Shelf, id: string): FoundAct | null {
  const [first = "", second, ...more] = id.split(".");
  if (more.length > 0) return null;
  const books =
    second === undefined ? shelf.books : shelf.books.filter(({ law }) => law.pack.country === first);
  const found = books.flatMap((book): FoundAct[] => {
    const act = book.law.acts.get(second ?? first);
    return act === undefined ? [] : [{ book, act, id: actPath(book, act.id) }];
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** How an act is called across books: `xx.code-2014`. */
export function actPath(book: Book, act: string): string {
  return `${book.law.pack.country}.${act}`;
}

export function findBook(shelf: Shelf, country: string): Book | null {
  return shelf.books.find(({ law }) => law.pack.country === country) ?? null;
}

export function firstBook({ books }: Shelf): Book {
  const [first] = books;
  if (first === undefined) throw new Error("the public pages were given no law");
  return first;
}

/** The country as an address says it; the first one, whose pages need no saying, is not said. */
export function chosenCountry(shelf: Shelf, book: Book): string | null {
  const { country } = book.law.pack;
  return country === firstBook(shelf).law.pack.country ? null : country;
}

/** Whether an address says itself of which country it is: `/law/xx.code-2014.109`, `/law/acts/xx.code-2014`. */
export function namesCountry(shelf: Shelf, path: string): boolean {
  const [, first = ""] = /^\/law\/(?:acts\/)?([^./]+)\./.exec(path) ?? [];
  return findBook(shelf, first) !== null;
}

/** The day it is in the country of the book. */
export function today({ law }: Book, now: string): DateText {
  return Temporal.Instant.from(now).toZonedDateTimeISO(law.pack.calendar.zone).toPlainDate().toString();
}

export function amendment({ law }: Book, id: string): AmendingAct | undefined {
  return law.amendments.get(id);
}
