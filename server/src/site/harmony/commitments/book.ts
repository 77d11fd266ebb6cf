import type { Commitment } from "@arasha/law";
import { type CommitmentBook, loadCommitments } from "@arasha/packs";
import { withCommitments } from "../../../registers/overlay.ts";
import type { Book } from "../../shelf.ts";

type Shown = { readonly revision: number; readonly commitments: readonly Commitment[] };

const files = new WeakMap<Book, CommitmentBook>();
const shown = new WeakMap<Book, Shown>();

/** What was promised and recommended to a country: read once from the files, with what was accepted into the registers. */
export function commitmentsOf(book: Book): CommitmentBook {
  const held = files.get(book) ?? loadCommitments(book.law.pack.country, book.law);
  files.set(book, held);
  const accepted = book.reviewed?.();
  if (accepted === undefined) return held;
  const { revision } = accepted;
  const known = shown.get(book);
  const now =
    known?.revision === revision
      ? known
      : { revision, commitments: withCommitments(held.commitments, book.law.pack.country, accepted) };
  shown.set(book, now);
  return { ...held, commitments: now.commitments };
}
