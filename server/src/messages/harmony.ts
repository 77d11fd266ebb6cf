/** Words of the commands about treaties. */
export const harmonyEn = {
  "harmony.unknownTreaty": "There is no list of what `{treaty}` asks. There are: {known}.",
  "harmony.notJudged": "Nobody has compared the law of `{country}` with `{treaty}` yet.",
  "harmony.unknownBill":
    "There is no bill `{bill}`. There are: {known}. A bill of your own is named by its file.",
  "harmony.owed": "Owed",
  "harmony.effort": "To be striven for",
  "cli.conformity.met": "met",
  "cli.conformity.partial": "partly",
  "cli.conformity.gap": "gap",
  "cli.conformity.not-assessed": "not assessed",
  "harmony.unknownParties": "There is no treaty `{treaty}`. There are: {known}.",
  "harmony.unknownPartiesNear": "There is no treaty `{treaty}`: did you mean `{near}`?",
  "cli.treaty.signedOnly": "signed, not ratified",
  "cli.treaty.everRatified": "ever ratified, also who left",
  "cli.treaty.party": "party: ratified and not left",
  "cli.treaty.inForce": "in force for it",
  "cli.treatyOf.states": "States",
  "cli.treatyOf.organisations": "Organisations",
  "cli.treatyKnown": "The sources end on {until}: what happened later is not in here.",
} as const;

type Harmony = Readonly<Record<keyof typeof harmonyEn, string>>;

export const harmonyRu: Harmony = {
  "harmony.unknownTreaty": "Перечня требований `{treaty}` нет. Есть: {known}.",
  "harmony.notJudged": "Право `{country}` ещё никто не сопоставил с `{treaty}`.",
  "harmony.unknownBill":
    "Законопроекта `{bill}` нет. Есть: {known}. Свой законопроект называют именем файла.",
  "harmony.owed": "Обязательно",
  "harmony.effort": "К чему следует стремиться",
  "cli.conformity.met": "выполнено",
  "cli.conformity.partial": "частично",
  "cli.conformity.gap": "пробел",
  "cli.conformity.not-assessed": "не оценено",
  "harmony.unknownParties": "Договора `{treaty}` нет. Есть: {known}.",
  "harmony.unknownPartiesNear": "Договора `{treaty}` нет: возможно, имелось в виду `{near}`?",
  "cli.treaty.signedOnly": "подписали, не ратифицировали",
  "cli.treaty.everRatified": "когда-либо ратифицировали, и вышедшие",
  "cli.treaty.party": "стороны: ратифицировали и не вышли",
  "cli.treaty.inForce": "в силе",
  "cli.treatyOf.states": "Государства",
  "cli.treatyOf.organisations": "Организации",
  "cli.treatyKnown": "Источники кончаются {until}: более позднего здесь нет.",
};

export const harmonyKk: Harmony = {
  "harmony.unknownTreaty": "`{treaty}` талаптарының тізімі жоқ. Бары: {known}.",
  "harmony.notJudged": "`{country}` құқығын `{treaty}` талаптарымен әлі ешкім салыстырған жоқ.",
  "harmony.unknownBill": "`{bill}` заң жобасы жоқ. Бары: {known}. Өз жобаңыз файл атымен көрсетіледі.",
  "harmony.owed": "Міндетті",
  "harmony.effort": "Ұмтылуға тиіс",
  "cli.conformity.met": "орындалған",
  "cli.conformity.partial": "ішінара",
  "cli.conformity.gap": "олқылық",
  "cli.conformity.not-assessed": "бағаланбаған",
  "harmony.unknownParties": "`{treaty}` шарты жоқ. Мыналар бар: {known}.",
  "harmony.unknownPartiesNear": "`{treaty}` шарты жоқ. Мүмкін, `{near}` шығар?",
  "cli.treaty.signedOnly": "қол қойған, ратификацияламаған",
  "cli.treaty.everRatified": "бір кезде ратификациялаған, шыққандар да",
  "cli.treaty.party": "тараптар: ратификациялаған және шықпаған",
  "cli.treaty.inForce": "күшінде",
  "cli.treatyOf.states": "Мемлекеттер",
  "cli.treatyOf.organisations": "Ұйымдар",
  "cli.treatyKnown": "Дереккөздер {until} күнімен бітеді: кейінгісі мұнда жоқ.",
};
