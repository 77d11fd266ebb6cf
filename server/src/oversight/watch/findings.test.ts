import type { WatchRule } from "@arasha/packs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findings, type Look } from "./findings.ts";

const basis = { source: "own rule", confidence: "unverified" } as const;
const ZONE = "Asia/Almaty";
const START = Temporal.ZonedDateTime.from(`2026-03-02T00:00[${ZONE}]`);

let count = 0;
const look = (day: number, hour: number, more: Partial<Look> = {}): Look => {
  count += 1;
  return {
    at: START.add({ days: day, minutes: Math.round(hour * 60) })
      .toInstant()
      .toString(),
    account: "anna",
    role: "clerk",
    kind: "read",
    name: `case ${count}`,
    caseId: null,
    hasReason: true,
    canary: false,
    ...more,
  };
};
const rulesOf = (...rules: readonly WatchRule[]) => rules;
const marks = (rules: readonly WatchRule[], looks: readonly Look[]) =>
  findings(rules, looks, ZONE).map(({ mark }) => mark);

describe("a rule of so many within so long", () => {
  const rules = rulesOf({ rule: "without-task", basis, atLeast: 3, within: "P2D" });
  const bad = (day: number, hour: number, more: Partial<Look> = {}) =>
    look(day, hour, { hasReason: false, ...more });

  it("is met by the third case, not the second, and not by one case thrice", () => {
    expect(marks(rules, [bad(0, 9), bad(0, 10)])).toEqual([]);
    expect(marks(rules, [bad(0, 9), bad(0, 10), bad(1, 11)])).toEqual(["without-task|anna|2026-03-03"]);
    expect(
      marks(
        rules,
        [1, 2, 3].map((hour) => bad(0, hour, { name: "same" })),
      ),
    ).toEqual([]);
  });

  it("counts what lies less than its time back, whoever else looks meanwhile", () => {
    expect(marks(rules, [bad(0, 9), bad(1, 9), bad(2, 9)])).toEqual([]);
    expect(marks(rules, [bad(0, 9), bad(1, 9), bad(2, 8.98)])).toHaveLength(1);
    expect(marks(rules, [bad(0, 9), bad(0, 10, { account: "botan" }), bad(0, 11)])).toEqual([]);
  });

  it("passes over looks that had a reason, and those refused", () => {
    expect(marks(rules, [bad(0, 9), look(0, 10), bad(0, 11), bad(0, 12, { kind: "refused" })])).toEqual([]);
  });
});

describe("hours", () => {
  const rules = rulesOf({
    rule: "off-shift",
    basis,
    roles: ["clerk"],
    from: "07:00",
    to: "21:00",
    atLeast: 2,
    within: "PT12H",
  });

  it("are those of the country, from the minute they begin to the minute they end", () => {
    expect(marks(rules, [look(0, 6.98), look(0, 6.99)])).toHaveLength(1);
    expect(marks(rules, [look(0, 7), look(0, 20.98)])).toEqual([]);
    expect(marks(rules, [look(0, 21), look(0, 23)])).toHaveLength(1);
    expect(marks(rules, [look(0, 22, { role: "nurse" }), look(0, 23, { role: "nurse" })])).toEqual([]);
  });
});

describe("bulk", () => {
  const rules = rulesOf({
    rule: "bulk",
    basis,
    atLeast: 6,
    timesOwn: 3,
    timesColleagues: 3,
    over: "P30D",
  });
  const day = (nr: number, cases: number, account = "anna") =>
    Array.from({ length: cases }, (_, hour) => look(nr, 8 + hour / 4, { account }));

  it("is far more than she and her colleagues usually read, and never a small number", () => {
    const usual = [day(0, 3), day(1, 2), day(2, 4), day(1, 2, "botan"), day(2, 3, "botan")].flat();
    expect(marks(rules, [...usual, ...day(3, 8)])).toEqual([]);
    expect(marks(rules, [...usual, ...day(3, 9)])).toEqual(["bulk|anna|2026-03-05"]);
    expect(marks(rules, [...day(0, 1), ...day(1, 5)])).toEqual([]);
    const busyColleagues = [day(1, 9, "botan"), day(2, 9, "botan"), day(2, 9, "dana")].flat();
    const hers = marks(rules, [...usual, ...busyColleagues, ...day(3, 9)]).filter((mark) =>
      mark.includes("anna"),
    );
    expect(hers).toEqual([]);
  });
});

describe("an invented case", () => {
  const rules = rulesOf({ rule: "canary", basis });

  it("raises at the first touch, once a person, refused or not", () => {
    const touch = (more: Partial<Look> = {}) => look(0, 9, { canary: true, name: "bird", ...more });
    expect(marks(rules, [touch(), touch(), touch({ account: "botan", kind: "refused" })])).toEqual([
      "canary|anna|bird",
      "canary|botan|bird",
    ]);
  });
});

describe("whatever the rules", () => {
  const rules = rulesOf(
    { rule: "canary", basis },
    { rule: "without-task", basis, atLeast: 2, within: "P1D" },
    { rule: "refused", basis, atLeast: 2, within: "PT1H" },
    { rule: "bulk", basis, atLeast: 3, timesOwn: 1, timesColleagues: 1, over: "P5D" },
  );
  const someLook = fc
    .record({
      day: fc.integer({ min: 0, max: 6 }),
      hour: fc.integer({ min: 0, max: 95 }),
      account: fc.constantFrom("anna", "botan"),
      name: fc.constantFrom("a", "b", "c", "d"),
      kind: fc.constantFrom("read" as const, "refused" as const),
      hasReason: fc.boolean(),
      canary: fc.boolean(),
    })
    .map(({ day, hour, ...more }) => look(day, hour / 4, more));

  it("the order looks are told in never matters, and nobody is found who did not look", () => {
    fc.assert(
      fc.property(fc.array(someLook, { maxLength: 25 }), (looks) => {
        const found = findings(rules, looks, ZONE);
        const turned = findings(rules, [...looks].reverse(), ZONE);
        const told = (all: typeof found) => all.map(({ mark, at }) => `${mark} ${at}`).sort();
        expect(told(turned)).toEqual(told(found));
        for (const { account } of found) expect(looks.some((one) => one.account === account)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("one look more by her never unsays what her window rules found", () => {
    const windows = rules.filter(({ rule }) => rule !== "bulk");
    fc.assert(
      fc.property(fc.array(someLook, { maxLength: 20 }), someLook, (looks, more) => {
        const before = marks(windows, looks);
        expect(marks(windows, [...looks, more])).toEqual(expect.arrayContaining(before));
      }),
      { numRuns: 60 },
    );
  });
});
