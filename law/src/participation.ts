import { z } from "zod";
import { plainDate } from "./date.ts";
import { Confidence, Source, Text } from "./norm.ts";

/**
 * Who takes part in a treaty and since when: the acts of states and organisations towards it, the rules by which those
 * take effect, and how surely each day is known. What the treaty asks of them is another matter (`obligation.ts`).
 */

/**
 * How far a page somebody read bears a date out: to the day, the month or the year; that the act was done but not when
 * (`fact`); or not at all (`none`).
 */
export const CONFIRMED = ["day", "month", "year", "fact", "none"] as const;
export type Confirmed = (typeof CONFIRMED)[number];

/** Ids of the sources of the treaty. */
const Read = z.array(z.string()).min(1);

/** An act and its day. */
export const Dated = z.strictObject({
  date: plainDate,
  confirmed: z.enum(CONFIRMED),
  sources: Read,
  note: Text.optional(),
});
export type Dated = z.infer<typeof Dated>;

/** One day, or the days between which it must lie. */
const Stretch = z.union([
  plainDate,
  z
    .strictObject({ earliest: plainDate, latest: plainDate })
    .refine(({ earliest, latest }) => earliest <= latest, "window"),
]);
export type Stretch = z.infer<typeof Stretch>;

/** An article as reservations name it: `30.2`, `44.1.e`, `59`. */
const Article = z.string().regex(/^\d+(\.\d+)?(\.[a-z])?$/, "treaty-article");

export const TreatyReservation = z.strictObject({
  /** `unknown`: it is known that there is one, not to what. */
  articles: z.union([z.literal("unknown"), z.array(Article).min(1)]),
  text: Text,
  /** The days from which it holds, each for the period the treaty gives: when made, and each time it was renewed. */
  periods: z.array(Dated).min(1),
  ended: Dated.extend({ how: z.enum(["withdrawn", "lapsed"]) }).optional(),
});
export type TreatyReservation = z.infer<typeof TreatyReservation>;

/** A longer time for an invitation. Whether it was granted may not be known: then nobody is told that it was. */
export const Extension = z.strictObject({
  decided: Stretch,
  until: Stretch,
  outcome: z.enum(["granted", "refused", "unconfirmed"]),
  text: Text,
  sources: Read,
});

/** An invitation to accede, and the last day on which it could be followed. */
export const Invitation = z.strictObject({
  decided: Dated,
  until: Stretch,
  text: Text.optional(),
  sources: Read,
  extensions: z.array(Extension).default([]),
});
export type Invitation = z.infer<typeof Invitation>;

/** What happened on the way, dated as precisely as its source has it: `2019`, `2025-09`, `2025-07-14`. */
export const PathStep = z.strictObject({
  date: z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, "partial-date"),
  text: Text,
  confidence: Confidence,
  sources: Read,
});
export type PathStep = z.infer<typeof PathStep>;

/**
 * Why the treaty is open to somebody. `member`, `elaborated`, `organisation`: may sign; `former-member`: could;
 * `other`: only when invited.
 */
export const STANDINGS = ["member", "former-member", "elaborated", "organisation", "other"] as const;
export type Standing = (typeof STANDINGS)[number];

export const Participant = z.strictObject({
  /** ISO 3166-1 alpha-2, or the code reserved there for an organisation. */
  code: z.string().regex(/^[A-Z]{2}$/, "state-code"),
  standing: z.enum(STANDINGS),
  /** Of an organisation: its member states. */
  members: z.array(z.string()).optional(),
  signature: Dated.optional(),
  /** The national act that approved it, where its day is given beside that of the deposit. */
  nationalAct: Dated.optional(),
  /** The deposit of the instrument: ratification, acceptance, approval, or `accession` of who did not sign. */
  ratification: Dated.extend({ accession: z.literal(true).optional() }).optional(),
  inForce: Dated.optional(),
  denunciation: z.strictObject({ notified: Dated, effective: Dated }).optional(),
  reservations: z.array(TreatyReservation).default([]),
  invitation: Invitation.optional(),
  path: z.array(PathStep).default([]),
  /** What is known where no act is, or beside the acts. */
  about: z.strictObject({ text: Text, confidence: Confidence, sources: Read }).optional(),
  /** What was looked for and not found. */
  gaps: z.array(Text).default([]),
});
export type Participant = z.infer<typeof Participant>;

/** The ways of counting who takes part: `Counted` in `treaty-status.ts` says what each counts. */
export const TREATY_MEASURES = ["signedOnly", "everRatified", "party", "inForce"] as const;
export type TreatyMeasure = (typeof TREATY_MEASURES)[number];

/** A count somebody published, to be held against the data. `of` says whom it counts. */
export const PublishedCount = z.strictObject({
  on: plainDate,
  value: z.int().nonnegative(),
  of: z.enum(["states", "states-and-organisations"]),
  /** Only the members of this organisation. */
  within: z.string().optional(),
  /** What its words say it counts; left out where they fit more than one way of counting. */
  measure: z.enum(TREATY_MEASURES).optional(),
  /** What was said, in our own words. */
  said: Text,
  note: Text.optional(),
  sources: Read,
});
export type PublishedCount = z.infer<typeof PublishedCount>;

const duration = z.string().regex(/^P\d+[YMD]$/, "treaty-period");

export const ParticipationHead = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, "slug"),
  title: Text,
  /** As it is cited everywhere: `CETS No. 210`. */
  cited: z.string(),
  adopted: plainDate,
  opened: plainDate,
  /** The last day the sources speak of: what happened later is not in here. */
  knownUntil: plainDate,
  /** For the first parties: so many consents, so many of them of members; for all: the first of the month that follows `after`. */
  entryIntoForce: z.strictObject({
    article: Article,
    consents: z.int().positive(),
    ofMembers: z.int().nonnegative(),
    after: duration,
  }),
  /** It takes effect on the first of the month that follows `after`. */
  denunciation: z.strictObject({ article: Article, after: duration }),
  reservations: z.strictObject({
    article: Article,
    /** Each holds so long, counted from the entry into force for the party. */
    period: duration,
    permitted: z.array(z.strictObject({ article: Article, only: Text.optional() })),
    note: Text,
  }),
  sources: z.array(Source.extend({ id: z.string() })).min(1),
});

/** Everything about who takes part in one treaty, checked. Plain JSON. */
export const Participation = ParticipationHead.extend({
  participants: z.array(Participant),
  counts: z.array(PublishedCount),
});
export type Participation = z.infer<typeof Participation>;
