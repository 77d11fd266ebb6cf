import { EVENT_ID, type Event, getScalarValue, parseEvents } from "js-yaml";
import type { Path } from "./words.ts";

/** Finds the line on which a field starts; of one that is not there, that of the nearest around it. */
export function linesOf(text: string): (path: Path) => number {
  // Most texts have no fault, and of them no place is ever asked.
  let found: { readonly root: Place; readonly lineOf: (offset: number) => number } | undefined;
  return (path) => {
    found ??= { root: rootOf(text), lineOf: countLines(text) };
    let [place, offset] = [found.root, found.root.offset];
    for (const step of path) {
      const inner = place.inside.get(String(step));
      if (inner === undefined) break;
      offset = inner.offset;
      place = inner.place;
    }
    return found.lineOf(offset);
  };
}

/** The line, from 1 on, of each place in a text. */
export function countLines(text: string): (offset: number) => number {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

/** Where a node starts in the text; null of one that has no text. */
export function startOf(event: Event | undefined): number | null {
  if (event === undefined) return null;
  const starts =
    event.type === EVENT_ID.SCALAR
      ? [event.tagStart, event.anchorStart, event.valueStart]
      : event.type === EVENT_ID.ALIAS
        ? [event.anchorStart]
        : event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE
          ? [event.tagStart, event.anchorStart, event.start]
          : [];
  return starts.find((start) => start >= 0) ?? null;
}

/** A node of the text, and by name or number where what is in it starts: for a field, where its name does. */
type Place = { readonly offset: number; readonly inside: ReadonlyMap<string, Inner> };
type Inner = { readonly offset: number; readonly place: Place };

function rootOf(text: string): Place {
  const events = parseEvents(text, {});
  let at = 1;
  const next = (around: number): Place => {
    const event = events[at++];
    const offset = startOf(event) ?? around;
    const inside = new Map<string, Inner>();
    if (event?.type === EVENT_ID.MAPPING) {
      for (; events[at]?.type !== EVENT_ID.POP; ) {
        const key = events[at];
        const { offset: start } = next(offset);
        const place = next(start);
        if (key?.type === EVENT_ID.SCALAR) inside.set(getScalarValue(text, key), { offset: start, place });
      }
      at += 1;
    } else if (event?.type === EVENT_ID.SEQUENCE) {
      for (let number = 0; events[at]?.type !== EVENT_ID.POP; number += 1) {
        const place = next(offset);
        inside.set(String(number), { offset: place.offset, place });
      }
      at += 1;
    }
    return { offset, inside };
  };
  return next(0);
}
