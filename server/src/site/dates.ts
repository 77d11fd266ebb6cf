import {
  type AmendingAct,
  addDays,
  type DateText,
  dateInWords,
  type InForce,
  type Wording,
} from "@arasha/law";
import type { Visit } from "./visit.ts";

/** Days in words, and where a wording stands in time. */

type Stretch = { readonly earliest: DateText; readonly latest: DateText };

/** A day by itself, or the days between which it must lie. */
export function dayText(visit: Visit, stretch: Stretch): string {
  return written(visit, stretch, "time.someDay");
}

/** From when until when: `from 16 June 2024 until 1 September 2025`. */
export function spanOf(visit: Visit, { begins, ends }: Pick<Wording, "begins" | "ends">): string {
  const from = written(visit, begins, "time.between");
  return ends === null
    ? visit.say("time.since", { from })
    : visit.say("time.sinceUntil", { from, until: written(visit, ends, "time.between") });
}

function written(
  { language, say }: Visit,
  { earliest, latest }: Stretch,
  window: "time.someDay" | "time.between",
): string {
  if (earliest === latest) return dateInWords(earliest, language);
  return say(window, { from: dateInWords(earliest, language), to: dateInWords(latest, language) });
}

export function stretchOf(inForce: InForce): Stretch {
  return typeof inForce === "string" ? { earliest: inForce, latest: inForce } : inForce;
}

/** Whether the wording may have held that day, on some reading of the dates. */
export function mayHold({ begins, ends }: Wording, on: DateText): boolean {
  return begins.earliest <= on && (ends === null || on < ends.latest);
}

/** Whether it held that day, whatever the dates. */
export function surelyHolds({ begins, ends }: Wording, on: DateText): boolean {
  return begins.latest <= on && (ends === null || on < ends.earliest);
}

/** The day of a wording nearest to the one asked about, inside what is certain of it and what the book covers. */
export function dayWithin({ begins, ends }: Wording, near: DateText, first: DateText): DateText {
  const last = ends === null ? near : addDays(ends.earliest, -1);
  return later(later(begins.latest, first), near < last ? near : last);
}

function later(a: DateText, b: DateText): DateText {
  return [a, b].sort()[1] ?? b;
}

/** The acts by which a wording begins or ends whose day is not established on the day asked about. */
export function unsettled(of: readonly (AmendingAct | undefined)[], on: DateText): readonly AmendingAct[] {
  return of.filter((act) => {
    if (act === undefined) return false;
    const { earliest, latest } = stretchOf(act.inForce);
    return earliest <= on && on < latest;
  }) as readonly AmendingAct[];
}
