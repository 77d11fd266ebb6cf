import { dateInWords, type Language } from "@arasha/law";
import { speaker } from "../messages/speaker.ts";
import type { Letter } from "./carrier.ts";
import { AGAIN, type Owed } from "./owed.ts";

type Reader = { readonly language: Language; readonly owed: readonly Owed[] };
type Origins = { readonly staff: string; readonly public: string };

/** How many of a kind are named: of more their number, and where all of them stand. */
const MOST = 10;

/** One letter on all somebody is to be told of. Commitments are public, and nothing else stands in it. */
export function reminderTo(to: string, { language, owed }: Reader, origins: Origins): Letter {
  const late = owed.filter(({ reminder }) => reminder.step === "overdue");
  const soon = owed.filter(({ reminder }) => reminder.step !== "overdue");
  const parts = [
    say(language, "lead"),
    ...sectionOf("soon", soon, language, origins.public),
    ...sectionOf("late", late, language, origins.public),
    say(language, "report", { page: `${origins.staff}/registers` }),
    ...(late.length > 0 ? [say(language, "again", { days: AGAIN })] : []),
  ];
  return {
    to,
    sender: "Arasha",
    subject: say(language, "subject", { count: owed.length }),
    text: parts.join("\n\n"),
  };
}

function sectionOf(
  which: "soon" | "late",
  owed: readonly Owed[],
  language: Language,
  origin: string,
): readonly string[] {
  if (owed.length === 0) return [];
  const link = (path: string) => `${origin}${path}?lang=${language}`;
  const more = owed.length - MOST;
  return [
    say(language, which, { count: owed.length }),
    ...owed.slice(0, MOST).map(({ commitment, standing: { due, daysLeft } }) => {
      const date = due === null ? "" : dateInWords(due, language);
      const days = say(language, `${which}Days`, { count: Math.abs(daysLeft ?? 0) });
      return [
        commitment.text[language],
        say(language, "due", { date, days }),
        link(`/commitments/${commitment.id}`),
      ].join("\n");
    }),
    ...(more > 0 ? [say(language, "more", { count: more, link: link("/commitments") })] : []),
  ];
}

const en = {
  subject: "Commitments that need attention: {count}",
  lead: "You keep the registers. This is new about what was promised and recommended.",
  soon: "Due soon: {count}",
  late: "Overdue: {count}",
  due: "Deadline: {date}, {days}.",
  soonDays: "{count, plural, =0 {which is today} one {# day left} other {# days left}}",
  lateDays: "{count, plural, one {# day} other {# days}} ago",
  more: "And {count} more: {link}",
  report: "If you know of something that was done, report it on the page {page}. Somebody else reviews it.",
  again: "Of what stays overdue you are told again {days} days after the last report or reminder.",
} as const;
type Key = keyof typeof en;

const ru: Readonly<Record<Key, string>> = {
  subject: "Обязательства, требующие внимания: {count}",
  lead: "Вы ведёте реестры. Вот что нового с обещанным и рекомендованным.",
  soon: "Скоро срок: {count}",
  late: "Просрочено: {count}",
  due: "Срок: {date}, {days}.",
  soonDays:
    "{count, plural, =0 {это сегодня} one {остался # день} few {осталось # дня} many {осталось # дней} other {осталось # дня}}",
  lateDays: "{count, plural, one {# день} few {# дня} many {# дней} other {# дня}} назад",
  more: "И ещё {count}: {link}",
  report: "Если вы знаете, что что-то сделано, сообщите на странице {page}. Другой человек это проверит.",
  again:
    "Если что-то остаётся просроченным, мы напомним снова через {days, plural, one {# день} few {# дня} many {# дней} other {# дня}} после последнего сообщения или напоминания.",
};

const kk: Readonly<Record<Key, string>> = {
  subject: "Назар аударуды қажет ететін міндеттемелер: {count}",
  lead: "Сіз тізілімдерді жүргізесіз. Уәде етілген және ұсынылған істер туралы жаңалық мынау.",
  soon: "Мерзімі жақын: {count}",
  late: "Мерзімі өткен: {count}",
  due: "Мерзімі: {date}, {days}.",
  soonDays: "{count, plural, =0 {бұл бүгін} other {# күн қалды}}",
  lateDays: "{count, plural, other {# күн}} өтті",
  more: "Тағы {count}: {link}",
  report: "Бірдеңе істелгенін білсеңіз, {page} бетінде хабарлаңыз. Оны басқа адам тексереді.",
  again:
    "Мерзімі өткен күйде қалғандарын соңғы хабардан не еске салудан кейін {days} күн өткенде қайта еске саламыз.",
};

const say = speaker({ en, ru, kk });
