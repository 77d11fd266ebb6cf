import { Confidence, Text } from "@arasha/law";
import { z } from "zod";

/**
 * How access is watched over in a country: periods, thresholds, reasons. Data, so that a deployment sets its own; each group
 * says where its figures come from and how sure that is.
 */

const duration = z
  .string()
  .refine(isDuration, "an ISO 8601 duration of days, hours and minutes, like P3D or PT60M");
const count = z.int().min(1).max(10_000);

/** Where the figures of a group were read; "own rule" where nobody but this pack says so. */
const Basis = z.strictObject({
  source: z.string().min(1),
  confidence: Confidence,
  note: z.string().optional(),
});

const Reason = z.strictObject({ id: z.string().regex(/^[a-z][a-z0-9-]*$/), name: Text });

export const Glass = z.strictObject({
  basis: Basis,
  /** How long emergency access lasts. */
  access: duration,
  /** How many uses one person has within a time. */
  uses: z.strictObject({ atMost: count, within: duration }),
  /** How many codes may be tried that open nothing. */
  wrongCodes: z.strictObject({ atMost: count, within: duration }),
  /** When a use is to be reviewed (after that its user has none again until it is), and when it is raised anew. */
  review: z.strictObject({ within: duration, atLatest: duration }),
  reasons: z.array(Reason).min(1),
});
export type Glass = z.infer<typeof Glass>;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const WatchRule = z.discriminatedUnion("rule", [
  /** Cases looked at on which her agency owes nothing, where she has not written and nothing is new. */
  z.strictObject({ rule: z.literal("without-task"), basis: Basis, atLeast: count, within: duration }),
  /** Cases asked for that were not hers to see. */
  z.strictObject({ rule: z.literal("refused"), basis: Basis, atLeast: count, within: duration }),
  /** Cases looked at outside the hours of roles that keep hours. */
  z.strictObject({
    rule: z.literal("off-shift"),
    basis: Basis,
    roles: z.array(z.string()).min(1),
    from: time,
    to: time,
    atLeast: count,
    within: duration,
  }),
  /** Cases looked at in a day, against her own usual day and that of her colleagues in the same role. */
  z.strictObject({
    rule: z.literal("bulk"),
    basis: Basis,
    atLeast: count,
    timesOwn: z.number().min(1),
    timesColleagues: z.number().min(1),
    over: duration,
  }),
  /** Any look at a case that was planted for nobody. */
  z.strictObject({ rule: z.literal("canary"), basis: Basis }),
]);
export type WatchRule = z.infer<typeof WatchRule>;

export const Oversight = z.strictObject({
  glass: Glass,
  /** A look has a reason where something was written on the case so recently, or by herself so recently. */
  reason: z.strictObject({ basis: Basis, news: duration, own: duration }),
  rules: z.array(WatchRule).min(1),
  /** So many looks of a month are drawn for review, by lot anybody can repeat. */
  sample: z.strictObject({ basis: Basis, looks: count }),
  /** The smallest count that is published. */
  published: z.strictObject({ basis: Basis, smallest: z.int().min(2).max(100) }),
});
export type Oversight = z.infer<typeof Oversight>;

function isDuration(text: string): boolean {
  return /^P(?=.)(\d{1,4}D)?(T(?=\d)(\d{1,4}H)?(\d{1,5}M)?)?$/.test(text);
}
