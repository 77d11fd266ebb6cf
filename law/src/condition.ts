import type { Needs } from "./act-index.ts";
import { amongActs, type Comparison, compare, comparisonOf } from "./comparison.ts";
import type { DateText } from "./date.ts";
import type { FactPath, Facts } from "./facts.ts";
import type { Condition } from "./norm.ts";
import { type ActSet, actsOf, placeOf, valuesOf } from "./read.ts";
import type { Explanation, Missing, Truth } from "./result.ts";
import { wordFor } from "./truth.ts";

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
 * law. Made here alone, so that the facts and what was read from them cannot part.
 */
export type Context = {
  /** Each fact at its place. */
  readonly values: readonly unknown[];
  readonly acts: ActSet | null;
  readonly act: DateText;
  readonly definitions: ReadonlyMap<string, DefinitionOn>;
};

export function contextOf(facts: Facts, definitions: Context["definitions"]): Context {
  return { values: valuesOf(facts), acts: actsOf(facts.acts), act: lastDay(facts), definitions };
}

/** The same with one fact as it is not, or not yet, known to be. */
export function supposing(
  { values, acts, act, definitions }: Context,
  fact: FactPath,
  value: unknown,
): Context {
  const supposed = [...values];
  supposed[placeOf(fact)] = value;
  return {
    values: supposed,
    acts: fact === "acts" ? actsOf(value as Facts["acts"]) : acts,
    act,
    definitions,
  };
}

/** The first day of the act. */
export function firstDay({ date }: Facts): DateText {
  return typeof date === "string" ? date : date.from;
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
  readonly condition: Condition;
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
  return { condition, ...functionsOf(condition) };
}

type Functions = Omit<Compiled, "condition">;

function functionsOf(condition: Condition): Functions {
  if ("all" in condition) return connective("all", condition.all.map(compileCondition));
  if ("any" in condition) return either(condition.any);
  if ("not" in condition) return negation(compileCondition(condition.not));
  if ("defined" in condition) return defined(condition.defined);
  const test = testing(comparisonOf(condition));
  if ("act" in condition) return act(condition.act, test);
  if ("penalisedWithin" in condition) {
    const { penalisedWithin: within, for: norms } = condition;
    return leaf("penalisedWithin", "history", { within, for: norms }, test);
  }
  const { fact } = condition;
  if ("is" in condition) return leaf("is", fact, condition.is, test);
  if ("in" in condition) return leaf("in", fact, condition.in, test);
  if ("atLeast" in condition) return leaf("atLeast", fact, condition.atLeast, test);
  return leaf("below", fact, condition.below, test);
}

function testing(comparison: Comparison): Compiled["test"] {
  return (context) => wordFor(compare(comparison, context));
}

/** `all` is `no` as soon as one is, and `any` is `yes` as soon as one is, whatever is unknown beside it. */
function connective(
  op: "all" | "any",
  of: readonly Compiled[],
  tests: readonly Compiled["test"][] = of.map((child) => child.test),
): Functions {
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
function either(conditions: readonly Condition[]): Functions {
  const of = conditions.map(compileCondition);
  // Stryker disable next-line StringLiteral,ArrayDeclaration: without acts to group, each is tested by itself
  const acts = conditions.flatMap((condition) => ("act" in condition ? [condition.act] : []));
  // Stryker disable next-line ConditionalExpression,EqualityOperator: a single act is tested alike, grouped or not
  if (acts.length < 2) return connective("any", of);
  // Stryker disable next-line MethodExpression,StringLiteral: an act tested once more by itself answers alike
  const others = of.filter((_, at) => !("act" in (conditions[at] as Condition)));
  return connective("any", of, [testing(amongActs(acts)), ...others.map((child) => child.test)]);
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

function negation(child: Compiled): Functions {
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

function leaf(op: LeafOp, fact: FactPath, expected: unknown, test: (context: Context) => Truth): Functions {
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

function act(name: string, test: Compiled["test"]): Functions {
  const needs = new Set([name]);
  return { ...leaf("act", "acts", name, test), needs: () => needs };
}

/** A definition in force that day; where its wordings disagree, or one is not held, only the facts cannot decide. */
function defined(norm: string): Functions {
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
