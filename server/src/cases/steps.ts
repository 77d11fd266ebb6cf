import { assess, type CaseDuty, type EventPattern, type EventType } from "@arasha/law";
import type { Actor } from "../access/actor.ts";
import type { NextStep } from "../contract/index.ts";
import type { Entry } from "../journal/entries.ts";
import { holdsOf, keeperOf, openRequests } from "../journal/erasure.ts";
import { isClosedTo } from "../journal/exclusions.ts";
import { pendingIn } from "../journal/grants.ts";
import type { Deps } from "./deps.ts";
import { dutyData, expiryOf, localDate, recordedAs } from "./law.ts";
import { owesMajority } from "./majority.ts";
import { owesContact } from "./project.ts";
import type { CaseState } from "./state.ts";

/**
 * What this person may do next on the case, most pressing first: what an open duty asks for, then what the state of
 * the case and the law in force allow. Only entries her role writes.
 */
export function nextSteps(
  deps: Deps,
  actor: Actor,
  state: CaseState,
  entries: readonly Entry[],
  duties: readonly CaseDuty[],
  asOf: string,
): readonly NextStep[] {
  const role = deps.roles.get(actor.role);
  if (!role) return [];
  const steps = state.closing
    ? toErase(actor, entries)
    : [
        ...toErase(actor, entries),
        ...toReachHer(actor, state, entries),
        ...fromDuties(deps, actor, state, duties),
        ...ofMajority(actor, duties),
        ...fromOrders(deps, state, asOf),
        ...fromProceedings(deps, state),
        ...toApprove(actor, entries),
        ...measuresAllowed(deps, actor, state, asOf),
        ...stillToTake(state),
      ];
  const seen = new Set<string>();
  return steps.filter((step) => {
    const key = `${step.type} ${JSON.stringify(step.preset)}`;
    if (!role.mayWrite.includes(step.type) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A message to her did not go: somebody of the agency that owes it finds another way, and asks her anew. */
function toReachHer(actor: Actor, { safeContact }: CaseState, entries: readonly Entry[]): NextStep[] {
  if (safeContact === null || safeContact.notReachedSince === null) return [];
  if (owesContact(safeContact, entries) !== actor.agency) return [];
  return [step("contact-tried", null, { agreement: safeContact.seq })];
}

function fromDuties(deps: Deps, actor: Actor, state: CaseState, duties: readonly CaseDuty[]): NextStep[] {
  return duties
    .filter((duty) => duty.agency === actor.agencyKind && (duty.state === "open" || duty.state === "late"))
    .flatMap((duty) =>
      (dutyData(deps, duty)?.metBy ?? []).slice(0, 1).map((pattern) => ({
        type: pattern.event,
        norm: duty.norm,
        duty: duty.duty,
        due: duty.due,
        preset: { ...pattern.with, ...reference(pattern, state) },
      })),
    );
}

/** One who has come of age is asked anew by each agency that owes it. */
function ofMajority(actor: Actor, duties: readonly CaseDuty[]): NextStep[] {
  return duties
    .filter(
      ({ duty, state }) => owesMajority(duty) === actor.agency && (state === "open" || state === "late"),
    )
    .map(({ duty, norm, due }) => ({
      type: "asked-anew" as const,
      norm,
      duty,
      due,
      preset: { child: duty.split("/")[1] ?? "" },
    }));
}

/** The order or proceeding an entry of this kind would be about, when there is one it can be about. */
function reference(pattern: EventPattern, state: CaseState): Record<string, unknown> {
  if (pattern.event === "proceeding-ended") {
    const open = state.proceedings.findLast((proceeding) => !proceeding.endedAt);
    return open ? { proceeding: open.seq } : {};
  }
  if (!pattern.event.startsWith("protective-order-") || pattern.event === "protective-order-issued")
    return {};
  const standing = state.orders.findLast((order) => !order.endedAt);
  return standing ? { order: standing.seq } : {};
}

function fromOrders(deps: Deps, state: CaseState, asOf: string): NextStep[] {
  return state.orders
    .filter((order) => !order.endedAt)
    .flatMap((order) => {
      const about = (type: EventType) => step(type, order.norm, { order: order.seq });
      if (!order.servedAt) return [about("protective-order-served"), about("protective-order-copy-given")];
      const expiry = expiryOf(deps, order);
      const expired = expiry !== null && Temporal.Instant.compare(expiry, asOf) <= 0;
      return [
        ...(order.copyGivenAt ? [] : [about("protective-order-copy-given")]),
        ...(expired ? [] : [about("protective-order-breached"), about("protective-order-checked")]),
        about("protective-order-ended"),
      ];
    });
}

function fromProceedings(deps: Deps, state: CaseState): NextStep[] {
  const open = state.proceedings.filter(
    (proceeding) => !proceeding.endedAt && proceeding.track !== "refused",
  );
  if (open.length > 0)
    return open.map((proceeding) =>
      step("proceeding-ended", proceeding.norm, { proceeding: proceeding.seq }),
    );
  return offencesToOpen(deps, state).map((offence) =>
    step("proceeding-opened", offence.norm, {
      norm: offence.norm,
      ...(offence.part === null ? {} : { part: offence.part }),
      track: offence.class === "administrative" ? "administrative" : "criminal",
    }),
  );
}

/** Offences the facts establish, and the breach of an order where one was recorded after the facts were taken. */
function offencesToOpen(deps: Deps, state: CaseState) {
  const breach = state.orders.flatMap((order) => order.breaches).at(-1);
  const asked = [
    ...(breach
      ? [
          {
            date: localDate(deps, breach),
            acts: ["breach-of-protective-order" as const],
            orders: { protectiveOrder: true },
          },
        ]
      : []),
    ...(state.facts ? [state.facts] : []),
  ];
  return asked
    .flatMap((facts) => assess(deps.law, facts, { because: false }).offences)
    .filter((offence) => offence.verdict === "applies")
    .filter((offence) => !state.proceedings.some((proceeding) => proceeding.norm === offence.norm));
}

/** What a colleague wants to tell without her consent waits for a second person. */
function toApprove(actor: Actor, entries: readonly Entry[]): NextStep[] {
  return pendingIn(entries)
    .filter((asked) => asked.agency === actor.agency && asked.actor !== actor.account)
    .filter(({ body }) => !isClosedTo(entries, body.agency))
    .map(({ seq, body }) =>
      step("disclosure-approved", body.ground.kind === "norm" ? body.ground.norm : null, { referral: seq }),
    );
}

/** What a colleague wants erased waits for a second person of the agency that keeps the case. */
function toErase(actor: Actor, entries: readonly Entry[]): NextStep[] {
  if (keeperOf(entries) !== actor.agency || holdsOf(entries).length > 0) return [];
  return openRequests(entries)
    .filter(({ asked, approved }) => approved === null && asked.actor !== actor.account)
    .map(({ asked }) => step("erasure-approved", null, { request: asked.seq }));
}

function measuresAllowed(deps: Deps, actor: Actor, state: CaseState, asOf: string): NextStep[] {
  if (!state.facts || state.orders.some((order) => !order.endedAt)) return [];
  const today = localDate(deps, asOf);
  return assess(deps.law, state.facts, { on: today, because: false })
    .measures.filter((measure) => measure.verdict !== "unknown-text" && measure.by.includes(actor.agencyKind))
    .flatMap(({ norm }) => {
      const type = recordedAs(deps, norm, today);
      return type ? [step(type, norm, { norm })] : [];
    });
}

function stillToTake(state: CaseState): NextStep[] {
  return [
    ...(state.facts ? [] : [step("incident", null, {})]),
    ...(state.riskCheck ? [] : [step("risk-check", null, {})]),
    ...(state.persons.length > 0 ? [] : [step("persons", null, {})]),
    step("referral", null, {}),
    step("note", null, {}),
    ...(state.proceedings.length > 0 && state.proceedings.every((proceeding) => proceeding.endedAt)
      ? [step("outcome", null, {}), step("closing", null, {})]
      : []),
  ];
}

function step(type: EventType, norm: string | null, preset: Record<string, unknown>): NextStep {
  return { type, norm, duty: null, due: null, preset };
}
