import { describe, expect, it } from "vitest";
import type { ReadyPart } from "./compile.ts";
import { compileCondition, contextOf } from "./condition.ts";
import type { Facts } from "./facts.ts";
import type { Condition, Rule, Sanction } from "./norm.ts";
import type { OffenceEntry } from "./offence-entry.ts";
import type { OffenceAnswer } from "./result.ts";
import { fineDayOf, mciOn, sanctionsInForce, sanctionsOnDay } from "./sanction.ts";
import type { RuleInForce } from "./slice.ts";
import { testlandLaw } from "./testland.ts";

const law = testlandLaw();
const young: Condition = { fact: "respondent.age", below: 18 };
const at = (age?: number) =>
  contextOf(
    { date: "2024-07-01", ...(age === undefined ? {} : { respondent: { age } }) } as Facts,
    new Map(),
  );

const ready = (...sanctions: readonly object[]): ReadyPart =>
  ({
    part: { part: "1" },
    sanctions: sanctions.map((sanction) => {
      const { when } = sanction as { readonly when?: Condition };
      return { sanction, when: when === undefined ? null : compileCondition(when) };
    }),
  }) as unknown as ReadyPart;
const inForce = (rule: object, settled = true): RuleInForce => {
  const { when } = rule as { readonly when?: Condition };
  return {
    rule: rule as Rule,
    when: when === undefined ? null : compileCondition(when),
    terms: [],
    norm: "tl.cc.rules",
    settled,
  };
};
const fine = { kind: "fine", unit: "mci", min: 5, max: 10 };
const arrest = { kind: "arrest", unit: "days", max: 30 };
const works = { kind: "corrective-works", unit: "months", max: 6 };

/** For each penalty, whether it can be imposed, and why not: `no suspended yes`. */
function imposable(
  part: ReadyPart,
  rules: readonly RuleInForce[],
  age?: number,
  gravity: OffenceAnswer["gravity"] = "minor",
): readonly string[] | "unknown" {
  const sanctions = sanctionsInForce(rules, "tl.cc.harm", part, gravity);
  const found = sanctionsOnDay(law, { sanctions, fineDay: "act" } as OffenceEntry, at(age), {
    on: "2024-07-01",
  });
  if (found === "unknown") return found;
  return found.map((one) =>
    [one.imposable, ...one.limits.map(({ why, truth }) => `${why} ${truth}`)].join(" "),
  );
}

describe("a penalty", () => {
  it("can be imposed where nothing keeps from it, and is unknown where the text does not give it", () => {
    expect(imposable(ready(fine, arrest), [])).toEqual(["yes", "yes"]);
    expect(sanctionsInForce([], "tl.cc.harm", null, null)).toBe("unknown");
    const unread = { ...ready(), sanctions: "unknown" } as ReadyPart;
    expect(imposable(unread, [])).toBe("unknown");
  });

  it("is suspended for all offences but those excepted, whole or by part", () => {
    const suspended = (...except: readonly string[]) =>
      imposable(ready(fine, arrest), [inForce({ rule: "suspended", kinds: ["arrest"], except })]);
    const none = ["yes", "no suspended yes"];
    expect(suspended()).toEqual(none);
    expect(suspended("tl.cc.battery", "tl.cc.harm#2")).toEqual(none);
    expect(suspended("tl.cc.harm")).toEqual(["yes", "yes"]);
    expect(suspended("tl.cc.harm#1")).toEqual(["yes", "yes"]);
  });

  it("is not surely suspended where the rule is perhaps not in force", () => {
    const rule = { rule: "suspended", kinds: ["arrest"], except: [] };
    expect(imposable(ready(arrest), [inForce(rule, false)])).toEqual(["unknown suspended unknown"]);
  });

  it("is barred on whom the rule names", () => {
    const barred = [inForce({ rule: "barred", kinds: ["arrest"], when: young })];
    expect(imposable(ready(fine, arrest), barred, 15)).toEqual(["yes", "no barred yes"]);
    expect(imposable(ready(arrest), barred, 18)).toEqual(["yes"]);
    expect(imposable(ready(arrest), barred)).toEqual(["unknown barred unknown"]);
    const doubtful = [inForce({ rule: "barred", kinds: ["arrest"], when: young }, false)];
    expect(imposable(ready(arrest), doubtful, 15)).toEqual(["unknown barred unknown"]);
    expect(imposable(ready(arrest), doubtful, 18)).toEqual(["yes"]);
  });

  it("is barred for crimes of one gravity, perhaps where it is not known, and never for what has none", () => {
    const barred = [inForce({ rule: "barred", kinds: ["arrest"], when: young, gravity: ["minor"] })];
    const of = (gravity: OffenceAnswer["gravity"], age = 15) =>
      imposable(ready(arrest), barred, age, gravity);
    expect(of("minor")).toEqual(["no barred yes"]);
    expect(of("grave")).toEqual(["yes"]);
    expect(of(null)).toEqual(["yes"]);
    expect(of("unknown")).toEqual(["unknown barred unknown"]);
    expect(of("unknown", 18)).toEqual(["yes"]);
    const any = [inForce({ rule: "barred", kinds: ["arrest"], when: young })];
    expect(imposable(ready(arrest), any, 15, null)).toEqual(["no barred yes"]);
    expect(imposable(ready(arrest), any, 15, "unknown")).toEqual(["no barred yes"]);
    expect(
      imposable(ready(arrest), [inForce({ rule: "suspended", kinds: ["arrest"], except: [] })], 15, null),
    ).toEqual(["no suspended yes"]);
  });

  it("gives way where another of the article must be chosen, unless it comes on top of it", () => {
    const only = [inForce({ rule: "only", kinds: ["fine", "community-service"], when: young })];
    const lost = { kind: "confiscation", additional: true };
    expect(imposable(ready(fine, works, lost), only, 15)).toEqual(["yes", "no only yes", "yes"]);
    expect(imposable(ready(fine, works), only, 18)).toEqual(["yes", "yes"]);
    expect(imposable(ready(works, arrest), only, 15)).toEqual(["yes", "yes"]);
  });

  it("has limits of its own in the article", () => {
    const adults = { ...arrest, when: { not: young } };
    expect(imposable(ready(adults), [], 15)).toEqual(["no respondent yes"]);
    expect(imposable(ready(adults), [], 18)).toEqual(["yes"]);
    expect(imposable(ready(adults), [])).toEqual(["unknown respondent unknown"]);
  });

  it("is touched by no rule about other things", () => {
    const others = [
      inForce({ rule: "gravity", steps: [] }),
      inForce({ rule: "fine-index", day: "act", kinds: ["arrest"] }),
    ];
    expect(imposable(ready(arrest), others)).toEqual(["yes"]);
  });
});

describe("the day whose index counts", () => {
  const day = (day: string, settled = true) => inForce({ rule: "fine-index", day }, settled);
  it("is that of the act's rule, where there is one and it is settled", () => {
    expect(fineDayOf([day("act")])).toBe("act");
    expect(fineDayOf([day("case-opened"), day("case-opened")])).toBe("case-opened");
    expect(fineDayOf([])).toBe("unknown");
    expect(fineDayOf([inForce({ rule: "gravity", steps: [] })])).toBe("unknown");
    expect(fineDayOf([day("act", false)])).toBe("unknown");
    expect(fineDayOf([day("act"), day("case-opened")])).toBe("unknown");
  });

  it("gives the amount, of what the article states", () => {
    const amount = (
      sanction: object,
      fineDay: OffenceEntry["fineDay"],
      days: { on: string; caseOpened?: string },
    ) => {
      const entry = { sanctions: [{ sanction: sanction as Sanction, limits: [] }], fineDay } as unknown;
      const found = sanctionsOnDay(law, entry as OffenceEntry, at(), days);
      return found === "unknown" ? found : found[0]?.amount;
    };
    const days = { on: "2024-07-01", caseOpened: "2025-02-01" };
    expect(amount(fine, "act", days)).toEqual({ mci: 3692, on: "2024-07-01", min: 18_460, max: 36_920 });
    expect(amount(fine, "case-opened", days)).toEqual({
      mci: 3932,
      on: "2025-02-01",
      min: 19_660,
      max: 39_320,
    });
    expect(amount(fine, "case-opened", { on: "2024-07-01" })).toMatchObject({ on: "2024-07-01" });
    expect(amount(fine, "unknown", days)).toBeUndefined();
    expect(amount({ ...fine, min: undefined }, "act", days)).toEqual({
      mci: 3692,
      on: "2024-07-01",
      max: 36_920,
    });
    expect(amount({ ...fine, max: undefined }, "act", days)).toEqual({
      mci: 3692,
      on: "2024-07-01",
      min: 18_460,
    });
    expect(amount(arrest, "act", days)).toBeUndefined();
    expect(amount(fine, "act", { on: "2026-07-01" })).toBeUndefined();
  });

  it("is read from the last index begun by then", () => {
    expect(
      ["2016-12-31", "2017-01-01", "2023-12-31", "2024-01-01", "2026-01-01"].map((on) => mciOn(law, on)),
    ).toEqual([null, 2000, 2000, 3692, null]);
  });
});
