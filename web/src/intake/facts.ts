import {
  ACTS,
  COMPLAINTS,
  FACT_PATHS,
  type FactPath,
  type Facts,
  HARMS,
  MOTIVES,
  PLACES,
  RELATIONS,
  SEXES,
} from "@arasha/law";

/**
 * Answers as they are taken down: one value for each fact that was asked, flat by path. A path that is absent was
 * not asked or not answered, which is unknown and never false.
 */
export type Answers = { readonly [P in FactPath]?: AnswerOf<(typeof FACT_PATHS)[P]> };
export type Penalty = { readonly norm: string; readonly executed: string };

type AnswerOf<Kind> = Kind extends "list"
  ? readonly string[]
  : Kind extends "boolean"
    ? boolean
    : Kind extends "number"
      ? number
      : Kind extends "history"
        ? readonly Penalty[]
        : string;

/** Answer or clear one fact. An empty list of acts is no answer: nobody has said yet what happened. */
export function withAnswer<P extends FactPath>(
  answers: Answers,
  path: P,
  value: Answers[P] | undefined,
): Answers {
  const { [path]: _before, ...rest } = answers;
  const cleared = value === undefined || (path === "acts" && (value as readonly string[]).length === 0);
  return (cleared ? rest : { ...rest, [path]: value }) as Answers;
}

/** The day of the act; for one that went on over days, its last day and when it began (else empty). */
export type ActDate = { readonly date: string; readonly began: string };

/** The facts in the shape of the engine and of the journal. */
export function factsOf({ date, began }: ActDate, answers: Answers): Facts {
  const continuing = began !== "" && began < date;
  const facts: Record<string, unknown> = { date: continuing ? { from: began, to: date } : date };
  for (const [path, value] of Object.entries(answers)) {
    const [group, name] = path.split(".") as [string, string | undefined];
    if (name === undefined) facts[group] = value;
    else facts[group] = { ...(facts[group] as object | undefined), [name]: value };
  }
  return facts as Facts;
}

/** The way back, for a form that starts from facts already recorded. */
export function answersOf(facts: Facts): ActDate & { readonly answers: Answers } {
  const answers: Record<string, unknown> = {};
  for (const path of Object.keys(FACT_PATHS) as FactPath[]) {
    const [group, name] = path.split(".") as [keyof Facts, string | undefined];
    const held: unknown = facts[group];
    const value = name === undefined ? held : (held as Readonly<Record<string, unknown>> | undefined)?.[name];
    if (value !== undefined) answers[path] = value;
  }
  const { date } = facts;
  const when = typeof date === "string" ? { date, began: "" } : { date: date.to, began: date.from };
  return { ...when, answers: answers as Answers };
}

/** The values a fact can take where it is a choice, in the order they are offered. */
export const CHOICES: Partial<Record<FactPath, readonly string[]>> = {
  acts: ACTS,
  harm: HARMS,
  relation: RELATIONS,
  "victim.sex": SEXES,
  "respondent.sex": SEXES,
  "circumstances.place": PLACES,
  "circumstances.motive": MOTIVES,
  complaint: COMPLAINTS,
};

/** Facts with a place of their own in the conversation; all others stand under "more facts". */
const IN_CONVERSATION: ReadonlySet<FactPath> = new Set<FactPath>([
  "acts",
  "harm",
  "relation",
  "complaint",
  "victim.age",
  "victim.sex",
  "victim.pregnant",
  "victim.disabled",
  "respondent.age",
  "respondent.sex",
  "respondent.intoxicated",
  "circumstances.weapon",
  "circumstances.childPresent",
  "circumstances.sharedHome",
  "circumstances.threatToLife",
  "orders.protectiveOrder",
]);

export const MORE_FACTS: readonly FactPath[] = (Object.keys(FACT_PATHS) as FactPath[]).filter(
  (path) => !IN_CONVERSATION.has(path),
);
