import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Ages,
  agesFromBand,
  agesOn,
  bandsOf,
  Childhood,
  childhoodFaults,
  childhoodOn,
  majorityOf,
  whoDecides,
} from "./childhood.ts";

const sources = [{ title: "Gazette", url: "https://law.example", confidence: "official" as const }];
const childhood: Childhood = Childhood.parse({
  from: "2010-01-01",
  majority: { age: 18, leapDay: "unknown", sources },
  bands: [
    { id: "0-5", first: 0, last: 5 },
    { id: "6-11", first: 6, last: 11 },
    { id: "12-14", first: 12, last: 14 },
    { id: "15-17", first: 15, last: 17 },
  ],
  assent: [
    { from: 0, word: "explained", sources },
    { from: 6, word: "asked", sources },
    { from: 15, word: "needed", sources },
  ],
  alone: [{ purposes: ["doctor"], from: 14, sources }],
  standIn: { body: "guardianship", sources },
  atMajority: { norm: "xx.code.1", title: { kk: "a", ru: "b", en: "c" }, days: 30, sources },
});
const of = (leapDay: Childhood["majority"]["leapDay"]) => ({ ...childhood.majority, leapDay });
const one = (age: number): Ages => ({ least: age, most: age });

/** Days of the last century and the next years, 28 and 29 February and 1 March more often than they come. */
const day = fc.oneof(
  fc
    .integer({ min: 0, max: 40_000 })
    .map((days) => Temporal.PlainDate.from("1990-01-01").add({ days }).toString()),
  fc
    .tuple(fc.integer({ min: 1990, max: 2090 }), fc.constantFrom("02-28", "02-29", "03-01"))
    .map(([year, rest]) =>
      Temporal.PlainDate.from(`${year}-01-01`).inLeapYear || rest !== "02-29"
        ? `${year}-${rest}`
        : `${year}-03-01`,
    ),
);
const bornThenLater = fc.tuple(day, day).map(([a, b]) => (a <= b ? ([a, b] as const) : ([b, a] as const)));

/** The old trick of counting years: dates as figures, of which the last four are cut off. Those of 29 February: 1 March. */
function counted(born: string, on: string): number {
  const figure = (text: string) => Number(text.replaceAll("-", ""));
  return Math.floor((figure(on) - figure(born)) / 10_000);
}

describe("the age on a day", () => {
  it("is what counting the figures gives, whichever day a leap child's birthday is on", () => {
    fc.assert(
      fc.property(bornThenLater, ([born, on]) => {
        const march = counted(born, on);
        const isLeap = born.endsWith("-02-29") && !Temporal.PlainDate.from(on).inLeapYear;
        const february = isLeap ? counted(born.replace("02-29", "02-28"), on) : march;
        expect(agesOn(born, on, of("march-1"))).toEqual(one(march));
        expect(agesOn(born, on, of("february-28"))).toEqual(one(february));
        expect(agesOn(born, on, of("unknown"))).toEqual({ least: march, most: february });
      }),
      { numRuns: 400 },
    );
  });

  it.each<[string, string, Ages]>([
    ["2008-11-28", "2026-11-27", one(17)],
    ["2008-11-28", "2026-11-28", one(18)],
    ["2008-02-29", "2026-02-27", one(17)],
    ["2008-02-29", "2026-02-28", { least: 17, most: 18 }],
    ["2008-02-29", "2026-03-01", one(18)],
    ["2010-02-28", "2028-02-28", one(18)],
    ["2010-12-31", "2028-01-01", one(17)],
    ["2026-11-28", "2026-11-28", one(0)],
  ])("of one born on %s, on %s", (born, on, expected) => {
    expect(agesOn(born, on, childhood.majority)).toEqual(expected);
  });
});

describe("majority", () => {
  it("comes on the first day of that age, and the day before it has not", () => {
    fc.assert(
      fc.property(day, fc.constantFrom("february-28" as const, "march-1" as const), (born, leapDay) => {
        const { earliest, latest } = majorityOf(born, of(leapDay));
        const eve = Temporal.PlainDate.from(earliest).subtract({ days: 1 }).toString();
        expect(earliest).toBe(latest);
        expect(agesOn(born, eve, of(leapDay)).most).toBe(17);
        expect(agesOn(born, earliest, of(leapDay)).least).toBe(18);
      }),
      { numRuns: 200 },
    );
  });

  it("of one born on 29 February can be one of two days where nobody knows which", () => {
    expect(majorityOf("2008-02-29", of("unknown"))).toEqual({ earliest: "2026-02-28", latest: "2026-03-01" });
    expect(majorityOf("2008-02-29", { ...of("unknown"), age: 16 }).earliest).toBe("2024-02-29");
  });
});

describe("the band", () => {
  it("of a child moves with the calendar: the true one is among those that may be, and often the only one", () => {
    let sure = 0;
    fc.assert(
      fc.property(bornThenLater, fc.integer({ min: 0, max: 9000 }), ([born, noted], days) => {
        const age = agesOn(born, noted, of("march-1")).least;
        const [band] = bandsOf(childhood, one(age)).bands;
        fc.pre(band !== undefined);
        const on = Temporal.PlainDate.from(noted).add({ days }).toString();
        const ages = agesFromBand(childhood, band as string, noted, on) as Ages;
        for (const rule of ["march-1", "february-28"] as const) {
          const then = agesOn(born, on, of(rule));
          if (agesOn(born, noted, of(rule)).least !== age) continue;
          expect(ages.least).toBeLessThanOrEqual(then.least);
          expect(ages.most).toBeGreaterThanOrEqual(then.most);
          const told = bandsOf(childhood, ages);
          if (then.least < 18)
            expect(told.bands).toEqual(expect.arrayContaining([...bandsOf(childhood, then).bands]));
          else expect(told.adult).not.toBe("no");
        }
        if (bandsOf(childhood, ages).bands.length === 1) sure += 1;
      }),
      { numRuns: 400 },
    );
    expect(sure).toBeGreaterThan(10);
  });

  it.each<[string, string, readonly string[], string]>([
    ["6-11", "2026-11-28", ["6-11"], "no"],
    ["6-11", "2026-11-29", ["6-11", "12-14"], "no"],
    ["15-17", "2026-11-28", ["15-17"], "no"],
    ["15-17", "2026-11-29", ["15-17"], "unknown"],
    ["15-17", "2029-11-28", [], "yes"],
  ])("%s noted on 28 November 2026 is, on %s: %j", (band, on, bands, adult) => {
    const ages = agesFromBand(childhood, band, "2026-11-28", on) as Ages;
    expect(bandsOf(childhood, ages)).toEqual({ bands, adult });
  });

  it("that the pack does not hold, or of a day before it was noted, says nothing", () => {
    expect(agesFromBand(childhood, "3-4", "2026-11-28", "2026-11-28")).toBeNull();
    expect(agesFromBand(childhood, "6-11", "2026-11-28", "2026-11-27")).toBeNull();
  });
});

describe("who decides", () => {
  it.each<[string, Ages | null, string, readonly string[], string, string]>([
    ["nothing known of the age", null, "shelter", [], "needed", "unknown"],
    ["an infant", one(0), "shelter", ["guardian"], "explained", "no"],
    ["the day before six", one(5), "shelter", ["guardian"], "explained", "no"],
    ["six", one(6), "shelter", ["guardian"], "asked", "no"],
    ["the last year before fifteen", one(14), "shelter", ["guardian"], "asked", "no"],
    ["fifteen", one(15), "shelter", ["guardian"], "needed", "no"],
    [
      "an age that reaches over the edge is read strictly",
      { least: 14, most: 15 },
      "shelter",
      ["guardian"],
      "needed",
      "no",
    ],
    ["a doctor at thirteen", one(13), "doctor", ["guardian"], "asked", "no"],
    ["a doctor at fourteen", one(14), "doctor", ["guardian", "self"], "needed", "no"],
    [
      "perhaps fourteen: not alone, and not against the child",
      { least: 13, most: 14 },
      "doctor",
      ["guardian"],
      "needed",
      "no",
    ],
    ["the day before majority", one(17), "shelter", ["guardian"], "needed", "no"],
    ["the disputed day of a leap child", { least: 17, most: 18 }, "shelter", [], "needed", "unknown"],
    ["majority", one(18), "shelter", ["self"], "explained", "yes"],
  ])("%s", (_, ages, purpose, by, word, adult) => {
    expect(whoDecides(childhood, ages, purpose)).toMatchObject({ by, word, adult });
  });

  it("from majority on is nobody else, and before it never the child for what has no rule", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 3 }), (least, more) => {
        const { by } = whoDecides(childhood, { least, most: least + more }, "shelter");
        expect(by.includes("guardian")).toBe(least + more < 18);
        expect(by.includes("self")).toBe(least >= 18);
      }),
    );
  });

  it("stays unknown where the pack does not know: nobody stands in, nobody is alone", () => {
    const unknown: Childhood = { ...childhood, alone: "unknown", standIn: "unknown" };
    expect(whoDecides(unknown, one(17), "doctor")).toMatchObject({ by: ["guardian"], standIn: null });
    expect(whoDecides(childhood, one(10), "shelter").standIn).toBe("guardianship");
  });
});

describe("what holds", () => {
  it("is the last that had begun; before the first nothing", () => {
    const later = { ...childhood, from: "2020-01-01" };
    expect(childhoodOn([later, childhood], "2009-12-31")).toBeNull();
    expect(childhoodOn([later, childhood], "2019-12-31")).toBe(childhood);
    expect(childhoodOn([later, childhood], "2020-01-01")).toBe(later);
  });

  it("is at fault with years in two bands, in none, over majority, or steps that leave the youngest out", () => {
    const [a, b, c, d] = childhood.bands;
    const with_ = (change: Partial<Childhood>) => childhoodFaults({ ...childhood, ...change });
    expect(childhoodFaults(childhood)).toEqual([]);
    expect(with_({ bands: [a!, b!, d!] })).toHaveLength(3);
    expect(with_({ bands: [a!, b!, c!, { ...d!, first: 14 }] })).toEqual(["age 14 is in 2 bands"]);
    expect(with_({ bands: [a!, b!, c!, { ...d!, last: 18 }] })).toEqual(["band 15-17 reaches over majority"]);
    expect(with_({ assent: childhood.assent.slice(1) })).toEqual(["no step of assent begins at age 0"]);
    expect(with_({ assent: [...childhood.assent, childhood.assent[0]!] })).toHaveLength(1);
  });
});
