import type { Code } from "@arasha/packs";
import { type Actor, isOnCases, POST, PROGRAM, SURVIVOR } from "../access/actor.ts";
import { type Body, ENTRIES, type Entry, type EntryType, type NewEntry } from "../journal/entries.ts";
import { isClosedTo } from "../journal/exclusions.ts";
import { withdrawnIn } from "../journal/grants.ts";
import { type FieldFault, Refused } from "../journal/refused.ts";
import { birthFaults, childrenFaults, pageFaults, personsFaults } from "./check-children.ts";
import { agreementFaults, reachFaults, triedByFaults, triedFaults } from "./check-contact.ts";
import { documentFaults } from "./check-documents.ts";
import { erasingFaults } from "./check-erasing.ts";
import { disclosureFaults, openingFaults, sealedFaults } from "./check-opening.ts";
import { witnessFaults } from "./check-witness.ts";
import type { Births } from "./children.ts";
import type { Deps } from "./deps.ts";
import { isOffence, localDate, normInForce, recordedAs } from "./law.ts";
import type { CaseState } from "./state.ts";

/**
 * Whether an entry may be written on a case as it stands. Throws `Refused`: `not-allowed` when the role does not
 * write such entries, `case-closed`, or `invalid` with every fault found, each at its field.
 * `state` is null for the first entries of a new case; `births` are the children's, as far as they are open to her.
 */
export function checkEntry(
  deps: Deps,
  actor: Actor,
  state: CaseState | null,
  entries: readonly Entry[],
  entry: NewEntry,
  now: string,
  births: Births = new Map(),
): void {
  if (!mayWrite(deps, actor).includes(entry.type)) throw new Refused("not-allowed");
  if (state?.closing && !AFTER_CLOSING.has(entry.type)) throw new Refused("case-closed");
  const faults = [
    ...timeFaults(state, entry, now),
    ...sealedFaults(actor, entries, entry),
    ...bodyFaults(deps, state, entries, entry),
    ...openingFaults(actor, entries, entry, now),
    ...childrenFaults(deps, state, entries, entry, births),
    ...(entry.type === "persons" ? birthFaults(deps, entry) : []),
    ...witnessFaults(entries, entry),
    ...pageFaults(deps, actor, entries, entry, births, now),
    ...disclosureFaults(deps, actor, state, entries, entry),
    ...erasingFaults(actor, entries, entry),
    ...documentFaults(deps, actor, state, entry),
    ...triedByFaults(actor, entry),
    ...reachFaults(deps.country.identifiers, entry),
  ];
  // One word a field is enough to put it right.
  const fields = faults.filter(
    (fault, index) => faults.findIndex(({ field }) => field === fault.field) === index,
  );
  if (fields.length > 0) throw new Refused("invalid", { fields });
}

/** By the pack's table of roles; what she writes on her own page is hers in every country, and so are messages to her. */
function mayWrite(deps: Deps, actor: Actor): readonly EntryType[] {
  if (actor === SURVIVOR) return ["consent-withdrawn", "complaint", "coerced-access"];
  if (actor === PROGRAM) return ["erased"];
  if (actor.account === POST) return ["contact-tried"];
  return deps.roles.get(actor.role)?.mayWrite ?? [];
}

/** Beside the course of the case: done at any time, also after its end, and never undone by a correction. */
const BESIDE: readonly EntryType[] = [
  "my-case-opened",
  "my-case-closed",
  "coerced-access",
  "complaint",
  "erasure-asked",
  "erasure-approved",
  "erased",
  "hold-placed",
  "hold-lifted",
  // A court may ask for years after.
  "document-made",
  "document-approved",
  "document-served",
  // What she agrees to anew stands beside what she agreed to before.
  "safe-contact-agreed",
  "safe-contact-withdrawn",
  "contact-tried",
  "glass-broken",
];

/** A case that is closed is still hers: what she agreed to ends when she says so, and a missed duty stays missed. */
const AFTER_CLOSING: ReadonlySet<EntryType> = new Set(["note", "correction", "consent-withdrawn", ...BESIDE]);

/** A client's clock may run a little ahead of ours; beyond that a time is a slip of the pen. */
const CLOCK_DRIFT = { minutes: 5 };

function timeFaults(state: CaseState | null, entry: NewEntry, now: string): FieldFault[] {
  const at = Temporal.Instant.from(entry.happenedAt);
  if (Temporal.Instant.compare(at, Temporal.Instant.from(now).add(CLOCK_DRIFT)) > 0)
    return [{ field: "happenedAt", message: "future" }];
  if (state && Temporal.Instant.compare(at, Temporal.Instant.from(state.openedAt)) < 0)
    return [{ field: "happenedAt", message: "beforeReport" }];
  return [];
}

type Check<T extends EntryType> = (context: {
  readonly deps: Deps;
  readonly state: CaseState | null;
  readonly entries: readonly Entry[];
  readonly body: Body<T>;
  /** Local date the entry happened on. */
  readonly on: string;
  readonly happenedAt: string;
}) => FieldFault[];

/** Once let in, an agency has seen the case; a correction cannot pretend otherwise. What she agreed to she takes back. */
const NEVER_CORRECTED: ReadonlySet<EntryType> = new Set([
  "correction",
  "referral",
  "consent-given",
  "consent-withdrawn",
  "disclosure-approved",
  ...BESIDE,
]);

const CHECKS: { readonly [T in EntryType]: Check<T> } = {
  report: ({ deps, body }) => [
    ...codeFault("channel", body.channel, deps.country.codes.channels),
    ...idFault("place", body.place, deps.country.places),
  ],
  persons: ({ deps, entries, body, on }) => {
    const ids = body.persons.map((person) => person.id);
    if (new Set(ids).size !== ids.length) return [{ field: "body.persons", message: "duplicatePerson" }];
    return [...personsFaults(deps, entries, body, on), ...servingFaults(deps, body)];
  },
  incident: ({ deps, body, on }) => {
    const date = typeof body.facts.date === "string" ? body.facts.date : body.facts.date.to;
    const from = typeof body.facts.date === "string" ? body.facts.date : body.facts.date.from;
    const first = deps.country.pack.coversFrom;
    return [
      ...(from > date ? [{ field: "body.facts.date", message: "datesReversed" }] : []),
      ...(date > on ? [{ field: "body.facts.date", message: "future" }] : []),
      // Of an act that went on for years the last day decides, as in `assess`; it may have begun before the law is held.
      ...(date < first ? [{ field: "body.facts.date", message: "beforeCoverage", values: { first } }] : []),
    ];
  },
  "risk-check": ({ deps, body }) =>
    Object.keys(body.flags).flatMap((flag) =>
      codeFault(`body.flags.${flag}`, flag, deps.country.codes.riskFlags),
    ),
  "protective-order-issued": ({ deps, body, on }) =>
    recordedAs(deps, body.norm, on) === "protective-order-issued"
      ? []
      : [{ field: "body.norm", message: "notAMeasure", values: { on } }],
  "protective-order-served": ({ state, body, happenedAt }) =>
    orderFaults(state, body.order, happenedAt, (order) => (order.servedAt ? "alreadyServed" : null)),
  "protective-order-copy-given": ({ state, body, happenedAt }) =>
    orderFaults(state, body.order, happenedAt, (order) => (order.copyGivenAt ? "alreadyGiven" : null)),
  "protective-order-checked": ({ state, body, happenedAt }) =>
    orderFaults(state, body.order, happenedAt, (order) => (order.servedAt ? null : "notServed")),
  "protective-order-breached": ({ state, body, happenedAt }) =>
    orderFaults(state, body.order, happenedAt, (order) => (order.servedAt ? null : "notServed")),
  "protective-order-ended": ({ deps, state, body, happenedAt }) => [
    ...orderFaults(state, body.order, happenedAt, () => null),
    ...codeFault("body.ending", body.ending, deps.country.codes.orderEndings),
  ],
  notified: ({ deps, body }) => codeFault("body.to", body.to, deps.country.codes.notified),
  referral: ({ deps, entries, body, on }) => {
    const agency = deps.agencies.get(body.agency);
    return [
      ...(isClosedTo(entries, body.agency) ? [{ field: "body.agency", message: "closedToAgency" }] : []),
      ...(isOfCases(deps, body.agency) ? [] : [{ field: "body.agency", message: "unknownAgency" }]),
      ...(agency && agency.kind !== body.to ? [{ field: "body.to", message: "agencyOfAnotherKind" }] : []),
      ...codeFault("body.purpose", body.purpose, deps.country.codes.referralPurposes),
      ...(body.ground.kind === "norm" && !normInForce(deps.law, body.ground.norm, on)
        ? [{ field: "body.ground.norm", message: "notInForce", values: { on } }]
        : []),
      ...addressFaults(deps, body),
    ];
  },
  "consent-given": ({ deps, state, body }) => [
    ...addressFaults(deps, body),
    ...(state?.participants.some(({ agency }) => agency === body.agency)
      ? []
      : [{ field: "body.agency", message: "takesNoPart" }]),
    ...codeFault("body.purpose", body.purpose, deps.country.codes.referralPurposes),
    ...(body.classes.length > 0 ? [] : [{ field: "body.classes", message: "nothingOpened" }]),
  ],
  "consent-withdrawn": ({ entries, body }) => {
    const consent = entries[body.consent - 1];
    const given =
      consent?.type === "consent-given" ||
      (consent?.type === "referral" && consent.body.ground.kind === "consent");
    if (!given) return [{ field: "body.consent", message: "noSuchConsent" }];
    return withdrawnIn(entries).has(body.consent)
      ? [{ field: "body.consent", message: "alreadyWithdrawn" }]
      : [];
  },
  "disclosure-approved": () => [],
  "asked-anew": ({ state, body }) =>
    state?.persons.some(({ id }) => id === body.child)
      ? []
      : [{ field: "body.child", message: "noSuchChild" }],
  registered: ({ deps, body }) => codeFault("body.register", body.register, deps.country.codes.registers),
  "proceeding-opened": ({ deps, body }) => [
    ...codeFault("body.track", body.track, deps.country.codes.proceedingTracks),
    ...(isOffence(deps.law, body.norm) ? [] : [{ field: "body.norm", message: "notAnOffence" }]),
  ],
  "proceeding-ended": ({ deps, state, body, happenedAt }) => {
    const proceeding = state?.proceedings.find((one) => one.seq === body.proceeding);
    return [
      ...codeFault("body.ending", body.ending, deps.country.codes.proceedingEndings),
      ...(!proceeding ? [{ field: "body.proceeding", message: "noSuchProceeding" }] : []),
      ...(proceeding?.endedAt ? [{ field: "body.proceeding", message: "alreadyEnded" }] : []),
      ...(proceeding && isBefore(happenedAt, proceeding.openedAt)
        ? [{ field: "happenedAt", message: "beforeOpening" }]
        : []),
    ];
  },
  outcome: ({ deps, body }) => codeFault("body.outcome", body.outcome, deps.country.codes.outcomes),
  note: () => [],
  correction: ({ deps, state, entries, body, happenedAt }) => {
    const corrected = entries[body.corrects - 1];
    if (!corrected) return [{ field: "body.corrects", message: "noSuchEntry" }];
    if (NEVER_CORRECTED.has(corrected.type)) return [{ field: "body.corrects", message: "notCorrectable" }];
    const parsed = ENTRIES[corrected.type].body.safeParse(body.body);
    if (!parsed.success)
      return parsed.error.issues.map((issue) => ({
        field: ["body", "body", ...issue.path].join("."),
        message: "invalidValue",
      }));
    if (corrected.type === "report") {
      const now = parsed.data as Body<"report">;
      if (now.code !== corrected.body.code || now.synthetic !== corrected.body.synthetic)
        return [{ field: "body.body.code", message: "notCorrectable" }];
    }
    // References may not be moved to something that does not exist; times were checked when the entry was written.
    if ("order" in body.body || "proceeding" in body.body) {
      const same = JSON.stringify([corrected.body, body.body].map(reference));
      if (same !== JSON.stringify([corrected.body, corrected.body].map(reference)))
        return [{ field: "body.body", message: "notCorrectable" }];
      return [];
    }
    return run(deps, state, entries, { ...corrected, body: parsed.data } as NewEntry, happenedAt).map(
      (fault) => ({
        ...fault,
        field: fault.field.replace(/^body/, "body.body"),
      }),
    );
  },
  closing: ({ deps, body }) => codeFault("body.closing", body.closing, deps.country.codes.closings),
  "my-case-opened": () => [],
  "my-case-closed": () => [],
  "coerced-access": () => [],
  // By whom, and when not, is in check-erasing.ts.
  "erasure-asked": ({ deps, body }) =>
    codeFault("body.ground", body.ground, deps.country.codes.erasureGrounds),
  "erasure-approved": () => [],
  erased: () => [],
  "hold-placed": ({ deps, body }) => codeFault("body.ground", body.ground, deps.country.codes.holdGrounds),
  "hold-lifted": () => [],
  "glass-broken": ({ deps, body }) => codeFault("reason", body.reason, deps.country.oversight.glass.reasons),
  // Made by the service from a duty as it stands; nobody types one.
  complaint: () => [],
  // See check-documents.ts: they need to know who asks.
  "document-made": () => [],
  "document-approved": () => [],
  "document-served": () => [],
  "safe-contact-agreed": ({ deps, body, happenedAt }) =>
    agreementFaults(deps.country.contact, body, happenedAt),
  "safe-contact-withdrawn": ({ state }) =>
    state?.safeContact && state.safeContact.endedAt === null
      ? []
      : [{ field: "body", message: "noAgreement" }],
  "contact-tried": ({ deps, state, body, happenedAt }) =>
    triedFaults(deps.country.contact, state?.safeContact ?? null, body, happenedAt),
};

function bodyFaults(
  deps: Deps,
  state: CaseState | null,
  entries: readonly Entry[],
  entry: NewEntry,
): FieldFault[] {
  return run(deps, state, entries, entry, entry.happenedAt);
}

function run(
  deps: Deps,
  state: CaseState | null,
  entries: readonly Entry[],
  entry: NewEntry,
  happenedAt: string,
): FieldFault[] {
  const check = CHECKS[entry.type] as Check<EntryType>;
  const on = localDate(deps, happenedAt);
  return check({ deps, state, entries, body: entry.body, on, happenedAt });
}

/** Where she is, is opened only to those who must go there; letters to her go through the agency she came to. */
function addressFaults(deps: Deps, body: Pick<Body<"consent-given">, "classes" | "purpose">): FieldFault[] {
  const purpose = deps.country.codes.referralPurposes.find(({ id }) => id === body.purpose);
  return body.classes.includes("address") && purpose && !purpose.attends
    ? [{ field: "body.classes", message: "addressNotNeeded" }]
    : [];
}

function servingFaults(deps: Deps, { persons }: Body<"persons">): FieldFault[] {
  return persons.flatMap(({ role, servesIn }, at) => {
    const field = `body.persons.${at}.servesIn`;
    if (servesIn === undefined) return [];
    if (role !== "respondent") return [{ field, message: "servesRespondent" }];
    return isOfCases(deps, servesIn) ? [] : [{ field, message: "unknownAgency" }];
  });
}

/** Whoever keeps the accounts, or oversees, takes part in no case. */
function isOfCases(deps: Deps, id: string): boolean {
  const agency = deps.agencies.get(id);
  const roles = deps.country.roles.filter(({ agencyKind }) => agencyKind === agency?.kind);
  return agency !== undefined && (roles.length === 0 || roles.some(isOnCases));
}

function orderFaults(
  state: CaseState | null,
  seq: number,
  happenedAt: string,
  fault: (order: CaseState["orders"][number]) => string | null,
): FieldFault[] {
  const order = state?.orders.find((one) => one.seq === seq);
  if (!order) return [{ field: "body.order", message: "noSuchOrder" }];
  if (order.endedAt) return [{ field: "body.order", message: "alreadyEnded" }];
  if (isBefore(happenedAt, order.issuedAt)) return [{ field: "happenedAt", message: "beforeIssue" }];
  const message = fault(order);
  return message ? [{ field: "body.order", message }] : [];
}

function isBefore(a: string, b: string): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}

function reference(body: object): unknown {
  return "order" in body ? body.order : "proceeding" in body ? body.proceeding : null;
}

function codeFault(field: string, value: string, codes: readonly Code[]): FieldFault[] {
  return idFault(field.startsWith("body") ? field : `body.${field}`, value, codes);
}

function idFault(field: string, value: string, known: readonly { readonly id: string }[]): FieldFault[] {
  if (known.some(({ id }) => id === value)) return [];
  const place = field.startsWith("body") ? field : `body.${field}`;
  return [
    { field: place, message: "unknownCode", values: { value, known: known.map(({ id }) => id).join(", ") } },
  ];
}
