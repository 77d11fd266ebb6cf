import type { Wording } from "./compile.ts";
import type { Compiled, Context } from "./condition.ts";
import { both, type Judged, seen, standing } from "./judge.ts";
import { missingFor, missingForOffences } from "./missing.ts";
import type { OffenceClass } from "./norm.ts";
import type {
  Assessment,
  DutyAnswer,
  Explanation,
  MeasureAnswer,
  Missing,
  RightAnswer,
  Truth,
} from "./result.ts";
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
        const provides = wording.version.measure;
        const measure = plainAnswer(
          sides,
          wording,
          { condition: wording.measure ?? wording.when, offence: provides?.offence },
          provides !== undefined,
          context,
          judged,
          because,
        );
        if (all || measure.verdict !== "excluded") measures.push({ ...measure, ...provided(wording) });
      }
      if (kind === "right" || kind === "service") {
        const right = plainAnswer(
          sides,
          wording,
          { condition: wording.when, offence: wording.version.right?.offence },
          wording.version.text !== "unknown",
          context,
          judged,
          because,
        );
        if (all || right.verdict !== "excluded") rights.push(right);
      }
      if (kind === "duty" && wording.duties.length === 0) {
        const duty = plainAnswer(
          sides,
          wording,
          { condition: wording.when },
          false,
          context,
          judged,
          because,
        );
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

/** What a norm that applies whole hangs on: a condition, an offence that must be there. */
type Ground = {
  readonly condition: Compiled | null;
  readonly offence?: readonly OffenceClass[] | undefined;
};

/** A norm that applies whole. No condition: it applies to every incident, if its text is held. */
function plainAnswer(
  sides: Sides,
  wording: Wording,
  { condition, offence }: Ground,
  textHeld: boolean,
  context: Context,
  judged: readonly Judged[],
  because: Because,
): RightAnswer {
  const { norm, version } = wording;
  const stated = condition === null ? (textHeld ? "yes" : "unknown") : condition.test(context);
  const sees = offence === undefined ? "yes" : seen(judged, offence);
  const truth = both(stated, sees);
  return {
    norm: norm.id,
    wording: version.from,
    title: norm.title,
    verdict:
      truth === "no"
        ? "excluded"
        : !textHeld
          ? "unknown-text"
          : certain(sides, wording, truth, context, judged),
    because: because(condition, stated),
    ...(offence === undefined ? {} : { offence: { classes: offence, truth: sees } }),
    missing: [
      ...missingFor(wording, condition, stated, sides, context, !textHeld),
      ...unseenFor(offence, sees, truth, judged, context),
    ],
    source: version.sources,
    summary: version.summary,
    ...(version.right === undefined ? {} : { right: version.right }),
    ...(version.service === undefined ? {} : { service: version.service }),
  };
}

/** Certain when the wording is the only one that may be in force, or when every one that may be says the same. */
function certain(
  sides: Sides,
  wording: Wording,
  truth: Truth,
  context: Context,
  judged: readonly Judged[],
): "applies" | "possible" {
  if (truth !== "yes") return "possible";
  if (sides.settled) return "applies";
  const agree = sides.wordings.every((other) => {
    if (other === wording) return true;
    const condition = other.measure ?? other.when;
    const { text, measure, right } = other.version;
    const offence = measure?.offence ?? right?.offence;
    return (
      text !== "unknown" &&
      (condition === null || condition.test(context) === "yes") &&
      (offence === undefined || seen(judged, offence) === "yes")
    );
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
    if (truth === "no") return [];
    const unseen = unseenFor(duty.offence, sees, truth, judged, context);
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

/** What to ask where an answer hangs on an offence that may be there. */
function unseenFor(
  offence: readonly OffenceClass[] | undefined,
  sees: Truth,
  truth: Truth,
  judged: readonly Judged[],
  context: Context,
): readonly Missing[] {
  if (offence === undefined || sees !== "unknown" || truth === "no") return [];
  return missingForOffences(standing(judged, offence), context);
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
