import type { Law } from "./compile.ts";
import { dateInWords } from "./date-in-words.ts";
import type { FactPath } from "./facts.ts";
import type { Language, Text } from "./norm.ts";
import type { Explanation, Truth } from "./result.ts";
import { factNames, joints, valueName } from "./words.ts";

/**
 * Why an answer is what it is, in one line: the answer, then only what decided it (of an `any` that holds, the
 * branches that hold; of an `all` that fails, those that fail; where it is open, what is not known).
 */
export function sentence(explanation: Explanation, language: Language, law: Law): string {
  const reasons = decisive(explanation, false).map(({ leaf, negated }) =>
    phrase(leaf, negated, language, law),
  );
  const answer = joints[explanation.truth][language];
  return reasons.length === 0 ? `${answer}.` : `${answer}: ${[...new Set(reasons)].join("; ")}.`;
}

/** The whole tree, a line for each node, two spaces for each level, each line with its answer. */
export function outline(explanation: Explanation, language: Language, law: Law): string {
  return lines(explanation, false, 0, language, law).join("\n");
}

type Branch = Extract<Explanation, { readonly op: "all" | "any" | "not" }>;
type Leaf = Exclude<Explanation, Branch>;

function isBranch(node: Explanation): node is Branch {
  return node.op === "all" || node.op === "any" || node.op === "not";
}

type Reason = { readonly leaf: Leaf; readonly negated: boolean };

function decisive(node: Explanation, negated: boolean): readonly Reason[] {
  if (isBranch(node)) {
    const of = node.op === "not" ? node.of : node.of.filter((child) => child.truth === node.truth);
    return of.flatMap((child) => decisive(child, negated !== (node.op === "not")));
  }
  if (node.op === "defined" && node.of.length > 0) {
    const because = node.of.filter((child) => child.truth === node.truth);
    return (because.length > 0 ? because : node.of).flatMap((child) => decisive(child, negated));
  }
  return [{ leaf: node, negated }];
}

function lines(
  node: Explanation,
  negated: boolean,
  depth: number,
  language: Language,
  law: Law,
): readonly string[] {
  const of = isBranch(node) || node.op === "defined" ? node.of : [];
  const text = isBranch(node) ? joints[node.op][language] : phrase(node, negated, language, law);
  const line = `${"  ".repeat(depth)}${joints[node.truth][language]}: ${text}`;
  const inner = negated !== (node.op === "not");
  return [line, ...of.flatMap((child) => lines(child, inner, depth + 1, language, law))];
}

function phrase(leaf: Leaf, negated: boolean, language: Language, law: Law): string {
  if (leaf.op === "in-force") return inForce(leaf, language, law);
  if (leaf.op === "defined") {
    const title = titleOf(leaf.norm, language, law);
    return leaf.of.length > 0 ? title : `${title} (${joints.textNotHeld[language]})`;
  }
  const name = factNames[leaf.fact][language];
  const wanted = fill(
    negated ? joints.excluded : joints.required,
    language,
    expectation(leaf, language, law),
  );
  if (leaf.value === undefined) return `${name}: ${joints.notGiven[language]} (${wanted})`;
  const given = givenValue(leaf, language, law);
  const plain = !negated && leaf.truth === "yes" && (leaf.op === "is" || leaf.op === "act");
  return plain ? `${name}: ${given}` : `${name}: ${given} (${wanted})`;
}

type FactLeaf = Extract<Leaf, { readonly fact: FactPath }>;

function givenValue({ op, truth, fact, expected, value }: FactLeaf, language: Language, law: Law): string {
  if (op === "act" && truth === "yes") return valueText(fact, expected, language);
  if (!Array.isArray(value)) return valueText(fact, value, language);
  if (value.length === 0) return joints.nothing[language];
  if (op !== "penalisedWithin")
    return list(
      value.map((one) => valueText(fact, one, language)),
      language,
    );
  const penalties = value as readonly { readonly norm: string; readonly executed: string }[];
  return list(
    penalties.map(
      ({ norm, executed }) => `${titleOf(norm, language, law)}, ${dateInWords(executed, language)}`,
    ),
    language,
  );
}

function expectation({ op, fact, expected }: FactLeaf, language: Language, law: Law): string {
  if (op === "atLeast" || op === "below")
    return fill(joints[op], language, valueText(fact, expected, language));
  if (op === "in") {
    const choices = (expected as readonly unknown[]).map((one) => valueText(fact, one, language));
    return choices.length === 1 ? (choices[0] as string) : fill(joints.oneOf, language, choices.join(", "));
  }
  if (op !== "penalisedWithin") return valueText(fact, expected, language);
  const { within, for: norms } = expected as { readonly within: string; readonly for: readonly string[] };
  const period = new Intl.DurationFormat(language, { style: "long" }).format(Temporal.Duration.from(within));
  return fill(joints.penalty, language, period, norms.map((norm) => titleOf(norm, language, law)).join(", "));
}

function inForce(leaf: Extract<Leaf, { readonly op: "in-force" }>, language: Language, law: Law): string {
  const state: Readonly<Record<Truth, Text>> = {
    yes: joints.inForce,
    no: joints.notInForce,
    unknown: joints.perhapsInForce,
  };
  const span = [
    ...(leaf.from === undefined ? [] : [fill(joints.since, language, dateInWords(leaf.from, language))]),
    ...(leaf.until === undefined ? [] : [fill(joints.until, language, dateInWords(leaf.until, language))]),
  ].join(" ");
  const known = fill(state[leaf.truth], language, dateInWords(leaf.on, language));
  return `${titleOf(leaf.norm, language, law)}: ${known}${span === "" ? "" : ` (${span})`}`;
}

/** A norm by its title; one the pack does not hold (an entry of somebody's history) by its id. */
function titleOf(reference: string, language: Language, law: Law): string {
  const [norm, part] = reference.split("#") as [string, string | undefined];
  const title = law.norms.get(norm)?.norm.title[language] ?? norm;
  return part === undefined ? title : `${title} (${part})`;
}

function valueText(fact: FactPath, value: unknown, language: Language): string {
  return valueName(fact, value)?.[language] ?? String(value);
}

function list(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(language, { style: "narrow", type: "unit" }).format(items);
}

function fill(text: Text, language: Language, ...values: readonly string[]): string {
  let at = 0;
  return text[language].replaceAll("{}", () => values[at++] ?? "");
}
