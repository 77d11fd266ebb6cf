import { describe, expect, it } from "vitest";
import { compile, sliceAt, sliceOn } from "./compile.ts";
import { contextOf } from "./condition.ts";
import { LawError, PackError } from "./error.ts";
import { testland, testlandLaw } from "./testland.ts";
import { inVersion } from "./testland-changes.ts";

describe("compile", () => {
  it("refuses a faulty pack with everything that is wrong in it", () => {
    const open = inVersion("tl.dv.family", 0, { until: undefined });
    const nowhere = inVersion("tl.cc.stalking", 0, { from: "nowhere" });
    const faulty = testland((pack) => open(nowhere(pack)));
    expect(() => compile(faulty)).toThrow(PackError);
    expect(() => compile(faulty)).toThrow(/tl\.cc\.stalking: The amending act nowhere/);
    expect(() => compile(faulty)).toThrow(/tl\.dv\.family: .* overlap/);
  });

  it("holds the norms in the order of their ids, and of each only what it provides", () => {
    const { norms } = testlandLaw();
    expect([...norms.keys()]).toEqual([...norms.keys()].sort());
    const [shelter] = norms.get("tl.dv.shelter")?.wordings ?? [];
    expect(shelter).toMatchObject({ parts: [], measure: null, duties: [], rules: [] });
  });

  it("takes the condition of a version for everything it provides", () => {
    const grown = { fact: "respondent.age", atLeast: 18 };
    const duty = { agency: "police", after: { event: "report" }, within: "same-day" };
    const owed = { ...duty, metBy: [{ event: "registered" }] };
    const measure = { by: ["police"], lasts: "unknown", consentNeeded: "no" };
    const home = { fact: "circumstances.place", is: "home" };
    const rule = { rule: "barred", kinds: ["arrest"], when: home };
    const duties = [owed, { ...owed, when: home }];
    const law = testlandLaw(inVersion("tl.dv.order", 0, { when: grown, measure, duties, rules: [rule] }));
    const [order] = law.norms.get("tl.dv.order")?.wordings ?? [];
    const conditions = [
      order?.when,
      order?.measure,
      ...(order?.duties ?? []).map(({ when }) => when),
      ...(order?.rules ?? []).map(({ when }) => when),
    ];
    const answers = (age: number, place: "home" | "street") => {
      const facts = { date: "2024-07-01", respondent: { age }, circumstances: { place } };
      return conditions.map((one) => one?.test(contextOf(facts, new Map())));
    };
    expect(answers(30, "home")).toEqual(["yes", "yes", "yes", "yes", "yes"]);
    expect(answers(30, "street")).toEqual(["yes", "yes", "yes", "no", "no"]);
    expect(answers(17, "home")).toEqual(["no", "no", "no", "no", "no"]);
  });
});

describe("the law on a day", () => {
  const law = testlandLaw();
  const refusal = (date: string, field?: string) => {
    try {
      sliceOn(law, date, field);
    } catch (error) {
      return error instanceof LawError ? [error.code, error.field] : error;
    }
    return null;
  };

  it("is refused for what is no day, and before the law is held, under the name of the field", () => {
    expect(refusal("2024-02-30")).toEqual(["date", "date"]);
    expect(refusal("2009-12-31", "on")).toEqual(["before-coverage", "on"]);
    expect(refusal("2010-01-01")).toBeNull();
  });

  it("is that of the stretch the day falls in, from its first day on", () => {
    const from = (date: string) => sliceAt(law.stretches, date).regime.from;
    const firsts = ["2010-01-01", "2017-07-03", "2017-07-31", "2024-06-16", "2025-09-16"];
    expect(law.stretches.map(({ regime }) => regime.from)).toEqual(firsts);
    expect(firsts.map(from)).toEqual(firsts);
    expect(["2017-07-02", "2017-07-30", "2024-06-15", "2025-09-15", "2999-01-01"].map(from)).toEqual(firsts);
    expect(from("1990-01-01")).toBe("2010-01-01");
  });
});
