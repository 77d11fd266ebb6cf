import type { Facts } from "@arasha/law";
import type { Answer } from "./answer.ts";

/** The day whose law is written out below. */
export const HAND_WRITTEN = "2025-10-01";

/**
 * The law of Kazakhstan of 1 October 2025 as a programmer would write it down if it were never to change and nobody
 * but programmers were ever to read it: the least any engine can hope to cost. Unknown facts are carried through.
 * Sources and wordings are those of the country pack, which is what it is checked against before anything is timed.
 */
export function byHand(facts: Facts): readonly Answer[] {
  const { acts, victim, respondent, circumstances, orders, harm, relation, history } = facts;
  const day = typeof facts.date === "string" ? facts.date : facts.date.to;
  const answers: Answer[] = [];

  const did = (act: NonNullable<Facts["acts"]>[number]): Truth =>
    acts === undefined ? UNKNOWN : acts.includes(act) ? YES : NO;
  const harmIs = (...kinds: readonly Facts["harm"][]): Truth =>
    harm === undefined ? UNKNOWN : kinds.includes(harm) ? YES : NO;

  /** Each part takes the place of those before it. */
  const parts = (norm: string, ...ladder: readonly (readonly [part: string, truth: Truth])[]): void => {
    for (let at = ladder.length - 1; at >= 0; at -= 1) {
      const [part, truth] = ladder[at]!;
      if (truth === NO) continue;
      answers.push({ key: `${norm}#${part}`, verdict: truth === YES ? "applies" : "possible" });
      if (truth === YES) return;
    }
  };
  const measure = (norm: string, truth: Truth): void => {
    if (truth !== NO) answers.push({ key: norm, verdict: truth === YES ? "applies" : "possible" });
  };
  const repeated = (norm: string): Truth => {
    if (history === undefined) return circumstances?.repeated === false ? NO : UNKNOWN;
    return history.some(
      (penalty) =>
        (penalty.norm === norm || penalty.norm.startsWith(`${norm}#`)) &&
        penalty.executed <= day &&
        day <= yearAfter(penalty.executed),
    )
      ? YES
      : NO;
  };

  const minor = below(victim?.age, 18);
  const under14 = below(victim?.age, 14);
  const under16 = below(victim?.age, 16);
  const helpless = yes(victim?.helpless);
  const dependent = yes(victim?.dependent);
  const pregnant = yes(victim?.pregnant);
  const official = yes(respondent?.official);
  const sane = yes(respondent?.sane);
  const group = yes(circumstances?.group);
  const cruelty = yes(circumstances?.cruelty);
  const again = yes(circumstances?.repeated);
  const weapon = yes(circumstances?.weapon);
  const place = circumstances?.place;
  const atHome = place === undefined ? UNKNOWN : place === "home" ? YES : NO;
  const online = place === undefined ? UNKNOWN : place === "online" ? YES : NO;
  const family =
    relation === undefined
      ? UNKNOWN
      : FAMILY.has(relation)
        ? YES
        : relation === "none"
          ? NO
          : yes(circumstances?.sharedHome);
  const death = harmIs("death");
  const grave = harmIs("grave");

  const battery = did("battery");
  const hurt = battery | did("bodily-harm");
  const insult = did("insult");
  const threat = did("threat-of-death-or-grave-harm");
  const torment = did("torment");
  const rape = did("rape");
  const assault = did("sexual-assault");
  const abduction = did("abduction");
  const confinement = did("deprivation-of-liberty");
  const suicide = did("incitement-to-suicide");
  const attempt = did("attempted-murder");
  const murder = did("murder") | attempt;
  const stalking = did("stalking");
  const marriage = did("forced-marriage");
  const orderBroken = did("breach-of-protective-order");
  const requirementsBroken = did("breach-of-special-requirements");
  const youngHarassed = did("sexual-harassment") & under16;

  const bullying = did("bullying") & minor;
  parts(
    "kz.koap-2014.127-2",
    ["1", bullying & not(below(respondent?.age, 16))],
    ["2", bullying & not(below(respondent?.age, 16)) & repeated("kz.koap-2014.127-2")],
  );
  parts("kz.koap-2014.127-2", ["3", bullying & not(below(respondent?.age, 12)) & below(respondent?.age, 16)]);
  const standing = orderBroken & yes(orders?.protectiveOrder);
  parts("kz.koap-2014.461", ["1", standing], ["1-1", standing & repeated("kz.koap-2014.461")]);
  const required = requirementsBroken & yes(orders?.specialRequirements);
  parts("kz.koap-2014.669", ["2", required], ["3", required & repeated("kz.koap-2014.669")]);
  const disturbed = insult | did("humiliation") | did("harassment") | did("property-damage");
  const atHomeOfFamily = disturbed & family & atHome;
  parts("kz.koap-2014.73", ["1", atHomeOfFamily], ["2", atHomeOfFamily & repeated("kz.koap-2014.73")]);

  const worse = helpless | dependent | cruelty | group | again | minor;
  const graveHarm = hurt & (grave | death);
  const mediumHarm = hurt & harmIs("medium");
  const lightHarm = hurt & harmIs("light");
  if (murder !== YES) {
    parts("kz.uk-2014.106", ["1", graveHarm], ["2", graveHarm & (worse | abduction)], ["3", hurt & death]);
  }
  parts("kz.uk-2014.107", ["1", mediumHarm], ["2", mediumHarm & worse]);
  parts("kz.uk-2014.108-1", ["1", lightHarm], ["2", lightHarm & worse]);
  if (graveHarm !== YES && mediumHarm !== YES && lightHarm !== YES) {
    parts(
      "kz.uk-2014.109-1",
      ["1", battery],
      ["2", battery & (helpless | dependent | group | again | minor)],
    );
  }
  parts(
    "kz.uk-2014.99",
    ["1", murder],
    ["2", murder & (helpless | pregnant | minor | cruelty | group | again | abduction | rape | assault)],
    ["3", murder & under14],
  );
  parts(
    "kz.uk-2014.105",
    ["1", suicide],
    ["2", suicide & (helpless | dependent | group | online)],
    ["3", suicide & minor],
  );
  parts(
    "kz.uk-2014.110",
    ["1", torment],
    ["2", torment & (minor | helpless | dependent | pregnant | abduction)],
  );
  parts("kz.uk-2014.115", ["1", threat]);
  parts("kz.uk-2014.115-1", ["1", stalking & yes(circumstances?.substantialHarm)]);

  const byParent = relation === undefined ? UNKNOWN : PARENTS.has(relation) ? YES : NO;
  for (const [norm, act] of [
    ["kz.uk-2014.120", rape],
    ["kz.uk-2014.121", assault],
  ] as const) {
    parts(
      norm,
      ["1", act],
      ["2", act & (group | threat | cruelty | again)],
      ["3", act & grave],
      ["3-1", act & minor],
      ["3-2", act & minor & byParent],
      ["4", act & (under14 | death)],
    );
  }
  parts("kz.uk-2014.121-1", ["1", youngHarassed]);
  const armed = weapon | pregnant | group | again | official;
  parts("kz.uk-2014.125", ["1", abduction], ["2", abduction & armed], ["3", abduction & (minor | death)]);
  parts(
    "kz.uk-2014.125-1",
    ["1", marriage],
    ["2", marriage & (hurt | rape | assault | minor | dependent | group | official)],
    ["3", marriage & (grave | death)],
  );
  parts(
    "kz.uk-2014.126",
    ["1", confinement],
    ["2", confinement & (armed | dependent)],
    ["3", confinement & (minor | death)],
  );
  parts("kz.uk-2014.131", ["1", insult & not(family & atHome)], ["2", insult & online]);

  const violence =
    acts === undefined ? UNKNOWN : acts.some((act) => !act.startsWith("breach-of-")) ? YES : NO;
  if ((violence & family) !== NO) answers.push({ key: "kz.dv-2009.19", verdict: "unknown-text" });
  measure("kz.dv-2009.20", violence & family & not(below(respondent?.age, 16)) & sane);
  measure(
    "kz.koap-2014.54",
    (atHomeOfFamily | orderBroken | did("child-neglect")) & not(below(respondent?.age, 16)) & sane,
  );
  measure("kz.koap-2014.789", atHomeOfFamily | orderBroken | requirementsBroken);
  const serious = hurt | torment | threat | rape | assault | confinement | abduction | suicide | attempt;
  measure(
    "kz.uk-2014.98-3",
    (serious |
      youngHarassed |
      did("sexual-coercion") |
      did("forced-abortion") |
      did("forced-sterilisation") |
      stalking |
      marriage) &
      not(below(respondent?.age, 14)) &
      sane,
  );
  const prosecuted = serious | murder | youngHarassed | stalking | marriage;
  measure("kz.upk-2014.128", prosecuted);
  measure("kz.upk-2014.165", prosecuted);
  measure(
    "kz.upk-2014.131-p4",
    murder | (hurt & death) | ((rape | assault) & (minor | grave | death)) | (abduction & (minor | death)),
  );
  return answers;
}

/** Two bits a truth, so that Kleene's "and" and "or" are those of the machine. */
type Truth = number;
const NO: Truth = 0b00;
const UNKNOWN: Truth = 0b01;
const YES: Truth = 0b11;

function not(truth: Truth): Truth {
  return truth === UNKNOWN ? UNKNOWN : YES - truth;
}

function yes(fact: boolean | undefined): Truth {
  return fact === undefined ? UNKNOWN : fact ? YES : NO;
}

function below(age: number | undefined, limit: number): Truth {
  return age === undefined ? UNKNOWN : age < limit ? YES : NO;
}

/** As text: 29 February of a year without one still sorts behind the 28th and before 1 March. */
function yearAfter(date: string): string {
  return `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
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
const PARENTS: ReadonlySet<string> = new Set(["parent", "guardian"]);
