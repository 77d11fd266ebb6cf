import { EVENTS, Text } from "@arasha/law";
import { z } from "zod";
import type { DataClass } from "./country.ts";

/**
 * Documents that leave the house: to the other party, to a court, to her. A template is data, one file a version:
 * which fields a document to that recipient may hold, and under which norm each. What it does not name is not in it.
 */

/**
 * Every field a document can be made of: the class of personal content it shows, and whose it is. There is no field for
 * where the protected person lives, works or can be called, for a child's school, or for her plan: no template of any
 * pack can ask for what does not exist here. She is reached through the agency.
 */
export const DOCUMENT_FIELDS = {
  "agency.name": { class: null, of: "case" },
  "request.reference": { class: null, of: "case" },
  "case.place": { class: null, of: "protected" },
  "case.channel": { class: null, of: "case" },
  "incident.date": { class: null, of: "case" },
  "incident.acts": { class: null, of: "case" },
  "order.norm": { class: null, of: "case" },
  "order.issued": { class: null, of: "case" },
  "order.lasts": { class: null, of: "case" },
  "order.state": { class: null, of: "case" },
  "risk.judgement": { class: null, of: "protected" },
  proceedings: { class: null, of: "case" },
  "respondent.name": { class: "identity", of: "respondent" },
  "respondent.address": { class: "address", of: "respondent" },
  "protected.name": { class: "identity", of: "protected" },
  "protected.reach": { class: null, of: "case" },
  "children.names": { class: "child", of: "protected" },
  "incident.account": { class: "narrative", of: "protected" },
  "order.grounds": { class: "narrative", of: "protected" },
  "health.notes": { class: "health", of: "protected" },
} as const satisfies Readonly<
  Record<string, { readonly class: DataClass | null; readonly of: "case" | "respondent" | "protected" }>
>;
export type DocumentFieldId = keyof typeof DOCUMENT_FIELDS;
export const DOCUMENT_FIELD_IDS = Object.keys(DOCUMENT_FIELDS) as [DocumentFieldId, ...DocumentFieldId[]];

/** Who a document goes to. `other-side`: the respondent's advocate or anybody else who speaks for that side. */
export const RECIPIENTS = [
  "respondent",
  "other-side",
  "protected",
  "protected-counsel",
  "court",
  "authority",
] as const;
export type Recipient = (typeof RECIPIENTS)[number];

/** Of the protected person these may be told no more than her name, and that only where a norm names it. */
export const OPPOSED: ReadonlySet<Recipient> = new Set(["respondent", "other-side"]);

export const DocumentTemplate = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  /** A template is never changed in place: what was served must be made again as it was. */
  version: z.int().positive(),
  recipient: z.enum(RECIPIENTS),
  /**
   * What it is about: an order of the case, the case as a whole, a legal request that is answered from the case, or a
   * legal request alone: then it can hold nothing of any case, because it is made without one.
   */
  about: z.enum(["order", "case", "request-and-case", "request"]),
  /** Kinds of body that make it. */
  by: z.array(z.string()).min(1),
  /** On what it rests. */
  norm: z.string(),
  title: Text,
  /** Paragraphs before and after the fields, in our own words. */
  before: z.array(Text).default([]),
  fields: z
    .array(
      z.strictObject({
        field: z.enum(DOCUMENT_FIELD_IDS),
        label: Text,
        /** The norm by which this recipient is told it. */
        norm: z.string(),
        /** It cannot be made without. Others are chosen one by one. */
        required: z.boolean().default(false),
      }),
    )
    .default([]),
  after: z.array(Text).default([]),
  /** What the maker may add in words of her own, checked against what the case holds; left out: nothing. */
  text: z.strictObject({ label: Text }).optional(),
  /** Only a role marked `counsel` approves it. */
  counsel: z.boolean().default(false),
  /** The entry that serving it writes as well. */
  writes: z.enum(EVENTS).optional(),
});
export type DocumentTemplate = z.infer<typeof DocumentTemplate>;

/** A template under the name of its file: `order-3.yaml` holds version 3 of `order`. */
export type DocumentFault = {
  readonly path: readonly (string | number)[];
  readonly message: string;
};

/** What one template says that no document may be, and what it names that the pack does not have. */
export function templateFaults(
  template: DocumentTemplate,
  known: { readonly norms: ReadonlySet<string>; readonly kinds: ReadonlySet<string> },
): readonly DocumentFault[] {
  const { recipient, about, fields } = template;
  const norm = (id: string, path: DocumentFault["path"]) =>
    known.norms.has(id) ? [] : [{ path, message: `"${id}" is not a norm of this pack` }];
  const seen = new Set<string>();
  return [
    ...norm(template.norm, ["norm"]),
    ...template.by.flatMap((kind, at) =>
      known.kinds.has(kind)
        ? []
        : [{ path: ["by", at], message: `"${kind}" is not a kind of body that bodies.yaml lists` }],
    ),
    ...fields.flatMap(({ field, norm: id }, at): readonly DocumentFault[] => {
      const { class: name, of } = DOCUMENT_FIELDS[field];
      const path = ["fields", at, "field"];
      const twice = seen.has(field);
      seen.add(field);
      return [
        ...norm(id, ["fields", at, "norm"]),
        ...(twice ? [{ path, message: `"${field}" is given twice` }] : []),
        ...(OPPOSED.has(recipient) && of === "protected" && field !== "protected.name"
          ? [{ path, message: `a document to the ${recipient} may not hold "${field}"` }]
          : []),
        ...(recipient === "protected" && name === "address" && of === "respondent"
          ? [{ path, message: "she is not told where the respondent lives by a document" }]
          : []),
        ...(about === "request" && !FREE_OF_CASES.has(field)
          ? [{ path, message: `an answer made without a case cannot hold "${field}"` }]
          : []),
        ...(field.startsWith("order.") &&
        about !== "order" &&
        about !== "request-and-case" &&
        about !== "case"
          ? [{ path, message: `"${field}" needs a document about an order` }]
          : []),
      ];
    }),
    ...(about === "request" && template.text
      ? [{ path: ["text"], message: "an answer made without a case has the same words for everybody" }]
      : []),
    ...(about === "request-and-case" && !template.counsel
      ? [{ path: ["counsel"], message: "what is disclosed on a legal request is approved by counsel" }]
      : []),
    ...(template.writes && about !== "order"
      ? [{ path: ["writes"], message: "only a document about an order writes a step of it" }]
      : []),
  ];
}

const FREE_OF_CASES: ReadonlySet<DocumentFieldId> = new Set(["agency.name", "request.reference"]);

/** How long an agency has to answer, or to object: unknown stays unknown. */
const Clock = z.union([
  z.literal("unknown"),
  z.strictObject({
    n: z.int().positive(),
    unit: z.enum(["hours", "days", "calendar-days", "working-days", "months"]),
    norm: z.string(),
  }),
]);

/** By what somebody asks for data of a case: what it binds to, and the clocks it starts. */
export const Instrument = z.strictObject({
  id: z.string(),
  name: Text,
  /** Whether the law makes it binding: a court's order is, a lawyer's letter may not be. */
  binding: z.enum(["yes", "no", "unknown"]),
  norm: z.string().optional(),
  answerWithin: Clock,
  objectWithin: Clock,
});
export type Instrument = z.infer<typeof Instrument>;

/** `requests.yaml`: how legal requests for data are answered. */
export const LegalRequests = z.strictObject({
  askers: z.array(z.strictObject({ id: z.string(), name: Text, recipient: z.enum(RECIPIENTS) })).min(1),
  instruments: z.array(Instrument).min(1),
});
export type LegalRequests = z.infer<typeof LegalRequests>;

/** `breach.yaml`: whom a breach of personal data is notified to, by which norm, and within what time of its detection. */
export const BreachRules = z.strictObject({
  norm: z.string(),
  notifyWithin: z.strictObject({
    n: z.int().positive(),
    unit: z.enum(["hours", "days", "calendar-days", "working-days"]),
  }),
  authority: Text,
});
export type BreachRules = z.infer<typeof BreachRules>;
