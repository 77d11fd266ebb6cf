import { readdirSync, readFileSync } from "node:fs";
import { LANGUAGES } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { en, type MessageKey } from "./en.ts";
import { kk } from "./kk.ts";
import { languageOf } from "./language.ts";
import { ru } from "./ru.ts";
import { isMessage, say, sayFault, sayValue } from "./say.ts";
import { placeholders } from "./testing.ts";

const KEYS = Object.keys(en) as readonly MessageKey[];
const CATALOGUES = { kk, ru, en } as const;

describe("the catalogue", () => {
  it("takes the same values in every language", () => {
    for (const key of KEYS) {
      const expected = [key, ...placeholders(en[key])];
      for (const language of LANGUAGES)
        expect([key, ...placeholders(CATALOGUES[language][key])]).toEqual(expected);
    }
  });

  it("is written in its own language", () => {
    const cyrillic = /\p{Script=Cyrillic}/u;
    const foreign = KEYS.filter((key) => cyrillic.test(en[key]));
    const untranslated = (["kk", "ru"] as const).flatMap((language) =>
      KEYS.filter((key) => !cyrillic.test(CATALOGUES[language][key])),
    );
    expect(foreign).toEqual([]);
    // Abbreviated units and the like would be listed here; there is none today.
    expect(untranslated).toEqual([]);
    const same = KEYS.filter((key) => kk[key] === ru[key]);
    expect(same).toEqual([]);
  });

  it("declines numbers", () => {
    const detail = (count: number) => say("ru", "problem.invalid.detail", { count });
    expect([1, 3, 5, 21].map(detail)).toEqual([
      "Ничего не записано. Нужно исправить 1 поле.",
      "Ничего не записано. Нужно исправить 3 поля.",
      "Ничего не записано. Нужно исправить 5 полей.",
      "Ничего не записано. Нужно исправить 21 поле.",
    ]);
    expect(say("en", "problem.invalid.detail", { count: 1 })).toContain("One field to correct");
  });

  it("has words for every fault the commands name", () => {
    const folder = new URL("../cases/", import.meta.url);
    const sources = readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.includes(".test."));
    const named = sources.flatMap((file) =>
      [...readFileSync(new URL(file, folder), "utf8").matchAll(/message: "(\w+)"/g)].map(([, key]) => key),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((key) => !isMessage(`field.${key}`))).toEqual([]);
  });

  it("still says that a field is at fault when it lacks the words for it", () => {
    expect(sayFault("en", { field: "x", message: "nobodyWroteThis" })).toBe("This value is not accepted.");
  });

  it("shows a value it has no word for as it is", () => {
    expect(sayValue("ru", "cli.verdict", "unknown-text")).toBe("действовала, текста нет");
    expect(sayValue("ru", "cli.verdict", "something-new")).toBe("something-new");
    expect(sayValue("en", "cli.class", "something-new")).toBe("class not known");
  });
});

describe("the reader's language", () => {
  it.each([
    [undefined, "en"],
    ["", "en"],
    ["kk", "kk"],
    ["kk-KZ,ru;q=0.9", "kk"],
    ["RU", "ru"],
    ["fr, de;q=0.8", "en"],
    ["fr, ru;q=0.1", "ru"],
    ["en;q=0.4, ru;q=0.5, kk;q=0.45", "ru"],
    ["ru;q=0, kk;q=0.1", "kk"],
    ["ru;q=x, kk", "kk"],
    ["*", "en"],
    [";;;,,,q=1", "en"],
  ] as const)("%s: %s", (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
