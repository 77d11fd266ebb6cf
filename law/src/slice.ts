import type { NormInTime, ReadyPart, ReadyRule, Wording } from "./compile.ts";
import type { Compiled, DefinitionOn } from "./condition.ts";
import type { DateText } from "./date.ts";
import type { AmendingAct, Version } from "./norm.ts";
import { actId, key, readReference } from "./reference.ts";
import type { Missing, Regime } from "./result.ts";
import { order, possibly, surely, unsettled, windowOf } from "./window.ts";

/** The law in a stretch of time in which no norm changes: all that can be worked out before the facts are known. */
export type Slice = {
  readonly regime: Regime;
  /** Only norms that are, or may be, in force. */
  readonly norms: ReadonlyMap<string, Sides>;
  readonly definitions: ReadonlyMap<string, DefinitionOn>;
  readonly offences: readonly OffenceEntry[];
  /** By act: what its norms say of each other. */
  readonly rules: ReadonlyMap<string, readonly RuleInForce[]>;
  /** Offences of other times. */
  readonly elsewhere: readonly Elsewhere[];
};

export type RuleInForce = ReadyRule & {
  readonly norm: string;
  /** False where it may not be in force, or another wording may be. */
  readonly settled: boolean;
};

/** The wordings of a norm that may be in force: one, except inside a window of uncertain entry into force. */
export type Sides = {
  readonly wordings: readonly Wording[];
  /** On some reading of the dates the norm was not in force at all. */
  readonly absent: boolean;
  /** One wording, whatever the dates. */
  readonly settled: boolean;
  readonly unsettled: readonly Missing[];
};

/** One part of one wording of an offence. `part` null: the text is not held. Numbers are positions in `offences`. */
export type OffenceEntry = {
  readonly key: string;
  readonly wording: Wording;
  readonly part: ReadyPart | null;
  /** Null: nothing is known of when it applies. */
  readonly condition: Compiled | null;
  readonly sides: Sides;
  /** The same part in the other wordings that may be in force. */
  readonly siblings: readonly number[];
  /** Every reading of the dates has this part. */
  readonly everywhere: boolean;
  /** Parts of the same wording that yield to this one. */
  readonly yieldsWithin: readonly number[];
  /** Parts of other norms that yield to this one. */
  readonly yieldsAcross: readonly number[];
};

/** A part of an offence not in force in the slice, with the definitions of its own first day. */
export type Elsewhere = {
  readonly wording: Wording;
  readonly part: ReadyPart | null;
  readonly condition: Compiled;
  readonly definitions: ReadonlyMap<string, DefinitionOn>;
  /** Parts of the same wording it yields to. */
  readonly yieldsTo: readonly Compiled[];
};

/** Cuts time at every day on which a norm may begin or end, and lays the norms out in each stretch. */
export function slices(
  coversFrom: DateText,
  norms: ReadonlyMap<string, NormInTime>,
  amendments: ReadonlyMap<string, AmendingAct>,
): readonly Slice[] {
  const used = usedAmendments(norms, amendments);
  const telling = tellingAmendments([...norms.values()].filter(judges));
  const cuts = [
    ...new Set([coversFrom, ...used.flatMap(({ inForce }) => Object.values(days(inForce)))]),
  ].sort(order);
  const laid = cuts.map((from, index) => {
    const open = used.filter(({ id, inForce }) => telling.has(id) && unsettled(windowOf(inForce), from));
    const sides = new Map<string, Sides>();
    for (const [id, { wordings }] of norms) {
      const found = sidesOn(wordings, from, amendments);
      if (found !== null) sides.set(id, found);
    }
    const regime: Regime = {
      id: from,
      from,
      until: cuts[index + 1] ?? null,
      established: open.length === 0,
      amendments: open.map(({ id }) => id).sort(order),
    };
    return { regime, norms: sides, definitions: definitionsIn(sides) };
  });
  const onDay = (date: DateText) => laid.findLast(({ regime }) => regime.from <= date) ?? laid[0];
  const offences = [...norms.values()]
    .filter(({ norm }) => norm.kind === "offence")
    .flatMap(({ wordings }) => wordings)
    .flatMap((wording) => elsewhere(wording, onDay(wording.begins.latest)?.definitions ?? new Map()));
  return laid.map((slice) => ({
    ...slice,
    offences: offencesIn(slice.norms),
    rules: rulesIn(slice.norms),
    elsewhere: offences.filter(({ wording }) => !possibly(wording, slice.regime.from)),
  }));
}

function days(inForce: AmendingAct["inForce"]): { readonly earliest: DateText; readonly latest: DateText } {
  const { earliest, latest } = windowOf(inForce);
  return { earliest, latest };
}

/**
 * Whether a norm belongs to the regime an act is judged under: what is an offence, what may be ordered, what the words
 * mean, and rules about these. A duty, right or service in doubt says so itself, and leaves the rest certain.
 */
function judges({ norm: { kind }, wordings }: NormInTime): boolean {
  if (kind === "offence" || kind === "measure" || kind === "definition") return true;
  return wordings.some(({ rules }) => rules.length > 0);
}

/** The amendments that begin or end a wording; an act that changes nothing here is no break. */
function usedAmendments(
  norms: ReadonlyMap<string, NormInTime>,
  amendments: ReadonlyMap<string, AmendingAct>,
): readonly AmendingAct[] {
  const ids = new Set<string>();
  for (const { wordings } of norms.values()) {
    for (const { version, ends } of wordings) {
      ids.add(version.from);
      if (version.until !== undefined && ends !== null) ids.add(version.until);
    }
  }
  return [...ids].map((id) => amendments.get(id)).filter((act) => act !== undefined);
}

/**
 * The acts on which an answer can hang: those that begin or end a norm, or change what one provides. A new wording
 * that provides the same leaves the law of its days established, whichever of them was the first.
 */
function tellingAmendments(norms: readonly NormInTime[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { wordings } of norms) {
    for (const [at, { version, ends }] of wordings.entries()) {
      const before = wordings[at - 1]?.version;
      if (before?.until !== version.from || provided(before) !== provided(version)) ids.add(version.from);
      if (version.until === undefined || ends === null) continue;
      if (wordings[at + 1]?.version.from !== version.until) ids.add(version.until);
    }
  }
  return ids;
}

/** What a wording provides, beside its summary and sources, as text to compare. */
function provided({ text, when, parts, measure, duties, right, service, rules }: Version): string {
  return JSON.stringify([text === "unknown", when, parts, measure, duties, right, service, rules]);
}

function sidesOn(
  wordings: readonly Wording[],
  on: DateText,
  amendments: ReadonlyMap<string, AmendingAct>,
): Sides | null {
  const open = wordings.filter((wording) => possibly(wording, on));
  const [first, last] = [open[0], open.at(-1)];
  if (first === undefined || last === undefined) return null;
  // A neighbour that begins or ends by the same act would be among `open`: so at the rim the norm itself is in doubt.
  const absent = first.begins.latest > on || (last.ends !== null && last.ends.earliest <= on);
  const acts = new Set(
    open.flatMap(({ version, ends }) =>
      version.until === undefined || ends === null ? [version.from] : [version.from, version.until],
    ),
  );
  const dates = [...acts].sort(order).flatMap((id): Missing[] => {
    const act = amendments.get(id);
    if (act === undefined || !unsettled(windowOf(act.inForce), on)) return [];
    return [{ kind: "date-of-law", amendment: id, ...days(act.inForce) }];
  });
  return { wordings: open, absent, settled: open.length === 1 && surely(first, on), unsettled: dates };
}

function definitionsIn(norms: ReadonlyMap<string, Sides>): ReadonlyMap<string, DefinitionOn> {
  const found = new Map<string, DefinitionOn>();
  for (const [id, { wordings, absent, unsettled }] of norms) {
    if (wordings[0]?.norm.kind !== "definition") continue;
    found.set(id, { wordings: wordings.map(({ when }) => when), absent, unsettled });
  }
  return found;
}

function rulesIn(norms: ReadonlyMap<string, Sides>): ReadonlyMap<string, readonly RuleInForce[]> {
  const found = new Map<string, RuleInForce[]>();
  for (const [id, sides] of norms) {
    // Wordings that say the same are one rule, whichever of them is in force.
    const agreed = !sides.absent && sides.wordings.every((one) => sameRules(one, sides.wordings[0]));
    const rules = agreed ? (sides.wordings[0]?.rules ?? []) : sides.wordings.flatMap((one) => one.rules);
    for (const ready of rules) {
      const act = actId(id);
      found.set(act, [...(found.get(act) ?? []), { ...ready, norm: id, settled: agreed || sides.settled }]);
    }
  }
  return found;
}

function sameRules(one: Wording, other: Wording | undefined): boolean {
  const said = (wording: Wording | undefined) =>
    JSON.stringify([wording?.version.when, wording?.version.rules]);
  return said(one) === said(other);
}

function offencesIn(norms: ReadonlyMap<string, Sides>): readonly OffenceEntry[] {
  const flat = [...norms.values()]
    .filter(({ wordings }) => wordings[0]?.norm.kind === "offence")
    .flatMap((sides) =>
      sides.wordings.flatMap((wording) => partsOf(wording).map((part) => ({ sides, wording, part }))),
    );
  const keys = flat.map(({ wording, part }) => key(wording.norm.id, part?.part.part ?? null));
  const positions = (of: (index: number) => boolean) =>
    flat.flatMap((_, index) => (of(index) ? [index] : []));
  return flat.map(({ sides, wording, part }, own) => {
    const siblings = positions((at) => at !== own && keys[at] === keys[own]);
    const overridden = positions((at) => at !== own && overrides(wording, part, flat[at]));
    const within = (at: number) => flat[at]?.wording === wording;
    return {
      key: keys[own] as string,
      wording,
      part,
      condition: part === null ? wording.when : part.condition,
      sides,
      siblings,
      everywhere: !sides.absent && siblings.length === sides.wordings.length - 1,
      yieldsWithin: overridden.filter(within),
      // Inside a window the other wordings of the same norm are alternatives to this one, not rivals.
      yieldsAcross: overridden.filter((at) => flat[at]?.wording.norm !== wording.norm),
    };
  });
}

type Place = { readonly wording: Wording; readonly part: ReadyPart | null };

function overrides(wording: Wording, part: ReadyPart | null, other: Place | undefined): boolean {
  if (part === null || other === undefined) return false;
  return part.part.overrides.some((text) => {
    const reference = readReference(text, wording.norm.id);
    return (
      reference.norm === other.wording.norm.id &&
      (reference.part === null || reference.part === other.part?.part.part)
    );
  });
}

/** The parts of a wording; a single null stands for a wording whose text is not held. */
function partsOf(wording: Wording): readonly (ReadyPart | null)[] {
  return wording.parts.length > 0 ? wording.parts : [null];
}

function elsewhere(wording: Wording, definitions: ReadonlyMap<string, DefinitionOn>): readonly Elsewhere[] {
  return partsOf(wording).flatMap((part) => {
    const condition = part === null ? wording.when : part.condition;
    if (condition === null) return [];
    const yieldsTo = wording.parts
      .filter((other) => other !== part && overrides(wording, other, { wording, part }))
      .map((other) => other.condition);
    return [{ wording, part, condition, definitions, yieldsTo }];
  });
}
