import { type ActIndex, mayHold } from "./act-index.ts";
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
import type { DutyEntry, Provision, Slice } from "./slice.ts";

/** Every measure, duty and right of a slice, and what is in force of which no more is known than that. */
export function provisions(
  slice: Slice,
  context: Context,
  judged: readonly Judged[],
  because: Because,
  all: boolean,
): Pick<Assessment, "measures" | "duties" | "rights" | "unread"> {
  const answers = (of: readonly Provision[], index: ActIndex) =>
    standingOf(of, index, context, judged, all).map((held) => ({
      provision: held.provision,
      answer: plainAnswer(held, context, judged, because),
    }));
  return {
    measures: answers(slice.measures, slice.byAct.measures).map(({ provision, answer }) => ({
      ...answer,
      ...provided(provision),
    })),
    rights: answers(slice.rights, slice.byAct.rights).map(({ answer }) => answer),
    duties: dutyAnswers(slice, context, judged, because),
    unread: answers(slice.unread, slice.byAct.unread).map(({ answer }) => answer),
  };
}

function provided({ wording }: Provision): Pick<MeasureAnswer, "by" | "lasts" | "consentNeeded"> {
  const { measure } = wording.version;
  if (measure === undefined) return { by: [], lasts: "unknown", consentNeeded: "unknown" };
  return { by: measure.by, lasts: measure.lasts, consentNeeded: measure.consentNeeded };
}

/** A provision held against the facts: what its own condition says, and whether an offence it hangs on is there. */
export type Held = {
  readonly provision: Provision;
  readonly stated: Truth;
  readonly sees: Truth;
  readonly verdict: MeasureAnswer["verdict"];
};

/** The provisions of a list that are not excluded, in order; with `all` the excluded too. */
export function standingOf(
  of: readonly Provision[],
  index: ActIndex,
  context: Context,
  judged: readonly Judged[],
  all = false,
): readonly Held[] {
  const found: Held[] = [];
  for (const at of all ? index.everything : mayHold(index, context.acts)) {
    const provision = of[at] as Provision;
    const { condition, offence, textHeld } = provision;
    const stated = condition === null ? (textHeld ? "yes" : "unknown") : condition.test(context);
    const sees = offence === null ? "yes" : seen(judged, offence);
    const truth = both(stated, sees);
    if (truth !== "no") {
      const verdict = textHeld ? certain(provision, truth, context, judged) : "unknown-text";
      found.push({ provision, stated, sees, verdict });
    } else if (all) found.push({ provision, stated, sees, verdict: "excluded" });
  }
  return found;
}

/** Certain when the wording is the only one that may be in force, or when every one that may be says the same. */
function certain(
  { sides, wording }: Provision,
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

/** A norm that applies whole. No condition: it applies to every incident, if its text is held. */
function plainAnswer(
  { provision, stated, sees, verdict }: Held,
  context: Context,
  judged: readonly Judged[],
  because: Because,
): RightAnswer {
  const { wording, condition, offence, sides, textHeld } = provision;
  const { norm, version } = wording;
  return {
    norm: norm.id,
    wording: version.from,
    title: norm.title,
    verdict,
    because: because(condition, stated),
    ...(offence === null ? {} : { offence: { classes: offence, truth: sees } }),
    missing: [
      ...missingFor(wording, condition, stated, sides, context, !textHeld),
      ...unseenFor(offence, sees, both(stated, sees), judged, context),
    ],
    source: version.sources,
    summary: version.summary,
    ...(version.right === undefined ? {} : { right: version.right }),
    ...(version.service === undefined ? {} : { service: version.service }),
  };
}

function dutyAnswers(
  slice: Slice,
  context: Context,
  judged: readonly Judged[],
  because: Because,
): readonly DutyAnswer[] {
  const answers: DutyAnswer[] = [];
  for (const at of mayHold(slice.byAct.duties, context.acts)) {
    const answer = dutyAnswer(slice.duties[at] as DutyEntry, context, judged, because);
    if (answer !== null) answers.push(answer);
  }
  return answers;
}

function dutyAnswer(
  { sides, wording, ready: { duty, when } }: DutyEntry,
  context: Context,
  judged: readonly Judged[],
  because: Because,
): DutyAnswer | null {
  const { norm, version } = wording;
  const stated = when === null ? "yes" : when.test(context);
  if (stated === "no") return null;
  const offence = duty.offence ?? null;
  const sees = offence === null ? "yes" : seen(judged, offence);
  const truth = both(stated, sees);
  if (truth === "no") return null;
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
    ...(offence === null ? {} : { offence: { classes: offence, truth: sees } }),
    missing: [
      ...missingFor(wording, when, stated, sides, context, textUnknown),
      ...unseenFor(offence, sees, truth, judged, context),
    ],
    source: version.sources,
    summary: version.summary,
  };
}

/** What to ask where an answer hangs on an offence that may be there. */
function unseenFor(
  offence: readonly OffenceClass[] | null,
  sees: Truth,
  truth: Truth,
  judged: readonly Judged[],
  context: Context,
): readonly Missing[] {
  if (offence === null || sees !== "unknown" || truth === "no") return [];
  return missingForOffences(standing(judged, offence), context);
}

export type Because = (condition: Compiled | null, truth: Truth) => Explanation;

/** Explains answers in full or, where that is not wanted, by the bare answer. */
export function explainer(context: Context, wanted: boolean): Because {
  return (condition, truth) => (wanted ? explanationOf(condition, truth, context) : BARE[truth]);
}

/** The whole tree of explanationOf; of what has no condition, the bare answer. */
export function explanationOf(condition: Compiled | null, truth: Truth, context: Context): Explanation {
  return condition === null ? BARE[truth] : condition.explain(context);
}

/** One shared object for each. */
const BARE: Readonly<Record<Truth, Explanation>> = {
  yes: { op: "all", truth: "yes", of: [] },
  no: { op: "all", truth: "no", of: [] },
  unknown: { op: "all", truth: "unknown", of: [] },
};
