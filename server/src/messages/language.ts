import { LANGUAGES, type Language } from "@arasha/law";

/** What is spoken to a reader who names no language we have. */
export const DEFAULT_LANGUAGE: Language = "en";

/**
 * The reader's language from an Accept-Language header (RFC 9110, 12.5.4): the supported one with the highest
 * weight, the earlier of two with the same. `kk-KZ` counts as `kk`. A header that cannot be read is no wish at all.
 */
export function languageOf(header: string | undefined): Language {
  const wishes = (header ?? "").split(",", 20).map((wish) => {
    const [range = "", ...parameters] = wish.split(";").map((part) => part.trim());
    const weight = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2) ?? "1";
    return { language: range.toLowerCase().split("-")[0], weight: Number(weight) };
  });
  const spoken = wishes.flatMap(({ language, weight }) => {
    const known = LANGUAGES.find((one) => one === language);
    return known !== undefined && weight > 0 ? [{ language: known, weight }] : [];
  });
  // Array.prototype.sort is stable: equal weights keep the order they were written in.
  return spoken.sort((a, b) => b.weight - a.weight)[0]?.language ?? DEFAULT_LANGUAGE;
}
