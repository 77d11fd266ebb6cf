import { assess } from "./assess.ts";
import { type Law, sliceOn, type Wording } from "./compile.ts";
import type { DateText } from "./date.ts";
import type { Facts } from "./facts.ts";
import type { AmendingAct, Norm, Text, Version } from "./norm.ts";
import { key } from "./reference.ts";
import type { Assessment, OffenceAnswer, Regime } from "./result.ts";
import type { Slice } from "./slice.ts";
import { order, possibly, surely, type Window, windowOf } from "./window.ts";

/** A version in time. `begins` and `ends` are windows: one day twice where the day is established. */
export type ShownVersion = {
  readonly version: Version;
  readonly index: number;
  readonly begins: Window;
  readonly ends: Window | null;
  /** On the day asked about: in force whatever the dates, or only on one reading of them. Absent if no day was asked. */
  readonly inForce?: "surely" | "possibly";
};
export type Shown = { readonly norm: Norm; readonly versions: readonly ShownVersion[] };

/** A norm with all its versions, or those (possibly) in force on a day: none, one, or both sides of a window. Null: no such norm. */
export function show(law: Law, id: string, on?: DateText): Shown | null {
  const found = law.norms.get(id);
  if (found === undefined) return null;
  if (on !== undefined) sliceOn(law, on, "on");
  const versions = found.wordings
    .filter((wording) => on === undefined || possibly(wording, on))
    .map((wording): ShownVersion => {
      const { version, index, begins, ends } = wording;
      const shown = { version, index, begins, ends };
      return on === undefined ? shown : { ...shown, inForce: surely(wording, on) ? "surely" : "possibly" };
    });
  return { norm: found.norm, versions };
}

/** The regime a day falls in. Throws LawError as `assess` does. */
export function regimeOn(law: Law, date: DateText): Regime {
  return sliceOn(law, date).regime;
}

/** A day on which norms (may) begin, end or change. */
export type Break = {
  readonly date: DateText;
  readonly amendments: readonly string[];
  readonly norms: readonly string[];
};

/** Every such day in order, with the acts that do it and the norms they touch. A window is two: its first and last day. */
export function breaks(law: Law): readonly Break[] {
  const found = new Map<DateText, { readonly amendments: Set<string>; readonly norms: Set<string> }>();
  const add = (window: Window, amendment: string, norm: string) => {
    for (const date of [window.earliest, window.latest]) {
      const at = found.get(date) ?? { amendments: new Set(), norms: new Set() };
      at.amendments.add(amendment);
      at.norms.add(norm);
      found.set(date, at);
    }
  };
  for (const [id, { wordings }] of law.norms) {
    for (const { version, begins, ends } of wordings) {
      add(begins, version.from, id);
      if (ends !== null && version.until !== undefined) add(ends, version.until, id);
    }
  }
  return [...found]
    .sort(([a], [b]) => order(a, b))
    .map(([date, { amendments, norms }]) => ({
      date,
      amendments: [...amendments].sort(order),
      // In the order of their ids, as the law holds them.
      norms: [...norms],
    }));
}

/** What became of one norm. The versions are positions in the norm, before and after; two inside a window. */
export type NormChange = {
  readonly norm: string;
  readonly title: Text;
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** False where a date of law decides that is not established. */
  readonly established: boolean;
};

/** How one answer stands on a day. */
export type Stand = {
  readonly kind: "offence" | "measure" | "right";
  readonly verdict: OffenceAnswer["verdict"];
  readonly class?: OffenceAnswer["class"];
  readonly sanctions?: OffenceAnswer["sanctions"];
};
/** `answer` is `norm#part`, or `norm`. Several stands: the wordings inside a window. */
export type AnswerChange = {
  readonly answer: string;
  readonly before: readonly Stand[];
  readonly after: readonly Stand[];
};

export type Comparison = {
  readonly from: DateText;
  readonly to: DateText;
  readonly began: readonly NormChange[];
  readonly ended: readonly NormChange[];
  readonly changed: readonly NormChange[];
  /** Acts that (may) take force after the first day and by the second, in order. */
  readonly breaks: readonly AmendingAct[];
  readonly answers?: {
    readonly gained: readonly AnswerChange[];
    readonly lost: readonly AnswerChange[];
    readonly changed: readonly AnswerChange[];
  };
};

/**
 * What differs between the law of two days and, given an incident, between its answers under them (the facts keep
 * their own date, the law is that of `a` and `b`). To see what a bill would do, compile the pack with that bill and
 * compare a day before with a day after it. Throws LawError as `assess` does.
 */
export function compare(law: Law, a: DateText, b: DateText, facts?: Facts): Comparison {
  const [before, after] = [sliceOn(law, a, "from"), sliceOn(law, b, "to")];
  const changes = [...law.norms.values()].flatMap(({ norm }) => normChange(norm, before, after));
  const both = (change: NormChange) => change.before.length > 0 && change.after.length > 0;
  const differences = {
    from: a,
    to: b,
    began: changes.filter(({ before }) => before.length === 0),
    ended: changes.filter(({ after }) => after.length === 0),
    changed: changes.filter(both),
    breaks: between(law, a, b),
  };
  return facts === undefined ? differences : { ...differences, answers: answerChanges(law, a, b, facts) };
}

function normChange(norm: Norm, before: Slice, after: Slice): readonly NormChange[] {
  const sides = [before.norms.get(norm.id), after.norms.get(norm.id)];
  const [old, now] = sides.map((side) => (side?.wordings ?? []).map(({ index }: Wording) => index)) as [
    number[],
    number[],
  ];
  const established = sides.every((side) => side === undefined || side.settled);
  if (old.join() === now.join() && sides[0]?.absent === sides[1]?.absent) return [];
  return [{ norm: norm.id, title: norm.title, before: old, after: now, established }];
}

function between(law: Law, a: DateText, b: DateText): readonly AmendingAct[] {
  const [first, last] = a <= b ? [a, b] : [b, a];
  const ids = new Set(
    breaks(law)
      .filter(({ date }) => first < date && date <= last)
      .flatMap(({ amendments }) => amendments),
  );
  return [...ids]
    .map((id) => law.amendments.get(id))
    .filter((act) => act !== undefined)
    .sort((x, y) => order(windowOf(x.inForce).earliest, windowOf(y.inForce).earliest) || order(x.id, y.id));
}

function answerChanges(law: Law, a: DateText, b: DateText, facts: Facts): NonNullable<Comparison["answers"]> {
  const [before, after] = [a, b].map((on) => stands(assess(law, facts, { on, because: false }))) as [
    Stands,
    Stands,
  ];
  const names = [...new Set([...before.keys(), ...after.keys()])].sort(order);
  const changes = names
    .map((answer) => ({ answer, before: before.get(answer) ?? [], after: after.get(answer) ?? [] }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
  return {
    gained: changes.filter(({ before }) => before.length === 0),
    lost: changes.filter(({ after }) => after.length === 0),
    changed: changes.filter(({ before, after }) => before.length > 0 && after.length > 0),
  };
}

type Stands = ReadonlyMap<string, readonly Stand[]>;

function stands({ offences, measures, rights }: Assessment): Stands {
  const found = new Map<string, Stand[]>();
  const add = (answer: string, stand: Stand) => found.set(answer, [...(found.get(answer) ?? []), stand]);
  for (const { norm, part, verdict, class: of, sanctions } of offences) {
    add(key(norm, part), { kind: "offence", verdict, class: of, sanctions });
  }
  for (const { norm, verdict } of measures) add(norm, { kind: "measure", verdict });
  for (const { norm, verdict } of rights) add(norm, { kind: "right", verdict });
  return found;
}
