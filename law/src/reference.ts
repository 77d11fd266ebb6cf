/** What an entry of `overrides` points at; `part` null means every part of the norm. */
export type Reference = { readonly norm: string; readonly part: string | null };

const NORM = /^([a-z]{2,}\.[a-z0-9-]+\.[a-z0-9-]+)(?:#(.+))?$/;

/** Reads `xx.code.5`, `xx.code.5#1`, or `1` (a part of the norm it stands in). */
export function readReference(text: string, inNorm: string): Reference {
  const match = NORM.exec(text);
  return match === null ? { norm: inNorm, part: text } : { norm: match[1] as string, part: match[2] ?? null };
}

/** How an answer is named everywhere: `xx.code.5#1`, or `xx.code.5` where there are no parts. */
export function key(norm: string, part: string | null): string {
  return part === null ? norm : `${norm}#${part}`;
}

/** The act a norm belongs to is the middle of its id: `xx.code-2014.115-1` is in `code-2014`. */
export function actId(norm: string): string {
  // Asked for every norm of a page and of a day: a list of parts made each time was most of it.
  const first = norm.indexOf(".") + 1;
  if (first === 0) return norm;
  const second = norm.indexOf(".", first);
  return second === -1 ? norm.slice(first) : norm.slice(first, second);
}
