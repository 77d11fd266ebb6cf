import { type Condition, type FactPath, HARMS, key, type Law, sliceOn } from "@arasha/law";

/**
 * One day's law in the few words every rule engine has: definitions written out where they are used, kinds of harm as
 * lists instead of an order, and repetition as a fact worked out beforehand, since no peer can say it.
 */
export type RuleSet = {
  readonly date: string;
  readonly rules: readonly Rule[];
  readonly repetitions: readonly Repetition[];
  /** Keys of what two values cannot say: it hangs on a text not held or on another verdict, or may yield to what does. */
  readonly leftOut: readonly string[];
};

export type Rule = {
  /** `kz.uk-2014.109-1#2` for a part of an offence, the norm alone for a measure. */
  readonly key: string;
  readonly elements: Plain;
  /** Positions of the rules that yield to this one when both are met. */
  readonly displaces: readonly number[];
  /** The verdict when the elements are met and nothing displaces it. */
  readonly verdict: "applies" | "unknown-text";
};

/** An earlier penalty for one of the norms was executed within the duration (ISO 8601) before the act. */
export type Repetition = {
  readonly name: string;
  readonly within: string;
  readonly norms: readonly string[];
};

type Slice = ReturnType<typeof sliceOn>;

export type Plain =
  | { readonly all: readonly Plain[] }
  | { readonly any: readonly Plain[] }
  | { readonly not: Plain }
  | { readonly act: string }
  | { readonly fact: FactPath; readonly is: string | number | boolean }
  | { readonly fact: FactPath; readonly in: readonly (string | number)[] }
  | { readonly fact: FactPath; readonly atLeast: number }
  | { readonly fact: FactPath; readonly below: number }
  | { readonly repetition: string };

/**
 * Every offence and every measure of one day's law, but for what is left out. Throws on a day inside a window of
 * uncertain entry into force: a two-valued engine has no answer to it.
 */
export function rulesOn(law: Law, date: string): RuleSet {
  const slice = sliceOn(law, date);
  if (!slice.regime.established) throw new Error(`${date}: not established which law was in force`);
  const repetitions = new Map<string, Repetition>();
  const offences = slice.offences.map(
    ({ key, wording: { version }, part, yieldsWithin, yieldsAcross }): Draft => ({
      key,
      when: part === null ? null : both(version.when, part.part.when),
      displaces: [...yieldsWithin, ...yieldsAcross],
      verdict: "applies",
    }),
  );
  const measures = [...slice.norms.values()]
    .flatMap(({ wordings }) => wordings)
    .filter(({ norm }) => norm.kind === "measure")
    .map(({ norm, version }): Draft => {
      const { measure } = version;
      const when = measure?.offence === undefined ? both(version.when, measure?.when) : null;
      return { key: key(norm.id, null), when, displaces: [], verdict: measure ? "applies" : "unknown-text" };
    });
  const drafts = [...offences, ...measures];
  const kept = sayable(drafts, slice);
  return {
    date,
    rules: kept.map((at) => {
      const { when, displaces, ...rest } = drafts[at]!;
      const elements = simplify(when!, slice, repetitions);
      return {
        ...rest,
        elements,
        displaces: displaces.map((other) => kept.indexOf(other)).filter((other) => other >= 0),
      };
    }),
    repetitions: [...repetitions.values()],
    leftOut: drafts.flatMap(({ key }, at) => (kept.includes(at) ? [] : [key])),
  };
}

/** The norms whose penalties make some offence a repeated one. */
export function penalties({ repetitions }: RuleSet): readonly string[] {
  return repetitions.flatMap(({ norms }) => norms);
}

/** A rule before it is known whether two values can say it. `when` null: no condition on the facts alone is known. */
type Draft = Omit<Rule, "elements"> & { readonly when: Condition | null };

/** The positions of what two values can say: its text is held, and so is that of all it may yield to. */
function sayable(drafts: readonly Draft[], slice: Slice): readonly number[] {
  const out = new Set<number>();
  const leave = (at: number): void => {
    if (out.has(at)) return;
    out.add(at);
    for (const other of drafts[at]!.displaces) leave(other);
  };
  for (const [at, { when }] of drafts.entries()) if (when === null || !held(when, slice)) leave(at);
  return [...drafts.keys()].filter((at) => !out.has(at));
}

/** Whether every definition a condition hangs on is held. */
function held(condition: Condition, slice: Slice): boolean {
  if ("all" in condition) return condition.all.every((child) => held(child, slice));
  if ("any" in condition) return condition.any.every((child) => held(child, slice));
  if ("not" in condition) return held(condition.not, slice);
  if (!("defined" in condition)) return true;
  const when = definition(condition.defined, slice);
  return when !== undefined && held(when, slice);
}

/** What a norm provides applies where the condition of the whole version and its own both hold. */
function both(whole: Condition | undefined, own: Condition | undefined): Condition | null {
  const conditions = [whole, own].filter((condition) => condition !== undefined);
  const [first, second] = conditions;
  return first === undefined ? null : second === undefined ? first : { all: conditions };
}

function simplify(condition: Condition, slice: Slice, repetitions: Map<string, Repetition>): Plain {
  const again = (child: Condition) => simplify(child, slice, repetitions);
  if ("all" in condition) return { all: condition.all.map(again) };
  if ("any" in condition) return { any: condition.any.map(again) };
  if ("not" in condition) return { not: again(condition.not) };
  if ("act" in condition || "is" in condition || "in" in condition) return condition;
  if ("defined" in condition) return again(definition(condition.defined, slice)!);
  if ("penalisedWithin" in condition) {
    const known = `${condition.penalisedWithin} ${condition.for.join(" ")}`;
    const repetition = repetitions.get(known) ?? {
      name: `r${repetitions.size}`,
      within: condition.penalisedWithin,
      norms: condition.for,
    };
    repetitions.set(known, repetition);
    return { repetition: repetition.name };
  }
  if ("atLeast" in condition) {
    const { fact, atLeast } = condition;
    return typeof atLeast === "number" ? { fact, atLeast } : { fact, in: HARMS.slice(rank(atLeast)) };
  }
  const { fact, below } = condition;
  return typeof below === "number" ? { fact, below } : { fact, in: HARMS.slice(0, rank(below)) };
}

function definition(id: string, slice: Slice): Condition | undefined {
  return slice.norms.get(id)?.wordings[0]?.version.when;
}

function rank(harm: string): number {
  const found = (HARMS as readonly string[]).indexOf(harm);
  if (found < 0) throw new Error(`"${harm}" has no place in the order of harms`);
  return found;
}
