import type { CaseDuty } from "@arasha/law";
import { type Actor, asActor } from "../access/actor.ts";
import type { CaseView, DocumentView, DutyView, GrantView, OrderView } from "../contract/index.ts";
import { type Compartment, childOf } from "../journal/compartments.ts";
import type { Entry } from "../journal/entries.ts";
import { erasureOf, holdsOf } from "../journal/erasure.ts";
import { grantsOf, openingOf } from "../journal/grants.ts";
import { lookInto } from "../journal/journal.ts";
import { Refused } from "../journal/refused.ts";
import { templateOf } from "./check-documents.ts";
import { birthsIn, childViews } from "./children.ts";
import type { Deps } from "./deps.ts";
import { childPages, grownIn, mayHavePage } from "./grown.ts";
import { dutiesOf, expiryOf } from "./law.ts";
import { owesMajority } from "./majority.ts";
import { fileOf, notReachedRows, ownerOf } from "./project.ts";
import { holdsAt, type SafeContactState } from "./safe-contact.ts";
import { type CaseState, effective, type Order, stateOf } from "./state.ts";
import { nextSteps } from "./steps.ts";
import { mayWriteUnderGlass } from "./under-glass.ts";

/**
 * A case as one of its participants sees it at `asOf`, everything from its journal.
 * Throws `Refused("not-found")` alike for a case that does not exist and one that is not hers.
 */
export function viewCase(deps: Deps, actor: Actor, caseId: string, asOf: string): Promise<CaseView> {
  return asActor(deps.store.app, actor, asOf, async (tx) => {
    const journal = await lookInto(tx, deps.store.keys, caseId, actor, asOf);
    if (!journal) throw new Refused("not-found");
    const state = stateOf(journal.entries);
    const duties = dutiesOf(deps, journal.entries, state.facts, asOf);
    const { code, place, synthetic, ...summary } = fileOf(state);
    return {
      case: {
        caseId,
        code,
        place,
        risk: summary.risk,
        status: state.closing ? "closed" : "open",
        openedAt: state.openedAt,
        actDate: summary.act_date,
        acts: [...summary.acts],
        relation: summary.relation,
        harm: summary.harm,
      },
      seq: state.seq,
      asOf,
      synthetic,
      channel: state.report.channel,
      reportedBy: state.report.reportedBy,
      safeContact: safeContactView(state.safeContact, asOf),
      facts: state.facts,
      persons: state.persons.map((person) => ({
        id: person.id,
        role: person.role,
        age: person.age ?? null,
        sex: person.sex ?? null,
        servesIn: person.servesIn ?? null,
        name: person.name ?? null,
        personalNumber: person.personalNumber ?? null,
        phone: person.phone ?? null,
        address: person.address ?? null,
        born: person.born ?? null,
        band: person.band ?? null,
        respondentElsewhere: person.respondentElsewhere ?? false,
        workplace: person.workplace ?? null,
        school: person.school ?? null,
      })),
      relations: [...state.relations],
      children: childViews(deps, state, journal.entries, asOf).map((child) => ({
        ...child,
        ownPage: ownPageOf(deps, state, journal.entries, child.id, asOf),
      })),
      limits: state.report.limits?.said ?? null,
      risk: {
        band: summary.risk,
        flags: state.riskCheck?.flags ?? {},
        checkedAt: state.riskCheck?.at ?? null,
      },
      orders: state.orders.map((order) => orderView(deps, order, asOf)),
      proceedings: [...state.proceedings],
      documents: documentViews(deps, actor, state),
      outcome: state.outcome,
      closing: state.closing,
      erasures: erasuresOf(journal.entries),
      holds: holdsOf(journal.entries).map(({ seq, recordedAt, agency, body }) => ({
        seq,
        since: recordedAt,
        agency,
        ground: body.ground,
      })),
      myCaseSince: state.myCaseSince,
      duties: [
        ...notReached(deps, state, journal.entries, asOf),
        ...duties.map((duty) => dutyView(duty, owesMajority(duty.duty) ?? ownerOf(deps, state, duty.agency))),
      ],
      entries: entryViews(journal.entries),
      participants: [...state.participants],
      closedTo: [...state.closedTo],
      grants: grantViews(journal.entries).filter(({ agency }) => !state.closedTo.includes(agency)),
      glass: journal.glass,
      nextSteps: nextSteps(deps, actor, state, journal.entries, duties, asOf).filter(
        ({ type }) => journal.glass === null || mayWriteUnderGlass(actor, state, type, asOf),
      ),
    };
  });
}

/** What of a page of its own there is for a child: null where it has not surely come of age, or is complained of. */
function ownPageOf(
  deps: Deps,
  state: CaseState,
  entries: readonly Entry[],
  child: string,
  asOf: string,
): CaseView["children"][number]["ownPage"] {
  const grown = grownIn(deps, entries, birthsIn(state.persons), asOf);
  if (!grown.has(child) || !mayHavePage(entries, child)) return null;
  return { since: childPages(entries).get(child) ?? null };
}

export function orderView(deps: Deps, order: Order, asOf: string): OrderView {
  const expiresAt = expiryOf(deps, order);
  const expired = expiresAt !== null && Temporal.Instant.compare(expiresAt, asOf) <= 0;
  const state = order.endedAt ? "ended" : expired ? "expired" : order.servedAt ? "in-force" : "issued";
  return { ...order, checks: [...order.checks], breaches: [...order.breaches], expiresAt, state };
}

function safeContactView(state: SafeContactState | null, asOf: string): CaseView["safeContact"] {
  if (state === null) return null;
  const { agreed, sealed, forcedSince, ...rest } = state;
  return {
    seq: rest.seq,
    agency: rest.agency,
    ...agreed,
    hours: agreed.hours.map((one) => ({ ...one, days: [...one.days] })),
    until: rest.until,
    askedAt: rest.askedAt,
    endedAt: rest.endedAt,
    holds: holdsAt(state, asOf),
    forcedSince,
    to: sealed?.to ?? null,
    codeWord: sealed?.codeWord ?? null,
    note: sealed?.note ?? null,
  };
}

/** She was to be told something, and was not: as long as nobody has reached her since, it is owed to find another way. */
function notReached(deps: Deps, state: CaseState, entries: readonly Entry[], asOf: string): DutyView[] {
  return notReachedRows(deps, state, entries).map(({ duty, agency, agency_kind, started_at, due_at }) => ({
    duty,
    norm: null,
    title: deps.country.contact.notReached.title,
    agencyKind: agency_kind,
    agency,
    startedAt: started_at,
    due: due_at,
    state: Temporal.Instant.compare(due_at, asOf) <= 0 ? "late" : "open",
    metAt: null,
    voidAt: null,
    verdict: "applies",
    dueEstablished: true,
  }));
}

function dutyView(duty: CaseDuty, agency: string | null): DutyView {
  return {
    duty: duty.duty,
    norm: duty.norm,
    title: duty.title,
    agencyKind: duty.agency,
    agency,
    startedAt: duty.startedAt,
    due: duty.due,
    state: duty.state,
    metAt: duty.metAt,
    voidAt: duty.voidAt,
    verdict: duty.verdict,
    dueEstablished: duty.dueEstablished,
  };
}

function documentViews(deps: Deps, actor: Actor, state: CaseState): DocumentView[] {
  return state.documents.flatMap(({ coded: _, text: __, madeBy, approvedBy: ___, ...document }) => {
    const template = templateOf(deps, document.template, document.version);
    return template
      ? [
          {
            ...document,
            fields: [...document.fields],
            title: template.title,
            recipient: template.recipient,
            mine: madeBy === actor.account,
          },
        ]
      : [];
  });
}

/** By the entry that gave them: one row an agency and act of consent, norm or emergency. */
export function grantViews(entries: readonly Entry[]): GrantView[] {
  const found = new Map<number, GrantView>();
  for (const { class: name, ...grant } of grantsOf(entries)) {
    const view = found.get(grant.seq) ?? { ...grant, classes: [], children: agreedIn(entries, grant.seq) };
    view.classes.push(name);
    found.set(grant.seq, view);
  }
  return [...found.values()];
}

function agreedIn(entries: readonly Entry[], seq: number): GrantView["children"] {
  const entry = entries[seq - 1];
  const opening = entry && openingOf(entry, entries);
  return (opening?.body.children ?? []).map(({ child, by, assent, comesOfAge = false }) => ({
    child,
    by,
    assent,
    comesOfAge,
  }));
}

/** What was erased, in order. */
export function erasuresOf(entries: readonly Entry[]): CaseView["erasures"] {
  return entries.flatMap(({ seq, recordedAt, ...entry }) => {
    if (entry.type !== "erased") return [];
    const { record, classes, ground } = entry.body;
    // Where it was of all children, each one's record is not told again.
    const told = classes.filter((name) => childOf(name) === null || !classes.includes("child"));
    return [{ seq, at: recordedAt, record, classes: told, ground }];
  });
}

function erasedOf(entries: readonly Entry[], { seq, classes }: Entry): CaseView["entries"][number]["erased"] {
  return classes.flatMap((name) => {
    const by = erasureOf(entries, seq, name);
    return by === null ? [] : [{ class: name, by: by.seq }];
  });
}

/** What the entry holds beside what was opened of it and what is there no more. */
function withheldOf(entry: Entry, erased: CaseView["entries"][number]["erased"]): Compartment[] {
  const gone = new Set(erased.map((one) => one.class));
  return entry.classes.filter((name) => !entry.opened?.includes(name) && !gone.has(name));
}

/** Every entry as written, so that a correction hides nothing; `correctedBy` points at the later word. */
function entryViews(entries: Parameters<typeof effective>[0]): CaseView["entries"] {
  const corrected = new Map(effective(entries).map((entry) => [entry.seq, entry.correctedBy]));
  return entries.map((entry) => ({
    seq: entry.seq,
    type: entry.type,
    happenedAt: entry.happenedAt,
    recordedAt: entry.recordedAt,
    agency: entry.agency,
    actor: entry.actor,
    body: entry.body as Record<string, unknown>,
    sealed: (entry.sealed as Record<string, unknown> | undefined) ?? null,
    withheld: withheldOf(entry, erasedOf(entries, entry)),
    erased: erasedOf(entries, entry),
    correctedBy: corrected.get(entry.seq) ?? null,
  }));
}
