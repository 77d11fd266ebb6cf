/** What an entry of `overrides` points at; `part` null means every part of the norm. */
export type Reference = { readonly norm: string; readonly part: string | null };

const NORM = /^([a-z]{2,}\.[a-z0-9-]+\.[a-z0-9-]+)(?:#(.+))?$/;

/** Reads `kz.x.y`, `kz.x.y#1`, or `1` (a part of the norm it stands in). */
export function readReference(text: string, inNorm: string): Reference {
  const match = NORM.exec(text);
  return match === null ? { norm: inNorm, part: text } : { norm: match[1] as string, part: match[2] ?? null };
}

/** How an answer is named everywhere: `kz.x.y#1`, or `kz.x.y` where there are no parts. */
export function key(norm: string, part: string | null): string {
  return part === null ? norm : `${norm}#${part}`;
}

/** The act a norm belongs to is the middle of its id: `kz.uk-2014.115-1` is in `uk-2014`. */
export function actId(norm: string): string {
  return norm.split(".")[1] ?? norm;
}
