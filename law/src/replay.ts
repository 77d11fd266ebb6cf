import { compile, type Law } from "./compile.ts";
import type { DateText } from "./date.ts";
import type { Facts } from "./facts.ts";
import { key } from "./reference.ts";
import { type Verdict, verdicts } from "./verdicts.ts";
import { order } from "./window.ts";

/** The law a caseload is judged under instead: of a day (else that of each act), and as if some bills had passed. */
export type OtherRegime = { readonly on?: DateText; readonly bills?: readonly string[] };

/** How one answer of a case differs. Several stands: the wordings inside a window; none: it is not answered. */
export type VerdictChange = {
  readonly answer: string;
  readonly kind: Verdict["kind"];
  readonly before: readonly Stand[];
  readonly after: readonly Stand[];
};
type Stand = Pick<Verdict, "class" | "verdict">;

/**
 * Judges each incident by the law of its own day and by another regime, and yields what differs: for each case, in the
 * order of the cases, an empty list where nothing does. The facts keep their own date. Nothing is held between cases.
 * Throws LawError as `verdicts` does.
 */
export function* replay(
  law: Law,
  cases: Iterable<Facts>,
  { on, bills }: OtherRegime,
): Generator<readonly VerdictChange[]> {
  // Stryker disable next-line ConditionalExpression,EqualityOperator: compiled once more without a bill, the law is the same
  const other = bills === undefined || bills.length === 0 ? law : compile(law.pack, { bills });
  const options = on === undefined ? {} : { on };
  for (const facts of cases) yield changes(verdicts(law, facts), verdicts(other, facts, options));
}

function changes(before: readonly Verdict[], after: readonly Verdict[]): readonly VerdictChange[] {
  const answers = new Map<string, Both>();
  for (const one of before) stand(bothOf(answers, one).before, one);
  for (const one of after) stand(bothOf(answers, one).after, one);
  const differing: VerdictChange[] = [];
  for (const one of answers.values()) {
    one.before.sort(byWords);
    one.after.sort(byWords);
    if (!same(one.before, one.after)) differing.push(one);
  }
  return differing.sort((a, b) => order(a.answer, b.answer));
}

type Both = VerdictChange & { readonly before: Stand[]; readonly after: Stand[] };

function bothOf(answers: Map<string, Both>, { norm, part, kind }: Verdict): Both {
  const answer = key(norm, part);
  const known = answers.get(answer);
  if (known !== undefined) return known;
  const both = { answer, kind, before: [], after: [] };
  answers.set(answer, both);
  return both;
}

/** Two wordings that say the same stand as one: the end of a window between them makes no difference. */
function stand(side: Stand[], { class: given, verdict }: Verdict): void {
  if (side.some((other) => other.class === given && other.verdict === verdict)) return;
  side.push({ class: given, verdict });
}

function byWords(a: Stand, b: Stand): number {
  return order(`${a.class} ${a.verdict}`, `${b.class} ${b.verdict}`);
}

function same(before: readonly Stand[], after: readonly Stand[]): boolean {
  if (before.length !== after.length) return false;
  return before.every((one, at) => one.class === after[at]?.class && one.verdict === after[at]?.verdict);
}

/** Plain numbers, so that tallies of parts of a caseload add up to that of the whole, in whatever order. */
export type Tally = {
  readonly cases: number;
  /** Cases of which at least one answer differs. */
  readonly changed: number;
  readonly answers: Readonly<Record<string, AnswerTally>>;
  /** Cases by the class of an offence they gained or lost, each case once for each class. */
  readonly classes: Readonly<Record<string, { readonly gained: number; readonly lost: number }>>;
};
export type AnswerTally = { readonly gained: number; readonly lost: number; readonly changed: number };

export const NO_TALLY: Tally = { cases: 0, changed: 0, answers: {}, classes: {} };

/** Counts what differs, case by case. */
export function tally(cases: Iterable<readonly VerdictChange[]>): Tally {
  let counted = 0;
  let changed = 0;
  const answers = new Map<string, { gained: number; lost: number; changed: number }>();
  const classes = new Map<string, { gained: number; lost: number }>();
  for (const differing of cases) {
    counted += 1;
    if (differing.length > 0) changed += 1;
    const seen = new Set<string>();
    for (const { answer, kind, before, after } of differing) {
      const of = answers.get(answer) ?? { gained: 0, lost: 0, changed: 0 };
      answers.set(answer, of);
      const way = before.length === 0 ? "gained" : after.length === 0 ? "lost" : "changed";
      of[way] += 1;
      if (kind !== "offence" || way === "changed") continue;
      for (const { class: given } of way === "gained" ? after : before) {
        const name = String(given);
        if (seen.has(`${way} ${name}`)) continue;
        seen.add(`${way} ${name}`);
        const count = classes.get(name) ?? { gained: 0, lost: 0 };
        classes.set(name, count);
        count[way] += 1;
      }
    }
  }
  return { cases: counted, changed, answers: sorted(answers), classes: sorted(classes) };
}

/** Two tallies as one. */
export function added(a: Tally, b: Tally): Tally {
  const names = (of: "answers" | "classes") => [...new Set([...Object.keys(a[of]), ...Object.keys(b[of])])];
  return {
    cases: a.cases + b.cases,
    changed: a.changed + b.changed,
    answers: sorted(
      names("answers").map((name) => [
        name,
        {
          gained: (a.answers[name]?.gained ?? 0) + (b.answers[name]?.gained ?? 0),
          lost: (a.answers[name]?.lost ?? 0) + (b.answers[name]?.lost ?? 0),
          changed: (a.answers[name]?.changed ?? 0) + (b.answers[name]?.changed ?? 0),
        },
      ]),
    ),
    classes: sorted(
      names("classes").map((name) => [
        name,
        {
          gained: (a.classes[name]?.gained ?? 0) + (b.classes[name]?.gained ?? 0),
          lost: (a.classes[name]?.lost ?? 0) + (b.classes[name]?.lost ?? 0),
        },
      ]),
    ),
  };
}

function sorted<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => order(a, b)));
}
