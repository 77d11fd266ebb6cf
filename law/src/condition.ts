import type { Needs } from "./act-index.ts";
import { type DateText, dayAfter } from "./date.ts";
import { type FactPath, type Facts, HARMS } from "./facts.ts";
import type { Condition } from "./norm.ts";
import { type ActSet, actSet, actsOf, placeOf, valuesOf } from "./read.ts";
import type { Explanation, Missing, Truth } from "./result.ts";

/** A definition on one day: its wordings in force (several inside a window of uncertain entry into force). */
export type DefinitionOn = {
  /** Null where the text is not held. */
  readonly wordings: readonly (Compiled | null)[];
  /** On some reading of the dates of law, no wording held that day. */
  readonly absent: boolean;
  /** The amendments whose day is not established. */
  readonly unsettled: readonly Missing[];
};

/**
 * What a condition is asked about: the facts, their acts, the (last) day of the act, and the definitions of the day of
 * law. Made by `contextOf` alone, so that the facts and what was read from them cannot part.
 */
export type Context = {
  readonly facts: Facts;
  /** Each fact at its place. */
  readonly values: readonly unknown[];
  readonly acts: ActSet | null;
  readonly act: DateText;
  readonly definitions: ReadonlyMap<string, DefinitionOn>;
};

export function contextOf(facts: Facts, definitions: Context["definitions"]): Context {
  return { facts, values: valuesOf(facts), acts: actsOf(facts), act: lastDay(facts), definitions };
}

/** The day that decides: of a continuing act, the last. */
export function lastDay({ date }: Facts): DateText {
  return typeof date === "string" ? date : date.to;
}

/**
 * A condition made ready to be asked many times. The functions agree: `explain(c).truth === test(c)`, and where the
 * acts are given and none of `needs(c.definitions)` is among them, `test(c)` is `no`.
 */
export type Compiled = {
  readonly test: (context: Context) => Truth;
  readonly explain: (context: Context) => Explanation;
  /** Names what stands in the way of a certain answer; asked only where `test` says `unknown`. */
  readonly missing: (context: Context, add: (missing: Missing) => void) => void;
  /** Worked out from the condition and the definitions of a day alone, before any facts are known. */
  readonly needs: (definitions: Context["definitions"]) => Needs;
};

/** Three-valued answer of a condition (Kleene's strong logic): a fact left out, or null, is unknown, never false. */
export function evaluate(condition: Condition, context: Context): Truth {
  return compileCondition(condition).test(context);
}

/** The condition's tree with the answer at each node. */
export function explain(condition: Condition, context: Context): Explanation {
  return compileCondition(condition).explain(context);
}

/** Turns the data of a condition into functions, once. Throws RangeError on a duration that is not ISO 8601. */
export function compileCondition(condition: Condition): Compiled {
  if ("all" in condition) return connective("all", condition.all.map(compileCondition));
  if ("any" in condition) return either(condition.any);
  if ("not" in condition) return negation(compileCondition(condition.not));
  if ("act" in condition) return act(condition.act);
  if ("defined" in condition) return defined(condition.defined);
  if ("penalisedWithin" in condition) return penalised(condition.penalisedWithin, condition.for);
  if ("is" in condition) return equal(condition.fact, condition.is);
  if ("in" in condition) return among(condition.fact, condition.in);
  if ("atLeast" in condition) return atLeast(condition.fact, condition.atLeast);
  return below(condition.fact, condition.below);
}

/** `all` is `no` as soon as one is, and `any` is `yes` as soon as one is, whatever is unknown beside it. */
function connective(
  op: "all" | "any",
  of: readonly Compiled[],
  tests: readonly Compiled["test"][] = of.map((child) => child.test),
): Compiled {
  const decisive: Truth = op === "all" ? "no" : "yes";
  const otherwise: Truth = op === "all" ? "yes" : "no";
  return {
    test: op === "all" ? every(tests) : some(tests),
    explain: (context) => {
      let truth: Truth = otherwise;
      const children: Explanation[] = [];
      for (const child of of) {
        const explanation = child.explain(context);
        if (explanation.truth === decisive) truth = decisive;
        else if (explanation.truth === "unknown" && truth !== decisive) truth = "unknown";
        children.push(explanation);
      }
      return { op, truth, of: children };
    },
    missing: (context, add) => {
      for (const child of of) if (child.test(context) === "unknown") child.missing(context, add);
    },
    needs: (definitions) => {
      const needed = of.map((child) => child.needs(definitions));
      return op === "all" ? fewest(needed) : union(needed);
    },
  };
}

/** Written out twice: it is most of what an answer costs, and a value known beforehand is compared fastest. */
function every(tests: readonly Compiled["test"][]): Compiled["test"] {
  return (context) => {
    let answer: Truth = "yes";
    for (let at = 0; at < tests.length; at += 1) {
      const truth = (tests[at] as Compiled["test"])(context);
      if (truth === "no") return "no";
      if (truth === "unknown") answer = "unknown";
    }
    return answer;
  };
}

function some(tests: readonly Compiled["test"][]): Compiled["test"] {
  return (context) => {
    let answer: Truth = "no";
    for (let at = 0; at < tests.length; at += 1) {
      const truth = (tests[at] as Compiled["test"])(context);
      if (truth === "yes") return "yes";
      if (truth === "unknown") answer = "unknown";
    }
    return answer;
  };
}

/** An `any`, with its acts tested all at once: a definition of violence names nearly all there are. */
function either(conditions: readonly Condition[]): Compiled {
  const of = conditions.map(compileCondition);
  // Stryker disable next-line StringLiteral,ArrayDeclaration: without acts to group, each is tested by itself
  const acts = conditions.flatMap((condition) => ("act" in condition ? [condition.act] : []));
  // Stryker disable next-line ConditionalExpression,EqualityOperator: a single act is tested alike, grouped or not
  if (acts.length < 2) return connective("any", of);
  // Stryker disable next-line MethodExpression,StringLiteral: an act tested once more by itself answers alike
  const others = of.filter((_, at) => !("act" in (conditions[at] as Condition)));
  return connective("any", of, [amongActs(acts), ...others.map((child) => child.test)]);
}

/** Each of several must hold, so lacking the acts of any one is enough: the shortest list leaves least open. */
function fewest(needed: readonly Needs[]): Needs {
  return needed.reduce(
    (least, one) => (least === null || (one !== null && one.size < least.size) ? one : least),
    null,
  );
}

/** One of several is enough, so the acts of all must be lacking. */
function union(needed: readonly Needs[]): Needs {
  return needed.includes(null) ? null : new Set(needed.flatMap((acts) => [...(acts as ReadonlySet<string>)]));
}

function negation(child: Compiled): Compiled {
  const turned = (truth: Truth): Truth => (truth === "unknown" ? "unknown" : truth === "yes" ? "no" : "yes");
  return {
    test: (context) => turned(child.test(context)),
    explain: (context) => {
      const explanation = child.explain(context);
      return { op: "not", truth: turned(explanation.truth), of: [explanation] };
    },
    missing: child.missing,
    needs: () => null,
  };
}

type LeafOp = Extract<Explanation, { readonly fact: FactPath }>["op"];

function leaf(op: LeafOp, fact: FactPath, expected: unknown, test: (context: Context) => Truth): Compiled {
  const at = placeOf(fact);
  return {
    test,
    explain: (context) => {
      const value = context.values[at];
      const truth = test(context);
      return value === undefined || value === null
        ? { op, truth, fact, expected }
        : { op, truth, fact, expected, value };
    },
    missing: (_context, add) => add({ kind: "fact", fact }),
    needs: () => null,
  };
}

function act(name: string): Compiled {
  const needs = new Set([name]);
  return { ...leaf("act", "acts", name, amongActs([name])), needs: () => needs };
}

/** Whether one of these is among the acts of the incident. */
function amongActs(names: readonly string[]): Compiled["test"] {
  const { low, high } = actSet(names);
  return ({ acts }) => {
    if (acts === null) return "unknown";
    return (acts.low & low) === 0 && (acts.high & high) === 0 ? "no" : "yes";
  };
}

function equal(fact: FactPath, expected: unknown): Compiled {
  const at = placeOf(fact);
  return leaf("is", fact, expected, ({ values }) => {
    const value = values[at];
    return value === expected ? "yes" : value === undefined || value === null ? "unknown" : "no";
  });
}

function among(fact: FactPath, expected: readonly unknown[]): Compiled {
  const at = placeOf(fact);
  const listed = new Set(expected);
  return leaf("in", fact, expected, ({ values }) => {
    const value = values[at];
    return value === undefined || value === null ? "unknown" : listed.has(value) ? "yes" : "no";
  });
}

function atLeast(fact: FactPath, expected: unknown): Compiled {
  const at = placeOf(fact);
  const least = rank(expected);
  return leaf("atLeast", fact, expected, ({ values }) => {
    const value = values[at];
    return value === undefined || value === null ? "unknown" : rank(value) >= least ? "yes" : "no";
  });
}

function below(fact: FactPath, expected: unknown): Compiled {
  const at = placeOf(fact);
  const limit = rank(expected);
  return leaf("below", fact, expected, ({ values }) => {
    const value = values[at];
    return value === undefined || value === null ? "unknown" : rank(value) < limit ? "yes" : "no";
  });
}

const HARM_RANK: ReadonlyMap<unknown, number> = new Map(HARMS.map((harm, index) => [harm, index]));

/** Harm is ordered as in HARMS, numbers as numbers. Anything else compares with nothing (`check` refuses it). */
function rank(value: unknown): number {
  return typeof value === "number" ? value : (HARM_RANK.get(value) ?? Number.NaN);
}

/**
 * Repetition: an earlier penalty for one of `norms` was executed no later than the act, and the act is no later
 * than the same date `duration` on (29 February + 1 year: 28 February), that last day included.
 * Without the history only a denied repetition decides: a known repetition does not say of what, nor when.
 */
function penalised(duration: string, norms: readonly string[]): Compiled {
  const length = Temporal.Duration.from(duration);
  const named = norms.map((norm) => ({ norm, parts: `${norm}#` }));
  const test = ({ facts, act }: Context): Truth => {
    const history = facts.history as Facts["history"] | null;
    if (history === undefined || history === null) {
      return facts.circumstances?.repeated === false ? "no" : "unknown";
    }
    let answer: Truth = "no";
    for (const { norm, executed } of history) {
      const match = names(named, norm);
      if (match === "no" || executed > act || act > dayAfter(executed, length)) continue;
      if (match === "yes") return "yes";
      answer = "unknown";
    }
    return answer;
  };
  return leaf("penalisedWithin", "history", { within: duration, for: norms }, test);
}

/** Is the penalty's norm among those named? A penalty under a norm whose part is not told may be under any part. */
function names(named: readonly { readonly norm: string; readonly parts: string }[], penalty: string): Truth {
  let answer: Truth = "no";
  for (const { norm, parts } of named) {
    if (norm === penalty || penalty.startsWith(parts)) return "yes";
    if (norm.startsWith(`${penalty}#`)) answer = "unknown";
  }
  return answer;
}

/** A definition in force that day; where its wordings disagree, or one is not held, only the facts cannot decide. */
function defined(norm: string): Compiled {
  const test = (context: Context): Truth => {
    const definition = context.definitions.get(norm);
    if (definition === undefined || definition.absent) return "unknown";
    let answer: Truth | undefined;
    for (const wording of definition.wordings) {
      const truth = wording === null ? "unknown" : wording.test(context);
      if (answer !== undefined && answer !== truth) return "unknown";
      answer = truth;
    }
    return answer ?? "unknown";
  };
  const held = (context: Context) =>
    (context.definitions.get(norm)?.wordings ?? []).filter((wording) => wording !== null);
  return {
    test,
    explain: (context) => ({
      op: "defined",
      truth: test(context),
      norm,
      of: held(context).map((wording) => wording.explain(context)),
    }),
    missing: (context, add) => {
      const definition = context.definitions.get(norm);
      if (definition === undefined || definition.wordings.includes(null)) add({ kind: "text", norm });
      for (const date of definition?.unsettled ?? []) add(date);
      for (const wording of held(context)) {
        if (wording.test(context) === "unknown") wording.missing(context, add);
      }
    },
    // It fails for sure only where it surely held and each of its wordings fails.
    needs: (definitions) => {
      const definition = definitions.get(norm);
      if (definition === undefined || definition.absent || definition.wordings.length === 0) return null;
      return union(definition.wordings.map((wording) => wording?.needs(definitions) ?? null));
    },
  };
}
