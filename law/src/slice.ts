import { type ActIndex, actIndex } from "./act-index.ts";
import type { NormInTime, ReadyDuty, ReadyRule, Wording } from "./compile.ts";
import type { Compiled, DefinitionOn } from "./condition.ts";
import type { DateText } from "./date.ts";
import type { AmendingAct, OffenceClass, Version } from "./norm.ts";
import { classBits, type Elsewhere, elsewhereOf, type OffenceEntry, offencesIn } from "./offence-entry.ts";
import { actId } from "./reference.ts";
import type { Missing, Regime, Truth } from "./result.ts";
import { type Sheet, sheetOf } from "./sheet.ts";
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
  readonly measures: readonly Provision[];
  /** Rights and services. */
  readonly rights: readonly Provision[];
  readonly duties: readonly DutyEntry[];
  /** Duties of which no text is held. */
  readonly unread: readonly Provision[];
  /** The conditions of each of these lists. Without one: of an offence it is unknown, all else stands if its text is held. */
  readonly sheets: Readonly<Record<"offences" | "measures" | "rights" | "duties" | "unread", Sheet>>;
  /** Of each of these lists, what the acts of an incident leave open. */
  readonly byAct: Readonly<
    Record<"offences" | "elsewhere" | "measures" | "rights" | "duties" | "unread", ActIndex>
  >;
};

/** One wording of a norm that applies whole. */
export type Provision = {
  readonly wording: Wording;
  readonly sides: Sides;
  /** Null: it applies to every incident, if its text is held. */
  readonly condition: Compiled | null;
  /** Only where the law of the day sees an offence of one of these classes. */
  readonly offence: readonly OffenceClass[] | null;
  /** The same as bits. */
  readonly classes: number;
  readonly textHeld: boolean;
};

export type DutyEntry = { readonly wording: Wording; readonly sides: Sides; readonly ready: ReadyDuty };

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

/** A stretch of time; its law is laid out when it is first asked for, and kept: few questions reach all of them. */
export type Stretch = { readonly regime: Regime; readonly slice: () => Slice };

/** Cuts time at every day on which a norm may begin or end. */
export function stretches(
  coversFrom: DateText,
  norms: ReadonlyMap<string, NormInTime>,
  amendments: ReadonlyMap<string, AmendingAct>,
): readonly Stretch[] {
  const used = usedAmendments(norms, amendments);
  const telling = tellingAmendments([...norms.values()].filter(judges));
  const cuts = [
    ...new Set([coversFrom, ...used.flatMap(({ inForce }) => Object.values(days(inForce)))]),
  ].sort(order);
  const inForce = cuts.map((from, index): InForce => {
    const open = used.filter(({ id, inForce }) => telling.has(id) && unsettled(windowOf(inForce), from));
    const regime: Regime = {
      id: from,
      from,
      until: cuts[index + 1] ?? null,
      established: open.length === 0,
      amendments: open.map(({ id }) => id).sort(order),
    };
    return { regime, norms: once(() => normsOn(norms, from, amendments)) };
  });
  const offences = once(() => everyOffence(norms, inForce));
  return inForce.map(({ regime, norms }) => ({
    regime,
    slice: once(() => {
      const elsewhere = offences().filter(({ wording }) => !possibly(wording, regime.from));
      return laidOut({ regime, ...norms() }, elsewhere);
    }),
  }));
}

type InForce = {
  readonly regime: Regime;
  readonly norms: () => Pick<Slice, "norms" | "definitions">;
};

function normsOn(
  norms: ReadonlyMap<string, NormInTime>,
  day: DateText,
  amendments: ReadonlyMap<string, AmendingAct>,
): Pick<Slice, "norms" | "definitions"> {
  const sides = new Map<string, Sides>();
  for (const [id, { wordings }] of norms) {
    const found = sidesOn(wordings, day, amendments);
    if (found !== null) sides.set(id, found);
  }
  return { norms: sides, definitions: definitionsIn(sides) };
}

/** The offences of all times, each read with the definitions of its own. */
function everyOffence(
  norms: ReadonlyMap<string, NormInTime>,
  inForce: readonly InForce[],
): readonly Elsewhere[] {
  const on = (date: DateText) => inForce.findLast(({ regime }) => regime.from <= date) ?? inForce[0];
  return [...norms.values()]
    .filter(({ norm }) => norm.kind === "offence")
    .flatMap(({ wordings }) => wordings)
    .flatMap((wording) => elsewhereOf(wording, on(wording.begins.latest)?.norms().definitions ?? new Map()));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Everything the norms of a stretch provide, in lists, each with its index. */
function laidOut(
  slice: Pick<Slice, "regime" | "norms" | "definitions">,
  elsewhere: readonly Elsewhere[],
): Slice {
  const { norms, definitions } = slice;
  const rules = rulesIn(norms);
  const places = [...norms.values()].flatMap((sides) =>
    sides.wordings.map((wording) => ({ sides, wording })),
  );
  const offences = offencesIn(norms, rules);
  const measures = places
    .filter(({ wording }) => wording.norm.kind === "measure")
    .map((place) => {
      const { measure, when, version } = place.wording;
      return {
        ...place,
        condition: measure ?? when,
        offence: version.measure?.offence ?? null,
        classes: classBits(version.measure?.offence ?? []),
        textHeld: version.measure !== undefined,
      };
    });
  const rights = places
    .filter(({ wording: { norm } }) => norm.kind === "right" || norm.kind === "service")
    .map((place) => {
      const { when, version } = place.wording;
      return {
        ...place,
        condition: when,
        offence: version.right?.offence ?? null,
        classes: classBits(version.right?.offence ?? []),
        textHeld: version.text !== "unknown",
      };
    });
  const unread = places
    .filter(({ wording }) => wording.norm.kind === "duty" && wording.duties.length === 0)
    .map((place) => ({
      ...place,
      condition: place.wording.when,
      offence: null,
      classes: 0,
      textHeld: false,
    }));
  const duties = places.flatMap((place) => place.wording.duties.map((ready) => ({ ...place, ready })));
  const sheet = (conditions: readonly (Compiled | Truth)[]) =>
    sheetOf(
      conditions.map((one) => (typeof one === "string" ? one : one.condition)),
      definitions,
    );
  const provided = ({ condition, textHeld }: Provision) => condition ?? (textHeld ? "yes" : "unknown");
  const index = (conditions: readonly (Compiled | null)[]) =>
    actIndex(conditions.map((condition) => condition?.needs(definitions) ?? null));
  return {
    ...slice,
    offences,
    rules,
    elsewhere,
    measures,
    rights,
    duties,
    unread,
    sheets: {
      offences: sheet(offences.map(({ condition }) => condition ?? "unknown")),
      measures: sheet(measures.map(provided)),
      rights: sheet(rights.map(provided)),
      duties: sheet(duties.map(({ ready }) => ready.when ?? "yes")),
      unread: sheet(unread.map(provided)),
    },
    byAct: {
      offences: index(offences.map(({ condition }) => condition)),
      elsewhere: actIndex(elsewhere.map((one) => one.needs)),
      measures: index(measures.map(({ condition }) => condition)),
      rights: index(rights.map(({ condition }) => condition)),
      duties: index(duties.map(({ ready }) => ready.when)),
      unread: index(unread.map(({ condition }) => condition)),
    },
  };
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
