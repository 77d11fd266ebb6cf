import { type Law, sliceOn, type Wording } from "./compile.ts";
import type { Compiled, Context } from "./condition.ts";
import type { DateText } from "./date.ts";
import { LawError } from "./error.ts";
import type { Facts } from "./facts.ts";
import { type Judged, judge } from "./judge.ts";
import { milderLaw } from "./milder.ts";
import { gather, questions } from "./missing.ts";
import type {
  Assessment,
  DutyAnswer,
  Explanation,
  MeasureAnswer,
  Missing,
  NotInForce,
  OffenceAnswer,
  RightAnswer,
  Truth,
} from "./result.ts";
import { sanctionsOnDay } from "./sanction.ts";
import type { Sides, Slice } from "./slice.ts";
import { order } from "./window.ts";

export type AssessOptions = {
  /** The day whose law is asked; otherwise the (last) day of the act. Repetition is always counted to the act. */
  readonly on?: DateText;
  /** Day of the decision: later law up to it is searched for milder treatment. */
  readonly decided?: DateText;
  /** Day the case was opened, for acts whose fines follow the index of that day; otherwise the day asked about. */
  readonly caseOpened?: DateText;
  /** Also what is excluded or displaced. */
  readonly all?: boolean;
  /** False: each `because` is only its top node, with the answer and nothing below. */
  readonly because?: boolean;
};

/**
 * Every offence, measure, duty and right of one day's law, held against the facts. Nothing is guessed: what a fact
 * not given decides is `possible`, with that fact among `missing` and `questions`; what hangs on a date of law that
 * is not established is `possible` too, once for each wording that may have been in force.
 * Throws LawError on a date that does not exist or that the pack does not cover.
 */
export function assess(law: Law, facts: Facts, options: AssessOptions = {}): Assessment {
  const act = lastDay(facts);
  const on = options.on ?? act;
  const slice = sliceOn(law, on, options.on === undefined ? "date" : "on");
  const context: Context = { facts, act, definitions: slice.definitions };
  const because = explainer(context, options.because ?? true);
  const judged = judge(slice, context);
  const shown = judged.filter(
    ({ verdict }) => options.all || (verdict !== "excluded" && verdict !== "displaced"),
  );
  const offences = shown.map((one) => offenceAnswer(law, slice, one, context, because, { ...options, on }));
  const answers = {
    offences: offences.sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict)),
    ...others(slice, context, because, options.all ?? false),
  };
  return {
    date: on,
    regime: slice.regime,
    ...answers,
    questions: questions(answers),
    notInForce: notInForce(slice, context, judged, on),
    milder: milder(law, slice, judged, context, on, options.decided),
  };
}

const VERDICTS: readonly OffenceAnswer["verdict"][] = [
  "applies",
  "possible",
  "unknown-text",
  "displaced",
  "excluded",
];

/** The day that decides: of a continuing act, the last. */
export function lastDay(facts: Facts): DateText {
  return typeof facts.date === "string" ? facts.date : facts.date.to;
}

type Because = (condition: Compiled | null, truth: Truth) => Explanation;

function explainer(context: Context, wanted: boolean): Because {
  return (condition, truth) => (wanted && condition !== null ? condition.explain(context) : BARE[truth]);
}

const BARE: Readonly<Record<Truth, Explanation>> = {
  yes: { op: "all", truth: "yes", of: [] },
  no: { op: "all", truth: "no", of: [] },
  unknown: { op: "all", truth: "unknown", of: [] },
};

function offenceAnswer(
  law: Law,
  slice: Slice,
  { entry, truth, verdict, displacedBy }: Judged,
  context: Context,
  because: Because,
  days: { readonly on: DateText; readonly caseOpened?: DateText },
): OffenceAnswer {
  const { wording, part, condition, sides } = entry;
  const { norm, version } = wording;
  const provided = part?.part;
  return {
    norm: norm.id,
    part: provided?.part ?? null,
    wording: version.from,
    title: norm.title,
    class: provided?.class ?? "unknown",
    verdict,
    ...(displacedBy === undefined ? {} : { displacedBy }),
    sanctions: part === null ? "unknown" : sanctionsOnDay(law, slice, wording, part, context, days),
    prosecution: provided?.prosecution ?? { mode: "unknown" },
    reconciliation: {
      effect: provided?.reconciliation.effect ?? "unknown",
      barred: provided === undefined ? "unknown" : (part?.barred?.test(context) ?? "no"),
      ...(provided?.reconciliation.norm === undefined ? {} : { norm: provided.reconciliation.norm }),
      ...(provided?.reconciliation.note === undefined ? {} : { note: provided.reconciliation.note }),
    },
    because: because(condition, truth),
    missing: missingFor(wording, condition, truth, sides, context, part === null),
    source: version.sources,
    summary: version.summary,
    readings: version.readings,
  };
}

/** What stands between this answer and a certain one. */
function missingFor(
  { norm }: Wording,
  condition: Compiled | null,
  truth: Truth,
  sides: Sides,
  context: Context,
  textUnknown: boolean,
): readonly Missing[] {
  if (truth !== "unknown" && sides.settled && !textUnknown) return [];
  return gather((add) => {
    if (textUnknown && truth !== "no") add({ kind: "text", norm: norm.id });
    if (truth !== "no") for (const date of sides.unsettled) add(date);
    if (truth === "unknown") condition?.missing(context, add);
  });
}

function others(
  slice: Slice,
  context: Context,
  because: Because,
  all: boolean,
): Pick<Assessment, "measures" | "duties" | "rights"> {
  const measures: MeasureAnswer[] = [];
  const duties: DutyAnswer[] = [];
  const rights: RightAnswer[] = [];
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
      duties.push(...dutyAnswers(sides, wording, context));
    }
  }
  return { measures, duties, rights };
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
    title: norm.title,
    verdict:
      truth === "no" ? "excluded" : !textHeld ? "unknown-text" : certain(sides, wording, truth, context),
    because: because(condition, truth),
    missing: missingFor(wording, condition, truth, sides, context, !textHeld),
    source: version.sources,
    summary: version.summary,
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

function dutyAnswers(sides: Sides, wording: Wording, context: Context): readonly DutyAnswer[] {
  const { norm, version } = wording;
  return wording.duties.flatMap(({ duty, when }) => {
    const truth = when === null ? "yes" : when.test(context);
    if (truth === "no") return [];
    const textUnknown = version.text === "unknown";
    return {
      norm: norm.id,
      title: norm.title,
      agency: duty.agency,
      after: duty.after.event,
      within: duty.within,
      recurring: duty.recurring,
      verdict: textUnknown ? "unknown-text" : truth === "yes" && sides.settled ? "applies" : "possible",
      missing: missingFor(wording, when, truth, sides, context, textUnknown),
      source: version.sources,
      summary: version.summary,
    } satisfies DutyAnswer;
  });
}

/** Offences whose elements are surely met but which belong to another time: the reason why nothing, or less, applies. */
function notInForce(
  slice: Slice,
  context: Context,
  judged: readonly Judged[],
  on: DateText,
): readonly NotInForce[] {
  const applying = new Set(
    judged.filter(({ verdict }) => verdict === "applies").map(({ entry }) => entry.wording.norm.id),
  );
  return slice.elsewhere
    .flatMap(({ wording, part, condition, definitions, yieldsTo }) => {
      const { norm, begins, ends } = wording;
      if (applying.has(norm.id)) return [];
      const then = { ...context, definitions };
      if (condition.test(then) !== "yes" || yieldsTo.some((other) => other.test(then) === "yes")) return [];
      const until = ends?.latest ?? null;
      const span = { from: begins.earliest, ...(until === null ? {} : { until }) };
      return {
        norm: norm.id,
        part: part?.part.part ?? null,
        title: norm.title,
        from: begins.earliest,
        until,
        because: { op: "in-force", truth: "no", norm: norm.id, on, ...span },
        source: wording.version.sources,
      } satisfies NotInForce;
    })
    .sort((a, b) => order(a.from, b.from) || order(a.norm, b.norm));
}

function milder(
  law: Law,
  slice: Slice,
  judged: readonly Judged[],
  context: Context,
  on: DateText,
  decided: DateText | undefined,
): Assessment["milder"] {
  if (decided === undefined) return [];
  sliceOn(law, decided, "decided");
  if (decided < on) {
    throw new LawError("date", "decided", `decided: ${decided} is before the day asked about, ${on}.`);
  }
  return milderLaw(law, slice, judged, context, on, decided);
}
