import type { Commitment, StandingCommitment } from "@arasha/law";
import { LANGUAGES } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { owedOn } from "./owed.ts";
import { reminderTo } from "./reminder-letter.ts";

const ORIGINS = { staff: "https://staff.example", public: "https://public.example" };
const text = (kk: string, ru: string, en: string) => ({ kk, ru, en });
const PLAN: Commitment = {
  id: "tl.commitment-plan",
  kind: "plan",
  text: text("Баспана салу", "Построить убежище", "Build a shelter"),
  owner: text("", "", ""),
  by: text("", "", ""),
  to: text("", "", ""),
  made: "2019",
  due: "none-stated",
  about: { items: [], norms: [], treaties: [] },
  claims: [],
  sources: [],
  progress: [],
};

/** A commitment so many days before its last one. */
const one = (id: string, due: string, daysLeft: number): StandingCommitment => ({
  commitment: { ...PLAN, id: `tl.commitment-${id}` },
  standing: { state: daysLeft < 0 ? "overdue" : "open", due, daysLeft, ended: null, daysLate: null },
});

const TODAY = "2026-11-28";
const letter = (language: "kk" | "ru" | "en", standing: readonly StandingCommitment[]) =>
  reminderTo("a@work.example", { language, owed: owedOn(standing, [], TODAY) }, ORIGINS);

describe("a reminder", () => {
  const standing = [one("old", "2024-06-30", -881), one("near", "2026-12-01", 3)];

  it.each([
    [
      "en",
      "Commitments that need attention: 2",
      `You keep the registers. This is new about what was promised and recommended.

Due soon: 1

Build a shelter
Deadline: 1 December 2026, 3 days left.
https://public.example/commitments/tl.commitment-near?lang=en

Overdue: 1

Build a shelter
Deadline: 30 June 2024, 881 days ago.
https://public.example/commitments/tl.commitment-old?lang=en

If you know of something that was done, report it on the page https://staff.example/registers. Somebody else reviews it.

Of what stays overdue you are told again 90 days after the last report or reminder.`,
    ],
    [
      "ru",
      "Обязательства, требующие внимания: 2",
      `Вы ведёте реестры. Вот что нового с обещанным и рекомендованным.

Скоро срок: 1

Построить убежище
Срок: 1 декабря 2026 г., осталось 3 дня.
https://public.example/commitments/tl.commitment-near?lang=ru

Просрочено: 1

Построить убежище
Срок: 30 июня 2024 г., 881 день назад.
https://public.example/commitments/tl.commitment-old?lang=ru

Если вы знаете, что что-то сделано, сообщите на странице https://staff.example/registers. Другой человек это проверит.

Если что-то остаётся просроченным, мы напомним снова через 90 дней после последнего сообщения или напоминания.`,
    ],
    [
      "kk",
      "Назар аударуды қажет ететін міндеттемелер: 2",
      `Сіз тізілімдерді жүргізесіз. Уәде етілген және ұсынылған істер туралы жаңалық мынау.

Мерзімі жақын: 1

Баспана салу
Мерзімі: 2026 ж. 1 желтоқсан, 3 күн қалды.
https://public.example/commitments/tl.commitment-near?lang=kk

Мерзімі өткен: 1

Баспана салу
Мерзімі: 2024 ж. 30 маусым, 881 күн өтті.
https://public.example/commitments/tl.commitment-old?lang=kk

Бірдеңе істелгенін білсеңіз, https://staff.example/registers бетінде хабарлаңыз. Оны басқа адам тексереді.

Мерзімі өткен күйде қалғандарын соңғы хабардан не еске салудан кейін 90 күн өткенде қайта еске саламыз.`,
    ],
  ] as const)(
    "in %s says what is due, since when, and where it is read and answered",
    (language, subject, said) => {
      expect(letter(language, standing)).toEqual({
        to: "a@work.example",
        sender: "Arasha",
        subject,
        text: said,
      });
    },
  );

  it("names ten of many, and counts the others", () => {
    const many = Array.from({ length: 25 }, (_, at) => one(`${at}`, "2020-12-31", -2158));
    for (const language of LANGUAGES) {
      const { subject, text: said } = letter(language, many);
      expect(subject).toContain("25");
      expect(said.match(/commitment-\d+/g)).toHaveLength(10);
      expect(said).toMatch(
        new RegExp(`\\b15.*: https://public.example/commitments\\?lang=${language}$`, "m"),
      );
      expect(said).not.toMatch(/undefined|\{/);
    }
  });

  it("says of the last day itself that it is today", () => {
    const last = [one("today", TODAY, 0)];
    expect(LANGUAGES.map((language) => letter(language, last).text.match(/28.*, (.*)\./)?.[1])).toEqual(
      LANGUAGES.map((language) => ({ kk: "бұл бүгін", ru: "это сегодня", en: "which is today" })[language]),
    );
  });
});
