import { z } from "zod";
import { plainDate } from "./date.ts";

/**
 * The facts of one incident, in the vocabulary of docs/facts.md.
 * Every fact may be left out: left out means unknown, never false. `acts` is the one exception: once it is
 * given it is a complete list, so an act it does not name did not happen.
 */
export const ACTS = [
  "insult",
  "humiliation",
  "threat-of-death-or-grave-harm",
  "battery",
  "bodily-harm",
  "torment",
  "stalking",
  "harassment",
  "sexual-harassment",
  "bullying",
  "rape",
  "sexual-assault",
  "sexual-coercion",
  "deprivation-of-liberty",
  "abduction",
  "forced-marriage",
  "forced-abortion",
  "forced-sterilisation",
  "fgm",
  "economic-deprivation",
  "property-damage",
  "incitement-to-suicide",
  "murder",
  "attempted-murder",
  "child-neglect",
  "child-abuse",
  "breach-of-protective-order",
  "breach-of-special-requirements",
] as const;

export const HARMS = ["none", "pain", "light", "medium", "grave", "death"] as const;

export const RELATIONS = [
  "spouse",
  "ex-spouse",
  "partner",
  "ex-partner",
  "co-parent",
  "parent",
  "child",
  "sibling",
  "grandparent",
  "grandchild",
  "in-law",
  "other-relative",
  "guardian",
  "household-member",
  "none",
] as const;

export const SEXES = ["female", "male"] as const;
export const COMPLAINTS = ["given", "none", "withdrawn"] as const;
export const PLACES = ["home", "street", "work", "school", "online", "other"] as const;

const age = z.int().min(0).max(120);
const yesNo = z.boolean();

export const Facts = z.strictObject({
  /** Date of the act; for a continuing act its first and last day. The last day decides. */
  date: z.union([plainDate, z.strictObject({ from: plainDate, to: plainDate })]),
  acts: z.array(z.enum(ACTS)).readonly().optional(),
  harm: z.enum(HARMS).optional(),
  relation: z.enum(RELATIONS).optional(),
  victim: z
    .strictObject({
      age: age.optional(),
      sex: z.enum(SEXES).optional(),
      pregnant: yesNo.optional(),
      helpless: yesNo.optional(),
      dependent: yesNo.optional(),
      disabled: yesNo.optional(),
    })
    .optional(),
  respondent: z
    .strictObject({
      age: age.optional(),
      sex: z.enum(SEXES).optional(),
      sane: yesNo.optional(),
      exemptFromArrest: yesNo.optional(),
      intoxicated: yesNo.optional(),
      official: yesNo.optional(),
    })
    .optional(),
  circumstances: z
    .strictObject({
      place: z.enum(PLACES).optional(),
      childPresent: yesNo.optional(),
      weapon: yesNo.optional(),
      group: yesNo.optional(),
      cruelty: yesNo.optional(),
      repeated: yesNo.optional(),
      substantialHarm: yesNo.optional(),
      threatToLife: yesNo.optional(),
      /** The two live in one dwelling on the date of the act: it makes in-laws and other kin "family" in some laws. */
      sharedHome: yesNo.optional(),
    })
    .optional(),
  /** Penalties already served: the norm, and the day their execution ended. An empty list says there are none. */
  history: z
    .array(z.strictObject({ norm: z.string(), executed: plainDate }))
    .readonly()
    .optional(),
  /** What was in force on the date of the act. */
  orders: z
    .strictObject({ protectiveOrder: yesNo.optional(), specialRequirements: yesNo.optional() })
    .optional(),
  complaint: z.enum(COMPLAINTS).optional(),
  /** `agreed`: reconciled now; `before`: number of earlier releases on reconciliation inside the look-back. */
  reconciliation: z
    .strictObject({ agreed: yesNo.optional(), before: z.int().min(0).max(99).optional() })
    .optional(),
});
export type Facts = z.infer<typeof Facts>;

/** Every fact a condition may name, as a dotted path, with the kind of its value. */
export const FACT_PATHS = {
  acts: "list",
  harm: "ordered",
  relation: "choice",
  "victim.age": "number",
  "victim.sex": "choice",
  "victim.pregnant": "boolean",
  "victim.helpless": "boolean",
  "victim.dependent": "boolean",
  "victim.disabled": "boolean",
  "respondent.age": "number",
  "respondent.sex": "choice",
  "respondent.sane": "boolean",
  "respondent.exemptFromArrest": "boolean",
  "respondent.intoxicated": "boolean",
  "respondent.official": "boolean",
  "circumstances.place": "choice",
  "circumstances.childPresent": "boolean",
  "circumstances.weapon": "boolean",
  "circumstances.group": "boolean",
  "circumstances.cruelty": "boolean",
  "circumstances.repeated": "boolean",
  "circumstances.substantialHarm": "boolean",
  "circumstances.threatToLife": "boolean",
  "circumstances.sharedHome": "boolean",
  history: "history",
  "orders.protectiveOrder": "boolean",
  "orders.specialRequirements": "boolean",
  complaint: "choice",
  "reconciliation.agreed": "boolean",
  "reconciliation.before": "number",
} as const satisfies Record<string, "list" | "ordered" | "choice" | "number" | "boolean" | "history">;
export type FactPath = keyof typeof FACT_PATHS;
