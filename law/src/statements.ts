import type { COMPLAINTS, FACT_PATHS, FactPath, HARMS, MOTIVES, PLACES, RELATIONS, SEXES } from "./facts.ts";
import type { Text } from "./norm.ts";

/**
 * Facts as clauses of a sentence, in every language: what a reason is made of. A fact that is yes or no has three
 * forms, that it is so, that it is not, and whether it is; a choice has one clause for each value. Clauses begin with
 * a small letter and carry no full stop, so that they stand after "because" and after a mark alike.
 */
const t = (kk: string, ru: string, en: string): Text => ({ kk, ru, en });

export type Statement = { readonly yes: Text; readonly no: Text; readonly whether: Text };

type BooleanFact = {
  [F in FactPath]: (typeof FACT_PATHS)[F] extends "boolean" ? F : never;
}[FactPath];

export const statements: Readonly<Record<BooleanFact, Statement>> = {
  "victim.pregnant": {
    yes: t("жәбірленуші жүкті", "потерпевшая беременна", "the victim is pregnant"),
    no: t("жәбірленуші жүкті емес", "потерпевшая не беременна", "the victim is not pregnant"),
    whether: t("жәбірленуші жүкті ме", "беременна ли потерпевшая", "whether the victim is pregnant"),
  },
  "victim.helpless": {
    yes: t(
      "жәбірленуші дәрменсіз күйде болған",
      "потерпевшее лицо было в беспомощном состоянии",
      "the victim was helpless",
    ),
    no: t(
      "жәбірленуші дәрменсіз күйде болмаған",
      "потерпевшее лицо не было в беспомощном состоянии",
      "the victim was not helpless",
    ),
    whether: t(
      "жәбірленуші дәрменсіз күйде болған ба",
      "было ли потерпевшее лицо в беспомощном состоянии",
      "whether the victim was helpless",
    ),
  },
  "victim.dependent": {
    yes: t(
      "жәбірленуші шағым жасалған адамға тәуелді",
      "потерпевшее лицо зависит от того, на кого жалуются",
      "the victim depends on the respondent",
    ),
    no: t(
      "жәбірленуші шағым жасалған адамға тәуелді емес",
      "потерпевшее лицо не зависит от того, на кого жалуются",
      "the victim does not depend on the respondent",
    ),
    whether: t(
      "жәбірленуші шағым жасалған адамға тәуелді ме",
      "зависит ли потерпевшее лицо от того, на кого жалуются",
      "whether the victim depends on the respondent",
    ),
  },
  "victim.disabled": {
    yes: t(
      "жәбірленушінің мүгедектігі бар",
      "у потерпевшего лица есть инвалидность",
      "the victim has a disability",
    ),
    no: t(
      "жәбірленушінің мүгедектігі жоқ",
      "у потерпевшего лица нет инвалидности",
      "the victim has no disability",
    ),
    whether: t(
      "жәбірленушінің мүгедектігі бар ма",
      "есть ли у потерпевшего лица инвалидность",
      "whether the victim has a disability",
    ),
  },
  "respondent.sane": {
    yes: t(
      "шағым жасалған адамның есі дұрыс",
      "лицо, на которое жалуются, вменяемо",
      "the respondent is of sound mind",
    ),
    no: t(
      "шағым жасалған адамның есі дұрыс емес",
      "лицо, на которое жалуются, невменяемо",
      "the respondent is not of sound mind",
    ),
    whether: t(
      "шағым жасалған адамның есі дұрыс па",
      "вменяемо ли лицо, на которое жалуются",
      "whether the respondent is of sound mind",
    ),
  },
  "respondent.exemptFromArrest": {
    yes: t(
      "шағым жасалған адам қамаққа алынбайтындар қатарында",
      "лицо, на которое жалуются, относится к тем, кого не арестовывают",
      "the respondent is one of those who are not put under arrest",
    ),
    no: t(
      "шағым жасалған адам қамаққа алынбайтындар қатарында емес",
      "лицо, на которое жалуются, не относится к тем, кого не арестовывают",
      "the respondent is not one of those who are not put under arrest",
    ),
    whether: t(
      "шағым жасалған адам қамаққа алынбайтындар қатарында ма",
      "относится ли лицо, на которое жалуются, к тем, кого не арестовывают",
      "whether the respondent is one of those who are not put under arrest",
    ),
  },
  "respondent.exemptFromCommunityService": {
    yes: t(
      "шағым жасалған адам қоғамдық жұмыс тағайындалмайтындар қатарында",
      "лицо, на которое жалуются, относится к тем, кому не назначают общественные работы",
      "the respondent is one of those who are not given community service",
    ),
    no: t(
      "шағым жасалған адам қоғамдық жұмыс тағайындалмайтындар қатарында емес",
      "лицо, на которое жалуются, не относится к тем, кому не назначают общественные работы",
      "the respondent is not one of those who are not given community service",
    ),
    whether: t(
      "шағым жасалған адам қоғамдық жұмыс тағайындалмайтындар қатарында ма",
      "относится ли лицо, на которое жалуются, к тем, кому не назначают общественные работы",
      "whether the respondent is one of those who are not given community service",
    ),
  },
  "respondent.intoxicated": {
    yes: t(
      "шағым жасалған адам мас болған",
      "лицо, на которое жалуются, было в состоянии опьянения",
      "the respondent was intoxicated",
    ),
    no: t(
      "шағым жасалған адам мас болмаған",
      "лицо, на которое жалуются, не было в состоянии опьянения",
      "the respondent was not intoxicated",
    ),
    whether: t(
      "шағым жасалған адам мас болған ба",
      "было ли лицо, на которое жалуются, в состоянии опьянения",
      "whether the respondent was intoxicated",
    ),
  },
  "respondent.official": {
    yes: t(
      "шағым жасалған адам – лауазымды адам",
      "лицо, на которое жалуются, – должностное",
      "the respondent is an official",
    ),
    no: t(
      "шағым жасалған адам лауазымды адам емес",
      "лицо, на которое жалуются, – не должностное",
      "the respondent is not an official",
    ),
    whether: t(
      "шағым жасалған адам лауазымды адам ба",
      "должностное ли лицо тот, на кого жалуются",
      "whether the respondent is an official",
    ),
  },
  "respondent.entrusted": {
    yes: t(
      "шағым жасалған адамға жәбірленушіні тәрбиелеу немесе күту жүктелген",
      "на лицо, на которое жалуются, возложены воспитание потерпевшего лица или уход за ним",
      "the respondent is charged with the victim's upbringing or care",
    ),
    no: t(
      "шағым жасалған адамға жәбірленушіні тәрбиелеу немесе күту жүктелмеген",
      "на лицо, на которое жалуются, не возложены воспитание потерпевшего лица или уход за ним",
      "the respondent is not charged with the victim's upbringing or care",
    ),
    whether: t(
      "шағым жасалған адамға жәбірленушіні тәрбиелеу немесе күту жүктелген бе",
      "возложены ли на лицо, на которое жалуются, воспитание потерпевшего лица или уход за ним",
      "whether the respondent is charged with the victim's upbringing or care",
    ),
  },
  "circumstances.childPresent": {
    yes: t("оқиға баланың көзінше болған", "это произошло при ребёнке", "a child was present"),
    no: t("оқиға баланың көзінше болмаған", "это произошло не при ребёнке", "no child was present"),
    whether: t("оқиға баланың көзінше болған ба", "было ли это при ребёнке", "whether a child was present"),
  },
  "circumstances.weapon": {
    yes: t("қару қолданылған", "применялось оружие", "a weapon was used"),
    no: t("қару қолданылмаған", "оружие не применялось", "no weapon was used"),
    whether: t("қару қолданылған ба", "применялось ли оружие", "whether a weapon was used"),
  },
  "circumstances.group": {
    yes: t("мұны адамдар тобы жасаған", "это сделала группа лиц", "it was done by a group"),
    no: t("мұны адамдар тобы жасамаған", "это сделала не группа лиц", "it was not done by a group"),
    whether: t("мұны адамдар тобы жасаған ба", "группа ли лиц это сделала", "whether it was done by a group"),
  },
  "circumstances.cruelty": {
    yes: t(
      "бұл аса қатыгездікпен жасалған",
      "это сделано с особой жестокостью",
      "it was done with special cruelty",
    ),
    no: t(
      "бұл аса қатыгездіксіз жасалған",
      "это сделано без особой жестокости",
      "it was done without special cruelty",
    ),
    whether: t(
      "бұл аса қатыгездікпен жасалған ба",
      "с особой ли жестокостью это сделано",
      "whether it was done with special cruelty",
    ),
  },
  "circumstances.repeated": {
    yes: t("бұл бірінші рет емес", "это было не в первый раз", "it was not the first time"),
    no: t("бұл бірінші рет", "это было в первый раз", "it was the first time"),
    whether: t("бұл бірінші рет пе", "в первый ли раз это было", "whether it was the first time"),
  },
  "circumstances.substantialHarm": {
    yes: t("елеулі зиян келтірілген", "причинён существенный вред", "substantial harm was done"),
    no: t("елеулі зиян келтірілмеген", "существенный вред не причинён", "no substantial harm was done"),
    whether: t(
      "елеулі зиян келтірілген бе",
      "причинён ли существенный вред",
      "whether substantial harm was done",
    ),
  },
  "circumstances.threatToLife": {
    yes: t("өмірге қауіп төнген", "есть угроза жизни", "there is a threat to life"),
    no: t("өмірге қауіп төнбеген", "угрозы жизни нет", "there is no threat to life"),
    whether: t("өмірге қауіп төнген бе", "есть ли угроза жизни", "whether there is a threat to life"),
  },
  "circumstances.sharedHome": {
    yes: t("олар бір үйде тұрады", "они живут в одном жилище", "they share a home"),
    no: t("олар бір үйде тұрмайды", "они не живут в одном жилище", "they do not share a home"),
    whether: t("олар бір үйде тұра ма", "живут ли они в одном жилище", "whether they share a home"),
  },
  "circumstances.severalVictims": {
    yes: t(
      "жәбірленуші екеу немесе одан көп",
      "потерпевших двое или больше",
      "there are two or more victims",
    ),
    no: t("жәбірленуші біреу", "потерпевшее лицо одно", "there is one victim"),
    whether: t(
      "жәбірленуші екеу немесе одан көп пе",
      "двое ли потерпевших или больше",
      "whether there are two or more victims",
    ),
  },
  "circumstances.criminalGroup": {
    yes: t(
      "мұны ұйымдасқан немесе қылмыстық топ жасаған",
      "это сделала организованная или преступная группа",
      "it was done by an organised or criminal group",
    ),
    no: t(
      "мұны ұйымдасқан немесе қылмыстық топ жасамаған",
      "это сделала не организованная и не преступная группа",
      "it was not done by an organised or criminal group",
    ),
    whether: t(
      "мұны ұйымдасқан немесе қылмыстық топ жасаған ба",
      "организованная или преступная группа ли это сделала",
      "whether it was done by an organised or criminal group",
    ),
  },
  "circumstances.publicly": {
    yes: t(
      "бұл көпшілік алдында немесе желіде жасалған",
      "это сделано публично или в сети",
      "it was done in public or over a network",
    ),
    no: t(
      "бұл көпшілік алдында да, желіде де жасалмаған",
      "это сделано не публично и не в сети",
      "it was not done in public or over a network",
    ),
    whether: t(
      "бұл көпшілік алдында немесе желіде жасалған ба",
      "публично ли или в сети это сделано",
      "whether it was done in public or over a network",
    ),
  },
  "circumstances.graveConsequences": {
    yes: t("бұл ауыр зардаптарға әкелген", "наступили тяжкие последствия", "it had grave consequences"),
    no: t(
      "бұл ауыр зардаптарға әкелмеген",
      "тяжкие последствия не наступили",
      "it had no grave consequences",
    ),
    whether: t(
      "бұл ауыр зардаптарға әкелген бе",
      "наступили ли тяжкие последствия",
      "whether it had grave consequences",
    ),
  },
  "circumstances.threatCredible": {
    yes: t(
      "қоқан-лоққы орындалады деп қорқуға негіз болған",
      "были основания опасаться, что угрозу исполнят",
      "there was reason to fear the threat would be carried out",
    ),
    no: t(
      "қоқан-лоққы орындалады деп қорқуға негіз болмаған",
      "не было оснований опасаться, что угрозу исполнят",
      "there was no reason to fear the threat would be carried out",
    ),
    whether: t(
      "қоқан-лоққы орындалады деп қорқуға негіз болған ба",
      "были ли основания опасаться, что угрозу исполнят",
      "whether there was reason to fear the threat would be carried out",
    ),
  },
  "orders.protectiveOrder": {
    yes: t(
      "қорғау нұсқамасы күшінде болған",
      "действовало защитное предписание",
      "a protective order was in force",
    ),
    no: t(
      "қорғау нұсқамасы күшінде болмаған",
      "защитное предписание не действовало",
      "no protective order was in force",
    ),
    whether: t(
      "қорғау нұсқамасы күшінде болған ба",
      "действовало ли защитное предписание",
      "whether a protective order was in force",
    ),
  },
  "orders.specialRequirements": {
    yes: t(
      "мінез-құлыққа ерекше талаптар күшінде болған",
      "действовали особые требования к поведению",
      "special requirements were in force",
    ),
    no: t(
      "мінез-құлыққа ерекше талаптар күшінде болмаған",
      "особые требования к поведению не действовали",
      "no special requirements were in force",
    ),
    whether: t(
      "мінез-құлыққа ерекше талаптар күшінде болған ба",
      "действовали ли особые требования к поведению",
      "whether special requirements were in force",
    ),
  },
  "reconciliation.agreed": {
    yes: t("тараптар татуласқан", "стороны примирились", "the parties are reconciled"),
    no: t("тараптар татуласпаған", "стороны не примирились", "the parties are not reconciled"),
    whether: t("тараптар татуласқан ба", "примирились ли стороны", "whether the parties are reconciled"),
  },
};

const respondentIs = (kk: string, ru: string, en: string): Text =>
  t(
    `шағым жасалған адам – жәбірленушінің ${kk}`,
    `тот, на кого жалуются, – ${ru} потерпевшего лица`,
    `the respondent is the victim's ${en}`,
  );

const relations: Readonly<Record<(typeof RELATIONS)[number], Text>> = {
  spouse: t("тараптар – ерлі-зайыптылар", "стороны – супруги", "the respondent is the victim's spouse"),
  "ex-spouse": t(
    "тараптар – бұрынғы ерлі-зайыптылар",
    "стороны – бывшие супруги",
    "the respondent is the victim's former spouse",
  ),
  partner: t(
    "тараптар некесіз бірге тұрады",
    "стороны живут вместе без брака",
    "the respondent is the victim's cohabiting partner",
  ),
  "ex-partner": t(
    "тараптар бұрын некесіз бірге тұрған",
    "стороны раньше жили вместе без брака",
    "the respondent is the victim's former cohabiting partner",
  ),
  "co-parent": t(
    "тараптардың ортақ баласы бар",
    "у сторон есть общий ребёнок",
    "the respondent and the victim have a child in common",
  ),
  parent: respondentIs("ата-анасы", "родитель", "parent"),
  child: respondentIs("баласы", "ребёнок", "child"),
  sibling: respondentIs("бауыры", "брат или сестра", "brother or sister"),
  grandparent: respondentIs("атасы немесе әжесі", "дед или бабушка", "grandparent"),
  grandchild: respondentIs("немересі", "внук или внучка", "grandchild"),
  "in-law": respondentIs("жұбайының туысы", "родственник по браку", "relative by marriage"),
  "other-relative": respondentIs("басқа туысы", "другой родственник", "other relative"),
  guardian: respondentIs("қамқоршысы", "опекун", "guardian"),
  "household-member": t(
    "тараптар бір үйде тұрады",
    "стороны живут в одном доме",
    "the respondent is a member of the victim's household",
  ),
  none: t(
    "тараптар бір-біріне туыс емес",
    "стороны не связаны родством",
    "the respondent is not related to the victim",
  ),
};

const harms: Readonly<Record<(typeof HARMS)[number], Text>> = {
  none: t("денсаулыққа зиян келмеген", "вреда здоровью нет", "there is no harm to health"),
  pain: t("зиян – тән ауруы", "вред – физическая боль", "the harm is pain"),
  light: t("денсаулыққа зиян жеңіл", "вред здоровью лёгкий", "the harm is light"),
  medium: t("денсаулыққа зиян орташа", "вред здоровью средней тяжести", "the harm is medium"),
  grave: t("денсаулыққа зиян ауыр", "вред здоровью тяжкий", "the harm is grave"),
  death: t("зиян – өлім", "вред – смерть", "the harm is death"),
};

/** A degree of harm as it stands in a comparison: Kazakh after the ablative, Russian in the genitive. */
export const harmThan: Readonly<Record<(typeof HARMS)[number], Text>> = {
  none: t("зиянсыздықтан", "отсутствия вреда", "none"),
  pain: t("тән ауруынан", "физической боли", "pain"),
  light: t("жеңілден", "лёгкого", "light"),
  medium: t("орташадан", "среднего", "medium"),
  grave: t("ауырдан", "тяжкого", "grave"),
  death: t("өлімнен", "смерти", "death"),
};

const sexes = (kk: string, ru: string, en: string): Readonly<Record<(typeof SEXES)[number], Text>> => ({
  female: t(`${kk} – әйел`, `${ru} – женщина`, `${en} is a woman`),
  male: t(`${kk} – ер адам`, `${ru} – мужчина`, `${en} is a man`),
});

const happened = (kk: string, ru: string, en: string): Text =>
  t(`оқиға ${kk} болған`, `это произошло ${ru}`, `it happened ${en}`);

const places: Readonly<Record<(typeof PLACES)[number], Text>> = {
  home: happened("үйде", "дома", "at home"),
  street: happened("көшеде", "на улице", "in the street"),
  work: happened("жұмыста", "на работе", "at work"),
  school: happened("мектепте", "в школе", "at school"),
  online: happened("интернетте", "в интернете", "online"),
  other: happened("басқа жерде", "в другом месте", "elsewhere"),
};

const done = (kk: string, ru: string, en: string): Text =>
  t(`бұл ${kk} жасалған`, `это сделано ${ru}`, `it was done ${en}`);

const motives: Readonly<Record<(typeof MOTIVES)[number], Text>> = {
  hooligan: done("бұзақылық ниетпен", "из хулиганских побуждений", "out of hooligan motives"),
  hatred: done("өшпенділікпен немесе араздықпен", "из ненависти или вражды", "out of hatred or enmity"),
  "revenge-for-duty": done(
    "борышын орындағаны үшін кекпен",
    "из мести за исполнение долга",
    "in revenge for carrying out a duty",
  ),
  gain: done("пайдакүнемдікпен", "из корысти", "for gain"),
  concealment: done(
    "басқа қылмысты жасыру үшін",
    "чтобы скрыть другое преступление",
    "to conceal another crime",
  ),
  other: done("басқа ниетпен", "по другому мотиву", "out of another motive"),
};

const complaints: Readonly<Record<(typeof COMPLAINTS)[number], Text>> = {
  given: t("арыз берілген", "жалоба подана", "a complaint was given"),
  none: t("арыз берілмеген", "жалоба не подана", "no complaint was given"),
  withdrawn: t("арыз қайтарып алынған", "жалоба отозвана", "the complaint was withdrawn"),
};

/** One clause for each value of a fact that is a choice. */
export const choiceStatements: Partial<Record<FactPath, Readonly<Record<string, Text>>>> = {
  harm: harms,
  relation: relations,
  "victim.sex": sexes("жәбірленуші", "потерпевшее лицо", "the victim"),
  "respondent.sex": sexes("шағым жасалған адам", "лицо, на которое жалуются,", "the respondent"),
  "circumstances.place": places,
  "circumstances.motive": motives,
  complaint: complaints,
};
