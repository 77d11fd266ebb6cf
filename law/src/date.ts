import { z } from "zod";

/** A calendar date as ISO 8601 text, checked to exist: 2024-02-30 is refused. */
export const plainDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "date")
  .refine(isDate, "date");
export type DateText = z.infer<typeof plainDate>;

/** Whether a text is a calendar date that exists. Asked of every incident, so by arithmetic alone. */
export function isDate(text: string): boolean {
  if (text.length !== 10 || text[4] !== "-" || text[7] !== "-") return false;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month, year) && year >= 0;
}

/** The last day there is text for: what would end later ends then, so that days stay in order as texts. */
const LAST_DAY: DateText = "9999-12-31";

/** A duration of calendar units. Plain numbers: those of a `Temporal.Duration` are computed each time they are read. */
export type Length = Readonly<Pick<Temporal.Duration, "years" | "months" | "weeks" | "days">>;

/** Throws RangeError on text that is not a duration of ISO 8601. */
export function lengthOf(duration: string | Temporal.DurationLike): Length {
  const { years, months, weeks, days } = Temporal.Duration.from(duration);
  return { years, months, weeks, days };
}

/** The day a duration after another, where that month has no such day the last it has. Never later than 9999-12-31. */
export function dayAfter(date: DateText, length: Length): DateText {
  const number = numberAfter(date, length);
  const [year, month, day] = [Math.floor(number / 10_000), Math.floor(number / 100) % 100, number % 100];
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Whether a day is later than the one a duration after another. */
export function isAfter(day: DateText, date: DateText, length: Length): boolean {
  return numberOf(day) > numberAfter(date, length);
}

/** Years and months by arithmetic: repetition and limitation are asked of every incident. */
function numberAfter(date: DateText, length: Length): number {
  const { years, months, weeks, days } = length;
  if (weeks !== 0 || days !== 0) return numberOf(written(Temporal.PlainDate.from(date).add(length)));
  const count = digits(date, 0, 4) * 12 + digits(date, 5, 7) - 1 + years * 12 + months;
  const year = Math.floor(count / 12);
  if (year > 9999) return numberOf(LAST_DAY);
  const month = (count % 12) + 1;
  return year * 10_000 + month * 100 + Math.min(digits(date, 8, 10), daysIn(month, year));
}

/** A day as a number in the same order: 20240616. */
function numberOf(date: DateText): number {
  return digits(date, 0, 4) * 10_000 + digits(date, 5, 7) * 100 + digits(date, 8, 10);
}

/** The number written there; -1 where there is anything but digits. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

function daysIn(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The calendar day before or after, as ISO text; never later than 9999-12-31. */
export function addDays(date: DateText, days: number): DateText {
  return written(Temporal.PlainDate.from(date).add({ days }));
}

function written(day: Temporal.PlainDate): DateText {
  return day.year > 9999 ? LAST_DAY : day.toString();
}
