import { agesOn, bandsOf, childhoodOn } from "@arasha/law";
import type { Actor } from "../access/actor.ts";
import { correctedBy } from "../journal/classes.ts";
import type { Body, Entry, NewEntry } from "../journal/entries.ts";
import { erasing } from "../journal/erasure.ts";
import { append, extend, type Journal, lookAtChildren, newJournal, readJournal } from "../journal/journal.ts";
import { Refused } from "../journal/refused.ts";
import type { Tx } from "../store/store.ts";
import { checkEntry } from "./check.ts";
import { type Births, birthsIn, endOfChildhood } from "./children.ts";
import { localDate } from "./day.ts";
import type { Deps } from "./deps.ts";
import { askForMessages } from "./news.ts";
import { markParties } from "./parties.ts";
import { project } from "./project.ts";
import { type CaseState, stateOf } from "./state.ts";

/**
 * One case being worked on inside one transaction: entries are checked one after another against the case as it then
 * stands, and written together with every table derived from them. Nothing is written until `commit`.
 */
export type CaseSession = {
  readonly caseId: string;
  readonly entries: readonly Entry[];
  readonly state: () => CaseState;
  readonly write: (entry: NewEntry, actor: Actor, now: string) => void;
  readonly commit: (tx: Tx) => Promise<void>;
};

export function openSession(deps: Deps, caseId: string): CaseSession {
  return sessionOn(deps, newJournal(caseId, deps.store.keys));
}

/** Throws `Refused("not-found")` for a case that does not exist for this reader. */
export async function resumeSession(deps: Deps, tx: Tx, caseId: string): Promise<CaseSession> {
  const journal = await readJournal(tx, deps.store.keys, caseId);
  if (!journal) throw new Refused("not-found");
  return sessionOn(deps, journal);
}

/** The same, with the dates of birth of the children whose record is open to the one who is about to speak for them. */
export async function resumeForChildren(
  deps: Deps,
  tx: Tx,
  caseId: string,
  actor: Actor,
  now: string,
): Promise<CaseSession> {
  const journal = await readJournal(tx, deps.store.keys, caseId);
  if (!journal) throw new Refused("not-found");
  const opened = await lookAtChildren(tx, deps.store.keys, journal, actor, now);
  return sessionOn(deps, journal, birthsIn(stateOf(opened).persons));
}

/**
 * What the service says itself of an entry: the class of a note, whether a correction replaces personal content (that is for
 * everyone to see, what by is not), a child's band, to which agencies the case is closed, which children's records are to be
 * erased, and that a consent for a child ends when it comes of age.
 */
function marked(deps: Deps, births: Births, entries: readonly Entry[], entry: NewEntry): NewEntry {
  if (entry.type === "note")
    return { ...entry, body: { ...entry.body, class: entry.body.class ?? "narrative" } };
  if (entry.type === "correction") {
    const ofPersons = correctedBy(entry, entries)?.type === "persons";
    const body = ofPersons ? closing(deps, entry.body.body as Body<"persons">) : entry.body.body;
    return { ...entry, body: { ...entry.body, body, resealed: entry.sealed?.sealed !== undefined } };
  }
  if (entry.type === "persons") return banded(deps, { ...entry, body: closing(deps, entry.body) });
  if (entry.type === "erasure-asked")
    return { ...entry, body: { ...entry.body, classes: [...erasing(entry.body.classes, entries)] } };
  if (entry.type !== "referral" && entry.type !== "consent-given") return entry;
  const { children } = entry.body;
  if (!children || children.length === 0) return entry;
  const ended = endedInTime(deps, births, entry.body, entry.happenedAt);
  return { ...entry, body: { ...entry.body, ...ended } } as NewEntry;
}

/** To which agencies a case is closed, and who takes over there, follows from the pack of the day and stands with it. */
function closing(deps: Deps, { closes: _typed, ...body }: Body<"persons">): Body<"persons"> {
  // The body of a correction is checked after this: it may still be anything.
  const persons = Array.isArray(body.persons) ? body.persons : [];
  const agencies = new Set(persons.flatMap((person) => person?.servesIn ?? []));
  if (agencies.size === 0) return body;
  const closes = [...agencies].map((agency) => ({
    agency,
    instead: deps.agencies.get(agency)?.rerouteTo ?? null,
  }));
  return { ...body, closes };
}

/** The band follows from the date of birth where that is told; who is of age is in none. */
function banded(deps: Deps, entry: NewEntry & { readonly type: "persons" }): NewEntry {
  const on = localDate(deps, entry.happenedAt);
  const childhood = childhoodOn(deps.country.childhood, on);
  const births = new Map(entry.sealed?.persons.map(({ id, born }) => [id, born]));
  const persons = entry.body.persons.map((person) => {
    const born = births.get(person.id);
    const concerned = person.role === "child" || person.role === "survivor";
    if (!childhood || born === undefined || born > on || !concerned) return person;
    const { band: _told, ...rest } = person;
    const [band] = bandsOf(childhood, agesOn(born, on, childhood.majority)).bands;
    return band === undefined ? rest : { ...rest, band };
  });
  return { ...entry, body: { ...entry.body, persons } };
}

/** A consent others give for a child reaches to the day it comes of age, and says so where that is why it ends. */
function endedInTime(
  deps: Deps,
  births: Births,
  { children = [], until }: Pick<Body<"referral">, "children" | "until">,
  happenedAt: string,
): Pick<Body<"referral">, "children" | "until"> {
  const on = localDate(deps, happenedAt);
  const others = children.filter(({ by }) => by !== "self");
  const ends = others.flatMap(({ child }) => endOfChildhood(deps, births, child, on) ?? []);
  // Who is of age already is not ended in time, but refused.
  const [first] = ends
    .filter((end) => Temporal.Instant.compare(end, happenedAt) > 0)
    .sort(Temporal.Instant.compare);
  const capped =
    first !== undefined && until !== null && Temporal.Instant.compare(first, until) <= 0 ? first : null;
  return {
    until: capped ?? until,
    children: children.map(({ comesOfAge: _told, ...one }) =>
      capped !== null && one.by !== "self" && endOfChildhood(deps, births, one.child, on) === capped
        ? { ...one, comesOfAge: true as const }
        : one,
    ),
  };
}

function sessionOn(deps: Deps, start: Journal, known: Births = new Map()): CaseSession {
  let journal = start;
  let births = known;
  const pending: Entry[] = [];
  return {
    caseId: start.caseId,
    get entries() {
      return journal.entries;
    },
    state: () => stateOf(journal.entries),
    write: (told, actor, now) => {
      const entry = marked(deps, births, journal.entries, told);
      const state = journal.entries.length > 0 ? stateOf(journal.entries) : null;
      checkEntry(deps, actor, state, journal.entries, entry, now, births);
      const extended = extend(journal, [entry], actor, now);
      journal = extended.journal;
      pending.push(...extended.added);
      if (entry.type === "persons") births = new Map([...births, ...birthsIn(entry.sealed?.persons ?? [])]);
    },
    commit: async (tx) => {
      await append(tx, deps.store.keys, { ...journal, fresh: start.fresh }, pending);
      await project(deps, tx, journal.caseId, journal.entries);
      await askForMessages(tx, journal.caseId, journal.entries, pending);
      // The last thing of all: from here on the case may be closed to the one who writes.
      await markParties(deps, tx, journal.caseId, journal.entries, pending);
    },
  };
}
