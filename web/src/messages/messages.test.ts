import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { LANGUAGES, MESSAGES, type MessageKey } from "../i18n/translate.ts";
import { en } from "./en.ts";

const keys = Object.keys(en) as MessageKey[];

describe("messages", () => {
  it.each(LANGUAGES)("%s is well-formed ICU with the arguments of English", (language) => {
    for (const key of keys) {
      expect(argumentsOf(MESSAGES[language][key]), `${language} ${key}`).toEqual(argumentsOf(en[key]));
    }
  });

  it.each(["kk", "ru"] as const)("%s says nothing in Latin letters but names and keys", (language) => {
    const latin = keys.filter((key) =>
      /[A-Za-z]{3,}/.test(MESSAGES[language][key].replace(/\{[^}]*\}/g, "")),
    );
    expect(latin.filter((key) => !/plural/.test(MESSAGES[language][key]))).toEqual(["nav.home"]);
  });

  it("ru puts no full stop after a date, which ends with one: 16 июня 2024 г.", () => {
    const doubled = keys.filter((key) => /\{(date|from|until|earliest|latest)\}\./.test(MESSAGES.ru[key]));
    expect(doubled).toEqual([]);
  });

  it("has no two blanks, and no blank at an end but where words are joined", () => {
    for (const language of LANGUAGES) {
      const bad = keys.filter((key) => key !== "law.or" && /^\s|\s$|\s{2}/.test(MESSAGES[language][key]));
      expect(bad, language).toEqual([]);
    }
  });
});

/** A part of a parsed message, as far as this test looks: text and `#` carry no argument. */
type Element = {
  readonly type: number;
  readonly value: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>;
};
const LITERAL = 0;
const POUND = 7;

function argumentsOf(message: string): readonly string[] {
  const names = new Set<string>();
  const walk = (elements: readonly Element[]): void => {
    for (const { type, value, options } of elements) {
      if (type === LITERAL || type === POUND) continue;
      names.add(value);
      for (const option of Object.values(options ?? {})) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(message, "en", undefined, { ignoreTag: true }).getAst() as readonly Element[]);
  return [...names].sort();
}
