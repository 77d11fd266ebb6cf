import { assess } from "@arasha/law";
import type { Actor } from "../access/actor.ts";
import { classesOf, correctedBy } from "../journal/classes.ts";
import { type Compartment, classOf } from "../journal/compartments.ts";
import type { Entry, NewEntry } from "../journal/entries.ts";
import { isClosedTo } from "../journal/exclusions.ts";
import { grantsOf, pendingIn, standsAt } from "../journal/grants.ts";
import type { FieldFault } from "../journal/refused.ts";
import type { Deps } from "./deps.ts";
import { localDate } from "./law.ts";
import type { CaseState } from "./state.ts";

/** What an entry may hold, and what it may open to others: consent, a norm that obliges to tell, and nothing else. */

/** Nobody writes what her role could not read back. */
export function sealedFaults(actor: Actor, entries: readonly Entry[], entry: NewEntry): FieldFault[] {
  const corrected = correctedBy(entry, entries);
  // Another agency may not see all it holds, and would put in place less than there was.
  if (entry.type === "correction" && entry.body.resealed && corrected && corrected.agency !== actor.agency)
    return [{ field: "sealed", message: "notYourEntry" }];
  const beyond = classesOf(entry, corrected).some((name) => !actor.reads.includes(`own:${classOf(name)}`));
  return beyond ? [{ field: "sealed", message: "classNotYours" }] : [];
}

/**
 * What may be opened to another agency: only what the one who opens it may read itself, by consent only for a time, and
 * consent only to an agency that takes part and as long as it is not taken back.
 */
export function openingFaults(
  actor: Actor,
  entries: readonly Entry[],
  entry: NewEntry,
  now: string,
): FieldFault[] {
  if (entry.type !== "referral" && entry.type !== "consent-given") return [];
  const { classes, until } = entry.body;
  const faults: FieldFault[] = [];
  const beyond = classes.filter((name) => !mayRead(actor, entries, name, now));
  if (beyond.length > 0) faults.push({ field: "body.classes", message: "notYoursToOpen" });
  const byConsent = entry.type === "consent-given" || entry.body.ground.kind === "consent";
  if (byConsent && until === null) faults.push({ field: "body.until", message: "untilRequired" });
  if (until !== null && Temporal.Instant.compare(now, until) >= 0)
    faults.push({ field: "body.until", message: "untilPast" });
  if (until !== null && Temporal.Instant.compare(until, latest(now)) >= 0)
    faults.push({ field: "body.until", message: "untilTooFar", values: { months: LONGEST.months } });
  return faults;
}

/** Consent is asked anew at least once a year. */
const LONGEST = { months: 12 } as const;

function latest(now: string): string {
  return Temporal.Instant.from(now)
    .toZonedDateTimeISO("UTC")
    .add(LONGEST)
    .add({ days: 1 })
    .toInstant()
    .toString();
}

/**
 * To tell without her consent the law must oblige this agency to: the norm, in force that day, lays a duty on it that the
 * facts of the case do not exclude, and to tell this kind of agency where it says whom. A second person approves.
 */
export function disclosureFaults(
  deps: Deps,
  actor: Actor,
  state: CaseState | null,
  entries: readonly Entry[],
  entry: NewEntry,
): FieldFault[] {
  if (entry.type === "disclosure-approved") {
    const asked = pendingIn(entries).find(({ seq }) => seq === entry.body.referral);
    if (!asked) return [{ field: "body.referral", message: "nothingToApprove" }];
    const second = asked.agency === actor.agency && asked.actor !== actor.account;
    if (!second) return [{ field: "body.referral", message: "secondPerson" }];
    // Since it was asked for he may have turned out to serve there.
    return isClosedTo(entries, asked.body.agency)
      ? [{ field: "body.referral", message: "closedToAgency" }]
      : [];
  }
  if (entry.type !== "referral" || entry.body.ground.kind !== "norm") return [];
  const { norm } = entry.body.ground;
  const facts = state?.facts;
  if (!facts) return [{ field: "body.ground.norm", message: "factsFirst" }];
  const on = localDate(deps, entry.happenedAt);
  const obliges = assess(deps.law, facts, { on, because: false }).duties.some(
    (duty) =>
      duty.norm === norm &&
      duty.agency === actor.agencyKind &&
      (duty.reporting === undefined || duty.reporting.to.includes(entry.body.to)),
  );
  return obliges ? [] : [{ field: "body.ground.norm", message: "notYourDuty", values: { on } }];
}

/** Whether this person may read it of the case now: her agency writes such, or it was let read it. */
function mayRead(actor: Actor, entries: readonly Entry[], compartment: Compartment, now: string): boolean {
  const name = classOf(compartment);
  return (
    actor.reads.includes(`own:${name}`) ||
    grantsOf(entries).some(
      (grant) =>
        grant.agency === actor.agency &&
        grant.class === compartment &&
        standsAt(grant, now) &&
        actor.reads.includes(`${grant.ground}:${name}`),
    )
  );
}
