import { ACTS, COMPLAINTS, Facts, HARMS, PLACES, RELATIONS, SEXES } from "@arasha/law";
import type { Random } from "../random.ts";
import type { RuleSet } from "./rules.ts";

/**
 * An incident of which everything is known, drawn at random: one to three acts and every fact a condition may name.
 * Ages crowd around the limits that laws draw, penalties around the day a year before, so that the rare rules are met.
 */
export function completeCase({ date, repetitions }: RuleSet, random: Random): Facts {
  const norms = repetitions.flatMap((repetition) => repetition.norms);
  return Facts.parse({
    date,
    acts: [...new Set(Array.from({ length: random.between(1, 3) }, () => random.pick(ACTS)))],
    harm: random.pick(HARMS),
    relation: random.pick(RELATIONS),
    victim: {
      age: random.pick(AGES),
      sex: random.pick(SEXES),
      pregnant: random.chance(0.2),
      helpless: random.chance(0.2),
      dependent: random.chance(0.2),
      disabled: random.chance(0.2),
    },
    respondent: {
      age: random.pick(AGES),
      sex: random.pick(SEXES),
      sane: random.chance(0.9),
      exemptFromArrest: random.chance(0.2),
      intoxicated: random.chance(0.4),
      official: random.chance(0.1),
    },
    circumstances: {
      place: random.chance(0.5) ? "home" : random.pick(PLACES),
      childPresent: random.chance(0.4),
      weapon: random.chance(0.2),
      group: random.chance(0.1),
      cruelty: random.chance(0.1),
      repeated: random.chance(0.3),
      substantialHarm: random.chance(0.5),
      threatToLife: random.chance(0.3),
      sharedHome: random.chance(0.5),
    },
    history: Array.from({ length: norms.length === 0 ? 0 : random.between(0, 2) }, () => ({
      norm: random.pick(norms),
      executed: Temporal.PlainDate.from(date)
        .subtract({ days: random.pick(DAYS_BEFORE) })
        .toString(),
    })),
    orders: { protectiveOrder: random.chance(0.3), specialRequirements: random.chance(0.3) },
    complaint: random.pick(COMPLAINTS),
    reconciliation: { agreed: random.chance(0.3), before: random.between(0, 2) },
  });
}

const AGES = [3, 11, 12, 13, 14, 15, 16, 17, 18, 19, 34, 36, 70];
const DAYS_BEFORE = [-1, 0, 1, 30, 200, 364, 365, 366, 367, 800];

/** The same incident before everything was asked: each fact is left out with the given chance. */
export function incomplete(facts: Facts, random: Random, chance: number): Facts {
  const keep = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    const kept = Object.entries(value).filter(() => !random.chance(chance));
    return Object.fromEntries(kept);
  };
  const kept = Object.entries(facts).filter(([name]) => name === "date" || !random.chance(chance));
  return Facts.parse(
    Object.fromEntries(kept.map(([name, value]) => [name, name === "date" ? value : keep(value)])),
  );
}

/** One fact taken out, by its dotted path. Throws when it was not there: the example would show nothing. */
export function without(facts: Facts, path: string): Facts {
  const [first, second] = path.split(".") as [keyof Facts, string | undefined];
  const { [first]: group, ...rest } = facts;
  if (group === undefined) throw new Error(`the case has no ${path}`);
  if (second === undefined) return Facts.parse(rest);
  const { [second]: fact, ...others } = group as Readonly<Record<string, unknown>>;
  if (fact === undefined) throw new Error(`the case has no ${path}`);
  return Facts.parse({ ...rest, [first]: others });
}
