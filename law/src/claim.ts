import { z } from "zod";
import { isDate, plainDate } from "./date.ts";
import { SANCTION_KINDS, Source, Text } from "./norm.ts";
import { TREATY_MEASURES } from "./participation.ts";

/**
 * What officials, agencies and the press said in figures and dates, each with who said it, of whom and of when, and what
 * it was checked against. A verdict is typed only where no data here can decide; else it is computed (`verdict.ts`).
 */

export const CLAIM_VERDICTS = ["matches", "differs", "cannot-be-checked", "not-a-valid-figure"] as const;
export type ClaimVerdict = (typeof CLAIM_VERDICTS)[number];

const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "slug");
/** A day as precisely as it was said: `2024-04-15`, `2024-04`, `2024`. A year before 1000 is a slip of the pen. */
export const PartialDate = z
  .string()
  .regex(/^[1-9]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, "partial-date")
  .refine((text) => text.length !== 10 || isDate(text), "date");

/** When what was said is about. `not-stated`: whoever said it gave no time, and nobody may supply one. */
export const ClaimPeriod = z.union([
  z.strictObject({ from: PartialDate, to: PartialDate.optional() }),
  z.literal("not-stated"),
]);

/** How the figure is bounded by the words around it. */
export const BOUNDS = ["exact", "about", "over", "under", "up-to"] as const;

/** Places a figure can be looked up in the data, and what it must be there. */
export const Check = z.discriminatedUnion("of", [
  /** How many take part in a treaty on a day; `all` counts states and organisations. */
  z.strictObject({
    of: z.literal("treaty-count"),
    treaty: z.string(),
    measure: z.enum(TREATY_MEASURES),
    on: plainDate,
    who: z.enum(["states", "organisations", "all"]),
    is: z.int().nonnegative(),
  }),
  /** The day, or month, of a step of the treaty itself. */
  z.strictObject({
    of: z.literal("treaty-day"),
    treaty: z.string(),
    step: z.enum(["adopted", "opened"]),
    is: PartialDate,
  }),
  /** The day of an act of a state towards a treaty. */
  z.strictObject({
    of: z.literal("participation"),
    treaty: z.string(),
    party: z.string(),
    /** `invitation-until`: the last day on which an invitation, not prolonged, can be followed. */
    step: z.enum(["signature", "ratification", "in-force", "invitation", "invitation-until"]),
    is: z.union([PartialDate, z.literal("none")]),
  }),
  /** Whether a norm is in force on a day, whatever the dates of its acts. */
  z.strictObject({ of: z.literal("norm-in-force"), norm: z.string(), on: plainDate, is: z.boolean() }),
  /** A date of an amending act. */
  z.strictObject({
    of: z.literal("act-day"),
    act: z.string(),
    step: z.enum(["signed", "published", "in-force"]),
    is: PartialDate,
  }),
  /** How many of these acts the pack has, all signed on one day. */
  z.strictObject({
    of: z.literal("acts-signed"),
    on: plainDate,
    touching: z.array(z.string()).min(1),
    is: z.int(),
  }),
  /** The highest of a kind of sanction a norm has on a day. */
  z.strictObject({
    of: z.literal("sanction"),
    norm: z.string(),
    part: z.string(),
    kind: z.enum(SANCTION_KINDS),
    on: plainDate,
    is: z.number(),
  }),
  /** That the highest of a kind of sanction is higher in one norm and day than in another. */
  z.strictObject({
    of: z.literal("heavier"),
    kind: z.enum(SANCTION_KINDS),
    before: z.strictObject({ norm: z.string(), part: z.string(), on: plainDate }),
    after: z.strictObject({ norm: z.string(), part: z.string(), on: plainDate }),
    is: z.boolean(),
  }),
  /** Whether an offence of one of these classes covers this incident on its day. */
  z.strictObject({
    of: z.literal("incident"),
    facts: z.record(z.string(), z.unknown()),
    classes: z.array(z.enum(["administrative", "misdemeanour", "crime"])).min(1),
    is: z.boolean(),
  }),
  /** That a treaty asks for these, as owed, of this kind. */
  z.strictObject({ of: z.literal("obligations"), treaty: z.string(), items: z.array(z.string()).min(1) }),
  /** Another figure of the register. */
  z.strictObject({
    of: z.literal("figure"),
    figure: z.string(),
    within: z.number().nonnegative().default(0),
  }),
  /** A share or a ratio of two figures of the register, in the unit of the claim, to within so much. */
  z.strictObject({
    of: z.literal("ratio"),
    part: z.string(),
    whole: z.string(),
    times: z.number().default(1),
    within: z.number().nonnegative(),
  }),
  /** By how much, in per cent, one figure of the register differs from another, to within so much. */
  z.strictObject({
    of: z.literal("change"),
    from: z.string(),
    to: z.string(),
    within: z.number().nonnegative(),
  }),
]);
export type Check = z.infer<typeof Check>;

/** Printed for a number where there is none: a division by nothing, a missing value. */
const NO_NUMBER = /^[-+]?\s*(inf(inity)?|∞|nan|n\/a|div\/0!?)\s*%?$/i;

export const ClaimId = z.string().regex(/^[A-Z]{2,}-\d{3,}$/, "claim-id");

export const Claim = z
  .strictObject({
    id: ClaimId,
    statement: Text.optional(),
    /** Figures of one series stand side by side; the series says what is counted. */
    series: Slug.optional(),
    /** As it was printed: `over 150,000`, `-21.3%`. */
    printed: z.string().min(1).optional(),
    /** The number; null where what was printed is none. */
    value: z.number().nullable(),
    bound: z.enum(BOUNDS).default("exact"),
    unit: Slug.optional(),
    /** For a change or share: what it was taken from, as said. Zero or `missing` makes it no figure. */
    base: z.union([z.number(), z.literal("missing")]).optional(),
    period: ClaimPeriod,
    /** Of whom or what; as vague as it was said. */
    population: Text,
    speaker: Slug,
    said: Slug,
    /** Line or page of what was read. */
    place: z.string().optional(),
    /** What it was held against, where no check can. */
    against: Text.optional(),
    check: Check.optional(),
    verdict: z.enum(CLAIM_VERDICTS).optional(),
    note: Text.optional(),
  })
  .refine(({ statement, series }) => statement !== undefined || series !== undefined, "claim-what")
  .refine(({ check, verdict }) => (check === undefined) !== (verdict === undefined), "claim-verdict")
  .refine(
    ({ printed, value }) => printed === undefined || !NO_NUMBER.test(printed.trim()) || value === null,
    "claim-infinite",
  )
  .refine(
    ({ base, value, verdict }) =>
      (base !== 0 && base !== "missing") || (value === null && verdict === "not-a-valid-figure"),
    "claim-base",
  )
  .refine(
    ({ printed, verdict }) =>
      printed === undefined || !NO_NUMBER.test(printed.trim()) || verdict === "not-a-valid-figure",
    "claim-invalid",
  );
export type Claim = z.infer<typeof Claim>;

const Named = z.strictObject({ id: Slug, name: Text });

/** A series of figures on one thing. */
export const ClaimSeries = Named.extend({ unit: Slug, note: Text.optional() });

/** Where something was said. `unrecorded`: it was read, but nobody noted its address, so it cannot be opened from here. */
export const ClaimDocument = z.strictObject({
  id: Slug,
  date: PartialDate.optional(),
  source: z.union([
    Source,
    Source.omit({ url: true }).extend({ unrecorded: z.literal(true), confidence: z.literal("unverified") }),
  ]),
});
export type ClaimDocument = z.infer<typeof ClaimDocument>;

/** The register: claims, and the lists they name. */
export const Register = z.strictObject({
  claims: z.array(Claim).min(1),
  series: z.array(ClaimSeries),
  units: z.array(Named),
  speakers: z.array(Named),
  documents: z.array(ClaimDocument),
});
export type Register = z.infer<typeof Register>;
