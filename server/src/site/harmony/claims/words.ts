import type { Claim, ClaimVerdict, Judged } from "@arasha/law";
import type { ClaimBook } from "@arasha/packs";
import { claimLine } from "../../../publish/claim-lines.ts";
import { type Html, html } from "../../html.ts";
import type { Visit } from "../../visit.ts";
import { partialDay } from "../treaty/visit.ts";

/** A verdict is told by a sign and a word, never by colour alone. */
const SIGNS: Readonly<Record<ClaimVerdict, string>> = {
  matches: "=",
  differs: "≠",
  "cannot-be-checked": "?",
  "not-a-valid-figure": "×",
};

export function verdictHtml({ say }: Visit, verdict: ClaimVerdict): Html {
  return html`<span class="verdict ${verdict}"><span aria-hidden="true">${SIGNS[verdict]}</span> ${say(`claims.verdict.${verdict}`)}</span>`;
}

const options = { maximumFractionDigits: 2 } as const;
/** Made once: making one takes longer than writing a whole line. */
const numbers = {
  kk: new Intl.NumberFormat("kk", options),
  ru: new Intl.NumberFormat("ru", options),
  en: new Intl.NumberFormat("en", options),
};

export function numberText({ language }: Visit, value: number): string {
  return numbers[language].format(value);
}

/** The number with what bounds it and its unit; null where there is none. */
export function valueText(visit: Visit, judged: Judged, book: ClaimBook): string | null {
  const { value, bound } = judged.claim;
  if (value === null) return null;
  const { unit } = claimLine(judged, book);
  const whole = unit === null ? "" : ` ${unit[visit.language]}`;
  return `${visit.say(`claims.bound.${bound}`, { value: numberText(visit, value) })}${whole}`;
}

export function periodText(visit: Visit, { period }: Claim): string {
  if (period === "not-stated") return visit.say("claims.notStated");
  const from = partialDay(visit, period.from);
  return period.to === undefined ? from : `${from} – ${partialDay(visit, period.to)}`;
}

/** What a check compares, as a person reads it: yes or no, a number, a day. */
export function sideText(visit: Visit, side: string | number | boolean): string {
  if (typeof side === "number") return numberText(visit, side);
  if (side === true || side === "true") return visit.say("claims.yes");
  if (side === false || side === "false") return visit.say("claims.no");
  if (side === "none") return visit.say("claims.none");
  if (/^\d{4}-\d{2}(-\d{2})?$/.test(side)) return partialDay(visit, side);
  return /^-?\d+\.\d+$|^-?\d{5,}$/.test(side) ? numberText(visit, Number(side)) : side;
}

/** What the data have in the place of what was said. */
export function foundHtml(visit: Visit, { computed, found }: Judged): Html | false {
  const { say } = visit;
  if (!computed) return false;
  if (found === null) return html`${say("claims.dataSilent")}`;
  return html`${say("claims.dataSay")}: <strong>${sideText(visit, found)}</strong>`;
}
