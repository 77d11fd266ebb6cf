import { EVENTS, Source, Text } from "@arasha/law";
import { z } from "zod";

/**
 * What a country pack says besides its law: who takes part, where, and the closed lists staff choose from.
 * One YAML file each, beside `law/`.
 */

export const Place = z.strictObject({
  /** ISO 3166-2, `XX-75`. */
  id: z.string(),
  name: Text,
  /** Column and row on the tile-grid map. */
  tile: z.tuple([z.int(), z.int()]),
});
export type Place = z.infer<typeof Place>;

export const Agency = z.strictObject({
  /** `xx.police.xx-75`. */
  id: z.string(),
  /** One of the kinds in `bodies.yaml`. */
  kind: z.string(),
  /** Null for an agency of the whole country. */
  place: z.string().nullable(),
  name: Text,
  /**
   * The agency of the same kind in another place that takes a case over where the respondent serves in this one. Without it
   * nobody of that kind has the case's duties until one is let in.
   */
  rerouteTo: z.string().optional(),
});
export type Agency = z.infer<typeof Agency>;

/**
 * Kinds of personal content, each sealed under keys of its own. `child`: all that identifies or locates a child.
 * `address`: where the protected person can be found. `plan`: her safety plan.
 */
export const DATA_CLASSES = [
  "identity",
  "contact",
  "address",
  "narrative",
  "health",
  "child",
  "plan",
] as const;
export const DataClass = z.enum(DATA_CLASSES);
export type DataClass = z.infer<typeof DataClass>;

/**
 * By what an agency comes to read something of a case: it wrote it itself, or it was told with the survivor's consent,
 * by a norm in force, or in an emergency.
 */
export const RELATIONS = ["own", "consent", "norm", "emergency"] as const;
export type Relation = (typeof RELATIONS)[number];

const Classes = z.array(DataClass).default([]);

/**
 * A role, the kind of agency it belongs to, and all it may do: which entries it may write, and which classes of personal
 * content it may read by which relation to the case. What is not listed is denied.
 */
export const Role = z.strictObject({
  id: z.string(),
  agencyKind: z.string(),
  name: Text,
  mayWrite: z.array(z.enum(EVENTS)),
  reads: z.strictObject({ own: Classes, consent: Classes, norm: Classes, emergency: Classes }).prefault({}),
  /** May read the aggregate statistics. */
  statistics: z.boolean().default(false),
  /** Opens cases from calls (has the intake screen). */
  intake: z.boolean().default(false),
  /** Answers for what leaves the house: approves what is disclosed on a legal request. */
  counsel: z.boolean().default(false),
  /** Takes legal requests for data, and says what became of them. */
  requests: z.boolean().default(false),
  /** Survivors' complaints about missed duties come to the agencies of this role. */
  complaints: z.boolean().default(false),
  /** Reviews how access is used: alerts, emergencies, misuse. Sees whose case by its code only, and has none of the rights above. */
  oversight: z.boolean().default(false),
  /** Proposes and reviews judgements and claims of the registers. Knows of no case, and has none of the rights above. */
  registers: z.boolean().default(false),
  /** Invites people and closes accounts, and has nothing to do with cases: it may then have none of the rights above. */
  administrator: z.boolean().default(false),
});
export type Role = z.infer<typeof Role>;

/** A coded choice: why a proceeding ended, how a case came out, what a referral asks. */
export const Code = z.strictObject({
  id: z.string(),
  name: Text,
  /** For endings: `terminated` or `responsible`. For purposes of a referral: the kind of agency it is first thought of for. */
  group: z.string().optional(),
  /** For purposes of a referral: whoever is asked has to go where she is. Only then can her address be opened. */
  attends: z.literal(true).optional(),
  /** For purposes of a referral: the fewest classes it can be served with, proposed and not required. */
  needs: z.array(DataClass).optional(),
});
export type Code = z.infer<typeof Code>;

export const Codes = z.strictObject({
  channels: z.array(Code),
  referralPurposes: z.array(Code),
  notified: z.array(Code),
  riskFlags: z.array(Code),
  registers: z.array(Code),
  proceedingTracks: z.array(Code),
  proceedingEndings: z.array(Code),
  orderEndings: z.array(Code),
  outcomes: z.array(Code),
  closings: z.array(Code),
  /** Why content is erased, and why it may not be. */
  erasureGrounds: z.array(Code).min(1),
  holdGrounds: z.array(Code).min(1),
});
export type Codes = z.infer<typeof Codes>;

/**
 * On what a case rests, as its journal tells: a proceeding was opened; a norm was applied or obliged to tell; her own wish
 * to be helped, always.
 */
export const BASES = ["consent", "norm", "proceeding"] as const;
export type Basis = (typeof BASES)[number];

/**
 * `retention.yaml`: how long content of a class is kept on each basis. Where a case has several, the longest decides; where
 * one of them is `unknown`, or none is given, nothing is ever erased by itself.
 */
export const Retention = z.strictObject({
  schedule: z.array(
    z.strictObject({
      id: z.string(),
      classes: z.array(DataClass).min(1),
      basis: z.enum(BASES),
      keep: z.union([
        z.literal("unknown"),
        z.strictObject({ years: z.int().min(0).default(0), months: z.int().min(0).default(0) }),
      ]),
      /** Counted from the last closing of the case. A case that is open is kept. */
      after: z.literal("closing"),
      source: Source,
    }),
  ),
});
export type Retention = z.infer<typeof Retention>;

/** How people and telephones are numbered in the country: what a blind index is made of, and what can be searched for. */
export const Identifiers = z.strictObject({
  personalNumber: z.strictObject({ name: Text, digits: z.int().min(4).max(20) }),
  /** `code`: the country's, E.164, without the plus. `trunk`: what is dialled before a number at home. */
  telephone: z.strictObject({
    code: z.string().regex(/^\d{1,3}$/),
    trunk: z.string().regex(/^\d{0,2}$/),
    digits: z.int().min(4).max(12),
  }),
});
export type Identifiers = z.infer<typeof Identifiers>;

/** Published ratios the synthetic caseload is drawn from; each names the published figures it comes from. */
export const DemoRates = z.strictObject({
  regimes: z.array(
    z.strictObject({
      /** First day of the act from which these rates hold. */
      from: z.string(),
      rates: z.record(z.string(), z.strictObject({ value: z.number(), basis: z.string() })),
    }),
  ),
});
export type DemoRates = z.infer<typeof DemoRates>;

/**
 * How a survivor is written to, where she agreed to it (`contact.yaml`). None of it is law: an installation makes these
 * texts its own, so that nobody learns to know them.
 */
export const Contact = z.strictObject({
  /** Her agreement is asked anew at least so often. */
  longestDays: z.int().positive(),
  /** News that found no safe hour within this time is not sent any more. */
  lapsesHours: z.int().positive(),
  /** The link in a message leads to her page for so long, and once. */
  linkHours: z.int().positive(),
  /** A message that was owed could not be sent: what the agency that agreed it with her has to do, and how soon. */
  notReached: z.strictObject({ withinHours: z.int().positive(), title: Text }),
  /** Texts she can choose among, for a message that must look like nothing. `{link}` stands for the address. */
  disguises: z
    .array(z.strictObject({ id: z.string(), name: Text, sender: Text, subject: Text, text: Text }))
    .min(1),
  /** Parts of words that appear in no text, sender or address she is sent. Lower case, as they would be written. */
  forbidden: z.array(z.string().regex(/^[^A-ZА-Я]+$/u)).min(1),
});
export type Contact = z.infer<typeof Contact>;
