import { describe, expect, it } from "vitest";
import { dateInWords, dayInWords } from "./date-in-words.ts";

describe("a date in words", () => {
  it("is written as each language writes it", () => {
    expect(dateInWords("2024-06-16", "en")).toBe("16 June 2024");
    expect(dateInWords("2024-06-16", "ru")).toBe("16 июня 2024 г.");
    expect(dateInWords("2024-06-16", "kk")).toBe("2024 ж. 16 маусым");
    expect(dayInWords("2026-12-01", "kk")).toBe("1 желтоқсан");
  });
});
