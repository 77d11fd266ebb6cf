import { describe, expect, it } from "vitest";
import { assess } from "./assess.ts";
import type { ReadyPart } from "./compile.ts";
import { compileCondition, contextOf } from "./condition.ts";
import type { Facts } from "./facts.ts";
import { gravityOf, lapseOf, limitationFrom } from "./limitation.ts";
import type { Rule } from "./norm.ts";
import type { RuleInForce } from "./slice.ts";
import { type PackInput, testlandLaw } from "./testland.ts";

const said = {
  title: { kk: "kk", ru: "ru", en: "en" },
  sources: [
    { title: "Gazette of Testland", url: "https://law.testland.example/gazette", confidence: "official" },
  ],
};

/** The rules of Testland's criminal code on gravity, limitation and the young, one version each unless said. */
const gravity = { rule: "gravity", steps: [{ gravity: "minor", maxMonths: 24 }, { gravity: "grave" }] };
const limitation = {
  rule: "limitation",
  terms: [
    { class: "crime", of: ["tl.cc.harm"], within: "never" },
    {
      class: "misdemeanour",
      when: { fact: "respondent.age", below: 18 },
      within: { n: 6, unit: "months" },
    },
    { class: "misdemeanour", within: { n: 1, unit: "years" } },
    { class: "crime", gravity: "minor", within: { n: 2, unit: "years" } },
    ...["medium", "grave", "particularly-grave"].map((gravity) => ({
      class: "crime",
      gravity,
      within: { n: 15, unit: "years" },
    })),
  ],
};
const noPrisonForTheYoung = {
  rule: "barred",
  kinds: ["deprivation-of-liberty"],
  when: { fact: "respondent.age", below: 18 },
  gravity: ["minor"],
};

describe("gravity and limitation", () => {
  const law = withRules([{ from: "first", rules: [gravity, limitation, noPrisonForTheYoung] }]);
  const battery: Facts = { date: "2024-06-20", acts: ["battery"], relation: "spouse" };
  const answer = (facts: Facts, part: string | null = null) => {
    const found = assess(law, facts).offences.find((one) => part === null || one.part === part);
    return { gravity: found?.gravity, limitation: found?.limitation };
  };

  it("follow the class and the longest deprivation of liberty", () => {
    expect(answer(battery)).toEqual({
      gravity: null,
      limitation: { kind: "until", until: "2025-06-20", norm: "tl.cc.rules" },
    });
    expect(answer({ ...battery, victim: { pregnant: true } }, "2")).toEqual({
      gravity: "minor",
      limitation: { kind: "until", until: "2026-06-20", norm: "tl.cc.rules" },
    });
  });

  it("a term kept to a norm goes before the general one", () => {
    const harm: Facts = { date: "2024-06-20", acts: ["bodily-harm"], harm: "light" };
    expect(answer(harm).limitation).toEqual({ kind: "never", norm: "tl.cc.rules" });
  });

  it("a term for the young counts where the age is known, the general one where it is not", () => {
    const until = (age: number | undefined) =>
      answer({ ...battery, respondent: { age } }).limitation as { readonly until: string };
    expect(until(15).until).toBe("2024-12-20");
    expect(until(18).until).toBe("2025-06-20");
    expect(until(undefined).until).toBe("2025-06-20");
  });

  it("a penalty barred for crimes of one gravity is barred for no other, and not where the age is unknown", () => {
    const imposable = (age: number | undefined) => {
      const facts: Facts = { ...battery, victim: { pregnant: true }, respondent: { age } };
      const found = assess(law, facts).offences.find(({ part }) => part === "2");
      return found === undefined || found.sanctions === "unknown" ? null : found.sanctions[0]?.imposable;
    };
    expect([15, 18, undefined].map(imposable)).toEqual(["no", "yes", "unknown"]);
    const graver = withRules([
      { from: "first", rules: [gravity, { ...noPrisonForTheYoung, gravity: ["grave"] }] },
    ]);
    const sanctions = assess(graver, {
      ...battery,
      victim: { pregnant: true },
      respondent: { age: 15 },
    }).offences.find(({ part }) => part === "2")?.sanctions;
    expect(sanctions).toMatchObject([{ imposable: "yes", limits: [] }]);
  });
});

describe("inside a window of uncertain entry into force", () => {
  const inside: Facts = { date: "2017-07-10", acts: ["bodily-harm"], harm: "light" };
  const terms = (crime: object) => [
    { class: "crime", ...crime },
    { class: "misdemeanour", within: { n: 1, unit: "years" } },
  ];
  const never = { rule: "limitation", terms: terms({ within: "never" }) };
  const twoYears = { rule: "limitation", terms: terms({ within: { n: 2, unit: "years" } }) };
  const answer = (before: object, after: object) =>
    assess(
      withRules([
        { from: "first", until: "softening", rules: [before] },
        { from: "softening", rules: [after] },
      ]),
      inside,
    ).offences[0]?.limitation;

  it("two wordings that say the same are one rule", () => {
    expect(answer(never, never)).toEqual({ kind: "never", norm: "tl.cc.rules" });
  });

  it("two that differ leave it unknown", () => {
    expect(answer(twoYears, never)).toEqual({ kind: "unknown" });
  });

  it("the regime hangs on an act that changes what is provided, not on one that changes words", () => {
    // Nothing else of this Testland changes by that act.
    const regime = (before: object, after: object) => {
      const law = testlandLaw((pack): PackInput => {
        const norm = rules([
          { from: "first", until: "wording-act", rules: [before] },
          { from: "wording-act", rules: [after] },
        ]);
        const act = { ...pack.amendments[1], id: "wording-act", inForce: WINDOW };
        return {
          ...pack,
          amendments: [...pack.amendments, act as never],
          norms: [...pack.norms, norm as never],
        };
      });
      return assess(law, { ...inside, date: "2018-05-10" }).regime;
    };
    expect(regime(never, never)).toMatchObject({ established: true, amendments: [] });
    expect(regime(twoYears, never)).toMatchObject({ established: false, amendments: ["wording-act"] });
  });
});

/** A part with what these rules look at, and rules in force. */
const part = (provided: object): ReadyPart => ({ part: { part: "1", ...provided } }) as ReadyPart;
const crime = (...sanctions: readonly object[]) => part({ class: "crime", sanctions });
const inForce = (rule: object, settled = true): RuleInForce => ({
  rule: rule as Rule,
  when: null,
  terms: ((rule as { readonly terms?: readonly { readonly when?: never }[] }).terms ?? []).map(({ when }) =>
    when === undefined ? null : compileCondition(when),
  ),
  norm: "tl.cc.rules",
  settled,
});

describe("the gravity of one part", () => {
  const of = (ready: ReadyPart | null, rules = [inForce(gravity)]) => gravityOf(rules, ready);
  const prison = (max?: number) => ({ kind: "deprivation-of-liberty", unit: "months", max });

  it("goes by the longest deprivation of liberty, the last month of a step included", () => {
    expect(of(crime(prison(24)))).toBe("minor");
    expect(of(crime(prison(25)))).toBe("grave");
    expect(of(crime(prison(25), prison(12)))).toBe("grave");
    expect(of(crime(prison(12), prison(25)))).toBe("grave");
  });

  it("counts life, and a term without an end, as longer than any", () => {
    expect(of(crime({ kind: "life-imprisonment" }))).toBe("grave");
    expect(of(crime(prison()))).toBe("grave");
  });

  it("does not count other penalties, however high, nor terms that are not in months", () => {
    expect(of(crime({ kind: "fine", unit: "mci", max: 9000 }))).toBe("minor");
    expect(of(crime({ kind: "restriction-of-liberty", unit: "months", max: 60 }))).toBe("minor");
    expect(of(crime({ kind: "deprivation-of-liberty", unit: "days", max: 60 }))).toBe("minor");
  });

  it("is what the part itself names, and none of what is no crime", () => {
    expect(of(part({ class: "crime", gravity: "medium", sanctions: [prison(25)] }))).toBe("medium");
    expect(of(part({ class: "misdemeanour", sanctions: [prison(25)] }))).toBeNull();
  });

  it("is unknown where text, penalties or steps are", () => {
    expect(of(null)).toBe("unknown");
    expect(of(part({ class: "crime", sanctions: "unknown" }))).toBe("unknown");
    expect(of(crime(prison(12)), [])).toBe("unknown");
    expect(of(crime(prison(12)), [inForce(gravity, false)])).toBe("unknown");
    expect(of(crime(prison(12)), [inForce(gravity), inForce(gravity)])).toBe("unknown");
    expect(of(crime(prison(12)), [inForce(limitation)])).toBe("unknown");
    const short = inForce({ rule: "gravity", steps: [{ gravity: "minor", maxMonths: 24 }] });
    expect(of(crime(prison(25)), [short])).toBe("unknown");
  });
});

describe("the term of one part", () => {
  const facts = contextOf({ date: "2024-06-20" }, new Map());
  const within = (n: number) => ({ n, unit: "years" });
  const until = (
    ready: ReadyPart | null,
    terms: readonly object[],
    of: "minor" | "unknown" | null = "minor",
  ) => limitationFrom(lapseOf([inForce({ rule: "limitation", terms })], "tl.cc.harm", ready, of), facts);
  const day = (date: string) => ({ kind: "until", until: date, norm: "tl.cc.rules" });

  it("is that of its class, its gravity, its norm and its part", () => {
    const after = [{ class: "crime", within: within(9) }];
    expect(until(crime(), [{ class: "misdemeanour", within: within(1) }, ...after])).toEqual(
      day("2033-06-20"),
    );
    expect(until(crime(), [{ class: "crime", gravity: "grave", within: within(1) }, ...after])).toEqual(
      day("2033-06-20"),
    );
    expect(until(crime(), [{ class: "crime", gravity: "minor", within: within(1) }, ...after])).toEqual(
      day("2025-06-20"),
    );
    for (const [named, expected] of [
      ["tl.cc.harm", "2025-06-20"],
      ["tl.cc.harm#1", "2025-06-20"],
      ["tl.cc.harm#2", "2033-06-20"],
      ["tl.cc.battery", "2033-06-20"],
    ] as const) {
      expect(until(crime(), [{ class: "crime", of: [named], within: within(1) }, ...after])).toEqual(
        day(expected),
      );
    }
  });

  it("holds only where its condition surely does", () => {
    const young = { class: "crime", when: { fact: "respondent.age", below: 18 }, within: within(1) };
    expect(until(crime(), [young, { class: "crime", within: within(9) }])).toEqual(day("2033-06-20"));
    expect(until(crime(), [young])).toEqual({ kind: "unknown" });
  });

  it("is what the part itself says, before any rule", () => {
    const terms = [{ class: "crime", within: within(9) }];
    expect(until(part({ class: "crime", limitation: "never" }), terms)).toEqual({
      kind: "never",
      norm: "tl.cc.harm",
    });
    expect(until(part({ class: "crime", limitation: "unknown" }), terms)).toEqual({ kind: "unknown" });
  });

  it("is unknown where the text is not held, or no rule is, or none is for it", () => {
    expect(until(null, [{ class: "crime", within: within(9) }])).toEqual({ kind: "unknown" });
    expect(lapseOf([], "tl.cc.harm", crime(), "minor")).toEqual({ kind: "unknown" });
    expect(lapseOf([inForce(gravity)], "tl.cc.harm", crime(), "minor")).toEqual({ kind: "unknown" });
    expect(until(crime(), [])).toEqual({ kind: "unknown" });
    expect(until(crime(), [{ class: "crime", gravity: "minor", within: "never" }], "unknown")).toEqual({
      kind: "unknown",
    });
  });
});

const WINDOW = { earliest: "2018-05-01", latest: "2018-05-31", why: "imprecise" };

function withRules(versions: readonly object[]) {
  return testlandLaw((pack): PackInput => ({ ...pack, norms: [...pack.norms, rules(versions) as never] }));
}

function rules(versions: readonly object[]) {
  return {
    id: "tl.cc.rules",
    kind: "general",
    title: said.title,
    versions: versions.map((version) => ({
      text: "known",
      summary: said.title,
      sources: said.sources,
      ...version,
    })),
  };
}
