import type { Facts } from "@arasha/law";
import { random } from "../random.ts";
import { written } from "./answer.ts";
import { completeCase, incomplete } from "./cases.ts";
import { type Form, verdicts } from "./form.ts";
import type { RuleSet } from "./rules.ts";

export type Agreement = {
  /** Cases of which everything was known, and on which every form said the same. */
  readonly complete: number;
  /** Cases with gaps, on which those that can say "unknown" said the same. */
  readonly gappy: number;
  /** How many rules applied in at least one case. */
  readonly rulesMet: number;
};

/**
 * Before anything is timed: do all forms decide the same? `threeValued` are also held against each other on cases with
 * gaps. Throws on the first difference, with the facts and both answers.
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
    const facts = completeCase(set, chance);
    for (const { key } of await same(forms, facts)) met.add(key);
    await same(threeValued, incomplete(facts, chance, drawn % 2 === 0 ? 0.2 : 0.6));
  }
  return { complete: cases, gappy: cases, rulesMet: met.size };
}

async function same(forms: readonly Form[], facts: Facts) {
  const [first, ...others] = forms;
  if (first === undefined) throw new RangeError("no form to ask");
  const expected = await verdicts(first, facts);
  for (const other of others) {
    const found = await verdicts(other, facts);
    if (written(found) === written(expected)) continue;
    throw new Error(
      `"${first.name}" and "${other.name}" decide differently, so timing them would mean nothing.
Facts: ${JSON.stringify(facts)}
${first.name}:\n${written(expected)}
${other.name}:\n${written(found)}
If the law of ${facts.date} in the pack was corrected, correct bench/src/law/hand.ts with it.`,
    );
  }
  return expected;
}
