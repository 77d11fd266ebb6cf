import { ACTS, type FactPath, type Facts } from "./facts.ts";

/**
 * Reads the fact at each path; undefined, or null where the facts were not parsed, when it was not given. Written out,
 * because a property read by its written name costs a fraction of one whose name is a value.
 */
export const READ: { readonly [path in FactPath]: (facts: Facts) => unknown } = {
  acts: (facts) => facts.acts,
  harm: (facts) => facts.harm,
  relation: (facts) => facts.relation,
  "victim.age": (facts) => facts.victim?.age,
  "victim.sex": (facts) => facts.victim?.sex,
  "victim.pregnant": (facts) => facts.victim?.pregnant,
  "victim.helpless": (facts) => facts.victim?.helpless,
  "victim.dependent": (facts) => facts.victim?.dependent,
  "victim.disabled": (facts) => facts.victim?.disabled,
  "respondent.age": (facts) => facts.respondent?.age,
  "respondent.sex": (facts) => facts.respondent?.sex,
  "respondent.sane": (facts) => facts.respondent?.sane,
  "respondent.exemptFromArrest": (facts) => facts.respondent?.exemptFromArrest,
  "respondent.exemptFromCommunityService": (facts) => facts.respondent?.exemptFromCommunityService,
  "respondent.intoxicated": (facts) => facts.respondent?.intoxicated,
  "respondent.official": (facts) => facts.respondent?.official,
  "respondent.entrusted": (facts) => facts.respondent?.entrusted,
  "circumstances.place": (facts) => facts.circumstances?.place,
  "circumstances.childPresent": (facts) => facts.circumstances?.childPresent,
  "circumstances.weapon": (facts) => facts.circumstances?.weapon,
  "circumstances.group": (facts) => facts.circumstances?.group,
  "circumstances.cruelty": (facts) => facts.circumstances?.cruelty,
  "circumstances.repeated": (facts) => facts.circumstances?.repeated,
  "circumstances.substantialHarm": (facts) => facts.circumstances?.substantialHarm,
  "circumstances.threatToLife": (facts) => facts.circumstances?.threatToLife,
  "circumstances.sharedHome": (facts) => facts.circumstances?.sharedHome,
  "circumstances.severalVictims": (facts) => facts.circumstances?.severalVictims,
  "circumstances.motive": (facts) => facts.circumstances?.motive,
  "circumstances.criminalGroup": (facts) => facts.circumstances?.criminalGroup,
  "circumstances.publicly": (facts) => facts.circumstances?.publicly,
  "circumstances.graveConsequences": (facts) => facts.circumstances?.graveConsequences,
  "circumstances.threatCredible": (facts) => facts.circumstances?.threatCredible,
  history: (facts) => facts.history,
  "orders.protectiveOrder": (facts) => facts.orders?.protectiveOrder,
  "orders.specialRequirements": (facts) => facts.orders?.specialRequirements,
  complaint: (facts) => facts.complaint,
  "reconciliation.agreed": (facts) => facts.reconciliation?.agreed,
  "reconciliation.before": (facts) => facts.reconciliation?.before,
};

/**
 * Some acts of the vocabulary: their positions in ACTS, and the same as bits of two numbers, so that "was one of these
 * among them" takes two machine instructions.
 */
export type ActSet = { readonly positions: readonly number[]; readonly low: number; readonly high: number };

/** The acts of an incident; null where they are not known. */
export function actsOf({ acts }: Facts): ActSet | null {
  return acts === undefined || acts === null ? null : actSet(acts);
}

export function actSet(acts: Iterable<string>): ActSet {
  const positions: number[] = [];
  let low = 0;
  let high = 0;
  for (const act of acts) {
    const at = POSITION.get(act);
    if (at === undefined) continue;
    positions.push(at);
    if (at < 32) low |= 1 << at;
    else high |= 1 << (at - 32);
  }
  return { positions, low, high };
}

const POSITION: ReadonlyMap<string, number> = new Map(ACTS.map((act, at) => [act, at]));
if (POSITION.size > 64) throw new RangeError("two numbers have bits for 64 acts");
