import type { Party, PartyMark } from "../access/marks/marks.ts";
import { correctedBy, isChild } from "../journal/classes.ts";
import type { Body, Entry, Sealed } from "../journal/entries.ts";
import type { Tx } from "../store/store.ts";
import type { Deps } from "./deps.ts";
import { stateOf } from "./state.ts";

/**
 * Marks the people new entries tell of, so that a member of staff who is related to them is found, and they by their numbers.
 * In the transaction of the entries, as long as what they seal is at hand: nothing is opened for it later.
 */
export async function markParties(
  deps: Deps,
  tx: Tx,
  caseId: string,
  entries: readonly Entry[],
  added: readonly Entry[],
): Promise<void> {
  const told = added.flatMap((entry) => tellingOf(entry, entries) ?? []);
  if (told.length === 0) return;
  const marks = await Promise.all(told.map((telling) => marksOf(deps, entries, telling)));
  const replaced = told.filter(({ corrects }) => corrects).map(({ seq }) => seq);
  if (marks.flat().length === 0 && replaced.length === 0) return;
  await tx.query({
    name: "parties-mark",
    text: "select mark_parties($1, $2, $3, $4)",
    values: [caseId, replaced, JSON.stringify(marks.flat()), told[0]?.at],
  });
}

type Telling = {
  /** The entry about the people: this one, or the one it corrects. */
  readonly seq: number;
  readonly corrects: boolean;
  readonly body: Body<"persons">;
  readonly sealed: NonNullable<Sealed<"persons">>;
  readonly author: string;
  readonly happenedAt: string;
  readonly at: string;
};

/** What an entry tells of people, where it holds anything personal. */
function tellingOf(entry: Entry, entries: readonly Entry[]): Telling | null {
  const { seq, agency: author, happenedAt, recordedAt: at } = entry;
  if (entry.type === "persons")
    return entry.sealed
      ? { seq, corrects: false, body: entry.body, sealed: entry.sealed, author, happenedAt, at }
      : null;
  if (entry.type !== "correction" || !entry.sealed?.sealed) return null;
  const corrected = correctedBy(entry, entries);
  if (corrected?.type !== "persons") return null;
  return {
    seq: corrected.seq,
    corrects: true,
    body: entry.body.body as Body<"persons">,
    sealed: entry.sealed.sealed as NonNullable<Sealed<"persons">>,
    author,
    happenedAt: corrected.happenedAt,
    at,
  };
}

/**
 * Witnesses are left out: an inspector who came to the door and is noted as having seen it must not lose the case by it.
 */
async function marksOf(deps: Deps, entries: readonly Entry[], telling: Telling) {
  const { facts } = stateOf(entries);
  const contacts = new Map(telling.sealed.persons.map((person) => [person.id, person]));
  const parties = telling.body.persons.flatMap((person): Party[] => {
    const { id, role, age } = person;
    if (role === "witness") return [];
    const told =
      role === "survivor" ? facts?.victim?.age : role === "respondent" ? facts?.respondent?.age : null;
    return [{ ...contacts.get(id), id, child: isChild(person), age: age ?? told ?? null }];
  });
  const year = Temporal.Instant.from(telling.happenedAt).toZonedDateTimeISO(
    deps.country.pack.calendar.zone,
  ).year;
  const marks = await deps.marker.ofParties(parties, year);
  return marks.map(({ mark, ...rest }: PartyMark) => ({
    ...rest,
    mark: mark.toString("base64"),
    seq: telling.seq,
    author: telling.author,
  }));
}
