import { isMap, isNode, isPair, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import type { z } from "zod";
import type { PackFault } from "./fault.ts";
import { inWords, type Path } from "./words.ts";

/** A value read and checked, or the faults that kept it from being so; `lineOf` finds a field's line for later checks. */
export type Reading<T> =
  | { readonly value: T; readonly faults?: undefined; readonly lineOf: (path: Path) => number }
  | { readonly faults: readonly PackFault[] };

/**
 * Reads one YAML text (YAML 1.2 core schema, so that `2024-06-16` stays text and `no` stays a word; keys must be
 * unique) and checks it. Never throws: every fault is returned with its line.
 */
export function readYaml<T>(file: string, text: string, schema: z.ZodType<T>): Reading<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: "1.2",
    schema: "core",
    lineCounter: lines,
    stringKeys: true,
  });
  const line = (offset: number): number => Math.max(1, lines.linePos(offset).line);

  const unread = [...document.errors, ...document.warnings];
  if (unread.length > 0) {
    return {
      faults: unread.map((error) => ({
        file,
        line: line(error.pos[0]),
        path: "",
        message: `is not readable as YAML: ${firstLine(error.message)}`,
      })),
    };
  }
  const root = document.contents;
  if (root === null) return { faults: [{ file, line: 1, path: "", message: "is empty" }] };
  const lineOf = (path: Path): number => line(offsetOf(root, path));
  const raw: unknown = document.toJS();
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
