import { type Law, type ReadyDuty, sliceAt, type Wording } from "./compile.ts";
import { contextOf, lastDay } from "./condition.ts";
import type { Facts } from "./facts.ts";
import { both, judgementOf, type Sight, seen } from "./judge.ts";
import type { Counting, EventPattern } from "./norm.ts";
import { classBits } from "./offence-entry.ts";
import type { CaseDuty, CaseEvent } from "./result.ts";
import type { Sides, Slice } from "./slice.ts";
import { due, readInstant, STRICTEST } from "./term.ts";
import { order } from "./window.ts";

/**
 * What every agency owes on a case at `asOf` (an instant): a pure fold of the case's entries, in journal order.
 *
 * Each entry that matches a duty's `after` starts a clock, under the law of the local day of that entry (procedure
 * follows the date of the step). It is met by the first entry from there on that matches `metBy`, whoever wrote it unless the pattern says;
 * ended unmet by `voidedBy` or when `lapsesAfter` has run out since the starting entry. A recurring duty starts a new
 * round each time it is met. Entries later than `asOf` have not happened yet. `void` says nothing about lateness:
 * a clock with `due` before `voidAt` was missed first.
 *
 * Facts not known (null) leave every duty that depends on them `possible`. Sorted by due time, those without one first.
 * Throws LawError on a time that is no instant.
 */
export function duties(
  law: Law,
  events: readonly CaseEvent[],
  facts: Facts | null,
  asOf: string,
): readonly CaseDuty[] {
  const now = readInstant(asOf, "asOf");
  const entries = events
    .map((event, index) => ({ event, at: readInstant(event.at, `events[${index}].at`), seq: index + 1 }))
    .filter(({ at }) => Temporal.Instant.compare(at, now) <= 0);
  const journal: Journal = { law, entries, now, offences: offencesOf(law, facts) };
  return entries
    .flatMap((start) => clocksFrom(journal, start, facts))
    .sort((a, b) => byDue(a.due, b.due) || order(a.duty, b.duty));
}

type Entry = { readonly event: CaseEvent; readonly at: Temporal.Instant; readonly seq: number };
type Journal = {
  readonly law: Law;
  readonly entries: readonly Entry[];
  readonly now: Temporal.Instant;
  /** What the law of the day of the act sees in the facts; null where the facts or that law are not known. */
  readonly offences: () => Sight | null;
};

function offencesOf(law: Law, facts: Facts | null): Journal["offences"] {
  let sight: Sight | null | undefined;
  return () => {
    if (sight !== undefined) return sight;
    if (facts === null || lastDay(facts) < law.pack.coversFrom) sight = null;
    else {
      const slice = sliceAt(law.stretches, lastDay(facts));
      sight = judgementOf(slice, contextOf(facts, slice.definitions)).sight;
    }
    return sight;
  };
}

function byDue(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return Temporal.Instant.compare(a, b);
}

function clocksFrom(journal: Journal, start: Entry, facts: Facts | null): readonly CaseDuty[] {
  const { law } = journal;
  const day = start.at.toZonedDateTimeISO(law.pack.calendar.zone).toPlainDate().toString();
  if (day < law.pack.coversFrom) return [];
  const slice = sliceAt(law.stretches, day);
  return [...slice.norms.values()].flatMap((sides) => {
    // Inside a window of uncertain entry into force: the last wording, marked possible unless all say the same.
    const wording = sides.wordings.at(-1) as Wording;
    return wording.duties.flatMap((ready, index) => {
      if (!matches(ready.duty.after, start.event)) return [];
      const verdict = verdictOn(ready, index, sides, slice, facts, journal.offences);
      return verdict === null ? [] : rounds(journal, start, wording, index, verdict);
    });
  });
}

function verdictOn(
  { duty, when }: ReadyDuty,
  index: number,
  sides: Sides,
  slice: Slice,
  facts: Facts | null,
  offences: Journal["offences"],
): CaseDuty["verdict"] | null {
  const stated =
    when === null ? "yes" : facts === null ? "unknown" : when.test(contextOf(facts, slice.definitions));
  const sight = duty.offence === undefined ? null : offences();
  const sees =
    duty.offence === undefined ? "yes" : sight === null ? "unknown" : seen(sight, classBits(duty.offence));
  const truth = both(stated, sees);
  if (truth === "no") return null;
  if (truth === "unknown") return "possible";
  // Stryker disable next-line ConditionalExpression: a single wording says the same as itself
  if (sides.settled) return "applies";
  const same = sides.wordings.every(
    (other) =>
      JSON.stringify([other.version.when, other.duties[index]?.duty]) ===
      JSON.stringify([sides.wordings.at(-1)?.version.when, duty]),
  );
  return same && !sides.absent ? "applies" : "possible";
}

/** The clock, and for a recurring duty one more each time it was met. */
function rounds(
  { law, entries, now }: Journal,
  start: Entry,
  wording: Wording,
  index: number,
  verdict: CaseDuty["verdict"],
): readonly CaseDuty[] {
  const { duty } = wording.duties[index] as ReadyDuty;
  const general: Counting = wording.act?.counting ?? STRICTEST;
  const counting = duty.runsAtOnce ? { ...general, startCounts: true, rollToWorkingDay: false } : general;
  const { calendar } = law.pack;
  const lapse =
    duty.lapsesAfter === undefined ? null : due(start.event.at, duty.lapsesAfter, counting, calendar);
  const lapsesAt = lapse?.due === undefined || lapse.due === null ? null : Temporal.Instant.from(lapse.due);
  const clocks: CaseDuty[] = [];
  for (let from: Entry | null = start, round = 1; from !== null; round++) {
    const begun: Entry = from;
    // The entry that met one round cannot meet the next; the entry that starts the first may meet it.
    const later = entries.filter(({ seq }) => (round === 1 ? seq >= begun.seq : seq > begun.seq));
    const term = due(begun.event.at, duty.within, counting, calendar);
    const end = endOf(later, duty.metBy, duty.voidedBy, lapsesAt, now);
    clocks.push({
      duty: `${wording.norm.id}/${index}/${start.seq}/${round}`,
      norm: wording.norm.id,
      title: duty.title ?? wording.norm.title,
      agency: duty.agency,
      startedAt: begun.at.toString(),
      due: term.due,
      state: stateOf(end, term.due, now),
      metAt: end.how === "met" ? end.at.toString() : null,
      voidAt: end.how === "void" ? end.at.toString() : null,
      verdict,
      dueEstablished: term.established && (lapse?.established ?? true),
    });
    from =
      duty.recurring && end.how === "met" && !ended(entries, start, end.by, duty.voidedBy, lapsesAt)
        ? end.by
        : null;
  }
  return clocks;
}

type End =
  | { readonly how: "met"; readonly at: Temporal.Instant; readonly by: Entry }
  | { readonly how: "void"; readonly at: Temporal.Instant }
  | { readonly how: "running" };

/** The first thing that ends a clock: being met, being voided, or running out. Met wins over void in one entry. */
function endOf(
  later: readonly Entry[],
  metBy: readonly EventPattern[],
  voidedBy: readonly EventPattern[],
  lapsesAt: Temporal.Instant | null,
  now: Temporal.Instant,
): End {
  for (const entry of later) {
    const { event, at } = entry;
    const inTime = lapsesAt === null || Temporal.Instant.compare(at, lapsesAt) <= 0;
    if (!inTime) continue;
    if (metBy.some((pattern) => matches(pattern, event))) return { how: "met", at, by: entry };
    if (voidedBy.some((pattern) => matches(pattern, event))) return { how: "void", at };
  }
  const lapsed = lapsesAt !== null && Temporal.Instant.compare(lapsesAt, now) < 0;
  return lapsed ? { how: "void", at: lapsesAt } : { how: "running" };
}

/** Whether nothing more is owed once this entry has met the round: the duty's time had run out by then. */
function ended(
  entries: readonly Entry[],
  start: Entry,
  by: Entry,
  voidedBy: readonly EventPattern[],
  lapsesAt: Temporal.Instant | null,
): boolean {
  if (lapsesAt !== null && Temporal.Instant.compare(by.at, lapsesAt) >= 0) return true;
  return entries.some(
    ({ seq, event }) =>
      seq >= start.seq && seq <= by.seq && voidedBy.some((pattern) => matches(pattern, event)),
  );
}

function stateOf(end: End, dueAt: string | null, now: Temporal.Instant): CaseDuty["state"] {
  if (end.how === "void") return "void";
  const until = end.how === "met" ? end.at : now;
  const late = dueAt !== null && Temporal.Instant.compare(until, dueAt) > 0;
  if (end.how === "met") return late ? "met-late" : "met";
  return late ? "late" : "open";
}

function matches(pattern: EventPattern, event: CaseEvent): boolean {
  if (pattern.event !== event.type) return false;
  if (pattern.by !== undefined && pattern.by !== event.agencyKind) return false;
  return Object.entries(pattern.with ?? {}).every(([field, value]) => event.body[field] === value);
}
