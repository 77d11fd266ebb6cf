import type { ReadyPart, Wording } from "./compile.ts";
import type { Context } from "./condition.ts";
import type { Gravity, Rule } from "./norm.ts";
import { actId, key } from "./reference.ts";
import type { Limitation, OffenceAnswer } from "./result.ts";
import type { RuleInForce, Slice } from "./slice.ts";

/**
 * The category of a crime: the one its part names, or the one that follows from the longest deprivation of liberty
 * its article names (life is longer than any term) and the steps of its act. Null for what is no crime; `unknown` where the penalties or the steps are not known.
 */
export function gravityOf(slice: Slice, { norm }: Wording, { part }: ReadyPart): OffenceAnswer["gravity"] {
  if (part.class !== "crime") return null;
  if (part.gravity !== undefined) return part.gravity;
  const steps = ruleOf(slice, norm.id, "gravity");
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

/**
 * Until when a person can be held liable, counted from the day of the act by the rule of its own time. What stops or
 * restarts the clock afterwards is not in the facts of an incident, so the day is the earliest it can lapse.
 */
export function limitationOf(
  slice: Slice,
  { norm }: Wording,
  { part }: ReadyPart,
  gravity: Gravity | "unknown" | null,
  context: Context,
): Limitation {
  if (part.limitation === "never") return { kind: "never", norm: norm.id };
  if (part.limitation === "unknown") return { kind: "unknown" };
  const found = ruleOf(slice, norm.id, "limitation");
  const term = found?.rule.terms.find(
    (one, at) =>
      one.class === part.class &&
      (one.gravity === undefined || one.gravity === gravity) &&
      (one.of === undefined || one.of.includes(norm.id) || one.of.includes(key(norm.id, part.part))) &&
      (found.terms[at]?.test(context) ?? "yes") === "yes",
  );
  if (found === null || term === undefined) return { kind: "unknown" };
  if (term.within === "never") return { kind: "never", norm: found.norm };
  const { n, unit } = term.within;
  const until = Temporal.PlainDate.from(context.act)
    .add({ [unit]: n })
    .toString();
  return { kind: "until", until, norm: found.norm };
}

type Found<K extends Rule["rule"]> = Pick<RuleInForce, "norm" | "terms"> & {
  readonly rule: Extract<Rule, { readonly rule: K }>;
};

/** The one rule of this kind of the offence's act; null where there is none, or it is not settled which. */
function ruleOf<K extends Rule["rule"]>(slice: Slice, offence: string, kind: K): Found<K> | null {
  const of = (one: RuleInForce): one is RuleInForce & Found<K> => one.rule.rule === kind;
  const [first, second] = (slice.rules.get(actId(offence)) ?? []).filter(of);
  return first === undefined || second !== undefined || !first.settled ? null : first;
}
