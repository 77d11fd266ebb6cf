import { mayHold } from "./act-index.ts";
import { type Law, sliceOn } from "./compile.ts";
import { type Context, contextOf, lastDay } from "./condition.ts";
import type { DateText } from "./date.ts";
import { LawError } from "./error.ts";
import type { Facts } from "./facts.ts";
import { type Judged, judgementOf, listed } from "./judge.ts";
import { limitationFrom } from "./limitation.ts";
import { milderLaw } from "./milder.ts";
import { missingFor } from "./missing.ts";
import type { Elsewhere } from "./offence-entry.ts";
import { type Because, explainer, provisions } from "./provisions.ts";
import { questions } from "./questions.ts";
import { key } from "./reference.ts";
import type { Assessment, NotInForce, OffenceAnswer } from "./result.ts";
import { type Days, sanctionsOnDay } from "./sanction.ts";
import type { Slice } from "./slice.ts";
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
  /** Whether to say what to ask next; a pass of its own, left out where `because` is false unless asked for. */
  readonly questions?: boolean;
};

/**
 * Every offence, measure, duty and right of one day's law, held against the facts. Nothing is guessed: what a fact
 * not given decides is `possible`, with that fact among `missing` and `questions`; what hangs on a date of law that
 * is not established is `possible` too, once for each wording that may have been in force.
 * Throws LawError on a date that does not exist or that the pack does not cover.
 */
export function assess(law: Law, facts: Facts, options: AssessOptions = {}): Assessment {
  const on = options.on ?? lastDay(facts);
  const slice = sliceOn(law, on, options.on === undefined ? "date" : "on");
  const context = contextOf(facts, slice.definitions);
  const because = explainer(context, options.because ?? true);
  const all = options.all ?? false;
  const judgement = judgementOf(slice, context, all);
  const judged = listed(slice, judgement, all);
  const shown = all ? judged : judged.filter(({ verdict }) => verdict !== "displaced");
  const days = { on, caseOpened: options.caseOpened };
  const offences = shown.map((one) => offenceAnswer(law, one, context, because, days));
  const answers = {
    offences: offences.sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict)),
    ...provisions(slice, context, judged, judgement.sight, because, all),
  };
  return {
    date: on,
    regime: slice.regime,
    ...answers,
    questions: (options.questions ?? options.because ?? true) ? questions(slice, context) : [],
    notInForce: notInForce(slice, context, judged, on),
    milder: milder(law, judged, context, on, options.decided),
  };
}

const VERDICTS: readonly OffenceAnswer["verdict"][] = [
  "applies",
  "possible",
  "unknown-text",
  "displaced",
  "excluded",
];

function offenceAnswer(
  law: Law,
  { entry, truth, verdict, displacedBy }: Judged,
  context: Context,
  because: Because,
  days: Days,
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
    sanctions: sanctionsOnDay(law, entry, context, days),
    prosecution: provided?.prosecution ?? { mode: "unknown" },
    reconciliation: {
      effect: provided?.reconciliation.effect ?? "unknown",
      barred: provided === undefined ? "unknown" : (part?.barred?.test(context) ?? "no"),
      ...(provided?.reconciliation.norm === undefined ? {} : { norm: provided.reconciliation.norm }),
      ...(provided?.reconciliation.note === undefined ? {} : { note: provided.reconciliation.note }),
    },
    gravity: entry.gravity,
    limitation: limitationFrom(entry.lapse, context),
    competent: provided?.competent ?? "unknown",
    because: because(condition, truth),
    missing: missingFor(wording, condition, truth, sides, context, part === null),
    source: version.sources,
    summary: version.summary,
    readings: version.readings,
  };
}

/**
 * Offences whose elements are met but which belong to another time: the reason why nothing, or less, applies. Where
 * nothing at all applies, those that a fact not given would decide are named too. Of each, the wording nearest in time.
 */
function notInForce(
  slice: Slice,
  context: Context,
  judged: readonly Judged[],
  on: DateText,
): readonly NotInForce[] {
  const answered = judged.filter(({ verdict }) => verdict !== "excluded");
  const applying = new Set(
    answered.filter(({ verdict }) => verdict === "applies").map(({ entry }) => entry.wording.norm.id),
  );
  const found: NotInForce[] = [];
  for (const at of mayHold(slice.byAct.elsewhere, context.acts)) {
    const { wording, part, condition, definitions, yieldsTo } = slice.elsewhere[at] as Elsewhere;
    const { norm, begins, ends } = wording;
    if (applying.has(norm.id)) continue;
    const then = { ...context, definitions };
    const truth = condition.test(then);
    if (truth === "no" || (truth === "unknown" && answered.length > 0)) continue;
    if (yieldsTo.some((other) => other.test(then) === "yes")) continue;
    const until = ends?.latest ?? null;
    const span = { from: begins.earliest, ...(until === null ? {} : { until }) };
    found.push({
      norm: norm.id,
      part: part?.part.part ?? null,
      title: norm.title,
      verdict: truth === "yes" ? "applies" : "possible",
      from: begins.earliest,
      until,
      because: { op: "in-force", truth: "no", norm: norm.id, on, ...span },
      source: wording.version.sources,
    });
  }
  const distance = ({ from, until }: NotInForce) =>
    Temporal.PlainDate.from(on)
      .until(from > on ? from : (until ?? from))
      .total({ unit: "days" });
  const nearest = new Map<string, NotInForce>();
  for (const one of found) {
    const known = nearest.get(key(one.norm, one.part));
    if (!known || Math.abs(distance(one)) < Math.abs(distance(known)))
      nearest.set(key(one.norm, one.part), one);
  }
  return [...nearest.values()].sort((a, b) => order(a.from, b.from) || order(a.norm, b.norm));
}

function milder(
  law: Law,
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
  return milderLaw(law, judged, context, on, decided);
}
