import { type Line, type Mark, plainText, type Row, type Section } from "./line.ts";

/** One field in two wordings; null where a wording has no such field. */
export type Pair = {
  readonly key: string;
  readonly label: string;
  readonly then: readonly Line[] | null;
  readonly now: readonly Line[] | null;
};
/** A part, duty or the like in two wordings: what differs, and the names of the fields that do not. */
export type SectionPair = {
  readonly key: string;
  readonly title: string | null;
  /** Whether the section as a whole is only in one of the wordings. */
  readonly only: "then" | "now" | null;
  readonly changed: readonly Pair[];
  readonly same: readonly string[];
};

/** What differs between two wordings, field by field, in the order of the later one; what only the earlier had follows. */
export function differences(then: readonly Section[], now: readonly Section[]): readonly SectionPair[] {
  return keysOf(now, then).map((key) => {
    const [old, current] = [then.find((one) => one.key === key), now.find((one) => one.key === key)];
    const pairs = keysOf(current?.rows ?? [], old?.rows ?? []).map((row) =>
      pairOf(row, old?.rows, current?.rows),
    );
    const changed = pairs.filter((pair) => wordsOf(pair.then) !== wordsOf(pair.now));
    return {
      key,
      title: current?.title ?? old?.title ?? null,
      only: old === undefined ? "now" : current === undefined ? "then" : null,
      changed,
      same: pairs.filter((pair) => !changed.includes(pair)).map(({ label }) => label),
    };
  });
}

/** The names of the fields that differ: `sanctions, prosecution`. */
export function changedFields(pairs: readonly SectionPair[]): readonly string[] {
  return [...new Set(pairs.flatMap(({ changed }) => changed.map(({ label }) => label)))];
}

/** Marks the lines that the other wording does not have; every line, where only the way they hang together differs. */
export function marks({ then, now }: Pair): { readonly then: Mark; readonly now: Mark } {
  const [old, current] = [ownTexts(then ?? []), ownTexts(now ?? [])];
  const rearranged =
    [...old].every((text) => current.has(text)) && [...current].every((text) => old.has(text));
  return {
    then: (line) => (rearranged || !current.has(ownText(line)) ? "gone" : "same"),
    now: (line) => (rearranged || !old.has(ownText(line)) ? "new" : "same"),
  };
}

function pairOf(key: string, then: readonly Row[] = [], now: readonly Row[] = []): Pair {
  const [old, current] = [then.find((one) => one.key === key), now.find((one) => one.key === key)];
  return {
    key,
    label: current?.label ?? old?.label ?? key,
    then: old?.lines ?? null,
    now: current?.lines ?? null,
  };
}

function keysOf(
  first: readonly { readonly key: string }[],
  second: readonly { readonly key: string }[],
): readonly string[] {
  return [...new Set([...first, ...second].map(({ key }) => key))];
}

function wordsOf(lines: readonly Line[] | null): string {
  return lines === null ? "" : lines.map(plainText).join("\n");
}

function ownText({ text }: Line): string {
  return plainText({ text });
}

function ownTexts(lines: readonly Line[]): ReadonlySet<string> {
  return new Set(lines.flatMap((one) => [ownText(one), ...ownTexts(one.of ?? [])]));
}
