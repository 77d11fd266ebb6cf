import { dateInWords, dayInWords } from "@arasha/law";
import { localDate, localTime } from "./format.ts";
import type { Language, Translate } from "./translate.ts";

/** A deadline the two ways staff need it: the clock on the wall, and how long is left or has been missed. */
export type DeadlineWords = {
  /** `by 14:20 today`, `by the end of 3 June` */
  readonly when: string;
  /** `in 3 h 10 min`, `2 d 4 h late` */
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
  const minutes = Math.floor(Math.abs(minutesBetween(now, due)));
  const span = duration(minutes, reader.t);
  return {
    when: wall(due, now, reader),
    distance: reader.t(late ? "time.late" : "time.left", { span }),
    late,
    soon: !late && minutes < SOON_MINUTES,
  };
}

/** A length of time in its two largest units: `3 h 10 min`, `2 d 4 h`, `12 d` from ten days on. */
export function duration(minutes: number, t: Translate): string {
  const days = Math.floor(minutes / 1440);
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
