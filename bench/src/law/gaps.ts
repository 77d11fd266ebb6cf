import { Facts } from "@arasha/law";
import type { Table } from "../section.ts";
import { without } from "./cases.ts";
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
      facts: known(date, { acts: ["bullying"], victim: { ...VICTIM, age: 10 } }),
      left: "respondent.age",
      rule: "kz.koap-2014.127-2#1",
    },
  ];
}

const ORDERED = { protectiveOrder: true, specialRequirements: false };
const VICTIM = {
  age: 34,
  sex: "female",
  pregnant: false,
  helpless: false,
  dependent: false,
  disabled: false,
};

/** A case of which everything is known, all of it as harmless as can be, but for what is given. */
function known(date: string, given: Readonly<Record<string, unknown>>): Facts {
  return Facts.parse({
    date,
    acts: [],
    harm: "none",
    relation: "spouse",
    victim: VICTIM,
    respondent: {
      age: 36,
      sex: "male",
      sane: true,
      exemptFromArrest: false,
      intoxicated: false,
      official: false,
    },
    circumstances: {
      place: "home",
      childPresent: false,
      weapon: false,
      group: false,
      cruelty: false,
      substantialHarm: false,
      threatToLife: false,
      sharedHome: true,
    },
    history: [],
    orders: { protectiveOrder: false, specialRequirements: false },
    complaint: "given",
    reconciliation: { agreed: false, before: 0 },
    ...given,
  });
}
