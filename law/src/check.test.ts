import { describe, expect, it } from "vitest";
import { check } from "./check.ts";
import { compile } from "./compile.ts";
import { PackError } from "./error.ts";
import { type PackInput, testland } from "./testland.ts";

type Versions = Record<string, unknown>[];
const change = (id: string, how: (versions: Versions) => void) => (pack: PackInput) => {
  for (const norm of pack.norms.filter((one) => one.id === id)) how(norm.versions);
  return pack;
};
const set = (id: string, version: number, values: Record<string, unknown>) =>
  change(id, (versions) => void Object.assign(versions[version] ?? {}, values));
const part = (id: string, at: number, values: Record<string, unknown>) =>
  change(id, ([version]) => void Object.assign(((version?.parts ?? []) as Versions)[at] ?? {}, values));
const amend = (id: string, inForce: unknown) => (pack: PackInput) => {
  for (const act of pack.amendments.filter((one) => one.id === id)) act.inForce = inForce;
  return pack;
};

describe("a sound pack", () => {
  it("has no faults", () => {
    expect(check(testland())).toEqual([]);
  });
});

describe("a fault is found", () => {
  const FAULTS: readonly (readonly [string, (pack: PackInput) => PackInput, string, string])[] = [
    [
      "overlap",
      set("tl.dv.family", 0, { until: "stalking-act" }),
      "tl.dv.family",
      "overlap: the first ends on 2025-09-16, the second begins on 2024-06-16",
    ],
    ["overlap", set("tl.dv.family", 0, { until: undefined }), "tl.dv.family", "the first ends never"],
    [
      "gap",
      set("tl.dv.family", 0, { until: "softening" }),
      "tl.dv.family",
      "nothing is given for 2017-07-31 to 2024-06-16",
    ],
    [
      "empty-version",
      set("tl.pc.battery", 0, { until: "first" }),
      "tl.pc.battery",
      "ends (2010-01-01) before it begins (2017-07-03)",
    ],
    [
      "unknown-amendment",
      set("tl.cc.stalking", 0, { from: "nowhere" }),
      "tl.cc.stalking",
      "The amending act nowhere",
    ],
    [
      "unknown-act",
      (pack) => ({ ...pack, acts: pack.acts.filter(({ id }) => id !== "pc") }),
      "tl.pc.battery",
      "The act pc",
    ],
    [
      "duplicate-id",
      (pack) => ({ ...pack, norms: [...pack.norms, ...pack.norms.slice(-1)] }),
      "tl.dv.shelter",
      "given twice",
    ],
    [
      "duplicate-id",
      part("tl.pc.quarrel", 1, { part: "1", overrides: [] }),
      "tl.pc.quarrel",
      "Part 1 is given twice",
    ],
    ["no-parts", set("tl.cc.stalking", 0, { parts: undefined }), "tl.cc.stalking", "no part of it is given"],
    [
      "no-content",
      set("tl.dv.order", 0, { measure: undefined }),
      "tl.dv.order",
      "what it provides is not given",
    ],
    [
      "reference",
      part("tl.cc.stalking", 0, { when: { defined: "tl.dv.nothing" } }),
      "tl.cc.stalking",
      "the definition tl.dv.nothing",
    ],
    [
      "reference",
      part("tl.cc.stalking", 0, { when: { defined: "tl.dv.order" } }),
      "tl.cc.stalking",
      "it is of kind measure",
    ],
    ["reference", part("tl.cc.stalking", 0, { overrides: ["7"] }), "tl.cc.stalking", "overrides 7"],
    [
      "reference",
      part("tl.cc.stalking", 0, { overrides: ["tl.pc.battery#2"] }),
      "tl.cc.stalking",
      "overrides tl.pc.battery#2",
    ],
    [
      "reference",
      set("tl.cc.in-time", 0, {
        rules: [{ rule: "suspended", kinds: ["arrest"], except: ["tl.x.y#1"] }],
      }),
      "tl.cc.in-time",
      "The rule excepts the norm tl.x.y",
    ],
    [
      "reference",
      set("tl.cc.in-time", 0, {
        rules: [{ rule: "limitation", terms: [{ class: "crime", of: ["tl.x.y#1"], within: "never" }] }],
      }),
      "tl.cc.in-time",
      "The rule names the norm tl.x.y",
    ],
    [
      "reference",
      part("tl.cc.stalking", 0, { prosecution: { mode: "public", norm: "tl.x.y" } }),
      "tl.cc.stalking",
      "for its prosecution",
    ],
    [
      "reference",
      part("tl.cc.stalking", 0, { reconciliation: { effect: "none", norm: "tl.x.y" } }),
      "tl.cc.stalking",
      "for reconciliation",
    ],
    [
      "reference",
      part("tl.cc.stalking", 0, { when: { penalisedWithin: "P1Y", for: ["tl.x.y"] } }),
      "tl.cc.stalking",
      "penalties under tl.x.y",
    ],
    [
      "duration",
      part("tl.cc.stalking", 0, { when: { penalisedWithin: "a year", for: ["tl.cc.stalking"] } }),
      "tl.cc.stalking",
      "Write one year as P1Y",
    ],
    [
      "comparison",
      part("tl.cc.stalking", 0, { when: { fact: "relation", is: "wife" } }),
      "tl.cc.stalking",
      'relation can never be "wife"',
    ],
    [
      "comparison",
      part("tl.cc.stalking", 0, { when: { fact: "relation", atLeast: 3 } }),
      "tl.cc.stalking",
      "relation has no order",
    ],
    [
      "comparison",
      part("tl.cc.stalking", 0, { when: { fact: "victim.age", is: "18" } }),
      "tl.cc.stalking",
      'victim.age can never be "18"',
    ],
    [
      "comparison",
      part("tl.cc.stalking", 0, { when: { fact: "acts", is: "battery" } }),
      "tl.cc.stalking",
      "write {act: ...}",
    ],
    [
      "sanction",
      part("tl.cc.stalking", 0, { sanctions: [{ kind: "fine", unit: "mci", min: 9, max: 2 }] }),
      "tl.cc.stalking",
      "the least fine (9) is more than the most (2)",
    ],
    [
      "mutual-override",
      part("tl.pc.quarrel", 0, { overrides: ["2"] }),
      "tl.pc.quarrel",
      "tl.pc.quarrel#1 and tl.pc.quarrel#2 each override the other",
    ],
    [
      "mutual-override",
      part("tl.cc.home-battery", 0, { overrides: ["tl.cc.harm#1"] }),
      "tl.cc.harm",
      "tl.cc.harm#1 and tl.cc.home-battery#1",
    ],
    [
      "cycle",
      set("tl.dv.family", 1, { when: { not: { defined: "tl.dv.family" } } }),
      "tl.dv.family",
      "by way of itself",
    ],
  ];
  it.each(FAULTS)("%s", (code, fault, norm, message) => {
    expect(check(testland(fault))).toContainEqual(
      expect.objectContaining({ code, norm, message: expect.stringContaining(message) }),
    );
  });
  it("in what belongs to no norm", () => {
    const found = check(
      testland((pack) => ({
        ...pack,
        acts: pack.acts.map((act) => ({ ...act, milderLaw: "tl.x.y" })),
        mci: [...pack.mci].reverse(),
        calendar: { ...pack.calendar, zone: "Testland/Capital", weekend: [1, 2, 3, 4, 5, 6, 7] },
      })),
    );
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(["reference", "mci-order", "calendar"]));
    expect(found.filter(({ code }) => code === "calendar")).toHaveLength(2);
  });
  it("and a window that two versions share is none", () => {
    expect(
      check(testland(amend("reform", { earliest: "2024-06-01", latest: "2024-06-16", why: "imprecise" }))),
    ).toEqual([]);
  });
});

describe("a duty", () => {
  it("that its own start meets is a fault", () => {
    const event = { event: "notified", with: { to: "court" } };
    const duty = { agency: "police", after: event, within: "same-day", metBy: [{ event: "notified" }] };
    expect(check(testland(set("tl.dv.order", 0, { duties: [duty] })))).toMatchObject([{ code: "self-met" }]);
    const other = { ...duty, metBy: [{ event: "notified", with: { to: "school" } }] };
    expect(check(testland(set("tl.dv.order", 0, { duties: [other] })))).toEqual([]);
  });
});

describe("compile", () => {
  it("refuses a faulty pack with everything that is wrong in it", () => {
    const open = set("tl.dv.family", 0, { until: undefined });
    const nowhere = set("tl.cc.stalking", 0, { from: "nowhere" });
    const faulty = testland((pack) => open(nowhere(pack)));
    expect(() => compile(faulty)).toThrow(PackError);
    expect(() => compile(faulty)).toThrow(/tl\.cc\.stalking: The amending act nowhere/);
    expect(() => compile(faulty)).toThrow(/tl\.dv\.family: .* overlap/);
  });
});
