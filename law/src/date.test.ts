import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayAfter, isDate, plainDate } from "./date.ts";

const day = fc
  .record({
    year: fc.integer({ min: 1890, max: 2110 }),
    month: fc.integer({ min: 0, max: 14 }),
    day: fc.integer({ min: 0, max: 33 }),
  })
  .map(({ year, month, day }) =>
    [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-"),
  );

function exists(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() === text;
  } catch {
    return false;
  }
}

describe("isDate", () => {
  it("is true of the days of the calendar", () => {
    fc.assert(fc.property(day, (text) => isDate(text) === exists(text)));
  });

  it.each([
    "",
    "2024",
    "2024-6-16",
    "2024-06-16T00:00",
    "2024/06/16",
    "2024-0a-16",
    "-024-06-16",
    "+2024-06-1",
    "2024x06-16",
    "2024-06x16",
    "2024-0/-16",
    "2024-0:-16",
    "2024-06-1/",
    "2024-06-1:",
    "2024-00-16",
    "2024-13-16",
    "2024-06-00",
    "2024-01-32",
  ])("is false of %j", (text) => {
    expect(isDate(text)).toBe(false);
    expect(plainDate.safeParse(text).success).toBe(false);
  });
});

describe("the last day of each month", () => {
  it.each([
    ["01", 31],
    ["02", 29],
    ["03", 31],
    ["04", 30],
    ["05", 31],
    ["06", 30],
    ["07", 31],
    ["08", 31],
    ["09", 30],
    ["10", 31],
    ["11", 30],
    ["12", 31],
  ] as const)("%s has %i days in a leap year", (month, days) => {
    expect(isDate(`2024-${month}-${days}`)).toBe(true);
    expect(isDate(`2024-${month}-${days + 1}`)).toBe(false);
    expect(isDate(`0000-${month}-01`)).toBe(true);
  });
});

describe("dayAfter", () => {
  it("adds weeks and days, months and years, and nothing", () => {
    const after = (duration: string) => dayAfter("0999-12-31", Temporal.Duration.from(duration));
    expect(["P0D", "P1D", "P1W", "P2M", "P1Y1M", "P1M1W"].map(after)).toEqual([
      "0999-12-31",
      "1000-01-01",
      "1000-01-07",
      "1000-02-28",
      "1001-01-31",
      "1000-02-07",
    ]);
  });

  it("adds as the calendar does", () => {
    const duration = fc.record({
      years: fc.integer({ min: 0, max: 30 }),
      months: fc.integer({ min: 0, max: 40 }),
      weeks: fc.constantFrom(0, 0, 3),
      days: fc.constantFrom(0, 0, 45),
    });
    fc.assert(
      fc.property(day.filter(exists), duration, (from, parts) => {
        const length = Temporal.Duration.from(parts);
        expect(dayAfter(from, length)).toBe(Temporal.PlainDate.from(from).add(length).toString());
      }),
    );
  });

  it("knows which years of a century have a 29 February", () => {
    const month = Temporal.Duration.from("P1M");
    expect(["1900", "2000", "2100", "2024", "2023"].map((y) => dayAfter(`${y}-01-31`, month))).toEqual([
      "1900-02-28",
      "2000-02-29",
      "2100-02-28",
      "2024-02-29",
      "2023-02-28",
    ]);
    expect(["1900-02-29", "2000-02-29", "2100-02-29"].map((text) => isDate(text))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("ends on the last of a month that is shorter", () => {
    expect(dayAfter("2024-02-29", Temporal.Duration.from("P1Y"))).toBe("2025-02-28");
  });
});

describe("the end of what can be written", () => {
  it.each([{ years: 3 }, { months: 1 }, { days: 1 }, { weeks: 1 }])("no day lies after it: %j", (length) => {
    expect(dayAfter("9999-12-31", Temporal.Duration.from(length))).toBe("9999-12-31");
  });

  it("is reached and not passed, a day at a time", () => {
    expect(addDays("9999-12-30", 1)).toBe("9999-12-31");
    expect(addDays("9999-12-31", 1)).toBe("9999-12-31");
    expect(addDays("9999-12-31", -1)).toBe("9999-12-30");
  });
});
