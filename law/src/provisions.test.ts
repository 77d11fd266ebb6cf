import { describe, expect, it } from "vitest";
import { assess } from "./assess.ts";
import type { Facts } from "./facts.ts";
import { type PackInput, testlandLaw } from "./testland.ts";

const text = { kk: "kk", ru: "ru", en: "en" };
const said = {
  text: "known",
  summary: text,
  sources: [
    { title: "Gazette of Testland", url: "https://law.testland.example/gazette", confidence: "official" },
  ],
};
const custody = { by: ["court"], offence: ["crime"], lasts: "unknown", consentNeeded: "no" };
const law = withNorms([
  {
    id: "tl.cc.custody",
    kind: "measure",
    title: text,
    versions: [{ ...said, from: "first", measure: custody }],
  },
  {
    id: "tl.cc.victim",
    kind: "right",
    title: text,
    versions: [
      {
        ...said,
        from: "first",
        when: { fact: "victim.sex", is: "female" },
        right: { of: ["victim"], offence: ["misdemeanour", "crime"] },
      },
    ],
  },
]);

describe("a measure or a right that hangs on what the act was", () => {
  const battery: Facts = { date: "2024-06-20", acts: ["battery"], relation: "spouse" };
  const answers = (facts: Facts) => {
    const { measures, rights } = assess(law, facts);
    return [...measures, ...rights]
      .filter(({ norm }) => norm.startsWith("tl.cc."))
      .map(({ norm, verdict, missing, offence }) => ({ norm, verdict, missing, sees: offence?.truth }));
  };

  it("is there where the law of the day sees an offence of the class", () => {
    const facts: Facts = { ...battery, victim: { sex: "female", pregnant: true } };
    expect(answers(facts)).toEqual([
      { norm: "tl.cc.custody", verdict: "applies", missing: [], sees: "yes" },
      { norm: "tl.cc.victim", verdict: "applies", missing: [], sees: "yes" },
    ]);
  });

  it("is possible where a fact not given decides about the offence, and names that fact", () => {
    expect(answers({ ...battery, victim: { sex: "female" } })).toEqual([
      {
        norm: "tl.cc.custody",
        verdict: "possible",
        missing: [{ kind: "fact", fact: "victim.pregnant" }],
        sees: "unknown",
      },
      { norm: "tl.cc.victim", verdict: "applies", missing: [], sees: "yes" },
    ]);
  });

  it("is absent where there is no such offence, or its own condition fails", () => {
    expect(answers({ ...battery, victim: { sex: "male", pregnant: false } })).toEqual([]);
    expect(
      answers({ date: "2020-05-01", acts: ["battery"], relation: "spouse", victim: { sex: "female" } }),
    ).toEqual([]);
  });
});

function withNorms(norms: readonly object[]) {
  return testlandLaw((pack): PackInput => ({ ...pack, norms: [...pack.norms, ...(norms as never[])] }));
}
