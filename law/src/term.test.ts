import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Counting, Term } from "./norm.ts";
import { due, STRICTEST } from "./term.ts";
import { testland } from "./testland.ts";

const { calendar } = testland();
const later: Counting = {
  startCounts: false,
  skipDaysOff: false,
  rollToWorkingDay: false,
  established: true,
  sources: [],
};
const at = (start: string, term: Term, counting: Counting = later) =>
  due(start, term, counting, calendar).due;
/** The last second of a local day at +05:00, as the instant it ends. */
const endOf = (day: string) =>
  Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime("+05:00").toInstant().toString();

describe("hours", () => {
  it("run on instants: the day of 25 hours takes one back (IANA: Asia/Almaty, 2024-02-29T18:00Z)", () => {
    const counted = { ...later, startCounts: true };
    expect(at("2024-02-29T20:00:00+06:00", { n: 24, unit: "hours" }, counted)).toBe("2024-03-01T14:00:00Z");
    expect(Temporal.Instant.from("2024-03-01T19:00:00+05:00").toString()).toBe("2024-03-01T14:00:00Z");
  });
  it("begin with the next full hour where the hour of the start is not counted", () => {
    const term = { n: 3, unit: "hours" } as const;
    expect(at("2024-06-17T14:00:01+05:00", term)).toBe("2024-06-17T13:00:00Z");
    expect(at("2024-06-17T14:59:59+05:00", term)).toBe("2024-06-17T13:00:00Z");
    expect(at("2024-06-17T14:00:00+05:00", term)).toBe("2024-06-17T13:00:00Z");
    expect(at("2024-06-17T13:59:59+05:00", term)).toBe("2024-06-17T12:00:00Z");
  });
  it("follow the local clock, not that of Greenwich", () => {
    const nepal = { ...calendar, zone: "Asia/Kathmandu" };
    expect(due("2024-06-17T14:20:00+05:45", { n: 1, unit: "hours" }, later, nepal).due).toBe(
      "2024-06-17T10:15:00Z",
    );
  });
});

describe("days", () => {
  const day = "2024-03-05T10:00:00+05:00"; // a Tuesday; Friday 8 March is a day off
  it("end at midnight at the end of the last day, the day of the event not counted", () => {
    expect(at(day, { n: 1, unit: "calendar-days" })).toBe(endOf("2024-03-06"));
    expect(at(day, { n: 3, unit: "days" })).toBe(endOf("2024-03-08"));
  });
  it("count the day of the event where the act says so", () => {
    expect(at(day, { n: 3, unit: "days" }, { ...later, startCounts: true })).toBe(endOf("2024-03-07"));
  });
  it("skip days off in working days, and in days where the act says so, never in calendar days", () => {
    const skipping = { ...later, skipDaysOff: true };
    expect(at(day, { n: 3, unit: "working-days" })).toBe(endOf("2024-03-11"));
    expect(at(day, { n: 3, unit: "days" }, skipping)).toBe(endOf("2024-03-11"));
    expect(at(day, { n: 3, unit: "calendar-days" }, skipping)).toBe(endOf("2024-03-08"));
  });
  it("count a weekend day that was worked", () => {
    expect(at("2024-05-03T10:00:00+05:00", { n: 1, unit: "working-days" })).toBe(endOf("2024-05-04"));
  });
  it("move a last day off to the next working day where the act says so", () => {
    const rolling = { ...later, rollToWorkingDay: true };
    expect(at(day, { n: 3, unit: "calendar-days" }, rolling)).toBe(endOf("2024-03-11"));
    expect(at(day, { n: 2, unit: "calendar-days" }, rolling)).toBe(endOf("2024-03-07"));
  });
  it("belong to the local day: 23:30 UTC is already tomorrow in Almaty", () => {
    expect(at("2024-06-17T23:30:00Z", "same-day")).toBe(endOf("2024-06-18"));
    expect(at("2024-06-17T18:59:59Z", "same-day")).toBe(endOf("2024-06-17"));
  });
});

describe("months and years", () => {
  // Independent vectors: CatalaLang/dates-calc, test/ambiguous_computations.csv, rounding down (Apache-2.0).
  it.each([
    ["2012-03-31", 1, "months", "2012-04-30"],
    ["2012-01-31", 1, "months", "2012-02-29"],
    ["2013-01-31", 1, "months", "2013-02-28"],
    ["2012-10-31", 4, "months", "2013-02-28"],
    ["2012-02-29", 1, "years", "2013-02-28"],
    ["2012-02-29", 88, "years", "2100-02-28"],
  ] as const)("%s + %i %s ends with %s", (start, n, unit, last) => {
    const utc = { ...calendar, zone: "UTC" };
    const ends = Temporal.PlainDate.from(last).add({ days: 1 }).toString();
    expect(due(`${start}T12:00:00Z`, { n, unit }, later, utc).due).toBe(`${ends}T00:00:00Z`);
  });
  it("move off a day off where the act says so: 8 February + 1 month is Friday 8 March, a day off", () => {
    const rolling = { ...later, rollToWorkingDay: true };
    expect(at("2024-02-08T12:00:00+06:00", { n: 1, unit: "months" }, rolling)).toBe(endOf("2024-03-11"));
  });
});

describe("what is not established", () => {
  const established = (start: string, term: Term, counting: Counting) =>
    due(start, term, counting, calendar).established;
  it("says so when working days run outside the calendar's years, and only then", () => {
    expect(established("2024-06-17T10:00:00Z", { n: 3, unit: "working-days" }, later)).toBe(true);
    expect(established("2025-12-30T10:00:00Z", { n: 3, unit: "working-days" }, later)).toBe(false);
    expect(established("2025-12-30T10:00:00Z", { n: 3, unit: "calendar-days" }, later)).toBe(true);
    expect(
      established("2025-12-30T10:00:00Z", { n: 3, unit: "days" }, { ...later, rollToWorkingDay: true }),
    ).toBe(false);
  });
  it("says so when the act's rule is not known", () => {
    expect(established("2024-06-17T10:00:00Z", { n: 3, unit: "hours" }, STRICTEST)).toBe(false);
    expect(due("2024-06-17T10:00:00Z", "immediately", STRICTEST, calendar)).toEqual({
      due: null,
      established: true,
    });
  });
  it("refuses text that is no moment, in words", () => {
    expect(() => at("yesterday", "same-day")).toThrow('start: "yesterday" is not a moment in time');
    expect(() => at("2024-06-17T10:00:00", "same-day")).toThrow("offset");
    expect(() => at("yesterday", "same-day")).toThrow(
      expect.objectContaining({ code: "instant", field: "start" }),
    );
  });
  it("is a day to its end, whatever the rule of the act", () => {
    expect(due("2024-06-17T10:00:00Z", "same-day", STRICTEST, calendar)).toEqual({
      due: "2024-06-17T19:00:00Z",
      established: true,
    });
  });
  it("refuses a calendar in which nobody ever works", () => {
    const idle = { ...calendar, weekend: [1, 2, 3, 4, 5, 6, 7], worked: [] };
    expect(() => due("2024-06-17T10:00:00Z", { n: 1, unit: "working-days" }, later, idle)).toThrow(
      expect.objectContaining({
        code: "calendar",
        field: "calendar",
        message: "The calendar has no working day in a year.",
      }),
    );
  });
});

describe("for every start and unit", () => {
  const start = fc
    .date({ min: new Date("2023-01-01"), max: new Date("2026-12-31"), noInvalidDate: true })
    .map((d) => d.toISOString());
  const unit = fc.constantFrom("hours", "days", "calendar-days", "working-days", "months", "years" as const);
  const counting = fc.record({
    startCounts: fc.boolean(),
    skipDaysOff: fc.boolean(),
    rollToWorkingDay: fc.boolean(),
    established: fc.constant(true),
    sources: fc.constant<Counting["sources"]>([]),
  });
  it("a longer term never ends earlier, and no term ends before it starts", () => {
    fc.assert(
      fc.property(start, unit, counting, fc.integer({ min: 1, max: 40 }), (from, of, how, n) => {
        const [one, two] = [n, n + 1].map((m) => at(from, { n: m, unit: of }, how) as string);
        expect(Temporal.Instant.compare(one as string, from)).toBeGreaterThan(0);
        expect(Temporal.Instant.compare(one as string, two as string)).toBeLessThanOrEqual(0);
      }),
      { numRuns: fc.readConfigureGlobal().numRuns ?? 200 },
    );
  });
  it("working days agree with counting them one by one from a plain list", () => {
    const off = new Set(calendar.daysOff.map(({ date }) => date));
    const works = (day: Temporal.PlainDate) =>
      calendar.worked.includes(day.toString()) || (day.dayOfWeek < 6 && !off.has(day.toString()));
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 30 }), (from, n) => {
        const today = Temporal.Instant.from(from).toZonedDateTimeISO(calendar.zone).toPlainDate();
        const year = Array.from({ length: 400 }, (_, index) => today.add({ days: index + 1 }));
        const last = year.filter(works)[n - 1] as Temporal.PlainDate;
        const ends = last.add({ days: 1 }).toZonedDateTime(calendar.zone).toInstant().toString();
        expect(at(from, { n, unit: "working-days" })).toBe(ends);
      }),
      { numRuns: fc.readConfigureGlobal().numRuns ?? 100 },
    );
  });
});
