import { loadCountry } from "@arasha/packs";
import { describe, expect, it } from "vitest";
import { mailFrom, refuseClues } from "./mail-settings.ts";

const { contact } = loadCountry("kz");
const SMTP = "smtp://user:p%40ss@mail.example:587";

describe("how e-mail is sent", () => {
  it("is read from the environment", () => {
    expect(mailFrom({}, contact)).toBeNull();
    const env = {
      ARASHA_SMTP: SMTP,
      ARASHA_MAIL_FROM: "post@uqi.example",
      ARASHA_LINK_ORIGIN: "https://uqi.example",
    };
    expect(mailFrom(env, contact)).toEqual({
      server: { host: "mail.example", port: 587, secure: false, login: { user: "user", pass: "p@ss" } },
      from: "post@uqi.example",
      staffFrom: null,
      linkOrigin: "https://uqi.example",
    });
    const secure = mailFrom(
      { ...env, ARASHA_SMTP: "smtps://[::1]", ARASHA_STAFF_MAIL_FROM: "arasha@gov.example" },
      contact,
    );
    expect(secure?.server).toEqual({ host: "::1", port: 465, secure: true, login: null });
    expect(secure?.staffFrom).toBe("arasha@gov.example");
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
  ])("is refused with one clear line: %s", (_, env, line) => {
    expect(() => mailFrom(env, contact)).toThrow(line);
  });

  it("names the public address where links lead there and its name tells", () => {
    expect(() =>
      refuseClues(contact, "ARASHA_LINK_ORIGIN (by default the public address)", "sud.example"),
    ).toThrow('holds "суд"');
  });
});
