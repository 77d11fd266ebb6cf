import { type Law, sliceOn } from "./compile.ts";
import { type Context, contextOf, lastDay } from "./condition.ts";
import type { DateText } from "./date.ts";
import type { Facts } from "./facts.ts";
import { judge } from "./judge.ts";
import { explanationOf, standingOf } from "./provisions.ts";
import type { Explanation, OffenceAnswer } from "./result.ts";
import type { Slice } from "./slice.ts";

/** An offence or a measure that stands, and nothing more about it. */
export type Verdict = {
  readonly kind: "offence" | "measure";
  readonly norm: string;
  /** Null: a measure, or an offence whose text is not held. */
  readonly part: string | null;
  /** Null for a measure. */
  readonly class: OffenceAnswer["class"] | null;
  readonly verdict: "applies" | "possible" | "unknown-text";
  /** Where it was asked for. */
  readonly because: Explanation | undefined;
};

export type VerdictOptions = {
  /** The day whose law is asked; otherwise the (last) day of the act. Repetition is always counted to the act. */
  readonly on?: DateText;
  /** True: each with the whole tree of its explanationOf. */
  readonly because?: boolean;
};

/**
 * What `assess` decides, without what it says about it: the offences that stand, in the order of their ids, then the
 * measures. For counting and for asking about many cases. Throws LawError as `assess` does.
 */
export function verdicts(law: Law, facts: Facts, options: VerdictOptions = {}): readonly Verdict[] {
  const { on } = options;
  const slice = on === undefined ? sliceOn(law, lastDay(facts)) : sliceOn(law, on, "on");
  return verdictsIn(slice, contextOf(facts, slice.definitions), options.because ?? false);
}

function verdictsIn(slice: Slice, context: Context, because: boolean): readonly Verdict[] {
  const found: Verdict[] = [];
  const judged = judge(slice, context);
  for (const { entry, truth, verdict } of judged) {
    if (verdict === "displaced" || verdict === "excluded") continue;
    const { part } = entry;
    found.push({
      kind: "offence",
      norm: entry.wording.norm.id,
      part: part === null ? null : part.part.part,
      class: part === null ? "unknown" : part.part.class,
      verdict,
      because: because ? explanationOf(entry.condition, truth, context) : undefined,
    });
  }
  for (const { provision, stated, verdict } of standingOf(
    slice.measures,
    slice.byAct.measures,
    context,
    judged,
  )) {
    if (verdict === "excluded") continue;
    found.push({
      kind: "measure",
      norm: provision.wording.norm.id,
      part: null,
      class: null,
      verdict,
      because: because ? explanationOf(provision.condition, stated, context) : undefined,
    });
  }
  return found;
}
