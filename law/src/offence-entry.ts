import type { Needs } from "./act-index.ts";
import type { ReadyPart, Wording } from "./compile.ts";
import type { Compiled, DefinitionOn } from "./condition.ts";
import { gravityOf, type Lapse, lapseOf } from "./limitation.ts";
import { OFFENCE_CLASSES, type OffenceClass } from "./norm.ts";
import { actId, key, readReference } from "./reference.ts";
import type { OffenceAnswer } from "./result.ts";
import { type FineDay, fineDayOf, type SanctionInForce, sanctionsInForce } from "./sanction.ts";
import type { RuleInForce, Sides } from "./slice.ts";

/** One part of one wording of an offence. `part` null: the text is not held. Numbers are positions in `offences`. */
export type OffenceEntry = {
  readonly key: string;
  readonly wording: Wording;
  readonly part: ReadyPart | null;
  /** Null: nothing is known of when it applies. */
  readonly condition: Compiled | null;
  /** Its class as a bit; of a text that is not held, the bits of all. */
  readonly classes: number;
  readonly sides: Sides;
  /** The same part in the other wordings that may be in force. */
  readonly siblings: readonly number[];
  /** Every reading of the dates has this part. */
  readonly everywhere: boolean;
  /** Parts of the same wording that yield to this one. */
  readonly yieldsWithin: readonly number[];
  /** Parts of other norms that yield to this one. */
  readonly yieldsAcross: readonly number[];
  /** What the rules of its act make of it. */
  readonly gravity: OffenceAnswer["gravity"];
  readonly lapse: Lapse;
  readonly sanctions: readonly SanctionInForce[] | "unknown";
  readonly fineDay: FineDay;
};

export function offencesIn(
  norms: ReadonlyMap<string, Sides>,
  rules: ReadonlyMap<string, readonly RuleInForce[]>,
): readonly OffenceEntry[] {
  const flat = [...norms.values()]
    .filter(({ wordings }) => wordings[0]?.norm.kind === "offence")
    .flatMap((sides) =>
      sides.wordings.flatMap((wording) =>
        partsOf(wording).map((part) => ({
          sides,
          wording,
          part,
          key: key(wording.norm.id, part?.part.part ?? null),
        })),
      ),
    );
  const byKey = Map.groupBy(flat.keys(), (at) => (flat[at] as Placed).key);
  const byNorm = Map.groupBy(flat.keys(), (at) => (flat[at] as Placed).wording.norm.id);
  return flat.map((placed, own) => {
    const { sides, wording, part } = placed;
    const siblings = (byKey.get(placed.key) ?? []).filter((at) => at !== own);
    const overridden = yielding(placed, byKey, byNorm).filter((at) => at !== own);
    const of = rules.get(actId(wording.norm.id)) ?? [];
    const gravity = gravityOf(of, part);
    return {
      ...placed,
      condition: part === null ? wording.when : part.condition,
      classes: classBits(part === null ? OFFENCE_CLASSES : [part.part.class]),
      siblings,
      everywhere: !sides.absent && siblings.length === sides.wordings.length - 1,
      yieldsWithin: overridden.filter((at) => flat[at]?.wording === wording),
      // Inside a window the other wordings of the same norm are alternatives to this one, not rivals.
      yieldsAcross: overridden.filter((at) => flat[at]?.wording.norm !== wording.norm),
      gravity,
      lapse: lapseOf(of, wording.norm.id, part, gravity),
      sanctions: sanctionsInForce(of, wording.norm.id, part, gravity),
      fineDay: fineDayOf(of),
    };
  });
}

export function classBits(classes: readonly OffenceClass[]): number {
  let bits = 0;
  for (const one of classes) bits |= CLASS_BIT[one];
  return bits;
}

const CLASS_BIT: Readonly<Record<OffenceClass, number>> = { administrative: 1, misdemeanour: 2, crime: 4 };

type Placed = {
  readonly sides: Sides;
  readonly wording: Wording;
  readonly part: ReadyPart | null;
  readonly key: string;
};
type Positions = ReadonlyMap<string, readonly number[]>;

/** The parts of a wording; a single null stands for a wording whose text is not held. */
function partsOf(wording: Wording): readonly (ReadyPart | null)[] {
  return wording.parts.length > 0 ? wording.parts : [null];
}

/** The positions a part says it overrides, in order. */
function yielding({ wording, part }: Placed, byKey: Positions, byNorm: Positions): readonly number[] {
  const named = (part?.part.overrides ?? []).flatMap((text) => {
    const { norm, part } = readReference(text, wording.norm.id);
    return (part === null ? byNorm.get(norm) : byKey.get(key(norm, part))) ?? [];
  });
  return [...new Set(named)].sort((a, b) => a - b);
}

/** A part of an offence not in force in the slice, with the definitions of its own first day. */
export type Elsewhere = {
  readonly wording: Wording;
  readonly part: ReadyPart | null;
  readonly condition: Compiled;
  readonly needs: Needs;
  readonly definitions: ReadonlyMap<string, DefinitionOn>;
  /** Parts of the same wording it yields to. */
  readonly yieldsTo: readonly Compiled[];
};

export function elsewhereOf(wording: Wording, definitions: Elsewhere["definitions"]): readonly Elsewhere[] {
  return partsOf(wording).flatMap((part) => {
    const condition = part === null ? wording.when : part.condition;
    if (condition === null) return [];
    const yieldsTo = wording.parts.filter((other) => other !== part && overrides(wording, other, part));
    return [
      {
        wording,
        part,
        condition,
        needs: condition.needs(definitions),
        definitions,
        yieldsTo: yieldsTo.map((other) => other.condition),
      },
    ];
  });
}

/** Whether one part of a wording says that another of it yields. */
function overrides({ norm }: Wording, { part }: ReadyPart, other: ReadyPart | null): boolean {
  return part.overrides.some((text) => {
    const reference = readReference(text, norm.id);
    return reference.norm === norm.id && (reference.part === null || reference.part === other?.part.part);
  });
}
