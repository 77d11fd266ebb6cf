import { type DateText, dayAfter, lengthOf } from "./date.ts";
import {
  type Dated,
  type Invitation,
  type Participant,
  type Participation,
  type PublishedCount,
  type Stretch,
  TREATY_MEASURES,
  type TreatyMeasure,
  type TreatyReservation,
} from "./participation.ts";

/** The ways of counting who takes part, each a list of codes in alphabetical order. */
export type Counted = Readonly<Record<TreatyMeasure, readonly string[]>> & {
  /** Signed by the end of the day, and no instrument deposited by then. Who left a treaty is not counted here again. */
  readonly signedOnly: readonly string[];
  /** Deposited an instrument of ratification, acceptance, approval or accession by then, whoever has left since included. */
  readonly everRatified: readonly string[];
  /** Ratified and not left: an instrument deposited, and no denunciation in effect. It need not be in force yet. */
  readonly party: readonly string[];
  /** Bound on that day: in force for it, and no denunciation in effect. */
  readonly inForce: readonly string[];
};

export type TreatyStatus = {
  readonly on: DateText;
  readonly states: Counted;
  /** Organisations of states, which may take part beside their members; never added to the states. */
  readonly organisations: Counted;
};

/** Who takes part in a treaty on a day. An act counts from the day it was done, a denunciation from the day it takes effect. */
export function treatyStatus({ participants }: Participation, on: DateText): TreatyStatus {
  const organisations = participants.filter(({ standing }) => standing === "organisation");
  const states = participants.filter(({ standing }) => standing !== "organisation");
  return { on, states: counted(states, on), organisations: counted(organisations, on) };
}

function counted(participants: readonly Participant[], on: DateText): Counted {
  const codes = (holds: (one: Participant) => boolean) =>
    participants
      .filter(holds)
      .map(({ code }) => code)
      .sort();
  return {
    signedOnly: codes((one) => done(one.signature, on) && !done(one.ratification, on)),
    everRatified: codes((one) => done(one.ratification, on)),
    party: codes((one) => done(one.ratification, on) && !hasLeft(one, on)),
    inForce: codes((one) => done(one.inForce, on) && !hasLeft(one, on)),
  };
}

function done(act: Dated | undefined, on: DateText): boolean {
  return act !== undefined && act.date <= on;
}

function hasLeft({ denunciation }: Participant, on: DateText): boolean {
  return done(denunciation?.effective, on);
}

/**
 * Where one participant stands on a day, the furthest it came: `in-force`; `deposited`, not in force yet; `left`;
 * `signed`; `invited`; `perhaps-invited` where it is not established whether an invitation still holds; else `none`.
 */
export type TreatyStand =
  | "in-force"
  | "deposited"
  | "left"
  | "signed"
  | "invited"
  | "perhaps-invited"
  | "none";

export function standOf(participant: Participant, on: DateText): TreatyStand {
  if (hasLeft(participant, on)) return "left";
  if (done(participant.inForce, on)) return "in-force";
  if (done(participant.ratification, on)) return "deposited";
  if (done(participant.signature, on)) return "signed";
  const { invitation } = participant;
  const validity = invitation === undefined ? "none" : invitationOn(invitation, on);
  if (validity === "valid") return "invited";
  return validity === "not-established" ? "perhaps-invited" : "none";
}

/** Whether an invitation could be followed on a day. `not-established`: it may have been prolonged, or ended on that day. */
export type Validity = "none" | "valid" | "not-established" | "expired";

export function invitationOn({ decided, until, extensions }: Invitation, on: DateText): Validity {
  if (on < decided.date) return "none";
  const spans = [
    { from: decided.date, until, outcome: "granted" as const },
    ...extensions.map((one) => ({ ...one, from: earliestOf(one.decided) })),
  ].filter(({ from, outcome }) => from <= on && outcome !== "refused");
  if (spans.some((span) => span.outcome === "granted" && on <= earliestOf(span.until))) return "valid";
  return spans.some((span) => on <= latestOf(span.until)) ? "not-established" : "expired";
}

/**
 * How a reservation stood on a day. `not-established`: the last period known of is over, and whether it was renewed was
 * not read.
 */
export type ReservationState = "not-yet" | "in-force" | "not-established" | "withdrawn" | "lapsed";

export function reservationOn(
  participation: Pick<Participation, "reservations">,
  { periods, ended }: TreatyReservation,
  on: DateText,
): ReservationState {
  if (ended !== undefined && ended.date <= on) return ended.how;
  const begun = periods.filter(({ date }) => date <= on);
  if (begun.length === 0) return "not-yet";
  return begun.some(({ date }) => on < periodEnd(participation, date)) ? "in-force" : "not-established";
}

/** The first day on which a period of a reservation no longer holds. */
export function periodEnd({ reservations }: Pick<Participation, "reservations">, from: DateText): DateText {
  return dayAfter(from, lengthOf(reservations.period));
}

/** The day a treaty took force for its first parties: null while too few have consented. */
export function firstInForce({ participants, entryIntoForce }: Participation): DateText | null {
  const { consents, ofMembers, after } = entryIntoForce;
  const days = (of: readonly Participant[]) =>
    of.flatMap(({ ratification }) => (ratification === undefined ? [] : [ratification.date])).sort();
  const nth = (dates: readonly DateText[], count: number) => (count === 0 ? "" : (dates[count - 1] ?? null));
  const all = nth(days(participants), consents);
  const members = nth(days(participants.filter(({ standing }) => standing === "member")), ofMembers);
  if (all === null || members === null) return null;
  return firstOfMonthAfter(later(all, members), after);
}

/** The day a deposit takes effect: by the rule, and never before the treaty itself took force. Null while it has not. */
export function inForceByRule(participation: Participation, deposited: DateText): DateText | null {
  const first = firstInForce(participation);
  if (first === null) return null;
  return later(firstOfMonthAfter(deposited, participation.entryIntoForce.after), first);
}

/** The first day of the month that follows the end of a period after a day. */
export function firstOfMonthAfter(day: DateText, period: string): DateText {
  const end = dayAfter(day, lengthOf(period));
  return dayAfter(`${end.slice(0, 8)}01`, { years: 0, months: 1, weeks: 0, days: 0 });
}

export type CountsOnDay = {
  readonly on: DateText;
  readonly states: Readonly<Record<TreatyMeasure, number>>;
  readonly organisations: Readonly<Record<TreatyMeasure, number>>;
};

/** The counts on every day on which an act was done or took effect, in order of time: a line that steps on these days. */
export function countsOverTime(participation: Participation): readonly CountsOnDay[] {
  const days = new Set(
    participation.participants.flatMap(({ signature, ratification, inForce, denunciation }) =>
      [signature, ratification, inForce, denunciation?.effective].flatMap((act) => act?.date ?? []),
    ),
  );
  return [...days].sort().map((on) => countsOn(participation, on));
}

export function countsOn(participation: Participation, on: DateText): CountsOnDay {
  const { states, organisations } = treatyStatus(participation, on);
  return { on, states: numbers(states), organisations: numbers(organisations) };
}

function numbers(of: Counted): Readonly<Record<TreatyMeasure, number>> {
  return perMeasure((measure) => of[measure].length);
}

function perMeasure(number: (measure: TreatyMeasure) => number): Readonly<Record<TreatyMeasure, number>> {
  return {
    signedOnly: number("signedOnly"),
    everRatified: number("everRatified"),
    party: number("party"),
    inForce: number("inForce"),
  };
}

/** A published count beside what the data give for whom it counts. */
export type CheckedCount = {
  readonly count: PublishedCount;
  /** What each way of counting gives on that day. */
  readonly computed: Readonly<Record<TreatyMeasure, number>>;
  /** The ways of counting that give the published value. */
  readonly fits: readonly TreatyMeasure[];
  /** Its own way of counting gives its value; where its words leave the way open, any does. */
  readonly matches: boolean;
};

export function checkCount(participation: Participation, count: PublishedCount): CheckedCount {
  const { states, organisations } = treatyStatus(participation, count.on);
  const members = participation.participants.find(({ code }) => code === count.within)?.members;
  const number = (measure: TreatyMeasure) =>
    states[measure].filter((code) => count.within === undefined || members?.includes(code)).length +
    (count.of === "states" ? 0 : organisations[measure].length);
  const fits = TREATY_MEASURES.filter((measure) => number(measure) === count.value);
  return {
    count,
    computed: perMeasure(number),
    fits,
    matches: count.measure === undefined ? fits.length > 0 : fits.includes(count.measure),
  };
}

function later(a: DateText, b: DateText): DateText {
  return a < b ? b : a;
}

export function earliestOf(stretch: Stretch): DateText {
  return typeof stretch === "string" ? stretch : stretch.earliest;
}

export function latestOf(stretch: Stretch): DateText {
  return typeof stretch === "string" ? stretch : stretch.latest;
}
