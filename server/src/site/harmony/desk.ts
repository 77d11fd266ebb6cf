import { type Bill, type Judgements, judgedWithBill, type Matrix, matrix, type Treaty } from "@arasha/law";
import { lawWithBill, loadBills, loadJudgements, loadTreaty, treaties } from "@arasha/packs";
import { withReviewed } from "../../registers/overlay.ts";
import type { Book } from "../shelf.ts";

/** A country's law laid against a treaty, and the bills that would move it. */
export type Desk = {
  readonly book: Book;
  readonly treaty: Treaty;
  readonly judgements: Judgements;
  readonly matrix: Matrix;
  readonly bills: readonly Bill[];
  /** The matrix as it would be with a bill in force from a day on; null where there is no such bill. */
  readonly withBill: (id: string, from: string) => Matrix | null;
};

/** By country and treaty, as of what was last accepted into the registers. */
const desks = new WeakMap<Book, { readonly revision: number; readonly made: Map<string, Desk | null> }>();
/** Matrices with a bill that are kept at hand: laying a bill on the law takes a moment. */
const MOST_KEPT = 24;

/** Null where there is no such treaty, or nobody has compared this country's law with it. Read once, when first asked for. */
export function deskOf(book: Book, treaty: string): Desk | null {
  const known = desksOf(book);
  const found = known.get(treaty);
  if (found !== undefined) return found;
  if (!treaties().includes(treaty)) return null;
  const made = makeDesk(book, treaty);
  known.set(treaty, made);
  return made;
}

function desksOf(book: Book): Map<string, Desk | null> {
  const revision = book.reviewed?.().revision ?? 0;
  const known = desks.get(book);
  if (known?.revision === revision) return known.made;
  const made = new Map<string, Desk | null>();
  desks.set(book, { revision, made });
  return made;
}

/** Treaties somebody has compared this country's law with. */
export function treatiesCompared(book: Book): readonly string[] {
  return treaties().filter((id) => deskOf(book, id) !== null);
}

const bills = new WeakMap<Book, readonly Bill[]>();

/** The bills of a country, read once. */
export function billsOf(book: Book): readonly Bill[] {
  const known = bills.get(book) ?? loadBills(book.law.pack.country);
  bills.set(book, known);
  return known;
}

function makeDesk(book: Book, id: string): Desk | null {
  const { law } = book;
  const ours = loadJudgements(law.pack.country, id);
  if (ours === null) return null;
  const judgements = withReviewed(ours, law.pack.country, book.reviewed?.() ?? { judgements: [] });
  const treaty = loadTreaty(id);
  const bills = billsOf(book);
  const kept = new Map<string, Matrix>();
  return {
    book,
    treaty,
    judgements,
    matrix: matrix(law, treaty, judgements),
    bills,
    withBill: (name, from) => {
      const bill = bills.find((one) => one.id === name);
      if (bill === undefined) return null;
      const key = `${name} ${from}`;
      const made =
        kept.get(key) ?? matrix(lawWithBill(law.pack, bill, from), treaty, judgedWithBill(judgements, bill));
      kept.delete(key);
      kept.set(key, made);
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      return made;
    },
  };
}
