import { describe, expect, it } from "vitest";
import {
  type Change,
  faultCodes,
  faults,
  inPart,
  inVersion,
  versionsOf,
  withNorm,
} from "./testland-changes.ts";

const condition = (when: unknown): Change => inPart("tl.cc.stalking", 0, { when });
const place = "tl.cc.stalking 0 parts.0.when";
const penalised = (period: string, norm = "tl.cc.stalking") => ({ penalisedWithin: period, for: [norm] });

describe("a condition", () => {
  const REFERENCES = [
    [{ defined: "tl.dv.nothing" }, "Part 1 uses the definition tl.dv.nothing, which is not in the pack."],
    [{ defined: "tl.dv.order" }, "Part 1 uses tl.dv.order as a definition, but it is of kind measure."],
    [penalised("P1Y", "tl.x.y#1"), "Part 1 counts penalties under tl.x.y#1, which is not in the pack."],
  ] as const;
  it.each(REFERENCES)("names what is there: %j", (when, message) => {
    expect(faults(condition(when))).toEqual([`${place}: reference: ${message}`]);
  });

  it("is looked at down to its innermost leaves", () => {
    const leaf = { defined: "tl.dv.nothing" };
    const act = { act: "stalking" };
    for (const when of [
      { all: [act, leaf] },
      { any: [act, leaf] },
      { not: leaf },
      { all: [{ any: [{ not: leaf }] }] },
    ])
      expect(faultCodes(condition(when)), JSON.stringify(when)).toEqual([`${place}: reference`]);
    expect(faultCodes(condition({ all: [leaf, { not: leaf }] }))).toHaveLength(2);
  });

  it("counts penalties back in days, months and years", () => {
    for (const period of ["P1Y", "P6M", "P2W", "P30D", "P1Y6M"])
      expect(faults(condition(penalised(period))), period).toEqual([]);
    const hardly = [
      "PT1H1M",
      "PT1M1S",
      "PT1.001S",
      "PT0.001001S",
      "PT0.000001001S",
      "PT1H",
      "PT30M",
      "PT10S",
      "PT0.001S",
      "PT0.000001S",
      "PT0.000000001S",
      "P1DT1H",
    ];
    for (const period of ["a year", "-P1Y", "PT0S", "P0D", ...hardly])
      expect(faults(condition(penalised(period)))).toEqual([
        `${place}: duration: Part 1: "${period}" is not a period of days, months or years. Write one year as P1Y.`,
      ]);
  });

  const COMPARISONS = [
    [{ fact: "relation", is: "wife" }, 'relation can never be "wife".'],
    [{ fact: "relation", in: ["spouse", "wife"] }, 'relation can never be "wife".'],
    [{ fact: "relation", is: true }, "relation can never be true."],
    [{ fact: "relation", atLeast: 3 }, 'relation has no order: use "is" or "in".'],
    [{ fact: "victim.pregnant", below: 3 }, 'victim.pregnant has no order: use "is" or "in".'],
    [{ fact: "victim.pregnant", is: "yes" }, 'victim.pregnant can never be "yes".'],
    [{ fact: "victim.age", is: "18" }, 'victim.age can never be "18".'],
    [{ fact: "victim.age", atLeast: "18" }, 'victim.age can never be "18".'],
    [{ fact: "victim.age", below: "18" }, 'victim.age can never be "18".'],
    [{ fact: "harm", atLeast: "awful" }, 'harm can never be "awful".'],
    [{ fact: "harm", below: 3 }, "harm can never be 3."],
    [{ fact: "acts", is: "battery" }, "acts is a list: write {act: ...}."],
    [
      { fact: "history", is: "tl.pc.quarrel" },
      "history is a list of penalties: write {penalisedWithin: ..., for: ...}.",
    ],
  ] as const;
  it.each(COMPARISONS)("compares a fact with what it may be: %j", (when, message) => {
    expect(faults(condition(when))).toEqual([`${place}: comparison: Part 1: ${message}`]);
  });

  it("may compare every kind of fact in the ways its kind has", () => {
    const sound = [
      { fact: "relation", in: ["spouse", "none"] },
      { fact: "victim.pregnant", is: true },
      { fact: "victim.age", below: 18 },
      { fact: "victim.age", in: [17, 18] },
      { fact: "harm", atLeast: "light" },
      { fact: "harm", below: "medium" },
      { fact: "victim.sex", is: "female" },
      { fact: "respondent.sex", is: "male" },
      { fact: "circumstances.place", is: "home" },
      { fact: "circumstances.motive", is: "gain" },
      { fact: "complaint", is: "withdrawn" },
      { act: "battery" },
    ];
    for (const when of sound) expect(faults(condition(when)), JSON.stringify(when)).toEqual([]);
  });
});

describe("definitions", () => {
  const definition = (name: string, when: object) => withNorm(`tl.dv.${name}`, "definition", { when });
  const uses = (name: string) => ({ defined: `tl.dv.${name}` });

  it("may rest on others, and a norm of another kind on them", () => {
    expect(faults(definition("kin", uses("family")), definition("home", { not: uses("kin") }))).toEqual([]);
  });

  it("by way of themselves are told, with the version that does so", () => {
    expect(faults(inVersion("tl.dv.family", 1, { when: { not: uses("family") } }))).toEqual([
      "tl.dv.family 1 when: cycle: The definition tl.dv.family is defined by way of itself.",
    ]);
  });

  it("in a circle are told once, with the way round and the version that leads on", () => {
    const family = inVersion("tl.dv.family", 1, { when: { all: [{ act: "battery" }, uses("kin")] } });
    expect(faults(definition("kin", uses("family")), family)).toEqual([
      "tl.dv.family 1 when: cycle: The definition tl.dv.family is defined by way of itself (tl.dv.family → tl.dv.kin → tl.dv.family).",
    ]);
    // What only leads into a circle is not part of it.
    const leads = definition("first", uses("kin"));
    expect(faultCodes(leads, definition("kin", uses("home")), definition("home", uses("kin")))).toEqual([
      "tl.dv.kin 0 when: cycle",
    ]);
  });

  it("that lead through what is no definition, or is not there, are told only that", () => {
    const measure = { by: ["police"], lasts: "unknown", consentNeeded: "no", when: uses("kin") };
    const order = inVersion("tl.dv.order", 0, { measure, when: uses("kin") });
    expect(faultCodes(definition("kin", uses("order")), order)).toEqual(["tl.dv.kin 0 when: reference"]);
    expect(faultCodes(definition("kin", uses("nobody")))).toEqual(["tl.dv.kin 0 when: reference"]);
  });

  it("of which nothing is held rest on nothing", () => {
    expect(faults(versionsOf("tl.dv.family", { text: "unknown", when: undefined }))).toEqual([]);
  });
});
