import { dateInWords, type Language } from "@arasha/law";
import type { Deps } from "../cases/deps.ts";
import { speaker } from "../messages/speaker.ts";
import { openMail } from "../people/mail.ts";
import type { ToldDeed } from "../people/notice.ts";
import type { Carrier, Letter } from "./carrier.ts";

/** Staff are told of sign-ins and changes of their ways in, at the address they gave for it. No case is ever named there. */
export type StaffPost = { readonly deps: Deps; readonly carrier: Carrier; readonly origin: () => string };

type Notice = {
  readonly nr: number;
  readonly account: string;
  readonly deed: ToldDeed;
  readonly at: string;
  readonly language: Language;
  readonly sealed: Buffer;
  readonly tries: number;
};

/** Sends what waits; what is not taken is tried again for some hours, and then given up. Returns how many it looked at. */
export async function deliverToStaff(post: StaffPost, clock: () => string): Promise<number> {
  for (let looked = 0; ; looked += 1) {
    const notice = await takeUp(post, clock());
    if (notice === null) return looked;
    const to = openMail(post.deps.store, notice.account, notice.sealed);
    const delivery = await post.carrier(noticeTo(to, notice, post));
    if (delivery === "later" && notice.tries < TRIES) continue;
    await post.deps.store.owner.query("delete from staff_notice where nr = $1", [notice.nr]);
  }
}

const TRIES = 6;

/** Not looked at by anybody else for a while: by then it is gone, or was not taken and its next try has come. */
async function takeUp({ deps }: StaffPost, now: string): Promise<Notice | null> {
  const { rows } = await deps.store.owner.query(
    `with next as (select nr from staff_notice where due_at <= $1 order by due_at, nr limit 1 for update skip locked)
     update staff_notice s set tries = s.tries + 1, due_at = $1::timestamptz + (10 * 2 ^ s.tries) * interval '1 minute'
       from next where s.nr = next.nr
     returning s.nr, s.account, s.deed, s.at, s.language, s.sealed, s.tries`,
    [now],
  );
  return rows[0] ?? null;
}

export function noticeTo(
  to: string,
  { deed, at, language }: Pick<Notice, "deed" | "at" | "language">,
  { deps, origin }: Pick<StaffPost, "deps" | "origin">,
): Letter {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(deps.country.pack.calendar.zone);
  const moment = `${dateInWords(local.toPlainDate().toString(), language)}, ${local.toPlainTime().toString({ smallestUnit: "minute" })}`;
  const lines = [
    say(language, deed),
    say(language, "when", { moment }),
    "",
    say(language, "else", { origin: origin() }),
  ];
  return { to, sender: "Arasha", subject: say(language, "subject"), text: lines.join("\n") };
}

const en = {
  subject: "Your account",
  "signed-in": "Somebody signed in to your account.",
  enrolled: "A new way in to your account was set up; the earlier ones have ended.",
  "passkey-added": "A passkey was added to your account.",
  "passkey-removed": "A passkey was removed from your account.",
  "password-changed": "The password of your account was changed.",
  "sessions-ended": "You were signed out everywhere by an administrator.",
  invited: "A new way in to your account was asked for.",
  "mail-changed": "Notices about your account no longer come to this address.",
  when: "{moment}.",
  else: "If that was you, there is nothing to do. If not, tell your administrator at once; your sessions are on the page {origin}/account.",
} as const;
type Key = keyof typeof en;

const ru: Readonly<Record<Key, string>> = {
  subject: "Ваша учётная запись",
  "signed-in": "В вашу учётную запись вошли.",
  enrolled: "Для вашей учётной записи настроен новый способ входа; прежние больше не действуют.",
  "passkey-added": "К вашей учётной записи добавлен ключ доступа.",
  "passkey-removed": "Из вашей учётной записи удалён ключ доступа.",
  "password-changed": "Пароль вашей учётной записи изменён.",
  "sessions-ended": "Администратор завершил все ваши сеансы.",
  invited: "Для вашей учётной записи запрошен новый способ входа.",
  "mail-changed": "Уведомления о вашей учётной записи больше не приходят на этот адрес.",
  when: "{moment}.",
  else: "Если это были вы, ничего делать не нужно. Если нет, сразу сообщите администратору; ваши сеансы — на странице {origin}/account.",
};

const kk: Readonly<Record<Key, string>> = {
  subject: "Тіркелгіңіз",
  "signed-in": "Тіркелгіңізге біреу кірді.",
  enrolled: "Тіркелгіңізге жаңа кіру жолы жасалды; бұрынғылары енді жарамсыз.",
  "passkey-added": "Тіркелгіңізге кіру кілті қосылды.",
  "passkey-removed": "Тіркелгіңізден кіру кілті алынып тасталды.",
  "password-changed": "Тіркелгіңіздің құпиясөзі өзгертілді.",
  "sessions-ended": "Әкімші барлық сеансыңызды аяқтады.",
  invited: "Тіркелгіңізге жаңа кіру жолы сұралды.",
  "mail-changed": "Тіркелгіңіз туралы хабарламалар енді бұл мекенжайға келмейді.",
  when: "{moment}.",
  else: "Бұл сіз болсаңыз, ештеңе істеудің қажеті жоқ. Сіз болмасаңыз, әкімшіге бірден айтыңыз; сеанстарыңыз {origin}/account бетінде.",
};

const say = speaker({ en, ru, kk });
