import { ACTS, FACT_PATHS, type FactPath, type Facts } from "./facts.ts";

/**
 * Every fact, at its place in FACT_PATHS; undefined, or null where the facts were not parsed, when it was not given.
 * Read all at once and written out, because a property read by its written name costs a fraction of one whose name is a
 * value, and a condition then reads its fact from a list without a call.
 */
export function valuesOf(facts: Facts): readonly unknown[] {
  const { victim, respondent, circumstances, orders, reconciliation } = facts;
  return [
    facts.acts,
    facts.harm,
    facts.relation,
    victim?.age,
    victim?.sex,
    victim?.pregnant,
    victim?.helpless,
    victim?.dependent,
    victim?.disabled,
    respondent?.age,
    respondent?.sex,
    respondent?.sane,
    respondent?.exemptFromArrest,
    respondent?.exemptFromCommunityService,
    respondent?.intoxicated,
    respondent?.official,
    respondent?.entrusted,
    circumstances?.place,
    circumstances?.childPresent,
    circumstances?.weapon,
    circumstances?.group,
    circumstances?.cruelty,
    circumstances?.repeated,
    circumstances?.substantialHarm,
    circumstances?.threatToLife,
    circumstances?.sharedHome,
    circumstances?.severalVictims,
    circumstances?.motive,
    circumstances?.criminalGroup,
    circumstances?.publicly,
    circumstances?.graveConsequences,
    circumstances?.threatCredible,
    facts.history,
    orders?.protectiveOrder,
    orders?.specialRequirements,
    facts.complaint,
    reconciliation?.agreed,
    reconciliation?.before,
  ];
}

/** Where a fact stands among `valuesOf`. */
export function placeOf(path: FactPath): number {
  return PLACES[path];
}

const PLACES = Object.fromEntries(Object.keys(FACT_PATHS).map((path, at) => [path, at])) as Readonly<
  Record<FactPath, number>
>;

/**
 * Some acts of the vocabulary: their positions in ACTS, and the same as bits of two numbers, so that "was one of these
 * among them" takes two machine instructions.
 */
export type ActSet = { readonly positions: readonly number[]; readonly low: number; readonly high: number };

/** The acts of an incident; null where they are not known. */
export function actsOf(acts: Facts["acts"] | null): ActSet | null {
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
