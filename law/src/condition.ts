import type { DateText } from "./date.ts";
import { type FactPath, type Facts, HARMS } from "./facts.ts";
import type { Condition } from "./norm.ts";
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

/** What a condition is asked about: the facts, the (last) day of the act, and the definitions of the day of law. */
export type Context = {
  readonly facts: Facts;
  readonly act: DateText;
  readonly definitions: ReadonlyMap<string, DefinitionOn>;
};

/** A condition made ready to be asked many times. The three functions agree: `explain(c).truth === test(c)`. */
export type Compiled = {
  readonly test: (context: Context) => Truth;
  readonly explain: (context: Context) => Explanation;
  /** Names what stands in the way of a certain answer; asked only where `test` says `unknown`. */
  readonly missing: (context: Context, add: (missing: Missing) => void) => void;
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
  if ("any" in condition) return connective("any", condition.any.map(compileCondition));
  if ("not" in condition) return negation(compileCondition(condition.not));
  if ("act" in condition) return act(condition.act);
  if ("defined" in condition) return defined(condition.defined);
  if ("penalisedWithin" in condition) return penalised(condition.penalisedWithin, condition.for);
  if ("is" in condition) {
    const { fact, is } = condition;
    return comparison("is", fact, is, (value) => value === is);
  }
  if ("in" in condition) {
    const among = new Set<unknown>(condition.in);
    return comparison("in", condition.fact, condition.in, (value) => among.has(value));
  }
  if ("atLeast" in condition) {
    const least = rank(condition.atLeast);
    return comparison("atLeast", condition.fact, condition.atLeast, (value) => rank(value) >= least);
  }
  const limit = rank(condition.below);
  return comparison("below", condition.fact, condition.below, (value) => rank(value) < limit);
}

/** `all` is `no` as soon as one is, and `any` is `yes` as soon as one is, whatever is unknown beside it. */
function connective(op: "all" | "any", of: readonly Compiled[]): Compiled {
  const decisive: Truth = op === "all" ? "no" : "yes";
  const otherwise: Truth = op === "all" ? "yes" : "no";
  const tests = of.map((child) => child.test);
  const test = (context: Context): Truth => {
    let answer: Truth = otherwise;
    for (const child of tests) {
      const truth = child(context);
      if (truth === decisive) return decisive;
      if (truth === "unknown") answer = "unknown";
    }
    return answer;
  };
  return {
    test,
    explain: (context) => ({ op, truth: test(context), of: of.map((child) => child.explain(context)) }),
    missing: (context, add) => {
      for (const child of of) if (child.test(context) === "unknown") child.missing(context, add);
    },
  };
}

function negation(child: Compiled): Compiled {
  const test = (context: Context): Truth => {
    const truth = child.test(context);
    return truth === "unknown" ? "unknown" : truth === "yes" ? "no" : "yes";
  };
  return {
    test,
    explain: (context) => ({ op: "not", truth: test(context), of: [child.explain(context)] }),
    missing: child.missing,
  };
}

type LeafOp = Extract<Explanation, { readonly fact: FactPath }>["op"];

function leaf(
  op: LeafOp,
  fact: FactPath,
  expected: unknown,
  read: (facts: Facts) => unknown,
  test: (context: Context) => Truth,
): Compiled {
  return {
    test,
    explain: (context) => {
      const value = read(context.facts) ?? undefined;
      const answer = { op, truth: test(context), fact, expected };
      return value === undefined ? answer : { ...answer, value };
    },
    missing: (_context, add) => add({ kind: "fact", fact }),
  };
}

function act(name: string): Compiled {
  const test = ({ facts }: Context): Truth => {
    const acts = facts.acts as readonly string[] | null | undefined;
    if (acts === undefined || acts === null) return "unknown";
    return acts.includes(name) ? "yes" : "no";
  };
  return leaf("act", "acts", name, (facts) => facts.acts, test);
}

function comparison(
  op: LeafOp,
  fact: FactPath,
  expected: unknown,
  holds: (value: unknown) => boolean,
): Compiled {
  const read = reader(fact);
  return leaf(op, fact, expected, read, ({ facts }) => {
    const value = read(facts);
    if (value === undefined || value === null) return "unknown";
    return holds(value) ? "yes" : "no";
  });
}

type Group = Readonly<Record<string, unknown>> | null | undefined;

/** Reads the fact at a dotted path; undefined or null when not given. */
export function reader(path: FactPath): (facts: Facts) => unknown {
  const [first, second] = path.split(".") as [string, string | undefined];
  if (second === undefined) return (facts) => (facts as Record<string, unknown>)[first];
  return (facts) => ((facts as Record<string, unknown>)[first] as Group)?.[second];
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
  const ends = (executed: DateText) => Temporal.PlainDate.from(executed).add(length).toString();
  const test = ({ facts, act }: Context): Truth => {
    const history = facts.history as Facts["history"] | null;
    if (history === undefined || history === null) {
      return facts.circumstances?.repeated === false ? "no" : "unknown";
    }
    let answer: Truth = "no";
    for (const { norm, executed } of history) {
      const match = names(norms, norm);
      if (match === "no" || executed > act || act > ends(executed)) continue;
      if (match === "yes") return "yes";
      answer = "unknown";
    }
    return answer;
  };
  return leaf("penalisedWithin", "history", { within: duration, for: norms }, (facts) => facts.history, test);
}

/** Is the penalty's norm among those named? A penalty under a norm whose part is not told may be under any part. */
function names(norms: readonly string[], penalty: string): Truth {
  let answer: Truth = "no";
  for (const norm of norms) {
    if (norm === penalty || penalty.startsWith(`${norm}#`)) return "yes";
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
  };
}
