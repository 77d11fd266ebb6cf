import type { Facts } from "@arasha/law";
import type { Body, Entry, EntryType } from "../journal/entries.ts";
import { closesOf, type Exclusion, exclusionsOf, placesOf } from "../journal/exclusions.ts";
import { fallenIn, fellWith, isConsent, type Opening, openingOf, withdrawnIn } from "../journal/grants.ts";
import { type SafeContactState, safeContactOf } from "./safe-contact.ts";

/** Where a protective order stands, as its entries tell it. Instants are ISO 8601. */
export type Order = {
  readonly seq: number;
  readonly norm: string;
  readonly issuedAt: string;
  readonly servedAt: string | null;
  readonly copyGivenAt: string | null;
  readonly endedAt: string | null;
  readonly ending: string | null;
  readonly checks: readonly string[];
  readonly breaches: readonly string[];
};

export type Proceeding = {
  readonly seq: number;
  readonly track: string;
  readonly norm: string;
  readonly part: string | null;
  readonly openedAt: string;
  readonly endedAt: string | null;
  readonly ending: string | null;
};

/** A document of the case, from its making to its service. */
export type CaseDocument = Body<"document-made"> & {
  readonly seq: number;
  readonly agency: string;
  readonly madeBy: string;
  readonly madeAt: string;
  readonly approvedAt: string | null;
  readonly approvedBy: string | null;
  readonly sha256: string | null;
  readonly servedAt: string | null;
  readonly method: Body<"document-served">["method"] | null;
};

export type Person = Body<"persons">["persons"][number] & {
  readonly name?: string;
  readonly personalNumber?: string;
  readonly phone?: string;
  readonly address?: string;
  /** Of a child, where it was opened. */
  readonly born?: string;
  readonly workplace?: string;
  readonly school?: string;
};

export type Relation = NonNullable<Body<"persons">["relations"]>[number];

/** What a case is now: a pure function of its journal. */
export type CaseState = {
  readonly seq: number;
  readonly report: Body<"report">;
  readonly openedAt: string;
  readonly facts: Facts | null;
  readonly persons: readonly Person[];
  /** What the adults of the case are to its children. */
  readonly relations: readonly Relation[];
  readonly riskCheck: (Body<"risk-check"> & { readonly at: string }) | null;
  readonly orders: readonly Order[];
  readonly proceedings: readonly Proceeding[];
  /** Agencies that take part, in order of entry: the one that opened the case first. */
  readonly participants: readonly {
    readonly agency: string;
    readonly since: string;
    readonly ground: string;
    /** When the consent it rests on ends, where it rests on nothing else. */
    readonly until: string | null;
  }[];
  /** Agencies it is closed to, because the respondent serves there. */
  readonly closedTo: readonly string[];
  readonly outcome: string | null;
  readonly closing: string | null;
  readonly documents: readonly CaseDocument[];
  readonly safeContact: SafeContactState | null;
  /** Since when she has the keys of her own page; null: she has none, or they were taken out of use. */
  readonly myCaseSince: string | null;
};

/**
 * The entries as they stand after corrections: a corrected entry carries the body (and sealed half) of its last
 * correction, the corrections themselves are gone. `correctedBy` tells which entry did it.
 */
export function effective(
  entries: readonly Entry[],
): readonly (Entry & { readonly correctedBy: number | null })[] {
  const corrections = new Map<number, Entry & { type: "correction" }>();
  for (const entry of entries) if (entry.type === "correction") corrections.set(entry.body.corrects, entry);
  return entries
    .filter((entry) => entry.type !== "correction")
    .map((entry) => {
      const correction = corrections.get(entry.seq);
      if (!correction) return { ...entry, correctedBy: null };
      // What replaced it may not be open to this reader: then she sees nothing, and never what no longer holds.
      const sealed = correction.body.resealed ? correction.sealed?.sealed : entry.sealed;
      return { ...entry, body: correction.body.body, sealed, correctedBy: correction.seq } as Entry & {
        correctedBy: number;
      };
    });
}

/** Folds a journal that begins with a report. */
export function stateOf(entries: readonly Entry[]): CaseState {
  const standing = effective(entries);
  const first = standing[0];
  if (first?.type !== "report") throw new Error("a journal begins with a report");
  const of = <T extends EntryType>(type: T) =>
    standing.filter((entry): entry is typeof entry & { type: T } => entry.type === type);
  const risk = of("risk-check").at(-1);
  return {
    seq: entries.length,
    report: first.body,
    openedAt: first.happenedAt,
    facts: of("incident").at(-1)?.body.facts ?? null,
    persons: personsOf(of("persons")),
    relations: of("persons").at(-1)?.body.relations ?? [],
    riskCheck: risk ? { ...risk.body, at: risk.happenedAt } : null,
    orders: of("protective-order-issued").map((entry) => orderOf(entry, standing)),
    proceedings: of("proceeding-opened").map((entry) => proceedingOf(entry, standing)),
    participants: participantsOf(entries),
    closedTo: [...new Set(exclusionsOf(entries).map(({ agency }) => agency))],
    outcome: of("outcome").at(-1)?.body.outcome ?? null,
    closing: of("closing").at(-1)?.body.closing ?? null,
    documents: of("document-made").map((entry) => documentOf(entry, standing)),
    safeContact: safeContactOf(standing),
    myCaseSince: myCaseSince(standing),
  };
}

function myCaseSince(entries: readonly Entry[]): string | null {
  const last = entries.findLast(
    (entry) =>
      (entry.type === "my-case-opened" || entry.type === "my-case-closed") && entry.body.child === undefined,
  );
  return last?.type === "my-case-opened" ? last.recordedAt : null;
}

function personsOf(entries: readonly (Entry & { type: "persons" })[]): readonly Person[] {
  const last = entries.at(-1);
  if (!last) return [];
  // Whoever notes the people anew may not see their contacts: what was told before stays until it is corrected.
  const contacts = new Map<string, object>();
  for (const { sealed } of entries)
    for (const person of sealed?.persons ?? [])
      contacts.set(person.id, { ...contacts.get(person.id), ...person });
  return last.body.persons.map((person) => ({ ...contacts.get(person.id), ...person }));
}

function orderOf(issued: Entry & { type: "protective-order-issued" }, entries: readonly Entry[]): Order {
  const about = entries.filter((entry) => "order" in entry.body && entry.body.order === issued.seq);
  const at = (type: EntryType) =>
    about.filter((entry) => entry.type === type).map((entry) => entry.happenedAt);
  const ended = about.find((entry) => entry.type === "protective-order-ended");
  return {
    seq: issued.seq,
    norm: issued.body.norm,
    issuedAt: issued.happenedAt,
    servedAt: at("protective-order-served")[0] ?? null,
    copyGivenAt: at("protective-order-copy-given")[0] ?? null,
    endedAt: ended?.happenedAt ?? null,
    ending: ended?.type === "protective-order-ended" ? ended.body.ending : null,
    checks: at("protective-order-checked"),
    breaches: at("protective-order-breached"),
  };
}

function proceedingOf(opened: Entry & { type: "proceeding-opened" }, entries: readonly Entry[]): Proceeding {
  const ended = entries.find(
    (entry): entry is Entry & { type: "proceeding-ended" } =>
      entry.type === "proceeding-ended" && entry.body.proceeding === opened.seq,
  );
  return {
    seq: opened.seq,
    track: opened.body.track,
    norm: opened.body.norm,
    part: opened.body.part ?? null,
    openedAt: opened.happenedAt,
    endedAt: ended?.happenedAt ?? null,
    ending: ended?.body.ending ?? null,
  };
}

function documentOf(made: Entry & { type: "document-made" }, entries: readonly Entry[]): CaseDocument {
  const approved = entries.find(
    (entry): entry is Entry & { type: "document-approved" } =>
      entry.type === "document-approved" && entry.body.document === made.seq,
  );
  const served = entries.find(
    (entry): entry is Entry & { type: "document-served" } =>
      entry.type === "document-served" && entry.body.document === made.seq,
  );
  return {
    ...made.body,
    seq: made.seq,
    agency: made.agency,
    madeBy: made.actor,
    madeAt: made.recordedAt,
    approvedAt: approved?.recordedAt ?? null,
    approvedBy: approved?.actor ?? null,
    sha256: approved?.body.sha256 ?? null,
    servedAt: served?.happenedAt ?? null,
    method: served?.body.method ?? null,
  };
}

/** As the database derives them (`admit`): an agency that never acted leaves when the consent it came by is taken back. */
function participantsOf(entries: readonly Entry[]): CaseState["participants"] {
  const found = new Map<string, CaseState["participants"][number]>();
  for (const [at, entry] of entries.entries()) {
    const { agency, recordedAt: since } = entry;
    if (at === 0) found.set(agency, { agency, since, ground: "report", until: null });
    const acting = found.get(agency);
    // To look in an emergency is not to act on the case.
    if (acting && entry.type !== "glass-broken") found.set(agency, { ...acting, until: null });
    const opening = openingOf(entry, entries);
    if (opening?.type === "referral") letIn(found, opening, since);
    if (entry.type === "complaint") hearComplaint(found, entry);
    for (const closed of closesOf(entry, entries)?.[1] ?? []) takeOver(found, closed, since);
    if (opening?.type === "consent-given") prolong(found, opening.body.agency, opening.body.until);
    for (const ended of endedBy(entry, entries)) leave(found, ended, entries.slice(0, at + 1));
  }
  for (const { agency } of exclusionsOf(entries)) found.delete(agency);
  return [...found.values()];
}

type Found = Map<string, CaseState["participants"][number]>;

function letIn(found: Found, { body }: Entry & { type: "referral" }, since: string): void {
  const { agency, ground } = body;
  const before = found.get(agency);
  const until = ground.kind === "consent" ? body.until : null;
  if (!before) found.set(agency, { agency, since, ground: ground.kind, until });
  else if (ground.kind !== "consent") found.set(agency, { ...before, until: null });
  else prolong(found, agency, until);
}

function hearComplaint(found: Found, { recordedAt: since, body }: Entry & { type: "complaint" }): void {
  const { agency } = body;
  const before = found.get(agency) ?? { agency, since, ground: "complaint" };
  found.set(agency, { ...before, until: null });
}

/** Where the case is taken from an agency, the one in its stead takes part at once, and as long as that would have. */
function takeOver(found: Found, { agency, instead }: Exclusion, since: string): void {
  const taken = found.get(agency);
  if (instead === null || !taken) return;
  const { until } = taken;
  if (until !== null && Temporal.Instant.compare(until, since) <= 0) return;
  const before = found.get(instead);
  if (!before) found.set(instead, { agency: instead, since, ground: "rerouted", until });
  else if (until === null) found.set(instead, { ...before, until });
  else prolong(found, instead, until);
}

function prolong(found: Found, agency: string, until: string | null): void {
  const before = found.get(agency);
  if (!before || before.until === null || until === null) return;
  if (Temporal.Instant.compare(until, before.until) > 0) found.set(agency, { ...before, until });
}

/** The consents an entry ends: taken back, or given for a child by somebody it names as complained of. */
function endedBy(entry: Entry, entries: readonly Entry[]): readonly Opening[] {
  if (entry.type === "persons" || entry.type === "correction")
    return fellWith(entry, entries.slice(0, entry.seq - 1));
  if (entry.type !== "consent-withdrawn") return [];
  const taken = entries[entry.body.consent - 1];
  return taken?.type === "referral" || taken?.type === "consent-given" ? [taken] : [];
}

/** An agency that has not acted takes part as long as the consents that are left, and whoever took its place with it. */
function leave(found: Found, { body }: Opening, entries: readonly Entry[]): void {
  const gone = new Set([...withdrawnIn(entries), ...fallenIn(entries)]);
  for (const participant of found.values()) {
    const places = placesOf(entries, participant.agency);
    if (participant.until === null || !places.has(body.agency)) continue;
    const [longest] = entries
      .filter((entry): entry is Opening => isConsent(entry) && places.has(entry.body.agency))
      .flatMap(({ seq, body: { until } }) => (until !== null && !gone.has(seq) ? [until] : []))
      .sort(Temporal.Instant.compare)
      .reverse();
    if (longest === undefined) found.delete(participant.agency);
    else found.set(participant.agency, { ...participant, until: longest });
  }
}
