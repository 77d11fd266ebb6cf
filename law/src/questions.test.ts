import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assess } from "./assess.ts";
import type { Law } from "./compile.ts";
import { ACTS, COMPLAINTS, FACT_PATHS, type FactPath, type Facts, HARMS, RELATIONS, SEXES } from "./facts.ts";
import { QUESTION_WEIGHTS } from "./questions.ts";
import type { Assessment, Question } from "./result.ts";
import { type PackInput, testlandLaw } from "./testland.ts";
import { type Change, inAmendment, inPart, inVersion, versionsOf, withNorm } from "./testland-changes.ts";

const law = testlandLaw((pack) => {
  // A duty that hangs on what the act is, beside one that hangs on the harm.
  const order = pack.norms.find(({ id }) => id === "tl.dv.order")
    ?.versions[0] as PackInput["norms"][0]["versions"][0];
  const duty = {
    agency: "police",
    after: { event: "report" },
    within: "same-day",
    metBy: [{ event: "registered" }],
    offence: ["crime"],
  };
  order.duties = [...(order.duties as unknown[]), duty];
  return pack;
});

const DAYS = ["2010-01-01", "2017-07-20", "2024-06-16", "2025-09-16"] as const;

function asked(facts: Omit<Facts, "date">, date = "2024-07-01"): readonly Question[] {
  return assess(law, { date, ...facts }).questions;
}

describe("what to ask next", () => {
  it("is every fact an open answer hangs on, with the answers it can settle and how much of all that is open", () => {
    const questions = asked({ acts: ["battery"], relation: "spouse", respondent: { age: 30 } });
    // Open: the graver form (weight 4), the shelter (2), the duty that hangs on the harm, and the one on a crime (1 each).
    expect(questions).toEqual([
      {
        fact: "victim.pregnant",
        settles: ["tl.cc.home-battery#2", "tl.dv.order"],
        settled: { expected: 0.625, best: 0.625, worst: 0.625 },
      },
      {
        fact: "victim.sex",
        settles: ["tl.dv.shelter"],
        settled: { expected: 0.25, best: 0.25, worst: 0.25 },
      },
      { fact: "harm", settles: ["tl.dv.order"], settled: { expected: 0.125, best: 0.125, worst: 0.125 } },
    ]);
  });

  it("counts each value the open answers tell apart once: one of three acts here is worth more than the rest", () => {
    const [first] = asked({
      relation: "spouse",
      respondent: { age: 30 },
      harm: "none",
      victim: { sex: "male" },
    });
    expect(first?.fact).toBe("acts");
    expect(first?.settled.best).toBe(1);
    expect(first?.settled.worst).toBeLessThan(first?.settled.expected ?? 0);
  });

  it("is nothing where all is known, and where explanations are off unless asked for", () => {
    const battery: Facts = { date: "2024-07-01", acts: ["battery"] };
    expect(assess(law, battery, { because: false }).questions).toEqual([]);
    expect(assess(law, battery, { questions: false }).questions).toEqual([]);
    expect(assess(law, battery, { because: false, questions: true }).questions).not.toEqual([]);
    const known = { acts: [], harm: "none", relation: "none", victim: { sex: "male" } } as const;
    expect(asked(known)).toEqual([]);
  });

  it("leaves out what only a date of law or a text not held keeps open", () => {
    const during = asked(
      { acts: ["battery"], relation: "none", victim: { sex: "male" }, harm: "none" },
      "2017-07-20",
    );
    expect(during).toEqual([]);
    const unread = asked(
      { acts: ["breach-of-protective-order"], relation: "none", victim: { sex: "male" }, harm: "none" },
      "2020-01-01",
    );
    expect(unread).toEqual([]);
  });

  it("puts facts that settle as much in the order of the vocabulary", () => {
    const both = testlandLaw((pack) => {
      const stalking = pack.norms.find(({ id }) => id === "tl.cc.stalking")?.versions[0];
      const [part] = (stalking?.parts ?? []) as { when: unknown }[];
      if (part)
        part.when = {
          all: [
            { act: "stalking" },
            {
              any: [
                { fact: "orders.protectiveOrder", is: true },
                { fact: "victim.disabled", is: true },
              ],
            },
          ],
        };
      return pack;
    });
    const facts: Facts = {
      date: "2025-10-01",
      acts: ["stalking"],
      relation: "none",
      harm: "none",
      victim: { sex: "male" },
    };
    expect(assess(both, facts).questions).toEqual([
      {
        fact: "victim.disabled",
        settles: ["tl.cc.stalking#1"],
        settled: { expected: 0.5, best: 1, worst: 0 },
      },
      {
        fact: "orders.protectiveOrder",
        settles: ["tl.cc.stalking#1"],
        settled: { expected: 0.5, best: 1, worst: 0 },
      },
    ]);
  });

  it("tries ages on both sides of a line and no number below nought", () => {
    const [age] = asked({ acts: [], relation: "spouse", harm: "none", victim: { sex: "male" } });
    expect(age).toEqual({
      fact: "respondent.age",
      settles: ["tl.dv.order"],
      settled: { expected: 1, best: 1, worst: 1 },
    });
  });

  it("tries the history with a penalty that counts and with none", () => {
    const facts = { acts: ["insult" as const], relation: "spouse" as const, respondent: { age: 30 } };
    const history = asked({ ...facts, harm: "none", victim: { sex: "male" } }).find(
      ({ fact }) => fact === "history",
    );
    expect(history).toEqual({
      fact: "history",
      settles: ["tl.pc.quarrel#2"],
      settled: { expected: 1, best: 1, worst: 1 },
    });
  });
});

/** Everything a fact may be, one act or one penalty at a time. */
function everyValue(fact: FactPath, day: string): readonly unknown[] {
  const lists: Partial<Record<FactPath, readonly unknown[]>> = {
    acts: [...ACTS.map((act) => [act]), []],
    harm: HARMS,
    relation: RELATIONS,
    "victim.sex": SEXES,
    complaint: COMPLAINTS,
    history: [[], [{ norm: "tl.pc.quarrel", executed: day }], [{ norm: "tl.pc.battery", executed: day }]],
  };
  const kind = FACT_PATHS[fact];
  if (kind === "boolean") return [true, false];
  if (kind === "number") return Array.from({ length: 21 }, (_, n) => n);
  const values = lists[fact];
  if (values === undefined) throw new Error(`no values for ${fact}`);
  return values;
}

type Given = Readonly<Record<string, unknown>>;

function withValue(facts: Given, path: string, value: unknown): Given {
  const [first, second] = path.split(".") as [string, string | undefined];
  if (second === undefined) return { ...facts, [first]: value };
  return { ...facts, [first]: { ...(facts[first] as object | undefined), [second]: value } };
}

/** What is open, read from the answers alone: what is not decided, by the name and weight it counts under. */
function open(
  answer: Assessment,
  hangsOnFacts: boolean,
): ReadonlyMap<string, { name: string; weight: number }> {
  const found = new Map<string, { name: string; weight: number }>();
  const add = (
    kind: keyof typeof QUESTION_WEIGHTS,
    one: {
      norm: string;
      wording: string;
      agency?: string;
      missing: readonly { kind: string }[];
      because: { truth: string };
      offence?: { truth: string };
    },
    name: string,
  ) => {
    const truths = [one.because.truth, one.offence?.truth ?? "yes"];
    const undecided = !truths.includes("no") && truths.includes("unknown");
    const facts = one.missing.some((missing) => missing.kind === "fact");
    if (undecided && (facts || !hangsOnFacts))
      found.set([kind, name, one.wording, one.agency].join(" "), { name, weight: QUESTION_WEIGHTS[kind] });
  };
  for (const one of answer.offences) {
    if (one.verdict === "possible" || one.verdict === "unknown-text")
      add("offence", one, one.part === null ? one.norm : `${one.norm}#${one.part}`);
  }
  for (const one of answer.measures) add("measure", one, one.norm);
  for (const one of answer.rights) add("right", one, one.norm);
  for (const one of [...answer.duties, ...answer.unread]) add("duty", one, one.norm);
  return found;
}

const weightOf = (of: ReturnType<typeof open>) => [...of.values()].reduce((sum, one) => sum + one.weight, 0);

/** Holds the questions of an incident against the answers with each value put in, one after the other. */
function settlesWhatTheAnswersSay(of: Law, date: string, facts: Given): Assessment["questions"] {
  const ask = (given: Given) => assess(of, { date, ...given } as Facts);
  const before = ask(facts);
  const undecided = open(before, true);
  const total = weightOf(undecided);
  const missing = new Set(
    [...before.offences, ...before.measures, ...before.rights, ...before.duties, ...before.unread]
      .flatMap((one) => one.missing)
      .flatMap((one) => (one.kind === "fact" ? [one.fact] : [])),
  );
  expect(new Set(before.questions.map(({ fact }) => fact))).toEqual(missing);
  for (const { fact, settles, settled } of before.questions) {
    const names = new Set<string>();
    const shares = everyValue(fact, date).map((value) => {
      const after = open(ask(withValue(facts, fact, value)), false);
      const gone = [...undecided].flatMap(([key, one]) => (after.has(key) ? [] : [one]));
      for (const { name } of gone) names.add(name);
      return gone.reduce((sum, { weight }) => sum + weight, 0) / total;
    });
    expect([...settles].sort(), fact).toEqual([...names].sort());
    expect(settled.best, fact).toBeCloseTo(Math.max(...shares), 2);
    expect(settled.worst, fact).toBeCloseTo(Math.min(...shares), 2);
    expect(settled.expected).toBeGreaterThanOrEqual(settled.worst);
    expect(settled.expected).toBeLessThanOrEqual(settled.best);
  }
  const order = before.questions.map(({ settled }) => settled.expected);
  expect(order).toEqual([...order].sort((a, b) => b - a));
  return before.questions;
}

const given = fc
  .record(
    {
      acts: fc.subarray([
        "battery",
        "insult",
        "stalking",
        "bodily-harm",
        "breach-of-protective-order",
      ] as const),
      harm: fc.constantFrom(...HARMS),
      relation: fc.constantFrom(...RELATIONS),
      victim: fc.record({ sex: fc.constantFrom(...SEXES), pregnant: fc.boolean() }, { requiredKeys: [] }),
      respondent: fc.record({ age: fc.integer({ min: 14, max: 18 }) }, { requiredKeys: [] }),
      history: fc.constantFrom([], [{ norm: "tl.pc.quarrel", executed: "2024-01-01" }]),
    },
    { requiredKeys: [] },
  )
  .map((facts) => facts as Given);

describe("whatever the facts", () => {
  const ask = (date: string, facts: Given) => assess(law, { date, ...facts } as Facts);

  it("a question settles what the answers say it does, for every value it may have", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DAYS),
        given,
        (day, facts) => void settlesWhatTheAnswersSay(law, day, facts),
      ),
      { numRuns: 4 * (fc.readConfigureGlobal().numRuns ?? 15) },
    );
  });

  it("after the first question is answered, no more is open than before", () => {
    fc.assert(
      fc.property(fc.constantFrom(...DAYS), given, fc.nat(), (day, facts, pick) => {
        const before = ask(day, facts);
        const [first] = before.questions;
        if (first === undefined) return;
        const values = everyValue(first.fact, day);
        const after = ask(day, withValue(facts, first.fact, values[pick % values.length]));
        expect(open(after, true).size).toBeLessThanOrEqual(open(before, true).size);
      }),
      { numRuns: 4 * (fc.readConfigureGlobal().numRuns ?? 75) },
    );
  });
});

describe("rarely met, but so", () => {
  const spouse = { fact: "relation", is: "spouse" };
  const woman = { fact: "victim.sex", is: "female" };
  const after = { agency: "police", after: { event: "report" }, within: "same-day" };
  const owed = { ...after, metBy: [{ event: "registered" }] };
  const ordered = { by: ["police"], lasts: "unknown", consentNeeded: "no" };
  const service = { by: ["shelter"], complaintNeeded: "no", consentNeeded: "no" };
  const changed = (...changes: readonly Change[]) =>
    testlandLaw((pack) => changes.reduce((now, change) => change(now), pack));
  const both = ["battery", "bodily-harm"];

  it("an offence that yields to one surely met is not asked about", () => {
    const questions = settlesWhatTheAnswersSay(law, "2024-07-01", { acts: both, harm: "grave" });
    expect(questions.find(({ fact }) => fact === "victim.pregnant")).toBeUndefined();
  });

  it("an answer settles what yields to the offence it makes certain", () => {
    const facts = { acts: both, relation: "spouse" };
    const [harm] = settlesWhatTheAnswersSay(law, "2024-07-01", facts);
    expect(harm).toMatchObject({ fact: "harm" });
    expect(harm?.settles).toContain("tl.cc.home-battery#2");
  });

  it("what only perhaps was in force takes no place, unless each of its wordings does", () => {
    const [harm] = (testlandLaw().pack.norms.find(({ id }) => id === "tl.cc.harm")?.versions[0]?.parts ??
      []) as readonly object[];
    const wording = (atLeast: string, values: object) => ({
      ...values,
      parts: [
        {
          ...harm,
          when: { all: [{ act: "bodily-harm" }, { fact: "harm", atLeast }] },
          overrides: ["tl.pc.quarrel"],
        },
      ],
    });
    const twice = changed(
      versionsOf(
        "tl.cc.harm",
        wording("light", { from: "first", until: "softening" }),
        wording("medium", { from: "softening" }),
      ),
    );
    const begun = changed(versionsOf("tl.cc.harm", wording("light", { from: "softening" })));
    for (const doubtful of [twice, begun]) {
      for (const given of ["pain", "light", "medium", undefined]) {
        const facts = { acts: ["insult", "bodily-harm"], ...(given === undefined ? {} : { harm: given }) };
        settlesWhatTheAnswersSay(doubtful, "2017-07-10", facts);
        settlesWhatTheAnswersSay(doubtful, "2017-07-10", { ...facts, relation: "spouse" });
      }
    }
  });

  it("a part that yields to another of its article is not asked about, once that is surely met", () => {
    const [part] = (testlandLaw().pack.norms.find(({ id }) => id === "tl.cc.stalking")?.versions[0]?.parts ??
      []) as readonly object[];
    const armed = changed(
      inVersion("tl.cc.stalking", 0, {
        parts: [
          { ...part, when: { all: [{ act: "stalking" }, spouse] } },
          { ...part, part: "2", when: { fact: "circumstances.weapon", is: true }, overrides: ["1"] },
        ],
      }),
    );
    const date = "2025-10-01";
    const facts = { acts: ["stalking"], harm: "none", victim: { sex: "male" }, respondent: { age: 15 } };
    expect(settlesWhatTheAnswersSay(armed, date, { ...facts, circumstances: { weapon: true } })).toEqual([]);
    const [first] = settlesWhatTheAnswersSay(armed, date, facts);
    expect(first).toMatchObject({
      fact: "circumstances.weapon",
      settles: ["tl.cc.stalking#1", "tl.cc.stalking#2"],
    });
  });

  it("what hangs on a class is settled by one offence of it that surely stands, whatever else is open", () => {
    const credible = { all: [{ act: "stalking" }, { fact: "circumstances.threatCredible", is: true }] };
    const doubtful = changed(
      inAmendment("stalking-act", { inForce: "2015-01-01" }),
      inPart("tl.cc.stalking", 0, { when: credible }),
      versionsOf("tl.cc.harm", { from: "first", until: "softening" }, { from: "softening" }),
      withNorm("tl.dv.opened", "duty", { duties: [{ ...owed, offence: ["crime"] }] }),
      withNorm("tl.dv.told", "duty", { duties: [{ ...owed, when: woman, offence: ["crime"] }] }),
    );
    const facts = { acts: ["stalking", "bodily-harm"], harm: "medium" };
    for (const day of ["2016-01-01", "2017-07-10", "2020-01-01"]) {
      const questions = settlesWhatTheAnswersSay(doubtful, day, facts);
      const settles = (fact: FactPath) => questions.find((one) => one.fact === fact)?.settles;
      expect(settles("circumstances.threatCredible"), day).toEqual(["tl.cc.stalking#1"]);
      expect(settles("victim.sex"), day).toContain("tl.dv.told");
    }
  });

  it("measures, rights, services and duties are open by their own condition, that of their version, or the act", () => {
    const of = changed(
      inVersion("tl.dv.order", 0, { when: spouse, measure: ordered, duties: undefined }),
      withNorm("tl.dv.ban", "measure", {
        when: spouse,
        measure: { ...ordered, when: { fact: "respondent.age", atLeast: 18 } },
      }),
      withNorm("tl.dv.custody", "measure", { measure: { ...ordered, offence: ["misdemeanour", "crime"] } }),
      withNorm("tl.dv.advice", "service", { when: woman, service }),
      withNorm("tl.dv.copy", "right", { right: { of: ["victim"], offence: ["crime"] } }),
      withNorm("tl.dv.free", "service", { service }),
      withNorm("tl.dv.told", "duty", { when: woman, duties: [{ ...owed, when: spouse }] }),
      withNorm("tl.dv.opened", "duty", { duties: [{ ...owed, when: spouse, offence: ["misdemeanour"] }] }),
      withNorm("tl.dv.always", "duty", { duties: [owed] }),
      withNorm("tl.dv.heard", "duty", { text: "unknown", when: woman }),
      withNorm("tl.dv.listed", "definition", { when: woman }),
    );
    const incidents: readonly Given[] = [
      {},
      { acts: ["battery"] },
      { acts: ["battery"], relation: "spouse" },
      { acts: ["battery"], relation: "spouse", victim: { pregnant: true } },
      { acts: ["stalking"], relation: "none" },
      { acts: both, relation: "spouse", harm: "none" },
      { acts: [], relation: "spouse", victim: { sex: "female" } },
      { acts: ["breach-of-protective-order"] },
    ];
    for (const [at, facts] of incidents.entries())
      settlesWhatTheAnswersSay(of, at % 2 === 0 ? "2024-07-01" : "2025-10-01", facts);
    settlesWhatTheAnswersSay(of, "2020-01-01", { acts: ["battery"], relation: "spouse" });
  });

  it("a part is open by the condition of its version too, and by more than one act", () => {
    const several = { any: [{ act: "stalking" }, { act: "harassment" }, { fact: "harm", is: "pain" }] };
    const of = changed(
      inVersion("tl.cc.stalking", 0, { when: spouse }),
      inPart("tl.cc.stalking", 0, { when: several }),
    );
    for (const facts of [
      { acts: ["harassment"] },
      { relation: "spouse", victim: { sex: "male" } },
      { harm: "pain" },
    ])
      settlesWhatTheAnswersSay(of, "2025-10-01", facts);
  });

  it("what hangs on a text not held is not counted among what is open", () => {
    const of = changed(versionsOf("tl.dv.family", { text: "unknown", when: undefined }));
    const [first] = settlesWhatTheAnswersSay(of, "2024-07-01", { acts: ["insult"] });
    expect(first?.settled.best).toBeLessThanOrEqual(1);
    settlesWhatTheAnswersSay(of, "2020-01-01", { acts: ["breach-of-protective-order", "battery"] });
  });

  it("an offence of which only the acts are told, or of nothing, hangs on what it says", () => {
    const of = changed(
      inVersion("tl.pc.breach", 0, { when: undefined }),
      inAmendment("stalking-act", { inForce: "2015-01-01" }),
      withNorm("tl.dv.opened", "duty", { duties: [{ ...owed, offence: ["administrative"] }] }),
      withNorm("tl.dv.closed", "duty", { duties: [{ ...owed, offence: ["crime"] }] }),
    );
    for (const facts of [{}, { acts: ["insult"] }, { acts: ["stalking"] }, { acts: [] }])
      settlesWhatTheAnswersSay(of, "2020-01-01", facts);
  });
});
