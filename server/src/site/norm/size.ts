import type { Language, Sanction, Term } from "@arasha/law";
import type { MessageKey } from "../messages/say.ts";
import type { Visit } from "../visit.ts";

type Say = Visit["say"];

/** How much of a penalty: `up to 80 MCI`, `from 3 to 7 years`. Months that are whole years are said as years. */
export function sizeText(say: Say, { unit, min, max }: Sanction): string | null {
  if (unit === undefined || (min === undefined && max === undefined)) return null;
  const years = unit === "months" && [min, max].every((n) => n === undefined || n % 12 === 0);
  const [of, low, high] = years ? (["years", part(min), part(max)] as const) : ([unit, min, max] as const);
  const key = (form: "exactly" | "upTo" | "from" | "between") => `size.${of}.${form}` as MessageKey;
  if (low !== undefined && high !== undefined)
    return low === high ? say(key("exactly"), { n: low }) : say(key("between"), { min: low, max: high });
  return high === undefined ? say(key("from"), { min: low ?? 0 }) : say(key("upTo"), { max: high });
}

function part(months: number | undefined): number | undefined {
  return months === undefined ? undefined : months / 12;
}

/** A time limit: `within 24 hours`, `by the end of the same day`. */
export function termText(say: Say, term: Term): string {
  if (term === "immediately" || term === "same-day") return say(`term.${term}`);
  return say(`term.${term.unit}`, { n: term.n });
}

/** A time written as ISO 8601 (`P1Y`), as a limit. */
export function withinText(say: Say, duration: string): string {
  const { years, months, days } = Temporal.Duration.from(duration);
  if (years > 0 && months === 0 && days === 0) return say("term.years", { n: years });
  return days > 0 ? say("term.days", { n: days }) : say("term.months", { n: years * 12 + months });
}

/** A length of time: `30 days`. */
export function spanText(say: Say, { n, unit }: Exclude<Term, string>): string {
  return say(`span.${unit}`, { n });
}

/** Kazakh groups digits as Russian does. Made once: making one takes a hundred times as long as using it. */
const NUMBERS: Readonly<Record<Language, Intl.NumberFormat>> = {
  kk: new Intl.NumberFormat("ru"),
  ru: new Intl.NumberFormat("ru"),
  en: new Intl.NumberFormat("en-GB"),
};

/** Money in whole units: `295,360 €`. */
export function moneyText(amount: number, currency: string, language: Language): string {
  return `${NUMBERS[language].format(amount)}\u00a0${currencySign(currency)}`;
}

function currencySign(currency: string): string {
  if (!/^[A-Z]{3}$/.test(currency)) return currency;
  const parts = new Intl.NumberFormat("ru", { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  return parts.formatToParts(0).find(({ type }) => type === "currency")?.value ?? currency;
}
