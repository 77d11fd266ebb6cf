import { type Compartment, recordOf } from "./compartments.ts";
import type { Body, Entry, NewEntry } from "./entries.ts";

type Content = Readonly<Record<string, unknown>>;
export type Parts = ReadonlyMap<Compartment, Content>;

/** What of an entry decides to which class each field of its sealed half belongs. */
type Sorted = {
  [T in NewEntry["type"]]: Pick<Extract<NewEntry, { type: T }>, "type" | "body" | "sealed">;
}[NewEntry["type"]];

/** The classes an entry's sealed half holds, in order; of a correction, also those of what it puts in place. */
export function classesOf(entry: Sorted, corrected: Sorted | null): readonly Compartment[] {
  return [...split(entry, corrected).keys()];
}

/**
 * Takes the sealed half of an entry apart by class, and each child's record from the others'. Lists of persons are split
 * person by person; each part keeps the ids, which mean nothing by themselves. `corrected` is the entry a correction is about.
 */
export function split(entry: Sorted, corrected: Sorted | null): Parts {
  const parts = new Map<Compartment, Content>();
  const put = (found: Parts, place: (content: Content) => Content) => {
    for (const [name, content] of found) parts.set(name, merged(parts.get(name) ?? {}, place(content)));
  };
  if (entry.sealed === undefined) return parts;
  if (entry.type === "persons") put(ofPersons(entry), (content) => content);
  else if (entry.type === "correction") {
    const { why, sealed } = entry.sealed;
    parts.set("narrative", { why });
    const placed = corrected && sealed && { type: corrected.type, body: entry.body.body, sealed };
    if (placed) put(split(placed as Sorted, null), (content) => ({ sealed: content }));
  } else {
    for (const [field, value] of Object.entries(entry.sealed)) {
      const name = classOf(entry, field);
      parts.set(name, { ...parts.get(name), [field]: value });
    }
  }
  return parts;
}

/** Puts together what could be opened; undefined where nothing could. */
export function join(parts: Iterable<Content>): Content | undefined {
  let whole: Content | undefined;
  for (const part of parts) whole = merged(whole ?? {}, part);
  return whole;
}

/**
 * Whatever says how she may be reached is `contact`; words are `narrative` unless the entry says otherwise. What a document
 * prints stands by compartment already.
 */
function classOf(entry: Sorted, field: string): Compartment {
  if (entry.type === "document-made") return field as Compartment;
  if (entry.type === "safe-contact-agreed") return "contact";
  return entry.type === "note" ? entry.body.class : "narrative";
}

const OF_A_PERSON = [
  ["identity", ["name", "personalNumber"]],
  ["contact", ["phone"]],
  ["address", ["address", "workplace", "school"]],
] as const;

/** A child of the family, or a survivor who is a child herself: of either all is one record. */
export function isChild(person: Body<"persons">["persons"][number]): boolean {
  return person.role === "child" || person.band !== undefined;
}

function ofPersons(entry: Sorted & { readonly type: "persons" }): Parts {
  const children = new Set(entry.body.persons.filter(isChild).map(({ id }) => id));
  const parts = new Map<Compartment, { readonly persons: readonly Content[] }>();
  const put = (name: Compartment, person: Content) => {
    const { persons } = parts.get(name) ?? { persons: [] };
    parts.set(name, { persons: mergedById(persons as Known[], [person as Known]) });
  };
  for (const { id, ...fields } of entry.sealed?.persons ?? []) {
    if (children.has(id)) {
      if (Object.keys(fields).length > 0) put(recordOf(id), { id, ...fields });
      continue;
    }
    for (const [name, own] of OF_A_PERSON) {
      const told = own.filter((field) => fields[field] !== undefined);
      if (told.length > 0)
        put(name, { id, ...Object.fromEntries(told.map((field) => [field, fields[field]])) });
    }
  }
  return parts;
}

function merged(one: Content, other: Content): Content {
  const whole: Record<string, unknown> = { ...one };
  for (const [field, value] of Object.entries(other)) {
    const before = whole[field];
    if (Array.isArray(before) && Array.isArray(value)) whole[field] = mergedById(before, value);
    else whole[field] = isContent(before) && isContent(value) ? merged(before, value) : value;
  }
  return whole;
}

type Known = Content & { readonly id: string };

function mergedById(one: readonly Known[], other: readonly Known[]): readonly Known[] {
  const found = new Map(one.map((item) => [item.id, item]));
  for (const item of other) found.set(item.id, { ...found.get(item.id), ...item });
  return [...found.values()];
}

function isContent(value: unknown): value is Content {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The entry a correction is about. */
export function correctedBy(entry: NewEntry, entries: readonly Entry[]): Entry | null {
  return entry.type === "correction" ? (entries[entry.body.corrects - 1] ?? null) : null;
}
