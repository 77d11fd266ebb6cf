import { amongActs, type Comparison, compare, comparisonOf } from "./comparison.ts";
import type { Context } from "./condition.ts";
import type { Condition } from "./norm.ts";
import type { Truth } from "./result.ts";
import { type Bits, bitsFor, NO, turned, UNKNOWN, wordFor, YES } from "./truth.ts";

/**
 * The conditions of a list, laid out together under the definitions of one day as a form with a line for each question:
 * what several ask of an incident is one line, answered once. A definition is no question of its own, but what it says.
 */
export type Sheet = readonly Line[];

/** Numbers, because they are told apart faster than words. */
const OPS = { all: 0, any: 1, not: 2, agree: 3, fact: 4, settled: 5 } as const;

/** A question, and the other lines it hangs on. All have one shape, because most of the time is spent on them. */
type Line = {
  readonly op: (typeof OPS)[keyof typeof OPS];
  readonly of: readonly Line[];
  readonly comparison: Comparison;
  readonly number: number;
  /** The answer, and the round it was given in: in any other it is none, so nothing is left of one incident for the next. */
  bits: Bits;
  round: number;
};

/** In the place of a condition may stand its answer, where it does not hang on the facts. */
export function sheetOf(
  conditions: readonly (Condition | Truth)[],
  definitions: Context["definitions"],
): Sheet {
  const form: Form = { definitions, lines: new Map() };
  return conditions.map((condition) => laid(condition, form));
}

/** The answers to the conditions at some positions, in their order. */
export function answersOn(sheet: Sheet, context: Context, asked: readonly number[]): readonly Truth[] {
  // Stryker disable next-line AssignmentOperator: counted backwards, each round has its number too
  rounds += 1;
  const truths: Truth[] = [];
  for (let place = 0; place < asked.length; place += 1) {
    truths.push(wordFor(answer(sheet[asked[place] as number] as Line, context, rounds)));
  }
  return truths;
}

/** How often a sheet was asked. */
let rounds = 0;

function answer(line: Line, context: Context, round: number): Bits {
  // Stryker disable next-line ConditionalExpression: worked out again, it is the same
  if (line.round === round) return line.bits;
  const bits = workedOut(line, context, round);
  line.bits = bits;
  line.round = round;
  return bits;
}

function workedOut(line: Line, context: Context, round: number): Bits {
  const { op, of } = line;
  if (op === OPS.fact) return compare(line.comparison, context);
  if (op === OPS.all) {
    let bits = YES;
    for (let at = 0; at < of.length; at += 1) {
      bits &= answer(of[at] as Line, context, round);
      // Stryker disable next-line ConditionalExpression: what fails stays so, whatever is asked after it
      if (bits === NO) return NO;
    }
    return bits;
  }
  if (op === OPS.any) {
    let bits = NO;
    for (let at = 0; at < of.length; at += 1) {
      bits |= answer(of[at] as Line, context, round);
      // Stryker disable next-line ConditionalExpression: what holds stays so, whatever is asked after it
      if (bits === YES) return YES;
    }
    return bits;
  }
  if (op === OPS.settled) return line.bits;
  const first = answer(of[0] as Line, context, round);
  if (op === OPS.not) return turned(first);
  for (let at = 1; at < of.length; at += 1)
    if (answer(of[at] as Line, context, round) !== first) return UNKNOWN;
  return first;
}

/** Lines by what they ask. */
type Form = { readonly definitions: Context["definitions"]; readonly lines: Map<string, Line> };

/** The line of a condition, written down where there is none yet. */
function laid(condition: Condition | Truth, form: Form): Line {
  if (typeof condition === "string")
    return put(condition, form, { op: OPS.settled, bits: bitsFor(condition) });
  if ("all" in condition) {
    const of = condition.all.flatMap((child) => parts("all", child));
    return joined(
      "all",
      of.map((child) => laid(child, form)),
      form,
    );
  }
  if ("any" in condition) {
    const of = condition.any.flatMap((child) => parts("any", child));
    const acts = of.flatMap((child) => ("act" in child ? [child.act] : [])).sort();
    const others = of.filter((child) => !("act" in child)).map((child) => laid(child, form));
    return joined("any", acts.length === 0 ? others : [actsLine(acts, form), ...others], form);
  }
  if ("not" in condition) return joined("not", [laid(condition.not, form)], form);
  if ("act" in condition) return actsLine([condition.act], form);
  if ("defined" in condition) {
    const definition = form.definitions.get(condition.defined);
    if (definition === undefined || definition.absent || definition.wordings.length === 0)
      return laid("unknown", form);
    return joined(
      "agree",
      definition.wordings.map((wording) => laid(wording?.condition ?? "unknown", form)),
      form,
    );
  }
  return put(JSON.stringify(condition), form, { op: OPS.fact, comparison: comparisonOf(condition) });
}

function actsLine(acts: readonly string[], form: Form): Line {
  return put(`acts ${acts}`, form, { op: OPS.fact, comparison: amongActs(acts) });
}

/** The conditions of an `all` or an `any`, those of the same kind among them taken apart. */
function parts(op: "all" | "any", condition: Condition): readonly Condition[] {
  if (op === "all" && "all" in condition) return condition.all.flatMap((child) => parts(op, child));
  if (op === "any" && "any" in condition) return condition.any.flatMap((child) => parts(op, child));
  return [condition];
}

function joined(op: "all" | "any" | "not" | "agree", lines: readonly Line[], form: Form): Line {
  const of = [...new Set(lines)];
  const [first] = of;
  if (first !== undefined && of.length === 1 && op !== "not") return first;
  return put(`${op} ${of.map(({ number }) => number)}`, form, { op: OPS[op], of });
}

function put(name: string, { lines }: Form, line: Pick<Line, "op"> & Partial<Line>): Line {
  const there = lines.get(name) ?? {
    of: [],
    comparison: NOTHING,
    number: lines.size,
    bits: UNKNOWN,
    round: 0,
    ...line,
  };
  lines.set(name, there);
  return there;
}

/** Of a line that asks of no fact. */
const NOTHING = amongActs([]);
