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
};
