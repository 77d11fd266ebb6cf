import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/** A place in a document: object keys and list positions from the root. */
export type Path = readonly (string | number)[];

/** A fault of a value, before it is known on which line it stands. */
export type ValueFault = { readonly path: Path; readonly message: string };

/**
 * Says in plain words what is wrong with a value, from the issues Zod found in it. A value that may take several
 * shapes (a condition, a list of sanctions) is held against the shape it comes nearest to, so that one misspelt
 * word gives one message and not one for each shape.
 */
export function inWords(issues: readonly Issue[], value: unknown): readonly ValueFault[] {
  const faults = issues.flatMap((issue) => {
    const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
    return issueInWords(issue, at(value, path)).map((fault) => ({
      ...fault,
      path: [...path, ...fault.path],
    }));
  });
  // A value can fail two checks that say the same ("not a date").
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
}

function issueInWords(issue: Issue, value: unknown): readonly ValueFault[] {
  const here = (message: string): readonly ValueFault[] => [{ path: [], message }];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ path: [key], message: `unknown field "${key}"` }));
    case "invalid_union":
      return unionInWords(issue, value);
    case "invalid_value":
      return here(choiceInWords(issue.values.map(String), value));
    case "invalid_type":
      return here(value === undefined ? "is missing" : wrongKind(issue.expected, value));
    case "too_small":
      return here(`${show(value)} is too small: at least ${issue.minimum}${unit(issue.origin)}`);
    case "too_big":
      return here(`${show(value)} is too large: at most ${issue.maximum}${unit(issue.origin)}`);
    case "invalid_format":
      return here(formatInWords(issue, value));
    case "custom":
      return here(customInWords(issue.message, value));
    default:
      return here(`${show(value)}: ${issue.message}`);
  }
}

/** Keeps the shape with the fewest faults at its own level, then the one that was followed deepest. */
function unionInWords(
  issue: Issue & { readonly code: "invalid_union" },
  value: unknown,
): readonly ValueFault[] {
  if (value === undefined) return [{ path: [], message: "is missing" }];
  const shapes = issue.errors.map((issues) => ({
    misfit: issues.reduce((sum, each) => sum + misfit(each, value), 0),
    depth: Math.max(0, ...issues.map((each) => each.path.length)),
    issues,
  }));
  shapes.sort((a, b) => a.misfit - b.misfit || b.depth - a.depth || a.issues.length - b.issues.length);
  const [best, next] = shapes;
  if (best === undefined) return [{ path: [], message: `${show(value)} is not understood` }];
  const unclear = next !== undefined && next.misfit === best.misfit && best.depth === 0;
  if (!unclear) return inWords(best.issues, value);
  const messages = shapes
    .filter((shape) => shape.depth === 0)
    .flatMap((shape) => inWords(shape.issues, value));
  return [{ path: [], message: [...new Set(messages.map((fault) => fault.message))].join("; or ") }];
}

/** How badly an issue says "this is another shape": a wrong kind of value at the root, a missing or an unknown field. */
function misfit(issue: Issue, value: unknown): number {
  if (issue.code === "unrecognized_keys") return issue.keys.length;
  return issue.path.length === 0 || at(value, issue.path.map(String)) === undefined ? 1 : 0;
}

function choiceInWords(choices: readonly string[], value: unknown): string {
  if (value === undefined) return "is missing";
  const near = nearest(String(value), choices);
  if (near !== undefined) return `unknown value ${show(value)}; did you mean "${near}"?`;
  return `unknown value ${show(value)}; one of: ${choices.join(", ")}`;
}

function formatInWords(issue: Issue & { readonly code: "invalid_format" }, value: unknown): string {
  if (NAMED_FORMS.includes(issue.message)) return customInWords(issue.message, value);
  if (issue.format === "url") return `${show(value)} is not a web address`;
  return `${show(value)} does not have the expected form${issue.pattern === undefined ? "" : ` ${issue.pattern}`}`;
}

/** The law package names its own checks by one word; other words are shown as they are. */
/** Forms that have words of their own. */
const NAMED_FORMS: readonly string[] = [
  "date",
  "slug",
  "item-id",
  "bill-id",
  "commitment-id",
  "partial-date",
  "state-code",
  "treaty-article",
  "treaty-period",
];

function customInWords(check: string, value: unknown): string {
  if (check === "date") return `${show(value)} is not a day of the calendar; write it as 2024-06-16`;
  if (check === "window") return `the earliest day of ${show(value)} is after the latest`;
  if (check === "partial-date") return `${show(value)} is no date; write 2024, 2024-06 or 2024-06-16`;
  if (check === "claims")
    return "a disputed day must name its sides: give claims, each with its date and sources";
  const words: Readonly<Record<string, string>> = {
    "article-note": "an article without items must say in its note why it asks nothing",
    "answer-one": "an answer names one norm, or one piece of evidence",
    "answer-versions": "versions can be named of a norm only",
    "answer-missing": "a partial answer must say what is missing, a full one lacks nothing",
    slug: `${show(value)} is no id: lower-case words joined by hyphens`,
    "claim-id": `${show(value)} is no id of a claim; write it as CL-017`,
    "claim-what": "a claim says something, or belongs to a series that says what is counted",
    "claim-verdict": "a claim has a check that computes its verdict, or a verdict; not both, not neither",
    "claim-infinite": "what was printed is no number: its value is null",
    "claim-base": "its base is zero or missing: its value is null and its verdict not-a-valid-figure",
    "claim-invalid": "what was printed is no number: its verdict is not-a-valid-figure",
    "bill-id": `${show(value)} is no id of a bill; write it as xx.bill-2024-name`,
    "commitment-id": `${show(value)} is no id of a commitment; write it as xx.commitment-2024-name`,
    "bill-day": "a bill with drafts must say on which day it would take force",
    "bill-empty": "a bill without drafts, repeals or acts it became must say why under `unread`",
    "state-code": `${show(value)} is no code of a state or organisation: two capital letters, as in ISO 3166-1`,
    "treaty-article": `${show(value)} is no article of a treaty; write it as 30.2 or 44.1.e`,
    "treaty-period": `${show(value)} is no period; write it as P5Y, P3M or P10D`,
    "item-id": `${show(value)} is no id of an item; write it as IC-52.1`,
  };
  return words[check] ?? `${show(value)}: ${check}`;
}

function wrongKind(expected: string, value: unknown): string {
  const quotes = expected === "string" && typeof value === "number" ? "; write it in quotes" : "";
  return `must be ${kindInWords(expected)}, not ${show(value)}${quotes}`;
}

function kindInWords(expected: string): string {
  const kinds: Readonly<Record<string, string>> = {
    array: "a list",
    object: "a group of fields",
    record: "a group of fields",
    string: "text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    tuple: "a list",
  };
  return kinds[expected] ?? expected;
}

function unit(origin: string): string {
  if (origin === "array") return " in the list";
  return origin === "string" ? " characters" : "";
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === "object" && inner !== null
        ? (inner as Readonly<Record<string, unknown>>)[step]
        : undefined,
    value,
  );
}

/** The candidate a word was most likely meant to be; none when even the closest is far off. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const allowed = Math.max(2, Math.floor(word.length / 3));
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.candidate;
}

/** Levenshtein's distance: the least number of letters to insert, drop or change. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
