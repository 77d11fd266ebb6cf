import type { Wording } from "./compile.ts";
import { type Compiled, type Context, contextOf } from "./condition.ts";
import { FACT_PATHS, type FactPath, type Facts } from "./facts.ts";
import type { Condition, OffenceClass } from "./norm.ts";
import type { OffenceEntry } from "./offence-entry.ts";
import { type Probe, type ProbeLeaf, probeLeaves, probesOf } from "./probes.ts";
import { key } from "./reference.ts";
import type { Question, Truth } from "./result.ts";
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
  const asked = askedIn(slice);
  const truths = asked.map((one) => truthOf(one, context));
  const base: Standing = { truths, displaced: new Set(), there: new Map() };
  for (const at of asked.keys()) displace(asked, base, at);
  const undecided = asked.flatMap((one, at) => (isOpen(asked, base, one, at) ? [at] : []));
  const hanging = hangingOn(asked, base, undecided, context);
  const open = undecided.filter((at) => [...hanging.values()].some((on) => on.has(at)));
  const total = open.reduce((sum, at) => sum + (asked[at] as Asked).weight, 0);
  return [...hanging]
    .map(([fact, on]) => ({ fact, trial: tried(fact, on, asked, base, open, context) }))
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
  readonly offence: OffenceEntry | null;
  /** Of a measure, a right or a duty that hangs on what the act is. */
  readonly classes: readonly OffenceClass[] | null;
};

/** Truth of each answer's own condition, which offences yield to one that is surely met, and what classes are there. */
type Standing = {
  readonly truths: readonly Truth[];
  readonly displaced: Set<number>;
  /** Worked out when first asked for. */
  readonly there: Map<string, Truth>;
};

const known = new WeakMap<Slice, readonly Asked[]>();

/** Worked out once for each stretch of law: which facts each answer can hang on does not depend on the incident. */
function askedIn(slice: Slice): readonly Asked[] {
  const held = known.get(slice);
  // Stryker disable next-line ConditionalExpression: worked out again, it is the same
  if (held !== undefined) return held;
  const leavesOf = (condition: Condition | null) => probeLeaves(condition, slice);
  const offences = slice.offences.map((offence): Asked => {
    const { version } = offence.wording;
    const own = offence.part?.part.when;
    return {
      name: offence.key,
      weight: QUESTION_WEIGHTS.offence,
      condition: offence.condition,
      bare: "unknown",
      leaves: leavesOf(both(version.when, own)),
      offence,
      classes: null,
    };
  });
  const others = [...slice.norms.values()].flatMap(({ wordings }) =>
    wordings.flatMap((wording) => [...plain(wording, leavesOf), ...dutiesOf(wording, leavesOf)]),
  );
  const all = [...offences, ...others];
  // Stryker disable next-line CallExpression: worked out again, it is the same
  known.set(slice, all);
  return all;
}

type LeavesOf = (condition: Condition | null) => Asked["leaves"];

function plain({ norm, version, when, measure, duties }: Wording, leavesOf: LeavesOf): readonly Asked[] {
  const { kind } = norm;
  const unread = kind === "duty" && duties.length === 0;
  if (kind !== "measure" && kind !== "right" && kind !== "service" && !unread) return [];
  return [
    {
      name: key(norm.id, null),
      weight: QUESTION_WEIGHTS[kind === "service" ? "right" : kind],
      condition: measure ?? when,
      bare: "yes",
      leaves: leavesOf(both(version.when, version.measure?.when)),
      offence: null,
      classes: (version.measure ?? version.right)?.offence ?? null,
    },
  ];
}

function dutiesOf({ norm, version, duties }: Wording, leavesOf: LeavesOf): readonly Asked[] {
  return duties.map(({ duty, when }) => ({
    name: key(norm.id, null),
    weight: QUESTION_WEIGHTS.duty,
    condition: when,
    bare: "yes",
    leaves: leavesOf(both(version.when, duty.when)),
    offence: null,
    classes: duty.offence ?? null,
  }));
}

function both(a: Condition | undefined, b: Condition | undefined): Condition | null {
  if (a === undefined || b === undefined) return a ?? b ?? null;
  return { all: [a, b] };
}

function truthOf({ condition, bare }: Asked, context: Context): Truth {
  return condition === null ? bare : condition.test(context);
}

/** An offence surely met takes the place of those that yield to it. */
function displace(asked: readonly Asked[], { truths, displaced }: Standing, at: number): void {
  const { offence } = asked[at] as Asked;
  if (offence === null || truths[at] !== "yes") return;
  for (const yielding of offence.yieldsWithin) displaced.add(yielding);
  if (!certain(offence, truths)) return;
  for (const yielding of offence.yieldsAcross) displaced.add(yielding);
}

/** In force whatever the dates, or met in every wording that may be in force. */
function certain({ sides, everywhere, siblings }: OffenceEntry, truths: readonly Truth[]): boolean {
  return sides.settled || (everywhere && siblings.every((other) => truths[other] === "yes"));
}

function isOpen(asked: readonly Asked[], standing: Standing, one: Asked, at: number): boolean {
  if (one.offence !== null) return standing.truths[at] === "unknown" && !standing.displaced.has(at);
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
  const name = classes.join();
  const there = standing.there.get(name) ?? offenceThere(asked, standing, classes);
  // Stryker disable next-line CallExpression: worked out again, it is the same
  standing.there.set(name, there);
  return there === "no" || stated === "yes" ? there : "unknown";
}

function offenceThere(
  asked: readonly Asked[],
  { truths, displaced }: Standing,
  classes: readonly OffenceClass[],
): Truth {
  let found: Truth = "no";
  for (const [at, { offence }] of asked.entries()) {
    if (offence === null) break;
    if (truths[at] === "no" || displaced.has(at)) continue;
    if (offence.part === null) {
      found = "unknown";
      continue;
    }
    if (!classes.includes(offence.part.part.class)) continue;
    const stands = offence.siblings.every((other) => !displaced.has(other));
    if (truths[at] === "yes" && stands && certain(offence, truths)) return "yes";
    found = "unknown";
  }
  return found;
}

/** Each fact not given that stands in the way of an open answer, with the answers it stands in the way of. */
function hangingOn(
  asked: readonly Asked[],
  standing: Standing,
  open: readonly number[],
  context: Context,
): ReadonlyMap<FactPath, ReadonlySet<number>> {
  const found = new Map<FactPath, Set<number>>();
  for (const at of open) {
    const { condition, classes } = asked[at] as Asked;
    if (standing.truths[at] === "unknown") {
      condition?.missing(context, (missing) => {
        if (missing.kind !== "fact") return;
        const on = found.get(missing.fact);
        if (on === undefined) found.set(missing.fact, new Set([at]));
        else on.add(at);
      });
    }
    // What such an offence hangs on, this hangs on: the facts of the offences were gathered before.
    if (classes === null) continue;
    for (const on of found.values()) {
      if ([...on].some((offence) => ofClass(asked[offence] as Asked, classes))) on.add(at);
    }
  }
  return found;
}

function ofClass({ offence }: Asked, classes: readonly OffenceClass[]): boolean {
  if (offence === null) return false;
  return offence.part === null || classes.includes(offence.part.part.class);
}

/** The weight of what each value of a fact would settle, and all that any of them would. */
type Trial = { readonly weights: readonly number[]; readonly settled: ReadonlySet<number> };

function tried(
  fact: FactPath,
  on: ReadonlySet<number>,
  asked: readonly Asked[],
  base: Standing,
  open: readonly number[],
  context: Context,
): Trial {
  const leaves = [...on].flatMap((at) => (asked[at] as Asked).leaves.get(fact) ?? []);
  const settled = new Set<number>();
  const touched = reached(on, asked, open);
  // Stryker disable next-line ConditionalExpression,StringLiteral: without it each answer is asked about each act
  const none = fact === "acts" ? contextOf(withFact(context.facts, fact, []), context.definitions) : null;
  const withNone = new Map<number, Truth>();
  const weights = probesOf(fact, leaves, context.act).map((probe) => {
    const then = contextOf(withFact(context.facts, fact, probe), context.definitions);
    const truths = [...base.truths];
    const standing: Standing = { truths, displaced: new Set(base.displaced), there: new Map() };
    for (const at of on) {
      if (truths[at] !== "unknown") continue;
      const one = asked[at] as Asked;
      // There are many acts, and most answers name few of them: of the rest, what they say of no act at all.
      // Stryker disable next-line ConditionalExpression: asked about the act itself, they say the same
      if (none === null || namesAct(one, probe)) truths[at] = truthOf(one, then);
      else {
        const truth = withNone.get(at) ?? truthOf(one, none);
        // Stryker disable next-line CallExpression: worked out again, it is the same
        withNone.set(at, truth);
        truths[at] = truth;
      }
    }
    for (const at of on) displace(asked, standing, at);
    return touched.reduce((sum, at) => {
      const one = asked[at] as Asked;
      if (isOpen(asked, standing, one, at)) return sum;
      settled.add(at);
      return sum + one.weight;
    }, 0);
  });
  return { weights, settled };
}

/** The open answers a change in some of them can settle: themselves, what yields to them, what hangs on a class. */
function reached(
  on: ReadonlySet<number>,
  asked: readonly Asked[],
  open: readonly number[],
): readonly number[] {
  const yielding = new Set(
    [...on].flatMap((at) => {
      const { offence } = asked[at] as Asked;
      return offence === null ? [] : [...offence.yieldsWithin, ...offence.yieldsAcross];
    }),
  );
  // Stryker disable next-line MethodExpression,ConditionalExpression: of the others, no value changes what is open
  return open.filter((at) => on.has(at) || yielding.has(at) || (asked[at] as Asked).classes !== null);
}

// Stryker disable ConditionalExpression,LogicalOperator: one that names other acts says of this what it says of none
function namesAct({ leaves }: Asked, probe: Probe): boolean {
  const [act] = probe as readonly string[];
  return leaves.get("acts")?.some((leaf) => "act" in leaf && leaf.act === act) ?? false;
}
// Stryker restore all

function withFact(facts: Facts, path: FactPath, value: Probe): Facts {
  const [first, second] = path.split(".") as [keyof Facts, string | undefined];
  if (second === undefined) return { ...facts, [first]: value };
  return { ...facts, [first]: { ...(facts[first] as object | undefined), [second]: value } };
}

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
