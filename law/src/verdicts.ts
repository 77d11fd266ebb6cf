import { type Law, sliceOn } from "./compile.ts";
import { type Context, contextOf, lastDay } from "./condition.ts";
import type { DateText } from "./date.ts";
import type { Facts } from "./facts.ts";
import { judgementOf } from "./judge.ts";
import type { OffenceEntry } from "./offence-entry.ts";
import { explanationOf, standingOf } from "./provisions.ts";
import type { Explanation, OffenceAnswer, Truth } from "./result.ts";
import type { Provision, Slice } from "./slice.ts";

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
  const { offences, measures } = answersOf(slice);
  const found: Verdict[] = [];
  const { asked, truths, verdicts, sight } = judgementOf(slice, context);
  for (let place = 0; place < asked.length; place += 1) {
    const at = asked[place] as number;
    const answer = answerOf(offences[at] as Answers, verdicts[place] as OffenceAnswer["verdict"]);
    if (answer === null) continue;
    if (!because) found.push(answer);
    else {
      const { condition } = slice.offences[at] as OffenceEntry;
      found.push({ ...answer, because: explanationOf(condition, truths[place] as Truth, context) });
    }
  }
  for (const { at, stated, verdict } of standingOf(slice, "measures", context, sight)) {
    const answer = answerOf(measures[at] as Answers, verdict);
    if (answer === null) continue;
    if (!because) found.push(answer);
    else {
      const { condition } = slice.measures[at] as Provision;
      found.push({ ...answer, because: explanationOf(condition, stated, context) });
    }
  }
  return found;
}

/** All that can be answered of an offence or a measure, but for its reasons: the same whatever the facts. */
type Answers = Readonly<Record<"applies" | "possible" | "unknownText", Verdict>>;

function answerOf(
  { applies, possible, unknownText }: Answers,
  verdict: OffenceAnswer["verdict"],
): Verdict | null {
  if (verdict === "applies") return applies;
  if (verdict === "possible") return possible;
  return verdict === "unknown-text" ? unknownText : null;
}

const known = new WeakMap<Slice, Readonly<Record<"offences" | "measures", readonly Answers[]>>>();

/** Made once for each stretch of law. */
function answersOf(slice: Slice): Readonly<Record<"offences" | "measures", readonly Answers[]>> {
  const held = known.get(slice);
  if (held !== undefined) return held;
  const made = {
    offences: slice.offences.map(({ wording, part }) =>
      answers("offence", wording.norm.id, part?.part.part ?? null, part?.part.class ?? "unknown"),
    ),
    measures: slice.measures.map(({ wording }) => answers("measure", wording.norm.id, null, null)),
  };
  known.set(slice, made);
  return made;
}

function answers(
  kind: Verdict["kind"],
  norm: string,
  part: Verdict["part"],
  given: Verdict["class"],
): Answers {
  const answer = (verdict: Verdict["verdict"]): Verdict =>
    Object.freeze({ kind, norm, part, class: given, verdict, because: undefined });
  return {
    applies: answer("applies"),
    possible: answer("possible"),
    unknownText: answer("unknown-text"),
  };
}
