import { type ActSet, actSet } from "./read.ts";

/**
 * Of a list of things that have a condition each, the positions the acts of an incident leave open. Once `acts` is
 * given it is a complete list, so what asks for a battery surely does not hold where there was none, and need not be
 * asked. What no act decides, and everything while the acts are unknown, may hold.
 */
export type ActIndex = {
  readonly everything: readonly number[];
  /** What may hold whatever the acts, in order. */
  readonly always: readonly number[];
  /** By position of an act in ACTS: what may hold where it is among the acts, in order; that of `always` is among it. */
  readonly given: readonly (readonly number[] | undefined)[];
};

/** The acts without one of which something surely does not hold; null where the acts alone do not decide. */
export type Needs = ReadonlySet<string> | null;

export function actIndex(needed: readonly Needs[]): ActIndex {
  const positions = (open: (needs: Needs) => boolean) =>
    needed.flatMap((needs, at) => (open(needs) ? [at] : []));
  const given: (readonly number[])[] = [];
  for (const act of new Set(needed.flatMap((needs) => [...(needs ?? [])]))) {
    const [at] = actSet([act]).positions;
    if (at !== undefined) given[at] = positions((needs) => needs === null || needs.has(act));
  }
  return { everything: [...needed.keys()], always: positions((needs) => needs === null), given };
}

/** The positions, in order, of all that the acts leave open; `acts` null: they are not known. */
export function mayHold(index: ActIndex, acts: ActSet | null): readonly number[] {
  if (acts === null) return index.everything;
  let open = index.always;
  for (const act of acts.positions) {
    const more = index.given[act];
    // Stryker disable next-line ConditionalExpression: what always holds is among `more`, so merging gives the same list
    if (more !== undefined) open = open === index.always ? more : merged(open, more);
  }
  return open;
}

/** Two lists in order as one, each number once. */
function merged(a: readonly number[], b: readonly number[]): readonly number[] {
  const both: number[] = [];
  let inA = 0;
  let inB = 0;
  while (inA < a.length && inB < b.length) {
    const one = a[inA] as number;
    const other = b[inB] as number;
    both.push(Math.min(one, other));
    if (one <= other) inA += 1;
    if (other <= one) inB += 1;
  }
  while (inA < a.length) both.push(a[inA++] as number);
  while (inB < b.length) both.push(b[inB++] as number);
  return both;
}
