import type { ReadyPart } from "./compile.ts";
import type { Compiled, Context } from "./condition.ts";
import { dayAfter, type Length, lengthOf } from "./date.ts";
import type { Gravity, Rule } from "./norm.ts";
import { key } from "./reference.ts";
import type { Limitation, OffenceAnswer } from "./result.ts";
import type { RuleInForce } from "./slice.ts";

/**
 * The category of a crime: the one its part names, or the one that follows from the longest deprivation of liberty its
 * article names (life is longer than any term) and the steps of its act. Null for what is no crime; `unknown` where the
 * text, the penalties or the steps are not known.
 */
export function gravityOf(rules: readonly RuleInForce[], ready: ReadyPart | null): OffenceAnswer["gravity"] {
  if (ready === null) return "unknown";
  const { part } = ready;
  if (part.class !== "crime") return null;
  if (part.gravity !== undefined) return part.gravity;
  const steps = only(rules, "gravity");
  if (steps === null || part.sanctions === "unknown") return "unknown";
  const longest = Math.max(
    0,
    ...part.sanctions.map(({ kind, unit, max }) => {
      if (kind === "life-imprisonment") return Number.POSITIVE_INFINITY;
      return kind === "deprivation-of-liberty" && unit === "months" ? (max ?? Number.POSITIVE_INFINITY) : 0;
    }),
  );
  const step = steps.rule.steps.find(({ maxMonths }) => maxMonths === undefined || longest <= maxMonths);
  return step?.gravity ?? "unknown";
}

/** How long after the act a person can be held liable: the first of these terms whose condition holds. */
export type Lapse =
  | { readonly kind: "terms"; readonly norm: string; readonly terms: readonly ReadyTerm[] }
  | Exclude<Limitation, { readonly kind: "until" }>;
type ReadyTerm = { readonly when: Compiled | null; readonly within: Length | "never" };

export function lapseOf(
  rules: readonly RuleInForce[],
  offence: string,
  ready: ReadyPart | null,
  gravity: Gravity | "unknown" | null,
): Lapse {
  if (ready === null) return { kind: "unknown" };
  const { part } = ready;
  if (part.limitation === "never") return { kind: "never", norm: offence };
  if (part.limitation === "unknown") return { kind: "unknown" };
  const found = only(rules, "limitation");
  if (found === null) return { kind: "unknown" };
  const terms = found.rule.terms.flatMap((term, at): ReadyTerm[] => {
    const concerned =
      term.class === part.class &&
      (term.gravity === undefined || term.gravity === gravity) &&
      (term.of === undefined || term.of.includes(offence) || term.of.includes(key(offence, part.part)));
    if (!concerned) return [];
    const { within } = term;
    const length = within === "never" ? within : lengthOf({ [within.unit]: within.n });
    return [{ when: found.terms[at] ?? null, within: length }];
  });
  return { kind: "terms", norm: found.norm, terms };
}

/**
 * Until when a person can be held liable, counted from the day of the act by the rule of its own time. What stops or
 * restarts the clock afterwards is not in the facts of an incident, so the day is the earliest it can lapse.
 */
export function limitationFrom(lapse: Lapse, context: Context): Limitation {
  if (lapse.kind !== "terms") return lapse;
  const { norm, terms } = lapse;
  const term = terms.find(({ when }) => when === null || when.test(context) === "yes");
  if (term === undefined) return { kind: "unknown" };
  if (term.within === "never") return { kind: "never", norm };
  return { kind: "until", until: dayAfter(context.act, term.within), norm };
}

type Found<K extends Rule["rule"]> = Pick<RuleInForce, "norm" | "terms"> & {
  readonly rule: Extract<Rule, { readonly rule: K }>;
};

/** The one rule of this kind of an act; null where there is none, or it is not settled which. */
function only<K extends Rule["rule"]>(rules: readonly RuleInForce[], kind: K): Found<K> | null {
  const of = (one: RuleInForce): one is RuleInForce & Found<K> => one.rule.rule === kind;
  const [first, second] = rules.filter(of);
  return first === undefined || second !== undefined || !first.settled ? null : first;
}
