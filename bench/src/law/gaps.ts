import { FACT_PATHS, Facts } from "@arasha/law";
import type { Table } from "../section.ts";
import { type Form, verdicts } from "./form.ts";

/** An incident with one fact not asked yet, and the rule that hangs on it. */
type Gap = { readonly told: string; readonly facts: Facts; readonly left: string; readonly rule: string };

/** What each form says of a rule when the fact that decides it was never asked. Forms that say the same share a row. */
export async function gaps(date: string, forms: readonly Form[]): Promise<Table> {
  const incidents = gapsOn(date);
  const rows = new Map<string, string[]>();
  for (const form of forms) {
    const saying: string[] = [];
    for (const { facts, left, rule } of incidents) saying.push(await said(form, without(facts, left), rule));
    const same = JSON.stringify(saying);
    rows.set(same, [...(rows.get(same) ?? []), form.name]);
  }
  return {
    caption: "What each says of a rule when the fact that decides it was never asked",
    columns: ["by", ...incidents.map(({ told, left, rule }) => `${told}, \`${left}\` unknown: \`${rule}\`?`)],
    rows: [...rows].map(([same, names]) => [names.join("; "), ...JSON.parse(same)]),
  };
}

async function said(form: Form, facts: Facts, rule: string): Promise<string> {
  try {
    const answers = await verdicts(form, facts);
    const verdict = answers.find(({ key }) => key === rule)?.verdict;
    return verdict ?? "nothing";
  } catch (error) {
    return `error: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function gapsOn(date: string): readonly Gap[] {
  return [
    {
      told: "rape",
      facts: known(date, { acts: ["rape"] }),
      left: "victim.age",
      rule: "kz.uk-2014.120#4",
    },
    {
      told: "insult of a wife",
      facts: known(date, { acts: ["insult"] }),
      left: "circumstances.place",
      rule: "kz.uk-2014.131#1",
    },
    {
      told: "insult at home",
      facts: known(date, { acts: ["insult"] }),
      left: "relation",
      rule: "kz.koap-2014.73#1",
    },
    {
      told: "battery by a husband",
      facts: known(date, { acts: ["battery"], harm: "medium" }),
      left: "harm",
      rule: "kz.uk-2014.107#1",
    },
    {
      told: "breach of a protective order",
      facts: known(date, { acts: ["breach-of-protective-order"], orders: ORDERED }),
      left: "history",
      rule: "kz.koap-2014.461#1-1",
    },
    {
      told: "bullying of a child of 10",
      facts: child(known(date, { acts: ["bullying"] })),
      left: "respondent.age",
      rule: "kz.koap-2014.127-2#1",
    },
  ];
}

const ORDERED = { protectiveOrder: true, specialRequirements: false };

function child(facts: Facts): Facts {
  return { ...facts, victim: { ...facts.victim, age: 10 } };
}

/** A case of which everything is known, all of it as harmless as can be, but for what is given. */
function known(date: string, given: Readonly<Record<string, unknown>>): Facts {
  const facts: Record<string, unknown> = { ...HARMLESS, date };
  for (const [path, kind] of Object.entries(FACT_PATHS)) {
    const [first, second] = path.split(".") as [string, string | undefined];
    if (kind !== "boolean" || second === undefined) continue;
    facts[first] = { [second]: false, ...(facts[first] as object | undefined) };
  }
  return Facts.parse({ ...facts, ...given });
}

const HARMLESS = {
  acts: [],
  harm: "none",
  relation: "spouse",
  victim: { age: 34, sex: "female" },
  respondent: { age: 36, sex: "male", sane: true },
  circumstances: { place: "home", motive: "other", sharedHome: true },
  history: [],
  complaint: "given",
  reconciliation: { before: 0 },
};

/** One fact taken out, by its dotted path. Throws when it was not there: the example would show nothing. */
function without(facts: Facts, path: string): Facts {
  const [first, second] = path.split(".") as [keyof Facts, string | undefined];
  const { [first]: group, ...rest } = facts;
  if (group === undefined) throw new Error(`the case has no ${path}`);
  if (second === undefined) return Facts.parse(rest);
  const { [second]: fact, ...others } = group as Readonly<Record<string, unknown>>;
  if (fact === undefined) throw new Error(`the case has no ${path}`);
  return Facts.parse({ ...rest, [first]: others });
}
