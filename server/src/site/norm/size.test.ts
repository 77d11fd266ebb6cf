import type { Language, Sanction } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { saySite } from "../messages/say.ts";
import { moneyText, sizeText, spanText, termText, withinText } from "./size.ts";

const say =
  (language: Language) => (key: Parameters<typeof saySite>[1], values?: Parameters<typeof saySite>[2]) =>
    saySite(language, key, values);
const size = (language: Language, sanction: Partial<Sanction>) =>
  sizeText(say(language), { kind: "arrest", ...sanction });

describe("how much of a penalty", () => {
  it("says the bounds there are", () => {
    expect(size("en", { unit: "mci", max: 80 })).toBe("up to 80 MCI");
    expect(size("en", { unit: "hours", min: 20, max: 80 })).toBe("from 20 to 80 hours");
    expect(size("en", { unit: "days", min: 5, max: 5 })).toBe("5 days");
    expect(size("en", { unit: "days", min: 1 })).toBe("from 1 day");
    expect(size("en", {})).toBeNull();
    expect(size("en", { unit: "mci" })).toBeNull();
  });

  it("says whole years as years, and other months as months", () => {
    expect(size("ru", { unit: "months", min: 36, max: 84 })).toBe("от 3 до 7 лет");
    expect(size("ru", { unit: "months", max: 12 })).toBe("до 1 года");
    expect(size("ru", { unit: "months", min: 6, max: 24 })).toBe("от 6 до 24 месяцев");
  });

  it("declines", () => {
    expect(size("ru", { unit: "days", max: 21 })).toBe("до 21 суток");
    expect(size("ru", { unit: "hours", max: 21 })).toBe("до 21 часа");
    expect(size("ru", { unit: "hours", max: 25 })).toBe("до 25 часов");
    expect(size("kk", { unit: "hours", max: 80 })).toBe("80 сағатқа дейін");
    expect(size("kk", { unit: "months", max: 36 })).toBe("3 жылға дейін");
    expect(size("kk", { unit: "mci", max: 80 })).toBe("80 АЕК-ке дейін");
  });
});

describe("time", () => {
  it("is said as a limit and as a length", () => {
    expect(termText(say("ru"), { n: 24, unit: "hours" })).toBe("в течение 24 часов");
    expect(termText(say("en"), "immediately")).toBe("at once");
    expect(spanText(say("ru"), { n: 30, unit: "days" })).toBe("30 суток");
    expect(withinText(say("ru"), "P1Y")).toBe("в течение 1 года");
    expect(withinText(say("ru"), "P1Y6M")).toBe("в течение 18 месяцев");
    expect(withinText(say("ru"), "P30D")).toBe("в течение 30 суток");
  });
});

describe("money", () => {
  it("has the sign of its currency, or the pack's own name for it", () => {
    expect(moneyText(295_360, "KZT", "en")).toBe("295,360\u00a0₸");
    expect(moneyText(295_360, "KZT", "kk").replaceAll(/\s/g, " ")).toBe("295 360 ₸");
    expect(moneyText(40, "crown", "en")).toBe("40\u00a0crown");
  });
});
