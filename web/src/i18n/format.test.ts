import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareKazakh, currencySign, formatMoment, formatNumber, localDate, localTime } from "./format.ts";

describe("formatMoment", () => {
  const on = (date: string, language: "kk" | "ru" | "en") =>
    formatMoment(`${date}T07:30:00Z`, "2026-11-22T06:10:00Z", "Asia/Almaty", language);

  it("names the day as each language does, the year only when it is another", () => {
    expect(on("2025-06-16", "en")).toBe("16 June 2025, 12:30");
    expect(on("2025-06-16", "ru")).toBe("16 июня 2025 г., 12:30");
    expect(on("2025-06-16", "kk")).toBe("2025 ж. 16 маусым, 12:30");
    expect(on("2026-06-16", "kk")).toBe("16 маусым, 12:30");
  });

  it("agrees with the full locale data of Node in every month", () => {
    for (let month = 1; month <= 12; month += 1) {
      const date = Temporal.PlainDate.from({ year: 2025, month, day: 7 });
      const russian = date.toLocaleString("ru", { day: "numeric", month: "long", year: "numeric" });
      const english = date.toLocaleString("en-GB", { day: "numeric", month: "long", year: "numeric" });
      const kazakh = date.toLocaleString("kk", { month: "long", day: "numeric" });
      expect(on(date.toString(), "ru")).toBe(`${russian}, 12:30`);
      expect(on(date.toString(), "en")).toBe(`${english}, 12:30`);
      expect(on(date.toString(), "kk")).toBe(`2025 ж. ${kazakh}, 12:30`);
    }
  });
});

describe("local time", () => {
  it("follows the country's zone, also across its change of 1 March 2024", () => {
    // 29 February 2024 had 25 hours: its last one came twice.
    for (const instant of ["2024-02-29T17:30:00Z", "2024-02-29T18:30:00Z"]) {
      expect(localDate(instant, "Asia/Almaty")).toBe("2024-02-29");
      expect(localTime(instant, "Asia/Almaty")).toBe("23:30");
    }
    expect(localDate("2024-02-29T19:00:00Z", "Asia/Almaty")).toBe("2024-03-01");
    expect(formatMoment("2024-03-02T18:30:00Z", "2024-05-01T00:00:00Z", "Asia/Almaty", "en")).toBe(
      "2 March, 23:30",
    );
  });
});

describe("numbers and money", () => {
  it("groups as the language does", () => {
    expect(formatNumber(346_000, "en")).toBe("346,000");
    expect(formatNumber(346_000, "kk").replace(/\s/g, " ")).toBe("346 000");
  });

  it("knows a currency's sign, and leaves a currency of a pack's own as it is named", () => {
    expect(currencySign("KZT")).toBe("₸");
    expect(currencySign("crown")).toBe("crown");
  });
});

describe("compareKazakh", () => {
  it("orders words as the Kazakh collation does", () => {
    const letters = [..."аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшыіэюя"];
    const word = fc
      .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 6 })
      .map((all) => all.join(""));
    const collator = new Intl.Collator("kk");
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(Math.sign(compareKazakh(a, b))).toBe(Math.sign(collator.compare(a, b)));
      }),
    );
  });

  it("does not mind capitals", () => {
    expect(["Шымкент", "Алматы", "Қостанай", "Караганда", "Әулие"].sort(compareKazakh)).toEqual([
      "Алматы",
      "Әулие",
      "Караганда",
      "Қостанай",
      "Шымкент",
    ]);
  });
});
