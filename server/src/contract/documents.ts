import { Text } from "@arasha/law";
import { DOCUMENT_FIELD_IDS, RECIPIENTS } from "@arasha/packs";
import { z } from "zod";

/** Messages about what leaves the house: documents of a case, legal requests for data, breaches. */

const instant = z.iso.datetime({ offset: true });
const uuid = z.uuid();
const seq = z.int().positive();
const words = z.string().trim().min(1).max(4000);
const language = z.enum(["kk", "ru", "en"]);
const method = z.enum(["in-person", "through-agency", "electronic", "post"]);
const notice = z.enum(["told", "unsafe", "cannot-reach"]);

export const MakeDocument = z.strictObject({
  /** The last `seq` the client has seen. */
  after: seq,
  template: z.string().max(80),
  language,
  order: seq.optional(),
  /** The legal request it answers, and whether she is told; where not, why. */
  request: uuid.optional(),
  notice: notice.optional(),
  fields: z.array(z.enum(DOCUMENT_FIELD_IDS)).max(DOCUMENT_FIELD_IDS.length),
  text: z.string().max(20_000).optional(),
});
export type MakeDocument = z.infer<typeof MakeDocument>;

export const ApproveDocument = z.strictObject({ after: seq });
export type ApproveDocument = z.infer<typeof ApproveDocument>;

export const ServeDocument = z.strictObject({
  after: seq,
  method,
  happenedAt: instant.optional(),
  /** Of an order handed to the person it binds. */
  refusedToSign: z.boolean().optional(),
});
export type ServeDocument = z.infer<typeof ServeDocument>;

/** A document in the list of a case: what is coded of it. */
export const DocumentView = z.object({
  seq: z.int(),
  template: z.string(),
  version: z.int(),
  title: Text,
  recipient: z.enum(RECIPIENTS),
  number: z.string(),
  language,
  order: z.int().nullable(),
  request: uuid.nullable(),
  notice: notice.nullable(),
  fields: z.array(z.enum(DOCUMENT_FIELD_IDS)),
  agency: z.string(),
  madeAt: instant,
  /** Whether the one asking made it: then somebody else approves. */
  mine: z.boolean(),
  approvedAt: instant.nullable(),
  sha256: z.string().nullable(),
  servedAt: instant.nullable(),
  method: method.nullable(),
});
export type DocumentView = z.infer<typeof DocumentView>;

/** A document as it will be printed, to be read by whoever makes or approves it. */
export const DocumentPreview = z.object({
  title: z.string(),
  number: z.string(),
  language,
  before: z.array(z.string()),
  pairs: z.array(z.object({ label: z.string(), value: z.string() })),
  text: z.object({ label: z.string(), value: z.string() }).nullable(),
  after: z.array(z.string()),
  approved: z.boolean(),
});
export type DocumentPreview = z.infer<typeof DocumentPreview>;

/** A template as the one who makes documents chooses among its fields. */
export const TemplateView = z.object({
  id: z.string(),
  recipient: z.enum(RECIPIENTS),
  about: z.enum(["order", "case", "request-and-case", "request"]),
  by: z.array(z.string()),
  norm: z.string(),
  title: Text,
  fields: z.array(
    z.object({ field: z.enum(DOCUMENT_FIELD_IDS), label: Text, norm: z.string(), required: z.boolean() }),
  ),
  text: Text.nullable(),
  counsel: z.boolean(),
  writes: z.string().nullable(),
});
export type TemplateView = z.infer<typeof TemplateView>;

// Legal requests ------------------------------------------------------------------------------------------------------

export const OpenRequest = z.strictObject({
  receivedAt: instant,
  asker: z.string().max(80),
  instrument: z.string().max(80),
  /** The norm the asker relies on, as the asker gives it. */
  norm: z.string().max(300).optional(),
  sealed: z.strictObject({
    /** Who asks, by name and office. */
    from: words,
    /** Of whom. */
    about: words,
    /** For what. */
    asks: words,
  }),
});
export type OpenRequest = z.infer<typeof OpenRequest>;

/**
 * What is done about a request. `taken`: the one who writes it keeps what is asked for from being changed or thrown away
 * and sees the request through. `decided` is counsel's.
 */
export const RequestEntryInput = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("taken") }),
  z.strictObject({
    type: z.literal("objected"),
    sealed: z.strictObject({ why: words }),
  }),
  z.strictObject({
    type: z.literal("decided"),
    decision: z.enum(["neither", "disclose", "refuse"]),
    sealed: z.strictObject({ why: words }),
  }),
  z.strictObject({ type: z.literal("closed"), sealed: z.strictObject({ why: words }).optional() }),
]);
export type RequestEntryInput = z.infer<typeof RequestEntryInput>;

export const WriteRequest = z.strictObject({ after: seq, entry: RequestEntryInput });
export type WriteRequest = z.infer<typeof WriteRequest>;

export const AnswerRequest = z.strictObject({ after: seq, language });
export type AnswerRequest = z.infer<typeof AnswerRequest>;

const Clock = z.object({
  /** Null: not established; the page says so. */
  due: instant.nullable(),
  norm: z.string().nullable(),
  established: z.boolean(),
  state: z.enum(["open", "met", "met-late", "late", "unknown"]),
});

export const RequestSummary = z.object({
  id: uuid,
  number: z.string(),
  asker: z.string(),
  instrument: z.string(),
  receivedAt: instant,
  state: z.enum(["received", "taken", "decided", "answered", "closed"]),
  decision: z.enum(["neither", "disclose", "refuse"]).nullable(),
  answer: Clock,
  objection: Clock,
});
export type RequestSummary = z.infer<typeof RequestSummary>;

export const RequestList = z.object({ rows: z.array(RequestSummary) });
export type RequestList = z.infer<typeof RequestList>;

export const RequestView = RequestSummary.extend({
  seq: z.int(),
  norm: z.string().nullable(),
  binding: z.enum(["yes", "no", "unknown"]),
  from: z.string().nullable(),
  about: z.string().nullable(),
  asks: z.string().nullable(),
  entries: z.array(
    z.object({
      seq: z.int(),
      type: z.enum(["received", "taken", "objected", "decided", "answered", "disclosed", "closed"]),
      happenedAt: instant,
      actor: uuid,
      decision: z.enum(["neither", "disclose", "refuse"]).nullable(),
      why: z.string().nullable(),
      /** What was given: the number of the document, the SHA-256 of its bytes, its fields, whether she was told. */
      given: z
        .object({
          number: z.string(),
          sha256: z.string(),
          fields: z.array(z.string()),
          notice: notice.nullable(),
          language,
        })
        .nullable(),
    }),
  ),
});
export type RequestView = z.infer<typeof RequestView>;

export const RequestRules = z.object({
  askers: z.array(z.object({ id: z.string(), name: Text, recipient: z.enum(RECIPIENTS) })),
  instruments: z.array(z.object({ id: z.string(), name: Text, binding: z.enum(["yes", "no", "unknown"]) })),
});
export type RequestRules = z.infer<typeof RequestRules>;

// Breaches ------------------------------------------------------------------------------------------------------------

export const RecordBreach = z.strictObject({
  detectedAt: instant,
  /** Which classes of personal content; empty where only what is coded. */
  classes: z.array(z.enum(["identity", "contact", "address", "narrative", "health", "child", "plan"])),
  /** How many people, as far as known. */
  persons: z.int().min(0).nullable(),
  what: z.enum([
    "read",
    "copied",
    "changed",
    "destroyed",
    "sent-to-the-wrong-person",
    "lost-device",
    "unknown",
  ]),
});
export type RecordBreach = z.infer<typeof RecordBreach>;

export const BreachEntryInput = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("done"),
    deed: z.enum([
      "access-closed",
      "keys-changed",
      "accounts-closed",
      "copies-called-back",
      "device-found",
      "cause-removed",
    ]),
  }),
  /** The authority was notified: when, and the number it gave. */
  z.strictObject({
    type: z.literal("notified"),
    at: instant,
    reference: z
      .string()
      .trim()
      .max(80)
      .regex(/^[\p{L}\p{N} ./№-]*$/u)
      .optional(),
  }),
  /** How many of those concerned were told, each through her safe contact alone; how many could not be. */
  z.strictObject({ type: z.literal("told"), told: z.int().min(0), notSafe: z.int().min(0) }),
  z.strictObject({ type: z.literal("closed") }),
]);
export type BreachEntryInput = z.infer<typeof BreachEntryInput>;

export const BreachView = z.object({
  id: uuid,
  detectedAt: instant,
  classes: z.array(z.string()),
  persons: z.int().nullable(),
  what: z.string(),
  norm: z.string(),
  authority: Text,
  /** By when the authority is to be notified; `established`: whether the law's way of counting is held. */
  due: instant,
  established: z.boolean(),
  notifiedAt: instant.nullable(),
  state: z.enum(["open", "late", "met", "met-late"]),
  closedAt: instant.nullable(),
  entries: z.array(
    z.object({
      seq: z.int(),
      type: z.string(),
      happenedAt: instant,
      body: z.record(z.string(), z.unknown()),
    }),
  ),
});
export type BreachView = z.infer<typeof BreachView>;
export const BreachList = z.object({ rows: z.array(BreachView) });
export type BreachList = z.infer<typeof BreachList>;
