import { describe, expect, it } from "vitest";
import { assess } from "./assess.ts";
import type { Facts } from "./facts.ts";
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
