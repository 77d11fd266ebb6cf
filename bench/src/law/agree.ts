import type { Facts } from "@arasha/law";
import { completeIncident, incomplete, random } from "@arasha/law/synthetic";
import { written } from "./answer.ts";
import { type Form, verdicts } from "./form.ts";
import { penalties, type RuleSet } from "./rules.ts";

export type Agreement = {
  /** Cases of which everything was known, and as many with gaps. */
  readonly cases: number;
  /** How many rules applied in at least one case. */
  readonly rulesMet: number;
  /** Null when all said the same; else the first difference, with the facts and both answers, and the rest unasked. */
  readonly difference: string | null;
};

/**
 * Do all forms decide the same? Asked before anything is timed, on random cases of which everything is known; the
 * `threeValued` also on the same cases with gaps. Every form is held against the first of its list.
 */
export async function agree(
  set: RuleSet,
  forms: readonly Form[],
  threeValued: readonly Form[],
  cases: number,
): Promise<Agreement> {
  const chance = random(1);
  const met = new Set<string>();
  for (let drawn = 0; drawn < cases; drawn += 1) {
    const facts = completeIncident(set.date, penalties(set), chance);
    const gappy = incomplete(facts, chance, drawn % 2 === 0 ? 0.2 : 0.6);
    const difference = (await differ(forms, facts)) ?? (await differ(threeValued, gappy));
    if (difference !== null) return { cases: drawn, rulesMet: met.size, difference };
    for (const { key } of await verdicts(forms[0]!, facts)) met.add(key);
  }
  return { cases, rulesMet: met.size, difference: null };
}

async function differ([first, ...others]: readonly Form[], facts: Facts): Promise<string | null> {
  if (first === undefined) throw new RangeError("no form to ask");
  const expected = written(await verdicts(first, facts));
  for (const other of others) {
    const found = written(await verdicts(other, facts));
    if (found !== expected)
      return `of ${JSON.stringify(facts)}\n${first.name} says\n${expected}\n${other.name} says\n${found}`;
  }
  return null;
}
