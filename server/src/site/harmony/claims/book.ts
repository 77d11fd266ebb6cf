import { CLAIM_VERDICTS, type ClaimVerdict, type Judged } from "@arasha/law";
import { type ClaimBook, claimsCountry, loadClaims } from "@arasha/packs";
import { claimLine } from "../../../publish/claim-lines.ts";
import { findBook, type Shelf } from "../../shelf.ts";
import type { Visit } from "../../visit.ts";

const books = new WeakMap<Shelf, ClaimBook | null>();

/** The register, read once when first asked for; null where these pages hold no law of the country it is about. */
export function claimsOf(shelf: Shelf): ClaimBook | null {
  const known = books.get(shelf);
  if (known !== undefined) return known;
  const law = findBook(shelf, claimsCountry())?.law;
  const shown = law === undefined ? null : loadClaims(undefined, () => law);
  books.set(shelf, shown);
  return shown;
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
