import type { ACTS, COMPLAINTS, FactPath, HARMS, MOTIVES, PLACES, RELATIONS, SEXES } from "./facts.ts";
import type { Text } from "./norm.ts";

/**
 * The words for facts and their values in every language: the labels of every screen. Values stand in the form in which
 * they follow "fact: value"; whole clauses are in `statements.ts`.
 */
const t = (kk: string, ru: string, en: string): Text => ({ kk, ru, en });

export const factNames: Readonly<Record<FactPath, Text>> = {
  acts: t("әрекет", "деяние", "act"),
  harm: t("денсаулыққа зиян", "вред здоровью", "harm to health"),
  relation: t("тараптардың қатынасы", "отношения сторон", "relation"),
  "victim.age": t("жәбірленушінің жасы", "возраст потерпевшего лица", "victim's age"),
  "victim.sex": t("жәбірленушінің жынысы", "пол потерпевшего лица", "victim's sex"),
  "victim.pregnant": t("жәбірленуші жүкті", "потерпевшая беременна", "victim is pregnant"),
  "victim.helpless": t(
    "жәбірленуші дәрменсіз күйде",
    "потерпевшее лицо в беспомощном состоянии",
    "victim is helpless",
  ),
  "victim.dependent": t(
    "жәбірленуші тәуелді",
    "потерпевшее лицо в зависимости",
    "victim is dependent on the respondent",
  ),
  "victim.disabled": t(
    "жәбірленушінің мүгедектігі бар",
    "потерпевшее лицо с инвалидностью",
    "victim has a disability",
  ),
  "respondent.age": t("шағым жасалған адамның жасы", "возраст лица, на которое жалуются", "respondent's age"),
  "respondent.sex": t("шағым жасалған адамның жынысы", "пол лица, на которое жалуются", "respondent's sex"),
  "respondent.sane": t(
    "шағым жасалған адамның есі дұрыс",
    "лицо, на которое жалуются, вменяемо",
    "respondent is sane",
  ),
  "respondent.exemptFromArrest": t(
    "шағым жасалған адамға қамаққа алу қолданылмайды",
    "к лицу не применяется арест",
    "respondent is exempt from arrest",
  ),
  "respondent.exemptFromCommunityService": t(
    "шағым жасалған адамға қоғамдық жұмыс қолданылмайды",
    "к лицу не применяются общественные работы",
    "respondent is exempt from community service",
  ),
  "respondent.intoxicated": t(
    "шағым жасалған адам мас күйде болған",
    "лицо в состоянии опьянения",
    "respondent was intoxicated",
  ),
  "respondent.official": t(
    "шағым жасалған адам лауазымды адам",
    "лицо является должностным",
    "respondent is an official",
  ),
  "respondent.entrusted": t(
    "шағым жасалған адамға жәбірленушінің тәрбиесі немесе күтімі жүктелген",
    "лицу вверены воспитание или уход за потерпевшим лицом",
    "respondent is charged with the victim's upbringing or care",
  ),
  "circumstances.place": t("орын", "место", "place"),
  "circumstances.childPresent": t("баланың көзінше жасалған", "в присутствии ребёнка", "a child was present"),
  "circumstances.weapon": t("қару қолданылған", "с применением оружия", "a weapon was used"),
  "circumstances.group": t("адамдар тобы жасаған", "группой лиц", "committed by a group"),
  "circumstances.cruelty": t("аса қатыгездікпен жасалған", "с особой жестокостью", "special cruelty"),
  "circumstances.repeated": t("қайталап жасалған", "повторно", "repeated"),
  "circumstances.substantialHarm": t(
    "елеулі зиян келтірілген",
    "причинён существенный вред",
    "substantial harm",
  ),
  "circumstances.threatToLife": t("өмірге қауіп төнген", "угроза жизни", "threat to life"),
  "circumstances.sharedHome": t("бір үйде тұрады", "живут в одном жилище", "they share a home"),
  "circumstances.severalVictims": t(
    "жәбірленуші екеу немесе одан көп",
    "потерпевших двое или больше",
    "two or more victims",
  ),
  "circumstances.motive": t("ниеті", "мотив", "motive"),
  "circumstances.criminalGroup": t(
    "ұйымдасқан немесе қылмыстық топ жасаған",
    "организованной или преступной группой",
    "committed by an organised or criminal group",
  ),
  "circumstances.publicly": t(
    "көпшілік алдында немесе желіде жасалған",
    "публично или в сети",
    "in public or over a network",
  ),
  "circumstances.graveConsequences": t(
    "ауыр зардаптарға әкелген",
    "наступили тяжкие последствия",
    "grave consequences",
  ),
  "circumstances.threatCredible": t(
    "қоқан-лоққының орындалуынан қорқуға негіз болған",
    "были основания опасаться исполнения угрозы",
    "there was reason to fear the threat would be carried out",
  ),
  history: t("бұрынғы жазалар", "прежние взыскания", "earlier penalties"),
  "orders.protectiveOrder": t(
    "қорғау нұсқамасы күшінде",
    "действует защитное предписание",
    "protective order in force",
  ),
  "orders.specialRequirements": t(
    "мінез-құлыққа ерекше талаптар күшінде",
    "действуют особые требования к поведению",
    "special requirements in force",
  ),
  complaint: t("арыз", "жалоба", "complaint"),
  "reconciliation.agreed": t("тараптар татуласқан", "стороны примирились", "the parties are reconciled"),
  "reconciliation.before": t(
    "бұрынғы татуласулар саны",
    "число прежних примирений",
    "earlier reconciliations",
  ),
};

export const actNames: Readonly<Record<(typeof ACTS)[number], Text>> = {
  insult: t("қорлау", "оскорбление", "insult"),
  humiliation: t("кемсіту", "унижение", "humiliation"),
  "threat-of-death-or-grave-harm": t(
    "өлтіремін немесе ауыр зиян келтіремін деп қорқыту",
    "угроза убийством или тяжким вредом",
    "threat of death or grave harm",
  ),
  battery: t("ұрып-соғу", "побои", "battery"),
  "bodily-harm": t("денсаулыққа зиян келтіру", "причинение вреда здоровью", "bodily harm"),
  torment: t("қинау", "истязание", "torment"),
  stalking: t("сталкинг", "сталкинг", "stalking"),
  harassment: t("қудалау", "преследование", "harassment"),
  "sexual-harassment": t("сексуалдық сипаттағы қысым", "сексуальное домогательство", "sexual harassment"),
  bullying: t("буллинг", "травля", "bullying"),
  rape: t("зорлау", "изнасилование", "rape"),
  "sexual-assault": t(
    "сексуалдық сипаттағы зорлық-зомбылық",
    "насильственные действия сексуального характера",
    "sexual assault",
  ),
  "sexual-coercion": t(
    "сексуалдық әрекеттерге мәжбүрлеу",
    "понуждение к действиям сексуального характера",
    "sexual coercion",
  ),
  "deprivation-of-liberty": t(
    "бас бостандығынан заңсыз айыру",
    "незаконное лишение свободы",
    "deprivation of liberty",
  ),
  abduction: t("адам ұрлау", "похищение человека", "abduction"),
  "forced-marriage": t("некеге мәжбүрлеу", "принуждение к браку", "forced marriage"),
  "forced-abortion": t("түсік жасатуға мәжбүрлеу", "принуждение к аборту", "forced abortion"),
  "forced-sterilisation": t(
    "мәжбүрлі зарарсыздандыру",
    "принудительная стерилизация",
    "forced sterilisation",
  ),
  fgm: t(
    "әйел жыныс мүшелерін кесу",
    "калечащие операции на женских половых органах",
    "female genital mutilation",
  ),
  "economic-deprivation": t(
    "күнкөріс қаражатынан айыру",
    "лишение средств к существованию",
    "economic deprivation",
  ),
  "property-damage": t("мүлікті бүлдіру", "повреждение имущества", "damage to property"),
  "incitement-to-suicide": t(
    "өзін-өзі өлтіруге жеткізу",
    "доведение до самоубийства",
    "incitement to suicide",
  ),
  murder: t("кісі өлтіру", "убийство", "murder"),
  "attempted-murder": t("кісі өлтіруге оқталу", "покушение на убийство", "attempted murder"),
  "child-neglect": t("баланы қараусыз қалдыру", "оставление ребёнка без заботы", "child neglect"),
  "child-abuse": t("балаға қатыгез қарау", "жестокое обращение с ребёнком", "child abuse"),
  "breach-of-protective-order": t(
    "қорғау нұсқамасын бұзу",
    "нарушение защитного предписания",
    "breach of a protective order",
  ),
  "breach-of-special-requirements": t(
    "ерекше талаптарды бұзу",
    "нарушение особых требований",
    "breach of special requirements",
  ),
  slander: t("жала жабу", "клевета", "slander"),
  "negligent-harm": t("абайсызда зиян келтіру", "вред по неосторожности", "harm by negligence"),
  "harm-in-strong-emotion": t(
    "аффект жағдайында зиян келтіру немесе өлтіру",
    "вред или убийство в состоянии аффекта",
    "harm or killing in strong emotion",
  ),
  "excess-of-defence": t(
    "қажетті қорғаныс шегінен шығу",
    "превышение пределов необходимой обороны",
    "excess of necessary defence",
  ),
  "killing-of-newborn": t(
    "анасының жаңа туған баласын өлтіруі",
    "убийство матерью новорождённого",
    "killing of a newborn by the mother",
  ),
  "abandonment-in-danger": t("қауіпте қалдыру", "оставление в опасности", "leaving in danger"),
  "sexual-acts-with-minor": t(
    "он алтыға толмаған адаммен жыныстық қатынас",
    "половое сношение с лицом младше шестнадцати",
    "sexual acts with a person under sixteen",
  ),
  "depravation-of-minor": t(
    "жас балаларды азғындату",
    "развращение малолетних",
    "depravation of a young child",
  ),
  trafficking: t("адам саудасы", "торговля людьми", "trafficking in persons"),
  "maintenance-evasion": t(
    "күтіп-бағуға қаражат төлеуден жалтару",
    "уклонение от уплаты средств на содержание",
    "evading maintenance",
  ),
  "involving-minor-in-offence": t(
    "кәмелетке толмағанды құқық бұзушылыққа тарту",
    "вовлечение несовершеннолетнего в правонарушение",
    "involving a minor in an offence",
  ),
  "intoxicating-minor": t(
    "кәмелетке толмағанды мас күйге жеткізу",
    "доведение несовершеннолетнего до опьянения",
    "bringing a minor to intoxication",
  ),
  "failure-to-report": t(
    "балаға қатысты құқыққа қайшы әрекет туралы хабарламау",
    "несообщение о противоправном деянии в отношении ребёнка",
    "failure to report an unlawful act against a child",
  ),
  "failure-to-protect-child": t(
    "баланы қорғау міндетін орындамау",
    "неисполнение обязанностей по защите ребёнка",
    "failure of a duty to protect a child",
  ),
};

export const harmNames: Readonly<Record<(typeof HARMS)[number], Text>> = {
  none: t("жоқ", "нет", "none"),
  pain: t("тән ауруы", "физическая боль", "pain"),
  light: t("жеңіл", "лёгкий", "light"),
  medium: t("орташа", "средней тяжести", "medium"),
  grave: t("ауыр", "тяжкий", "grave"),
  death: t("өлім", "смерть", "death"),
};

export const relationNames: Readonly<Record<(typeof RELATIONS)[number], Text>> = {
  spouse: t("жұбай", "супруг(а)", "spouse"),
  "ex-spouse": t("бұрынғы жұбай", "бывший(ая) супруг(а)", "former spouse"),
  partner: t("некесіз бірге тұратын адам", "сожитель(ница)", "cohabiting partner"),
  "ex-partner": t(
    "бұрын некесіз бірге тұрған адам",
    "бывший(ая) сожитель(ница)",
    "former cohabiting partner",
  ),
  "co-parent": t("ортақ баласы бар адам", "имеют общего ребёнка", "parent of a common child"),
  parent: t("ата-ана", "родитель", "parent"),
  child: t("бала", "ребёнок", "child"),
  sibling: t("бауыр", "брат или сестра", "sibling"),
  grandparent: t("ата немесе әже", "дед или бабушка", "grandparent"),
  grandchild: t("немере", "внук или внучка", "grandchild"),
  "in-law": t("жұбайдың туысы", "родственник супруга", "in-law"),
  "other-relative": t("басқа туыс", "другой родственник", "other relative"),
  guardian: t("қамқоршы", "опекун", "guardian"),
  "household-member": t("бірге тұратын адам", "живёт в том же доме", "member of the household"),
  none: t("туыстық жоқ", "не связаны", "none"),
};

export const sexNames: Readonly<Record<(typeof SEXES)[number], Text>> = {
  female: t("әйел", "женский", "female"),
  male: t("ер", "мужской", "male"),
};

export const placeNames: Readonly<Record<(typeof PLACES)[number], Text>> = {
  home: t("үй", "дом", "home"),
  street: t("көше", "улица", "street"),
  work: t("жұмыс", "работа", "work"),
  school: t("мектеп", "школа", "school"),
  online: t("интернет", "интернет", "online"),
  other: t("басқа", "другое", "other"),
};

export const motiveNames: Readonly<Record<(typeof MOTIVES)[number], Text>> = {
  hooligan: t("бұзақылық ниет", "хулиганские побуждения", "hooligan motives"),
  hatred: t("өшпенділік немесе араздық", "ненависть или вражда", "hatred or enmity"),
  "revenge-for-duty": t(
    "қызметтік немесе қоғамдық борышты орындағаны үшін кек",
    "месть за исполнение служебного или общественного долга",
    "revenge for carrying out a duty",
  ),
  gain: t("пайдакүнемдік", "корысть", "gain"),
  concealment: t("басқа қылмысты жасыру", "сокрытие другого преступления", "to conceal another crime"),
  other: t("басқа", "другое", "other"),
};

export const complaintNames: Readonly<Record<(typeof COMPLAINTS)[number], Text>> = {
  given: t("берілген", "подана", "given"),
  none: t("берілмеген", "не подана", "none"),
  withdrawn: t("қайтарып алынған", "отозвана", "withdrawn"),
};

/** The three answers, and the two values of a fact that is yes or no. */
export const joints = {
  yes: t("Иә", "Да", "Yes"),
  no: t("Жоқ", "Нет", "No"),
  unknown: t("Белгісіз", "Неизвестно", "Not known"),
  true: t("иә", "да", "yes"),
  false: t("жоқ", "нет", "no"),
} as const satisfies Record<string, Text>;

const byFact: Partial<Record<FactPath, Readonly<Record<string, Text>>>> = {
  acts: actNames,
  harm: harmNames,
  relation: relationNames,
  "victim.sex": sexNames,
  "respondent.sex": sexNames,
  "circumstances.place": placeNames,
  "circumstances.motive": motiveNames,
  complaint: complaintNames,
};

/** The words for one value of a fact; undefined where the value needs none (numbers) or is not in the vocabulary. */
export function valueName(fact: FactPath, value: unknown): Text | undefined {
  if (typeof value === "boolean") return value ? joints.true : joints.false;
  return typeof value === "string" ? byFact[fact]?.[value] : undefined;
}

export const words = { facts: factNames, values: byFact, joints } as const;
