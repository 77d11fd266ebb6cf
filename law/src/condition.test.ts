import { describe, expect, it } from "vitest";
import {
  type Context,
  compileCondition,
  contextOf,
  type DefinitionOn,
  evaluate,
  explain,
  supposing,
} from "./condition.ts";
import { ACTS, type Facts } from "./facts.ts";
import type { Condition } from "./norm.ts";
import type { Missing, Truth } from "./result.ts";

const asked = (
  facts: Omit<Facts, "date"> & { date?: string },
  definitions = new Map<string, DefinitionOn>(),
): Context => contextOf({ date: "2024-07-01", ...facts }, definitions);
const missing = (condition: Condition, context: Context) => {
  const found: Missing[] = [];
  compileCondition(condition).missing(context, (one) => found.push(one));
  return found;
};

/** One condition for each truth, so that the connectives can be tried on all combinations. */
const BY_TRUTH: Readonly<Record<Truth, Condition>> = {
  yes: { fact: "harm", is: "pain" },
  no: { fact: "harm", is: "death" },
  unknown: { fact: "relation", is: "spouse" },
};
const context = asked({ harm: "pain" });

describe("connectives", () => {
  // Kleene 1952, §64, the strong tables, written out: left, right, and, or.
  it.each([
    ["yes", "yes", "yes", "yes"],
    ["yes", "unknown", "unknown", "yes"],
    ["yes", "no", "no", "yes"],
    ["unknown", "yes", "unknown", "yes"],
    ["unknown", "unknown", "unknown", "unknown"],
    ["unknown", "no", "no", "unknown"],
    ["no", "yes", "no", "yes"],
    ["no", "unknown", "no", "unknown"],
    ["no", "no", "no", "no"],
  ] as const)("%s and/or %s", (left, right, and, or) => {
    const of = [BY_TRUTH[left], BY_TRUTH[right]];
    expect(evaluate({ all: of }, context)).toBe(and);
    expect(evaluate({ any: of }, context)).toBe(or);
  });
  it.each([
    ["yes", "no"],
    ["no", "yes"],
    ["unknown", "unknown"],
  ] as const)("not %s is %s", (truth, not) => {
    expect(evaluate({ not: BY_TRUTH[truth] }, context)).toBe(not);
  });
  it("explains as it tests, at every node", () => {
    const condition: Condition = { all: [BY_TRUTH.yes, { any: [BY_TRUTH.no, { not: BY_TRUTH.unknown }] }] };
    expect(explain(condition, context)).toEqual({
      op: "all",
      truth: "unknown",
      of: [
        { op: "is", truth: "yes", fact: "harm", expected: "pain", value: "pain" },
        {
          op: "any",
          truth: "unknown",
          of: [
            { op: "is", truth: "no", fact: "harm", expected: "death", value: "pain" },
            {
              op: "not",
              truth: "unknown",
              of: [{ op: "is", truth: "unknown", fact: "relation", expected: "spouse" }],
            },
          ],
        },
      ],
    });
  });
  it("names only the facts that can still decide", () => {
    const settled: Condition = { any: [BY_TRUTH.yes, { fact: "victim.age", below: 18 }] };
    expect(missing({ all: [settled, BY_TRUTH.unknown] }, context)).toEqual([
      { kind: "fact", fact: "relation" },
    ]);
  });
});

describe("facts", () => {
  it("left out, or null, are unknown, never false", () => {
    const young: Condition = { fact: "victim.age", below: 18 };
    const withNull = {
      ...asked({}),
      facts: { date: "2024-07-01", victim: { age: null } } as unknown as Facts,
    };
    expect([asked({}), asked({ victim: {} }), withNull].map((c) => evaluate(young, c))).toEqual(
      Array(3).fill("unknown"),
    );
    expect(evaluate({ not: young }, asked({}))).toBe("unknown");
    expect([17, 18].map((age) => evaluate(young, asked({ victim: { age } })))).toEqual(["yes", "no"]);
  });
  it("a given list of acts is complete", () => {
    expect(evaluate({ act: "stalking" }, asked({}))).toBe("unknown");
    expect(evaluate({ act: "stalking" }, asked({ acts: [] }))).toBe("no");
    expect(evaluate({ act: "stalking" }, asked({ acts: ["insult", "stalking"] }))).toBe("yes");
  });
  it("harm is ordered", () => {
    const least: Condition = { fact: "harm", atLeast: "light" };
    const harms = ["none", "pain", "light", "medium", "grave", "death"] as const;
    expect(harms.map((harm) => evaluate(least, asked({ harm })))).toEqual([
      "no",
      "no",
      "yes",
      "yes",
      "yes",
      "yes",
    ]);
    expect(harms.map((harm) => evaluate({ fact: "harm", below: "light" }, asked({ harm })))).toEqual([
      "yes",
      "yes",
      "no",
      "no",
      "no",
      "no",
    ]);
  });
  it("choices are told apart, false is a value", () => {
    expect(evaluate({ fact: "relation", in: ["spouse", "partner"] }, asked({ relation: "partner" }))).toBe(
      "yes",
    );
    expect(evaluate({ fact: "victim.pregnant", is: false }, asked({ victim: { pregnant: false } }))).toBe(
      "yes",
    );
  });
});

describe("repetition", () => {
  const again: Condition = { penalisedWithin: "P1Y", for: ["x.y.1", "x.y.2#3"] };
  const after = (executed: string, date: string, norm = "x.y.1") =>
    evaluate(again, asked({ date, history: [{ norm, executed }] }));

  it.each([
    ["2023-03-10", "2024-03-10", "yes"], // 366 days later: the same date a year on, the last day
    ["2023-03-10", "2024-03-11", "no"],
    ["2022-03-10", "2023-03-10", "yes"], // 365 days later
    ["2022-03-10", "2023-03-11", "no"],
    ["2024-02-29", "2025-02-28", "yes"],
    ["2024-02-29", "2025-03-01", "no"],
    ["2024-03-10", "2024-03-10", "yes"],
    ["2024-03-11", "2024-03-10", "no"], // not executed yet on the day of the act
  ])("penalty executed %s, act on %s: %s", (executed, date, truth) => {
    expect(after(executed, date)).toBe(truth);
  });
  it("asks for the norm, and for its part where the rule names one", () => {
    expect(after("2024-01-01", "2024-03-10", "x.y.9")).toBe("no");
    expect(after("2024-01-01", "2024-03-10", "x.y.1#2")).toBe("yes");
    expect(after("2024-01-01", "2024-03-10", "x.y.2#3")).toBe("yes");
    expect(after("2024-01-01", "2024-03-10", "x.y.2#4")).toBe("no");
    expect(after("2024-01-01", "2024-03-10", "x.y.2")).toBe("unknown");
  });
  it("without a history only a denied repetition decides, and the history is what is asked", () => {
    expect(evaluate(again, asked({}))).toBe("unknown");
    expect(evaluate(again, asked({ circumstances: { repeated: true } }))).toBe("unknown");
    expect(evaluate(again, asked({ circumstances: { repeated: false } }))).toBe("no");
    expect(evaluate(again, asked({ history: [] }))).toBe("no");
    expect(missing(again, asked({ circumstances: { repeated: true } }))).toEqual([
      { kind: "fact", fact: "history" },
    ]);
  });
});

describe("definitions", () => {
  const [wide, narrow] = [["spouse", "partner"], ["spouse"]].map((relations) =>
    compileCondition({ fact: "relation", in: relations }),
  ) as [ReturnType<typeof compileCondition>, ReturnType<typeof compileCondition>];
  const day: Missing = { kind: "date-of-law", amendment: "a", earliest: "2024-06-01", latest: "2024-08-01" };
  const on = (definition: DefinitionOn, relation: "spouse" | "partner" | "none") =>
    asked({ relation }, new Map([["x.y.family", definition]]));
  const family: Condition = { defined: "x.y.family" };

  it("inside a window hold where both wordings agree, and name the date of law where they do not", () => {
    const both: DefinitionOn = { wordings: [narrow, wide], absent: false, unsettled: [day] };
    expect(evaluate(family, on(both, "spouse"))).toBe("yes");
    expect(evaluate(family, on(both, "none"))).toBe("no");
    expect(evaluate(family, on(both, "partner"))).toBe("unknown");
    expect(missing(family, on(both, "partner"))).toEqual([day]);
  });
  it("that are not held, or not in force, are unknown", () => {
    const noText: DefinitionOn = { wordings: [null], absent: false, unsettled: [] };
    expect(evaluate(family, on(noText, "spouse"))).toBe("unknown");
    expect(missing(family, on(noText, "spouse"))).toEqual([{ kind: "text", norm: "x.y.family" }]);
    expect(evaluate(family, asked({ relation: "spouse" }))).toBe("unknown");
  });
});

describe("the acts a condition cannot do without", () => {
  const none = new Map<string, DefinitionOn>();
  const needs = (condition: Condition, definitions = none) => {
    const found = compileCondition(condition).needs(definitions);
    return found === null ? null : [...found];
  };
  const blow: Condition = { act: "battery" };
  const word: Condition = { act: "insult" };
  const hurt: Condition = { fact: "harm", is: "pain" };

  it("are the act itself, and none where another fact decides or its absence does", () => {
    expect(needs(blow)).toEqual(["battery"]);
    expect(needs(hurt)).toBeNull();
    expect(needs({ not: blow })).toBeNull();
  });

  it("are all of what is enough by itself, unless one of it asks for no act", () => {
    expect(needs({ any: [blow, word] })).toEqual(["battery", "insult"]);
    expect(needs({ any: [blow, word, hurt] })).toBeNull();
  });

  it("are the fewest of what must hold together, the first of equals", () => {
    expect(needs({ all: [blow, hurt] })).toEqual(["battery"]);
    expect(needs({ all: [hurt, blow] })).toEqual(["battery"]);
    expect(needs({ all: [{ any: [blow, word] }, word] })).toEqual(["insult"]);
    expect(needs({ all: [word, { any: [blow, word] }] })).toEqual(["insult"]);
    expect(needs({ all: [blow, word] })).toEqual(["battery"]);
    expect(needs({ all: [hurt, hurt] })).toBeNull();
  });

  it("are those of every wording of a definition that surely held and is known", () => {
    const on = (wordings: readonly (Condition | null)[], absent = false) =>
      needs(
        { defined: "x.y.violence" },
        new Map([
          [
            "x.y.violence",
            {
              wordings: wordings.map((wording) => (wording === null ? null : compileCondition(wording))),
              absent,
              unsettled: [],
            },
          ],
        ]),
      );
    expect(on([blow])).toEqual(["battery"]);
    expect(on([blow, word])).toEqual(["battery", "insult"]);
    expect(on([blow, null])).toBeNull();
    expect(on([blow], true)).toBeNull();
    expect(on([])).toBeNull();
    expect(needs({ defined: "x.y.violence" })).toBeNull();
  });
});

describe("what is not given", () => {
  const nothing = {
    ...asked({}),
    facts: { date: "2024-07-01", harm: null, victim: { age: null }, history: null } as unknown as Facts,
  };
  it.each<Condition>([
    { fact: "harm", is: "pain" },
    { fact: "harm", in: ["pain"] },
    { fact: "harm", atLeast: "pain" },
    { fact: "harm", below: "pain" },
    { fact: "victim.age", atLeast: 18 },
    { penalisedWithin: "P1Y", for: ["tl.pc.quarrel"] },
  ])("is unknown and shown without a value, left out or null: %j", (condition) => {
    for (const empty of [nothing, asked({})]) {
      const found = explain(condition, empty);
      expect(found.truth).toBe("unknown");
      expect(Object.keys(found)).not.toContain("value");
    }
  });

  it("of a definition nobody holds is its text", () => {
    const family: Condition = { defined: "x.y.family" };
    expect(explain(family, asked({}))).toEqual({
      op: "defined",
      truth: "unknown",
      norm: "x.y.family",
      of: [],
    });
    expect(missing(family, asked({}))).toEqual([{ kind: "text", norm: "x.y.family" }]);
    const empty = new Map([["x.y.family", { wordings: [], absent: false, unsettled: [] }]]);
    expect(evaluate(family, asked({}, empty))).toBe("unknown");
  });
});

describe("acts", () => {
  it("are told apart to the last of the vocabulary, one by one and several at once", () => {
    const [first, last] = [ACTS[0], ACTS.at(-1) as (typeof ACTS)[number]];
    for (const given of ACTS) {
      const incident = asked({ acts: [given] });
      expect(evaluate({ act: last }, incident)).toBe(given === last ? "yes" : "no");
      expect(evaluate({ any: [{ act: first }, { act: last }] }, incident)).toBe(
        given === first || given === last ? "yes" : "no",
      );
    }
  });

  it("stand beside other grounds of the same list", () => {
    const either: Condition = { any: [{ act: "battery" }, { fact: "harm", is: "pain" }, { act: "insult" }] };
    expect(evaluate(either, asked({ acts: ["insult"], harm: "none" }))).toBe("yes");
    expect(evaluate(either, asked({ acts: [], harm: "pain" }))).toBe("yes");
    expect(evaluate(either, asked({ acts: [], harm: "none" }))).toBe("no");
    expect(evaluate(either, asked({ acts: [] }))).toBe("unknown");
    expect(evaluate(either, asked({ harm: "none" }))).toBe("unknown");
  });
});

describe("an earlier penalty", () => {
  const under = (named: string, penalty: string) =>
    evaluate(
      { penalisedWithin: "P1Y", for: [named] },
      asked({ history: [{ norm: penalty, executed: "2024-01-01" }] }),
    );
  it("counts under the norm named, under any of its parts, and perhaps under the norm whose part is named", () => {
    expect(under("tl.pc.quarrel", "tl.pc.quarrel")).toBe("yes");
    expect(under("tl.pc.quarrel", "tl.pc.quarrel#2")).toBe("yes");
    expect(under("tl.pc.quarrel#2", "tl.pc.quarrel#2")).toBe("yes");
    expect(under("tl.pc.quarrel#2", "tl.pc.quarrel#1")).toBe("no");
    expect(under("tl.pc.quarrel#2", "tl.pc.quarrel")).toBe("unknown");
  });
  it("does not count under a norm whose name only begins alike", () => {
    expect(under("tl.pc.quarrel", "tl.pc.quarrel-2")).toBe("no");
    expect(under("tl.pc.quarrel#2", "tl.pc.quarr")).toBe("no");
    expect(under("tl.pc.quarrel", "tl.pc.quarr")).toBe("no");
  });
});

describe("what is supposed", () => {
  it("stands in the place of what is known, and the rest stays", () => {
    const incident = asked({ acts: ["insult"], harm: "pain", history: [] });
    const hurt: Condition = { fact: "harm", is: "death" };
    const again: Condition = { penalisedWithin: "P1Y", for: ["x.y.1"] };
    expect(evaluate(hurt, supposing(incident, "harm", "death"))).toBe("yes");
    expect(evaluate({ act: "insult" }, supposing(incident, "harm", "death"))).toBe("yes");
    expect(evaluate({ act: "stalking" }, supposing(incident, "acts", ["stalking"]))).toBe("yes");
    expect(evaluate({ act: "insult" }, supposing(incident, "acts", []))).toBe("no");
    const served = [{ norm: "x.y.1", executed: "2024-06-01" }];
    expect(evaluate(again, supposing(incident, "history", served))).toBe("yes");
    expect(evaluate(again, supposing(asked({}), "circumstances.repeated", false))).toBe("no");
    expect(evaluate(hurt, incident)).toBe("no");
  });
});
