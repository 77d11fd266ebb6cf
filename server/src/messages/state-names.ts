import { LANGUAGES, type Language } from "@arasha/law";

const NAMES = new Map(
  LANGUAGES.map((language) => [language, new Intl.DisplayNames([language], { type: "region" })]),
);
const ORDER = new Map(LANGUAGES.map((language) => [language, new Intl.Collator(language)]));

/** The name of a state or organisation by its ISO 3166-1 code, as the Unicode CLDR of the pinned runtime has it. */
export function stateName(code: string, language: Language): string {
  return NAMES.get(language)?.of(code) ?? code;
}

/** Codes in the order of their names in a language. */
export function byName(codes: readonly string[], language: Language): readonly string[] {
  return codes.toSorted(
    (a, b) => ORDER.get(language)?.compare(stateName(a, language), stateName(b, language)) ?? 0,
  );
}
