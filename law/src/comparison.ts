import type { Context } from "./condition.ts";
import { isAfter, type Length, lengthOf } from "./date.ts";
import { type Facts, HARMS } from "./facts.ts";
import type { Condition } from "./norm.ts";
import { actSet, placeOf } from "./read.ts";
import { type Bits, NO, UNKNOWN, YES } from "./truth.ts";

/** A condition that one fact decides. */
export type Leaf = Exclude<
  Condition,
  | { readonly all: unknown }
  | { readonly any: unknown }
  | { readonly not: unknown }
  | { readonly defined: unknown }
>;

/** Numbers, because they are told apart faster than words. */
const [ACTS, IS, IN, AT_LEAST, BELOW, PENALISED] = [0, 1, 2, 3, 4, 5] as const;
type Op = typeof ACTS | typeof IS | typeof IN | typeof AT_LEAST | typeof BELOW | typeof PENALISED;

/** One fact and what is expected of it, made ready to be asked. All have one shape, because they are asked the most. */
export type Comparison = {
  readonly op: Op;
  readonly place: number;
  readonly expected: unknown;
  readonly listed: ReadonlySet<unknown>;
  readonly limit: number;
  readonly low: number;
  readonly high: number;
  readonly counted: readonly Counted[];
  readonly within: Length;
};

/** Throws RangeError on a duration that is not ISO 8601. */
export function comparisonOf(leaf: Leaf): Comparison {
  if ("act" in leaf) return amongActs([leaf.act]);
  if ("penalisedWithin" in leaf) {
    const within = lengthOf(leaf.penalisedWithin);
    return { ...EMPTY, op: PENALISED, counted: leaf.for.map(countedAs), within };
  }
  const place = placeOf(leaf.fact);
  if ("is" in leaf) return { ...EMPTY, op: IS, place, expected: leaf.is };
  if ("in" in leaf) return { ...EMPTY, op: IN, place, listed: new Set<unknown>(leaf.in) };
  if ("atLeast" in leaf) return { ...EMPTY, op: AT_LEAST, place, limit: rank(leaf.atLeast) };
  return { ...EMPTY, op: BELOW, place, limit: rank(leaf.below) };
}

/** One of these is among the acts of the incident. */
export function amongActs(acts: readonly string[]): Comparison {
  const { low, high } = actSet(acts);
  return { ...EMPTY, op: ACTS, low, high };
}

const EMPTY: Omit<Comparison, "op"> = {
  place: placeOf("acts"),
  expected: null,
  listed: new Set(),
  limit: 0,
  low: 0,
  high: 0,
  counted: [],
  within: { years: 0, months: 0, weeks: 0, days: 0 },
};

/** A fact left out, or null, is unknown, never false. */
export function compare(comparison: Comparison, context: Context): Bits {
  const { op } = comparison;
  if (op === ACTS) {
    const { acts } = context;
    if (acts === null) return UNKNOWN;
    return (acts.low & comparison.low) === 0 && (acts.high & comparison.high) === 0 ? NO : YES;
  }
  if (op === PENALISED) return penalised(comparison, context);
  const value = context.values[comparison.place];
  if (value === undefined || value === null) return UNKNOWN;
  if (op === IS) return value === comparison.expected ? YES : NO;
  if (op === IN) return comparison.listed.has(value) ? YES : NO;
  if (op === AT_LEAST) return rank(value) >= comparison.limit ? YES : NO;
  return rank(value) < comparison.limit ? YES : NO;
}

const HARM_RANK: ReadonlyMap<unknown, number> = new Map(HARMS.map((harm, index) => [harm, index]));

/** Harm is ordered as in HARMS, numbers as numbers. Anything else compares with nothing (`check` refuses it). */
function rank(value: unknown): number {
  return typeof value === "number" ? value : (HARM_RANK.get(value) ?? Number.NaN);
}

/**
 * Repetition: an earlier penalty for one of the norms was executed no later than the act, and the act is no later than
 * the same date some time on (29 February + 1 year: 28 February), that last day included.
 * Without the history only a denied repetition decides: a known repetition does not say of what, nor when.
 */
function penalised({ counted, within }: Comparison, { values, act }: Context): Bits {
  const history = values[HISTORY] as Facts["history"] | null;
  if (history === undefined || history === null) return values[REPEATED] === false ? NO : UNKNOWN;
  let answer: Bits = NO;
  for (const { norm, executed } of history) {
    const counts = countsAmong(counted, norm);
    if (counts === NO || executed > act || isAfter(act, executed, within)) continue;
    if (counts === YES) return YES;
    answer = UNKNOWN;
  }
  return answer;
}

const HISTORY = placeOf("history");
const REPEATED = placeOf("circumstances.repeated");

/** A norm, or a part of one, whose penalties count. `whole`: of a part, the norm it belongs to. */
type Counted = { readonly norm: string; readonly anyPart: string; readonly whole: string | null };

function countedAs(norm: string): Counted {
  const [whole, part] = norm.split("#");
  return { norm, anyPart: `${norm}#`, whole: part === undefined ? null : (whole as string) };
}

/** A penalty under a norm whose part is not told may be under any part. */
function countsAmong(counted: readonly Counted[], penalty: string): Bits {
  let answer: Bits = NO;
  for (const { norm, anyPart, whole } of counted) {
    if (norm === penalty || penalty.startsWith(anyPart)) return YES;
    if (whole === penalty) answer = UNKNOWN;
  }
  return answer;
}
