import type { Entry } from "../journal/entries.ts";
import { complainedOf } from "../journal/grants.ts";
import { type Births, childrenEver, decisionFor } from "./children.ts";
import { localDate } from "./day.ts";
import type { Deps } from "./deps.ts";
import { owesMajority } from "./majority.ts";
import { effective } from "./state.ts";

/**
 * Children of a case who have surely come of age by now: by the date of birth where that is open, else by what is coded: the band
 * they were noted in, a consent that ended with their childhood, a page of their own that was handed to them. A survivor who
 * was a child herself is not among them: the case is hers.
 */
export function grownIn(
  deps: Deps,
  entries: readonly Entry[],
  births: Births,
  asOf: string,
): ReadonlySet<string> {
  const on = localDate(deps, asOf);
  const survivors = new Set(survivorsIn(entries));
  const told = toldByMajority(entries, asOf);
  return new Set(
    [...childrenEver(entries)].filter((child) => {
      if (survivors.has(child)) return false;
      const { adult } = decisionFor(deps, entries, births, child, "", on);
      return adult === "yes" || (adult === "unknown" && told.has(child));
    }),
  );
}

/** Whether this child of the case may have, and use, a page of its own as far as it is noted. Nobody complained of has one. */
export function mayHavePage(entries: readonly Entry[], child: string): boolean {
  return (
    childrenEver(entries).has(child) &&
    !survivorsIn(entries).includes(child) &&
    !complainedOf(entries).has(child)
  );
}

/** Since when each child has the keys of its own page. */
export function childPages(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  for (const entry of entries) {
    if (entry.type === "my-case-opened" && entry.body.child) pages.set(entry.body.child, entry.recordedAt);
    if (entry.type === "my-case-closed" && entry.body.child) pages.delete(entry.body.child);
  }
  return pages;
}

/** Whether a duty is to ask this child anew, now that it has come of age. */
export function asksChild(duty: string, child: string): boolean {
  return owesMajority(duty) !== null && duty.split("/")[1] === child;
}

function survivorsIn(entries: readonly Entry[]): readonly string[] {
  const last = effective(entries).findLast((entry) => entry.type === "persons");
  return last?.type === "persons"
    ? last.body.persons.filter(({ role }) => role === "survivor").map(({ id }) => id)
    : [];
}

function toldByMajority(entries: readonly Entry[], asOf: string): ReadonlySet<string> {
  return new Set(
    entries.flatMap((entry) => {
      if (entry.type === "my-case-opened") return entry.body.child ?? [];
      if (entry.type !== "referral" && entry.type !== "consent-given") return [];
      const { children = [], until } = entry.body;
      if (until === null || Temporal.Instant.compare(until, asOf) > 0) return [];
      return children.filter(({ comesOfAge }) => comesOfAge).map(({ child }) => child);
    }),
  );
}
