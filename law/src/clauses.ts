import type { Language, Text } from "./norm.ts";

/** The joints of reasons in every language. A name in braces marks where a value goes. */
const t = (kk: string, ru: string, en: string): Text => ({ kk, ru, en });

export const clauses = {
  because: t("себебі {reason}", "потому что {reason}", "because {reason}"),
  or: t("немесе", "или", "or"),
  notKnown: t("{fact}: белгісіз", "{fact}: неизвестно", "{fact}: not known"),
  notKnownWhether: t("{whether}, белгісіз", "неизвестно, {whether}", "it is not known {whether}"),
  counts: t(
    "{found} (есепке алынатыны: {list})",
    "{found} (считается: {list})",
    "{found} (what counts: {list})",
  ),
  rulesOut: t(
    "{found} (жоққа шығаратыны: {list})",
    "{found} (исключает: {list})",
    "{found} (what rules it out: {list})",
  ),

  act: t("әрекет – {act}", "деяние – {act}", "the act is {act}"),
  oneAct: t("әрекеттердің бірі – {act}", "одно из деяний – {act}", "one of the acts is {act}"),
  otherAct: t("әрекет – {acts}, {act} емес", "деяние – {acts}, а не {act}", "the act is {acts}, not {act}"),
  otherActs: t(
    "аталған әрекеттер: {acts}; олардың арасында жоғы: {act}",
    "названные деяния: {acts}; среди них нет: {act}",
    "the acts named are {acts}; not among them: {act}",
  ),
  noAct: t("ешқандай әрекет аталмаған", "ни одно деяние не названо", "no act is named"),

  harmFrom: t(
    "{harm}, бұл {than} кем емес",
    "{harm}, это не меньше {than}",
    "{harm}, which is {than} or worse",
  ),
  harmUnder: t(
    "{harm}, бұл {than} төмен",
    "{harm}, это меньше {than}",
    "{harm}, which is not {than} or worse",
  ),
  whetherHarmFrom: t(
    "зиян {than} кем емес пе",
    "есть ли вред не меньше {than}",
    "whether the harm is {than} or worse",
  ),
  whetherHarmUnder: t(
    "зиян {than} төмен бе",
    "меньше ли вред {than}",
    "whether the harm is less than {than}",
  ),

  aged: t("{who} {n} жаста", "{who} {years}", "{who} is {n}"),
  agedFrom: t(
    "{who} {n} жаста, {limit} жасқа толған",
    "{who} {years}, это {limit} или больше",
    "{who} is {n}, which is {limit} or over",
  ),
  agedUnder: t(
    "{who} {n} жаста, {limit} жасқа толмаған",
    "{who} {years}, это меньше {limit}",
    "{who} is {n}, which is under {limit}",
  ),
  whetherAgedFrom: t(
    "{who} {limit} жасқа толған ба",
    "исполнилось ли {who} {limitYears}",
    "whether {who} is {limit} or over",
  ),
  whetherAgedUnder: t(
    "{who} {limit} жасқа толған ба",
    "исполнилось ли {who} {limitYears}",
    "whether {who} is under {limit}",
  ),
  number: t("{fact}: {n}", "{fact}: {n}", "{fact}: {n}"),
  numberFrom: t(
    "{fact}: {n}, кемінде {limit}",
    "{fact}: {n}, не меньше {limit}",
    "{fact}: {n}, which is {limit} or more",
  ),
  numberUnder: t(
    "{fact}: {n}, {limit} санынан аз",
    "{fact}: {n}, меньше {limit}",
    "{fact}: {n}, which is less than {limit}",
  ),
  from: t("кемінде {limit}", "не меньше {limit}", "{limit} or more"),
  under: t("{limit} санынан аз", "меньше {limit}", "less than {limit}"),

  penalised: t(
    "{norms} бойынша жаза әрекетке дейін {period} ішінде орындалған ({penalties})",
    "взыскание по норме {norms} исполнено не раньше чем за {period} до деяния ({penalties})",
    "a penalty under {norms} was served within {period} before the act ({penalties})",
  ),
  notPenalised: t(
    "әрекетке дейін {period} ішінде {norms} бойынша жаза орындалмаған",
    "за {period} до деяния не исполнялось взыскание по норме {norms}",
    "no penalty under {norms} was served within {period} before the act",
  ),
  whetherPenalised: t(
    "әрекетке дейін {period} ішінде {norms} бойынша жаза орындалған ба",
    "исполнялось ли за {period} до деяния взыскание по норме {norms}",
    "whether a penalty under {norms} was served within {period} before the act",
  ),
  otherPenalties: t(
    "{found}; бұрынғы жазалар: {penalties}",
    "{found}; прежние взыскания: {penalties}",
    "{found}; earlier penalties: {penalties}",
  ),

  definitionYes: t("{norm} анықтамасына сай", "определение {norm} подходит", "the definition {norm} is met"),
  definitionNo: t(
    "{norm} анықтамасына сай емес",
    "определение {norm} не подходит",
    "the definition {norm} is not met",
  ),
  definitionUnknown: t(
    "{norm} анықтамасына сай ма, белгісіз",
    "неизвестно, подходит ли определение {norm}",
    "it is not known whether the definition {norm} is met",
  ),

  allYes: t("қажеттінің бәрі бар", "есть всё, что нужно", "all that is needed is there"),
  allNo: t("қажеттінің бірі жоқ", "есть не всё, что нужно", "not all that is needed is there"),
  allUnknown: t(
    "қажеттінің бәрі бар ма, белгісіз",
    "неизвестно, есть ли всё, что нужно",
    "it is not known whether all that is needed is there",
  ),
  anyYes: t(
    "біреуі жеткілікті, ол бар",
    "достаточно одного, и оно есть",
    "one of these is enough, and there is one",
  ),
  anyNo: t(
    "біреуі жеткілікті еді, бірақ ешқайсысы жоқ",
    "хватило бы одного, но нет ни одного",
    "one of these would be enough, and there is none",
  ),
  anyUnknown: t(
    "біреуі жеткілікті; бар-жоғы белгісіз",
    "достаточно одного; есть ли оно, неизвестно",
    "one of these is enough; it is not known whether there is one",
  ),

  offence: t(
    "бұл – сол күнгі заң бойынша {classes}",
    "по праву того дня это {classes}",
    "by the law of its day this is {classes}",
  ),
  whetherOffence: t(
    "бұл сол күнгі заң бойынша {classes} бола ма",
    "является ли это по праву того дня: {classes}",
    "whether by the law of its day this is {classes}",
  ),
  administrative: t(
    "әкімшілік құқық бұзушылық",
    "административное правонарушение",
    "an administrative offence",
  ),
  misdemeanour: t("қылмыстық теріс қылық", "уголовный проступок", "a criminal misdemeanour"),
  crime: t("қылмыс", "преступление", "a crime"),

  inForce: t(
    "{on} күні {norm} нормасы күшінде болған ({span}; {amendment})",
    "{on} действовала норма {norm} ({span}; {amendment})",
    "on {on} {norm} was in force ({span}; {amendment})",
  ),
  notInForce: t(
    "{on} күні {norm} нормасы күшінде болмаған ({span})",
    "{on} норма {norm} не действовала ({span})",
    "on {on} {norm} was not in force ({span})",
  ),
  perhapsInForce: t(
    "{on} күні {norm} нормасы осы редакцияда күшінде болды ма, анықталмаған ({amendment} күшіне енген күні: {earliest} – {latest} аралығында)",
    "не установлено, действовала ли {on} норма {norm} в этой редакции (день вступления в силу между {earliest} и {latest}: {amendment})",
    "it is not established whether on {on} {norm} was in force in this wording (it took force between {earliest} and {latest}: {amendment})",
  ),
  disputedInForce: t(
    "{on} күні {norm} нормасы осы редакцияда күшінде болды ма, анықталмаған (дереккөздер әртүрлі күн атайды, {earliest} – {latest}: {amendment})",
    "не установлено, действовала ли {on} норма {norm} в этой редакции (источники называют разные дни, {earliest} – {latest}: {amendment})",
    "it is not established whether on {on} {norm} was in force in this wording (sources give different days, {earliest} – {latest}: {amendment})",
  ),
  whicheverWording: t(
    "{on} күні {norm} нормасының қай редакциясы күшінде болса да, жауап бірдей",
    "какая бы редакция нормы {norm} ни действовала {on}, ответ тот же",
    "whichever wording of {norm} was in force on {on}, the answer is the same",
  ),
  since: t("басталуы: {from}", "с {from}", "since {from}"),
  sinceBetween: t(
    "басталуы: {earliest} – {latest} аралығындағы күн",
    "начало между {earliest} и {latest}",
    "since a day between {earliest} and {latest}",
  ),
  until: t("{since}, аяқталуы: {until}", "{since}, до {until}", "{since}, until {until}"),
  textNotHeld: t(
    "{norm} нормасының мәтіні пакетте жоқ",
    "текста нормы {norm} нет в пакете",
    "the text of {norm} is not in the pack",
  ),

  applies: t("{norm} қолданылады", "норма {norm} применяется", "{norm} applies"),
  possible: t("{norm} қолданылуы мүмкін", "норма {norm}, возможно, применяется", "{norm} may apply"),
  "unknown-text": t(
    "{norm} күшінде болған, бірақ мәтіні пакетте жоқ",
    "норма {norm} действовала, но её текста нет в пакете",
    "{norm} was in force, but its text is not in the pack",
  ),
  displaced: t(
    "{norm} мына нормаға жол береді: {other}",
    "норма {norm} уступает норме {other}",
    "{norm} yields to {other}",
  ),
  excluded: t("{norm} қолданылмайды", "норма {norm} не применяется", "{norm} does not apply"),

  part: t("{cited} {part}-бөлік", "{cited} ч. {part}", "{cited} part {part}"),
  named: t("«{title}» ({cited})", "«{title}» ({cited})", "“{title}” ({cited})"),
} as const satisfies Record<string, Text>;

/** A joint with its values in place. A value the joint has no place for is left out; a place without one is an error. */
export function fill(text: Text, language: Language, values: Readonly<Record<string, string>>): string {
  return text[language].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for {${name}} in "${text.en}"`);
    return value;
  });
}

/** `a, b or c`: written out, because browsers do not know Kazakh. */
export function oneOf(items: readonly string[], language: Language): string {
  const [last, ...others] = [...items].reverse();
  if (others.length === 0) return last ?? "";
  return `${others.reverse().join(", ")} ${clauses.or[language]} ${last}`;
}
