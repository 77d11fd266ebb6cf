import { roundTrip } from "./circle.ts";
import type { Fault } from "./error.ts";
import type { Pack, Part } from "./norm.ts";
import { key, readReference } from "./reference.ts";
import { order, possibly, type Span, timeline } from "./window.ts";

/**
 * Parts in force together that override each other in a circle, of two or of many: an act that meets them all would
 * answer to none. Of circles that share a part one is named: with it mended, the next shows.
 */
export function checkOverrides(pack: Pack): readonly Fault[] {
  const amendments = new Map(pack.amendments.map((act) => [act.id, act]));
  const places = pack.norms.flatMap((norm) =>
    timeline(norm, amendments, new Set()).flatMap((span) =>
      (span.version.parts ?? []).map((part, at): Place => ({ norm: norm.id, span, part, at })),
    ),
  );
  const next = edges(places);
  // Most packs have none at any time at all; only what might be one is looked at day by day.
  // Stryker disable next-line MethodExpression,ConditionalExpression: all of them, day by day, give the same in more time
  const suspects = places.filter((place) => roundTrip(place, (from) => next.get(from) ?? []) !== null);
  const days = [...new Set(suspects.map(({ span }) => span.begins.earliest))].sort(order);
  const found = new Map<string, Fault>();
  for (const day of days) {
    const there = new Set(suspects.filter(({ span }) => possibly(span, day)));
    const told = new Set<Place>();
    for (const place of there) {
      const circle = roundTrip(place, (from) => (next.get(from) ?? []).filter((other) => there.has(other)));
      if (circle === null || circle.some((one) => told.has(one))) continue;
      for (const one of circle) told.add(one);
      const names = circle.map(nameOf).sort(order);
      if (!found.has(names.join())) found.set(names.join(), fault(circle, names));
    }
  }
  return [...found.values()];
}

type Place = { readonly norm: string; readonly span: Span; readonly part: Part; readonly at: number };
type Edges = ReadonlyMap<Place, readonly Place[]>;

function nameOf({ norm, part }: Place): string {
  return key(norm, part.part);
}

/** Of each part, those it overrides. Two wordings of one norm are never in force together: they are alternatives. */
function edges(places: readonly Place[]): Edges {
  const of = Map.groupBy(places, ({ norm }) => norm);
  const overridden = (place: Place, text: string) => {
    const to = readReference(text, place.norm);
    return (of.get(to.norm) ?? []).filter(
      (other) =>
        other !== place &&
        (to.part === null || to.part === other.part.part) &&
        (other.norm !== place.norm || other.span === place.span),
    );
  };
  return new Map(
    places.map((place) => [place, place.part.overrides.flatMap((text) => overridden(place, text))]),
  );
}

function fault(circle: readonly Place[], names: readonly string[]): Fault {
  const first = [...circle].sort((a, b) => order(nameOf(a), nameOf(b)))[0] as Place;
  const message =
    names.length === 2
      ? `${names.join(" and ")} each override the other: an act that meets both would answer to neither.`
      : `${names.join(", ")} override each other in a circle: an act that meets them all would answer to none.`;
  return {
    norm: first.norm,
    version: first.span.index,
    path: ["parts", first.at, "overrides"],
    code: "mutual-override",
    message,
  };
}
