import { LawError } from "./error.ts";
import type { Calendar, Counting, Term } from "./norm.ts";

/**
 * When a time limit ends. `due` is the instant after which it is missed, ISO 8601 UTC, or null for `immediately`,
 * which has no figure. `established` is false where the counting rule of the act is not, or where days off decide
 * and a counted day lies outside the years the calendar is complete for.
 */
export type Due = { readonly due: string | null; readonly established: boolean };

/**
 * Counts a term from `start` (an instant, ISO 8601 with offset) in the zone of the calendar.
 *
 * - hours: real hours; where the start is not counted they run from the next full hour of the local clock.
 * - days: whole local days, to midnight at the end of the last; the day of the start is the first, or the one before
 *   it. `working-days` skip days off always, `days` where the act says so, `calendar-days` never.
 * - months, years: to midnight at the end of the day of the same number, or of the month's last day; the act's rule on
 *   the start does not move it.
 * - a last day that is a day off moves on where the act says so; hours never move.
 *
 * Throws LawError on a start that is no instant.
 */
export function due(start: string, term: Term, counting: Counting, calendar: Calendar): Due {
  const from = readInstant(start, "start").toZonedDateTimeISO(calendar.zone);
  if (term === "immediately") return { due: null, established: true };
  const today = from.toPlainDate();
  if (term === "same-day") return { due: endOf(today, calendar), established: true };
  if (term.unit === "hours") {
    const first = counting.startCounts ? from : nextFullHour(from);
    return { due: first.add({ hours: term.n }).toInstant().toString(), established: counting.established };
  }
  const days = daysOf(calendar);
  const last = lastDay(today, term, counting, days);
  const rolled = counting.rollToWorkingDay ? days.workingFrom(last) : last;
  return { due: endOf(rolled, calendar), established: counting.established && days.established() };
}

/** Reads an instant; throws LawError in plain words where the text is none. */
export function readInstant(text: string, field: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text);
  } catch {
    throw new LawError(
      "instant",
      field,
      `${field}: "${text}" is not a moment in time. Write date, time and offset: 2024-06-16T14:30:00+05:00.`,
    );
  }
}

/** Where an act's counting rule is not held: the strictest reading, and not established. */
export const STRICTEST: Counting = {
  startCounts: true,
  skipDaysOff: false,
  rollToWorkingDay: false,
  established: false,
  sources: [],
};

/** At 14:00 sharp the hour that has begun is 14 to 15, as at 00:00 the day that has begun is today. */
function nextFullHour(from: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  return from.round({ smallestUnit: "hour", roundingMode: "floor" }).add({ hours: 1 });
}

function endOf(day: Temporal.PlainDate, calendar: Calendar): string {
  return day.add({ days: 1 }).toZonedDateTime(calendar.zone).toInstant().toString();
}

function lastDay(
  today: Temporal.PlainDate,
  { n, unit }: Exclude<Term, string>,
  counting: Counting,
  days: WorkingDays,
): Temporal.PlainDate {
  if (unit === "months") return today.add({ months: n });
  if (unit === "years") return today.add({ years: n });
  const first = counting.startCounts ? today : today.add({ days: 1 });
  if (unit === "calendar-days" || (unit === "days" && !counting.skipDaysOff))
    return first.add({ days: n - 1 });
  let last = days.workingFrom(first);
  for (let counted = 1; counted < n; counted++) last = days.workingFrom(last.add({ days: 1 }));
  return last;
}

type WorkingDays = {
  /** That day, or the first working day after it. */
  readonly workingFrom: (day: Temporal.PlainDate) => Temporal.PlainDate;
  /** Whether every day looked at so far lies in a year the calendar is complete for. */
  readonly established: () => boolean;
};

function daysOf(calendar: Calendar): WorkingDays {
  const daysOff = new Set(calendar.daysOff.map(({ date }) => date));
  const worked = new Set(calendar.worked);
  let known = true;
  const off = (day: Temporal.PlainDate): boolean => {
    if (!calendar.years.includes(day.year)) known = false;
    const text = day.toString();
    return daysOff.has(text) || (calendar.weekend.includes(day.dayOfWeek) && !worked.has(text));
  };
  return {
    workingFrom: (day) => {
      let working = day;
      for (let moved = 0; off(working); moved++) {
        if (moved > 366)
          throw new LawError("calendar", "calendar", "The calendar has no working day in a year.");
        working = working.add({ days: 1 });
      }
      return working;
    },
    established: () => known,
  };
}
