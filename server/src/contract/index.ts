import { Childhood, EVENTS, Facts, Text } from "@arasha/law";
import { DataClass } from "@arasha/packs";
import { z } from "zod";
import { Compartment, Erasable, PersonId } from "../journal/compartments.ts";
import { ENTRIES, ENTRY_TYPES, type EntryType } from "../journal/entries.ts";
import { SafeContact, SafeContactSealed } from "../journal/safe-contact.ts";
import { DocumentView, RequestRules, TemplateView } from "./documents.ts";

export * from "./accounts.ts";
export * from "./documents.ts";
export * from "./oversight.ts";
export * from "./registers.ts";

/**
 * The HTTP contract, one schema per message. Fastify validates with it, OpenAPI is generated from it, and the staff
 * workspace takes its types from it.
 */

const instant = z.iso.datetime({ offset: true });
const uuid = z.uuid();

/** RFC 9457 problem details. `type` is a stable URN; `errors` names each field at fault. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  /** On `case-moved`: the entries written since the caller last looked. */
  changed: z.array(z.object({ seq: z.int(), type: z.enum(EVENTS), recordedAt: instant })).optional(),
});
export type Problem = z.infer<typeof Problem>;

export const SignIn = z.strictObject({ link: z.string().min(20).max(200) });

export const Me = z.object({
  account: z.object({ id: uuid, name: z.string() }),
  role: z.object({ id: z.string(), name: Text }),
  agency: z.object({ id: z.string(), kind: z.string(), name: Text, place: z.string().nullable() }),
  mayWrite: z.array(z.enum(EVENTS)),
  /** Classes of personal content her role handles, and so may open to others. */
  opens: z.array(DataClass),
  statistics: z.boolean(),
  intake: z.boolean(),
  /** Takes legal requests; `counsel` decides them and approves what is disclosed. */
  requests: z.boolean(),
  counsel: z.boolean(),
  /** Keeps accounts, and works on no case. */
  administrator: z.boolean(),
  /** Reviews how access is used, and works on no case. */
  oversight: z.boolean(),
  /** Keeps the registers of judgements and claims, and works on no case. */
  registers: z.boolean(),
  /** True on a demonstration database: every page says so. */
  synthetic: z.boolean(),
  country: z.string(),
  /** Where the public pages are; null: at this address. */
  publicOrigin: z.string().nullable(),
});
export type Me = z.infer<typeof Me>;

const DutyState = z.enum(["open", "late", "met", "met-late", "void"]);

export const DutyView = z.object({
  duty: z.string(),
  /** Null where no norm asks for it: it was promised her. */
  norm: z.string().nullable(),
  title: Text,
  agencyKind: z.string(),
  agency: z.string().nullable(),
  startedAt: instant,
  due: instant.nullable(),
  state: DutyState,
  metAt: instant.nullable(),
  voidAt: instant.nullable(),
  verdict: z.enum(["applies", "possible"]),
  dueEstablished: z.boolean(),
});
export type DutyView = z.infer<typeof DutyView>;

const Risk = z.enum(["immediate", "high", "raised", "not-established", "not-checked"]);

/** What a list may show of a case: codes only, never a name. */
export const CaseSummary = z.object({
  caseId: uuid,
  code: z.string(),
  place: z.string(),
  risk: Risk,
  status: z.enum(["open", "closed"]),
  openedAt: instant,
  actDate: z.string().nullable(),
  acts: z.array(z.string()),
  relation: z.string().nullable(),
  harm: z.string().nullable(),
});
export type CaseSummary = z.infer<typeof CaseSummary>;

/** Bands of the work queue: overdue; due by the end of the local day; within seven days; later. */
export const BANDS = ["late", "today", "week", "later"] as const;

export const Queue = z.object({
  asOf: instant,
  counts: z.object({ late: z.int(), today: z.int(), week: z.int(), later: z.int() }),
  rows: z.array(DutyView.extend({ band: z.enum(BANDS), case: CaseSummary })),
});
export type Queue = z.infer<typeof Queue>;
export const QueueQuery = z.strictObject({
  band: z.enum(BANDS).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export const CaseList = z.object({ rows: z.array(CaseSummary), next: z.string().nullable() });
export type CaseList = z.infer<typeof CaseList>;
export const CaseListQuery = z.strictObject({
  status: z.enum(["open", "closed"]).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/**
 * The code of a case, or a number of somebody in it, to look for exactly. Sent in a body: an address would be kept by others,
 * and the code is one half of what opens a survivor's page.
 */
export const CaseSearch = z.strictObject({
  by: z.enum(["code", "telephone", "personal-number"]),
  number: z.string().trim().min(1).max(40),
});
export type CaseSearch = z.infer<typeof CaseSearch>;
export const CasesFound = z.object({ rows: z.array(CaseSummary) });
export type CasesFound = z.infer<typeof CasesFound>;

/** These come about with something else: the case itself, the keys of her page, what she does there, emergency access. */
type NotWrittenAlone =
  | "report"
  | "my-case-opened"
  | "my-case-closed"
  | "coerced-access"
  | "complaint"
  | "glass-broken"
  | "erased"
  | "document-made"
  | "document-approved"
  | "document-served";
const NOT_WRITTEN_ALONE: ReadonlySet<EntryType> = new Set<NotWrittenAlone>([
  "report",
  "my-case-opened",
  "my-case-closed",
  "coerced-access",
  "complaint",
  "erased",
  "document-made",
  "document-approved",
  "document-served",
  "glass-broken",
]);

/** An entry a client asks to write. `happenedAt` may be left out: then it happened now. */
const writable = ENTRY_TYPES.filter((type) => !NOT_WRITTEN_ALONE.has(type)).map((type) =>
  z.strictObject({
    type: z.literal(type),
    happenedAt: instant.optional(),
    body: ENTRIES[type].body,
    sealed: ENTRIES[type].sealed,
  }),
);
export const NewEntryInput = z.discriminatedUnion("type", writable as [(typeof writable)[number]]);
export type NewEntryInput = {
  [T in Exclude<EntryType, NotWrittenAlone>]: {
    type: T;
    happenedAt?: string;
    body: z.input<(typeof ENTRIES)[T]["body"]>;
    sealed?: z.input<(typeof ENTRIES)[T]["sealed"]>;
  };
}[Exclude<EntryType, NotWrittenAlone>];

export const WriteEntry = z.strictObject({
  /** The last `seq` the client has seen; when the case has moved on, nothing is written. */
  after: z.int().positive(),
  entry: NewEntryInput,
});
export type WriteEntry = { after: number; entry: NewEntryInput };

/** A first call: what the operator took down, in one go. Everything but channel and place may be left out. */
export const OpenCase = z.strictObject({
  happenedAt: instant.optional(),
  report: z.strictObject({
    channel: ENTRIES.report.body.shape.channel,
    place: ENTRIES.report.body.shape.place,
    reportedBy: ENTRIES.report.body.shape.reportedBy,
    limits: ENTRIES.report.body.shape.limits,
    sealed: ENTRIES.report.sealed,
  }),
  persons: z.strictObject({ body: ENTRIES.persons.body, sealed: ENTRIES.persons.sealed }).optional(),
  /** Left out: nobody contacts her. */
  safeContact: z.strictObject({ body: SafeContact, sealed: SafeContactSealed.optional() }).optional(),
  facts: Facts.optional(),
  riskCheck: z
    .strictObject({ body: ENTRIES["risk-check"].body, sealed: ENTRIES["risk-check"].sealed })
    .optional(),
  referrals: z.array(ENTRIES.referral.body).max(10).default([]),
});
export type OpenCase = z.input<typeof OpenCase>;

export const Written = z.object({ caseId: uuid, code: z.string(), seq: z.int() });
export type Written = z.infer<typeof Written>;

export const EntryView = z.object({
  seq: z.int(),
  type: z.enum(EVENTS),
  happenedAt: instant,
  recordedAt: instant,
  agency: z.string(),
  actor: z.string(),
  body: z.record(z.string(), z.unknown()),
  sealed: z.record(z.string(), z.unknown()).nullable(),
  /** Classes of personal content the entry holds that are not open to the reader. */
  withheld: z.array(Compartment),
  /** Classes that were erased, by the later entry that says so: nobody can read them any more. */
  erased: z.array(z.object({ class: Compartment, by: z.int() })),
  /** The later entry that corrects this one. */
  correctedBy: z.int().nullable(),
});
export type EntryView = z.infer<typeof EntryView>;

export const GrantView = z.object({
  seq: z.int(),
  agency: z.string(),
  classes: z.array(Compartment),
  /** For each child it is about: who agreed for the child, and what the child said. */
  children: z.array(
    z.object({ child: PersonId, by: z.string(), assent: z.string(), comesOfAge: z.boolean() }),
  ),
  ground: z.enum(["consent", "norm", "emergency"]),
  purpose: z.string(),
  until: instant.nullable(),
});
export type GrantView = z.infer<typeof GrantView>;

export const OrderView = z.object({
  seq: z.int(),
  norm: z.string(),
  issuedAt: instant,
  servedAt: instant.nullable(),
  copyGivenAt: instant.nullable(),
  /** Null until served, or when the law's length is not established. */
  expiresAt: instant.nullable(),
  endedAt: instant.nullable(),
  ending: z.string().nullable(),
  checks: z.array(instant),
  breaches: z.array(instant),
  state: z.enum(["issued", "in-force", "expired", "ended"]),
});
export type OrderView = z.infer<typeof OrderView>;

export const ProceedingView = z.object({
  seq: z.int(),
  track: z.string(),
  norm: z.string(),
  part: z.string().nullable(),
  openedAt: instant,
  endedAt: instant.nullable(),
  ending: z.string().nullable(),
});
export type ProceedingView = z.infer<typeof ProceedingView>;

/** Something this person may do on this case now, most pressing first. */
export const NextStep = z.object({
  type: z.enum(EVENTS),
  /** The norm it follows from, where one does. */
  norm: z.string().nullable(),
  /** The open duty that asks for it, by its id in `duties`, and when that is due. */
  duty: z.string().nullable(),
  due: instant.nullable(),
  /** Fields already known: the order or proceeding it concerns, the measure's norm. */
  preset: z.record(z.string(), z.unknown()),
});
export type NextStep = z.infer<typeof NextStep>;

/** A child of the case, or a survivor who is one: how old, and who may agree for the child. */
export const ChildView = z.object({
  id: PersonId,
  /** The bands the child may be in today: one where it is known, none where nothing is. */
  bands: z.array(z.string()),
  adult: z.enum(["yes", "no", "unknown"]),
  /** What the child's own word counts for. */
  word: z.enum(["explained", "asked", "needed"]),
  /** Who may agree today to what has no rule of its own: nobody where the age cannot be told. */
  decides: z.array(z.enum(["guardian", "self"])),
  /** Purposes the child may agree to alone. */
  aloneFor: z.array(z.string()),
  /** The day the child comes of age, where the date of birth is open to the reader. */
  comesOfAge: z.string().nullable(),
  guardians: z.array(
    z.object({
      adult: PersonId,
      relation: z.string(),
      represents: z.enum(["yes", "no", "unknown"]),
      contact: z.boolean(),
      /** Why this adult may not agree; null: may. */
      why: z.enum(["complained-of", "not-representative"]).nullable(),
    }),
  ),
  /** Where no guardian may: the kind of body that stands in, null where the pack knows none. */
  standIn: z.object({ body: z.string().nullable() }).nullable(),
  /** Has come of age, so that keys to a page of its own can be handed over; since when it has them, if it has. */
  ownPage: z.object({ since: instant.nullable() }).nullable(),
});
export type ChildView = z.infer<typeof ChildView>;
/** How she may be reached, as it now stands. Null in a case: nothing was agreed, and nobody contacts her. */
export const SafeContactView = z.object({
  ...SafeContact.shape,
  seq: z.int(),
  agency: z.string(),
  until: instant.nullable(),
  askedAt: instant,
  endedAt: instant.nullable(),
  /** Whether it may be relied on now; never where nobody is to contact her. */
  holds: z.boolean(),
  /** Her second key was used since she was last asked. */
  forcedSince: z.boolean(),
  to: z.string().nullable(),
  codeWord: z.string().nullable(),
  note: z.string().nullable(),
});
export type SafeContactView = z.infer<typeof SafeContactView>;

export const CaseView = z.object({
  case: CaseSummary,
  seq: z.int(),
  asOf: instant,
  synthetic: z.boolean(),
  channel: z.string(),
  reportedBy: z.string(),
  safeContact: SafeContactView.nullable(),
  /** Facts of the incident so far; null when none were taken. */
  facts: Facts.nullable(),
  persons: z.array(
    z.object({
      id: z.string(),
      role: z.string(),
      age: z.int().nullable(),
      sex: z.string().nullable(),
      /** The agency a respondent serves in. */
      servesIn: z.string().nullable(),
      name: z.string().nullable(),
      personalNumber: z.string().nullable(),
      phone: z.string().nullable(),
      address: z.string().nullable(),
      /** Of a child, where it is open to the reader. */
      born: z.string().nullable(),
      band: z.string().nullable(),
      respondentElsewhere: z.boolean(),
      workplace: z.string().nullable(),
      school: z.string().nullable(),
    }),
  ),
  relations: ENTRIES.persons.body.shape.relations.unwrap(),
  children: z.array(ChildView),
  /** Whether the limits of confidentiality were said first; null: nobody noted it. */
  limits: ENTRIES.report.body.shape.limits.unwrap().shape.said.nullable(),
  risk: z.object({ band: Risk, flags: z.record(z.string(), z.string()), checkedAt: instant.nullable() }),
  orders: z.array(OrderView),
  proceedings: z.array(ProceedingView),
  documents: z.array(DocumentView),
  outcome: z.string().nullable(),
  closing: z.string().nullable(),
  /** What was erased from the case, when and on what ground. */
  erasures: z.array(
    z.object({
      seq: z.int(),
      at: instant,
      record: z.boolean(),
      classes: z.array(Erasable),
      ground: z.string(),
    }),
  ),
  /** Holds that stand: while one does, nothing is erased. */
  holds: z.array(z.object({ seq: z.int(), since: instant, agency: z.string(), ground: z.string() })),
  /** Since when the survivor has keys to her own page; null: she has none. */
  myCaseSince: instant.nullable(),
  duties: z.array(DutyView),
  entries: z.array(EntryView),
  participants: z.array(
    z.object({ agency: z.string(), since: instant, ground: z.string(), until: instant.nullable() }),
  ),
  /** Agencies it is closed to, because the respondent serves there. */
  closedTo: z.array(z.string()),
  /** What each agency was let read, by which entry; what was taken back is not among them. */
  grants: z.array(GrantView),
  nextSteps: z.array(NextStep),
  /** The caller reads under glass: emergency access of hers alone, until then. Nothing can be passed on in it. */
  glass: z.object({ id: uuid, until: instant }).nullable(),
});
export type CaseView = z.infer<typeof CaseView>;

/** The keys of a survivor's own page, said once and kept nowhere. */
export const MyCaseKeys = z.object({
  code: z.string(),
  secret: z.string(),
  /** The one she gives when somebody makes her. */
  duress: z.string(),
});
export type MyCaseKeys = z.infer<typeof MyCaseKeys>;

const Ended = z.object({ track: z.string(), ending: z.string(), cases: z.int() });

/** The justice chain for acts of one period: every count is of cases. */
export const FunnelSide = z.object({
  from: z.string().nullable(),
  until: z.string().nullable(),
  reported: z.int(),
  order: z.int(),
  served: z.int(),
  breached: z.int(),
  opened: z.object({ administrative: z.int(), criminal: z.int() }),
  /** Opening was refused, on the record. */
  refused: z.int(),
  /** Nothing was opened and nothing says why. */
  notOpened: z.int(),
  terminated: z.array(Ended),
  responsible: z.array(Ended),
  pending: z.int(),
});
export type FunnelSide = z.infer<typeof FunnelSide>;
export const Funnel = z.object({
  asOf: instant,
  synthetic: z.boolean(),
  breakOn: z.string(),
  definition: Text,
  before: FunnelSide,
  after: FunnelSide,
});
export type Funnel = z.infer<typeof Funnel>;

const Named = z.object({
  id: z.string(),
  name: Text,
  group: z.string().optional(),
  needs: z.array(DataClass).optional(),
});
export const CountryView = z.object({
  country: z.string(),
  title: Text,
  /** What the number is called that every person of the country has, and how many digits it has. */
  personalNumber: z.object({ name: Text, digits: z.int() }),
  zone: z.string(),
  /** Changes whenever any file of the pack does. */
  hash: z.string(),
  agencies: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      place: z.string().nullable(),
      name: Text,
      /** Who takes a case over whose respondent serves in this one. */
      rerouteTo: z.string().optional(),
    }),
  ),
  places: z.array(z.object({ id: z.string(), name: Text, tile: z.tuple([z.int(), z.int()]) })),
  codes: z.record(z.string(), z.array(Named)),
  childhood: z.array(Childhood),
  /** The newest version of each template of a document. */
  documents: z.array(TemplateView),
  requests: RequestRules,
});
export type CountryView = z.infer<typeof CountryView>;

/** The intake an operator has not finished: kept sealed on the server, for her alone. */
export const Draft = z.object({
  savedAt: instant.nullable(),
  content: z.record(z.string(), z.unknown()).nullable(),
});
export type Draft = z.infer<typeof Draft>;
export const SaveDraft = z.strictObject({ content: z.record(z.string(), z.unknown()) });
export type SaveDraft = z.infer<typeof SaveDraft>;

/** First steps of the addresses of the staff workspace: at any other there is nothing. */
export const WORKSPACE_PAGES: readonly string[] = [
  "",
  "sign-in",
  "invitation",
  "queue",
  "new",
  "cases",
  "numbers",
  "account",
  "people",
  "oversight",
  "registers",
  "requests",
  "breaches",
];
