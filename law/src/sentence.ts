import { clauses, fill } from "./clauses.ts";
import type { Law } from "./compile.ts";
import type { Language } from "./norm.ts";
import { conditionReason, type Reason } from "./reasons.ts";
import type { Explanation } from "./result.ts";
import { joints } from "./words.ts";

/**
 * Why a condition came out as it did, in one line: the answer, then only what decided it (of an `any` that holds, the
 * branches that hold; of an `all` that fails, those that fail; where it is open, what is not known).
 */
export function sentence(explanation: Explanation, language: Language, law: Law): string {
  return reasonSentence(conditionReason(explanation, language, law), language);
}

/** The same of a whole reason: "Yes: because the act is battery; because the harm is pain." */
export function reasonSentence(reason: Reason, language: Language): string {
  const answer = joints[reason.truth][language];
  const said = [...new Set(decisive(reason))];
  if (said.length === 0) return `${answer}.`;
  const why = said.map((words) =>
    reason.truth === "unknown" ? words : fill(clauses.because, language, { reason: words }),
  );
  return `${answer}: ${why.join("; ")}.`;
}

/** The whole tree of a condition, a line for each node, two spaces for each level, each line with its answer. */
export function outline(explanation: Explanation, language: Language, law: Law): string {
  return reasonLines(conditionReason(explanation, language, law), language).join("\n");
}

/** A reason and all beneath it as lines. */
export function reasonLines(reason: Reason, language: Language, depth = 0): readonly string[] {
  const line = `${"  ".repeat(depth)}${joints[reason.truth][language]}: ${reason.words}`;
  return [line, ...reason.of.flatMap((inner) => reasonLines(inner, language, depth + 1))];
}

/** The innermost reasons that decided; a definition of which nothing is held stands for itself, a bare answer for none. */
function decisive(reason: Reason): readonly string[] {
  const of = reason.of.filter(({ decides }) => decides);
  if (of.length > 0) return of.flatMap(decisive);
  return reason.kind === "all" ? [] : [reason.words];
}
