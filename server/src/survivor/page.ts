import type { GrownPage } from "../access/actor.ts";
import type { Deps } from "../cases/deps.ts";
import { grownIn } from "../cases/grown.ts";
import type { CaseState, Proceeding } from "../cases/state.ts";
import { erasuresOf, grantViews } from "../cases/view.ts";
import type { CaseView, GrantView, OrderView } from "../contract/index.ts";
import { type Compartment, childOf, recordOf } from "../journal/compartments.ts";
import type { Entry } from "../journal/entries.ts";
import { openingOf, standsAt } from "../journal/grants.ts";
import type { SafeContact } from "../journal/safe-contact.ts";
import { dutiesOn, type HerDuty, hearerOf } from "./duties.ts";

/**
 * Her case as her own page shows it. It has no field for what she told, for her plan, her address or telephone, for a
 * name: whoever stands behind her can read what this holds. Agencies are ids here and go by their kind on the page,
 * because the name of one says in which town she is.
 */
export type MyCase = {
  readonly code: string;
  /** Whether it is the page of a child who has come of age: then of that record and nothing else. */
  readonly ofGrown: boolean;
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

/** What a page is made from. */
export type Whole = {
  readonly entries: readonly Entry[];
  readonly state: CaseState;
  readonly asOf: string;
  /** Agencies of which no page tells. */
  readonly untold: ReadonlySet<string>;
  /** Children who have come of age, as far as it is coded. */
  readonly grown: ReadonlySet<string>;
};

/**
 * The page of a child who has come of age: who may read that record and by what, who looked at it, what was erased of it, and whether
 * its own word was asked for since. Of the case it stands in nothing: no code, no order, no proceeding, nobody who only
 * knows of the others.
 */
export function grownPage(
  deps: Deps,
  { entries, state, asOf, untold }: Whole,
  looks: readonly Look[],
  { child, code }: GrownPage,
): MyCase {
  const record = recordOf(child);
  const own = <C extends string>(classes: readonly C[]) => classes.filter((name) => name === record);
  const grants = grantViews(entries)
    .filter((grant) => standsAt(grant, asOf))
    .map((grant) => ({ ...grant, classes: own(grant.classes) }))
    .filter(({ classes }) => classes.length > 0);
  const wrote = entries.filter(({ classes }) => classes.includes(record)).map(({ agency }) => agency);
  const agencies = [...new Set([...wrote, ...grants.map(({ agency }) => agency)])].filter(
    (agency) => !untold.has(agency) && !state.closedTo.includes(agency),
  );
  return {
    code,
    ofGrown: true,
    asOf,
    safeContact: null,
    orders: [],
    proceedings: [],
    duties: dutiesOn(deps, { child, code }, state, entries, asOf).filter(
      ({ of }) => of === null || !untold.has(of),
    ),
    // Since when, and on what ground an agency takes part in the case, is the survivor's.
    participants: agencies.map((agency) => ({
      agency,
      since: asOf,
      ground: "record",
      until: null,
      grants: grants.filter((grant) => grant.agency === agency),
    })),
    wrote,
    erasures: erasuresOf(entries)
      .filter(
        ({ record: whole, classes }) => whole || classes.some((name) => name === record || name === "child"),
      )
      .map((one) => ({ ...one, record: false, classes: [record] })),
    looks: looks.map((look) => ({ ...look, classes: own(look.classes) })),
    heard: hearerOf(deps, state) !== null,
  };
}

/** Of what an opening names, the classes that are for this page to take back: on hers none that are a grown child's. */
export function shownOn(
  deps: Deps,
  entries: readonly Entry[],
  page: GrownPage | null,
  classes: readonly Compartment[],
  now: string,
): readonly Compartment[] {
  if (page !== null) return classes.filter((name) => name === recordOf(page.child));
  const grown = grownIn(deps, entries, new Map(), now);
  return classes.filter((name) => !grown.has(childOf(name) ?? ""));
}

/** Whether an agency came to the case by nothing but what children who have come of age agreed to. */
export function isLetInByGrown(
  entries: readonly Entry[],
  agency: string,
  grown: ReadonlySet<string>,
): boolean {
  const openings = entries.flatMap((entry) => openingOf(entry, entries) ?? []);
  const theirs = openings.filter(({ body }) => body.agency === agency);
  return (
    entries[0]?.agency !== agency &&
    theirs.length > 0 &&
    theirs.every(
      ({ body }) =>
        body.classes.length > 0 &&
        body.classes.every((name) => grown.has(childOf(name) ?? "")) &&
        (body.children ?? []).every(({ by }) => by === "self"),
    )
  );
}
