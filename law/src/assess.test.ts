import { describe, expect, it } from "vitest";
import { assess } from "./assess.ts";
import { LawError } from "./error.ts";
import type { Facts } from "./facts.ts";
import type { Assessment } from "./result.ts";
import { testland, testlandLaw } from "./testland.ts";
import { inAmendment, inPart, versionsOf } from "./testland-changes.ts";

const law = testlandLaw();
const battery: Facts = {
  date: "2024-06-16",
  acts: ["battery"],
  relation: "spouse",
  victim: { pregnant: false },
};
const verdicts = ({ offences }: Assessment) => offences.map((o) => `${o.norm}#${o.part} ${o.verdict}`);
const on = (date: string, facts: Facts = battery) => assess(law, { ...facts, date });

describe("the law of the date of the act", () => {
  it("changes from one day to the next", () => {
    expect(verdicts(on("2024-06-15"))).toEqual(["tl.pc.battery#1 applies"]);
    expect(verdicts(on("2024-06-16"))).toEqual(["tl.cc.home-battery#1 applies"]);
    expect(on("2024-06-16").regime).toEqual({
      id: "2024-06-16",
      from: "2024-06-16",
      until: "2025-09-16",
      established: true,
      amendments: [],
    });
  });
  it("of a continuing act is that of its last day", () => {
    expect(verdicts(assess(law, { ...battery, date: { from: "2024-06-01", to: "2024-06-16" } }))).toEqual([
      "tl.cc.home-battery#1 applies",
    ]);
  });
  it("says why nothing applies: the norm was not in force", () => {
    const stalking: Facts = { date: "2025-07-01", acts: ["stalking"] };
    const before = assess(law, stalking);
    expect(before.offences).toEqual([]);
    expect(before.notInForce).toMatchObject([
      {
        norm: "tl.cc.stalking",
        part: "1",
        from: "2025-09-16",
        until: null,
        because: {
          op: "in-force",
          truth: "no",
          norm: "tl.cc.stalking",
          on: "2025-07-01",
          from: "2025-09-16",
        },
      },
    ]);
    const after = assess(law, stalking, { on: "2025-10-01" });
    expect(verdicts(after)).toEqual(["tl.cc.stalking#1 applies"]);
    expect(after.notInForce).toEqual([]);
  });
  it("names the most special part of a norm not in force, and none that applies in another wording", () => {
    const pregnant: Facts = { ...battery, date: "2020-01-01", victim: { pregnant: true } };
    const home = assess(law, pregnant).notInForce.filter(({ norm }) => norm === "tl.cc.home-battery");
    expect(home.map(({ part }) => part)).toEqual(["2"]);
    const reworded = testlandLaw((pack) => {
      for (const { id, versions } of pack.norms) {
        if (id === "tl.cc.home-battery") versions.push({ ...versions[0], from: "stalking-act" });
        if (id === "tl.cc.home-battery") Object.assign(versions[0] ?? {}, { until: "stalking-act" });
      }
      return pack;
    });
    expect(assess(reworded, battery).notInForce.map(({ norm }) => norm)).not.toContain("tl.cc.home-battery");
  });
  it("holds a version's own condition against everything in it", () => {
    const guarded = testlandLaw((pack) => {
      for (const { id, versions } of pack.norms) {
        if (id === "tl.cc.stalking") Object.assign(versions[0] ?? {}, { when: { fact: "harm", is: "pain" } });
      }
      return pack;
    });
    const stalking: Facts = { date: "2025-10-01", acts: ["stalking"] };
    expect(verdicts(assess(guarded, stalking))).toEqual(["tl.cc.stalking#1 possible"]);
    expect(verdicts(assess(guarded, { ...stalking, harm: "none" }))).toEqual([]);
  });
  it("uses the definition of its own day", () => {
    const partner: Facts = { ...battery, relation: "partner" };
    expect(verdicts(on("2024-06-15", partner))).toEqual([]);
    expect(verdicts(on("2024-06-16", partner))).toEqual(["tl.cc.home-battery#1 applies"]);
  });
  it("never applies a bill", () => {
    const withBill = testlandLaw((pack) => {
      const [stalking] = pack.norms.filter(({ id }) => id === "tl.cc.stalking");
      const [version] = stalking?.versions ?? [];
      if (version !== undefined) version.from = "draft";
      return pack;
    });
    expect(assess(withBill, { date: "2027-06-01", acts: ["stalking"] })).toMatchObject({
      offences: [],
      notInForce: [],
    });
  });
  it("refuses a day it does not cover, and text that is no day", () => {
    expect(() => on("2009-12-31")).toThrow("date: 2009-12-31 is before 2010-01-01");
    expect(() => assess(law, battery, { on: "2024-02-30" })).toThrow('on: "2024-02-30" is not a date');
    expect(() => assess(law, battery, { decided: "2024-06-15" })).toThrow("decided: 2024-06-15 is before");
  });
});

describe("a window of uncertain entry into force", () => {
  it.each([
    ["2017-07-02", ["tl.cc.battery#1 applies"], true],
    ["2017-07-03", ["tl.cc.battery#1 possible", "tl.pc.battery#1 possible"], false],
    ["2017-07-30", ["tl.cc.battery#1 possible", "tl.pc.battery#1 possible"], false],
    ["2017-07-31", ["tl.pc.battery#1 applies"], true],
  ] as const)("%s: %j", (date, expected, established) => {
    const answer = on(date);
    expect(verdicts(answer)).toEqual(expected);
    expect(answer.regime).toMatchObject({ established, amendments: established ? [] : ["softening"] });
  });
  it("names the date of law that is missing", () => {
    const [offence] = on("2017-07-10").offences;
    expect(offence?.missing).toEqual([
      { kind: "date-of-law", amendment: "softening", earliest: "2017-07-03", latest: "2017-07-31" },
    ]);
  });
  it("leaves the regime certain where only a right began in it, and marks that right", () => {
    const shelterLater = testlandLaw((pack) => {
      const softening = pack.amendments.find(({ id }) => id === "softening");
      const inForce = { earliest: "2019-01-01", latest: "2019-12-31", why: "imprecise" };
      pack.amendments.push({ ...softening, id: "shelters", inForce });
      for (const { id, versions } of pack.norms)
        if (id === "tl.dv.shelter") Object.assign(versions[0] ?? {}, { from: "shelters" });
      return pack;
    });
    const answer = assess(shelterLater, { ...battery, date: "2019-06-01", victim: { sex: "female" } });
    expect(answer.regime).toMatchObject({ established: true, amendments: [] });
    expect(answer.rights.find(({ norm }) => norm === "tl.dv.shelter")).toMatchObject({
      verdict: "possible",
      missing: [{ kind: "date-of-law", amendment: "shelters", earliest: "2019-01-01", latest: "2019-12-31" }],
    });
  });
  it("lets no norm displace another that was perhaps not in force itself", () => {
    const doubtful = testlandLaw((pack) => {
      for (const { id, versions } of pack.norms)
        if (id === "tl.cc.harm") Object.assign(versions[0] ?? {}, { from: "softening" });
      for (const { id, versions } of pack.norms)
        if (id === "tl.cc.home-battery") Object.assign(versions[0] ?? {}, { from: "first" });
      return pack;
    });
    const both: Facts = { ...battery, acts: ["battery", "bodily-harm"], harm: "light" };
    const home = (date: string) =>
      verdicts(assess(doubtful, { ...both, date })).filter((v) => v.includes("home-battery"));
    expect(home("2017-07-10")).toEqual(["tl.cc.home-battery#1 applies"]);
    expect(home("2017-07-31")).toEqual([]);
  });
  it("leaves a definition unknown that was perhaps not there at all", () => {
    const doubtful = testlandLaw((pack) => {
      for (const { id, versions } of pack.norms)
        if (id === "tl.dv.family") Object.assign(versions[0] ?? {}, { from: "softening" });
      return pack;
    });
    const [quarrel] = assess(doubtful, { date: "2017-07-10", acts: ["insult"], relation: "spouse" }).offences;
    expect(quarrel).toMatchObject({ norm: "tl.pc.quarrel", verdict: "possible" });
    expect(quarrel?.missing).toContainEqual(
      expect.objectContaining({ kind: "date-of-law", amendment: "softening" }),
    );
  });
  it("does not hide what applies on either side of it", () => {
    const reworded = testlandLaw((pack) => {
      const harm = pack.norms.find(({ id }) => id === "tl.cc.harm");
      const version = harm?.versions[0] ?? {};
      harm?.versions.splice(0, 1, { ...version, until: "softening" }, { ...version, from: "softening" });
      return pack;
    });
    const answer = assess(reworded, { date: "2017-07-10", acts: ["bodily-harm"], harm: "medium" });
    expect(answer.offences.map(({ norm, wording, verdict }) => [norm, wording, verdict])).toEqual([
      ["tl.cc.harm", "first", "applies"],
      ["tl.cc.harm", "softening", "applies"],
    ]);
  });
});

describe("unknown", () => {
  it("facts make an answer possible and are asked for, the one that settles most first", () => {
    const answer = assess(law, { date: "2024-07-01", acts: ["battery", "insult"] });
    expect(verdicts(answer)).toEqual([
      "tl.cc.home-battery#1 possible",
      "tl.cc.home-battery#2 possible",
      "tl.pc.quarrel#1 possible",
      "tl.pc.quarrel#2 possible",
    ]);
    expect(answer.questions).toEqual([
      {
        fact: "relation",
        settles: [
          "tl.cc.home-battery#1",
          "tl.cc.home-battery#2",
          "tl.pc.quarrel#1",
          "tl.pc.quarrel#2",
          "tl.dv.order",
        ],
        settled: { expected: 0.619, best: 0.857, worst: 0.381 },
      },
      {
        fact: "victim.sex",
        settles: ["tl.dv.shelter"],
        settled: { expected: 0.095, best: 0.095, worst: 0.095 },
      },
      {
        fact: "victim.pregnant",
        settles: ["tl.cc.home-battery#2"],
        settled: { expected: 0.095, best: 0.19, worst: 0 },
      },
      { fact: "history", settles: ["tl.pc.quarrel#2"], settled: { expected: 0.095, best: 0.19, worst: 0 } },
      { fact: "harm", settles: ["tl.dv.order"], settled: { expected: 0.048, best: 0.048, worst: 0.048 } },
      {
        fact: "respondent.age",
        settles: ["tl.dv.order"],
        settled: { expected: 0.048, best: 0.095, worst: 0 },
      },
    ]);
  });
  it("text is said to be unknown, never that nothing applies", () => {
    const breach: Facts = { date: "2020-01-01", acts: ["breach-of-protective-order"] };
    expect(assess(law, breach).offences).toMatchObject([
      {
        norm: "tl.pc.breach",
        part: null,
        class: "unknown",
        verdict: "unknown-text",
        sanctions: "unknown",
        missing: [{ kind: "text", norm: "tl.pc.breach" }],
      },
    ]);
    expect(assess(law, { ...breach, acts: ["insult"] }).offences).not.toContainEqual(
      expect.objectContaining({ norm: "tl.pc.breach" }),
    );
  });
});

describe("overrides", () => {
  it("displace when the special part is met, within a norm and across norms", () => {
    const pregnant: Facts = { ...battery, victim: { pregnant: true } };
    expect(verdicts(on("2024-07-01", pregnant))).toEqual(["tl.cc.home-battery#2 applies"]);
    const harm: Facts = { ...battery, acts: ["battery", "bodily-harm"], harm: "light" };
    expect(verdicts(on("2024-07-01", harm))).toEqual(["tl.cc.harm#1 applies"]);
    expect(assess(law, { ...harm, date: "2024-07-01" }, { all: true }).offences).toContainEqual(
      expect.objectContaining({
        norm: "tl.cc.home-battery",
        part: "1",
        verdict: "displaced",
        displacedBy: "tl.cc.harm#1",
      }),
    );
  });
  it("leave both standing while the special part is only possible", () => {
    expect(verdicts(on("2024-07-01", { ...battery, victim: {} }))).toEqual([
      "tl.cc.home-battery#1 applies",
      "tl.cc.home-battery#2 possible",
    ]);
  });
});

describe("sanctions", () => {
  const sanctions = (answer: Assessment) => answer.offences[0]?.sanctions;
  it("are given in indices and in currency, by the index of the day of the act", () => {
    expect(sanctions(on("2024-07-01"))).toMatchObject([
      { kind: "fine", amount: { min: 73_840, max: 295_360, mci: 3692, on: "2024-07-01" }, imposable: "yes" },
      { kind: "arrest", max: 50, imposable: "yes", limits: [] },
    ]);
    expect(sanctions(on("2025-01-01"))).toMatchObject([{ amount: { min: 78_640, max: 314_560 } }, {}]);
  });
  it("follow the day the case was opened where the act says so", () => {
    const december: Facts = { ...battery, date: "2023-12-30" };
    expect(sanctions(assess(law, december))).toMatchObject([{ amount: { min: 10_000, mci: 2000 } }]);
    expect(sanctions(assess(law, december, { caseOpened: "2024-01-02" }))).toMatchObject([
      { amount: { min: 18_460, max: 36_920, on: "2024-01-02" } },
    ]);
  });
  it("have no amount where no source gives the index", () => {
    expect(sanctions(on("2026-02-01"))).not.toHaveProperty("0.amount");
    expect(sanctions(on("2016-02-01", { ...battery, acts: ["battery"] }))).not.toHaveProperty("0.amount");
  });
  it("stand in the article and cannot be imposed while suspended, or on whom they may not be given to", () => {
    const insult: Facts = { date: "2024-06-15", acts: ["insult"], relation: "spouse", history: [] };
    const arrest = (facts: Facts) => (sanctions(assess(law, facts)) as readonly unknown[])[1];
    expect(arrest(insult)).toMatchObject({
      imposable: "no",
      limits: [
        { why: "suspended", norm: "tl.pc.no-arrest", truth: "yes" },
        { why: "respondent", norm: "tl.pc.quarrel", truth: "unknown" },
      ],
    });
    expect(arrest({ ...insult, date: "2024-06-16", respondent: { exemptFromArrest: true } })).toMatchObject({
      imposable: "no",
      limits: [{ why: "respondent", truth: "yes" }],
    });
    expect(arrest({ ...insult, date: "2024-06-16" })).toMatchObject({ imposable: "unknown" });
  });
  it("stand beside reconciliation and what bars it", () => {
    const insult: Facts = { date: "2024-07-01", acts: ["insult"], relation: "spouse", history: [] };
    const barred = (facts: Facts) => assess(law, facts).offences[0]?.reconciliation.barred;
    expect([undefined, 0, 1].map((before) => barred({ ...insult, reconciliation: { before } }))).toEqual([
      "unknown",
      "no",
      "yes",
    ]);
  });
});

describe("measures, duties, rights", () => {
  it("answer like offences", () => {
    const answer = assess(law, {
      ...battery,
      victim: { sex: "female" },
      respondent: { age: 30 },
      harm: "pain",
    });
    expect(answer.measures).toMatchObject([{ norm: "tl.dv.order", verdict: "applies", by: ["police"] }]);
    expect(answer.rights).toMatchObject([{ norm: "tl.dv.shelter", verdict: "applies" }]);
    expect(answer.duties.map(({ agency, verdict }) => [agency, verdict])).toEqual([
      ["police", "applies"],
      ["police", "applies"],
    ]);
    expect(assess(law, { date: "2024-07-01", respondent: { age: 15 } }).measures).toEqual([]);
    expect(
      assess(law, { date: "2024-07-01", respondent: { age: 15 } }, { all: true }).measures,
    ).toMatchObject([{ verdict: "excluded" }]);
  });
  it("say that a duty is in force even where its text is not held", () => {
    const unread = testlandLaw((pack) => {
      const [shelter] = pack.norms.filter(({ id }) => id === "tl.dv.shelter");
      const versions = [{ ...shelter?.versions[0], text: "unknown", when: undefined }];
      pack.norms.push({
        ...shelter,
        id: "tl.dv.helpers",
        kind: "duty",
        versions,
      } as (typeof pack.norms)[number]);
      return pack;
    });
    expect(assess(unread, battery).unread).toMatchObject([
      { norm: "tl.dv.helpers", verdict: "unknown-text", missing: [{ kind: "text", norm: "tl.dv.helpers" }] },
    ]);
  });
});

describe("an offence in the answer", () => {
  const note = { kk: "kk note", ru: "ru note", en: "note" };
  const competent = { prepares: ["police"], decides: ["court"], norms: [] };
  const changed = testlandLaw((pack) => {
    const harm = pack.norms.find(({ id }) => id === "tl.cc.harm")?.versions[0] ?? {};
    Object.assign((harm.parts as object[])[0] ?? {}, {
      competent,
      prosecution: { mode: "private", norm: "tl.cc.in-time" },
      reconciliation: { effect: "may-release", norm: "tl.cc.in-time", note },
    });
    return pack;
  });
  const first = (of: typeof law, facts: Facts) => assess(of, facts, { all: true }).offences[0];

  it("says who prosecutes, who is competent and what reconciliation does, as the part states", () => {
    expect(first(changed, { date: "2024-07-01", acts: ["bodily-harm"], harm: "light" })).toMatchObject({
      prosecution: { mode: "private", norm: "tl.cc.in-time" },
      reconciliation: { effect: "may-release", barred: "no", norm: "tl.cc.in-time", note },
      competent,
    });
    const stated = first(law, { date: "2024-07-01", acts: ["bodily-harm"], harm: "light" });
    expect(stated).toMatchObject({ prosecution: { mode: "public" }, competent: "unknown" });
    expect(Object.keys(stated?.reconciliation ?? {})).toEqual(["effect", "barred"]);
    expect(Object.keys(stated ?? {})).not.toContain("displacedBy");
  });

  it("of a text that is not held says that nobody knows", () => {
    expect(first(law, { date: "2020-01-01", acts: ["breach-of-protective-order"] })).toMatchObject({
      prosecution: { mode: "unknown" },
      reconciliation: { effect: "unknown", barred: "unknown" },
      competent: "unknown",
    });
  });

  it("stands after those that are surer", () => {
    const facts: Facts = {
      date: "2024-07-01",
      acts: ["battery", "bodily-harm", "insult", "breach-of-protective-order"],
      relation: "spouse",
      harm: "light",
      victim: {},
    };
    const unread = testlandLaw((pack) => {
      const breach = pack.norms.find(({ id }) => id === "tl.pc.breach");
      pack.norms.push({ ...structuredClone(breach), id: "tl.cc.aunread" } as never);
      const [only] = pack.norms.at(-1)?.versions ?? [];
      Object.assign(only ?? {}, { until: undefined });
      pack.norms.at(-1)?.versions.splice(1);
      return pack;
    });
    const order = assess(unread, facts, { all: true }).offences.map(({ verdict }) => verdict);
    const rank = ["applies", "possible", "unknown-text", "displaced", "excluded"];
    expect(order).toEqual([...order].sort((a, b) => rank.indexOf(a) - rank.indexOf(b)));
    expect(new Set(order).size).toBe(4);
  });
});

describe("what was not in force", () => {
  const stalkingParts = () =>
    (testland().norms.find(({ id }) => id === "tl.cc.stalking")?.versions[0]?.parts ??
      []) as readonly object[];
  /** Testland in which two norms were reworded: one long ended, one still to come. */
  const reworded = testlandLaw((pack) => {
    const again = (id: string, on: string) => {
      pack.amendments.push({ ...pack.amendments[0], id, inForce: on });
      return id;
    };
    const split = (id: string, by: string) => {
      const norm = pack.norms.find((one) => one.id === id);
      const [version] = norm?.versions ?? [];
      norm?.versions.splice(0, 1, { ...version, until: by }, { ...version, from: by });
    };
    split("tl.cc.battery", again("fifteen", "2015-01-01"));
    split("tl.cc.stalking", again("later", "2026-01-01"));
    return pack;
  });

  it("is named in the wording nearest in time, before or after", () => {
    const nearest = (act: "battery" | "stalking") =>
      assess(reworded, { date: "2020-01-01", acts: [act], relation: "none" }).notInForce.map(
        ({ norm, from, until }) => `${norm} ${from} ${until}`,
      );
    expect(nearest("battery")).toEqual(["tl.cc.battery 2015-01-01 2017-07-31"]);
    expect(nearest("stalking")).toEqual(["tl.cc.stalking 2025-09-16 2026-01-01"]);
  });

  it("is nearest by the day it ended, or the day it begins", () => {
    // Between the two, stalking was no offence, only harassment.
    const apart = testlandLaw((pack) => {
      const [part] = stalkingParts();
      const harassed = [{ ...part, when: { act: "harassment" } }];
      return versionsOf(
        "tl.cc.stalking",
        { from: "first", until: "softening" },
        { from: "softening", until: "reform", parts: harassed },
        { from: "reform", until: "draft" },
      )(inAmendment("draft", { status: "law" })(pack));
    });
    const nearest = (date: string) => assess(apart, { date, acts: ["stalking"] }).notInForce[0]?.from;
    // The first ended on 31 July 2017, the second begins on 16 June 2024 and ends in 2027.
    expect(["2017-08-01", "2020-12-31", "2021-02-01", "2024-06-15"].map(nearest)).toEqual([
      "2010-01-01",
      "2010-01-01",
      "2024-06-16",
      "2024-06-16",
    ]);
  });

  it("says in its reason from when to when it held, and stands in the order of time", () => {
    const facts: Facts = { date: "2015-01-01", acts: ["battery", "stalking"], relation: "spouse" };
    const { notInForce } = assess(law, { ...facts, victim: { pregnant: false } });
    expect(notInForce.map(({ norm }) => norm)).toEqual([
      "tl.pc.battery",
      "tl.cc.home-battery",
      "tl.cc.stalking",
    ]);
    expect(notInForce.map(({ because }) => because)).toEqual([
      expect.objectContaining({ from: "2017-07-03", until: "2024-06-16" }),
      expect.not.objectContaining({ until: expect.anything() }),
      expect.not.objectContaining({ until: expect.anything() }),
    ]);
  });

  describe("where a fact not given would decide", () => {
    /** Stalking counts only where the threat was credible; from the reform on in other words. */
    const credible = { all: [{ act: "stalking" }, { fact: "circumstances.threatCredible", is: true }] };
    const guarded = testlandLaw(inPart("tl.cc.stalking", 0, { when: credible }));
    const named = (of: typeof law, facts: Facts, all = false) =>
      assess(of, facts, { all }).notInForce.map(({ norm, part, verdict }) => `${norm}#${part} ${verdict}`);
    const stalked: Facts = { date: "2025-07-01", acts: ["stalking"], relation: "spouse" };

    it("is named where nothing at all applies, and nothing may", () => {
      expect(named(guarded, stalked)).toEqual(["tl.cc.stalking#1 possible"]);
      expect(named(guarded, stalked, true)).toEqual(["tl.cc.stalking#1 possible"]);
      expect(named(guarded, { ...stalked, circumstances: { threatCredible: true } })).toEqual([
        "tl.cc.stalking#1 applies",
      ]);
      expect(named(guarded, { ...stalked, acts: ["stalking", "insult"] })).toEqual([]);
      expect(named(guarded, { ...stalked, acts: ["stalking", "insult"], relation: undefined })).toEqual([]);
      expect(named(law, { date: "2024-07-01", acts: ["battery"], relation: "none" })).toEqual([
        "tl.cc.battery#1 applies",
      ]);
    });

    it("is named too where its own wording of the day only may apply", () => {
      const [part] = stalkingParts();
      const narrowed = testlandLaw(
        versionsOf(
          "tl.cc.stalking",
          { from: "first", until: "reform", parts: [part] },
          { from: "reform", parts: [{ ...part, when: credible }] },
        ),
      );
      const answer = assess(narrowed, stalked);
      expect(verdicts(answer)).toEqual(["tl.cc.stalking#1 possible"]);
      expect(answer.notInForce).toMatchObject([{ norm: "tl.cc.stalking", until: "2024-06-16" }]);
      const known: Facts = { ...stalked, circumstances: { threatCredible: true } };
      expect(assess(narrowed, known).notInForce).toEqual([]);
    });
  });
});

describe("the day of the decision", () => {
  const refusal = (decided: string) => {
    try {
      assess(law, battery, { decided });
    } catch (error) {
      return error instanceof LawError ? [error.code, error.field] : error;
    }
    return null;
  };

  it("is asked about only where it is given, and is not before the act nor before the law is held", () => {
    expect(assess(law, battery).milder).toEqual([]);
    expect(refusal("2024-06-16")).toBeNull();
    expect(refusal("2024-06-15")).toEqual(["date", "decided"]);
    expect(refusal("2009-12-31")).toEqual(["before-coverage", "decided"]);
  });
});
