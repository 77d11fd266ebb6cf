import { mayHold } from "./act-index.ts";
import type { Compiled, Context } from "./condition.ts";
import { both, type Judged, type Sight, seen, standing } from "./judge.ts";
import { missingFor, missingForOffences } from "./missing.ts";
import type { OffenceClass } from "./norm.ts";
import { classBits } from "./offence-entry.ts";
import type {
  Assessment,
  DutyAnswer,
  Explanation,
  MeasureAnswer,
  Missing,
  RightAnswer,
  Truth,
} from "./result.ts";
import { answersOn } from "./sheet.ts";
import type { DutyEntry, Provision, Slice } from "./slice.ts";

/** Every measure, duty and right of a slice, and what is in force of which no more is known than that. */
export function provisions(
  slice: Slice,
  context: Context,
  judged: readonly Judged[],
  sight: Sight,
  because: Because,
  all: boolean,
): Pick<Assessment, "measures" | "duties" | "rights" | "unread"> {
  const unseen = unseenAmong(judged, context);
  const answers = (list: ProvisionList) =>
    standingOf(slice, list, context, sight, all).map((held) => ({
      provision: held.provision,
      answer: plainAnswer(held, context, unseen, because),
    }));
  return {
    measures: answers("measures").map(({ provision, answer }) => ({
      ...answer,
      ...provided(provision),
    })),
    rights: answers("rights").map(({ answer }) => answer),
    duties: dutyAnswers(slice, context, sight, unseen, because),
    unread: answers("unread").map(({ answer }) => answer),
  };
}

function provided({ wording }: Provision): Pick<MeasureAnswer, "by" | "lasts" | "consentNeeded"> {
  const { measure } = wording.version;
  if (measure === undefined) return { by: [], lasts: "unknown", consentNeeded: "unknown" };
  return { by: measure.by, lasts: measure.lasts, consentNeeded: measure.consentNeeded };
}

/** A provision held against the facts: what its own condition says, and whether an offence it hangs on is there. */
export type Held = {
  /** Its position in the list. */
  readonly at: number;
  readonly provision: Provision;
  readonly stated: Truth;
  readonly sees: Truth;
  readonly verdict: MeasureAnswer["verdict"];
};

type ProvisionList = "measures" | "rights" | "unread";

/** The provisions of a list that are not excluded, in order; with `all` the excluded too. */
export function standingOf(
  slice: Slice,
  list: ProvisionList,
  context: Context,
  sight: Sight,
  all = false,
): readonly Held[] {
  const { everything } = slice.byAct[list];
  const asked = all ? everything : mayHold(slice.byAct[list], context.acts);
  const truths = answersOn(slice.sheets[list], context, asked);
  const found: Held[] = [];
  for (let place = 0; place < asked.length; place += 1) {
    const at = asked[place] as number;
    const provision = slice[list][at] as Provision;
    const { offence, classes, textHeld } = provision;
    const stated = truths[place] as Truth;
    const sees = offence === null ? "yes" : seen(sight, classes);
    const truth = both(stated, sees);
    if (truth !== "no") {
      const verdict = textHeld ? certain(provision, truth, context, sight) : "unknown-text";
      found.push({ at, provision, stated, sees, verdict });
    } else if (all) found.push({ at, provision, stated, sees, verdict: "excluded" });
  }
  return found;
}

/** Certain when the wording is the only one that may be in force, or when every one that may be says the same. */
function certain(
  { sides, wording }: Provision,
  truth: Truth,
  context: Context,
  sight: Sight,
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
      (offence === undefined || seen(sight, classBits(offence)) === "yes")
    );
  });
  return agree && !sides.absent ? "applies" : "possible";
}

/** A norm that applies whole. No condition: it applies to every incident, if its text is held. */
function plainAnswer(
  { provision, stated, sees, verdict }: Held,
  context: Context,
  unseen: Unseen,
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
      ...unseenFor(offence, sees, both(stated, sees), unseen),
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
  sight: Sight,
  unseen: Unseen,
  because: Because,
): readonly DutyAnswer[] {
  const answers: DutyAnswer[] = [];
  const asked = mayHold(slice.byAct.duties, context.acts);
  const truths = answersOn(slice.sheets.duties, context, asked);
  for (let place = 0; place < asked.length; place += 1) {
    const entry = slice.duties[asked[place] as number] as DutyEntry;
    const answer = dutyAnswer(entry, truths[place] as Truth, context, sight, unseen, because);
    if (answer !== null) answers.push(answer);
  }
  return answers;
}

function dutyAnswer(
  { sides, wording, ready: { duty, when } }: DutyEntry,
  stated: Truth,
  context: Context,
  sight: Sight,
  unseen: Unseen,
  because: Because,
): DutyAnswer | null {
  const { norm, version } = wording;
  if (stated === "no") return null;
  const offence = duty.offence ?? null;
  const sees = offence === null ? "yes" : seen(sight, classBits(offence));
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
      ...unseenFor(offence, sees, truth, unseen),
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
  unseen: Unseen,
): readonly Missing[] {
  return offence === null || sees !== "unknown" || truth === "no" ? [] : unseen(offence);
}

type Unseen = (classes: readonly OffenceClass[]) => readonly Missing[];

/** What stands in the way of knowing whether an offence of some classes is there: gathered once, as many hang on it. */
function unseenAmong(judged: readonly Judged[], context: Context): Unseen {
  const known = new Map<number, readonly Missing[]>();
  return (classes) => {
    const bits = classBits(classes);
    const missing = known.get(bits) ?? missingForOffences(standing(judged, classes), context);
    // Stryker disable next-line CallExpression: gathered again, it is the same
    known.set(bits, missing);
    return missing;
  };
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
