import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assess } from "./assess.ts";
import { check } from "./check.ts";
import { compile } from "./compile.ts";
import { addDays } from "./date.ts";
import { ACTS, FACT_PATHS, type FactPath, Facts, HARMS, RELATIONS } from "./facts.ts";
import type { Assessment } from "./result.ts";
import { testland, testlandLaw } from "./testland.ts";
import { possibly, windowOf } from "./window.ts";

const law = testlandLaw();

/** Values the fixture's conditions tell apart, and some they do not. */
const complete = fc.record({
  acts: fc.subarray([...ACTS]),
  harm: fc.constantFrom(...HARMS),
  relation: fc.constantFrom(...RELATIONS),
  "victim.sex": fc.constantFrom("female", "male"),
  "victim.pregnant": fc.boolean(),
  "respondent.age": fc.integer({ min: 14, max: 18 }),
  "circumstances.repeated": fc.boolean(),
  history: fc.array(
    fc.record({
      norm: fc.constantFrom("tl.pc.quarrel", "tl.pc.battery"),
      executed: fc.constantFrom("2016-09-01", "2024-01-01"),
    }),
    { maxLength: 2 },
  ),
} satisfies Partial<Record<FactPath, unknown>>);
type Given = Partial<Record<FactPath, unknown>>;

const date = fc.constantFrom(
  "2010-01-01",
  "2017-07-02",
  "2017-07-20",
  "2017-08-01",
  "2024-06-15",
  "2024-06-16",
  "2025-09-16",
);
const some = fc.subarray(Object.keys(FACT_PATHS) as FactPath[]);

/** Facts from their paths; what is known of repetition and history must not contradict. */
function facts(on: string, given: Given): Facts {
  const built: Record<string, unknown> = { date: on };
  for (const [path, value] of Object.entries(given)) {
    const [first, second] = path.split(".") as [string, string | undefined];
    built[first] =
      second === undefined ? value : { ...(built[first] as object | undefined), [second]: value };
  }
  return Facts.parse(built);
}

function only(given: Given, paths: readonly FactPath[]): Given {
  return Object.fromEntries(Object.entries(given).filter(([path]) => paths.includes(path as FactPath)));
}

function consistent(given: Given): boolean {
  const history = given.history as readonly unknown[] | undefined;
  return given["circumstances.repeated"] !== false || history === undefined || history.length === 0;
}

function verdicts(answer: Assessment): ReadonlyMap<string, string> {
  return new Map([
    ...answer.offences.map((o) => [`${o.norm} ${o.wording} ${o.part}`, o.verdict] as const),
    ...answer.measures.map((m) => [m.norm, m.verdict] as const),
    ...answer.rights.map((r) => [r.norm, r.verdict] as const),
  ]);
}

const ask = (on: string, given: Given) =>
  assess(law, facts(on, given), { all: true, because: false, questions: true });

describe("whatever the facts", () => {
  it("learning one more never turns `applies` into `excluded`, nor `excluded` into anything else", () => {
    fc.assert(
      fc.property(date, complete.filter(consistent), some, some, (on, all, first, more) => {
        const before = verdicts(ask(on, only(all, first)));
        const after = verdicts(ask(on, only(all, [...first, ...more])));
        for (const [name, verdict] of before) {
          if (verdict === "applies") expect(["applies", "displaced"]).toContain(after.get(name));
          if (verdict === "excluded") expect(after.get(name)).toBe("excluded");
        }
      }),
      { numRuns: fc.readConfigureGlobal().numRuns ?? 500 },
    );
  });

  it("an answer with unknowns holds the answer of every completion", () => {
    const open = ["applies", "possible", "unknown-text"];
    fc.assert(
      fc.property(date, complete.filter(consistent), some, (on, all, known) => {
        const partial = verdicts(ask(on, only(all, known)));
        for (const [name, verdict] of verdicts(ask(on, all))) {
          if (verdict === "applies") expect(["applies", "possible"]).toContain(partial.get(name));
          if (open.includes(verdict)) expect(open).toContain(partial.get(name));
        }
      }),
      { numRuns: fc.readConfigureGlobal().numRuns ?? 500 },
    );
  });

  it("with nothing left to ask, no further fact changes a verdict", () => {
    fc.assert(
      fc.property(date, complete.filter(consistent), some, (on, all, known) => {
        const partial = ask(on, only(all, known));
        const asked = partial.questions.map(({ fact }) => fact);
        const rest = Object.keys(all).filter((path) => !asked.includes(path as FactPath)) as FactPath[];
        // A denied repetition answers for the history, so it is part of that question.
        const idle = asked.includes("history")
          ? rest.filter((path) => path !== "circumstances.repeated")
          : rest;
        if (asked.length > 0) return;
        const [before, after] = [verdicts(partial), verdicts(ask(on, only(all, [...known, ...idle])))];
        // What yields to a graver part stands in no case, so it is not asked about; learnt not to be met, it is excluded.
        const yielded = [...before].filter(
          ([name, verdict]) => verdict === "displaced" && after.get(name) === "excluded",
        );
        expect(after).toEqual(new Map([...before, ...yielded.map(([name]) => [name, "excluded"] as const)]));
      }),
      { numRuns: fc.readConfigureGlobal().numRuns ?? 500 },
    );
  });

  it("the order of facts, norms, acts and amendments does not matter", () => {
    fc.assert(
      fc.property(date, complete, some, fc.infiniteStream(fc.nat()), (on, all, known, numbers) => {
        const shuffle = <T>(list: readonly T[]): T[] =>
          list
            .map((item) => ({ item, at: numbers.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item);
        const shuffled = testlandLaw((pack) => ({
          ...pack,
          acts: shuffle(pack.acts),
          amendments: shuffle(pack.amendments),
          norms: shuffle(pack.norms).map((norm) => ({ ...norm, versions: shuffle(norm.versions) })),
        }));
        const given = only(all, known);
        const turned = Object.fromEntries(shuffle(Object.entries(given)));
        const options = { all: true, decided: "2026-01-01" };
        expect(assess(shuffled, facts(on, turned), options)).toEqual(assess(law, facts(on, given), options));
      }),
      { numRuns: fc.readConfigureGlobal().numRuns ?? 100 },
    );
  });
});

describe("whatever the days of its versions", () => {
  const acts = testland().amendments.filter(({ status }) => status === "law");
  const ids = fc.constantFrom(...acts.map(({ id }) => id));
  const windows = new Map(acts.map(({ id, inForce }) => [id, windowOf(inForce)]));

  it("every day of a norm is covered by a version, or `check` names the gap, the overlap or the version that is empty", () => {
    fc.assert(
      fc.property(fc.array(ids, { minLength: 2, maxLength: 4 }), ids, fc.boolean(), (starts, end, ends) => {
        const pack = testland((raw) => {
          const shelter = raw.norms.find(({ id }) => id === "tl.dv.shelter");
          const [version] = shelter?.versions ?? [];
          if (shelter && version) {
            shelter.versions = starts.map((from, index) => {
              const until = starts[index + 1] ?? (ends ? end : undefined);
              return { ...version, from, ...(until === undefined ? {} : { until }) };
            });
            // The second version does not begin where the first ends.
            if (ends && shelter.versions[1]) shelter.versions[1].from = end;
          }
          return raw;
        });
        const faults = check(pack);
        if (faults.length > 0) {
          const codes = ["gap", "overlap", "empty-version"];
          expect(
            faults.filter(({ code, norm }) => !codes.includes(code) || norm !== "tl.dv.shelter"),
          ).toEqual([]);
          return;
        }
        const { wordings } = compile(pack).norms.get("tl.dv.shelter") ?? { wordings: [] };
        const last = wordings.at(-1)?.ends?.latest;
        for (const { earliest, latest } of windows.values()) {
          for (const day of [earliest, latest, addDays(earliest, -1), addDays(latest, 1)]) {
            const covered = wordings.filter((one) => possibly(one, day));
            const inside = (wordings[0]?.begins.earliest ?? "") <= day && (last === undefined || day < last);
            expect(covered.length > 0, day).toBe(inside);
            // Two at once only inside the window of the act that ends the one and begins the other.
            if (covered.length > 1) {
              const shared = covered.map(({ version }) => version.from);
              expect(
                [...windows].some(([id, w]) => shared.includes(id) && w.earliest <= day && day < w.latest),
              ).toBe(true);
            }
          }
        }
      }),
      { numRuns: fc.readConfigureGlobal().numRuns ?? 150 },
    );
  });
});
