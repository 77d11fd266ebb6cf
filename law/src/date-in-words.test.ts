import { describe, expect, it } from "vitest";
import { dateInWords, dayInWords, periodInWords, unitsInWords } from "./date-in-words.ts";

describe("a date in words", () => {
  it("is written as each language writes it", () => {
    expect(dateInWords("2024-06-16", "en")).toBe("16 June 2024");
    expect(dateInWords("2024-06-16", "ru")).toBe("16 июня 2024 г.");
    expect(dateInWords("2024-06-16", "kk")).toBe("2024 ж. 16 маусым");
    expect(dayInWords("2026-12-01", "kk")).toBe("1 желтоқсан");
  });
});

describe("a period in words", () => {
  it("has the form its number asks for", () => {
    const years = (n: number) => unitsInWords(n, "years", "ru");
    expect([1, 2, 4, 5, 11, 12, 14, 20, 21, 22, 111, 101].map(years)).toEqual([
      "1 год",
      "2 года",
      "4 года",
      "5 лет",
      "11 лет",
      "12 лет",
      "14 лет",
      "20 лет",
      "21 год",
      "22 года",
      "111 лет",
      "101 год",
    ]);
    expect([1, 2].map((n) => unitsInWords(n, "days", "en"))).toEqual(["1 day", "2 days"]);
    expect([1, 2].map((n) => unitsInWords(n, "weeks", "kk"))).toEqual(["1 апта", "2 апта"]);
  });
  it("names each unit there is", () => {
    const period = Temporal.Duration.from("P1Y6M");
    expect(periodInWords(period, "en")).toBe("1 year 6 months");
    expect(periodInWords(period, "ru")).toBe("1 год 6 месяцев");
    expect(periodInWords(period, "kk")).toBe("1 жыл 6 ай");
  });
});
