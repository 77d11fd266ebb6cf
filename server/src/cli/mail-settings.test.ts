import { loadCountry } from "@arasha/packs";
import { describe, expect, it } from "vitest";
import { refuseClues } from "./mail-settings.ts";
import { messagesFrom } from "./message-settings.ts";

const { contact } = loadCountry("kz");
const SMTP = "smtp://user:p%40ss@mail.example:587";

const SMPP = "smpps://esme:p%40ss@sms.example";

describe("how messages are sent", () => {
  it("is read from the environment", () => {
    expect(messagesFrom({}, contact)).toEqual({ mail: null, sms: null, linkOrigin: null });
    const env = {
      ARASHA_SMTP: SMTP,
      ARASHA_MAIL_FROM: "post@uqi.example",
      ARASHA_LINK_ORIGIN: "https://uqi.example",
    };
    expect(messagesFrom(env, contact)).toEqual({
      mail: {
        server: { host: "mail.example", port: 587, secure: false, login: { user: "user", pass: "p@ss" } },
        from: "post@uqi.example",
        staffFrom: null,
      },
      sms: null,
      linkOrigin: "https://uqi.example",
    });
    const { mail: secure } = messagesFrom(
      { ...env, ARASHA_SMTP: "smtps://[::1]", ARASHA_STAFF_MAIL_FROM: "arasha@gov.example" },
      contact,
    );
    expect(secure?.server).toEqual({ host: "::1", port: 465, secure: true, login: null });
    expect(secure?.staffFrom).toBe("arasha@gov.example");
    const login = { user: "esme", pass: "p@ss" };
    for (const from of ["Uqi 24", "7755", "+77001234567"])
      expect(messagesFrom({ ARASHA_SMPP: SMPP, ARASHA_SMS_FROM: from }, contact)).toEqual({
        mail: null,
        sms: { centre: { host: "sms.example", port: 3550, secure: true, login }, from },
        linkOrigin: null,
      });
    const tunnel = { ARASHA_SMPP: "smpp://esme:p%40ss@127.0.0.1", ARASHA_SMS_FROM: "Uqi" };
    expect(messagesFrom(tunnel, contact).sms?.centre).toMatchObject({ port: 2775, secure: false, login });
  });

  it.each<[string, Record<string, string>, string]>([
    ["no server", { ARASHA_MAIL_FROM: "a@b.example" }, "With ARASHA_MAIL_FROM, ARASHA_SMTP must say"],
    ["no sender", { ARASHA_SMTP: SMTP }, "ARASHA_MAIL_FROM must say"],
    [
      "another protocol",
      { ARASHA_SMTP: "https://mail.example", ARASHA_MAIL_FROM: "a@b.example" },
      "ARASHA_SMTP must be an address",
    ],
    [
      "half a login",
      { ARASHA_SMTP: "smtp://user@mail.example", ARASHA_MAIL_FROM: "a@b.example" },
      "both a user and a password",
    ],
    [
      "a sender with a name",
      { ARASHA_SMTP: SMTP, ARASHA_MAIL_FROM: "X <a@b.example>" },
      "one e-mail address, without a name",
    ],
    [
      "a sender that tells",
      { ARASHA_SMTP: SMTP, ARASHA_MAIL_FROM: "help@polisia-shelter.example" },
      'ARASHA_MAIL_FROM holds "shelter"',
    ],
    [
      "links that tell",
      { ARASHA_SMTP: SMTP, ARASHA_MAIL_FROM: "a@b.example", ARASHA_LINK_ORIGIN: "https://arasha.kz" },
      'ARASHA_LINK_ORIGIN holds "араша"',
    ],
    [
      "links in the clear",
      { ARASHA_SMTP: SMTP, ARASHA_MAIL_FROM: "a@b.example", ARASHA_LINK_ORIGIN: "http://b.example" },
      "ARASHA_LINK_ORIGIN must be an https address",
    ],
    [
      "links without a way",
      { ARASHA_LINK_ORIGIN: "https://b.example" },
      "ARASHA_SMTP or ARASHA_SMPP must say",
    ],
    ["no centre", { ARASHA_SMS_FROM: "Uqi" }, "With ARASHA_SMS_FROM, ARASHA_SMPP must say"],
    ["no sender of SMS", { ARASHA_SMPP: SMPP }, "ARASHA_SMS_FROM must say"],
    ["a sender too long", { ARASHA_SMPP: SMPP, ARASHA_SMS_FROM: "Twelve signs" }, "ARASHA_SMS_FROM must say"],
    ["a sender in Cyrillic", { ARASHA_SMPP: SMPP, ARASHA_SMS_FROM: "Каталог" }, "ARASHA_SMS_FROM must say"],
    [
      "a sender of SMS that tells",
      { ARASHA_SMPP: SMPP, ARASHA_SMS_FROM: "Polis 102" },
      'ARASHA_SMS_FROM holds "102"',
    ],
    [
      "a centre without a login",
      { ARASHA_SMPP: "smpps://sms.example", ARASHA_SMS_FROM: "Uqi" },
      "ARASHA_SMPP must be an address",
    ],
    [
      "a centre in the clear",
      { ARASHA_SMPP: "smpp://a:b@sms.example", ARASHA_SMS_FROM: "Uqi" },
      "numbers and texts would go in clear",
    ],
  ])("is refused with one clear line: %s", (_, env, line) => {
    expect(() => messagesFrom(env, contact)).toThrow(line);
  });

  it("names the public address where links lead there and its name tells", () => {
    expect(() =>
      refuseClues(contact, "ARASHA_LINK_ORIGIN (by default the public address)", "sud.example"),
    ).toThrow('holds "суд"');
  });
});
