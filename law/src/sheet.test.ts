import { describe, expect, it } from "vitest";
import { compileCondition, contextOf, type DefinitionOn } from "./condition.ts";
import type { Facts } from "./facts.ts";
import type { Condition } from "./norm.ts";
import type { Truth } from "./result.ts";
import { answersOn, sheetOf } from "./sheet.ts";

const none = new Map<string, DefinitionOn>();
const facts = (given: Partial<Facts> = {}) => contextOf({ date: "2024-07-01", ...given }, none);
const BY_TRUTH: Readonly<Record<Truth, Condition>> = {
  yes: { fact: "harm", is: "pain" },
  no: { fact: "harm", is: "death" },
  unknown: { fact: "relation", is: "spouse" },
};
const pain = facts({ harm: "pain" });

const answers = (conditions: readonly (Condition | Truth)[], definitions = none, context = pain) =>
  answersOn(sheetOf(conditions, definitions), context, [...conditions.keys()]);

describe("a sheet", () => {
  it("answers at the positions asked, in their order", () => {
    const sheet = sheetOf([BY_TRUTH.yes, BY_TRUTH.no, BY_TRUTH.unknown], none);
    expect(answersOn(sheet, pain, [2, 0])).toEqual(["unknown", "yes"]);
    expect(answersOn(sheet, pain, [])).toEqual([]);
  });

  it("holds an answer that does not hang on the facts", () => {
    expect(answers(["yes", "no", "unknown"])).toEqual(["yes", "no", "unknown"]);
    expect(answers(["yes", "no", "unknown"], none, facts())).toEqual(["yes", "no", "unknown"]);
  });

  it("keeps nothing of one incident for the next", () => {
    const either: Condition = { any: [BY_TRUTH.yes, { act: "battery" }] };
    const sheet = sheetOf([BY_TRUTH.yes, either, { not: either }], none);
    const all = [0, 1, 2];
    expect(answersOn(sheet, pain, all)).toEqual(["yes", "yes", "no"]);
    expect(answersOn(sheet, facts({ harm: "death", acts: [] }), all)).toEqual(["no", "no", "yes"]);
    expect(answersOn(sheet, facts(), all)).toEqual(["unknown", "unknown", "unknown"]);
    expect(answersOn(sheet, facts({ acts: ["battery"] }), all)).toEqual(["unknown", "yes", "no"]);
  });

  it("tells what is alike in part from what is alike", () => {
    const { yes, no, unknown } = BY_TRUTH;
    expect(
      answers([
        { all: [yes, no] },
        { any: [yes, no] },
        { all: [yes, unknown] },
        { any: [yes, unknown] },
        { not: { all: [yes, no] } },
        { not: yes },
        { all: [yes, { all: [yes, { any: [no, { any: [unknown] }] }] }] },
      ]),
    ).toEqual(["no", "yes", "unknown", "yes", "yes", "no", "unknown"]);
  });
});

describe("a definition on a sheet", () => {
  const family: Condition = { defined: "x.y.family" };
  const on = (definition: Partial<DefinitionOn>) =>
    answers(
      [family, { not: family }],
      new Map([["x.y.family", { wordings: [], absent: false, unsettled: [], ...definition }]]),
    );
  const { yes, no, unknown } = BY_TRUTH;

  it("is what it says, where all its wordings say the same", () => {
    expect(on({ wordings: [compileCondition(yes)] })).toEqual(["yes", "no"]);
    expect(on({ wordings: [no, BY_TRUTH.no].map(compileCondition) })).toEqual(["no", "yes"]);
    expect(on({ wordings: [yes, { any: [yes, no] } as Condition].map(compileCondition) })).toEqual([
      "yes",
      "no",
    ]);
  });

  it("is unknown where they differ, where one is not held, and where it may not be in force", () => {
    for (const other of [no, unknown]) {
      expect(on({ wordings: [yes, other].map(compileCondition) })).toEqual(["unknown", "unknown"]);
    }
    expect(on({ wordings: [no, yes, no].map(compileCondition) })).toEqual(["unknown", "unknown"]);
    expect(on({ wordings: [compileCondition(yes), null] })).toEqual(["unknown", "unknown"]);
    expect(on({ wordings: [compileCondition(yes)], absent: true })).toEqual(["unknown", "unknown"]);
    expect(on({})).toEqual(["unknown", "unknown"]);
    expect(answers([family])).toEqual(["unknown"]);
  });
});
