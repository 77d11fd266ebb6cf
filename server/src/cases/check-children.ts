import { bandsOf, childhoodOn } from "@arasha/law";
import { type Actor, SURVIVOR } from "../access/actor.ts";
import { isChild } from "../journal/classes.ts";
import { childOf } from "../journal/compartments.ts";
import type { Body, Entry, NewEntry } from "../journal/entries.ts";
import { complainedOf, type Opening } from "../journal/grants.ts";
import type { FieldFault } from "../journal/refused.ts";
import { agesOf, type Births, childrenEver, decisionFor, endOfChildhood, guardiansOf } from "./children.ts";
import { localDate } from "./day.ts";
import type { Deps } from "./deps.ts";
import { grownIn, mayHavePage } from "./grown.ts";
import type { CaseState } from "./state.ts";

/**
 * Who agrees that something of a child is told: only a guardian nobody complains of, the child where it may alone, or the
 * body that stands in; with the child's own word where it counts. What cannot be told is nobody's to decide.
 */
export function childrenFaults(
  deps: Deps,
  state: CaseState | null,
  entries: readonly Entry[],
  entry: NewEntry,
  births: Births,
): FieldFault[] {
  if (entry.type !== "referral" && entry.type !== "consent-given") return [];
  const { classes, children = [] } = entry.body;
  const known = childrenEver(entries);
  const isKnown = (id: string) => known.has(id);
  const records = classes.flatMap((name) => childOf(name) ?? []);
  if (!records.every(isKnown)) return [{ field: "body.classes", message: "noSuchChild" }];
  if (!children.every(({ child }) => isKnown(child)))
    return [{ field: "body.children", message: "noSuchChild" }];
  const byConsent = entry.type === "consent-given" || entry.body.ground.kind === "consent";
  if (!byConsent) return children.length === 0 ? [] : [{ field: "body.children", message: "onlyByConsent" }];
  // A survivor who is a child herself: whatever is told, it is of her.
  const herself = (state?.persons ?? []).filter(
    ({ role, band }) => role === "survivor" && band !== undefined,
  );
  const concerned = new Set([
    ...records,
    ...herself.map(({ id }) => id),
    ...children.map(({ child }) => child),
  ]);
  return [...concerned].flatMap((child) => {
    const [agreed, ...others] = children.filter((one) => one.child === child);
    if (!agreed) return [{ field: "body.children", message: "childNotAsked" }];
    const message =
      others.length > 0
        ? "duplicatePerson"
        : agreementFault(deps, state, entries, entry as Opening, births, agreed);
    return message === null ? [] : [{ field: "body.children", message }];
  });
}

type Agreed = NonNullable<Body<"referral">["children"]>[number];

function agreementFault(
  deps: Deps,
  state: CaseState | null,
  entries: readonly Entry[],
  { body, happenedAt }: Pick<Opening, "body" | "happenedAt">,
  births: Births,
  { child, by, assent }: Agreed,
): string | null {
  const on = localDate(deps, happenedAt);
  const decision = decisionFor(deps, entries, births, child, body.purpose, on);
  if (decision.adult === "unknown") return "ageNeeded";
  if (decision.adult === "yes") {
    if (by !== "self") return "ofAge";
    // It is its own to give and to take back, so nothing of the others stands beside it.
    const herself = state?.persons.some(({ id, role }) => id === child && role === "survivor") ?? false;
    return herself || body.classes.every((name) => childOf(name) === child) ? null : "grownAlone";
  }
  if (by === "self") return decision.by.includes("self") ? null : "notAlone";
  const guardians = state ? guardiansOf(state, entries, child) : [];
  if (by === "stand-in") {
    if (guardians.some(({ why }) => why === null)) return "guardianThere";
    if (decision.standIn === null) return "noStandIn";
  } else {
    const guardian = guardians.find(({ adult }) => adult === by);
    if (complainedOf(entries).has(by)) return "complainedOf";
    if (guardian?.why !== null) return "notRepresentative";
  }
  if (decision.word === "needed" && assent !== "given") return "assentNeeded";
  if (decision.word === "asked" && assent === "not-asked") return "assentAsked";
  return body.until !== null && !staysAChild(deps, entries, births, child, on, body.until)
    ? "ageNeeded"
    : null;
}

/** Whether the child is surely none of age until then: the service ends a consent in time where it knows the date of birth. */
function staysAChild(
  deps: Deps,
  entries: readonly Entry[],
  births: Births,
  child: string,
  on: string,
  until: string,
): boolean {
  const end = endOfChildhood(deps, births, child, on);
  if (end !== null) return Temporal.Instant.compare(until, end) <= 0;
  const day = localDate(deps, until);
  const [childhood, ages] = [
    childhoodOn(deps.country.childhood, day),
    agesOf(deps, entries, births, child, day),
  ];
  return childhood !== null && ages !== null && bandsOf(childhood, ages).adult === "no";
}

/**
 * Whose page is handed over, where it is not the survivor's: that of a child of the case who has surely come of age, and whom nobody
 * complains of. That something was done on such a page is for that page alone to say.
 */
export function pageFaults(
  deps: Deps,
  actor: Actor,
  entries: readonly Entry[],
  entry: NewEntry,
  births: Births,
  now: string,
): FieldFault[] {
  if (entry.type === "consent-withdrawn" && entry.body.child !== undefined && actor !== SURVIVOR)
    return [{ field: "body.child", message: "invalidValue" }];
  if (entry.type !== "my-case-opened" || entry.body.child === undefined) return [];
  const { child } = entry.body;
  if (complainedOf(entries).has(child)) return [{ field: "body.child", message: "complainedOfPage" }];
  if (!mayHavePage(entries, child)) return [{ field: "body.child", message: "noSuchChild" }];
  return grownIn(deps, entries, births, now).has(child) ? [] : [{ field: "body.child", message: "notOfAge" }];
}

/** What is noted of children and of the adults around them. */
export function personsFaults(
  deps: Deps,
  entries: readonly Entry[],
  body: Body<"persons">,
  on: string,
): FieldFault[] {
  const { persons, relations = [] } = body;
  const bands = childhoodOn(deps.country.childhood, on)?.bands.map(({ id }) => id) ?? [];
  const children = new Set(persons.filter(isChild).map(({ id }) => id));
  const adults = new Set(persons.map(({ id }) => id).filter((id) => !children.has(id)));
  const complained = complainedOf([...entries, { type: "persons", body } as Entry]);
  return [
    ...persons.flatMap(({ band: value }, at) =>
      value === undefined || bands.includes(value)
        ? []
        : [
            {
              field: `body.persons.${at}.band`,
              message: "unknownCode",
              values: { value, known: bands.join(", ") },
            },
          ],
    ),
    ...relations.flatMap(({ child, adult, contact }, at) => {
      if (!children.has(child)) return [{ field: `body.relations.${at}.child`, message: "noSuchChild" }];
      if (!adults.has(adult)) return [{ field: `body.relations.${at}.adult`, message: "noSuchAdult" }];
      if (relations.findIndex((one) => one.child === child && one.adult === adult) !== at)
        return [{ field: `body.relations.${at}.adult`, message: "duplicatePerson" }];
      return contact && complained.has(adult)
        ? [{ field: `body.relations.${at}.contact`, message: "complainedOfContact" }]
        : [];
    }),
  ];
}

/** A date of birth is kept of children alone, and none lies ahead. */
export function birthFaults(
  deps: Deps,
  { body, sealed, happenedAt }: NewEntry & { readonly type: "persons" },
): FieldFault[] {
  const on = localDate(deps, happenedAt);
  const children = new Set(body.persons.filter(isChild).map(({ id }) => id));
  return (sealed?.persons ?? []).flatMap(({ id, born }, at) => {
    if (born === undefined) return [];
    const field = `sealed.persons.${at}.born`;
    if (born > on) return [{ field, message: "future" }];
    return children.has(id) ? [] : [{ field, message: "bornOfChildOnly" }];
  });
}
