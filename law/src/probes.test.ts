import { describe, expect, it } from "vitest";
import { sliceOn } from "./compile.ts";
import type { FactPath } from "./facts.ts";
import type { Condition } from "./norm.ts";
import { type ProbeLeaf, probeLeaves, probesOf } from "./probes.ts";
import { testlandLaw } from "./testland.ts";

const law = testlandLaw();
const probes = (fact: FactPath, ...leaves: readonly object[]) =>
  probesOf(fact, leaves as readonly ProbeLeaf[], "2024-07-01");

describe("the comparisons of a condition", () => {
  const found = (condition: Condition | null, on = "2024-07-01") =>
    Object.fromEntries(
      [...probeLeaves(condition, sliceOn(law, on))].map(([fact, leaves]) => [fact, leaves.length]),
    );

  it("are gathered by fact, from every branch", () => {
    expect(
      found({
        all: [
          { act: "battery" },
          { any: [{ act: "insult" }, { fact: "harm", is: "pain" }] },
          { not: { fact: "harm", below: "light" } },
        ],
      }),
    ).toEqual({ acts: 2, harm: 2 });
    expect(found(null)).toEqual({});
  });

  it("of repetition are of the history, and of the answer that there was none", () => {
    expect(found({ penalisedWithin: "P1Y", for: ["tl.pc.quarrel"] })).toEqual({
      history: 1,
      "circumstances.repeated": 1,
    });
  });

  it("of a definition are those of its wordings that may be in force, and none where its text is not held", () => {
    expect(found({ defined: "tl.dv.family" })).toEqual({ relation: 1 });
    expect(found({ defined: "tl.dv.none" })).toEqual({});
    expect(found({ defined: "tl.cc.in-time" })).toEqual({});
  });
});

describe("the values to try", () => {
  it("are both answers to a question of yes or no", () => {
    expect(probes("victim.pregnant")).toEqual([true, false]);
  });

  it("are each act named, once, and none", () => {
    expect(probes("acts", { act: "battery" }, { act: "insult" }, { act: "battery" })).toEqual([
      ["battery"],
      ["insult"],
      [],
    ]);
    expect(probes("acts", { fact: "harm", is: "pain" })).toEqual([[]]);
  });

  it("are one penalty of each list, executed on the day of the act, and none", () => {
    const again = { penalisedWithin: "P1Y", for: ["tl.pc.quarrel", "tl.pc.battery"] };
    expect(probes("history", again, again, { act: "battery" })).toEqual([
      [{ norm: "tl.pc.quarrel", executed: "2024-07-01" }],
      [],
    ]);
  });

  it("are the numbers on both sides of every line, in order, none below nought", () => {
    const age = (...leaves: readonly object[]) =>
      probes("respondent.age", ...leaves.map((leaf) => ({ fact: "respondent.age", ...leaf })));
    expect(age({ atLeast: 18 })).toEqual([17, 18]);
    expect(age({ below: 16 }, { atLeast: 14 })).toEqual([13, 14, 16]);
    expect(age({ atLeast: 0 })).toEqual([0]);
    expect(age({ is: 3 })).toEqual([2, 3]);
    expect(age({ in: [3, 5] })).toEqual([2, 3]);
    expect(age({ is: 0 }, { below: 3 })).toEqual([0, 1, 3]);
  });

  it("are one for each set of choices nothing tells apart, in the order of the vocabulary", () => {
    const harm = (...leaves: readonly object[]) =>
      probes("harm", ...leaves.map((leaf) => ({ fact: "harm", ...leaf })));
    expect(harm({ atLeast: "light" })).toEqual(["none", "light"]);
    expect(harm({ below: "pain" })).toEqual(["none", "pain"]);
    expect(harm({ is: "medium" })).toEqual(["none", "medium"]);
    expect(harm({ is: "none" })).toEqual(["none", "pain"]);
    expect(harm({ in: ["pain", "grave"] })).toEqual(["none", "pain"]);
    expect(harm({ is: "pain" }, { atLeast: "grave" })).toEqual(["none", "pain", "grave"]);
    expect(harm()).toEqual(["none"]);
  });
});
