import type { Deps } from "./deps.ts";

/** The day an instant falls on there. */
export function localDate(deps: Pick<Deps, "country">, instant: string): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(deps.country.pack.calendar.zone)
    .toPlainDate()
    .toString();
}

/** The first moment of a day there. */
export function midnight(deps: Deps, day: string): string {
  const { zone } = deps.country.pack.calendar;
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant().toString();
}
