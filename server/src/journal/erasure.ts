import { type Compartment, childOf, type Erasable } from "./compartments.ts";
import type { Entry } from "./entries.ts";
import { inItsStead, isClosedTo } from "./exclusions.ts";

/** What was erased from a case, asked to be, or held, as its journal tells it. */

type Asked = Entry & { readonly type: "erasure-asked" };
type Erased = Entry & { readonly type: "erased" };
type Hold = Entry & { readonly type: "hold-placed" };

/** For each class that was erased, the entry by which it last was. */
export function erasedIn(entries: readonly Entry[]): ReadonlyMap<Erasable, number> {
  const found = new Map<Erasable, number>();
  for (const entry of entries)
    if (entry.type === "erased") for (const name of entry.body.classes) found.set(name, entry.seq);
  return found;
}

/** The entry by which what a given entry held of a class was erased, or null. */
export function erasureOf(entries: readonly Entry[], seq: number, name: Compartment): Erased | null {
  return (
    entries.find(
      (entry): entry is Erased =>
        entry.type === "erased" && entry.seq > seq && entry.body.classes.includes(name),
    ) ?? null
  );
}

/** Requests to erase that nothing came of yet, with the second person's approval where there is one. */
export function openRequests(
  entries: readonly Entry[],
): readonly { readonly asked: Asked; readonly approved: Entry | null }[] {
  const done = new Set(entries.flatMap((entry) => (entry.type === "erased" ? [entry.body.request] : [])));
  return entries
    .filter((entry): entry is Asked => entry.type === "erasure-asked" && !done.has(entry.seq))
    .map((asked) => ({
      asked,
      approved:
        entries.find((entry) => entry.type === "erasure-approved" && entry.body.request === asked.seq) ??
        null,
    }));
}

/** Holds that stand: while one does, nothing of the case is erased. */
export function holdsOf(entries: readonly Entry[]): readonly Hold[] {
  const lifted = new Set(entries.flatMap((entry) => (entry.type === "hold-lifted" ? [entry.body.hold] : [])));
  return entries.filter((entry): entry is Hold => entry.type === "hold-placed" && !lifted.has(entry.seq));
}

/** Classes of which something is there that was not erased. */
export function heldClasses(entries: readonly Entry[]): readonly Compartment[] {
  const erased = erasedIn(entries);
  const held = new Set<Compartment>();
  for (const { seq, classes } of entries)
    for (const name of classes) if (seq > (erased.get(name) ?? 0)) held.add(name);
  return [...held].sort();
}

/**
 * The agency that keeps a case, as the database knows it too (`keeper_of`): the one that opened it; where the case is closed to
 * that, the one in its stead; where nobody is, the first of the others that worked on it. Somebody must be there who erases
 * what she wants erased.
 */
export function keeperOf(entries: readonly Entry[]): string | null {
  const [first] = entries;
  if (first === undefined) return null;
  const works = ({ type, agency }: Entry) => !NO_WORK.has(type) && !isClosedTo(entries, agency);
  return inItsStead(entries, first.agency) ?? entries.find(works)?.agency ?? null;
}

/** Entries that others than an agency at work on the case write, too. */
const NO_WORK: ReadonlySet<string> = new Set([
  "glass-broken",
  "consent-withdrawn",
  "complaint",
  "coerced-access",
  "erased",
]);

/** What a request names, with the record of each child there is where it names the children. */
export function erasing(asked: readonly Erasable[], entries: readonly Entry[]): readonly Erasable[] {
  const records = heldClasses(entries).filter((name) => childOf(name) !== null);
  return [...new Set([...asked, ...(asked.includes("child") ? records : [])])];
}
