import { LANGUAGES } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { placeholders } from "../../messages/testing.ts";
import { en, type MessageKey } from "./en.ts";
import { kk } from "./kk.ts";
import { ru } from "./ru.ts";
import { saySite } from "./say.ts";

const KEYS = Object.keys(en) as readonly MessageKey[];
const CATALOGUES = { kk, ru, en } as const;

/** Joints between values: placeholders and signs, the same in every language. */
function isJoint(key: MessageKey): boolean {
  return !/\p{L}/u.test(en[key].replace(/\{\w+\}/g, ""));
}

describe("the words of the public pages", () => {
  it("take the same values in every language", () => {
    for (const key of KEYS)
      for (const language of LANGUAGES)
        expect([key, language, ...placeholders(CATALOGUES[language][key])]).toEqual([
          key,
          language,
          ...placeholders(en[key]),
        ]);
  });

  it("are written in their own language", () => {
    const cyrillic = /\p{Script=Cyrillic}/u;
    const worded = KEYS.filter((key) => !isJoint(key));
    expect(worded.filter((key) => cyrillic.test(en[key]))).toEqual([]);
    expect(worded.filter((key) => !cyrillic.test(kk[key]) || !cyrillic.test(ru[key]))).toEqual([]);
  });

  it("can be said without their values being lost", () => {
    expect(saySite("ru", "cite.part", { whole: "УК 109-1", part: "2" })).toContain("УК 109-1");
  });
});
