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

describe("a provision in two wordings that may be in force", () => {
  const inside: Facts = { date: "2017-07-10", acts: ["battery"], relation: "spouse" };
  /** The verdict on the earlier wording; both hold by these facts unless changed. */
  const first = (kind: string, before: object, after: object, facts: Facts = inside) => {
    const { measures, rights } = assess(
      withNorms([
        {
          id: "tl.dv.new",
          kind,
          title: text,
          versions: [
            { ...said, from: "first", until: "softening", ...before },
            { ...said, from: "softening", ...after },
          ],
        },
      ]),
      facts,
    );
    return [...measures, ...rights].find(({ norm }) => norm === "tl.dv.new")?.verdict;
  };
  const battery = { when: { act: "battery" } };
  const order = (more: object) => ({
    measure: { by: ["court"], lasts: "unknown", consentNeeded: "no", ...more },
  });

  it("applies where both say so, and is possible where one does not, or its text is not held", () => {
    expect(first("right", battery, { when: { fact: "relation", is: "spouse" } })).toBe("applies");
    expect(first("right", battery, {})).toBe("applies");
    expect(first("right", battery, { when: { act: "insult" } })).toBe("possible");
    expect(first("right", battery, { when: { fact: "harm", is: "pain" } })).toBe("possible");
    expect(first("right", battery, { ...battery, text: "unknown" })).toBe("possible");
    expect(first("right", battery, { text: "unknown" })).toBe("possible");
  });

  it("is unknown itself where its own text is not held", () => {
    expect(first("right", { text: "unknown" }, battery)).toBe("unknown-text");
  });

  it("hangs on the offence each of them names", () => {
    const right = (...offence: readonly string[]) => ({ right: { of: ["victim"], offence } });
    expect(first("right", battery, right("crime"))).toBe("possible");
    const stable: Facts = { date: "2017-07-10", acts: ["bodily-harm"], harm: "light", relation: "spouse" };
    expect(first("right", {}, right("crime"), stable)).toBe("applies");
    expect(first("right", {}, right("misdemeanour"), stable)).toBe("possible");
    expect(first("measure", order({}), order({ offence: ["crime"] }), stable)).toBe("applies");
    expect(first("measure", order({}), order({ offence: ["misdemeanour"] }), stable)).toBe("possible");
    expect(first("measure", order({}), order({ when: { act: "insult" } }), stable)).toBe("possible");
    expect(first("measure", order({}), order({ when: { act: "bodily-harm" } }), stable)).toBe("applies");
  });
});

describe("what an answer carries", () => {
  const facts: Facts = { date: "2024-07-01", acts: ["battery"], relation: "spouse" };
  const service = { by: ["akimat"], complaintNeeded: "no", consentNeeded: "yes" };
  const right = { of: ["victim"], from: ["police"] };
  const reporting = { to: ["police"], about: "victim", consent: "not-asked" };
  const duty = {
    agency: "health",
    after: { event: "report" },
    within: "same-day",
    metBy: [{ event: "registered" }],
  };
  const norm = (id: string, kind: string, version: object) => ({
    id: `tl.dv.${id}`,
    kind,
    title: text,
    versions: [{ ...said, from: "first", ...version }],
  });
  const own = { kk: "kk own", ru: "ru own", en: "own" };
  const answers = (all = false, asked = facts) =>
    assess(
      withNorms([
        norm("a-right", "right", { right }),
        norm("a-service", "service", { service }),
        norm("plain", "right", {}),
        norm("insulted", "right", { when: { act: "insult" } }),
        norm("unread-measure", "measure", { text: "unknown" }),
        norm("duties", "duty", {
          duties: [
            { ...duty, reporting, title: own },
            duty,
            { ...duty, agency: "school", when: { fact: "harm", is: "pain" } },
            { ...duty, agency: "court", when: { act: "insult" } },
            { ...duty, agency: "akimat", offence: ["crime"] },
            { ...duty, agency: "bailiff", offence: ["administrative"] },
          ],
        }),
      ]),
      asked,
      { all },
    );
  const of = (id: string, all = false) => {
    const { measures, rights } = answers(all);
    return [...measures, ...rights].find(({ norm }) => norm === `tl.dv.${id}`);
  };

  it("is what the norm states of a right or a service, and nothing it does not", () => {
    expect(of("a-right")).toMatchObject({ right, verdict: "applies" });
    expect(of("a-right")).not.toHaveProperty("service");
    expect(of("a-service")).toMatchObject({ service, verdict: "applies" });
    expect(of("a-service")).not.toHaveProperty("right");
    expect(of("plain")).not.toHaveProperty("right");
    expect(of("plain")).not.toHaveProperty("offence");
  });

  it("of a measure whose text is not held is that nothing of it is known", () => {
    expect(of("unread-measure")).toMatchObject({
      verdict: "unknown-text",
      by: [],
      lasts: "unknown",
      consentNeeded: "unknown",
      because: { op: "all", truth: "unknown", of: [] },
      missing: [{ kind: "text", norm: "tl.dv.unread-measure" }],
    });
  });

  it("leaves out what is excluded, unless all is asked for", () => {
    expect(of("insulted")).toBeUndefined();
    expect(of("insulted", true)).toMatchObject({ verdict: "excluded" });
  });

  it("of a duty is its title, whom to tell, and whether it is sure", () => {
    const told = answers().duties.filter(({ norm }) => norm === "tl.dv.duties");
    expect(told.map(({ agency, verdict, title }) => `${agency} ${verdict} ${title.en}`)).toEqual([
      "health applies own",
      "health applies en",
      "school possible en",
      "akimat possible en",
    ]);
    expect(told[0]).toMatchObject({ reporting });
    expect(told[1]).not.toHaveProperty("reporting");
    expect(told[1]).not.toHaveProperty("offence");
    expect(told[2]?.missing).toEqual([{ kind: "fact", fact: "harm" }]);
    expect(told[3]).toMatchObject({
      offence: { classes: ["crime"], truth: "unknown" },
      missing: [{ kind: "fact", fact: "victim.pregnant" }],
    });
  });
});

function withNorms(norms: readonly object[]) {
  return testlandLaw((pack): PackInput => ({ ...pack, norms: [...pack.norms, ...(norms as never[])] }));
}
