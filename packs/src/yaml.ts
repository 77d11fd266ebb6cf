import {
  CORE_SCHEMA,
  constructFromEvents,
  defineMappingTag,
  EVENT_ID,
  parseEvents,
  YAMLException,
} from "js-yaml";
import type { z } from "zod";
import type { PackFault } from "./fault.ts";
import { inWords, type Path } from "./words.ts";
import { countLines, linesOf, startOf } from "./yaml-place.ts";

/** A value read and checked, or the faults that kept it from being so; `lineOf` finds a field's line for later checks. */
export type Reading<T> =
  | { readonly value: T; readonly faults?: undefined; readonly lineOf: (path: Path) => number }
  | { readonly faults: readonly PackFault[] };

/**
 * Reads one YAML text (YAML 1.2 core schema, so that `2024-06-16` stays text and `no` stays a word; the names of fields
 * are text and unique) and checks it. Never throws: every fault is returned with its line, of a text that is no YAML the
 * first. A text made to exhaust the reader, by aliases that multiply or by nesting without end, is a fault like any other.
 */
export function readYaml<T>(file: string, text: string, schema: z.ZodType<T>): Reading<T> {
  const whole: Whole = (offset, message) => ({
    faults: [{ file, line: countLines(text)(offset ?? 0), path: "", message }],
  });
  try {
    return readChecked(file, text, schema, whole);
  } catch (error) {
    if (error instanceof YAMLException) return whole(error.mark?.position ?? 0, inOurWords(error.reason));
    // Aliases lead deeper than the text itself goes, and the check goes as deep as they do.
    if (error instanceof RangeError) return whole(0, TOO_DEEP);
    throw error;
  }
}

/** One fault of the text as a whole, found at a place in it. */
type Whole = (offset: number | null, message: string) => { readonly faults: readonly PackFault[] };

const MOST_ALIASES = 100;
/** How many values aliases may make of a text, each counted as often as it stands somewhere. */
const MOST_VALUES = 100_000;
const UNREADABLE = "is not readable as YAML: ";
const TOO_DEEP = "is nested too deeply";
const WRONG_ALIASES =
  "its aliases (*name) stand for too much, for themselves or for nothing; write the values out";

/** Before what this file itself has to say of a text, among what the reader says. */
const OURS = "\0";

/** Groups whose fields are named by text, and each of which stands there once. */
const group = defineMappingTag<Record<string, unknown>>("tag:yaml.org,2002:map", {
  create: () => ({}),
  addPair(fields, name, value) {
    if (typeof name !== "string") return `${OURS}the name of a field is not text: put it in quotes`;
    if (Object.hasOwn(fields, name)) return `${OURS}the field "${name}" is given twice`;
    // Not by assignment, which of a field named `__proto__` would make something else.
    if (name === "__proto__")
      Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true });
    else fields[name] = value;
    return "";
  },
  has: () => false,
  keys: Object.keys,
  get: (fields, name) => fields[String(name)],
  identify: () => false,
});

const SCHEMA = CORE_SCHEMA.withTags(group);

function readChecked<T>(file: string, text: string, schema: z.ZodType<T>, whole: Whole): Reading<T> {
  const events = parseEvents(text, {});
  const [first, second] = events.flatMap(({ type }, at) => (type === EVENT_ID.DOCUMENT ? [at] : []));
  if (first === undefined) return whole(0, "is empty");
  if (second !== undefined)
    return whole(startOf(events[second + 1]), `${UNREADABLE}it holds more than one document`);
  const aliases = events.filter(({ type }) => type === EVENT_ID.ALIAS);
  const [raw] =
    aliases.length > MOST_ALIASES ? [] : constructFromEvents(events, { source: text, schema: SCHEMA });
  if (aliases.length > 0 && (raw === undefined || size(raw, new Map()) > MOST_VALUES))
    return whole(startOf(aliases[0]), WRONG_ALIASES);
  if (raw === null) return whole(0, "is empty");
  const lineOf = linesOf(text);
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { value: parsed.data, lineOf };
  return {
    faults: inWords(parsed.error.issues, raw).map((fault) => ({
      file,
      line: lineOf(fault.path),
      path: writePath(fault.path),
      message: fault.message,
    })),
  };
}

/** How many values there are, each counted as often as something leads to it; without end where one leads to itself. */
function size(value: unknown, known: Map<object, number>): number {
  if (typeof value !== "object" || value === null) return 1;
  const before = known.get(value);
  if (before !== undefined) return before;
  // Whoever comes back here while its parts are being counted has gone in a circle.
  known.set(value, Number.POSITIVE_INFINITY);
  const sum = Object.values(value).reduce((total: number, part) => total + size(part, known), 1);
  known.set(value, sum);
  return sum;
}

function inOurWords(reason: string): string {
  if (reason.startsWith(OURS)) return reason.slice(OURS.length);
  if (reason.startsWith("nesting exceeded")) return TOO_DEEP;
  if (reason.startsWith("unidentified alias")) return WRONG_ALIASES;
  return `${UNREADABLE}${reason}`;
}

/** `["versions", 0, "from"]` as `versions[0].from`. */
export function writePath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}
