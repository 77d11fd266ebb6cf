import { type FactPath, factNames, valueName } from "@arasha/law";
import { useMemo } from "react";
import { useLanguage } from "../i18n/language.tsx";
import type { Language } from "../i18n/translate.ts";

/** The engine's own words for facts and their values, so that a screen and a reason never differ. */
export function factName(fact: FactPath, language: Language): string {
  return capital(factNames[fact][language]);
}

/** A value in words; a value outside the vocabulary stands as it is. */
export function factValue(fact: FactPath, value: unknown, language: Language): string {
  return capital(valueName(fact, value)?.[language] ?? String(value));
}

export function useFactWords() {
  const { language } = useLanguage();
  return useMemo(
    () => ({
      name: (fact: FactPath) => factName(fact, language),
      value: (fact: FactPath, value: unknown) => factValue(fact, value, language),
      /** As it stands inside a sentence or a list. */
      inside: (fact: FactPath, value: unknown) => valueName(fact, value)?.[language] ?? String(value),
    }),
    [language],
  );
}

/** First letter large, as a label begins; the engine's words stand inside sentences. */
export function capital(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase("ru") + text.slice(1);
}
