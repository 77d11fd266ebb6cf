import {
  ACTS,
  type Assessment,
  addDays,
  assess,
  breaks,
  COMPLAINTS,
  type Condition,
  check,
  compile,
  FACT_PATHS,
  type FactPath,
  Facts,
  HARMS,
  type Law,
  MOTIVES,
  type Norm,
  type Pack,
  PLACES,
  RELATIONS,
  readReference,
  regimeOn,
  SEXES,
  type Version,
  windowOf,
} from "@arasha/law";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compiled } from "./compiled.ts";
import { countries, countryFolder } from "./head.ts";
import { loadPack } from "./load.ts";

/** What must hold of every pack there is, whatever the incident and the day; `law/src/properties.test.ts` holds it of a small one. */
describe.each(countries())("whatever the facts, the law of %s", (id) => {
  const pack = loadPack(countryFolder(id));
  const law = compiled(pack);
  const { date, given } = incidents(law);
  const ask = (on: string, of: Given, known?: readonly FactPath[]) =>
    assess(law, facts(on, known === undefined ? of : only(of, known)), { all: true, because: false });

  const held = ["applies", "displaced"];
  it("never turns `applies` into `excluded`, nor back, when a fact is learnt", () => {
    fc.assert(
      fc.property(date, given, some, some, (on, all, first, more) => {
        const before = verdicts(ask(on, all, first));
        const after = verdicts(ask(on, all, [...first, ...more]));
        const turned = [...before].filter(([name, verdict]) => {
          const now = after.get(name) ?? "";
          return verdict === "applies" ? !held.includes(now) : verdict === "excluded" && now !== "excluded";
        });
        expect(turned).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("answers with unknowns what holds the answer of every completion", () => {
    const open = ["applies", "possible", "unknown-text"];
    fc.assert(
      fc.property(date, given, some, (on, all, known) => {
        const partial = verdicts(ask(on, all, known));
        const lost = [...verdicts(ask(on, all))].filter(([name, verdict]) => {
          const before = partial.get(name) ?? "";
          if (verdict === "applies") return !["applies", "possible"].includes(before);
          return open.includes(verdict) && !open.includes(before);
        });
        expect(lost).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("is the same in whatever order facts, norms (each a file), versions, acts and amendments are read", () => {
    fc.assert(
      fc.property(
        fc.infiniteStream(fc.nat()),
        fc.array(fc.tuple(date, given), { minLength: 20 }),
        (numbers, tries) => {
          const shuffle = <T>(list: readonly T[]): T[] =>
            list
              .map((item) => ({ item, at: numbers.next().value as number }))
              .sort((a, b) => a.at - b.at)
              .map(({ item }) => item);
          const norms = shuffle(pack.norms).map((norm) => ({ ...norm, versions: shuffle(norm.versions) }));
          const shuffled: Pack = {
            ...pack,
            norms,
            acts: shuffle(pack.acts),
            amendments: shuffle(pack.amendments),
          };
          expect(check(shuffled)).toEqual([]);
          const other = compile(shuffled);
          for (const [on, all] of tries) {
            const turned = Object.fromEntries(shuffle(Object.entries(all)));
            expect(assess(other, facts(on, turned))).toEqual(assess(law, facts(on, all)));
          }
        },
      ),
      { numRuns: 4 },
    );
  });

  it("has one regime for every day from the first it covers, each beginning where the one before ends", () => {
    const regimes = law.stretches.map(({ regime }) => regime);
    expect(regimes.map(({ until }) => until)).toEqual([...regimes.slice(1).map(({ from }) => from), null]);
    const uncertain = pack.amendments.filter(
      ({ id, status }) => status === "law" && named(pack, id).size > 0,
    );
    fc.assert(
      fc.property(date, fc.integer({ min: -40, max: 400 }), (on, days) => {
        const day = addDays(on, days);
        if (day < pack.coversFrom) return;
        const regime = regimeOn(law, day);
        expect(regime.from <= day && (regime.until === null || day < regime.until)).toBe(true);
        const open = uncertain.filter(({ inForce }) => within(windowOf(inForce), day)).map(({ id }) => id);
        expect(open).toEqual(expect.arrayContaining([...regime.amendments]));
        // An act whose wordings provide what those before them did leaves the law of its days established.
        const telling = open.filter((one) => changesAnything(pack, one));
        expect(regime.amendments).toEqual(expect.arrayContaining(telling));
      }),
      { numRuns: 100 },
    );
  });

  it("changes on the day of a break only in norms that name it, use a definition that does, or yield to one that does", () => {
    const days = breaks(law).filter(({ date }) => addDays(date, -1) >= pack.coversFrom);
    const touchedOn = new Map(days.map(({ date }) => [date, touchedBy(pack, date)]));
    fc.assert(
      fc.property(fc.constantFrom(...days), given, some, date, ({ date: day }, all, known, act) => {
        const may = touchedOn.get(day) as ReturnType<typeof touchedBy>;
        const incident = facts(act, only(all, known));
        const answer = (on: string) => assess(law, incident, { on, all: true, questions: false });
        const [before, after] = [answer(addDays(day, -1)), answer(day)];
        const touched = (name: string) => may.answers.has(name.split(" ")[1] ?? "");
        expect(
          differing(standing(before), standing(after)).filter((name) => !touched(name)),
          day,
        ).toEqual([]);
        const ofAct = (name: string) => may.acts.has(name.split(".")[1] ?? "");
        const imposed = differing(penalties(before), penalties(after));
        expect(
          imposed.filter((name) => !touched(name) && !ofAct(name)),
          day,
        ).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("leaves no more open after the first question is answered than before", () => {
    fc.assert(
      fc.property(date, given, some, (on, all, known) => {
        const part = only(all, known);
        const before = assess(law, facts(on, part));
        const [first] = before.questions;
        if (first === undefined || all[first.fact] === undefined) return;
        const after = assess(law, facts(on, { ...part, [first.fact]: all[first.fact] }));
        expect(open(after)).toBeLessThanOrEqual(open(before));
      }),
      { numRuns: 100 },
    );
  });
});

type Given = Partial<Record<FactPath, unknown>>;

const some = fc.subarray(Object.keys(FACT_PATHS) as FactPath[]);

/** Incidents drawn from the vocabulary, on days at and around every break of the law. */
function incidents(law: Law) {
  const last = law.stretches.at(-1)?.regime.from ?? law.pack.coversFrom;
  const days = [law.pack.coversFrom, ...breaks(law).map(({ date }) => date), addDays(last, 500)];
  const around = [...new Set(days.flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]))];
  const date = fc.constantFrom(...around.filter((day) => day >= law.pack.coversFrom));
  const penalties = law.pack.norms.flatMap(({ versions }) => versions).flatMap(({ parts }) => parts ?? []);
  const counted = penalties
    .flatMap(({ when }) => leaves(when))
    .flatMap((leaf) => ("penalisedWithin" in leaf ? leaf.for : []));
  const history = fc.array(fc.record({ norm: fc.constantFrom(...counted, "xx.other.1"), executed: date }), {
    maxLength: 2,
  });
  const value = (path: FactPath, kind: (typeof FACT_PATHS)[FactPath]): fc.Arbitrary<unknown> => {
    if (kind === "boolean") return fc.boolean();
    if (kind === "list") return fc.subarray([...ACTS], { maxLength: 3 });
    if (kind === "history") return history;
    if (path === "reconciliation.before") return fc.integer({ min: 0, max: 2 });
    if (kind === "number")
      return fc.oneof(fc.integer({ min: 10, max: 19 }), fc.integer({ min: 0, max: 120 }));
    return fc.constantFrom(...(VALUES[path] ?? []));
  };
  const all = Object.fromEntries(
    Object.entries(FACT_PATHS).map(([path, kind]) => [path, value(path as FactPath, kind)]),
  );
  const given = fc.record(all).filter(consistent) as fc.Arbitrary<Given>;
  return { date, given };
}

const VALUES: Partial<Record<FactPath, readonly string[]>> = {
  harm: HARMS,
  relation: RELATIONS,
  "victim.sex": SEXES,
  "respondent.sex": SEXES,
  "circumstances.place": PLACES,
  "circumstances.motive": MOTIVES,
  complaint: COMPLAINTS,
};

/** What is known of repetition and of the history must not contradict. */
function consistent(given: Given): boolean {
  return given["circumstances.repeated"] !== false || (given.history as readonly unknown[]).length === 0;
}

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

function verdicts({ offences, measures, rights }: Assessment): ReadonlyMap<string, string> {
  return new Map([
    ...offences.map((o) => [`${o.norm} ${o.wording} ${o.part}`, o.verdict] as const),
    ...measures.map((m) => [`${m.norm} ${m.wording}`, m.verdict] as const),
    ...rights.map((r) => [`${r.norm} ${r.wording}`, r.verdict] as const),
  ]);
}

/** How each answer stands and why, sanctions and days left aside. */
function standing({ offences, measures, duties, rights, unread }: Assessment): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown[]>();
  const add = (name: string, stand: unknown) => found.set(name, [...(found.get(name) ?? []), stand]);
  for (const { norm, part, wording, verdict, because } of offences)
    add(`offence ${norm} ${part}`, { wording, verdict, because });
  for (const { norm, wording, verdict, because } of [...measures, ...rights, ...unread])
    add(`other ${norm}`, { wording, verdict, because });
  for (const { norm, wording, verdict, because, agency, starts } of duties)
    add(`duty ${norm} ${agency} ${JSON.stringify(starts)}`, { wording, verdict, because });
  return found;
}

/** The names whose entries are not the same in both. */
function differing(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): readonly string[] {
  const same = (name: string) => JSON.stringify(a.get(name)) === JSON.stringify(b.get(name));
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => !same(name));
}

/** What can be imposed, and until when: changed also by the norms about norms of the act. */
function penalties({ offences }: Assessment): ReadonlyMap<string, unknown> {
  return new Map(
    offences.map(({ norm, part, wording, sanctions, gravity, limitation }) => [
      `offence ${norm} ${wording} ${part}`,
      {
        sanctions: sanctions === "unknown" ? sanctions : sanctions.map(({ amount: _, ...one }) => one),
        gravity,
        limitation,
      },
    ]),
  );
}

/** The norms a day may change, read from the pack alone: not from what the engine says of its breaks. */
function touchedBy(pack: Pack, day: string) {
  const acting = pack.amendments.filter(({ inForce }) => {
    const { earliest, latest } = windowOf(inForce);
    return earliest === day || latest === day;
  });
  const answers = new Set(acting.flatMap(({ id }) => [...named(pack, id)]));
  let size = -1;
  while (size !== answers.size) {
    size = answers.size;
    for (const norm of pack.norms) {
      if ([...usedBy(norm)].some((other) => answers.has(other))) answers.add(norm.id);
      // What it overrides may come back, or yield; what it makes an offence may owe its duties.
      if (answers.has(norm.id)) for (const other of yieldingTo(norm)) answers.add(other);
      if (hangsOnOffences(norm)) answers.add(norm.id);
    }
  }
  const acts = new Set([...answers].filter((id) => hasRules(pack, id)).map((id) => id.split(".")[1] ?? ""));
  return { answers, acts };
}

function named(pack: Pack, amendment: string): ReadonlySet<string> {
  const names = ({ from, until }: Version) => from === amendment || until === amendment;
  return new Set(pack.norms.filter(({ versions }) => versions.some(names)).map(({ id }) => id));
}

function usedBy({ versions }: Norm): ReadonlySet<string> {
  const conditions = versions.flatMap(({ when, parts, measure, duties }) => [
    when,
    ...(parts ?? []).map((part) => part.when),
    measure?.when,
    ...(duties ?? []).map((duty) => duty.when),
  ]);
  return new Set(
    conditions
      .flatMap((one) => (one === undefined ? [] : leaves(one)))
      .flatMap((leaf) => ("defined" in leaf ? [leaf.defined] : [])),
  );
}

function yieldingTo({ id, versions }: Norm): readonly string[] {
  return versions.flatMap(({ parts }) =>
    (parts ?? []).flatMap(({ overrides }) => overrides.map((text) => readReference(text, id).norm)),
  );
}

function hangsOnOffences({ versions }: Norm): boolean {
  return versions.some(({ measure, right, duties }) =>
    [measure, right, ...(duties ?? [])].some((provided) => provided?.offence !== undefined),
  );
}

function hasRules(pack: Pack, id: string): boolean {
  return (
    pack.norms.find((norm) => norm.id === id)?.versions.some(({ rules }) => rules !== undefined) ?? false
  );
}

function leaves(condition: Condition): readonly Condition[] {
  if ("all" in condition) return condition.all.flatMap(leaves);
  if ("any" in condition) return condition.any.flatMap(leaves);
  return "not" in condition ? leaves(condition.not) : [condition];
}

function changesAnything(pack: Pack, amendment: string): boolean {
  const provides = ({ text, when, parts, measure, duties, right, service, rules }: Version) =>
    JSON.stringify([text === "unknown", when, parts, measure, duties, right, service, rules]);
  // Only what judges an act makes its regime: a duty, right or service in doubt says so itself.
  const judges = ({ kind, versions }: Norm) =>
    ["offence", "measure", "definition"].includes(kind) || versions.some(({ rules }) => rules !== undefined);
  return pack.norms.filter(judges).some(({ versions }) => {
    const [ended] = versions.filter(({ until }) => until === amendment);
    const [begun] = versions.filter(({ from }) => from === amendment);
    if (ended === undefined || begun === undefined) return ended !== begun;
    return provides(ended) !== provides(begun);
  });
}

function within(
  { earliest, latest }: { readonly earliest: string; readonly latest: string },
  day: string,
): boolean {
  return earliest <= day && day < latest;
}

function open({ offences, measures, duties, rights, unread }: Assessment): number {
  const waits = ({ missing }: { readonly missing: Assessment["offences"][number]["missing"] }) =>
    missing.some(({ kind }) => kind === "fact");
  return [...offences, ...measures, ...duties, ...rights, ...unread].filter(waits).length;
}
