import type { Language, Sanction } from "@arasha/law";
import { say, sayValue } from "./say.ts";

/** Made once: making one takes a hundred times as long as using it. */
const NUMBERS: Readonly<Record<Language, Intl.NumberFormat>> = {
  kk: new Intl.NumberFormat("kk"),
  ru: new Intl.NumberFormat("ru"),
  en: new Intl.NumberFormat("en"),
};

/** A penalty as its article states it: `fine 20–80 MCI`, `arrest up to 50 days`. */
export function penaltyText({ kind, unit, min, max }: Sanction, language: Language): string {
  const amount = rangeText(min, max, language);
  const n = max ?? min ?? 0;
  return [
    sayValue(language, "cli.sanctionKind", kind),
    amount,
    amount === "" || unit === undefined ? "" : sayValue(language, "cli.unit", unit, { n }),
  ]
    .filter((word) => word !== "")
    .join(" ");
}

/** `20–80`, `up to 80`, `80`; empty where neither bound is given. */
export function rangeText(min: number | undefined, max: number | undefined, language: Language): string {
  const write = (number: number) => NUMBERS[language].format(number);
  if (max === undefined) return min === undefined ? "" : write(min);
  if (min === undefined) return say(language, "cli.upTo", { max: write(max) });
  return min === max ? write(max) : `${write(min)}–${write(max)}`;
}
