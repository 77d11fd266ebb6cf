import { generateSync } from "otplib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { invite } from "../people/administer.ts";
import { setMyMail } from "../people/mail.ts";
import { deedsOf, enrolledWithPasskey, expectStatus, invited, later, newBrowser } from "./door.testing.ts";
import { NOW, startService, type TestService } from "./testing.ts";

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());
beforeEach(() => service.setNow(NOW));

const PASSWORD = "four words nobody says";
const type = (answer: { json: () => { type: string } }) =>
  answer.json().type.replace("urn:arasha:problem:", "");
const codeAt = (secret: string, at: string) =>
  generateSync({ secret, epoch: Math.floor(Temporal.Instant.from(at).epochMilliseconds / 1000) });

async function opened(role?: string) {
  const { account, token } = await invited(service, role);
  const browser = newBrowser(service.app);
  const answer = await expectStatus(browser.send("POST", "/api/enrolment", { invitation: token }), 200);
  return { account, token, browser, answer };
}

/** Enrols with a password; each with a name of its own. */
let people = 0;
async function withPassword(role?: string) {
  const { account, browser } = await opened(role);
  const { secret } = (await browser.send("POST", "/api/enrolment/password/options")).json();
  people += 1;
  const login = `person-${people}`;
  const given = { login, password: PASSWORD, code: codeAt(secret, NOW) };
  const me = await expectStatus(browser.send("POST", "/api/enrolment/password", given), 200);
  return { account, browser, secret, login, me };
}

const signIn = (given: object, browser = newBrowser(service.app)) =>
  browser.send("POST", "/api/sign-in/password", given);

describe("an invitation", () => {
  it("shows who is invited where, and opens once: in this browser, and in no other", async () => {
    const { token, browser, answer } = await opened("prosecutor");
    expect(answer.json()).toMatchObject({
      name: expect.stringMatching(/^Synthetic prosecutor/),
      role: { id: "prosecutor" },
      agency: { id: "testland.prosecutor.tl-n" },
      recovery: false,
      provider: null,
    });
    expect((await browser.send("GET", "/api/enrolment")).json()).toEqual(answer.json());
    for (const other of [newBrowser(service.app), browser]) {
      const again = await other.send("POST", "/api/enrolment", { invitation: token });
      expect([again.statusCode, type(again)]).toEqual([410, "invitation"]);
    }
    expect((await newBrowser(service.app).send("GET", "/api/enrolment")).statusCode).toBe(410);
  });

  it("is over after three days, and its enrolment after half an hour", async () => {
    const { token } = await invited(service);
    service.setNow(later(72 * 60));
    const late = await newBrowser(service.app).send("POST", "/api/enrolment", { invitation: token });
    expect([late.statusCode, type(late)]).toEqual([410, "invitation"]);
    service.setNow(
      Temporal.Instant.from(later(72 * 60))
        .subtract({ seconds: 1 })
        .toString(),
    );
    const browser = newBrowser(service.app);
    await expectStatus(browser.send("POST", "/api/enrolment", { invitation: token }), 200);
    service.setNow(later(72 * 60 + 30));
    expect((await browser.send("POST", "/api/enrolment/passkey/options")).statusCode).toBe(410);
  });

  it("tells nobody why it opens nothing: made up, used, expired and closed answer alike", async () => {
    const used = await opened();
    const expired = await invited(service, "prosecutor", later(-73 * 60));
    const closed = await invited(service);
    await service.deps.store.owner.query("update account set active = false where id = $1", [closed.account]);
    const answers = await Promise.all(
      [used.token, expired.token, closed.token, "a-token-that-nobody-was-given"].map((invitation) =>
        newBrowser(service.app).send("POST", "/api/enrolment", { invitation }),
      ),
    );
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
  });

  it("gives the role it was made for, whatever is sent along", async () => {
    const { browser } = await opened("court-clerk");
    const { secret } = (await browser.send("POST", "/api/enrolment/password/options")).json();
    const given = { login: "swapped", password: PASSWORD, code: codeAt(secret, NOW) };
    const swapped = await browser.send("POST", "/api/enrolment/password", {
      ...given,
      role: "administrator",
    });
    expect(swapped.statusCode).toBe(422);
    const me = await expectStatus(browser.send("POST", "/api/enrolment/password", given), 200);
    expect(me.json()).toMatchObject({ role: { id: "court-clerk" }, administrator: false });
    expect((await browser.send("GET", "/api/people")).statusCode).toBe(403);
  });

  it("goes to a role of the agency's own kind only", async () => {
    const { deps } = service;
    const wrong = { agency: "testland.court.tl-n", role: "police-inspector", name: "Synthetic" };
    await expect(invite(deps.store, "command-line", deps, wrong, NOW)).rejects.toMatchObject({
      code: "invalid",
      fields: [{ field: "role", message: "roleOfAnotherKind" }],
    });
  });

  it("leaves no secret in the database", async () => {
    const { token, browser } = await opened();
    const { secret } = (await browser.send("POST", "/api/enrolment/password/options")).json();
    const enrolment = browser.cookies.get("arasha_enrolment") ?? "";
    const { rows } = await service.deps.store.owner.query(
      "select t::text as row from invitation t union all select t::text from challenge t",
    );
    for (const one of [token, enrolment, secret])
      for (const form of [
        one,
        Buffer.from(one).toString("hex"),
        Buffer.from(one, "base64url").toString("hex"),
      ])
        for (const { row } of rows) expect(row).not.toContain(form);
  });
});

describe("a password", () => {
  it("comes with a second factor, and both let her in", async () => {
    const { account, login, secret, me } = await withPassword();
    expect(me.json().account.id).toBe(account);
    service.setNow(later(2));
    const code = codeAt(secret, later(2));
    const browser = newBrowser(service.app);
    expect((await signIn({ login: login.toUpperCase(), password: PASSWORD, code }, browser)).statusCode).toBe(
      200,
    );
    expect((await browser.send("GET", "/api/session")).statusCode).toBe(200);
    expect(await deedsOf(service, account)).toEqual([
      "granted/police-inspector@testland.police.tl-n",
      "invited/first",
      "opened/invitation",
      "enrolled/password",
      "signed-in/password",
      "signed-in/password",
    ]);
  });

  it("is changed by whoever knows it and proved who she is; her other sessions end, and she is told", async () => {
    const { account, browser, login, secret } = await withPassword();
    const { store } = service.deps;
    await setMyMail(store, account, { address: "person@example.test", language: "en" }, NOW);
    service.setNow(later(2));
    const phone = newBrowser(service.app);
    await expectStatus(signIn({ login, password: PASSWORD, code: codeAt(secret, later(2)) }, phone), 200);
    const fresh = "seven kettles over Baikonur";
    const change = (old: string, password: string) =>
      browser.send("PUT", "/api/account/password", { old, password });
    service.setNow(later(6));
    const unproved = await change(PASSWORD, fresh);
    expect([unproved.statusCode, type(unproved)]).toEqual([403, "step-up"]);
    const proof = { password: PASSWORD, code: codeAt(secret, later(6)) };
    await expectStatus(browser.send("POST", "/api/step-up/password", proof), 204);
    for (const [old, password, field] of [
      [`${PASSWORD}!`, fresh, "old"],
      [PASSWORD, `${login} and more of it`, "password"],
      [PASSWORD, "short of fift", "password"],
    ] as const) {
      const refused = await change(old, password);
      expect([refused.statusCode, refused.json().errors.map((at: { field: string }) => at.field)]).toEqual([
        422,
        [field],
      ]);
    }
    expect((await phone.send("GET", "/api/session")).statusCode).toBe(200);
    expect((await change(PASSWORD, fresh)).statusCode).toBe(204);
    expect((await phone.send("GET", "/api/session")).statusCode).toBe(401);
    expect((await browser.send("GET", "/api/session")).statusCode).toBe(200);
    expect((await deedsOf(service, account)).slice(-4)).toEqual([
      "stepped-up/password",
      "step-up-failed/password",
      "password-changed/password",
      "session-ended/herself",
    ]);
    const told = await store.owner.query("select deed from staff_notice where account = $1", [account]);
    expect(told.rows.map(({ deed }) => deed)).toContain("password-changed");
    service.setNow(later(8));
    const code = codeAt(secret, later(8));
    expect((await signIn({ login, password: PASSWORD, code })).statusCode).toBe(401);
    expect((await signIn({ login, password: fresh, code })).statusCode).toBe(200);
  });

  it("is not guessed by changing it: five wrong in a minute, and the right one waits", async () => {
    const { browser, account } = await withPassword();
    const change = (old: string) =>
      browser.send("PUT", "/api/account/password", { old, password: "seven kettles over Baikonur" });
    for (let guess = 0; guess < 5; guess += 1) expect((await change(`guess ${guess}`)).statusCode).toBe(422);
    const late = await change(PASSWORD);
    expect([late.statusCode, type(late)]).toEqual([429, "too-many"]);
    service.setNow(later(2));
    expect((await change(PASSWORD)).statusCode).toBe(204);
    expect(await deedsOf(service, account)).toContain("password-changed/password");
  });

  it("that somebody does not have is not changed", async () => {
    const { browser } = await enrolledWithPasskey(service);
    const given = { old: PASSWORD, password: "seven kettles over Baikonur" };
    expect((await browser.send("PUT", "/api/account/password", given)).statusCode).toBe(404);
  });

  it("is no good with a code used before, even at the same moment in two browsers", async () => {
    const { login, secret } = await withPassword();
    service.setNow(later(3));
    const given = { login, password: PASSWORD, code: codeAt(secret, later(3)) };
    const answers = await Promise.all([signIn(given), signIn(given), signIn(given)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 401, 401]);
    expect((await signIn(given)).statusCode).toBe(401);
  });

  it("fails alike for a name nobody has, a wrong password, a wrong code and a closed account", async () => {
    const open = await withPassword();
    const closed = await withPassword();
    await service.deps.store.owner.query("update account set active = false where id = $1", [closed.account]);
    service.setNow(later(4));
    const code = codeAt(open.secret, later(4));
    const answers = [
      await signIn({ login: "nobody-has-this", password: PASSWORD, code }),
      await signIn({ login: open.login, password: "another of the same length", code }),
      await signIn({ login: open.login, password: PASSWORD, code: codeAt(open.secret, later(-60)) }),
      await signIn({ login: closed.login, password: PASSWORD, code: codeAt(closed.secret, later(4)) }),
    ];
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    const shape = ({ headers }: (typeof answers)[number]) => Object.keys(headers).sort();
    for (const answer of answers) expect(shape(answer)).toEqual(shape(answers[0]!));
    expect(answers[0]?.statusCode).toBe(401);
    expect((await deedsOf(service, open.account)).slice(-2)).toEqual([
      "sign-in-failed/password",
      "sign-in-failed/password",
    ]);
  });

  it.each([
    ["short", "too short", "password"],
    ["aaaaaaaaaaaaaaaaaaaa", "of one letter", "password"],
    ["my weak-login is here", "that holds the name", "password"],
    ["four words and Араша", "that holds the name of the program", "password"],
    ["this is my Құпиясөз 1", "that holds the word for it", "password"],
    ["Qwertyuiop12345", "put together from common ones", "password"],
  ])("%s, which is %s, is refused at its field", async (password, _, field) => {
    const { browser } = await opened();
    const { secret } = (await browser.send("POST", "/api/enrolment/password/options")).json();
    const given = { login: "weak-login", password, code: codeAt(secret, NOW) };
    const answer = await browser.send("POST", "/api/enrolment/password", given);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toMatchObject([{ field }]);
  });

  it("and its name are hers alone; a code must be of the secret she was shown", async () => {
    const first = await withPassword();
    const { browser } = await opened();
    const given = { login: first.login, password: PASSWORD, code: "000000" };
    expect((await browser.send("POST", "/api/enrolment/password", given)).json().errors).toMatchObject([
      { field: "code" },
    ]);
    const { secret } = (await browser.send("POST", "/api/enrolment/password/options")).json();
    const taken = await browser.send("POST", "/api/enrolment/password", {
      ...given,
      code: codeAt(secret, NOW),
    });
    expect(taken.json().errors).toMatchObject([{ field: "login" }]);
    const free = { ...given, login: "somebody-else", code: codeAt(secret, NOW) };
    await expectStatus(browser.send("POST", "/api/enrolment/password", free), 200);
  });

  it("proves who she is once more, with a code not used yet; wrong ones are told at the field and counted", async () => {
    const { browser, secret, account } = await withPassword();
    const prove = (password: string, at: string) =>
      browser.send("POST", "/api/step-up/password", { password, code: codeAt(secret, at) });
    service.setNow(later(11));
    expect((await browser.send("POST", "/api/account/passkeys/options")).statusCode).toBe(403);
    expect((await prove(PASSWORD, NOW)).json().errors).toMatchObject([{ field: "password" }]);
    expect((await prove("not the one she chose", later(11))).statusCode).toBe(422);
    expect((await prove(PASSWORD, later(11))).statusCode).toBe(204);
    expect((await browser.send("POST", "/api/account/passkeys/options")).statusCode).toBe(200);
    for (let tries = 0; tries < 3; tries++) expect((await prove(PASSWORD, later(11))).statusCode).toBe(422);
    expect(type(await prove(PASSWORD, later(11)))).toBe("too-many");
    expect((await deedsOf(service, account)).filter((deed) => deed.startsWith("step"))).toEqual([
      "step-up-failed/password",
      "step-up-failed/password",
      "stepped-up/password",
      ...Array.from({ length: 3 }, () => "step-up-failed/password"),
    ]);
  });

  it("is not guessed from many addresses, and its person is let in meanwhile where she was before", async () => {
    const { login, secret } = await withPassword();
    const at = later(600);
    service.setNow(at);
    const from = (remoteAddress: string, password: string) =>
      service.app.inject({
        method: "POST",
        url: "/api/sign-in/password",
        payload: { login, password, code: codeAt(secret, at) },
        remoteAddress,
      });
    expect((await from("192.0.2.1", PASSWORD)).statusCode).toBe(200);
    for (let guess = 0; guess < 5; guess++)
      expect((await from(`198.51.100.${guess}`, "one of very many guesses")).statusCode).toBe(401);
    expect(type(await from("198.51.100.77", PASSWORD))).toBe("too-many");
    // A code works once; the next one is hers to use, from where she came in.
    const next = Temporal.Instant.from(at).add({ seconds: 30 }).toString();
    service.setNow(next);
    const hers = await service.app.inject({
      method: "POST",
      url: "/api/sign-in/password",
      payload: { login, password: PASSWORD, code: codeAt(secret, next) },
      remoteAddress: "192.0.2.1",
    });
    expect(hers.statusCode).toBe(200);
  });
});
