import { roundTrip } from "./circle.ts";
import type { Fault } from "./error.ts";
import { FACT_PATHS, FACT_VALUES, type FactPath } from "./facts.ts";
import type { Condition, Pack, Version } from "./norm.ts";

/** Faults of one condition: names that point nowhere, and comparisons no fact could ever meet. */
export function checkConditions(
  pack: Pack,
  condition: Condition,
  where: string,
  add: (code: string, message: string) => void,
): void {
  for (const leaf of leaves(condition)) {
    if ("defined" in leaf) {
      const kind = pack.norms.find(({ id }) => id === leaf.defined)?.kind;
      if (kind === undefined)
        add("reference", `${where} uses the definition ${leaf.defined}, which is not in the pack.`);
      else if (kind !== "definition")
        add("reference", `${where} uses ${leaf.defined} as a definition, but it is of kind ${kind}.`);
    } else if ("penalisedWithin" in leaf) {
      if (!isPeriod(leaf.penalisedWithin)) {
        add(
          "duration",
          `${where}: "${leaf.penalisedWithin}" is not a period of days, months or years. Write one year as P1Y.`,
        );
      }
      for (const norm of leaf.for) {
        if (!pack.norms.some(({ id }) => id === norm.split("#")[0])) {
          add("reference", `${where} counts penalties under ${norm}, which is not in the pack.`);
        }
      }
    } else if ("fact" in leaf) {
      const fault = comparisonFault(leaf);
      if (fault !== null) add("comparison", `${where}: ${fault}`);
    }
  }
}

/** Definitions that lead back to themselves could never be decided. Each circle is named once, with its way round. */
export function checkDefinitions(pack: Pack): readonly Fault[] {
  /** Of each definition, and each of its versions, the definitions it rests on. */
  const definitions = new Map(
    pack.norms
      .filter(({ kind }) => kind === "definition")
      .map(({ id, versions }) => [id, versions.map(definitionsUsed)]),
  );
  const next = (id: string) => definitions.get(id)?.flat() ?? [];
  const told = new Set<string>();
  return [...definitions].flatMap(([id, versions]) => {
    const circle = told.has(id) ? null : roundTrip(id, next);
    if (circle === null) return [];
    for (const one of circle) told.add(one);
    const [, second = id] = circle;
    const round = second === id ? "" : ` (${[...circle, id].join(" → ")})`;
    return [
      {
        norm: id,
        version: versions.findIndex((uses) => uses.includes(second)),
        path: ["when"],
        code: "cycle",
        message: `The definition ${id} is defined by way of itself${round}.`,
      },
    ];
  });
}

function definitionsUsed({ when }: Version): readonly string[] {
  return when === undefined ? [] : leaves(when).flatMap((leaf) => ("defined" in leaf ? [leaf.defined] : []));
}

type Leaf = Exclude<
  Condition,
  { readonly all: unknown } | { readonly any: unknown } | { readonly not: unknown }
>;

function leaves(condition: Condition): readonly Leaf[] {
  if ("all" in condition) return condition.all.flatMap(leaves);
  if ("any" in condition) return condition.any.flatMap(leaves);
  if ("not" in condition) return leaves(condition.not);
  return [condition];
}

/** Only calendar units: "within 24 hours of a date" has no meaning. */
function isPeriod(text: string): boolean {
  try {
    const { sign, hours, minutes, seconds, milliseconds, microseconds, nanoseconds } =
      Temporal.Duration.from(text);
    return sign > 0 && hours + minutes + seconds + milliseconds + microseconds + nanoseconds === 0;
  } catch {
    return false;
  }
}

function comparisonFault(leaf: Extract<Leaf, { readonly fact: FactPath }>): string | null {
  const { fact } = leaf;
  const kind = FACT_PATHS[fact];
  if (kind === "list") return `${fact} is a list: write {act: ...}.`;
  if (kind === "history") return `${fact} is a list of penalties: write {penalisedWithin: ..., for: ...}.`;
  const ordered = "atLeast" in leaf || "below" in leaf;
  if (ordered && kind !== "number" && kind !== "ordered") return `${fact} has no order: use "is" or "in".`;
  const values: readonly unknown[] =
    "is" in leaf ? [leaf.is] : "in" in leaf ? leaf.in : ["atLeast" in leaf ? leaf.atLeast : leaf.below];
  const wrong = values.find((value) => !possible(fact, kind, value));
  return wrong === undefined ? null : `${fact} can never be ${JSON.stringify(wrong)}.`;
}

function possible(
  fact: FactPath,
  kind: "ordered" | "choice" | "number" | "boolean",
  value: unknown,
): boolean {
  if (kind === "number" || kind === "boolean") return typeof value === kind;
  const values: readonly unknown[] = FACT_VALUES[fact] ?? [];
  return values.includes(value);
}
