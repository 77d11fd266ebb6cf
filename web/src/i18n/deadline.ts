import { dateInWords, dayInWords } from "@arasha/law";
import { localDate, localTime } from "./format.ts";
import type { Language, Translate } from "./translate.ts";

/** A deadline the two ways staff need it: the clock on the wall, and how long is left or has been missed. */
export type DeadlineWords = {
  /** `by 14:20 today`, `by the end of 3 June` */
  readonly when: string;
  /** `in 3 h 10 min`, `2 d 4 h late`, `4 years late` */
  readonly distance: string;
  readonly late: boolean;
  /** Less than six hours are left. */
  readonly soon: boolean;
};

export type Reader = { readonly t: Translate; readonly language: Language; readonly zone: string };

const SOON_MINUTES = 6 * 60;

/** Words for an instant something is due at. A day that ends at midnight is told by the day, not as 00:00 of the next. */
export function deadline(due: string, now: string, reader: Reader): DeadlineWords {
  const late = Temporal.Instant.compare(now, due) >= 0;
  const span = late ? duration(due, now, reader) : duration(now, due, reader);
  return {
    when: wall(due, now, reader),
    distance: reader.t(late ? "time.late" : "time.left", { span }),
    late,
    soon: !late && minutesBetween(now, due) < SOON_MINUTES,
  };
}

/**
 * The time from one instant to a later one, rounded down: in its two largest units (`3 h 10 min`, `2 d 4 h`), in days
 * from the tenth on, beyond sixty days in whole months of the calendar and from two years on in whole years.
 */
export function duration(from: string, until: string, { t, zone }: Reader): string {
  const minutes = Math.max(0, Math.floor(minutesBetween(from, until)));
  const days = Math.floor(minutes / 1440);
  const months = days > 60 ? monthsBetween(from, until, zone) : 0;
  if (months >= 24) return t("time.years", { years: Math.floor(months / 12) });
  // The sixty-one days of two long months are not two months yet.
  if (months >= 2) return t("time.months", { months });
  const hours = Math.floor((minutes % 1440) / 60);
  if (days >= 10) return t("time.days", { days });
  if (days > 0)
    return hours > 0 ? `${t("time.days", { days })} ${t("time.hours", { hours })}` : t("time.days", { days });
  const rest = minutes % 60;
  if (hours === 0) return t("time.minutes", { minutes: rest });
  return rest > 0
    ? `${t("time.hours", { hours })} ${t("time.minutes", { minutes: rest })}`
    : t("time.hours", { hours });
}

function wall(due: string, now: string, { t, language, zone }: Reader): string {
  const time = localTime(due, zone);
  const endOfDay = time === "00:00";
  const at = Temporal.PlainDate.from(localDate(due, zone));
  const day = endOfDay ? at.subtract({ days: 1 }) : at;
  const today = Temporal.PlainDate.from(localDate(now, zone));
  const away = today.until(day, { largestUnit: "days" }).days;
  const values = {
    time,
    date: (day.year === today.year ? dayInWords : dateInWords)(day.toString(), language),
  };
  if (away === 0) return t(endOfDay ? "time.byEndOfToday" : "time.byToday", values);
  if (away === 1) return t(endOfDay ? "time.byEndOfTomorrow" : "time.byTomorrow", values);
  if (away === -1) return t(endOfDay ? "time.byEndOfYesterday" : "time.byYesterday", values);
  return t(endOfDay ? "time.byEndOfDate" : "time.byDate", values);
}

function minutesBetween(from: string, to: string): number {
  return Temporal.Instant.from(from).until(to, { largestUnit: "minutes" }).total("minutes");
}

function monthsBetween(from: string, until: string, zone: string): number {
  const begin = Temporal.Instant.from(from).toZonedDateTimeISO(zone);
  const end = Temporal.Instant.from(until).toZonedDateTimeISO(zone);
  return begin.until(end, { largestUnit: "months" }).months;
}
