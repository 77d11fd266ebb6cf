import { LANGUAGES, type Language } from "@arasha/law";

/** The names of a language, each looked up once: the codes are those of the data, so there are few. */
const NAMES = new Map(
  LANGUAGES.map((language) => {
    const { of, compare } = speaking(language);
    return [language, { of, compare, known: new Map<string, string>() }];
  }),
);

function speaking(language: Language) {
  const names = new Intl.DisplayNames([language], { type: "region" });
  const { compare } = new Intl.Collator(language);
  return { of: (code: string) => names.of(code) ?? code, compare };
}

/** The name of a state or organisation by its ISO 3166-1 code, as the Unicode CLDR of the pinned runtime has it. */
export function stateName(code: string, language: Language): string {
  const names = NAMES.get(language);
  const name = names?.known.get(code) ?? names?.of(code) ?? code;
  names?.known.set(code, name);
  return name;
}

/** Codes in the order of their names in a language. */
export function byName(codes: readonly string[], language: Language): readonly string[] {
  const compare = NAMES.get(language)?.compare ?? (() => 0);
  return codes.toSorted((a, b) => compare(stateName(a, language), stateName(b, language)));
}
