import { ACT_GROUPS, ACTS, FACT_PATHS, type FactPath, Facts } from "@arasha/law";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Answers, answersOf, CHOICES, factsOf, withAnswer } from "./facts.ts";

describe("withAnswer", () => {
  it("takes an answer back, so that it is unknown again and not false", () => {
    const asked = withAnswer({}, "victim.pregnant", false);
    expect(factsOf({ date: "2025-03-01", began: "" }, asked)).toEqual({
      date: "2025-03-01",
      victim: { pregnant: false },
    });
    expect(withAnswer(asked, "victim.pregnant", undefined)).toEqual({});
  });

  it("treats no act ticked as nobody having said what happened", () => {
    expect(withAnswer({ acts: ["battery"] }, "acts", [])).toEqual({});
  });

  it("keeps an empty history: that there were no penalties is an answer", () => {
    expect(withAnswer({}, "history", [])).toEqual({ history: [] });
  });
});

describe("factsOf and answersOf", () => {
  const answerTo: Readonly<Record<string, (path: FactPath) => fc.Arbitrary<unknown>>> = {
    list: () => fc.subarray([...ACTS], { minLength: 1 }),
    ordered: (path) => fc.constantFrom(...(CHOICES[path] ?? [])),
    choice: (path) => fc.constantFrom(...(CHOICES[path] ?? [])),
    number: () => fc.nat(99),
    boolean: () => fc.boolean(),
    history: () => fc.constantFrom([], [{ norm: "xx.code.1", executed: "2024-01-31" }]),
  };
  const answers = fc.record(
    Object.fromEntries(
      Object.entries(FACT_PATHS).map(([path, kind]) => [path, answerTo[kind]!(path as FactPath)]),
    ),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Answers>;
  const when = fc.constantFrom(
    { date: "2025-03-01", began: "" },
    { date: "2025-03-01", began: "2025-02-11" },
  );

  it("give facts the engine's own schema accepts, and come back the same", () => {
    fc.assert(
      fc.property(when, answers, (days, told) => {
        const facts = Facts.parse(factsOf(days, told));
        expect(answersOf(facts)).toEqual({ ...days, answers: told });
      }),
    );
  });

  it("take a first day that is not before the last as one day", () => {
    expect(factsOf({ date: "2025-03-01", began: "2025-03-01" }, {})).toEqual({ date: "2025-03-01" });
    expect(factsOf({ date: "2025-03-01", began: "2025-04-01" }, {})).toEqual({ date: "2025-03-01" });
  });
});

describe("the groups of acts", () => {
  it("hold every act once, none more than the nine number keys", () => {
    const grouped = Object.values(ACT_GROUPS).flat();
    expect([...grouped].sort()).toEqual([...ACTS].sort());
    expect(Math.max(...Object.values(ACT_GROUPS).map((group) => group.length))).toBeLessThanOrEqual(9);
  });
});
