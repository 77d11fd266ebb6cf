import { correctedBy } from "../journal/classes.ts";
import type { Entry, NewEntry } from "../journal/entries.ts";
import type { FieldFault } from "../journal/refused.ts";
import { effective } from "./state.ts";

/**
 * A witness has no marks (parties.ts), and marks are made only of what is told with an entry. So whoever turns from a witness into
 * somebody the case is about is told anew in the same entry: else a relative of his on staff would go on seeing it. A
 * correction that makes somebody a witness is told anew for the same reason: it takes his marks away, and opens the door again.
 */
export function witnessFaults(entries: readonly Entry[], entry: NewEntry): FieldFault[] {
  const corrected = correctedBy(entry, entries);
  if (entry.type === "persons") {
    const told = toldOf(entry.sealed?.persons);
    return faults(entries, null, entry.body.persons, told, "body.persons");
  }
  if (entry.type !== "correction" || corrected?.type !== "persons") return [];
  // The body of a correction is checked elsewhere: it may still be anything.
  const persons = Array.isArray(entry.body.body.persons) ? entry.body.body.persons : [];
  const told = toldOf((entry.sealed?.sealed as { readonly persons?: unknown } | undefined)?.persons);
  return faults(entries, corrected.seq, persons, told, "body.body.persons");
}

type Named = { readonly id: string; readonly role: string };

function faults(
  entries: readonly Entry[],
  corrects: number | null,
  persons: readonly Named[],
  told: ReadonlySet<string>,
  field: string,
): FieldFault[] {
  const lists = effective(entries).filter(
    (one): one is typeof one & { readonly type: "persons" } => one.type === "persons",
  );
  const roleIn = (list: (typeof lists)[number] | undefined, id: string) =>
    list?.body.persons.find((one) => one.id === id)?.role;
  return persons.flatMap((person, at) => {
    const { id, role } = person ?? {};
    if (told.has(id)) return [];
    const placed = roleIn(
      lists.find(({ seq }) => seq === corrects),
      id,
    );
    const before =
      placed ??
      roleIn(
        lists.findLast((list) => roleIn(list, id)),
        id,
      );
    const fromWitness = before === "witness" && role !== "witness" && isKnown(entries, id);
    const toWitness = placed !== undefined && placed !== "witness" && role === "witness";
    return fromWitness || toWitness ? [{ field: `${field}.${at}.role`, message: "witnessToldAnew" }] : [];
  });
}

/** Of whom anything is told there, beside the id. */
function toldOf(persons: unknown): ReadonlySet<string> {
  const list = (Array.isArray(persons) ? persons : []) as readonly (object & { readonly id: string })[];
  return new Set(list.filter((one) => one && Object.keys(one).length > 1).map(({ id }) => id));
}

/** Whether anything of people was sealed in an entry that names this one as a witness: of whom, only who opens it sees. */
function isKnown(entries: readonly Entry[], id: string): boolean {
  return entries.some((entry) => {
    const persons =
      entry.type === "persons"
        ? entry.body.persons
        : entry.type === "correction"
          ? entry.body.body.persons
          : [];
    const names = Array.isArray(persons) && persons.some((one) => one.id === id && one.role === "witness");
    return names && entry.classes.some((name) => name !== "narrative");
  });
}
