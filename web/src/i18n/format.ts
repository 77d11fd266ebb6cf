import { dateInWords, dayInWords } from "@arasha/law";
import type { Language } from "./translate.ts";

/** Times, numbers and order of words. The Kazakh order is written out because Chromium has no Kazakh collation. */

/** The local date of an instant, ISO 8601. */
export function localDate(instant: string, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The local time of an instant: `14:20`. */
export function localTime(instant: string, zone: string): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(zone)
    .toPlainTime()
    .toString({ smallestUnit: "minute", roundingMode: "floor" });
}

/** Date and time; the year only when it is not that of `now`. */
export function formatMoment(instant: string, now: string, zone: string, language: Language): string {
  const date = localDate(instant, zone);
  const written = date.slice(0, 4) === localDate(now, zone).slice(0, 4) ? dayInWords : dateInWords;
  return `${written(date, language)}, ${localTime(instant, zone)}`;
}

/** Whole numbers with the language's grouping. Kazakh groups as Russian does. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(language === "en" ? "en-GB" : "ru", { maximumFractionDigits: 1 }).format(
    value,
  );
}

/** The sign of a currency, `€`; a pack's own name for one that has no ISO code. */
export function currencySign(currency: string): string {
  if (!/^[A-Z]{3}$/.test(currency)) return currency;
  const parts = new Intl.NumberFormat("ru", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  }).formatToParts(0);
  return parts.find(({ type }) => type === "currency")?.value ?? currency;
}

/** Compares words as a dictionary of the language would order them. */
export function compareWords(language: Language): (a: string, b: string) => number {
  if (Intl.Collator.supportedLocalesOf([language]).length > 0) return new Intl.Collator(language).compare;
  return language === "kk" ? compareKazakh : new Intl.Collator("en").compare;
}

const KAZAKH_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";

/** Letter by letter in the order of the Kazakh alphabet; anything else by code point, before the letters. */
export function compareKazakh(a: string, b: string): number {
  const [left, right] = [[...a.toLocaleLowerCase("ru")], [...b.toLocaleLowerCase("ru")]];
  for (const [index, letter] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (letter !== other) return rank(letter) - rank(other);
  }
  return left.length - right.length;
}

function rank(letter: string): number {
  const place = KAZAKH_ALPHABET.indexOf(letter);
  return place === -1 ? (letter.codePointAt(0) ?? 0) - 0x110000 : place;
}
