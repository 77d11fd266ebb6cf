import { type Counting, due } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { countryFolder } from "./head.ts";
import { loadPack } from "./load.ts";

/** Working days of Kazakhstan across published transfers, counted by hand on paper calendars. */
const { calendar, mci } = loadPack(countryFolder("kz"));
const administrative: Counting = {
  startCounts: false,
  skipDaysOff: true,
  rollToWorkingDay: true,
  established: true,
  sources: [],
};

/** The local day at whose end `n` days from noon of `from` run out, and whether the calendar is sure of it. */
function ends(from: string, n: number) {
  const { due: instant, established } = due(
    `${from}T12:00:00+06:00`,
    { n, unit: "days" },
    administrative,
    calendar,
  );
  const day = Temporal.Instant.from(instant ?? "")
    .subtract({ seconds: 1 })
    .toZonedDateTimeISO(calendar.zone);
  return [day.toPlainDate().toString(), established];
}

describe("three days, days off left out", () => {
  it.each<[string, string, string]>([
    // Friday 2 March 2018. Saturday 3 March is worked for 9 March: 3, 5, 6 March.
    ["2018: a Saturday worked for a Friday off", "2018-03-02", "2018-03-06"],
    // Wednesday 7 March 2018: 8 is a holiday, 9 moved, then 12, 13, 14.
    ["2018: the holiday and the day moved to it", "2018-03-07", "2018-03-14"],
    // Friday 27 April 2018: Saturday 28 worked; 29, 30, 1 off; 2 and 3 May.
    ["2018: a worked Saturday before 1 May", "2018-04-27", "2018-05-03"],
    // Friday 14 December 2018: 15 to 18 off (16 and 17 holidays, 18 for the Sunday); 19, 20, 21.
    ["2018: Independence Day on a Sunday and a Monday", "2018-12-14", "2018-12-21"],
    // Wednesday 6 May 2020: 7 holiday, 8 moved, 9 holiday, 10 Sunday; 11 worked, 12, 13.
    ["2020: a day in lieu that is worked after all", "2020-05-06", "2020-05-13"],
    // Thursday 17 December 2020 is a holiday, 18 moved, 19 Saturday, Sunday 20 worked, 21, 22.
    ["2020: a Sunday worked", "2020-12-17", "2020-12-22"],
    // Friday 20 March 2020: 21 to 25 off; 26, 27, 30.
    ["2020: Nauryz over a weekend gives two days", "2020-03-20", "2020-03-30"],
    // Friday 2 July 2021: Saturday 3 worked; 4, 5, 6 off; 7, 8.
    ["2021: Capital Day", "2021-07-02", "2021-07-08"],
    // Friday 6 May 2022: 7 to 10 off; 11, 12, 13.
    ["2022: two holidays on a long weekend", "2022-05-06", "2022-05-13"],
    // Friday 21 October 2022: Saturday 22 worked; 23, 24, 25 off; 26, 27.
    ["2022: the first Republic Day", "2022-10-21", "2022-10-27"],
    // Thursday 15 December 2022: 16 off, 17 and 18 weekend; 19, 20, 21: 17 December is no holiday any more.
    ["2022: one day of independence", "2022-12-15", "2022-12-21"],
    // Friday 8 July 2022: Kurban Ait on Saturday 9 moves nothing; 11, 12, 13.
    ["2022: Kurban Ait on a Saturday", "2022-07-08", "2022-07-13"],
    // Friday 30 June 2023: Saturday 1 July worked; 3, 4.
    ["2023: a Saturday worked for 7 July", "2023-06-30", "2023-07-04"],
    // Friday 3 May 2024: Saturday 4 worked, 6; 7, 8, 9 off; 10.
    ["2024: 4 May worked for 8 May", "2024-05-03", "2024-05-10"],
    // Saturday 4 January 2025: Sunday 5 worked, 6; 7 off; 8.
    ["2025: a Sunday worked for 3 January", "2025-01-04", "2025-01-08"],
    // Friday 28 August 2026: 30 August is no holiday, so 31 August is worked: 31, 1, 2.
    ["2026: Constitution Day is gone", "2026-08-28", "2026-09-02"],
    // Friday 23 October 2026: Sunday 25 gives Monday 26; 27, 28, 29.
    ["2026: Republic Day on a Sunday", "2026-10-23", "2026-10-29"],
  ])("%s", (_name, from, expected) => {
    expect(ends(from, 3)).toEqual([expected, true]);
  });

  it("is not sure of a year whose list is not complete", () => {
    expect(ends("2019-05-06", 3)[1]).toBe(false);
    expect(ends("2017-05-06", 3)[1]).toBe(false);
    expect(ends("2026-12-30", 3)[1]).toBe(false);
  });
});

describe("the calendar and the index", () => {
  it("lists each day once, in order, and only days of the years it is complete for", () => {
    const days = calendar.daysOff.map(({ date }) => date);
    expect(days).toEqual([...new Set(days)].sort());
    for (const day of [...days, ...calendar.worked])
      expect(calendar.years).toContain(Number(day.slice(0, 4)));
  });

  it("gives a day off for each day worked", () => {
    const moved = calendar.daysOff.filter(({ name }) => name.startsWith("moved"));
    // 11 May 2020, itself in lieu of 9 May, was worked without being listed as a weekend.
    expect(moved.length).toBe(calendar.worked.length + 1);
  });

  it("keeps 7 January and Kurban Ait free in every year it is complete for", () => {
    for (const year of calendar.years) {
      const of = calendar.daysOff.filter(({ date }) => date.startsWith(`${year}`)).map(({ name }) => name);
      expect(of.filter((name) => name === "Orthodox Christmas" || name === "Kurban Ait")).toHaveLength(2);
    }
  });

  it("has a page for every figure of the index, and none where nobody gives one", () => {
    for (const { from, value, sources } of mci) {
      expect(sources.length > 0, from).toBe(value !== null);
      for (const { url } of sources) expect(new URL(url).pathname.length, url).toBeGreaterThan(1);
    }
  });
});
