import { LANGUAGES } from "@arasha/law";
import { clueIn, loadCountry, workingCountries } from "@arasha/packs";
import { describe, expect, it } from "vitest";
import type { SafeContact } from "../journal/safe-contact.ts";
import type { Pass } from "./gate.ts";
import { letterTo, linkAt } from "./text.ts";
import { newLinkToken } from "./token.ts";

/** The longest address a message may hold, and a token of the usual length. */
const ORIGIN = "https://abcdefghijklmno.qaz.kz";
const TOKEN = "AAAAAAAAAAAAAAAAAAAAAA";
const { contact } = loadCountry("kz");

const letter = (says: Pass["says"], language: SafeContact["language"], channel: Pass["channel"]) =>
  letterTo(
    contact,
    { channel, says, language, agreement: 1 } as Pass,
    { to: "a@b.example", codeWord: "plums" },
    () => linkAt(ORIGIN, TOKEN),
  );

describe("what a survivor is sent", () => {
  it("is these texts and no other", () => {
    const all = contact.disguises.flatMap(({ id }) =>
      LANGUAGES.flatMap((language) =>
        (["e-mail", "sms"] as const).map((channel) => {
          const told = letter({ kind: "disguise", disguise: id }, language, channel);
          return `${id} ${language} ${channel}: ${told?.sender} | ${told?.subject} | ${told?.text}`;
        }),
      ),
    );
    expect(all).toMatchInlineSnapshot(`
      [
        "reply kk e-mail: Анықтама | Жауап | Жауап: https://abcdefghijklmno.qaz.kz/n/AAAAAAAAAAAAAAAAAAAAAA",
        "reply kk sms: Анықтама | Жауап | Жауап: https://abcdefghijklmno.qaz.kz/n/AAAAAAAAAAAAAAAAAAAAAA",
        "reply ru e-mail: Справочная | Ответ | Ответ: https://abcdefghijklmno.qaz.kz/n/AAAAAAAAAAAAAAAAAAAAAA",
        "reply ru sms: Справочная | Ответ | Ответ: https://abcdefghijklmno.qaz.kz/n/AAAAAAAAAAAAAAAAAAAAAA",
        "reply en e-mail: Enquiries | Reply | Reply: https://abcdefghijklmno.qaz.kz/n/AAAAAAAAAAAAAAAAAAAAAA",
        "reply en sms: Enquiries | Reply | Reply: https://abcdefghijklmno.qaz.kz/n/AAAAAAAAAAAAAAAAAAAAAA",
        "survey kk e-mail: Пікір | Сауалнама | Сауалнама: https://abcdefghijklmno.qaz.kz/n/AAAAAAAAAAAAAAAAAAAAAA",
        "survey kk sms: Пікір | Сауалнама | Сауалнама: https://abcdefghijklmno.qaz.kz/n/AAAAAAAAAAAAAAAAAAAAAA",
        "survey ru e-mail: Мнение | Опрос | Опрос: https://abcdefghijklmno.qaz.kz/n/AAAAAAAAAAAAAAAAAAAAAA",
        "survey ru sms: Мнение | Опрос | Опрос: https://abcdefghijklmno.qaz.kz/n/AAAAAAAAAAAAAAAAAAAAAA",
        "survey en e-mail: Opinion | Survey | Survey: https://abcdefghijklmno.qaz.kz/n/AAAAAAAAAAAAAAAAAAAAAA",
        "survey en sms: Opinion | Survey | Survey: https://abcdefghijklmno.qaz.kz/n/AAAAAAAAAAAAAAAAAAAAAA",
        "catalogue kk e-mail: Каталог | Жаңа каталог | Каталог: https://abcdefghijklmno.qaz.kz/n/AAAAAAAAAAAAAAAAAAAAAA",
        "catalogue kk sms: Каталог | Жаңа каталог | Каталог: https://abcdefghijklmno.qaz.kz/n/AAAAAAAAAAAAAAAAAAAAAA",
        "catalogue ru e-mail: Каталог | Новый каталог | Каталог: https://abcdefghijklmno.qaz.kz/n/AAAAAAAAAAAAAAAAAAAAAA",
        "catalogue ru sms: Каталог | Новый каталог | Каталог: https://abcdefghijklmno.qaz.kz/n/AAAAAAAAAAAAAAAAAAAAAA",
        "catalogue en e-mail: Catalogue | New catalogue | Catalogue: https://abcdefghijklmno.qaz.kz/n/AAAAAAAAAAAAAAAAAAAAAA",
        "catalogue en sms: Catalogue | New catalogue | Catalogue: https://abcdefghijklmno.qaz.kz/n/AAAAAAAAAAAAAAAAAAAAAA",
      ]
    `);
  });

  it("does not depend on what happened: there is nothing in it that could", () => {
    const texts = LANGUAGES.map((language) => letter({ kind: "code-word" }, language, "e-mail"));
    expect(new Set(texts.map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify({ to: "a@b.example", sender: "", subject: "plums", text: "plums" })]),
    );
  });

  it.each(workingCountries())(
    "fits one short message in its alphabet, and holds no word that tells, in %s",
    (id) => {
      const { contact: own } = loadCountry(id);
      for (const disguise of own.disguises)
        for (const language of LANGUAGES) {
          const told = letterTo(
            own,
            {
              channel: "sms",
              says: { kind: "disguise", disguise: disguise.id },
              language,
              agreement: 1,
            } as Pass,
            { to: "+7" },
            () => linkAt(ORIGIN, newLinkToken()),
          );
          // 70 signs of UCS-2 are what one segment holds in Kazakh and Russian.
          expect(told?.text.length).toBeLessThanOrEqual(70);
          for (const part of [told?.sender, told?.subject, disguise.text[language]])
            expect(clueIn(contact, part ?? "")).toBeNull();
        }
    },
  );

  it("would be caught with such a word in it, in any of the alphabets people write in", () => {
    for (const text of [
      "Полиция",
      "politsiya",
      "ПОЛИЦИЯ",
      "Police",
      "полицияға",
      "Arasha",
      "араша.кз",
      "Жәбірленуші",
      "zhabirlenushi",
      "Sud",
      "111",
      "Help line",
    ])
      expect([text, clueIn(contact, text) !== null]).toEqual([text, true]);
    for (const text of ["Каталог", "Reply", "Сауалнама", "Мнение"]) expect(clueIn(contact, text)).toBeNull();
  });

  it("is not sent where a text or a word is missing", () => {
    expect(letter({ kind: "disguise", disguise: "gone" }, "kk", "e-mail")).toBeNull();
    const pass = { channel: "e-mail", says: { kind: "code-word" }, language: "kk", agreement: 1 } as Pass;
    expect(letterTo(contact, pass, { to: "a@b.example" }, () => "")).toBeNull();
    expect(letterTo(contact, pass, { codeWord: "plums" }, () => "")).toBeNull();
  });
});
