import { clauses, fill, oneOf } from "./clauses.ts";
import type { Law } from "./compile.ts";
import { dateInWords, periodInWords, unitsInWords } from "./date-in-words.ts";
import { FACT_PATHS, type FactPath, type HARMS } from "./facts.ts";
import type { Language, Text } from "./norm.ts";
import { actId } from "./reference.ts";
import type { Explanation } from "./result.ts";
import { choiceStatements, harmThan, type Statement, statements } from "./statements.ts";
import { factNames, valueName } from "./words.ts";

export type FactLeaf = Extract<Explanation, { readonly fact: FactPath }>;

/**
 * One comparison of a fact as a clause that says what was found, not what was wanted: "the harm is pain, which is not
 * light or worse". So it reads the same whether the norm asks for it or excludes it; `negated` only turns the hint
 * that lists what would have counted.
 */
export function phrase(leaf: FactLeaf, negated: boolean, language: Language, law: Law): string {
  if (leaf.op === "act") return actPhrase(leaf, language);
  if (leaf.op === "penalisedWithin") return penaltyPhrase(leaf, language, law);
  const kind = FACT_PATHS[leaf.fact];
  if (kind === "boolean") return booleanPhrase(leaf, language);
  if (kind === "number") return numberPhrase(leaf, negated, language);
  const ordered = leaf.op === "atLeast" || leaf.op === "below";
  return ordered ? harmPhrase(leaf, language) : choicePhrase(leaf, negated, language);
}

function actPhrase({ truth, expected, value }: FactLeaf, language: Language): string {
  const act = valueText("acts", expected, language);
  if (value === undefined) {
    const found = fill(clauses.notKnown, language, { fact: factNames.acts[language] });
    return fill(clauses.counts, language, { found, list: act });
  }
  const acts = (value as readonly string[]).map((one) => valueText("acts", one, language));
  if (truth === "yes") return fill(acts.length === 1 ? clauses.act : clauses.oneAct, language, { act });
  if (acts.length === 0) return clauses.noAct[language];
  const text = acts.length === 1 ? clauses.otherAct : clauses.otherActs;
  return fill(text, language, { acts: acts.join(", "), act });
}

function booleanPhrase({ fact, value }: FactLeaf, language: Language): string {
  const statement = (statements as Readonly<Record<string, Statement>>)[fact] as Statement;
  if (value === undefined)
    return fill(clauses.notKnownWhether, language, { whether: statement.whether[language] });
  return statement[value === true ? "yes" : "no"][language];
}

const AGED: Partial<Record<FactPath, Text>> = {
  "victim.age": { kk: "жәбірленуші", ru: "потерпевшему лицу", en: "the victim" },
  "respondent.age": { kk: "шағым жасалған адам", ru: "лицу, на которое жалуются,", en: "the respondent" },
};

function numberPhrase(leaf: FactLeaf, negated: boolean, language: Language): string {
  const { op, fact, expected, truth, value } = leaf;
  const who = AGED[fact]?.[language];
  if (op !== "atLeast" && op !== "below") return choicePhrase(leaf, negated, language);
  const limit = Number(expected);
  if (value === undefined) {
    if (who === undefined) return unknownNumber(leaf, negated, language);
    const text = op === "atLeast" ? clauses.whetherAgedFrom : clauses.whetherAgedUnder;
    const limitYears = unitsInWords(limit, "years", language);
    const whether = fill(text, language, { who, limit: String(limit), limitYears });
    return fill(clauses.notKnownWhether, language, { whether });
  }
  const reached = (op === "atLeast") === (truth === "yes");
  const n = Number(value);
  const values = { n: String(n), limit: String(limit), years: unitsInWords(n, "years", language) };
  if (who !== undefined) {
    return fill(reached ? clauses.agedFrom : clauses.agedUnder, language, { ...values, who });
  }
  const name = factNames[fact][language];
  return fill(reached ? clauses.numberFrom : clauses.numberUnder, language, { ...values, fact: name });
}

function unknownNumber({ op, fact, expected }: FactLeaf, negated: boolean, language: Language): string {
  const found = fill(clauses.notKnown, language, { fact: factNames[fact][language] });
  const list = fill(op === "atLeast" ? clauses.from : clauses.under, language, { limit: String(expected) });
  return fill(negated ? clauses.rulesOut : clauses.counts, language, { found, list });
}

function harmPhrase({ op, fact, expected, truth, value }: FactLeaf, language: Language): string {
  const than = harmThan[expected as (typeof HARMS)[number]][language];
  if (value === undefined) {
    const text = op === "atLeast" ? clauses.whetherHarmFrom : clauses.whetherHarmUnder;
    return fill(clauses.notKnownWhether, language, { whether: fill(text, language, { than }) });
  }
  const harm = statementOf(fact, value, language);
  if (value === expected) return harm;
  const reached = (op === "atLeast") === (truth === "yes");
  return fill(reached ? clauses.harmFrom : clauses.harmUnder, language, { harm, than });
}

function choicePhrase(
  { op, fact, expected, truth, value }: FactLeaf,
  negated: boolean,
  language: Language,
): string {
  if (value !== undefined && truth === "yes") return statementOf(fact, value, language);
  const found =
    value === undefined
      ? fill(clauses.notKnown, language, { fact: factNames[fact][language] })
      : statementOf(fact, value, language);
  // What was found already speaks for the answer: the list of what would have spoken against it adds nothing.
  if (value !== undefined && negated) return found;
  const wanted = op === "in" ? (expected as readonly unknown[]) : [expected];
  const list = oneOf(
    wanted.map((one) => valueText(fact, one, language)),
    language,
  );
  return fill(negated ? clauses.rulesOut : clauses.counts, language, { found, list });
}

function penaltyPhrase({ truth, expected, value }: FactLeaf, language: Language, law: Law): string {
  const { within, for: norms } = expected as { readonly within: string; readonly for: readonly string[] };
  const given = (value ?? []) as readonly { readonly norm: string; readonly executed: string }[];
  const values = {
    period: periodInWords(Temporal.Duration.from(within), language),
    norms: oneOf(
      norms.map((norm) => named(norm, language, law)),
      language,
    ),
    penalties: given
      .map(({ norm, executed }) => `${named(norm, language, law)}, ${dateInWords(executed, language)}`)
      .join("; "),
  };
  if (truth === "yes") return fill(clauses.penalised, language, values);
  const found =
    truth === "no"
      ? fill(clauses.notPenalised, language, values)
      : fill(clauses.notKnownWhether, language, {
          whether: fill(clauses.whetherPenalised, language, values),
        });
  return given.length === 0
    ? found
    : fill(clauses.otherPenalties, language, { found, penalties: values.penalties });
}

function statementOf(fact: FactPath, value: unknown, language: Language): string {
  const statement = typeof value === "string" ? choiceStatements[fact]?.[value]?.[language] : undefined;
  if (statement !== undefined) return statement;
  const n = valueText(fact, value, language);
  return fill(clauses.number, language, { fact: factNames[fact][language], n });
}

function valueText(fact: FactPath, value: unknown, language: Language): string {
  return valueName(fact, value)?.[language] ?? String(value);
}

/** How a norm is cited: the act's short name and the article, with its part where one is meant: `CC 109-1 part 2`. */
export function cite(norm: string, part: string | null, language: Language, law: Law): string {
  const act = law.acts.get(actId(norm))?.cited[language] ?? actId(norm);
  const cited = `${act} ${norm.split(".")[2] ?? norm}`;
  return part === null ? cited : fill(clauses.part, language, { cited, part });
}

/** A norm by its title and citation; one the pack does not hold (an entry of somebody's history) by its id. */
export function named(reference: string, language: Language, law: Law): string {
  const [id = reference, part = null] = reference.split("#");
  const norm = law.norms.get(id)?.norm;
  if (norm === undefined) return reference;
  return fill(clauses.named, language, { title: norm.title[language], cited: cite(id, part, language, law) });
}
