import type { Condition, Law, Version, Wording } from "@arasha/law";
import { actId } from "@arasha/law";

/** A norm that speaks of another on a day. */
export type References = { readonly to: readonly string[]; readonly from: readonly string[] };

/** The norms a norm refers to, and those that refer to it, by their wordings that may be in force on the day. */
export function referencesOn(
  law: Law,
  id: string,
  wordings: readonly Wording[],
  mayHold: (wording: Wording) => boolean,
): References {
  const own = new Set(wordings.flatMap((wording) => referencesIn(law, wording)));
  own.delete(id);
  const from = (pointersTo(law).get(id) ?? []).filter(
    (wording) => wording.norm.id !== id && mayHold(wording),
  );
  return {
    to: [...own].filter((norm) => law.norms.has(norm)).sort(),
    from: [...new Set(from.map(({ norm }) => norm.id))].sort(),
  };
}

const pointers = new WeakMap<Law, ReadonlyMap<string, readonly Wording[]>>();

/** The law read backwards, once. */
function pointersTo(law: Law): ReadonlyMap<string, readonly Wording[]> {
  const known = pointers.get(law);
  if (known) return known;
  const found = new Map<string, Wording[]>();
  for (const { wordings } of law.norms.values())
    for (const wording of wordings)
      for (const norm of new Set(referencesIn(law, wording)))
        found.set(norm, [...(found.get(norm) ?? []), wording]);
  pointers.set(law, found);
  return found;
}

function referencesIn(law: Law, { norm, version }: Wording): readonly string[] {
  const milder = norm.kind === "offence" ? law.acts.get(actId(norm.id))?.milderLaw : undefined;
  return [...named(version), ...(milder === undefined ? [] : [milder])].map(
    (one) => one.split("#")[0] ?? one,
  );
}

function named({ when, parts = [], measure, duties = [], rules = [] }: Version): readonly string[] {
  return [
    ...conditionNames(when),
    ...parts.flatMap((part) => [
      ...conditionNames(part.when),
      ...part.overrides.filter((one) => one.includes(".")),
      ...(part.sanctions === "unknown"
        ? []
        : part.sanctions.flatMap((sanction) => conditionNames(sanction.when))),
      ...present(part.prosecution.norm, part.reconciliation.norm),
      ...conditionNames(part.reconciliation.barredWhen),
      ...(part.competent === "unknown" ? [] : part.competent.norms),
    ]),
    ...conditionNames(measure?.when),
    ...duties.flatMap((duty) => conditionNames(duty.when)),
    ...rules.flatMap((rule) => {
      if (rule.rule === "suspended") return rule.except;
      if (rule.rule === "barred" || rule.rule === "only") return conditionNames(rule.when);
      return rule.rule === "limitation"
        ? rule.terms.flatMap((term) => [...(term.of ?? []), ...conditionNames(term.when)])
        : [];
    }),
  ];
}

function conditionNames(condition: Condition | undefined): readonly string[] {
  if (condition === undefined) return [];
  if ("all" in condition) return condition.all.flatMap(conditionNames);
  if ("any" in condition) return condition.any.flatMap(conditionNames);
  if ("not" in condition) return conditionNames(condition.not);
  if ("defined" in condition) return [condition.defined];
  return "penalisedWithin" in condition ? condition.for : [];
}

function present(...norms: readonly (string | undefined)[]): readonly string[] {
  return norms.filter((norm) => norm !== undefined);
}
