import { describe, expect, it } from "vitest";
import { testland } from "./testland.ts";
import {
  type Change,
  faultCodes,
  faults,
  inAmendment,
  inPart,
  inVersion,
  versionsOf,
} from "./testland-changes.ts";

const overrides = (norm: string, part: number, ...others: readonly string[]) =>
  inPart(norm, part, { overrides: others });
/** Norms whose first part overrides that of the next, and the last that of the first. */
const circle = (...norms: readonly string[]): readonly Change[] =>
  norms.map((norm, at) => overrides(norm, 0, `${norms[(at + 1) % norms.length]}#1`));

describe("parts that override each other", () => {
  it("in pairs, of one norm or two, are told where the first by name does so", () => {
    expect(faults(overrides("tl.pc.quarrel", 0, "2"))).toEqual([
      "tl.pc.quarrel 0 parts.0.overrides: mutual-override: tl.pc.quarrel#1 and tl.pc.quarrel#2 each override the other: an act that meets both would answer to neither.",
    ]);
    // The harm of Testland already overrides all of battery in the family.
    expect(faults(overrides("tl.cc.home-battery", 1, "tl.cc.harm"))).toEqual([
      "tl.cc.harm 0 parts.0.overrides: mutual-override: tl.cc.harm#1 and tl.cc.home-battery#2 each override the other: an act that meets both would answer to neither.",
    ]);
  });

  it("in a circle of three are told once", () => {
    expect(faults(...circle("tl.pc.breach", "tl.cc.harm", "tl.cc.stalking"))).toEqual([
      "tl.cc.harm 0 parts.0.overrides: mutual-override: tl.cc.harm#1, tl.cc.stalking#1, tl.pc.breach#1 override each other in a circle: an act that meets them all would answer to none.",
    ]);
  });

  it("in circles that share a part are told one at a time", () => {
    const two = [
      overrides("tl.cc.stalking", 0, "tl.cc.harm#1", "tl.pc.breach#1"),
      overrides("tl.cc.harm", 0, "tl.cc.stalking#1"),
      overrides("tl.pc.breach", 0, "tl.cc.stalking#1"),
    ];
    expect(faultCodes(...two)).toHaveLength(1);
    expect(faultCodes(...two.slice(0, 2))).toHaveLength(1);
  });

  it("in circles of their own are told each, the earlier first", () => {
    const early = circle("tl.pc.quarrel", "tl.cc.stalking");
    const ended = [
      inVersion("tl.pc.quarrel", 0, { until: "softening" }),
      inVersion("tl.cc.stalking", 0, { from: "first", until: "softening" }),
    ];
    const late = circle("tl.cc.home-battery", "tl.cc.harm");
    expect(faultCodes(...late, ...early, ...ended)).toEqual([
      "tl.cc.stalking 0 parts.0.overrides: mutual-override",
      "tl.cc.harm 0 parts.0.overrides: mutual-override",
    ]);
  });

  it("on many days and in many wordings are told once, in the first", () => {
    const again = (id: string) => versionsOf(id, { until: "reform" }, { from: "reform" });
    const fromFirst = inAmendment("stalking-act", { inForce: "2015-01-01" });
    const both = ["tl.cc.harm", "tl.cc.stalking"] as const;
    expect(faultCodes(...circle(...both), again("tl.cc.harm"), fromFirst)).toEqual([
      "tl.cc.harm 0 parts.0.overrides: mutual-override",
    ]);
  });

  it("do so only where each names the other part, and both are in force", () => {
    // Of quarrels, the second overrides the first part; harm yields to the first, and overrides the second.
    expect(
      faults(overrides("tl.pc.quarrel", 1, "tl.cc.harm#1"), overrides("tl.cc.harm", 0, "tl.pc.quarrel#1")),
    ).toEqual([]);
    // The battery of 2010 and that of 2024 never meet.
    expect(faults(...circle("tl.cc.battery", "tl.cc.home-battery"))).toEqual([]);
  });

  it("in two wordings of one norm are alternatives, even inside the window between them", () => {
    const parts = testland().norms.find(({ id }) => id === "tl.cc.home-battery")?.versions[0]?.parts ?? [];
    const [first, second] = parts;
    const turned = [
      { ...first, overrides: ["2"] },
      { ...second, overrides: [] },
    ];
    const change = versionsOf(
      "tl.cc.home-battery",
      { from: "first", until: "softening", parts: turned },
      { from: "softening", parts },
    );
    expect(faults(change)).toEqual([]);
  });
});
