import { z } from "zod";
import { ClaimDocument, ClaimId, PartialDate } from "./claim.ts";
import type { Known } from "./claim-verdict.ts";
import { type DateText, plainDate } from "./date.ts";
import { Text } from "./norm.ts";
import type { Dated, Participation } from "./participation.ts";
import { surely } from "./window.ts";

/**
 * What a state, or somebody speaking for it, undertook or was recommended: by whom to whom, by when, and what was seen of
 * it since. How it stands is never written down: it is computed for a day, from the law where the law can tell.
 */

export const COMMITMENT_KINDS = ["plan", "announcement", "recommendation"] as const;
export type CommitmentKind = (typeof COMMITMENT_KINDS)[number];

/** From what asks for attention to what asks for none. */
export const COMMITMENT_STATES = ["overdue", "open", "no-deadline", "done", "dropped"] as const;
export type CommitmentState = (typeof COMMITMENT_STATES)[number];

const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "slug");

/** A day as precisely as it is known, or the days between which it must lie. */
export const When = z.union([
  PartialDate,
  z
    .strictObject({ earliest: plainDate, latest: plainDate })
    .refine(({ earliest, latest }) => earliest <= latest, "window"),
]);
export type When = z.infer<typeof When>;

/** How the data can tell that it is done: as long as it is so on the day asked about. */
export const DoneWhen = z.discriminatedUnion("of", [
  z.strictObject({ of: z.literal("norms-in-force"), norms: z.array(z.string()).min(1) }),
  z.strictObject({ of: z.literal("act-in-force"), act: z.string() }),
  z.strictObject({
    of: z.literal("participation"),
    treaty: z.string(),
    party: z.string(),
    step: z.enum(["signature", "ratification", "in-force"]),
  }),
]);
export type DoneWhen = z.infer<typeof DoneWhen>;

/** Of what came in by review the day it was entered; what stands in a file has none. */
type Entered = { readonly entered?: DateText };

/** Something seen of it. `fulfilled` and `withdrawn` end it; a later report of another kind takes it up again. */
export const ProgressReport = z.strictObject({
  on: When,
  means: z.enum(["progress", "fulfilled", "withdrawn"]),
  says: Text,
  sources: z.array(ClaimDocument.shape.source).min(1),
});
export type ProgressReport = z.infer<typeof ProgressReport> & Entered;

export const Commitment = z.strictObject({
  id: z.string().regex(/^[a-z]{2,}\.commitment-[a-z0-9]+(-[a-z0-9]+)*$/, "commitment-id"),
  kind: z.enum(COMMITMENT_KINDS),
  /** What is to be done, in our own words. */
  text: Text,
  /** Who is to do it. */
  owner: Text,
  /** Who said so, and to whom. */
  by: Text,
  to: Text,
  made: When,
  /** A year or a month is kept to its last day. `none-stated`: whoever said it gave no time, and nobody may supply one. */
  due: z.union([PartialDate, z.literal("none-stated")]),
  /** What it is about: items of treaties, norms of the law, treaties as a whole. */
  about: z.strictObject({
    items: z.array(z.string()).default([]),
    norms: z.array(z.string()).default([]),
    treaties: z.array(Slug).default([]),
  }),
  /** Claims of the register that it was taken from. */
  claims: z.array(ClaimId).default([]),
  doneWhen: DoneWhen.optional(),
  /** What is not confirmed, or was looked for and not found. */
  unconfirmed: Text.optional(),
  sources: z.array(ClaimDocument.shape.source).min(1),
  progress: z.array(ProgressReport).default([]),
});
export type Commitment = Omit<z.infer<typeof Commitment>, "progress"> &
  Entered & { readonly progress: readonly ProgressReport[] };

/** How a commitment stands on a day. */
export type CommitmentStanding = {
  readonly state: CommitmentState;
  /** The last day to do it; null where none was stated. */
  readonly due: DateText | null;
  /** Days from the day asked about to the last day, negative once it has passed; null where nothing is owed by a day. */
  readonly daysLeft: number | null;
  /** Since when it is done or dropped: the first day of which that is certain. */
  readonly ended: DateText | null;
  /** How many days after its last day it was done; 0 in time, null where it is not done or no day was stated. */
  readonly daysLate: number | null;
};

/**
 * How a commitment stands on a day; null where it was not certainly made by then. Where it says how the data tell that it
 * is done, they alone do: a norm that has ended again leaves it undone. Of days known by month or year, the last counts.
 */
export function commitmentState(
  commitment: Commitment,
  on: DateText,
  known: Known,
): CommitmentStanding | null {
  if (on < lastOf(commitment.made)) return null;
  const due = commitment.due === "none-stated" ? null : lastOf(commitment.due);
  const done = doneSince(commitment, on, known);
  if (done !== null) {
    const daysLate = due === null ? null : Math.max(0, daysBetween(due, done));
    return { state: "done", due, daysLeft: null, ended: done, daysLate };
  }
  const standing = { due, daysLeft: null, ended: null, daysLate: null } as const;
  const last = lastReport(commitment, on);
  if (last?.means === "withdrawn") return { ...standing, state: "dropped", ended: lastOf(last.on) };
  if (due === null) return { ...standing, state: "no-deadline" };
  const daysLeft = daysBetween(on, due);
  return { ...standing, state: daysLeft < 0 ? "overdue" : "open", daysLeft };
}

/** A commitment and how it stands. */
export type StandingCommitment = { readonly commitment: Commitment; readonly standing: CommitmentStanding };

/** Those made by a day, what is owed longest first, then what is due soonest, then by state and day they were made. */
export function commitmentsOn(
  commitments: readonly Commitment[],
  on: DateText,
  known: Known,
): readonly StandingCommitment[] {
  return commitments
    .flatMap((commitment) => {
      const standing = commitmentState(commitment, on, known);
      return standing === null ? [] : [{ commitment, standing }];
    })
    .sort(
      (a, b) =>
        COMMITMENT_STATES.indexOf(a.standing.state) - COMMITMENT_STATES.indexOf(b.standing.state) ||
        (a.standing.daysLeft ?? 0) - (b.standing.daysLeft ?? 0) ||
        (firstOf(a.commitment.made) < firstOf(b.commitment.made) ? 1 : -1),
    );
}

/** What was reported by a day; reports stand in the order of their days. */
export function reportsBy({ progress }: Commitment, on: DateText): readonly ProgressReport[] {
  return progress.filter((report) => lastOf(report.on) <= on);
}

/** With one report more, after all that are not surely of a later day; those it has keep their order. */
export function withReport(commitment: Commitment, report: ProgressReport): Commitment {
  const { progress } = commitment;
  const before = progress.findLastIndex(({ on }) => lastOf(on) <= lastOf(report.on));
  return { ...commitment, progress: progress.toSpliced(before + 1, 0, report) };
}

/** The first day it may be, and the last: of `2024-06` the first and the thirtieth of June. */
export function firstOf(when: When): DateText {
  if (typeof when !== "string") return when.earliest;
  return when.length === 10 ? when : when.length === 7 ? `${when}-01` : `${when}-01-01`;
}

export function lastOf(when: When): DateText {
  if (typeof when !== "string") return when.latest;
  if (when.length === 10) return when;
  const month = Temporal.PlainYearMonth.from(when.length === 7 ? when : `${when}-12`);
  return month.toPlainDate({ day: month.daysInMonth }).toString();
}

function doneSince(commitment: Commitment, on: DateText, known: Known): DateText | null {
  if (commitment.doneWhen !== undefined) return heldSince(commitment.doneWhen, on, known);
  const last = lastReport(commitment, on);
  return last?.means === "fulfilled" ? lastOf(last.on) : null;
}

function lastReport(commitment: Commitment, on: DateText): ProgressReport | undefined {
  return reportsBy(commitment, on).at(-1);
}

function heldSince(when: DoneWhen, on: DateText, known: Known): DateText | null {
  switch (when.of) {
    case "norms-in-force": {
      const days = when.norms.map((norm) => inForceSince(known, norm, on));
      return days.includes(null) ? null : (days.toSorted().at(-1) ?? null);
    }
    case "act-in-force": {
      const act = known.law.amendments.get(when.act);
      if (act === undefined || act.status === "bill") return null;
      const day = lastOf(act.inForce);
      return day <= on ? day : null;
    }
    case "participation": {
      const day = stepOf(known.participations.get(when.treaty), when)?.date;
      return day !== undefined && day <= on ? day : null;
    }
  }
}

/** From its first wording that follows on another without a gap: a new wording is no new norm. */
function inForceSince({ law }: Known, norm: string, on: DateText): DateText | null {
  const wordings = law.norms.get(norm)?.wordings ?? [];
  let at = wordings.findLastIndex((wording) => surely(wording, on));
  if (at < 0) return null;
  for (; at > 0; at -= 1) {
    const [before, here] = [wordings[at - 1], wordings[at]];
    if (before?.ends == null || here === undefined || before.ends.latest < here.begins.earliest) break;
  }
  return wordings[at]?.begins.latest ?? null;
}

function stepOf(
  participation: Participation | undefined,
  { party, step }: DoneWhen & { of: "participation" },
): Dated | undefined {
  const found = participation?.participants.find(({ code }) => code === party);
  // Who has left is bound no more, whatever it once did.
  if (found === undefined || found.denunciation !== undefined) return undefined;
  return step === "signature"
    ? found.signature
    : step === "ratification"
      ? found.ratification
      : found.inForce;
}

function daysBetween(from: DateText, to: DateText): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}

/** One thing wrong in a commitment: the field, and what to do. */
export type CommitmentFault = { readonly path: readonly (string | number)[]; readonly message: string };

/** Names that stand in none of the data, days out of order, two ways of telling that it is done. */
export function checkCommitment(commitment: Commitment, known: Known): readonly CommitmentFault[] {
  const { about, made, due, progress, doneWhen } = commitment;
  const items = new Set(
    [...known.treaties.values()].flatMap(({ articles }) =>
      articles.flatMap(({ items: all }) => all.map(({ id }) => id)),
    ),
  );
  const unlisted = (field: "items" | "norms" | "treaties", holds: (id: string) => boolean, what: string) =>
    about[field].flatMap((id, at) =>
      holds(id) ? [] : [{ path: ["about", field, at], message: `"${id}" is not ${what}` }],
    );
  const treaty = (id: string) => known.treaties.has(id) || known.participations.has(id);
  return [
    ...unlisted("items", (id) => items.has(id), "an item of a treaty there are data for"),
    ...unlisted("norms", (id) => known.law.norms.has(id), "a norm of this pack"),
    ...unlisted("treaties", treaty, "a treaty there are data for"),
    ...(due !== "none-stated" && lastOf(due) < firstOf(made)
      ? [{ path: ["due"], message: "its last day is before the day it was made" }]
      : []),
    ...progress.flatMap(({ on, means }, at) => {
      const before = at === 0 ? made : (progress[at - 1]?.on ?? made);
      return [
        ...(lastOf(on) < firstOf(before)
          ? [
              {
                path: ["progress", at, "on"],
                message: "is before what it follows: reports stand in the order of their days",
              },
            ]
          : []),
        ...(means === "fulfilled" && doneWhen !== undefined
          ? [
              {
                path: ["progress", at, "means"],
                message: "the data tell whether it is done (doneWhen): a report cannot",
              },
            ]
          : []),
      ];
    }),
    ...inDoneWhen(doneWhen, known).map((message) => ({ path: ["doneWhen"], message })),
  ];
}

function inDoneWhen(when: DoneWhen | undefined, known: Known): readonly string[] {
  if (when === undefined) return [];
  switch (when.of) {
    case "norms-in-force":
      return when.norms
        .filter((id) => !known.law.norms.has(id))
        .map((id) => `"${id}" is not a norm of this pack`);
    case "act-in-force":
      return known.law.amendments.has(when.act) ? [] : [`"${when.act}" is not an act of this pack`];
    case "participation": {
      const participation = known.participations.get(when.treaty);
      if (participation === undefined) return [`"${when.treaty}" is not a treaty there are participants of`];
      return participation.participants.some(({ code }) => code === when.party)
        ? []
        : [`"${when.party}" is not among the participants of "${when.treaty}"`];
    }
  }
}
