import { type Condition, type FactPath, HARMS, key, type Law, sliceOn } from "@arasha/law";

/**
 * One day's law in the few words every rule engine has: definitions written out where they are used, kinds of harm as
 * lists instead of an order, and repetition as a fact worked out beforehand, since no peer can say it.
 */
export type RuleSet = {
  readonly date: string;
  readonly rules: readonly Rule[];
  readonly repetitions: readonly Repetition[];
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
 * Every offence and every measure of one day's law. Throws on a day inside a window of uncertain entry into force and
 * on a condition that hangs on a text the pack does not hold: a two-valued engine has no answer to either.
 */
export function rulesOn(law: Law, date: string): RuleSet {
  const slice = sliceOn(law, date);
  if (!slice.regime.established) throw new Error(`${date}: not established which law was in force`);
  const repetitions = new Map<string, Repetition>();
  const plain = (condition: Condition): Plain => simplify(condition, slice, repetitions);
  const offences = slice.offences.map(({ key, wording, part, yieldsWithin, yieldsAcross }): Rule => {
    if (part === null) throw new Error(`${key}: its text is not in the pack`);
    const elements = both(wording.version.when, part.part.when);
    return {
      key,
      elements: plain(elements),
      displaces: [...yieldsWithin, ...yieldsAcross],
      verdict: "applies",
    };
  });
  const measures = [...slice.norms.values()].flatMap(({ wordings }) =>
    wordings
      .filter(({ norm }) => norm.kind === "measure")
      .map(({ norm, version }): Rule => {
        const elements = both(version.when, version.measure?.when);
        const verdict = version.measure === undefined ? "unknown-text" : "applies";
        return { key: key(norm.id, null), elements: plain(elements), displaces: [], verdict };
      }),
  );
  return { date, rules: [...offences, ...measures], repetitions: [...repetitions.values()] };
}

/** What a norm provides applies where the condition of the whole version and its own both hold. */
function both(whole: Condition | undefined, own: Condition | undefined): Condition {
  const conditions = [whole, own].filter((condition) => condition !== undefined);
  const [first, second] = conditions;
  if (first === undefined) throw new Error("a rule without any condition");
  return second === undefined ? first : { all: conditions };
}

function simplify(condition: Condition, slice: Slice, repetitions: Map<string, Repetition>): Plain {
  const again = (child: Condition) => simplify(child, slice, repetitions);
  if ("all" in condition) return { all: condition.all.map(again) };
  if ("any" in condition) return { any: condition.any.map(again) };
  if ("not" in condition) return { not: again(condition.not) };
  if ("act" in condition || "is" in condition || "in" in condition) return condition;
  if ("defined" in condition) return again(definition(condition.defined, slice));
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

function definition(id: string, slice: Slice): Condition {
  const when = slice.norms.get(id)?.wordings[0]?.version.when;
  if (when === undefined) throw new Error(`${id}: a definition whose text is not in the pack`);
  return when;
}

function rank(harm: string): number {
  const found = (HARMS as readonly string[]).indexOf(harm);
  if (found < 0) throw new Error(`"${harm}" has no place in the order of harms`);
  return found;
}
