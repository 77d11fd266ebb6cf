import {
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from "yaml";
import type { z } from "zod";
import type { PackFault } from "./fault.ts";
import { inWords, type Path } from "./words.ts";

/** A value read and checked, or the faults that kept it from being so; `lineOf` finds a field's line for later checks. */
export type Reading<T> =
  | { readonly value: T; readonly faults?: undefined; readonly lineOf: (path: Path) => number }
  | { readonly faults: readonly PackFault[] };

/**
 * Reads one YAML text (YAML 1.2 core schema, so that `2024-06-16` stays text and `no` stays a word; keys must be
 * unique) and checks it. Never throws: every fault is returned with its line. A text made to exhaust the reader, by
 * aliases that multiply or by nesting without end, is a fault like any other.
 */
export function readYaml<T>(file: string, text: string, schema: z.ZodType<T>): Reading<T> {
  try {
    return readChecked(file, text, schema);
  } catch (error) {
    // The reader and the check go as deep as the text does.
    if (!(error instanceof RangeError)) throw error;
    return { faults: [{ file, line: 1, path: "", message: "is nested too deeply" }] };
  }
}

/** How much aliases may multiply what they stand for, in all. */
const MOST_ALIASES = 100;
const FIRST_FEW = 10;

function readChecked<T>(file: string, text: string, schema: z.ZodType<T>): Reading<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: "1.2",
    schema: "core",
    lineCounter: lines,
    stringKeys: true,
    // The library compares every key of a group with every other: with many keys that takes minutes.
    uniqueKeys: false,
  });
  const line = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  const whole = (offset: number, message: string): PackFault => ({
    file,
    line: line(offset),
    path: "",
    message,
  });

  const unread = [...document.errors, ...document.warnings];
  const deep = unread.find(({ message }) => message.includes("call stack"));
  if (deep !== undefined) return { faults: [whole(deep.pos[0], "is nested too deeply")] };
  if (unread.length > 0) {
    // One slip can make the rest of a text unreadable: what comes after the first few says nothing more.
    return {
      faults: unread
        .slice(0, FIRST_FEW)
        .map((error) => whole(error.pos[0], `is not readable as YAML: ${firstLine(error.message)}`)),
    };
  }
  const root = document.contents;
  if (root === null) return { faults: [whole(0, "is empty")] };
  const twice = keysGivenTwice(root);
  if (twice.length > 0) {
    return { faults: twice.map(({ key, offset }) => whole(offset, `the field "${key}" is given twice`)) };
  }
  const lineOf = (path: Path): number => line(offsetOf(root, path));
  const raw = contentOf(document);
  if (raw === WRONG_ALIASES) {
    const message =
      "its aliases (*name) stand for too much, for themselves or for nothing; write the values out";
    return { faults: [whole(firstAlias(root), message)] };
  }
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

function keysGivenTwice(root: Node): readonly { readonly key: string; readonly offset: number }[] {
  const found: { readonly key: string; readonly offset: number }[] = [];
  visit(root, {
    Map: (_, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) found.push({ key: name, offset: key.range?.[0] ?? 0 });
        seen.add(name);
      }
    },
  });
  return found;
}

const WRONG_ALIASES = Symbol("wrong aliases");

function contentOf(document: Document): unknown {
  try {
    const raw: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return leadsToItself(raw, new Set(), new Set()) ? WRONG_ALIASES : raw;
  } catch (error) {
    if (error instanceof ReferenceError) return WRONG_ALIASES;
    throw error;
  }
}

function leadsToItself(value: unknown, above: Set<object>, done: Set<object>): boolean {
  if (typeof value !== "object" || value === null || done.has(value)) return false;
  if (above.has(value)) return true;
  above.add(value);
  const found = Object.values(value).some((inner) => leadsToItself(inner, above, done));
  above.delete(value);
  done.add(value);
  return found;
}

function firstAlias(root: Node): number {
  let offset = root.range?.[0] ?? 0;
  visit(root, {
    Alias: (_, alias) => {
      offset = alias.range?.[0] ?? offset;
      return visit.BREAK;
    },
  });
  return offset;
}

/** `["versions", 0, "from"]` as `versions[0].from`. */
export function writePath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}

/** Where a field starts in the text; for a field that is not there, where the nearest field around it starts. */
function offsetOf(root: Node, path: Path): number {
  let node: Node = root;
  let offset = root.range?.[0] ?? 0;
  for (const step of path) {
    const inner = child(node, step);
    if (inner === undefined) break;
    offset = inner.offset ?? offset;
    if (inner.node === undefined) break;
    node = inner.node;
  }
  return offset;
}

function child(
  parent: Node,
  step: string | number,
): { node: Node | undefined; offset: number | undefined } | undefined {
  if (isMap(parent)) {
    const pair = parent.items.find(
      (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step),
    );
    if (pair === undefined) return undefined;
    const key = isNode(pair.key) ? pair.key.range?.[0] : undefined;
    return { node: isNode(pair.value) ? pair.value : undefined, offset: key };
  }
  const items: readonly unknown[] = "items" in parent && Array.isArray(parent.items) ? parent.items : [];
  const item = items[Number(step)];
  return isNode(item) ? { node: item, offset: item.range?.[0] } : undefined;
}

function firstLine(text: string): string {
  return (text.split("\n")[0] ?? text).replace(/ at line \d+, column \d+:?$/, "");
}
