import type { ACTS } from "./facts.ts";

/** The acts in the groups people tell them in; none has more than nine, so that each has a number key. */
export const ACT_GROUPS = {
  body: [
    "battery",
    "bodily-harm",
    "torment",
    "attempted-murder",
    "murder",
    "negligent-harm",
    "harm-in-strong-emotion",
    "excess-of-defence",
    "abandonment-in-danger",
  ],
  words: [
    "insult",
    "humiliation",
    "threat-of-death-or-grave-harm",
    "stalking",
    "harassment",
    "bullying",
    "incitement-to-suicide",
    "slander",
  ],
  sexual: [
    "rape",
    "sexual-assault",
    "sexual-coercion",
    "sexual-harassment",
    "forced-abortion",
    "forced-sterilisation",
    "fgm",
  ],
  freedom: [
    "deprivation-of-liberty",
    "abduction",
    "forced-marriage",
    "economic-deprivation",
    "maintenance-evasion",
    "property-damage",
    "trafficking",
  ],
  child: [
    "child-abuse",
    "child-neglect",
    "sexual-acts-with-minor",
    "depravation-of-minor",
    "killing-of-newborn",
    "involving-minor-in-offence",
    "intoxicating-minor",
    "failure-to-report",
    "failure-to-protect-child",
  ],
  orders: ["breach-of-protective-order", "breach-of-special-requirements"],
} as const satisfies Record<string, readonly (typeof ACTS)[number][]>;
export type ActGroup = keyof typeof ACT_GROUPS;
