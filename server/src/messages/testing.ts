import { IntlMessageFormat } from "intl-messageformat";

/** Names of the placeholders of a message, wherever they stand in it. */
export function placeholders(message: string): readonly string[] {
  const names = new Set<string>();
  const walk = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { type, value } = node as { type?: unknown; value?: unknown };
    // 0 is plain text, 7 the number sign inside a plural.
    if (typeof type === "number" && type !== 0 && type !== 7 && typeof value === "string") names.add(value);
    for (const inner of Object.values(node)) walk(inner);
  };
  walk(new IntlMessageFormat(message, "en", undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}
