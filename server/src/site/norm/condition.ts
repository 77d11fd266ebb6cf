import { type Condition, type FactPath, factNames, type Statement, statements, valueName } from "@arasha/law";
import { cite } from "../cite.ts";
import { type Inline, type Line, line } from "./line.ts";
import { either, type Reader } from "./reader.ts";
import { withinText } from "./size.ts";

/**
 * A condition as a lawyer reads it aloud: what must all hold stands line by line; alternatives and exceptions stand
 * under a line that says so. Acts that are alternatives are one line.
 */
export function conditionLines(reader: Reader, condition: Condition): readonly Line[] {
  if ("all" in condition) return condition.all.flatMap((one) => conditionLines(reader, one));
  return [conditionLine(reader, condition)];
}

function conditionLine(reader: Reader, condition: Condition): Line {
  const { say } = reader;
  if ("all" in condition)
    return { text: [say("condition.all")], of: condition.all.map((one) => conditionLine(reader, one)) };
  if ("any" in condition) return alternatives(reader, condition.any);
  if ("not" in condition) return exception(reader, condition.not);
  if ("defined" in condition) return line(`${say("condition.defined")} `, link(reader, condition.defined));
  if ("act" in condition) return line(actsText(reader, [condition.act]));
  if ("penalisedWithin" in condition) {
    const within = withinText(say, condition.penalisedWithin);
    return { text: [say("condition.penalised", { within }), " ", ...links(reader, condition.for)] };
  }
  return line(factText(reader, condition));
}

/** Acts among alternatives are named together, before the rest. */
function alternatives(reader: Reader, any: readonly Condition[]): Line {
  const acts = any.flatMap((one) => ("act" in one ? [one.act] : []));
  const others = any.filter((one) => !("act" in one));
  if (others.length === 0) return line(actsText(reader, acts));
  const lines = others.map((one) => conditionLine(reader, one));
  const named = acts.length === 0 ? [] : [line(actsText(reader, acts))];
  const of = [...named, ...lines];
  return of.length === 1 && of[0] ? of[0] : { text: [reader.say("condition.any")], of };
}

function exception(reader: Reader, condition: Condition): Line {
  if ("fact" in condition && "is" in condition && typeof condition.is === "boolean")
    return line(booleanText(reader, condition.fact, !condition.is));
  const { text, of } = conditionLine(reader, condition);
  return { text: [`${reader.say("condition.not")} `, ...text], ...(of && { of }) };
}

/** A condition under a line that says what it is for; a single one stands in that line, an exception needs none. */
export function conditionUnder(reader: Reader, label: string, condition: Condition): Line {
  const lines = conditionLines(reader, condition);
  const [only] = lines;
  if (lines.length !== 1 || only === undefined) return { text: [label], of: lines };
  return "not" in condition ? only : { ...only, text: [`${label} `, ...only.text] };
}

type FactCondition = Extract<Condition, { readonly fact: FactPath }>;

function factText(reader: Reader, condition: FactCondition): string {
  const { language, say } = reader;
  const { fact } = condition;
  const name = factNames[fact][language];
  const named = (value: unknown) => valueName(fact, value)?.[language] ?? String(value);
  if ("is" in condition) {
    const { is } = condition;
    return typeof is === "boolean" ? booleanText(reader, fact, is) : `${name}: ${named(is)}`;
  }
  if ("in" in condition) return `${name}: ${either(reader, condition.in.map(named))}`;
  const least = "atLeast" in condition;
  const value = least ? condition.atLeast : condition.below;
  const degree = typeof value === "string";
  if (least)
    return say(degree ? "condition.atLeastDegree" : "condition.atLeast", { name, value: named(value) });
  return say(degree ? "condition.belowDegree" : "condition.below", { name, value: named(value) });
}

/** What is so, or not so, as a clause. */
function booleanText({ language }: Reader, fact: FactPath, is: boolean): string {
  const statement = (statements as Partial<Record<FactPath, Statement>>)[fact];
  if (statement === undefined)
    return `${factNames[fact][language]}: ${valueName(fact, is)?.[language] ?? is}`;
  return statement[is ? "yes" : "no"][language];
}

function actsText(reader: Reader, acts: readonly string[]): string {
  const { language } = reader;
  const names = acts.map((act) => valueName("acts", act)?.[language] ?? act);
  return `${factNames.acts[language]}: ${either(reader, names)}`;
}

/** A norm by its title, led to by its citation: `family and household relations (CAO 73)`. */
function link({ visit, book, language }: Reader, norm: string): Inline {
  const title = book.law.norms.get(norm)?.norm.title[language];
  const cited = cite(visit, book, norm);
  return { norm, text: title === undefined ? cited : `${title} (${cited})` };
}

/** Norms, or parts of norms (`xx.code.5#1`), as links with commas between. */
export function links({ visit, book }: Reader, references: readonly string[]): readonly Inline[] {
  return references.flatMap((reference, index): Inline[] => {
    const [norm = "", part = null] = reference.split("#");
    const piece = { norm, text: cite(visit, book, norm, part) };
    return index === 0 ? [piece] : [", ", piece];
  });
}
