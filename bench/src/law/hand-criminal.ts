import type { Answer } from "./answer.ts";
import { did, type Incident, NO, not, stands, truth, UNKNOWN, YES } from "./hand-incident.ts";

/** The Criminal Code, article by article, for HAND_WRITTEN. What absorbs another article is asked before it. */
export function criminal(incident: Incident, answers: Answer[]): void {
  health(incident, answers);
  sexual(incident, answers);
  liberty(incident, answers);
  children(incident, answers);
}

/** Life and health, Articles 99 to 119. */
function health(incident: Incident, answers: Answer[]): void {
  const { minor, helpless, dependent, group, criminalGroup, cruelty, again, several } = incident;
  const { light, medium, grave, death, base, gain, sex } = incident;
  const battery = did(incident, "battery");
  const torment = did(incident, "torment");
  const harmful = battery | did(incident, "bodily-harm");
  const hurt = harmful | torment;
  const abduction = did(incident, "abduction");
  const newborn = did(incident, "killing-of-newborn");
  const killing = did(incident, "murder") | did(incident, "attempted-murder");
  const emotion = did(incident, "harm-in-strong-emotion");
  const excess = did(incident, "excess-of-defence");
  const negligent = did(incident, "negligent-harm");

  const byMother = newborn & (sex === undefined ? UNKNOWN : truth(sex === "female"));
  const murder = killing | (newborn & (sex === undefined ? UNKNOWN : truth(sex === "male")));
  const inEmotion = emotion & death;
  const inDefence = excess & death;
  const negligentInDefence = excess & negligent & death;

  stands(answers, "kz.uk-2014.100#1", byMother);
  stands(answers, "kz.uk-2014.101#2", inEmotion & several) || stands(answers, "kz.uk-2014.101#1", inEmotion);
  if (negligentInDefence !== YES) stands(answers, "kz.uk-2014.102#1", inDefence);
  if (murder !== NO && byMother !== YES && inEmotion !== YES && inDefence !== YES) {
    stands(answers, "kz.uk-2014.99#3", murder & incident.under14) ||
      stands(
        answers,
        "kz.uk-2014.99#2",
        murder &
          (cruelty |
            several |
            helpless |
            incident.pregnant |
            minor |
            group |
            criminalGroup |
            again |
            base |
            gain |
            incident.concealment |
            abduction |
            did(incident, "rape") |
            did(incident, "sexual-assault")),
      ) ||
      stands(answers, "kz.uk-2014.99#1", murder);
  }

  const suicide = did(incident, "incitement-to-suicide");
  if (suicide !== NO) {
    stands(answers, "kz.uk-2014.105#3", suicide & minor) ||
      stands(
        answers,
        "kz.uk-2014.105#2",
        suicide & (helpless | dependent | several | group | criminalGroup | incident.online),
      ) ||
      stands(answers, "kz.uk-2014.105#1", suicide);
  }

  const alive = hurt & not(killing);
  const graveHarm = alive & (grave | death);
  const gravest = alive & (death | (grave & criminalGroup));
  const mediumHarm = hurt & medium;
  const lightHarm = harmful & light;
  if (hurt !== NO && murder !== YES) {
    const worse = several | helpless | dependent | cruelty | group | again | minor | base;
    if ((emotion & grave) !== YES && (excess & grave) !== YES) {
      stands(answers, "kz.uk-2014.106#3", gravest) ||
        stands(answers, "kz.uk-2014.106#2", graveHarm & (worse | gain | abduction)) ||
        stands(answers, "kz.uk-2014.106#1", graveHarm);
    }
    stands(answers, "kz.uk-2014.107#2", mediumHarm & (worse | criminalGroup)) ||
      stands(answers, "kz.uk-2014.107#1", mediumHarm);
    stands(answers, "kz.uk-2014.108-1#2", lightHarm & worse) ||
      stands(answers, "kz.uk-2014.108-1#1", lightHarm);
    if (graveHarm !== YES && mediumHarm !== YES && lightHarm !== YES) {
      stands(
        answers,
        "kz.uk-2014.109-1#2",
        battery & (several | helpless | dependent | group | again | minor | base),
      ) || stands(answers, "kz.uk-2014.109-1#1", battery);
    }
  }
  if (torment !== NO && graveHarm !== YES && mediumHarm !== YES) {
    stands(
      answers,
      "kz.uk-2014.110#2",
      torment & (minor | helpless | dependent | incident.pregnant | several | incident.hatred | abduction),
    ) || stands(answers, "kz.uk-2014.110#1", torment);
  }

  stands(answers, "kz.uk-2014.111#1", emotion & grave);
  stands(answers, "kz.uk-2014.112#1", excess & grave);
  stands(answers, "kz.uk-2014.112#2", negligentInDefence);
  if (negligent !== NO) {
    const killed = negligent & death;
    if (gravest !== YES && negligentInDefence !== YES) {
      stands(answers, "kz.uk-2014.104#2", killed & several) || stands(answers, "kz.uk-2014.104#1", killed);
    }
    stands(answers, "kz.uk-2014.114#2", negligent & medium & several) ||
      stands(answers, "kz.uk-2014.114#1", negligent & medium);
    stands(answers, "kz.uk-2014.114#4", negligent & grave & several) ||
      stands(answers, "kz.uk-2014.114#3", negligent & grave);
  }

  stands(answers, "kz.uk-2014.115-1#1", did(incident, "stalking") & incident.substantial);
  const abandoned = did(incident, "abandonment-in-danger") & helpless;
  if (abandoned !== NO) {
    stands(answers, "kz.uk-2014.119#4", abandoned & death & several) ||
      stands(answers, "kz.uk-2014.119#3", abandoned & death) ||
      stands(answers, "kz.uk-2014.119#2", abandoned & (medium | grave)) ||
      stands(answers, "kz.uk-2014.119#1", abandoned);
  }
}

/** Sexual inviolability, Articles 120 to 124, and the threat they absorb, Article 115. */
function sexual(incident: Incident, answers: Answer[]): void {
  const { minor, under16, byKeeper, several, again } = incident;
  const threat = did(incident, "threat-of-death-or-grave-harm");
  const forced = incident.group | threat | incident.cruelty | again;
  const rape = did(incident, "rape");
  const assault = did(incident, "sexual-assault");
  if (((rape | assault) & forced) !== YES) stands(answers, "kz.uk-2014.115#1", threat & incident.credible);
  if (rape !== NO) {
    stands(answers, "kz.uk-2014.120#4", rape & (incident.under14 | incident.death)) ||
      stands(answers, "kz.uk-2014.120#3-2", rape & minor & (several | byKeeper)) ||
      stands(answers, "kz.uk-2014.120#3-1", rape & (minor | incident.criminalGroup)) ||
      stands(answers, "kz.uk-2014.120#3", rape & (incident.grave | incident.graveOutcome)) ||
      stands(answers, "kz.uk-2014.120#2", rape & forced) ||
      stands(answers, "kz.uk-2014.120#1", rape);
  }
  if (assault !== NO) {
    stands(answers, "kz.uk-2014.121#4", assault & (incident.under14 | incident.death)) ||
      stands(answers, "kz.uk-2014.121#3-2", assault & minor & (several | byKeeper)) ||
      stands(answers, "kz.uk-2014.121#3-1", assault & (minor | incident.criminalGroup)) ||
      stands(answers, "kz.uk-2014.121#3", assault & (incident.grave | incident.graveOutcome)) ||
      stands(answers, "kz.uk-2014.121#2", assault & forced) ||
      stands(answers, "kz.uk-2014.121#1", assault);
  }
  stands(answers, "kz.uk-2014.121-1#1", did(incident, "sexual-harassment") & under16);
  const young = did(incident, "sexual-acts-with-minor") & under16;
  if (young !== NO) {
    stands(answers, "kz.uk-2014.122#4", young & (again | several)) ||
      stands(answers, "kz.uk-2014.122#3", young & byKeeper) ||
      stands(answers, "kz.uk-2014.122#1", young);
  }
  const coercion = did(incident, "sexual-coercion");
  if (coercion !== NO) {
    stands(answers, "kz.uk-2014.123#2", coercion & minor) || stands(answers, "kz.uk-2014.123#1", coercion);
  }
  const depraved = did(incident, "depravation-of-minor") & under16;
  if (depraved !== NO) {
    stands(answers, "kz.uk-2014.124#3", depraved & again) ||
      stands(answers, "kz.uk-2014.124#2", depraved & byKeeper) ||
      stands(answers, "kz.uk-2014.124#1", depraved);
  }
}

/** Freedom, honour and dignity, Articles 125 to 131, and trafficking in minors, Article 135. */
function liberty(incident: Incident, answers: Answer[]): void {
  const { minor, dependent, helpless, pregnant, group, criminalGroup, again, several, weapon } = incident;
  const { harmed, toLife, gain, death, graveOutcome } = incident;
  const trafficking = did(incident, "trafficking");
  const abduction = did(incident, "abduction");
  const confinement = did(incident, "deprivation-of-liberty");
  if ((abduction | confinement) !== NO) {
    const worse = weapon | pregnant | group | again | several | gain | harmed | toLife;
    const worst = minor | criminalGroup | graveOutcome | death | trafficking;
    stands(answers, "kz.uk-2014.125#3", abduction & worst) ||
      stands(answers, "kz.uk-2014.125#2", abduction & worse) ||
      stands(answers, "kz.uk-2014.125#1", abduction);
    if (abduction !== YES) {
      stands(answers, "kz.uk-2014.126#3", confinement & worst) ||
        stands(answers, "kz.uk-2014.126#2", confinement & (worse | dependent)) ||
        stands(answers, "kz.uk-2014.126#1", confinement);
    }
  }
  const marriage = did(incident, "forced-marriage");
  if (marriage !== NO) {
    const violence =
      did(incident, "battery") |
      did(incident, "bodily-harm") |
      did(incident, "rape") |
      did(incident, "sexual-assault");
    stands(answers, "kz.uk-2014.125-1#3", marriage & (graveOutcome | incident.grave | death)) ||
      stands(answers, "kz.uk-2014.125-1#2", marriage & (violence | minor | dependent | group)) ||
      stands(answers, "kz.uk-2014.125-1#1", marriage);
  }
  if (trafficking !== NO) {
    const threat = did(incident, "threat-of-death-or-grave-harm");
    const worst = criminalGroup | graveOutcome | death;
    const worse =
      group | again | several | weapon | pregnant | helpless | dependent | threat | harmed | toLife;
    const ofMinor = trafficking & minor;
    stands(answers, "kz.uk-2014.135#4", ofMinor & worst) ||
      stands(answers, "kz.uk-2014.135#2", ofMinor & worse) ||
      stands(answers, "kz.uk-2014.135#1", ofMinor);
    if (ofMinor !== YES) {
      stands(answers, "kz.uk-2014.128#4", trafficking & worst) ||
        stands(answers, "kz.uk-2014.128#2", trafficking & worse) ||
        stands(answers, "kz.uk-2014.128#1", trafficking);
    }
  }
  const insult = did(incident, "insult");
  if (insult !== NO) {
    stands(answers, "kz.uk-2014.131#2", insult & (incident.online | incident.publicly)) ||
      stands(answers, "kz.uk-2014.131#1", insult & not(incident.familyAtHome));
  }
}

/** Family and minors, Articles 133 to 142. */
function children(incident: Incident, answers: Answer[]): void {
  const { minor, byKeeper, relation, several } = incident;
  const intoxicating = did(incident, "intoxicating-minor") & incident.again & minor;
  if (intoxicating !== NO) {
    const violence =
      did(incident, "battery") |
      did(incident, "bodily-harm") |
      did(incident, "threat-of-death-or-grave-harm");
    stands(answers, "kz.uk-2014.133#3", intoxicating & violence) ||
      stands(answers, "kz.uk-2014.133#2", intoxicating & byKeeper) ||
      stands(answers, "kz.uk-2014.133#1", intoxicating);
  }
  const owing = relation === undefined ? UNKNOWN : truth(OWING.has(relation));
  stands(answers, "kz.uk-2014.139#1", did(incident, "maintenance-evasion") & owing);
  const neglect = did(incident, "child-neglect");
  const cruel = (did(incident, "child-abuse") | (neglect & incident.cruelty)) & minor & byKeeper;
  if (cruel !== NO) {
    stands(answers, "kz.uk-2014.140#3", cruel & several) || stands(answers, "kz.uk-2014.140#2", cruel);
  }
  const byGuardian = relation === undefined ? UNKNOWN : truth(relation === "guardian");
  stands(
    answers,
    "kz.uk-2014.142#1",
    byGuardian &
      incident.substantial &
      (neglect | did(incident, "economic-deprivation") | did(incident, "abandonment-in-danger")),
  );
}

/** Those who owe each other maintenance. */
const OWING: ReadonlySet<string> = new Set(["parent", "co-parent", "child", "spouse", "ex-spouse"]);
