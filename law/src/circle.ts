/** The shortest way from a place back to itself, the place first; null where there is none. */
export function roundTrip<T>(start: T, next: (place: T) => readonly T[]): readonly T[] | null {
  const before = new Map<T, T>();
  const open: T[] = [start];
  for (let place = open.shift(); place !== undefined; place = open.shift()) {
    for (const other of next(place)) {
      if (other === start) return wayTo(place, start, before);
      if (before.has(other)) continue;
      before.set(other, place);
      open.push(other);
    }
  }
  return null;
}

function wayTo<T>(end: T, start: T, before: ReadonlyMap<T, T>): readonly T[] {
  const way = [end];
  for (let at = end; at !== start; ) {
    at = before.get(at) as T;
    way.unshift(at);
  }
  return way;
}
