import type { DateText } from "./date.ts";
import { FACT_PATHS, FACT_VALUES, type FactPath, HARMS } from "./facts.ts";
import type { Condition } from "./norm.ts";
import type { Slice } from "./slice.ts";

/** A comparison that a value of the fact decides. */
export type ProbeLeaf = Extract<
  Condition,
  { readonly fact: unknown } | { readonly act: unknown } | { readonly penalisedWithin: unknown }
>;

/** A value to try a fact with. */
export type Probe = unknown;

/** The comparisons of a condition by fact, those of the definitions it uses that may be in force among them. */
export function probeLeaves(
  condition: Condition | null,
  slice: Slice,
): ReadonlyMap<FactPath, readonly ProbeLeaf[]> {
  const found = new Map<FactPath, ProbeLeaf[]>();
  const add = (fact: FactPath, leaf: ProbeLeaf) => found.set(fact, [...(found.get(fact) ?? []), leaf]);
  const walk = (node: Condition): void => {
    if ("all" in node) for (const child of node.all) walk(child);
    else if ("any" in node) for (const child of node.any) walk(child);
    else if ("not" in node) walk(node.not);
    else if ("act" in node) add("acts", node);
    else if ("fact" in node) add(node.fact, node);
    else if ("penalisedWithin" in node) {
      add("history", node);
      // A denied repetition answers for the history.
      add("circumstances.repeated", node);
    } else {
      for (const { version } of slice.norms.get(node.defined)?.wordings ?? [])
        if (version.when !== undefined) walk(version.when);
    }
  };
  if (condition !== null) walk(condition);
  return found;
}

/** One value for each set of values that the comparisons do not tell apart, in the order of the vocabulary. */
export function probesOf(fact: FactPath, leaves: readonly ProbeLeaf[], act: DateText): readonly Probe[] {
  const kind = FACT_PATHS[fact];
  if (kind === "boolean") return [true, false];
  if (kind === "list") return [...actsNamed(leaves).map((one) => [one]), []];
  if (kind === "history") return [...penaltiesNamed(leaves).map((norm) => [{ norm, executed: act }]), []];
  const values = kind === "number" ? numbersAround(leaves) : (FACT_VALUES[fact] ?? []);
  const told = new Map<string, Probe>();
  for (const value of values) {
    const answers = leaves.map((leaf) => (holds(leaf, value) ? 1 : 0)).join("");
    if (!told.has(answers)) told.set(answers, value);
  }
  return [...told.values()];
}

/** One act at a time: what several together would settle is what each of them does. */
function actsNamed(leaves: readonly ProbeLeaf[]): readonly string[] {
  return [...new Set(leaves.flatMap((leaf) => ("act" in leaf ? [leaf.act] : [])))];
}

/** One penalty, executed on the day of the act, for each list of norms that some repetition counts. */
function penaltiesNamed(leaves: readonly ProbeLeaf[]): readonly string[] {
  return [...new Set(leaves.flatMap((leaf) => ("penalisedWithin" in leaf ? leaf.for.slice(0, 1) : [])))];
}

/** The numbers on both sides of every line the comparisons draw; none of the vocabulary's is below nought. */
function numbersAround(leaves: readonly ProbeLeaf[]): readonly number[] {
  const lines = leaves.flatMap((leaf): readonly number[] => {
    if ("atLeast" in leaf) return [Number(leaf.atLeast)];
    if ("below" in leaf) return [Number(leaf.below)];
    const named = "is" in leaf ? [leaf.is] : "in" in leaf ? leaf.in : [];
    return named.flatMap((one) => [Number(one), Number(one) + 1]);
  });
  const around = lines.flatMap((line) => [line - 1, line]).filter((value) => value >= 0);
  return [...new Set(around)].sort((a, b) => a - b);
}

function holds(leaf: ProbeLeaf, value: string | number): boolean {
  if ("is" in leaf) return leaf.is === value;
  if ("in" in leaf) return leaf.in.includes(value);
  if ("atLeast" in leaf) return rank(value) >= rank(leaf.atLeast);
  return "below" in leaf && rank(value) < rank(leaf.below);
}

function rank(value: string | number): number {
  return typeof value === "number" ? value : HARMS.indexOf(value as (typeof HARMS)[number]);
}
