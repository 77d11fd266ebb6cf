import type { Wording } from "./compile.ts";
import { type Compiled, type Context, supposing } from "./condition.ts";
import { FACT_PATHS, type FactPath } from "./facts.ts";
import { type Sight, seen } from "./judge.ts";
import type { Condition, OffenceClass } from "./norm.ts";
import { classBits, type OffenceEntry } from "./offence-entry.ts";
import { type Probe, type ProbeLeaf, probeLeaves, probesOf } from "./probes.ts";
import { key } from "./reference.ts";
import type { Question, Truth } from "./result.ts";
import { answersOn, type Sheet, sheetOf } from "./sheet.ts";
import type { Slice } from "./slice.ts";

/**
 * What an open answer of each kind weighs. What the act is decides its class, who prosecutes and most of what is owed:
 * it weighs most. A protective measure or a right is something that can be given today; a duty follows from the rest,
 * and there are many of them: unweighted, they would drown the question of what was done.
 */
export const QUESTION_WEIGHTS = { offence: 4, measure: 2, right: 2, duty: 1 } as const;

/**
 * What to ask next. Open answers are those the facts leave undecided; what only a date of law or a text not held keeps
 * open is not among them. Each fact on which one hangs is tried with each of its values that the open answers tell
 * apart, each counted alike (no likelihoods are held here), and the weight of what would be settled is added up. The
 * fact that is expected to settle most comes first, then in the order of the vocabulary.
 */
export function questions(slice: Slice, context: Context): readonly Question[] {
  const form = formOf(slice);
  const { asked, sheet } = form;
  const base = standingWith(answersOn(sheet, context, [...asked.keys()]));
  for (const at of asked.keys()) displace(asked, base, at);
  const undecided = asked.flatMap((one, at) => (isOpen(asked, base, one, at) ? [at] : []));
  const hanging = hangingOn(asked, base, undecided, context);
  const hung = new Set([...hanging.values()].flatMap((on) => [...on]));
  const open = undecided.filter((at) => hung.has(at));
  const total = open.reduce((sum, at) => sum + (asked[at] as Asked).weight, 0);
  return [...hanging]
    .map(([fact, on]) => ({ fact, trial: tried(fact, [...on], form, base, open, context) }))
    .sort((a, b) => expected(b.trial) - expected(a.trial) || POSITION[a.fact] - POSITION[b.fact])
    .map(({ fact, trial }) => ({
      fact,
      settles: [
        ...new Set(open.filter((at) => trial.settled.has(at)).map((at) => (asked[at] as Asked).name)),
      ],
      settled: {
        expected: share(expected(trial), total),
        best: share(Math.max(...trial.weights), total),
        worst: share(Math.min(...trial.weights), total),
      },
    }));
}

/** One answer that facts decide. Positions of offences are those in the slice; the rest stand after them. */
type Asked = {
  readonly name: string;
  readonly weight: number;
  /** Null: it applies to every incident, or, of an offence whose text is not held, nobody knows to which. */
  readonly condition: Compiled | null;
  readonly bare: Truth;
  readonly leaves: ReadonlyMap<FactPath, readonly ProbeLeaf[]>;
  /** The acts it names. */
  readonly acts: ReadonlySet<string>;
  readonly offence: OffenceEntry | null;
  /** Of a measure, a right or a duty that hangs on what the act is. */
  readonly classes: readonly OffenceClass[] | null;
};

/** Truth of each answer's own condition, which offences yield to one that is surely met, and what classes are there. */
type Standing = {
  readonly truths: Truth[];
  readonly displaced: boolean[];
  /** Worked out when first asked for. */
  sight: Sight | null;
};

function standingWith(truths: readonly Truth[], displaced: readonly boolean[] = []): Standing {
  return { truths: [...truths], displaced: [...displaced], sight: null };
}

/** All that facts decide, and its conditions on one sheet. */
type Form = { readonly asked: readonly Asked[]; readonly sheet: Sheet };

const known = new WeakMap<Slice, Form>();

/** Worked out once for each stretch of law: which facts each answer can hang on does not depend on the incident. */
function formOf(slice: Slice): Form {
  const held = known.get(slice);
  // Stryker disable next-line ConditionalExpression: worked out again, it is the same
  if (held !== undefined) return held;
  const namesOf = namesIn(slice);
  const offences = slice.offences.map((offence): Asked => {
    const { version } = offence.wording;
    const own = offence.part?.part.when;
    return {
      name: offence.key,
      weight: QUESTION_WEIGHTS.offence,
      condition: offence.condition,
      bare: "unknown",
      ...namesOf(both(version.when, own)),
      offence,
      classes: null,
    };
  });
  const others = [...slice.norms.values()].flatMap(({ wordings }) =>
    wordings.flatMap((wording) => [...plain(wording, namesOf), ...dutiesOf(wording, namesOf)]),
  );
  const asked = [...offences, ...others];
  const conditions = asked.map(({ condition, bare }) => condition?.condition ?? bare);
  const form = { asked, sheet: sheetOf(conditions, slice.definitions) };
  // Stryker disable next-line CallExpression: worked out again, it is the same
  known.set(slice, form);
  return form;
}

type NamesOf = (condition: Condition | null) => Pick<Asked, "leaves" | "acts">;

/** Comparisons that say the same are one, so that a value is held against each once. */
function namesIn(slice: Slice): NamesOf {
  const said = new Map<string, ProbeLeaf>();
  const once = (leaf: ProbeLeaf): ProbeLeaf => {
    const name = JSON.stringify(leaf);
    const one = said.get(name) ?? leaf;
    said.set(name, one);
    return one;
  };
  return (condition) => {
    const found = [...probeLeaves(condition, slice)];
    const leaves = new Map(found.map(([fact, named]) => [fact, named.map(once)]));
    const acts = new Set((leaves.get("acts") ?? []).flatMap((leaf) => ("act" in leaf ? [leaf.act] : [])));
    return { leaves, acts };
  };
}

function plain({ norm, version, when, measure, duties }: Wording, namesOf: NamesOf): readonly Asked[] {
  const { kind } = norm;
  const unread = kind === "duty" && duties.length === 0;
  if (kind !== "measure" && kind !== "right" && kind !== "service" && !unread) return [];
  return [
    {
      name: key(norm.id, null),
      weight: QUESTION_WEIGHTS[kind === "service" ? "right" : kind],
      condition: measure ?? when,
      bare: "yes",
      ...namesOf(both(version.when, version.measure?.when)),
      offence: null,
      classes: (version.measure ?? version.right)?.offence ?? null,
    },
  ];
}

function dutiesOf({ norm, version, duties }: Wording, namesOf: NamesOf): readonly Asked[] {
  return duties.map(({ duty, when }) => ({
    name: key(norm.id, null),
    weight: QUESTION_WEIGHTS.duty,
    condition: when,
    bare: "yes",
    ...namesOf(both(version.when, duty.when)),
    offence: null,
    classes: duty.offence ?? null,
  }));
}

function both(a: Condition | undefined, b: Condition | undefined): Condition | null {
  if (a === undefined || b === undefined) return a ?? b ?? null;
  return { all: [a, b] };
}

/** An offence surely met takes the place of those that yield to it. */
function displace(asked: readonly Asked[], { truths, displaced }: Standing, at: number): void {
  const { offence } = asked[at] as Asked;
  if (offence === null || truths[at] !== "yes") return;
  for (const yielding of offence.yieldsWithin) displaced[yielding] = true;
  if (!certain(offence, truths)) return;
  for (const yielding of offence.yieldsAcross) displaced[yielding] = true;
}

/** In force whatever the dates, or met in every wording that may be in force. */
function certain({ sides, everywhere, siblings }: OffenceEntry, truths: readonly Truth[]): boolean {
  return sides.settled || (everywhere && siblings.every((other) => truths[other] === "yes"));
}

function isOpen(asked: readonly Asked[], standing: Standing, one: Asked, at: number): boolean {
  if (one.offence !== null) return standing.truths[at] === "unknown" && standing.displaced[at] !== true;
  return truthWithOffence(asked, standing, one, standing.truths[at] as Truth) === "unknown";
}

/** What hangs on what the act is holds when both its own condition and such an offence are there. */
function truthWithOffence(
  asked: readonly Asked[],
  standing: Standing,
  { classes }: Asked,
  stated: Truth,
): Truth {
  if (classes === null || stated === "no") return stated;
  standing.sight ??= sightOf(asked, standing);
  const there = seen(standing.sight, classBits(classes));
  return there === "no" || stated === "yes" ? there : "unknown";
}

function sightOf(asked: readonly Asked[], { truths, displaced }: Standing): Sight {
  let [surely, perhaps] = [0, 0];
  for (let at = 0; at < asked.length; at += 1) {
    const { offence } = asked[at] as Asked;
    if (offence === null) break;
    if (truths[at] === "no" || displaced[at] === true) continue;
    perhaps |= offence.classes;
    if (truths[at] !== "yes" || offence.part === null || !certain(offence, truths)) continue;
    if (offence.siblings.every((other) => displaced[other] !== true)) surely |= offence.classes;
  }
  return { surely, perhaps };
}

/** Each fact not given that stands in the way of an open answer, with the answers it stands in the way of. */
function hangingOn(
  asked: readonly Asked[],
  standing: Standing,
  open: readonly number[],
  context: Context,
): ReadonlyMap<FactPath, ReadonlySet<number>> {
  const found = new Map<FactPath, Set<number>>();
  const classesOn = new Map<FactPath, number>();
  for (const at of open) {
    const { condition, offence, classes } = asked[at] as Asked;
    if (standing.truths[at] === "unknown") {
      condition?.missing(context, (missing) => {
        if (missing.kind !== "fact") return;
        const { fact } = missing;
        const on = found.get(fact) ?? new Set();
        found.set(fact, on.add(at));
        if (offence !== null) classesOn.set(fact, (classesOn.get(fact) ?? 0) | offence.classes);
      });
    }
    // What such an offence hangs on, this hangs on: the facts of the offences were gathered before.
    if (classes === null) continue;
    for (const [fact, on] of found) if (((classesOn.get(fact) ?? 0) & classBits(classes)) !== 0) on.add(at);
  }
  return found;
}

/** The weight of what each value of a fact would settle, and all that any of them would. */
type Trial = { readonly weights: readonly number[]; readonly settled: ReadonlySet<number> };

function tried(
  fact: FactPath,
  on: readonly number[],
  { asked, sheet }: Form,
  base: Standing,
  open: readonly number[],
  context: Context,
): Trial {
  const leaves = new Set(on.flatMap((at) => (asked[at] as Asked).leaves.get(fact) ?? []));
  const settled = new Set<number>();
  const touched = reached(on, asked, open);
  const undecided = on.filter((at) => base.truths[at] === "unknown");
  const truths = [...base.truths];
  const suppose = (value: Probe, affected: readonly number[]) => {
    const answers = answersOn(sheet, supposing(context, fact, value), affected);
    const standing = standingWith(truths, base.displaced);
    for (const [place, at] of affected.entries()) standing.truths[at] = answers[place] as Truth;
    return standing;
  };
  // There are many acts, and most answers name few of them: of the rest, what they say of no act at all.
  // Stryker disable next-line ConditionalExpression,StringLiteral: without it each answer is asked about each act
  if (fact === "acts") for (const [at, truth] of suppose([], undecided).truths.entries()) truths[at] = truth;
  const weights = probesOf(fact, [...leaves], context.act).map((probe) => {
    const affected =
      fact === "acts" ? undecided.filter((at) => namesAct(asked[at] as Asked, probe)) : undecided;
    const standing = suppose(probe, affected);
    for (const at of on) displace(asked, standing, at);
    let weight = 0;
    for (const at of touched) {
      const one = asked[at] as Asked;
      if (isOpen(asked, standing, one, at)) continue;
      settled.add(at);
      weight += one.weight;
    }
    return weight;
  });
  return { weights, settled };
}

/** The open answers a change in some of them can settle: themselves, what yields to them, what hangs on a class. */
function reached(on: readonly number[], asked: readonly Asked[], open: readonly number[]): readonly number[] {
  const own = new Set(on);
  const yielding = new Set(
    on.flatMap((at) => {
      const { offence } = asked[at] as Asked;
      return offence === null ? [] : [...offence.yieldsWithin, ...offence.yieldsAcross];
    }),
  );
  // Stryker disable next-line MethodExpression,ConditionalExpression: of the others, no value changes what is open
  return open.filter((at) => own.has(at) || yielding.has(at) || (asked[at] as Asked).classes !== null);
}

// Stryker disable ConditionalExpression: one that names other acts says of this what it says of none
function namesAct({ acts }: Asked, probe: Probe): boolean {
  const [act] = probe as readonly string[];
  return act !== undefined && acts.has(act);
}
// Stryker restore all

/** Every value counts alike. */
function expected({ weights }: Trial): number {
  return weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
}

function share(weight: number, total: number): number {
  return Math.round((weight / total) * 1000) / 1000;
}

const POSITION = Object.fromEntries(Object.keys(FACT_PATHS).map((path, index) => [path, index])) as Readonly<
  Record<FactPath, number>
>;
