import {
  assess,
  type Compiled,
  type Condition,
  contextOf,
  type Facts,
  HARMS,
  type Law,
  lastDay,
  sliceAt,
  type Truth,
  verdicts,
} from "@arasha/law";
import { completeIncident, incomplete, random } from "@arasha/law/synthetic";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mayHold } from "../../law/src/act-index.ts";
import { judge } from "../../law/src/judge.ts";
import { answersOn } from "../../law/src/sheet.ts";
import { testlandLaw } from "../../law/src/testland.ts";
import { compiled } from "./compiled.ts";
import { loadCountry } from "./load.ts";

/**
 * The engine asks only what the acts of an incident leave open, and asks that quickly. Here every condition of every
 * stretch of law is worked out plainly as well, from what the lawyer wrote: the two must say the same.
 */
const LAWS = [
  ["testland", testlandLaw(), 40],
  ["kz", compiled(loadCountry("kz").pack), 12],
] as const;

type Slice = ReturnType<typeof sliceAt>;

const seeds = fc.integer({ min: 0, max: 2 ** 31 });

/** An incident with some facts not known, in one case of two the acts among them. */
function incident(law: Law, { regime }: Slice, seed: number): Facts {
  const chance = random(seed);
  const norms = [...law.norms.values()].flatMap(({ norm }) => (norm.kind === "offence" ? [norm.id] : []));
  const uncovered = regime.from < law.pack.coversFrom;
  const facts = completeIncident(uncovered ? law.pack.coversFrom : regime.from, norms, chance);
  const { acts, ...rest } = incomplete(facts, chance, chance.pick([0, 0.1, 0.4, 0.8]));
  return chance.chance(0.5) && acts !== undefined
    ? { ...rest, acts }
    : chance.chance(0.5)
      ? { ...rest, acts: facts.acts }
      : rest;
}

describe.each(LAWS)("the fast path in %s", (_country, law, runs) => {
  const every = law.stretches.map(({ regime, slice }) => [regime.from, slice()] as const);

  it.each(every)(
    "%s: what is not asked is denied, and what is asked answered as it is written",
    (_from, slice) => {
      const lists = Object.entries(written(law, slice)) as [Indexed, Written[]][];
      fc.assert(
        fc.property(seeds, (seed) => {
          const facts = incident(law, slice, seed);
          const context = contextOf(facts, slice.definitions);
          const wrong: unknown[] = [];
          const contexts = new Map([[slice, context]]);
          const plain = new Map<Slice, Map<string, Truth>>();
          const contextIn = (then: Slice) => {
            const there = contexts.get(then) ?? contextOf(facts, then.definitions);
            contexts.set(then, there);
            return there;
          };
          for (const [list, conditions] of lists) {
            const index = slice.byAct[list];
            const open = new Set(mayHold(index, context.acts));
            const onSheet =
              list === "elsewhere" ? null : answersOn(slice.sheets[list], context, index.everything);
            for (const [at, { when, ready, then }] of conditions.entries()) {
              const known = plain.get(then) ?? new Map<string, Truth>();
              plain.set(then, known);
              const truth = when === null ? "unknown" : plainly(when, facts, then, known);
              if (!open.has(at) && truth !== "no") wrong.push([list, at, "not asked", truth]);
              if (ready === null) continue;
              const there = contextIn(then);
              const answered = onSheet === null ? truth : onSheet[at];
              if (answered !== truth) wrong.push([list, at, "on the sheet", answered, truth]);
              const [tested, explained] = [ready.test(there), ready.explain(there).truth];
              if (tested !== truth || explained !== truth) wrong.push([list, at, tested, explained, truth]);
            }
          }
          expect(wrong).toEqual([]);
        }),
        { numRuns: runs },
      );
    },
  );

  it.each(every)("%s: the verdicts are those of asking everything", (from, slice) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const facts = incident(law, slice, seed);
        const context = contextOf(facts, slice.definitions);
        const all = judge(slice, context, true);
        expect(all.length).toBe(slice.offences.length);
        expect(judge(slice, context)).toEqual(all.filter(({ verdict }) => verdict !== "excluded"));
        if (from < law.pack.coversFrom) return;
        const stands = ({ verdict }: { readonly verdict: string }) =>
          verdict !== "excluded" && verdict !== "displaced";
        const { offences, measures } = assess(law, facts, { all: true, questions: false });
        expect(named(verdicts(law, facts, { because: true }))).toEqual(
          named([...offences, ...measures.map((measure) => ({ ...measure, part: null }))].filter(stands)),
        );
      }),
      { numRuns: runs },
    );
  });
});

type Answered = {
  readonly norm: string;
  readonly part: string | null;
  readonly verdict: string;
  readonly because: unknown;
};

function named(answers: readonly Answered[]): readonly string[] {
  return answers
    .map(({ norm, part, verdict, because }) => JSON.stringify([norm, part, verdict, because]))
    .sort();
}

type Indexed = keyof Slice["byAct"];
/** A condition as the lawyer wrote it and as the engine made it ready; null: there is none. */
type Written = { readonly when: Condition | null; readonly ready: Compiled | null; readonly then: Slice };

function written(law: Law, slice: Slice): Readonly<Record<Indexed, readonly Written[]>> {
  const provisions = (list: Slice["measures"]) =>
    list.map(({ wording: { version }, condition }) => ({
      when: both(version.when, version.measure?.when),
      ready: condition,
      then: slice,
    }));
  return {
    offences: slice.offences.map(({ wording: { version }, part, condition }) => ({
      when: both(version.when, part?.part.when),
      ready: condition,
      then: slice,
    })),
    elsewhere: slice.elsewhere.map(({ wording: { version, begins }, part, condition }) => ({
      when: both(version.when, part?.part.when),
      ready: condition,
      then: sliceAt(law.stretches, begins.latest),
    })),
    measures: provisions(slice.measures),
    rights: provisions(slice.rights),
    unread: provisions(slice.unread),
    duties: slice.duties.map(({ wording: { version }, ready: { duty, when } }) => ({
      when: both(version.when, duty.when),
      ready: when,
      then: slice,
    })),
  };
}

function both(whole: Condition | undefined, own: Condition | undefined): Condition | null {
  const all = [whole, own].filter((one) => one !== undefined);
  return all.length === 0 ? null : { all };
}

/**
 * A condition in the three values, by the book: nothing left out, nothing made ready, nothing shared with the engine.
 *
 * @param defined what was found of the definitions of these facts in this slice: most conditions rest on the same few.
 */
function plainly(condition: Condition, facts: Facts, slice: Slice, defined: Map<string, Truth>): Truth {
  const again = (child: Condition) => plainly(child, facts, slice, defined);
  if ("all" in condition) return least(condition.all.map(again));
  if ("any" in condition) return not(least(condition.any.map(again).map(not)));
  if ("not" in condition) return not(again(condition.not));
  if ("act" in condition) return known(facts.acts, (acts) => acts.some((act) => act === condition.act));
  if ("defined" in condition) {
    const known = defined.get(condition.defined);
    if (known !== undefined) return known;
    const sides = slice.norms.get(condition.defined);
    const said = sides?.wordings.map(({ version: { when } }) =>
      when === undefined ? "unknown" : again(when),
    );
    const one = sides?.absent === false && said?.every((truth) => truth === said[0]) ? said[0] : undefined;
    const truth = one ?? "unknown";
    defined.set(condition.defined, truth);
    return truth;
  }
  if ("penalisedWithin" in condition) return repeated(condition.penalisedWithin, condition.for, facts);
  const value = condition.fact
    .split(".")
    .reduce<unknown>((at, name) => (at as Readonly<Record<string, unknown>> | undefined)?.[name], facts);
  if ("is" in condition) return known(value, (given) => given === condition.is);
  if ("in" in condition) return known(value, (given) => (condition.in as readonly unknown[]).includes(given));
  if ("atLeast" in condition) return known(value, (given) => place(given) >= place(condition.atLeast));
  return known(value, (given) => place(given) < place(condition.below));
}

function least(truths: readonly Truth[]): Truth {
  return truths.includes("no") ? "no" : truths.includes("unknown") ? "unknown" : "yes";
}

function not(truth: Truth): Truth {
  return truth === "yes" ? "no" : truth === "no" ? "yes" : "unknown";
}

function known<T>(value: T | undefined, holds: (value: T) => boolean): Truth {
  return value === undefined ? "unknown" : holds(value) ? "yes" : "no";
}

function place(value: unknown): number {
  return typeof value === "number" ? value : (HARMS as readonly unknown[]).indexOf(value);
}

function repeated(within: string, norms: readonly string[], facts: Facts): Truth {
  const { history } = facts;
  if (history === undefined) return facts.circumstances?.repeated === false ? "no" : "unknown";
  const act = Temporal.PlainDate.from(lastDay(facts));
  const inTime = history.filter(({ executed }) => {
    const day = Temporal.PlainDate.from(executed);
    const { compare } = Temporal.PlainDate;
    return compare(day, act) <= 0 && compare(act, day.add(within)) <= 0;
  });
  if (inTime.some(({ norm }) => norms.some((one) => norm === one || norm.split("#")[0] === one)))
    return "yes";
  return inTime.some(({ norm }) => norms.some((one) => one !== norm && one.split("#")[0] === norm))
    ? "unknown"
    : "no";
}
