import type { DateText } from "./date.ts";
import type { AmendingAct, InForce, Norm, Version } from "./norm.ts";

/** The days on which something may have happened: one day when established, a stretch when not. Both included. */
export type Window = { readonly earliest: DateText; readonly latest: DateText };

/** A version placed in time. Half-open: it no longer holds on the day it ends. */
export type Span = {
  readonly version: Version;
  /** Position among the versions of its norm in the pack, from 0. */
  readonly index: number;
  readonly begins: Window;
  readonly ends: Window | null;
};

/**
 * The versions of a norm in order of time. Versions begun by a bill are left out, and an end set by a bill is
 * no end, unless the bill is among `bills` (then it is read as if passed). Amendments the pack does not hold are
 * left out too: `check` reports them.
 */
export function timeline(
  norm: Norm,
  amendments: ReadonlyMap<string, AmendingAct>,
  bills: ReadonlySet<string>,
): readonly Span[] {
  const day = (id: string): Window | null => {
    const act = amendments.get(id);
    return act === undefined || (act.status === "bill" && !bills.has(id)) ? null : windowOf(act.inForce);
  };
  return norm.versions
    .flatMap((version, index) => {
      const begins = day(version.from);
      const ends = version.until === undefined ? null : day(version.until);
      return begins === null ? [] : [{ version, index, begins, ends }];
    })
    .sort((a, b) => order(a.begins.earliest, b.begins.earliest) || order(a.begins.latest, b.begins.latest));
}

export function windowOf(inForce: InForce): Window {
  return typeof inForce === "string" ? { earliest: inForce, latest: inForce } : inForce;
}

/** In force on that day whichever day inside the windows is the right one. */
export function surely(span: Span, on: DateText): boolean {
  return span.begins.latest <= on && (span.ends === null || on < span.ends.earliest);
}

/** In force on that day for at least one choice of days inside the windows. */
export function possibly(span: Span, on: DateText): boolean {
  return span.begins.earliest <= on && (span.ends === null || on < span.ends.latest);
}

/** Whether the day is one on which nobody can say if the act was in force yet. */
export function unsettled(window: Window, on: DateText): boolean {
  return window.earliest <= on && on < window.latest;
}

/** Order of code units: the same in every language and on every machine. */
export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
