import type { Body, Entry } from "./entries.ts";

/** An agency a case is closed to because its respondent serves there. */
export type Exclusion = {
  readonly agency: string;
  /** Who takes over there; null where nobody was named. */
  readonly instead: string | null;
  /** The entry that says so. */
  readonly seq: number;
};

/**
 * The agencies a case is closed to, as the table `exclusion` holds them. Whoever notes the people anew and leaves it out opens
 * nothing: only a correction of the entry that closed it does.
 */
export function exclusionsOf(entries: readonly Entry[]): readonly Exclusion[] {
  const closing = new Map<number, readonly Exclusion[]>();
  for (const entry of entries) {
    const told = closesOf(entry, entries);
    if (told) closing.set(told[0], told[1]);
  }
  return [...closing.values()].flat();
}

export function isClosedTo(entries: readonly Entry[], agency: string): boolean {
  return exclusionsOf(entries).some((exclusion) => exclusion.agency === agency);
}

/**
 * Who has what an agency had of a case: the agency itself, or where the case is closed to it the one named in its stead; null
 * where nobody was named, or all are shut out.
 */
export function inItsStead(entries: readonly Entry[], agency: string): string | null {
  const closed = exclusionsOf(entries);
  const passed = new Set<string>();
  for (let now: string | null = agency; now !== null && !passed.has(now); ) {
    const by: Exclusion | undefined = closed.findLast((one) => one.agency === now);
    if (by === undefined) return now;
    passed.add(now);
    now = by.instead;
  }
  return null;
}

/** An agency and those whose place it took, as far as these entries tell: what was agreed to for them holds for it as well. */
export function placesOf(entries: readonly Entry[], agency: string): ReadonlySet<string> {
  const told = entries.flatMap((entry) => closesOf(entry, entries)?.[1] ?? []);
  const places = new Set([agency]);
  // A set grows while it is gone through, and what was added is gone through as well.
  for (const place of places) for (const one of told) if (one.instead === place) places.add(one.agency);
  return places;
}

/** Which entry says to whom the case is closed, and what it says: an entry about the people, or what one was corrected to. */
export function closesOf(
  entry: Entry,
  entries: readonly Entry[],
): readonly [seq: number, exclusions: readonly Exclusion[]] | null {
  const [seq, body] =
    entry.type === "persons"
      ? [entry.seq, entry.body]
      : entry.type === "correction" && entries[entry.body.corrects - 1]?.type === "persons"
        ? [entry.body.corrects, entry.body.body as Body<"persons">]
        : [0, null];
  return body && [seq, (body.closes ?? []).map((closed) => ({ ...closed, seq }))];
}
