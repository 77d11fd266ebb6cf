import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { softAuthenticator } from "../people/authenticator.testing.ts";
import {
  deedsOf,
  type Enrolled,
  enrolledWithPasskey,
  expectStatus,
  later,
  newBrowser,
  ORIGIN,
} from "./door.testing.ts";
import { NOW, startService, type TestService } from "./testing.ts";

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());
beforeEach(() => service.setNow(NOW));

const type = (answer: { json: () => { type: string } }) =>
  answer.json().type.replace("urn:arasha:problem:", "");
const account = async ({ browser }: Pick<Enrolled, "browser">) =>
  (await expectStatus(browser.send("GET", "/api/account"), 200)).json();

/** The same person in another browser. */
async function alsoIn({ authenticator }: Enrolled, agent: string) {
  const browser = newBrowser(service.app, agent);
  const asked = await browser.send("POST", "/api/sign-in/passkey/options");
  const response = authenticator.get(asked.json());
  await expectStatus(browser.send("POST", "/api/sign-in/passkey", { response }), 200);
  return browser;
}

async function prove({ browser, authenticator }: Enrolled) {
  const asked = await expectStatus(browser.send("POST", "/api/step-up/passkey/options"), 200);
  return browser.send("POST", "/api/step-up/passkey", { response: authenticator.get(asked.json()) });
}

describe("her sessions", () => {
  it("are listed with what tells them apart, this one among them, and nobody else's", async () => {
    const anna = await enrolledWithPasskey(service);
    await enrolledWithPasskey(service);
    service.setNow(later(5));
    const phone = await alsoIn(anna, "Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Mobile Safari/537.36");
    const seen = await account({ browser: phone });
    expect(seen.sessions).toMatchObject([
      { device: "Chrome, Android", method: "passkey", createdAt: later(5), lastSeenAt: later(5) },
      { device: "Firefox, Linux", method: "passkey", createdAt: NOW },
    ]);
    expect(seen.session).toBe(seen.sessions[0].id);
    expect((await account(anna)).session).toBe(seen.sessions[1].id);
  });

  it("end one by one or all but this one; another person's do not", async () => {
    const anna = await enrolledWithPasskey(service);
    const other = await enrolledWithPasskey(service);
    const phone = await alsoIn(anna, "iPhone Safari");
    const tablet = await alsoIn(anna, "iPad Safari");
    const { session } = await account({ browser: phone });
    const foreign = (await account(other)).session;
    expect((await anna.browser.send("DELETE", `/api/account/sessions/${session}`)).statusCode).toBe(204);
    expect((await phone.send("GET", "/api/session")).statusCode).toBe(401);
    expect((await anna.browser.send("DELETE", `/api/account/sessions/${foreign}`)).statusCode).toBe(404);
    expect((await anna.browser.send("DELETE", "/api/account/sessions")).json()).toEqual({ ended: 1 });
    expect((await tablet.send("GET", "/api/session")).statusCode).toBe(401);
    expect((await anna.browser.send("GET", "/api/session")).statusCode).toBe(200);
    expect((await other.browser.send("GET", "/api/session")).statusCode).toBe(200);
    expect(
      (await deedsOf(service, anna.account)).filter((deed) => deed.startsWith("session-ended")),
    ).toHaveLength(2);
  });

  it("are not ended by whoever found one of them open: that takes a fresh proof", async () => {
    const anna = await enrolledWithPasskey(service);
    const phone = await alsoIn(anna, "iPhone Safari");
    const { session } = await account({ browser: phone });
    service.setNow(later(11));
    for (const url of ["/api/account/sessions", `/api/account/sessions/${session}`])
      expect((await anna.browser.send("DELETE", url)).statusCode).toBe(403);
    expect((await phone.send("GET", "/api/session")).statusCode).toBe(200);
    expect((await prove(anna)).statusCode).toBe(204);
    expect((await anna.browser.send("DELETE", `/api/account/sessions/${session}`)).statusCode).toBe(204);
  });
});

describe("her passkeys", () => {
  it("grow by a fresh proof only, and either then lets her in", async () => {
    const anna = await enrolledWithPasskey(service);
    service.setNow(later(11));
    const refused = await anna.browser.send("POST", "/api/account/passkeys/options");
    expect([refused.statusCode, type(refused)]).toEqual([403, "step-up"]);
    expect((await prove(anna)).statusCode).toBe(204);
    const asked = await expectStatus(anna.browser.send("POST", "/api/account/passkeys/options"), 200);
    expect(asked.json().excludeCredentials).toHaveLength(1);
    const key = softAuthenticator(ORIGIN);
    const response = key.make(asked.json());
    expect((await anna.browser.send("POST", "/api/account/passkeys", { response })).statusCode).toBe(204);
    expect((await account(anna)).passkeys).toHaveLength(2);
    await alsoIn({ ...anna, authenticator: key }, "Edg/140");
    expect(await deedsOf(service, anna.account)).toContain("passkey-added/passkey");
  });

  it("never become none", async () => {
    const anna = await enrolledWithPasskey(service);
    const [only] = (await account(anna)).passkeys;
    const last = await anna.browser.send("DELETE", `/api/account/passkeys/${only.id}`);
    expect([last.statusCode, type(last)]).toEqual([422, "last-way"]);
    const asked = await anna.browser.send("POST", "/api/account/passkeys/options");
    const response = softAuthenticator(ORIGIN).make(asked.json());
    await anna.browser.send("POST", "/api/account/passkeys", { response });
    expect((await anna.browser.send("DELETE", `/api/account/passkeys/${only.id}`)).statusCode).toBe(204);
    expect((await anna.browser.send("DELETE", `/api/account/passkeys/${only.id}`)).statusCode).toBe(404);
    const [kept] = (await account(anna)).passkeys;
    expect((await anna.browser.send("DELETE", `/api/account/passkeys/${kept.id}`)).statusCode).toBe(422);
  });

  it("cannot be removed two at once by two requests, so that none is left", async () => {
    const anna = await enrolledWithPasskey(service);
    const asked = await anna.browser.send("POST", "/api/account/passkeys/options");
    const response = softAuthenticator(ORIGIN).make(asked.json());
    await anna.browser.send("POST", "/api/account/passkeys", { response });
    const { passkeys } = await account(anna);
    const answers = await Promise.all(
      passkeys.map(({ id }: { id: string }) => anna.browser.send("DELETE", `/api/account/passkeys/${id}`)),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([204, 422]);
  });
});

describe("proving who one is", () => {
  it("takes her own passkey, not another's, and an answer only once", async () => {
    const anna = await enrolledWithPasskey(service);
    const other = await enrolledWithPasskey(service);
    service.setNow(later(11));
    const wrong = await prove({ ...anna, authenticator: other.authenticator });
    expect([wrong.statusCode, type(wrong)]).toEqual([422, "passkey"]);
    expect((await anna.browser.send("POST", "/api/account/passkeys/options")).statusCode).toBe(403);
    const asked = await anna.browser.send("POST", "/api/step-up/passkey/options");
    const cookie = anna.browser.cookies.get("arasha_challenge") ?? "";
    const response = anna.authenticator.get(asked.json());
    expect((await anna.browser.send("POST", "/api/step-up/passkey", { response })).statusCode).toBe(204);
    service.setNow(later(22));
    anna.browser.cookies.set("arasha_challenge", cookie);
    expect((await anna.browser.send("POST", "/api/step-up/passkey", { response })).statusCode).toBe(422);
    expect((await anna.browser.send("POST", "/api/account/passkeys/options")).statusCode).toBe(403);
    expect((await deedsOf(service, anna.account)).slice(-3)).toEqual([
      "step-up-failed/passkey",
      "stepped-up/passkey",
      "step-up-failed/passkey",
    ]);
  });

  it("gives her session a new token, and the one before opens nothing any more", async () => {
    const anna = await enrolledWithPasskey(service);
    const before = anna.browser.cookies.get("arasha_session") ?? "";
    const { session } = await account(anna);
    expect((await prove(anna)).statusCode).toBe(204);
    expect(anna.browser.cookies.get("arasha_session")).toMatch(/^[\w-]{43}$/);
    const thief = newBrowser(service.app);
    thief.cookies.set("arasha_session", before);
    expect((await thief.send("GET", "/api/session")).statusCode).toBe(401);
    expect((await account(anna)).session).toBe(session);
  });

  it("holds for the session it was given in, and for no other of hers", async () => {
    const anna = await enrolledWithPasskey(service);
    const phone = await alsoIn(anna, "iPhone Safari");
    service.setNow(later(11));
    expect((await prove(anna)).statusCode).toBe(204);
    expect((await anna.browser.send("POST", "/api/account/passkeys/options")).statusCode).toBe(200);
    expect((await phone.send("POST", "/api/account/passkeys/options")).statusCode).toBe(403);
  });
});
