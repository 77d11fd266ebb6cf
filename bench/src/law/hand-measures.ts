import type { Answer } from "./answer.ts";
import { quarrelAtHome } from "./hand-administrative.ts";
import { below, did, type Incident, NO, not, penalised, stands, truth, UNKNOWN } from "./hand-incident.ts";

/** What may be ordered on HAND_WRITTEN. */
export function measures(incident: Incident, answers: Answer[]): void {
  const { acts, relation, minor, under16, age, sane } = incident;
  const violence = acts === undefined ? UNKNOWN : truth(acts.some((act) => !NO_VIOLENCE.has(act)));
  const inFamily = violence & incident.family;
  if (inFamily !== NO) {
    answers.push({ key: "kz.dv-2009.19", verdict: "unknown-text" });
    answers.push({ key: "kz.dv-2009.21", verdict: "unknown-text" });
    stands(answers, "kz.dv-2009.20", inFamily & not(below(age, 16)) & sane);
  }

  const battery = did(incident, "battery");
  const harm = did(incident, "bodily-harm");
  const torment = did(incident, "torment");
  const threat = did(incident, "threat-of-death-or-grave-harm");
  const rape = did(incident, "rape");
  const assault = did(incident, "sexual-assault");
  const coercion = did(incident, "sexual-coercion");
  const attempt = did(incident, "attempted-murder");
  const grave = battery | harm | torment | threat | rape | assault | coercion | attempt;

  const child = minor & (relation === undefined ? UNKNOWN : truth(relation === "parent"));
  if (child !== NO) {
    stands(answers, "kz.family-2011.79", child);
    const cruel =
      grave |
      did(incident, "child-abuse") |
      did(incident, "humiliation") |
      did(incident, "sexual-acts-with-minor") |
      did(incident, "depravation-of-minor") |
      did(incident, "maintenance-evasion");
    stands(answers, "kz.family-2011.75", child & cruel);
  }
  const keeper = relation === undefined ? UNKNOWN : truth(KEEPERS.has(relation));
  stands(answers, "kz.family-2011.82", keeper & minor & incident.toLife);

  const quarrel = quarrelAtHome(incident);
  const order = did(incident, "breach-of-protective-order");
  const neglect = did(incident, "child-neglect") & minor;
  const neglectByParent = neglect & incident.byParent;
  const involved = did(incident, "involving-minor-in-offence") & minor;
  const intoxicated = did(incident, "intoxicating-minor") & minor;
  const either =
    quarrel |
    order |
    did(incident, "breach-of-special-requirements") |
    intoxicated |
    did(incident, "slander") |
    did(incident, "property-damage");
  stands(
    answers,
    "kz.koap-2014.54",
    (quarrel | order | neglectByParent | involved | intoxicated) & not(below(age, 16)) & sane,
  );
  const recorded = either | neglect | involved | (did(incident, "bullying") & minor);
  if (recorded !== NO) {
    const detained =
      either | (neglectByParent === NO ? NO : neglectByParent & penalised(incident, "kz.koap-2014.127"));
    stands(answers, "kz.koap-2014.786", recorded);
    stands(answers, "kz.koap-2014.789", detained);
    stands(answers, "kz.koap-2014.789-p1", recorded & not(detained));
  }

  const serious =
    grave |
    (did(incident, "sexual-harassment") & under16) |
    did(incident, "deprivation-of-liberty") |
    did(incident, "abduction") |
    did(incident, "incitement-to-suicide") |
    did(incident, "forced-abortion") |
    did(incident, "forced-sterilisation") |
    did(incident, "stalking") |
    did(incident, "forced-marriage");
  stands(answers, "kz.uk-2014.98-3", serious & not(below(age, 14)) & sane);
}

/** Every other act is violence in the sense of the law on prevention. */
const NO_VIOLENCE: ReadonlySet<string> = new Set([
  "negligent-harm",
  "excess-of-defence",
  "breach-of-protective-order",
  "breach-of-special-requirements",
  "slander",
  "intoxicating-minor",
  "failure-to-report",
  "failure-to-protect-child",
]);
const KEEPERS: ReadonlySet<string> = new Set([
  "parent",
  "guardian",
  "grandparent",
  "other-relative",
  "household-member",
]);
