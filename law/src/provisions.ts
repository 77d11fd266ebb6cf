import type { Wording } from "./compile.ts";
import type { Compiled, Context } from "./condition.ts";
import { both, type Judged, seen, standing } from "./judge.ts";
import { missingFor, missingForOffences } from "./missing.ts";
import type { Assessment, DutyAnswer, Explanation, MeasureAnswer, RightAnswer, Truth } from "./result.ts";
import type { Sides, Slice } from "./slice.ts";

/** Every measure, duty and right of a slice, and what is in force of which no more is known than that. */
export function provisions(
  slice: Slice,
  context: Context,
  judged: readonly Judged[],
  because: Because,
  all: boolean,
): Pick<Assessment, "measures" | "duties" | "rights" | "unread"> {
  const measures: MeasureAnswer[] = [];
  const duties: DutyAnswer[] = [];
  const rights: RightAnswer[] = [];
  const unread: RightAnswer[] = [];
  for (const sides of slice.norms.values()) {
    for (const wording of sides.wordings) {
      const { kind } = wording.norm;
      if (kind === "measure") {
        const measure = plainAnswer(
          sides,
          wording,
          wording.measure ?? wording.when,
          wording.measure !== null,
          context,
          because,
        );
        if (all || measure.verdict !== "excluded") measures.push({ ...measure, ...provided(wording) });
      }
      if (kind === "right" || kind === "service") {
        const right = plainAnswer(
          sides,
          wording,
          wording.when,
          wording.version.text !== "unknown",
          context,
          because,
        );
        if (all || right.verdict !== "excluded") rights.push(right);
      }
      if (kind === "duty" && wording.duties.length === 0) {
        const duty = plainAnswer(sides, wording, wording.when, false, context, because);
        if (all || duty.verdict !== "excluded") unread.push(duty);
      }
      duties.push(...dutyAnswers(sides, wording, context, judged, because));
    }
  }
  return { measures, duties, rights, unread };
}

function provided({ version: { measure } }: Wording): Pick<MeasureAnswer, "by" | "lasts" | "consentNeeded"> {
  if (measure === undefined) return { by: [], lasts: "unknown", consentNeeded: "unknown" };
  return { by: measure.by, lasts: measure.lasts, consentNeeded: measure.consentNeeded };
}

/** A norm that applies whole. No condition: it applies to every incident, if its text is held. */
function plainAnswer(
  sides: Sides,
  wording: Wording,
  condition: Compiled | null,
  textHeld: boolean,
  context: Context,
  because: Because,
): RightAnswer {
  const { norm, version } = wording;
  const truth = condition === null ? (textHeld ? "yes" : "unknown") : condition.test(context);
  return {
    norm: norm.id,
    wording: version.from,
    title: norm.title,
    verdict:
      truth === "no" ? "excluded" : !textHeld ? "unknown-text" : certain(sides, wording, truth, context),
    because: because(condition, truth),
    missing: missingFor(wording, condition, truth, sides, context, !textHeld),
    source: version.sources,
    summary: version.summary,
    ...(version.right === undefined ? {} : { right: version.right }),
    ...(version.service === undefined ? {} : { service: version.service }),
  };
}

/** Certain when the wording is the only one that may be in force, or when every one that may be says the same. */
function certain(sides: Sides, wording: Wording, truth: Truth, context: Context): "applies" | "possible" {
  if (truth !== "yes") return "possible";
  if (sides.settled) return "applies";
  const agree = sides.wordings.every((other) => {
    if (other === wording) return true;
    const condition = other.measure ?? other.when;
    return other.version.text !== "unknown" && (condition === null || condition.test(context) === "yes");
  });
  return agree && !sides.absent ? "applies" : "possible";
}

function dutyAnswers(
  sides: Sides,
  wording: Wording,
  context: Context,
  judged: readonly Judged[],
  because: Because,
): readonly DutyAnswer[] {
  const { norm, version } = wording;
  return wording.duties.flatMap(({ duty, when }) => {
    const stated = when === null ? "yes" : when.test(context);
    const sees = duty.offence === undefined ? "yes" : seen(judged, duty.offence);
    const truth = both(stated, sees);
    const unseen =
      sees === "unknown" && truth !== "no" && duty.offence !== undefined
        ? missingForOffences(standing(judged, duty.offence), context)
        : [];
    if (truth === "no") return [];
    const textUnknown = version.text === "unknown";
    return {
      norm: norm.id,
      wording: version.from,
      title: duty.title ?? norm.title,
      agency: duty.agency,
      after: duty.after.event,
      starts: duty.after,
      within: duty.within,
      recurring: duty.recurring,
      ...(duty.reporting === undefined ? {} : { reporting: duty.reporting }),
      verdict: textUnknown ? "unknown-text" : truth === "yes" && sides.settled ? "applies" : "possible",
      because: because(when, stated),
      ...(duty.offence === undefined ? {} : { offence: { classes: duty.offence, truth: sees } }),
      missing: [...missingFor(wording, when, stated, sides, context, textUnknown), ...unseen],
      source: version.sources,
      summary: version.summary,
    } satisfies DutyAnswer;
  });
}

export type Because = (condition: Compiled | null, truth: Truth) => Explanation;

/** Explains answers in full or, where that is not wanted, by the bare answer: one shared object for each. */
export function explainer(context: Context, wanted: boolean): Because {
  return (condition, truth) => (wanted && condition !== null ? condition.explain(context) : BARE[truth]);
}

const BARE: Readonly<Record<Truth, Explanation>> = {
  yes: { op: "all", truth: "yes", of: [] },
  no: { op: "all", truth: "no", of: [] },
  unknown: { op: "all", truth: "unknown", of: [] },
};
