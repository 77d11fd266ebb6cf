import { amongActs, type Comparison, compare, comparisonOf } from "./comparison.ts";
import type { Context } from "./condition.ts";
import type { Condition } from "./norm.ts";
import type { Truth } from "./result.ts";
import { type Bits, bitsFor, NO, turned, UNKNOWN, wordFor, YES } from "./truth.ts";

/**
 * The conditions of a list, laid out together under the definitions of one day as a form with a line for each question:
 * what several ask of an incident is one line, answered once. The answers to those at some positions, in their order.
 */
export type Sheet = (context: Context, asked: readonly number[]) => readonly Truth[];

/** In the place of a condition may stand its answer, where it does not hang on the facts. */
export function sheetOf(
  conditions: readonly (Condition | Truth)[],
  definitions: Context["definitions"],
): Sheet {
  const lines: Line[] = [];
  const known = new Map<string, number>();
  const lineOf = conditions.map((condition) => laid(condition, definitions, lines, known));
  return answering(lines, lineOf);
}

/** `of` are other lines, each above the line that names it. */
type Line =
  | { readonly op: "all" | "any" | "not" | "agree"; readonly of: readonly number[] }
  | { readonly op: "fact"; readonly comparison: Comparison }
  | { readonly op: "settled"; readonly bits: Bits };

/** The line of a condition, written down where there is none yet. */
function laid(
  condition: Condition | Truth,
  definitions: Context["definitions"],
  lines: Line[],
  known: Map<string, number>,
): number {
  const again = (child: Condition) => laid(child, definitions, lines, known);
  const put = (name: string, line: () => Line) => {
    const there = known.get(name) ?? lines.push(line()) - 1;
    known.set(name, there);
    return there;
  };
  const joined = (op: "all" | "any" | "not" | "agree", of: readonly number[]) => {
    const lines = [...new Set(of)];
    return lines.length === 1 && op !== "not"
      ? (lines[0] as number)
      : put(`${op} ${lines}`, () => ({ op, of: lines }));
  };
  if (typeof condition === "string")
    return put(condition, () => ({ op: "settled", bits: bitsFor(condition) }));
  if ("all" in condition)
    return joined("all", condition.all.flatMap((child) => parts("all", child)).map(again));
  if ("any" in condition) {
    const of = condition.any.flatMap((child) => parts("any", child));
    const acts = of.flatMap((child) => ("act" in child ? [child.act] : [])).sort();
    const others = of.filter((child) => !("act" in child)).map(again);
    if (acts.length === 0) return joined("any", others);
    return joined("any", [
      put(`acts ${acts}`, () => ({ op: "fact", comparison: amongActs(acts) })),
      ...others,
    ]);
  }
  if ("not" in condition) return joined("not", [again(condition.not)]);
  if ("defined" in condition) {
    const definition = definitions.get(condition.defined);
    if (definition === undefined || definition.absent || definition.wordings.length === 0)
      return laid("unknown", definitions, lines, known);
    return joined(
      "agree",
      definition.wordings.map((wording) =>
        laid(wording === null ? "unknown" : wording.condition, definitions, lines, known),
      ),
    );
  }
  if ("act" in condition)
    return put(`acts ${condition.act}`, () => ({ op: "fact", comparison: comparisonOf(condition) }));
  return put(JSON.stringify(condition), () => ({ op: "fact", comparison: comparisonOf(condition) }));
}

/** The conditions of an `all` or an `any`, those of the same kind among them taken apart. */
function parts(op: "all" | "any", condition: Condition): readonly Condition[] {
  if (op === "all" && "all" in condition) return condition.all.flatMap((child) => parts(op, child));
  if (op === "any" && "any" in condition) return condition.any.flatMap((child) => parts(op, child));
  return [condition];
}

const [ALL, ANY, NOT, AGREE, FACT, SETTLED] = [0, 1, 2, 3, 4, 5] as const;
const OPS = { all: ALL, any: ANY, not: NOT, agree: AGREE, fact: FACT, settled: SETTLED } as const;
/** No truth: the line was not asked yet. */
const OPEN = 0b10;

/**
 * Kept in lists of plain numbers, which are read faster than anything else. What was answered for one incident is wiped
 * out before the next is asked about, and nobody else sees it.
 */
function answering(lines: readonly Line[], lineOf: readonly number[]): Sheet {
  const ops = Uint8Array.from(lines, ({ op }) => OPS[op]);
  const others = lines.flatMap((line) => ("of" in line ? line.of : []));
  const of = Int32Array.from(others);
  const begins = new Int32Array(lines.length + 1);
  for (const [at, line] of lines.entries())
    begins[at + 1] = (begins[at] as number) + ("of" in line ? line.of.length : 0);
  const comparisons = lines.map((line) => (line.op === "fact" ? line.comparison : null));
  const blank = Uint8Array.from(lines, (line) => (line.op === "settled" ? line.bits : OPEN));
  const answers = new Uint8Array(lines.length);

  function answer(line: number, context: Context): Bits {
    const op = ops[line];
    let at = begins[line] as number;
    const end = begins[line + 1] as number;
    let bits: Bits;
    if (op === FACT) bits = compare(comparisons[line] as Comparison, context);
    else if (op === ALL) {
      bits = YES;
      for (; at < end && bits !== NO; at += 1) bits &= bitsOf(of[at] as number, context);
    } else if (op === ANY) {
      bits = NO;
      for (; at < end && bits !== YES; at += 1) bits |= bitsOf(of[at] as number, context);
    } else if (op === NOT) bits = turned(bitsOf(of[at] as number, context));
    else {
      bits = bitsOf(of[at] as number, context);
      for (at += 1; at < end; at += 1) if (bitsOf(of[at] as number, context) !== bits) bits = UNKNOWN;
    }
    answers[line] = bits;
    return bits;
  }

  function bitsOf(line: number, context: Context): Bits {
    const known = answers[line] as number;
    return known === OPEN ? answer(line, context) : known;
  }

  return (context, asked) => {
    answers.set(blank);
    const truths: Truth[] = [];
    for (const at of asked) truths.push(wordFor(bitsOf(lineOf[at] as number, context)));
    return truths;
  };
}
