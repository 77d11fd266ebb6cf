import { asSurvivor, type HerSession } from "../access/actor.ts";
import type { Deps } from "../cases/deps.ts";
import { grownIn, mayHavePage } from "../cases/grown.ts";
import { holdsAt } from "../cases/safe-contact.ts";
import { type CaseState, stateOf } from "../cases/state.ts";
import { erasuresOf, grantViews, orderView } from "../cases/view.ts";
import { childOf } from "../journal/compartments.ts";
import type { Entry } from "../journal/entries.ts";
import { exclusionsOf } from "../journal/exclusions.ts";
import { openingOf } from "../journal/grants.ts";
import { readJournal } from "../journal/journal.ts";
import type { Tx } from "../store/store.ts";
import { namesOnTrail } from "./door.ts";
import { dutiesOn, hearerOf } from "./duties.ts";
import { grownPage, type HerContact, isLetInByGrown, type Look, type MyCase, type Whole } from "./page.ts";

/** So many of the last looks are shown. */
const LOOKS = 60;

/**
 * The page of whoever's session it is; `null` when it has ended meanwhile. Who has come of age has a page of that record alone,
 * and the survivor's has it no more.
 */
export function myCase(deps: Deps, session: HerSession, now: string): Promise<MyCase | null> {
  return asSurvivor(deps.store.app, session, now, async (tx) => {
    const journal = await readJournal(tx, deps.store.keys, session.caseId);
    if (journal === null) return null;
    const { page = null } = session;
    const whole = wholeCase(deps, journal.entries, now);
    const looks = await looksAt(tx, namesOnTrail(deps.store, journal, page));
    const shown = looks.filter(({ agency }) => agency === null || !whole.untold.has(agency));
    return page === null
      ? herPage(deps, whole, shown)
      : mayHavePage(journal.entries, page.child)
        ? grownPage(deps, whole, shown, page)
        : null;
  });
}

/** The case with what no page may show taken out of it. */
function wholeCase(deps: Deps, entries: readonly Entry[], asOf: string): Whole {
  const state = stateOf(entries);
  return {
    entries,
    state,
    asOf,
    untold: untoldAgencies(entries, state),
    grown: grownIn(deps, entries, new Map(), asOf),
  };
}

/** Her page: all of the case but the records of children who have come of age. */
function herPage(deps: Deps, whole: Whole, looks: readonly Look[]): MyCase {
  const { entries, state, asOf, untold, grown } = whole;
  const own = ({ classes }: { readonly classes: readonly string[] }) =>
    classes.filter((name) => !grown.has(childOf(name) ?? ""));
  const mayShow = (seq: number) => !untold.has(entries[seq - 1]?.agency ?? "");
  const grants = grantViews(entries).map((grant) => ({
    ...grant,
    classes: own(grant) as typeof grant.classes,
    children: grant.children.filter(({ child }) => !grown.has(child)),
  }));
  return {
    code: state.report.code,
    ofGrown: false,
    asOf,
    safeContact: herContact(state, asOf),
    orders: state.orders.filter(({ seq }) => mayShow(seq)).map((order) => orderView(deps, order, asOf)),
    proceedings: state.proceedings.filter(({ seq }) => mayShow(seq)),
    duties: dutiesOn(deps, null, state, entries, asOf).filter(({ of }) => of === null || !untold.has(of)),
    participants: state.participants
      .filter(({ agency }) => !untold.has(agency))
      .filter(({ until }) => until === null || Temporal.Instant.compare(until, asOf) > 0)
      .map((one) => ({
        ...one,
        ground: isLetInByGrown(entries, one.agency, grown) ? "grown" : one.ground,
        grants: grants.filter(({ agency, classes }) => agency === one.agency && classes.length > 0),
      })),
    wrote: [...new Set(entries.filter((entry) => own(entry).length > 0).map(({ agency }) => agency))].filter(
      (agency) => !untold.has(agency),
    ),
    erasures: erasuresOf(entries)
      .map((one) => ({ ...one, classes: own(one) as typeof one.classes }))
      .filter(({ record, classes }) => record || classes.length > 0),
    // Whoever opened such a record has seen what is coded of her case all the same.
    looks: looks.map((look) => ({ ...look, classes: own(look) })),
    heard: hearerOf(deps, state) !== null,
  };
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

async function looksAt(tx: Tx, { looks, doors }: ReturnType<typeof namesOnTrail>): Promise<readonly Look[]> {
  const { rows } = await tx.query({
    name: "my-trail",
    text: `select leaf, recorded_at as at, case kind when 'my-case' then deed else kind end as kind, agency,
                  coalesce(classes, '[]'::jsonb) as classes, encode(hash, 'base64') as hash
             from my_trail($1, $2, $3)`,
    values: [looks, doors, LOOKS],
  });
  return rows;
}
