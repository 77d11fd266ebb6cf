import {
  addDays,
  type CommitmentStanding,
  type DateText,
  lastOf,
  reportsBy,
  type StandingCommitment,
} from "@arasha/law";

/**
 * Which commitments somebody is to be told of on a day: each as it comes near its last day, when it is past it, and again as
 * long as nothing is heard of it.
 */

/**
 * How many days before the last day. A month is the time an agency's answer to a letter usually takes, so it can still be asked
 * how it stands; in the last week it can only be seen whether it is done.
 */
export const NEAR = { month: 30, week: 7 } as const;

/**
 * How many days later somebody is told again of what stays overdue. What is late by years moves by quarters; a letter more often
 * than its owners report is no longer read.
 */
export const AGAIN = 90;

export type Step = "month" | "week" | "overdue";

export type Reminder = {
  readonly commitment: string;
  /** The last day there is to do it: another one, once it was moved, is told of anew. */
  readonly due: DateText;
  readonly step: Step;
  /** Whether it is the first time or a later one, which only what is overdue has. */
  readonly nth: number;
};
export type Told = Reminder & { readonly on: DateText };
export type Owed = StandingCommitment & { readonly reminder: Reminder };

/**
 * What is owed today to somebody who was told of `told`. Only the step a commitment has come to: earlier ones that nobody was
 * there to tell of are past.
 */
export function owedOn(
  standing: readonly StandingCommitment[],
  told: readonly Told[],
  today: DateText,
): readonly Owed[] {
  const before = Map.groupBy(told, keyOf);
  return standing.flatMap((one) => {
    const { commitment } = one;
    const [step, { due }] = [stepOf(one.standing), one.standing];
    if (step === null || due === null) return [];
    const reminder = { commitment: commitment.id, due, step };
    const earlier = before.get(keyOf(reminder)) ?? [];
    if (earlier.length > 0 && (step !== "overdue" || today < againOn(earlier, one, today))) return [];
    const nth = Math.max(0, ...earlier.map((one) => one.nth)) + 1;
    return [{ ...one, reminder: { ...reminder, nth } }];
  });
}

/** Null: nothing about it asks for attention, as it is done, dropped, without a deadline or not due for long. */
export function stepOf({ state, daysLeft }: CommitmentStanding): Step | null {
  if (state === "overdue") return "overdue";
  if (state !== "open" || daysLeft === null || daysLeft > NEAR.month) return null;
  return daysLeft > NEAR.week ? "month" : "week";
}

function againOn(earlier: readonly Told[], { commitment }: StandingCommitment, today: DateText): DateText {
  const heard = reportsBy(commitment, today).map(({ on, entered }) => entered ?? lastOf(on));
  const last = [...earlier.map(({ on }) => on), ...heard].sort().at(-1) ?? today;
  return addDays(last, AGAIN);
}

function keyOf({ commitment, due, step }: Omit<Reminder, "nth">): string {
  return `${commitment} ${due} ${step}`;
}
