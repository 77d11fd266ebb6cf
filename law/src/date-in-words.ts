import type { DateText } from "./date.ts";
import type { Language } from "./norm.ts";

/** Written out here because browsers ship too little Kazakh: Chromium writes 22 November as "M11 22". */
const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  kk: "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан".split(" "),
  ru: "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(" "),
  en: "January February March April May June July August September October November December".split(" "),
};

/** A calendar date in words: `16 June 2024`, `16 июня 2024 г.`, `2024 ж. 16 маусым`. */
export function dateInWords(date: DateText, language: Language): string {
  const { year } = Temporal.PlainDate.from(date);
  const day = dayInWords(date, language);
  if (language === "kk") return `${year} ж. ${day}`;
  return language === "ru" ? `${day} ${year} г.` : `${day} ${year}`;
}

/** Day and month without the year: `16 June`, `16 июня`, `16 маусым`. */
export function dayInWords(date: DateText, language: Language): string {
  const { month, day } = Temporal.PlainDate.from(date);
  return `${day} ${MONTHS[language][month - 1]}`;
}

/** A period in words: `1 year`, `1 год`, `1 жыл`; several units after one another. */
export function periodInWords(period: Temporal.DurationLike, language: Language): string {
  const { years, months, weeks, days } = Temporal.Duration.from(period);
  return Object.entries({ years, months, weeks, days })
    .filter(([, n]) => n !== 0)
    .map(([unit, n]) => unitsInWords(n, unit as keyof typeof UNITS, language))
    .join(" ");
}

/** A number of units of time: `21 год`, `16 жыл`. */
export function unitsInWords(n: number, unit: keyof typeof UNITS, language: Language): string {
  return `${n} ${unitWord(unit, n, language)}`;
}

/** Kazakh nouns do not change after a number; Russian has three forms, English two. */
const UNITS = {
  years: { kk: "жыл", ru: ["год", "года", "лет"], en: ["year", "years"] },
  months: { kk: "ай", ru: ["месяц", "месяца", "месяцев"], en: ["month", "months"] },
  weeks: { kk: "апта", ru: ["неделя", "недели", "недель"], en: ["week", "weeks"] },
  days: { kk: "күн", ru: ["день", "дня", "дней"], en: ["day", "days"] },
} as const;

function unitWord(unit: keyof typeof UNITS, n: number, language: Language): string {
  const { kk, ru, en } = UNITS[unit];
  if (language === "kk") return kk;
  if (language === "en") return en[n === 1 ? 0 : 1];
  const [tens, ones] = [n % 100, n % 10];
  if (ones === 1 && tens !== 11) return ru[0];
  return ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? ru[1] : ru[2];
}
