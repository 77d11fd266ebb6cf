import { type EventType, Facts, plainDate } from "@arasha/law";
import { DOCUMENT_FIELD_IDS } from "@arasha/packs";
import { z } from "zod";
import { Compartment, Erasable, MOST_COMPARTMENTS, PersonId } from "./compartments.ts";
import { ContactTried, SafeContact, SafeContactSealed } from "./safe-contact.ts";

/**
 * Every kind of journal entry, with the two halves it is stored in:
 * `body` is coded and stays readable to the projections; `sealed` is personal content (names, contacts, free text)
 * and is stored encrypted, each class of it (see classes.ts) under keys of its own.
 * A schema is never changed in place: a new wording is a new version beside the old one.
 */

const code = z.string().min(1).max(80);
const seq = z.int().positive();
const freeText = z.string().trim().min(1).max(20_000);
const shortText = z.string().trim().min(1).max(300);

const instant = z.iso.datetime({ offset: true });

const yesNoUnknown = z.enum(["yes", "no", "unknown"]);

/** What allows an agency to be let into a case: the survivor's consent, a norm in force, or a recorded emergency. */
export const Ground = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("consent"),
    /** Language it was explained in, and how it was given. */
    language: z.enum(["kk", "ru", "en", "other"]),
    method: z.enum(["spoken", "written"]),
  }),
  z.strictObject({
    kind: z.literal("norm"),
    norm: z.string().min(3).max(80),
    /** Whether she was told of it; where not, why. */
    notice: z.enum(["told", "unsafe", "cannot-reach"]),
  }),
  z.strictObject({ kind: z.literal("emergency"), why: z.enum(["threat-to-life", "child-in-danger"]) }),
]);
export type Ground = z.infer<typeof Ground>;

/** What of the case an agency is let read, and until when. Nothing is the default. */
const opened = {
  classes: z
    .array(Compartment)
    .max(MOST_COMPARTMENTS)
    .refine((classes) => new Set(classes).size === classes.length)
    .default([]),
  /** Instant, ISO 8601. What she agrees to always ends; null: as long as what it rests on. */
  until: instant.nullable().default(null),
  /** For each child it is about, who agreed for the child: an adult of the case, the child alone, or the body that stands in. */
  children: z
    .array(
      z.strictObject({
        child: PersonId,
        by: z.union([z.enum(["self", "stand-in"]), PersonId]),
        /** What the child said to it, having been told in words the child understands. */
        assent: z.enum(["given", "refused", "not-asked"]),
        /** Given by the server: it ends when it does because the child then comes of age. */
        comesOfAge: z.literal(true).optional(),
      }),
    )
    .max(30)
    .optional(),
};

const none = z.strictObject({}).optional();

/** The whole record (then all classes, and the name the case has on the trail), or some classes of it. */
const erasing = {
  record: z.boolean(),
  classes: z
    .array(Erasable)
    .min(1)
    .max(MOST_COMPARTMENTS)
    .refine((classes) => new Set(classes).size === classes.length),
};

/** Whose page it is, or was done on, where it is not the survivor's: that of one who has come of age. */
const ofPage = { child: PersonId.optional() };

export const ENTRIES = {
  report: {
    body: z.strictObject({
      /** Human-readable case code; given by the server. */
      code: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/),
      channel: code,
      place: code,
      reportedBy: z.enum(["survivor", "relative", "witness", "child", "agency", "anonymous"]),
      synthetic: z.boolean(),
      /** Whether the limits of confidentiality were said before anything was asked; left out: nobody noted it. */
      limits: z
        .strictObject({
          said: z.enum(["said", "no-time", "unsafe", "not-her"]),
          language: z.enum(["kk", "ru", "en", "other"]),
        })
        .optional(),
    }),
    sealed: z.strictObject({ account: freeText.optional() }).optional(),
  },
  persons: {
    body: z.strictObject({
      persons: z
        .array(
          z.strictObject({
            id: PersonId,
            /** `guardian`: an adult who cares for a child of the case and is none of the others. */
            role: z.enum(["survivor", "respondent", "child", "witness", "guardian"]),
            age: z.int().min(0).max(120).optional(),
            /** A child's age, coded: the band of the pack it was in when this was noted. The date of birth is sealed. */
            band: code.optional(),
            /** Complained of in another case: may then no more speak for a child than the respondent of this one. */
            respondentElsewhere: z.boolean().optional(),
            sex: z.enum(["female", "male"]).optional(),
            language: z.enum(["kk", "ru", "en", "other"]).optional(),
            /** Of a respondent: the agency he serves in. The case is closed to it. */
            servesIn: code.optional(),
          }),
        )
        .min(1)
        .max(30),
      /** What each adult of the case is to each child of it. */
      relations: z
        .array(
          z.strictObject({
            child: PersonId,
            adult: PersonId,
            relation: z.enum([
              "parent",
              "adoptive-parent",
              "appointed-guardian",
              "step-parent",
              "grandparent",
              "sibling",
              "other-relative",
              "none",
            ]),
            /** Whether this adult is, in law, the child's representative. */
            represents: yesNoUnknown,
            /** May be called about the child. */
            contact: z.boolean().optional(),
          }),
        )
        .max(120)
        .optional(),
      /** To which agencies it is closed by that, and who takes it over there. Given by the server, from the pack of the day. */
      closes: z.array(z.strictObject({ agency: code, instead: code.nullable() })).optional(),
    }),
    sealed: z
      .strictObject({
        persons: z.array(
          z.strictObject({
            id: PersonId,
            /** Date of birth, of a child only: by it the band moves and the child comes of age. */
            born: plainDate.optional(),
            name: shortText.optional(),
            personalNumber: shortText.optional(),
            phone: shortText.optional(),
            address: shortText.optional(),
            /** Where she works, and a child's school or kindergarten: places she can be found at. */
            workplace: shortText.optional(),
            school: shortText.optional(),
          }),
        ),
      })
      .optional(),
  },
  incident: {
    body: z.strictObject({ facts: Facts }),
    sealed: z.strictObject({ account: freeText.optional() }).optional(),
  },
  "risk-check": {
    body: z.strictObject({
      /** Danger signs of the pack's immediate-danger check: no score is made of them. */
      flags: z.record(code, yesNoUnknown),
      /** The professional's own judgement, always recorded beside the signs. */
      judgement: z.enum(["immediate", "high", "raised", "not-established"]),
    }),
    sealed: z.strictObject({ note: freeText.optional() }).optional(),
  },
  "protective-order-issued": {
    body: z.strictObject({ norm: code, consent: z.enum(["agrees", "does-not-agree", "not-asked"]) }),
    sealed: z.strictObject({ grounds: freeText.optional() }).optional(),
  },
  "protective-order-served": {
    body: z.strictObject({ order: seq, refusedToSign: z.boolean() }),
    sealed: none,
  },
  "protective-order-copy-given": { body: z.strictObject({ order: seq }), sealed: none },
  "protective-order-checked": {
    body: z.strictObject({ order: seq, complied: z.boolean() }),
    sealed: z.strictObject({ note: freeText.optional() }).optional(),
  },
  "protective-order-breached": {
    body: z.strictObject({ order: seq }),
    sealed: z.strictObject({ account: freeText.optional() }).optional(),
  },
  "protective-order-ended": { body: z.strictObject({ order: seq, ending: code }), sealed: none },
  notified: {
    body: z.strictObject({ to: code }),
    sealed: z.strictObject({ note: freeText.optional() }).optional(),
  },
  referral: {
    body: z.strictObject({
      /** Kind of agency and the agency itself, which takes part in the case from now on. */
      to: code,
      agency: code,
      purpose: code,
      ground: Ground,
      ...opened,
    }),
    sealed: z.strictObject({ note: freeText.optional() }).optional(),
  },
  "consent-given": {
    body: z.strictObject({
      /** An agency that takes part already: it may read more, or longer. */
      agency: code,
      purpose: code,
      language: z.enum(["kk", "ru", "en", "other"]),
      method: z.enum(["spoken", "written"]),
      ...opened,
    }),
    sealed: none,
  },
  "consent-withdrawn": {
    /** The referral or consent it takes back. From this moment nothing more is opened by it. */
    body: z.strictObject({ consent: seq, language: z.enum(["kk", "ru", "en", "other"]), ...ofPage }),
    sealed: none,
  },
  "disclosure-approved": {
    /** The referral without her consent that a second person of the agency agrees to: only then does it open anything. */
    body: z.strictObject({ referral: seq }),
    sealed: none,
  },
  "asked-anew": {
    /** One who has come of age was asked what was agreed to for her as a child; a yes is a consent of her own beside it. */
    body: z.strictObject({
      child: PersonId,
      answer: z.enum(["agrees", "refuses", "cannot-reach", "unsafe"]),
    }),
    sealed: none,
  },
  registered: { body: z.strictObject({ register: code }), sealed: none },
  "proceeding-opened": {
    body: z.strictObject({ track: code, norm: code, part: z.string().max(10).optional() }),
    sealed: none,
  },
  "proceeding-ended": {
    body: z.strictObject({ proceeding: seq, ending: code }),
    sealed: z.strictObject({ note: freeText.optional() }).optional(),
  },
  outcome: { body: z.strictObject({ outcome: code }), sealed: none },
  note: {
    body: z.strictObject({ class: z.enum(["narrative", "health", "plan"]).default("narrative") }),
    sealed: z.strictObject({ text: freeText }),
  },
  correction: {
    /** `body` replaces the whole body of the entry corrected and must fit that entry's own schema. */
    body: z.strictObject({
      corrects: seq,
      body: z.record(z.string(), z.unknown()),
      /** Whether the sealed half is replaced as well, whole. Given by the server: not every reader sees what by. */
      resealed: z.boolean().default(false),
    }),
    sealed: z.strictObject({ why: freeText, sealed: z.record(z.string(), z.unknown()).optional() }),
  },
  closing: { body: z.strictObject({ closing: code }), sealed: none },
  /**
   * She was handed the keys of her own page, or they were taken out of use; `child`: one who has come of age was. Of the keys
   * themselves nothing stands here.
   */
  "my-case-opened": { body: z.strictObject(ofPage), sealed: none },
  "my-case-closed": { body: z.strictObject(ofPage), sealed: none },
  /** How she may be reached without anybody else learning of it. Until there is one: not at all. */
  "safe-contact-agreed": { body: SafeContact, sealed: SafeContactSealed.optional() },
  "safe-contact-withdrawn": {
    body: z.strictObject({ why: z.enum(["she-asked", "not-safe", "cannot-be-kept"]) }),
    sealed: none,
  },
  /** Somebody tried to reach her by the agreement: a person who could ask her anew, or a message that went or did not. */
  "contact-tried": { body: ContactTried, sealed: none },
  /** Her second key was used, the one she gives when somebody makes her open her page. It opened nothing of hers. */
  "coerced-access": { body: z.strictObject(ofPage), sealed: none },
  /** One person of the agency that keeps the case asks to have content erased, and a second agrees: only then is it. */
  "erasure-asked": { body: z.strictObject({ ...erasing, ground: code }), sealed: none },
  "erasure-approved": { body: z.strictObject({ request: seq }), sealed: none },
  /**
   * What is left of it: that it was there and is not to be had any more. Written by the program that erased it. `digest` is
   * the SHA-256 over the digests of the sealed parts, which stay where they are and open no more.
   */
  erased: {
    body: z.strictObject({
      ...erasing,
      ground: code,
      request: seq,
      parts: z.int().min(0),
      digest: z.string().length(43),
    }),
    sealed: none,
  },
  /** While a hold stands, nothing of the case is erased. */
  "hold-placed": { body: z.strictObject({ ground: code }), sealed: none },
  "hold-lifted": { body: z.strictObject({ hold: seq }), sealed: none },
  "glass-broken": {
    /** Somebody opened, because life was in danger, what was not open to her: for what coded reason, and until when. */
    body: z.strictObject({ reason: code, until: instant }),
    sealed: none,
  },
  complaint: {
    /** A duty that was not done in time, as it stood when she complained; `agency` is whose business that is from now on. */
    body: z.strictObject({
      duty: z.string().min(1).max(300),
      norm: code,
      /** Whole days since it was due; until it was done, where it was done late. */
      daysLate: z.int().min(0),
      /** Whose duty it is: the agency, where one has been let in, and its kind. */
      of: code.nullable(),
      ofKind: code,
      agency: code,
    }),
    sealed: none,
  },
  "document-made": {
    body: z.strictObject({
      template: code,
      version: z.int().positive(),
      /** Its own number, which says nothing of the case. Given by the server. */
      number: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/),
      language: z.enum(["kk", "ru", "en"]),
      /** The order it is about. */
      order: seq.nullable(),
      /** The legal request it answers, and whether she was told of it; where not, why. */
      request: z.uuid().nullable(),
      notice: z.enum(["told", "unsafe", "cannot-reach"]).nullable(),
      /** What it holds, in the order of the template: every field is one the template names. */
      fields: z.array(z.enum(DOCUMENT_FIELD_IDS)).max(DOCUMENT_FIELD_IDS.length),
      /** Coded fields as they are printed. */
      coded: z.record(z.string(), z.string().min(1).max(4000)),
      /** Whether the maker added words of her own. */
      text: z.boolean(),
    }),
    /** Personal fields as they are printed, by compartment; the maker's own words are narrative. */
    sealed: z.partialRecord(Compartment, z.record(z.string(), z.string().min(1).max(20_000))).optional(),
  },
  "document-approved": {
    /** SHA-256 of the printed bytes, hex, and what they hold. */
    body: z.strictObject({
      document: seq,
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      fields: z.array(z.enum(DOCUMENT_FIELD_IDS)),
    }),
    sealed: none,
  },
  "document-served": {
    body: z.strictObject({
      document: seq,
      method: z.enum(["in-person", "through-agency", "electronic", "post"]),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
    sealed: none,
  },
} as const satisfies Record<EventType, { body: z.ZodType; sealed: z.ZodType }>;

export const ENTRY_VERSION = 1;

export type EntryType = EventType;
export type Body<T extends EntryType> = z.infer<(typeof ENTRIES)[T]["body"]>;
export type Sealed<T extends EntryType> = z.infer<(typeof ENTRIES)[T]["sealed"]>;

/** What a command decides to write: type, when it happened, and the two halves. */
export type NewEntry = {
  [T in EntryType]: {
    readonly type: T;
    /** Instant, ISO 8601. When it happened, not when it was written down. */
    readonly happenedAt: string;
    readonly body: Body<T>;
    readonly sealed?: Sealed<T>;
  };
}[EntryType];

/** An entry as the journal holds it. `sealed` holds what the reader may open and was opened for her. */
export type Entry = NewEntry & {
  readonly seq: number;
  readonly version: number;
  readonly recordedAt: string;
  readonly actor: string;
  readonly agency: string;
  /** The classes its sealed half holds, whoever may open them. */
  readonly classes: readonly Compartment[];
  /** Those that were opened for the reader; not there where nobody reads. */
  readonly opened?: readonly Compartment[];
};

export const ENTRY_TYPES = Object.keys(ENTRIES) as readonly EntryType[];
