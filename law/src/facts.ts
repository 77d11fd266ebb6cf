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
  "slander",
  "negligent-harm",
  "harm-in-strong-emotion",
  "excess-of-defence",
  "killing-of-newborn",
  "abandonment-in-danger",
  "sexual-acts-with-minor",
  "depravation-of-minor",
  "trafficking",
  "maintenance-evasion",
  "involving-minor-in-offence",
  "intoxicating-minor",
  "failure-to-report",
  "failure-to-protect-child",
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
export const MOTIVES = ["hooligan", "hatred", "revenge-for-duty", "gain", "concealment", "other"] as const;

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
      exemptFromCommunityService: yesNo.optional(),
      intoxicated: yesNo.optional(),
      official: yesNo.optional(),
      /** Charged with the victim's upbringing, teaching, treatment or care. */
      entrusted: yesNo.optional(),
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
      severalVictims: yesNo.optional(),
      motive: z.enum(MOTIVES).optional(),
      /** An organised group or criminal organisation, beyond `group`. */
      criminalGroup: yesNo.optional(),
      /** In public, or by the media or networks of communication. */
      publicly: yesNo.optional(),
      graveConsequences: yesNo.optional(),
      /** There was reason to fear that a threat would be carried out. */
      threatCredible: yesNo.optional(),
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
  "respondent.exemptFromCommunityService": "boolean",
  "respondent.intoxicated": "boolean",
  "respondent.official": "boolean",
  "respondent.entrusted": "boolean",
  "circumstances.place": "choice",
  "circumstances.childPresent": "boolean",
  "circumstances.weapon": "boolean",
  "circumstances.group": "boolean",
  "circumstances.cruelty": "boolean",
  "circumstances.repeated": "boolean",
  "circumstances.substantialHarm": "boolean",
  "circumstances.threatToLife": "boolean",
  "circumstances.sharedHome": "boolean",
  "circumstances.severalVictims": "boolean",
  "circumstances.motive": "choice",
  "circumstances.criminalGroup": "boolean",
  "circumstances.publicly": "boolean",
  "circumstances.graveConsequences": "boolean",
  "circumstances.threatCredible": "boolean",
  history: "history",
  "orders.protectiveOrder": "boolean",
  "orders.specialRequirements": "boolean",
  complaint: "choice",
  "reconciliation.agreed": "boolean",
  "reconciliation.before": "number",
} as const satisfies Record<string, "list" | "ordered" | "choice" | "number" | "boolean" | "history">;
export type FactPath = keyof typeof FACT_PATHS;

/** The words of every fact that has words, in their order. */
export const FACT_VALUES: Partial<Record<FactPath, readonly string[]>> = {
  acts: ACTS,
  harm: HARMS,
  relation: RELATIONS,
  "victim.sex": SEXES,
  "respondent.sex": SEXES,
  "circumstances.place": PLACES,
  "circumstances.motive": MOTIVES,
  complaint: COMPLAINTS,
};
