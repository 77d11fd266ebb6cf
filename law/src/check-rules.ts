import type { Fault } from "./error.ts";
import { GRAVITIES, type OffenceClass, type Pack, type Rule } from "./norm.ts";
import { actId } from "./reference.ts";
import { order, type Span, timeline } from "./window.ts";

/** Rules of which an act has one at a time: two that differ would each be ignored. */
const SINGLE: readonly Rule["rule"][] = ["gravity", "limitation", "fine-index"];

/**
 * Norms about norms that could not be followed: two norms of one act that give the same kind of rule on the same day,
 * and a rule of gravity or limitation that leaves out a time or a class in which its act has offences. An act without
 * any such rule is no fault (nobody has read it yet): `coverage` says so.
 */
export function checkRules(pack: Pack): readonly Fault[] {
  const amendments = new Map(pack.amendments.map((act) => [act.id, act]));
  const spans = pack.norms.flatMap((norm) =>
    timeline(norm, amendments, new Set()).map(
      (span): Placed => ({ norm: norm.id, act: actId(norm.id), span }),
    ),
  );
  const ruling = spans.flatMap((placed) =>
    (placed.span.version.rules ?? []).map((rule, at): Ruling => ({ ...placed, rule, at })),
  );
  return [...SINGLE.flatMap((kind) => rivals(ruling, kind)), ...incomplete(spans, ruling)];
}

type Placed = { readonly norm: string; readonly act: string; readonly span: Span };
type Ruling = Placed & { readonly rule: Rule; readonly at: number };

function together({ span: a }: Placed, { span: b }: Placed): boolean {
  return (
    (a.ends === null || b.begins.earliest < a.ends.latest) &&
    (b.ends === null || a.begins.earliest < b.ends.latest)
  );
}

function rivals(ruling: readonly Ruling[], kind: Rule["rule"]): readonly Fault[] {
  const of = ruling.filter(({ rule }) => rule.rule === kind);
  return of.flatMap((one, index) => {
    const other = of
      .slice(0, index)
      .find((before) => before.act === one.act && before.norm !== one.norm && together(before, one));
    if (other === undefined) return [];
    const message = `${other.norm} gives the rule "${kind}" for the same time: which of them counts?`;
    return [faultAt(one, "two-rules", message)];
  });
}

function incomplete(spans: readonly Placed[], ruling: readonly Ruling[]): readonly Fault[] {
  const offences = spans.flatMap((placed) =>
    (placed.span.version.parts ?? []).map((part) => ({ ...placed, part })),
  );
  return ruling.flatMap((one) => {
    if (one.rule.rule !== "limitation") return [];
    const { terms } = one.rule;
    const covered = (wanted: OffenceClass): boolean => {
      const whole = terms.filter(
        (term) => term.class === wanted && term.of === undefined && term.when === undefined,
      );
      if (whole.some(({ gravity }) => gravity === undefined)) return true;
      return (
        wanted === "crime" && GRAVITIES.every((gravity) => whole.some((term) => term.gravity === gravity))
      );
    };
    const missing = new Set(
      offences
        .filter(
          ({ part, ...place }) =>
            place.act === one.act && part.limitation === undefined && together(place, one),
        )
        .map(({ part }) => part.class)
        .filter((wanted) => !covered(wanted)),
    );
    return [...missing].sort(order).map((wanted) => {
      const message = `The rule says nothing, or not for every case, of when a ${wanted} offence of its act lapses.`;
      return faultAt(one, "limitation", message);
    });
  });
}

function faultAt({ norm, span, at }: Ruling, code: string, message: string): Fault {
  return { norm, version: span.index, path: ["rules", at], code, message };
}
