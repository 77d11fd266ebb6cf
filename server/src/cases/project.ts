import type { Entry } from "../journal/entries.ts";
import { keeperOf } from "../journal/erasure.ts";
import { inItsStead } from "../journal/exclusions.ts";
import type { Tx } from "../store/store.ts";
import type { Deps } from "./deps.ts";
import { dutiesOf, localDate } from "./law.ts";
import { owesMajority } from "./majority.ts";
import type { SafeContactState } from "./safe-contact.ts";
import { type CaseState, stateOf } from "./state.ts";

/**
 * The tables derived from a case, written in the transaction that extends its journal. Pure function of journal and
 * law: a rebuild gives the same bytes, so nothing here may depend on the moment it runs.
 */
export async function project(deps: Deps, tx: Tx, caseId: string, entries: readonly Entry[]): Promise<void> {
  const { file, fact, duties } = derive(deps, entries);
  await tx.query({
    name: "project-case",
    text: `with file as (
             insert into case_file (case_id, code, place, synthetic, status, risk, opened_at, act_date, acts, relation, harm, last_seq)
             select $1, r.* from jsonb_to_record($2) as r (code text, place text, synthetic boolean, status text, risk text,
                    opened_at timestamptz, act_date date, acts text[], relation text, harm text, last_seq integer)
             on conflict on constraint case_file_key do update set
               code = excluded.code, place = excluded.place, synthetic = excluded.synthetic, status = excluded.status,
               risk = excluded.risk, opened_at = excluded.opened_at, act_date = excluded.act_date, acts = excluded.acts,
               relation = excluded.relation, harm = excluded.harm, last_seq = excluded.last_seq
           )
           insert into case_fact (case_id, act_date, reported_at, place, ordered, served, breached, track, ending, ending_group)
           select $1, r.* from jsonb_to_record($3) as r (act_date date, reported_at timestamptz, place text, ordered boolean,
                  served boolean, breached boolean, track text, ending text, ending_group text)
           on conflict on constraint case_fact_key do update set
             act_date = excluded.act_date, reported_at = excluded.reported_at, place = excluded.place,
             ordered = excluded.ordered, served = excluded.served, breached = excluded.breached, track = excluded.track,
             ending = excluded.ending, ending_group = excluded.ending_group`,
    values: [caseId, JSON.stringify(file), JSON.stringify(fact)],
  });
  await tx.query({
    name: "project-duties",
    text: `with owed as (
             select * from jsonb_to_recordset($2) as r (duty text, norm text, agency_kind text, agency text, started_at timestamptz,
                    due_at timestamptz, met_at timestamptz, void_at timestamptz, verdict text, due_established boolean)
           ), gone as (
             delete from duty d where d.case_id = $1 and not exists (select from owed o where o.duty = d.duty)
           )
           insert into duty (case_id, duty, norm, agency_kind, agency, started_at, due_at, met_at, void_at, verdict, due_established)
           select $1, o.* from owed o
           on conflict on constraint duty_key do update set
             norm = excluded.norm, agency_kind = excluded.agency_kind, agency = excluded.agency,
             started_at = excluded.started_at, due_at = excluded.due_at, met_at = excluded.met_at,
             void_at = excluded.void_at, verdict = excluded.verdict, due_established = excluded.due_established`,
    values: [caseId, JSON.stringify(duties)],
  });
}

const END_OF_TIME = "9999-12-31T00:00:00Z";

/** Rows of the derived tables, by column name. */
function derive(deps: Deps, entries: readonly Entry[]) {
  const state = stateOf(entries);
  return { file: fileOf(state), fact: factOf(deps, state), duties: dutyRows(deps, state, entries) };
}

/** The case as lists show it: codes only. */
export function fileOf(state: CaseState) {
  return {
    code: state.report.code,
    place: state.report.place,
    synthetic: state.report.synthetic,
    status: state.closing ? "closed" : "open",
    risk: state.riskCheck?.judgement ?? ("not-checked" as const),
    opened_at: state.openedAt,
    act_date: actDate(state),
    acts: state.facts?.acts ?? [],
    relation: state.facts?.relation ?? null,
    harm: state.facts?.harm ?? null,
    last_seq: state.seq,
  };
}

function factOf(deps: Deps, state: CaseState) {
  // Several proceedings on one case count once: the one that brought somebody to responsibility, else the last.
  const ended = state.proceedings.filter((proceeding) => proceeding.ending);
  const groupOf = (ending: string | null) =>
    deps.country.codes.proceedingEndings.find((code) => code.id === ending)?.group ?? null;
  const decisive =
    ended.findLast((proceeding) => groupOf(proceeding.ending) === "responsible") ??
    state.proceedings.findLast((proceeding) => !proceeding.ending) ??
    ended.at(-1);
  return {
    act_date: actDate(state) ?? localDate(deps, state.openedAt),
    reported_at: state.openedAt,
    place: state.report.place,
    ordered: state.orders.length > 0,
    served: state.orders.some((order) => order.servedAt),
    breached: state.orders.some((order) => order.breaches.length > 0),
    track: decisive?.track ?? null,
    ending: decisive?.ending ?? null,
    ending_group: groupOf(decisive?.ending ?? null),
  };
}

function dutyRows(deps: Deps, state: CaseState, entries: readonly Entry[]) {
  // What is late depends on the moment of asking and is not stored; a clock that will lapse is stored with that day.
  const byLaw = dutiesOf(deps, entries, state.facts, END_OF_TIME).map((duty) => ({
    duty: duty.duty,
    norm: duty.norm,
    agency_kind: duty.agency,
    agency: owesMajority(duty.duty) ?? ownerOf(deps, state, duty.agency),
    started_at: duty.startedAt,
    due_at: duty.due,
    met_at: duty.metAt,
    void_at: duty.voidAt,
    verdict: duty.verdict,
    due_established: duty.dueEstablished,
  }));
  return [...byLaw, ...notReachedRows(deps, state, entries)];
}

/** Owed by no norm but by what was promised her: the agency that agreed it with her finds another way, or who has its place. */
export function notReachedRows(deps: Deps, { safeContact }: CaseState, entries: readonly Entry[]) {
  if (safeContact === null || safeContact.notReachedSince === null) return [];
  const { notReachedSince, seq } = safeContact;
  const agency = owesContact(safeContact, entries);
  const { withinHours } = deps.country.contact.notReached;
  return [
    {
      duty: `not-reached/${seq}`,
      norm: null,
      agency_kind: deps.agencies.get(agency ?? "")?.kind ?? "",
      agency,
      started_at: notReachedSince,
      due_at: Temporal.Instant.from(notReachedSince).add({ hours: withinHours }).toString(),
      met_at: null,
      void_at: null,
      verdict: "applies",
      due_established: true,
    },
  ];
}

/** Where the case was closed to whoever agreed it with her, and nobody is in its stead, it falls to the one that keeps the case. */
export function owesContact(
  { agency }: Pick<SafeContactState, "agency">,
  entries: readonly Entry[],
): string | null {
  return inItsStead(entries, agency) ?? keeperOf(entries);
}

/** Whose clock it is: the first agency of that kind let into the case; nobody's while there is none. */
export function ownerOf(deps: Deps, state: CaseState, kind: string): string | null {
  return state.participants.find(({ agency }) => deps.agencies.get(agency)?.kind === kind)?.agency ?? null;
}

function actDate(state: CaseState): string | null {
  const date = state.facts?.date;
  return date === undefined ? null : typeof date === "string" ? date : date.to;
}
