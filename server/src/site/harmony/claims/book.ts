import { CLAIM_VERDICTS, type ClaimVerdict, type Judged, judgedClaims, type Law } from "@arasha/law";
import { type ClaimBook, claimsCountry, knownFor, loadClaims } from "@arasha/packs";
import { claimLine } from "../../../publish/claim-lines.ts";
import { type Accepted, withClaims } from "../../../registers/overlay.ts";
import { findBook, type Shelf } from "../../shelf.ts";
import type { Visit } from "../../visit.ts";

type Shown = { readonly revision: number; readonly book: ClaimBook | null };
const books = new WeakMap<Shelf, Shown>();

/**
 * The register with what was accepted into it, read when first asked for and when something more was accepted; null where these
 * pages hold no law of the country it is about.
 */
export function claimsOf(shelf: Shelf): ClaimBook | null {
  const of = findBook(shelf, claimsCountry());
  const accepted = of?.reviewed?.();
  const revision = accepted?.revision ?? 0;
  const known = books.get(shelf);
  if (known?.revision === revision) return known.book;
  const ours = of === null ? null : loadClaims(undefined, () => of.law);
  const book = ours && of && accepted ? withAccepted(ours, of.law, accepted) : ours;
  books.set(shelf, { revision, book });
  return book;
}

function withAccepted(book: ClaimBook, law: Law, accepted: Accepted): ClaimBook {
  if (accepted.claims.length === 0) return book;
  const register = withClaims(book.register, accepted);
  const judged = judgedClaims(register, knownFor(book.country, law));
  return { ...book, register, judged: judged.toSorted((a, b) => (a.claim.id < b.claim.id ? -1 : 1)) };
}

export type Wish = { readonly verdict: ClaimVerdict | null; readonly text: string };

/** What the reader asked for; a verdict there is none of asks for all. */
export function wishOf({ query }: Visit): Wish {
  const verdict = CLAIM_VERDICTS.find((one) => one === query.get("verdict")) ?? null;
  return { verdict, text: (query.get("q") ?? "").trim().slice(0, 200) };
}

/** Claims of that verdict with every word of the text in the reader's language: in what was said, by whom, where, of whom. */
export function wished(book: ClaimBook, { language }: Visit, { verdict, text }: Wish): readonly Judged[] {
  const fold = (value: string) => value.toLocaleLowerCase(language);
  const words = fold(text).split(/\s+/).filter(Boolean);
  return book.judged.filter((one) => {
    if (verdict !== null && one.verdict !== verdict) return false;
    if (words.length === 0) return true;
    const { id, statement, population, speaker, source, printed, note } = claimLine(one, book);
    const texts = [statement, population, speaker, note].map((each) => each?.[language] ?? "");
    const whole = fold([id, ...texts, source?.title ?? "", printed ?? ""].join(" "));
    return words.every((word) => whole.includes(word));
  });
}
