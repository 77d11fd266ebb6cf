import { Facts } from "@arasha/law";
import { nearest } from "@arasha/packs";
import type { z } from "zod";
import type { FieldFault } from "../journal/refused.ts";
import { namesAt } from "./schema-names.ts";

type Issue = z.core.$ZodIssue;
type Path = readonly (string | number)[];

/**
 * What Zod found, as faults a person can act on: one per field, the field as a dotted path (`facts.victim.age`,
 * `facts.acts.0`), the words as keys of the catalogue.
 * A value that may take several shapes is held against the shape it comes nearest to, so that one slip gives one
 * message and not one for each shape.
 */
export function faultsOf(schema: z.ZodType, issues: readonly Issue[], value: unknown): readonly FieldFault[] {
  const found = issues.flatMap((issue) => inWords(schema, issue, [], value));
  const fields = new Set<string>();
  // The first fault of a field is the one to mend; a second about the same value would only repeat it.
  return found.filter(({ field }) => !fields.has(field) && fields.add(field));
}

function inWords(schema: z.ZodType, issue: Issue, above: Path, root: unknown): readonly FieldFault[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === "number" ? step : String(step)))];
  const value = valueAt(root, path);
  const fault = (message: string, values?: FieldFault["values"]): readonly FieldFault[] => [
    { field: path.join("."), message, ...(values && { values }) },
  ];
  // A choice not made in a form arrives as an empty text.
  if (value === undefined || (value === "" && issue.code === "invalid_value")) return fault("missing");
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((name) => unknownName(schema, path, name));
    case "invalid_union":
      if (issue.errors.length > 0) return nearestShape(schema, issue.errors, path, root);
      return choice(fault, value, discriminators(issue));
    case "invalid_value":
      if (value === null) return fault("empty");
      return choice(fault, value, issue.values.map(String));
    case "invalid_type":
      return value === null ? fault("empty") : fault("kind", { kind: kindOf(issue.expected) });
    case "too_small":
      return fault(tooLittle(issue.origin), { limit: Number(issue.minimum) });
    case "too_big":
      return fault(tooMuch(issue.origin), { limit: Number(issue.maximum) });
    case "invalid_format":
      return fault(...format(issue, value));
    case "invalid_key":
      return fault("form");
    case "custom":
      return issue.message === "date" ? fault("date", { value: show(value) }) : fault("invalidValue");
    default:
      return fault("invalidValue");
  }
}

function unknownName(schema: z.ZodType, path: Path, name: string): FieldFault {
  const { names, inside } = namesAt(schema, path, Facts);
  // In a choice of shapes the name may be known, only not in this one.
  const near = nearest(
    name,
    names.filter((known) => known !== name),
  );
  const message = `${inside ? "unknownFact" : "unknownField"}${near === undefined ? "" : "Near"}`;
  const shown = show(name);
  return {
    field: [...path, shown].join("."),
    message,
    values: near === undefined ? { name: shown } : { name: shown, near },
  };
}

/** Keeps the shape that fits at its own level if one does; where none does, what the first one asks for. */
function nearestShape(
  schema: z.ZodType,
  shapes: readonly (readonly Issue[])[],
  path: Path,
  root: unknown,
): readonly FieldFault[] {
  const misfit = (issues: readonly Issue[]) =>
    issues.filter((issue) => issue.path.length === 0 && issue.code !== "custom").length;
  const [best = []] = [...shapes].sort((a, b) => misfit(a) - misfit(b) || a.length - b.length);
  return best.flatMap((issue) => inWords(schema, issue, path, root));
}

function choice(
  fault: (message: string, values: FieldFault["values"]) => readonly FieldFault[],
  value: unknown,
  choices: readonly string[],
): readonly FieldFault[] {
  const known = choices.join(", ");
  const near = typeof value === "string" ? nearest(value, choices) : undefined;
  return near === undefined
    ? fault("choice", { value: show(value), known })
    : fault("choiceNear", { value: show(value), known, near });
}

/** Zod lists what a discriminator may be, but its types do not say so. */
function discriminators(issue: Issue): readonly string[] {
  return "options" in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
}

function format(
  issue: Issue & { readonly code: "invalid_format" },
  value: unknown,
): [message: string, values?: FieldFault["values"]] {
  if (issue.message === "date" || issue.format === "date") return ["date", { value: show(value) }];
  if (issue.format === "datetime") return ["instant"];
  if (issue.format === "uuid") return ["uuid"];
  if (issue.format === "url") return ["webAddress"];
  return ["form"];
}

const KINDS: ReadonlySet<string> = new Set(["string", "number", "int", "boolean", "array"]);

function kindOf(expected: string): string {
  return KINDS.has(expected) ? expected : "group";
}

function tooLittle(origin: string): string {
  return origin === "string" ? "tooShort" : origin === "array" ? "tooFew" : "tooSmall";
}

function tooMuch(origin: string): string {
  return origin === "string" ? "tooLong" : origin === "array" ? "tooMany" : "tooBig";
}

/** A short echo of what was sent: enough to recognise it, never a whole text. */
function show(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57).toWellFormed()}...` : text;
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, step)
        ? (inner as Readonly<Record<string | number, unknown>>)[step]
        : undefined,
    root,
  );
}
