import type { SafeHours } from "../journal/safe-contact.ts";

/**
 * Whether the clock on the wall of the country stands within hours she named. Where a change of zone lets an hour come
 * twice, it is safe both times; where it leaves one out, that hour does not come.
 */
export function isSafeHour(hours: readonly SafeHours[], zone: string, at: string): boolean {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  const clock = local.toPlainTime().toString({ smallestUnit: "minute" });
  return hours.some(({ days, from, to }) => days.includes(local.dayOfWeek) && from <= clock && clock < to);
}

/** When the hours of hers that it is in now are over, or the clock is turned, whichever is first. Null where it is in none. */
export function safeUntil(hours: readonly SafeHours[], zone: string, at: string): string | null {
  const now = Temporal.Instant.from(at);
  const local = now.toZonedDateTimeISO(zone);
  const today = local.toPlainDate();
  const ends = hours
    .filter((one) => isSafeHour([one], zone, at))
    .flatMap(({ to }) => {
      const end = to === MIDNIGHT ? today.add({ days: 1 }).toPlainDateTime() : today.toPlainDateTime(to);
      // Where that moment comes twice, the hours are over at the first of them that is still to come.
      return (["earlier", "later"] as const)
        .map((which) => end.toZonedDateTime(zone, { disambiguation: which }).toInstant())
        .filter((one) => Temporal.Instant.compare(one, now) > 0)
        .slice(0, 1);
    })
    .sort(Temporal.Instant.compare);
  const last = ends.at(-1);
  if (last === undefined) return null;
  const turn = local.getTimeZoneTransition("next")?.toInstant();
  return (turn && Temporal.Instant.compare(turn, last) < 0 ? turn : last).toString();
}

const MIDNIGHT = "24:00";

/** The next instant after `at` at which hours of hers begin. Null where she named none. */
export function nextSafeHour(hours: readonly SafeHours[], zone: string, at: string): string | null {
  const now = Temporal.Instant.from(at);
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const days = Array.from({ length: WEEK + 1 }, (_, ahead) => today.add({ days: ahead }));
  const openings = days.flatMap((day) =>
    hours
      .filter(({ days }) => days.includes(day.dayOfWeek))
      .flatMap(({ from }) => {
        // Where that hour comes twice it begins twice.
        const local = day.toPlainDateTime(from);
        return (["earlier", "later"] as const).map((which) =>
          local.toZonedDateTime(zone, { disambiguation: which }).toInstant(),
        );
      }),
  );
  const [next] = openings
    .filter((opening) => Temporal.Instant.compare(opening, now) > 0)
    .sort(Temporal.Instant.compare);
  return next?.toString() ?? null;
}

const WEEK = 7;
