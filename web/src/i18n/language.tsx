import type { Text } from "@arasha/law";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { LANGUAGES, type Language, type Translate, translate } from "./translate.ts";

type LanguageChoice = { readonly language: Language; readonly choose: (language: Language) => void };

const LanguageContext = createContext<LanguageChoice | null>(null);
const STORED = "arasha-language";

/** Gives the interface its language. Switching takes effect at once: no answer of the server needs to be asked again. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const choose = useCallback((next: Language) => {
    setLanguage(next);
    remember(next);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
    current = language;
  }, [language]);
  const value = useMemo(() => ({ language, choose }), [language, choose]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageChoice {
  const choice = useContext(LanguageContext);
  if (!choice) throw new Error("useLanguage outside LanguageProvider");
  return choice;
}

export function useT(): Translate {
  const { language } = useLanguage();
  return useCallback((key, values) => translate(language, key, values), [language]);
}

/** Reads texts that come from a pack, which carries all three languages. */
export function useText(): (text: Text) => string {
  const { language } = useLanguage();
  return useCallback((text) => text[language], [language]);
}

let current: Language | undefined;

/** For the Accept-Language header of requests, which are made outside React. */
export function currentLanguage(): Language {
  current ??= firstLanguage();
  return current;
}

function firstLanguage(): Language {
  const wished = [recall(), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return LANGUAGES.find((language) => wished.find((wish) => isLanguage(wish)) === language) ?? "en";
}

function isLanguage(text: string | null): boolean {
  return LANGUAGES.some((language) => language === text);
}

/** Only the choice of language is kept on the device. With storage blocked it lasts until the page is closed. */
function remember(language: Language): void {
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // Blocked storage is the reader's own choice.
  }
}

function recall(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}
