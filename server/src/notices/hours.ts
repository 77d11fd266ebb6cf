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
