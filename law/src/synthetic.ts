import { z } from "zod";
import type { DateText } from "./date.ts";
import { FACT_PATHS, type FactPath, Facts } from "./facts.ts";

/**
 * Incidents nobody lived through, for tests, measurements and trying things out. What is drawn follows the vocabulary
 * of facts, so a new fact is drawn from the day it is there; nothing in the distribution describes a real caseload.
 */

/** Numbers that look random and are the same in every run. */
export type Random = {
  /** A whole number, both ends included. */
  readonly between: (least: number, most: number) => number;
  readonly chance: (of: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
};

/** The generator mulberry32, seeded. */
export function random(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    between,
    chance: (of) => next() < of,
    pick: (from) => from[between(0, from.length - 1)] as (typeof from)[number],
  };
}

/**
 * An incident of which everything is known: one to three acts and every fact a condition may name, so that nothing is
 * left open. `penalties` are the norms (`tl.pc.quarrel`, `tl.pc.quarrel#1`) a penalty may have been served for; which
 * part it was is always told. Ages crowd around the limits that laws draw, penalties around the day a year before, so
 * that the rare conditions are met.
 */
export function completeIncident(date: DateText, penalties: readonly string[], random: Random): Facts {
  const drawn: Record<string, unknown> = { date };
  for (const path of Object.keys(FACT_PATHS) as FactPath[]) {
    const value = path === "history" ? history(date, penalties, random) : draw(path, random);
    const [first, second] = path.split(".") as [string, string | undefined];
    drawn[first] =
      second === undefined ? value : { ...(drawn[first] as object | undefined), [second]: value };
  }
  return Facts.parse(drawn);
}

/** The same incident before everything was asked: each fact, and each group of facts, is left out with that chance. */
export function incomplete(facts: Facts, random: Random, chance: number): Facts {
  const keep = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).filter(() => !random.chance(chance)));
  };
  const kept = Object.entries(facts).filter(([name]) => name === "date" || !random.chance(chance));
  return Facts.parse(
    Object.fromEntries(kept.map(([name, value]) => [name, name === "date" ? value : keep(value)])),
  );
}

function history(date: DateText, penalties: readonly string[], random: Random): Facts["history"] {
  if (penalties.length === 0) return [];
  return Array.from({ length: random.between(0, 2) }, () => {
    const norm = random.pick(penalties);
    return {
      norm: norm.includes("#") ? norm : `${norm}#1`,
      executed: Temporal.PlainDate.from(date)
        .subtract({ days: random.pick(DAYS_BEFORE) })
        .toString(),
    };
  });
}

const DAYS_BEFORE = [-1, 0, 1, 30, 200, 364, 365, 366, 367, 800];
const AGES = [3, 11, 12, 13, 14, 15, 16, 17, 18, 19, 34, 36, 70];
/** How likely some facts are; any other that holds or does not holds in one case of five. */
const LIKELY: Partial<Record<FactPath, number>> = {
  "respondent.sane": 0.9,
  "respondent.intoxicated": 0.4,
  "respondent.official": 0.1,
  "circumstances.group": 0.1,
  "circumstances.cruelty": 0.1,
  "circumstances.substantialHarm": 0.5,
  "circumstances.sharedHome": 0.5,
  "circumstances.threatCredible": 0.5,
  "orders.protectiveOrder": 0.3,
};

function draw(path: FactPath, random: Random): unknown {
  const kind = FACT_PATHS[path];
  if (kind === "boolean") return random.chance(LIKELY[path] ?? 0.2);
  if (kind === "number") return path.endsWith(".age") ? random.pick(AGES) : random.between(0, 2);
  const words = WORDS.get(path);
  if (words === undefined) throw new Error(`${path}: nothing to draw from`);
  if (kind === "list")
    return [...new Set(Array.from({ length: random.between(1, 3) }, () => random.pick(words)))];
  return path === "circumstances.place" && random.chance(0.5) ? "home" : random.pick(words);
}

type Node = {
  readonly enum?: readonly string[];
  readonly items?: Node;
  readonly properties?: Readonly<Record<string, Node>>;
};

/** The words a fact may have, as the schema has them. */
const WORDS: ReadonlyMap<string, readonly string[]> = new Map(
  words(z.toJSONSchema(Facts, { unrepresentable: "any" }) as Node, []),
);

function words({ properties = {} }: Node, above: readonly string[]): [string, readonly string[]][] {
  return Object.entries(properties).flatMap(([name, node]) => {
    const path = [...above, name];
    const found = node.enum ?? node.items?.enum;
    return found === undefined ? words(node, path) : [[path.join("."), found]];
  });
}
