import type { Assessment } from "@arasha/law";
import { key } from "@arasha/law";
import type { RuleSet } from "./rules.ts";

/** One rule of the day and what it comes to. What does not apply, or yields to another, is left out. */
export type Answer = {
  readonly key: string;
  readonly verdict: "applies" | "possible" | "unknown-text";
};

/**
 * From "whose elements are met" to verdicts: what is met and displaced by nothing that is met stands. The few lines a
 * host program writes around an engine that knows rules but not that one yields to another.
 */
export function settle({ rules }: RuleSet, met: ArrayLike<unknown>): readonly Answer[] {
  const displaced: boolean[] = [];
  for (let at = 0; at < rules.length; at += 1) {
    if (met[at]) for (const other of rules[at]!.displaces) displaced[other] = true;
  }
  const answers: Answer[] = [];
  for (let at = 0; at < rules.length; at += 1) {
    if (met[at] && !displaced[at]) answers.push({ key: rules[at]!.key, verdict: rules[at]!.verdict });
  }
  return answers;
}

/** The part of an assessment that all engines answer: offences and measures. */
export function answersOf({ offences, measures }: Assessment): readonly Answer[] {
  return [
    ...offences.map(({ norm, part, verdict }) => ({ key: key(norm, part), verdict: shown(verdict) })),
    ...measures.map(({ norm, verdict }) => ({ key: key(norm, null), verdict: shown(verdict) })),
  ];
}

function shown(verdict: Answer["verdict"] | "displaced" | "excluded"): Answer["verdict"] {
  if (verdict === "displaced" || verdict === "excluded") throw new Error("asked for what applies alone");
  return verdict;
}

/** Answers in one order, as text: equal when two engines say the same. */
export function written(answers: readonly Answer[]): string {
  return answers
    .map(({ key, verdict }) => `${key} ${verdict}`)
    .sort()
    .join("\n");
}
