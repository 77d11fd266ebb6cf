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
