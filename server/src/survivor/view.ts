import { asSurvivor, type HerSession } from "../access/actor.ts";
import type { Deps } from "../cases/deps.ts";
import { dutiesOf } from "../cases/law.ts";
import { owesMajority } from "../cases/majority.ts";
import { ownerOf } from "../cases/project.ts";
import { holdsAt } from "../cases/safe-contact.ts";
import { type CaseState, type Proceeding, stateOf } from "../cases/state.ts";
import { erasuresOf, grantViews, orderView } from "../cases/view.ts";
import type { CaseView, DutyView, GrantView, OrderView } from "../contract/index.ts";
import type { Entry } from "../journal/entries.ts";
import { exclusionsOf } from "../journal/exclusions.ts";
import { openingOf } from "../journal/grants.ts";
import { readJournal } from "../journal/journal.ts";
import type { SafeContact } from "../journal/safe-contact.ts";
import type { Tx } from "../store/store.ts";
import { namesOnTrail } from "./door.ts";

/**
 * Her case as her own page shows it. It has no field for what she told, for her plan, her address or telephone, for a
 * name: whoever stands behind her can read what this holds. Agencies are ids here and go by their kind on the page,
 * because the name of one says in which town she is.
 */
export type MyCase = {
  readonly code: string;
  readonly asOf: string;
  readonly safeContact: HerContact | null;
  readonly orders: readonly OrderView[];
  readonly proceedings: readonly Proceeding[];
  readonly duties: readonly HerDuty[];
  readonly participants: readonly (CaseState["participants"][number] & {
    readonly grants: readonly GrantView[];
  })[];
  /** Agencies that wrote something personal. */
  readonly wrote: readonly string[];
  /** What was erased of what she told, when and why. */
  readonly erasures: CaseView["erasures"];
  readonly looks: readonly Look[];
  /** Whether there is an agency that hears complaints. */
  readonly heard: boolean;
};

/** By what she is reached. Not by which number, at which hours or in which words: who reads along could wait for it. */
export type HerContact = Pick<SafeContact, "channel"> & { readonly until: string | null };

export type HerDuty = Pick<DutyView, "duty" | "title" | "due" | "state" | "metAt" | "verdict"> & {
  readonly norm: string;
  readonly of: string | null;
  readonly ofKind: string;
  /** Whole days past the time set for it; null where it is in time. */
  readonly daysLate: number | null;
  /** When she complained of it. */
  readonly complainedAt: string | null;
};

/**
 * Somebody looked, tried to, or used a key of hers; but not that the second key was used: he may have both by now, and would
 * read here that she had deceived him. Her agencies are told. `leaf` is null until the trail has given it a place.
 */
export type Look = {
  readonly at: string;
  readonly kind: "read" | "refused" | "glass" | "entered" | "failed";
  readonly agency: string | null;
  readonly classes: readonly string[];
  readonly leaf: number | null;
  /** SHA-256 of the leaf, base64: what an inclusion proof is about. */
  readonly hash: string;
};

/** So many of the last looks are shown. */
const LOOKS = 60;

/** `null` when her session has ended meanwhile. */
export function myCase(deps: Deps, session: HerSession, now: string): Promise<MyCase | null> {
  return asSurvivor(deps.store.app, session, now, async (tx) => {
    const journal = await readJournal(tx, deps.store.keys, session.caseId);
    if (journal === null) return null;
    const { entries } = journal;
    const state = stateOf(entries);
    const grants = grantViews(entries);
    const untold = untoldAgencies(entries, state);
    const mayShow = (seq: number) => !untold.has(entries[seq - 1]?.agency ?? "");
    return {
      code: state.report.code,
      asOf: now,
      safeContact: herContact(state, now),
      orders: state.orders.filter(({ seq }) => mayShow(seq)).map((order) => orderView(deps, order, now)),
      proceedings: state.proceedings.filter(({ seq }) => mayShow(seq)),
      duties: herDuties(deps, state, entries, now).filter(({ of }) => of === null || !untold.has(of)),
      participants: state.participants
        .filter(({ agency }) => !untold.has(agency))
        .filter(({ until }) => until === null || Temporal.Instant.compare(until, now) > 0)
        .map((one) => ({ ...one, grants: grants.filter(({ agency }) => agency === one.agency) })),
      wrote: [
        ...new Set(entries.filter(({ classes }) => classes.length > 0).map(({ agency }) => agency)),
      ].filter((agency) => !untold.has(agency)),
      erasures: erasuresOf(entries),
      looks: (await looksAt(tx, namesOnTrail(deps.store, journal, state.report.code))).filter(
        ({ agency }) => agency === null || !untold.has(agency),
      ),
      heard: hearerOf(deps, state) !== null,
    };
  });
}

/** Null: nobody contacts her. */
function herContact({ safeContact }: CaseState, now: string): HerContact | null {
  if (safeContact === null || !holdsAt(safeContact, now)) return null;
  return { channel: safeContact.agreed.channel, until: safeContact.until };
}

/**
 * Agencies that were told by a norm, and that telling her so would endanger her: whoever looks over her shoulder must not
 * learn from her page that the police know. One that came to the case in any other way as well is shown.
 */
export function untoldAgencies(entries: readonly Entry[], state: CaseState): ReadonlySet<string> {
  const told = entries.flatMap((entry) => {
    const opening = openingOf(entry, entries);
    if (opening?.type !== "referral" || opening.body.ground.kind !== "norm") return [];
    return [{ agency: opening.body.agency, notice: opening.body.ground.notice }];
  });
  const otherwise = entries.flatMap((entry) =>
    entry.type === "referral" && entry.body.ground.kind !== "norm" ? [entry.body.agency] : [],
  );
  const isUntold = (agency: string) =>
    entries[0]?.agency !== agency &&
    !otherwise.includes(agency) &&
    told.some((one) => one.agency === agency) &&
    told.every((one) => one.agency !== agency || one.notice === "unsafe");
  // Who took over from one of them stands where that one would.
  const takenOver = (agency: string) => {
    const before = exclusionsOf(entries).filter(({ instead }) => instead === agency);
    return !otherwise.includes(agency) && before.length > 0 && before.every((one) => isUntold(one.agency));
  };
  const untold = state.participants.filter(
    ({ agency, ground }) =>
      (ground === "norm" && isUntold(agency)) || (ground === "rerouted" && takenOver(agency)),
  );
  return new Set([...untold.map(({ agency }) => agency), ...state.closedTo.filter(isUntold)]);
}

/** What is owed on her case, what is late first. */
export function herDuties(
  deps: Deps,
  state: CaseState,
  entries: readonly Entry[],
  now: string,
): readonly HerDuty[] {
  const complaints = new Map(
    entries.flatMap((entry) => (entry.type === "complaint" ? [[entry.body.duty, entry.recordedAt]] : [])),
  );
  const late = (state: string) => (state === "late" ? 0 : state === "open" ? 1 : 2);
  return dutiesOf(deps, entries, state.facts, now)
    .filter((duty) => duty.state !== "void")
    .map((duty) => ({
      duty: duty.duty,
      norm: duty.norm,
      title: duty.title,
      due: duty.due,
      state: duty.state,
      metAt: duty.metAt,
      verdict: duty.verdict,
      of: owesMajority(duty.duty) ?? ownerOf(deps, state, duty.agency),
      ofKind: duty.agency,
      daysLate: daysLate(duty.state, duty.due, duty.metAt ?? now),
      complainedAt: complaints.get(duty.duty) ?? null,
    }))
    .sort((a, b) => late(a.state) - late(b.state));
}

/** The agency her complaints come to: of the kind the pack says, for the whole country or for the place of the case. */
export function hearerOf(deps: Deps, state: CaseState): string | null {
  const kinds = deps.country.roles.filter(({ complaints }) => complaints).map(({ agencyKind }) => agencyKind);
  const among = deps.country.agencies.filter(({ kind }) => kinds.includes(kind));
  const found = among.find(({ place }) => place === null || place === state.report.place);
  return found?.id ?? null;
}

function daysLate(state: string, due: string | null, until: string): number | null {
  if ((state !== "late" && state !== "met-late") || due === null) return null;
  return Math.max(0, Math.floor(Temporal.Instant.from(until).since(due).total("hours") / 24));
}

async function looksAt(tx: Tx, names: readonly string[]): Promise<readonly Look[]> {
  const { rows } = await tx.query({
    name: "my-trail",
    text: `select leaf, recorded_at as at, case kind when 'my-case' then deed else kind end as kind, agency,
                  coalesce(classes, '[]'::jsonb) as classes, encode(hash, 'base64') as hash
             from my_trail($1, $2)`,
    values: [names, LOOKS],
  });
  return rows;
}
