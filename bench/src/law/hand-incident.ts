import type { Facts } from "@arasha/law";
import type { Answer } from "./answer.ts";

/** Two bits a truth, so that Kleene's "and" and "or" are those of the machine. */
export type Truth = number;
export const NO: Truth = 0b00;
export const UNKNOWN: Truth = 0b01;
export const YES: Truth = 0b11;

export type Incident = ReturnType<typeof incidentOf>;
export type Act = NonNullable<Facts["acts"]>[number];

/** What several articles ask of the facts, asked once. */
export function incidentOf(facts: Facts) {
  const { acts, victim, respondent, circumstances, orders, harm, relation, history } = facts;
  const place = circumstances?.place;
  const motive = circumstances?.motive;
  const minor = below(victim?.age, 18);
  const atHome = place === undefined ? UNKNOWN : truth(place === "home");
  const byParent = relation === undefined ? UNKNOWN : truth(relation === "parent" || relation === "guardian");
  const family =
    relation === undefined
      ? UNKNOWN
      : FAMILY.has(relation)
        ? YES
        : relation === "none"
          ? NO
          : told(circumstances?.sharedHome);
  return {
    acts,
    day: typeof facts.date === "string" ? facts.date : facts.date.to,
    history,
    relation,
    age: respondent?.age,
    sex: respondent?.sex,
    minor,
    under14: below(victim?.age, 14),
    under16: below(victim?.age, 16),
    helpless: told(victim?.helpless),
    dependent: told(victim?.dependent),
    pregnant: told(victim?.pregnant),
    sane: told(respondent?.sane),
    official: told(respondent?.official),
    entrusted: told(respondent?.entrusted),
    exempt: told(respondent?.exemptFromArrest),
    group: told(circumstances?.group),
    criminalGroup: told(circumstances?.criminalGroup),
    cruelty: told(circumstances?.cruelty),
    again: told(circumstances?.repeated),
    weapon: told(circumstances?.weapon),
    several: told(circumstances?.severalVictims),
    graveOutcome: told(circumstances?.graveConsequences),
    substantial: told(circumstances?.substantialHarm),
    credible: told(circumstances?.threatCredible),
    publicly: told(circumstances?.publicly),
    toLife: told(circumstances?.threatToLife),
    ordered: told(orders?.protectiveOrder),
    required: told(orders?.specialRequirements),
    online: place === undefined ? UNKNOWN : truth(place === "online"),
    family,
    byParent,
    byKeeper: byParent | told(respondent?.entrusted),
    familyAtHome: family & atHome,
    light: harm === undefined ? UNKNOWN : truth(harm === "light"),
    medium: harm === undefined ? UNKNOWN : truth(harm === "medium"),
    grave: harm === undefined ? UNKNOWN : truth(harm === "grave"),
    death: harm === undefined ? UNKNOWN : truth(harm === "death"),
    harmed: harm === undefined ? UNKNOWN : truth(harm !== "none" && harm !== "pain"),
    hatred: motive === undefined ? UNKNOWN : truth(motive === "hatred"),
    gain: motive === undefined ? UNKNOWN : truth(motive === "gain"),
    concealment: motive === undefined ? UNKNOWN : truth(motive === "concealment"),
    base:
      motive === undefined
        ? UNKNOWN
        : truth(motive === "revenge-for-duty" || motive === "hooligan" || motive === "hatred"),
  };
}

export function did({ acts }: Incident, act: Act): Truth {
  return acts === undefined ? UNKNOWN : truth(acts.includes(act));
}

/**
 * Says what may stand. True where it surely does: what yields to it is then not to be said any more, so the parts of an
 * article are written as a chain, the gravest first.
 */
export function stands(answers: Answer[], key: string, found: Truth): boolean {
  if (found !== NO) answers.push({ key, verdict: found === YES ? "applies" : "possible" });
  return found === YES;
}

/** A penalty for the article was executed within the half year before, or the year before for an adult. */
export function penalised({ history, again, age, day }: Incident, norm: string): Truth {
  const adult = not(below(age, 18));
  if (history === undefined) return again === NO ? NO : UNKNOWN;
  let found: Truth = NO;
  for (const { norm: of, executed } of history) {
    if (executed > day || (of !== norm && !of.startsWith(`${norm}#`))) continue;
    if (day <= halfYearAfter(executed)) return YES;
    if (day <= yearAfter(executed)) found |= adult;
  }
  return found;
}

/** Those who may not be arrested: the young, women from 59 on, men from 64 on, and whom the facts name. */
export function notArrestable({ exempt, age, sex }: Incident): Truth {
  const old =
    ((sex === undefined ? UNKNOWN : truth(sex === "female")) & not(below(age, 59))) |
    ((sex === undefined ? UNKNOWN : truth(sex === "male")) & not(below(age, 64)));
  return exempt | below(age, 18) | old;
}

export function truth(holds: boolean): Truth {
  return holds ? YES : NO;
}

export function not(found: Truth): Truth {
  return found === UNKNOWN ? UNKNOWN : YES - found;
}

export function below(age: number | undefined, limit: number): Truth {
  return age === undefined ? UNKNOWN : age < limit ? YES : NO;
}

function told(fact: boolean | undefined): Truth {
  return fact === undefined ? UNKNOWN : fact ? YES : NO;
}

/** As text: 29 February of a year without one still sorts behind the 28th and before 1 March. */
function yearAfter(date: string): string {
  return `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
}

function halfYearAfter(date: string): string {
  const month = Number(date.slice(5, 7));
  if (month > 6) return `${Number(date.slice(0, 4)) + 1}-0${month - 6}${date.slice(7)}`;
  return `${date.slice(0, 5)}${month + 6 < 10 ? "0" : ""}${month + 6}${date.slice(7)}`;
}

const FAMILY: ReadonlySet<string> = new Set([
  "spouse",
  "ex-spouse",
  "partner",
  "ex-partner",
  "co-parent",
  "parent",
  "child",
  "sibling",
  "grandparent",
  "grandchild",
  "household-member",
]);
