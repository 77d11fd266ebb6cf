import {
  ACTS,
  COMPLAINTS,
  type DateText,
  FACT_PATHS,
  type FactPath,
  type Facts,
  HARMS,
  MOTIVES,
  PLACES,
  plainDate,
  RELATIONS,
  SEXES,
} from "@arasha/law";

/** What was answered so far, in the order of the questions. It lives in the fields of the form and nowhere else. */
export type Told = {
  readonly date: DateText | null;
  readonly answers: readonly Answer[];
};
/** `value` null: the question was skipped. */
export type Answer = { readonly fact: FactPath; readonly value: Value | null };
export type Value = string | number | boolean | readonly string[];

export const CHOICES: Readonly<Partial<Record<FactPath, readonly string[]>>> = {
  harm: HARMS,
  relation: RELATIONS,
  "victim.sex": SEXES,
  "respondent.sex": SEXES,
  "circumstances.place": PLACES,
  "circumstances.motive": MOTIVES,
  complaint: COMPLAINTS,
};

/** The largest number the facts allow. */
export function mostOf(fact: FactPath): number {
  return fact.endsWith(".age") ? 120 : 99;
}

/** Reads the fields `d` and `f`; null when anything in them is not what these pages write. */
export function readTold(fields: URLSearchParams): Told | null {
  const date = fields.get("d");
  if (date !== null && !plainDate.safeParse(date).success) return null;
  const answers = fields.getAll("f").map(readAnswer);
  if (answers.some((one) => one === null)) return null;
  const read = answers.filter((one) => one !== null);
  const facts = new Set(read.map(({ fact }) => fact));
  return facts.size === read.length ? { date, answers: read } : null;
}

/** The text of one answer as a hidden field carries it: `relation=spouse`, skipped as `relation`. */
export function writeAnswer({ fact, value }: Answer): string {
  if (value === null) return fact;
  return `${fact}=${typeof value === "object" ? value.join(",") : value}`;
}

function readAnswer(text: string): Answer | null {
  const at = text.indexOf("=");
  const fact = at === -1 ? text : text.slice(0, at);
  if (!isFact(fact)) return null;
  if (at === -1) return { fact, value: null };
  const written = text.slice(at + 1);
  const value = readValue(
    fact,
    fact === "acts" || written === "" ? written.split(",").filter(Boolean) : [written],
  );
  return value === null ? null : { fact, value };
}

function isFact(text: string): text is FactPath {
  return Object.hasOwn(FACT_PATHS, text);
}

/** What was chosen for a question, as the facts hold it; null when it is no answer to it. */
export function readValue(fact: FactPath, chosen: readonly string[]): Value | null {
  const kind = FACT_PATHS[fact];
  const [only] = chosen;
  if (kind === "list") {
    const known = ACTS.filter((act) => chosen.includes(act));
    return known.length > 0 && known.length === new Set(chosen).size ? known : null;
  }
  // That there were penalties says nothing without which and when: that is left unknown.
  if (kind === "history") return chosen.length === 0 || only === "none" ? [] : null;
  if (chosen.length !== 1 || only === undefined) return null;
  if (kind === "boolean") return only === "true" ? true : only === "false" ? false : null;
  if (kind === "number") {
    return /^\d{1,3}$/.test(only) && Number(only) <= mostOf(fact) ? Number(only) : null;
  }
  return CHOICES[fact]?.includes(only) ? only : null;
}

/** The incident as the engine takes it. Without a day the law of today is asked. */
export function factsOf({ date, answers }: Told, today: DateText): Facts {
  const facts: Record<string, unknown> = { date: date ?? today };
  for (const { fact, value } of answers) {
    if (value === null) continue;
    const [group, name] = fact.split(".") as [string, string | undefined];
    facts[group] = name === undefined ? value : { ...(facts[group] as object | undefined), [name]: value };
  }
  return facts as Facts;
}
