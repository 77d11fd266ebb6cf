import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { softAuthenticator, type Wrong } from "../people/authenticator.testing.ts";
import {
  deedsOf,
  type Enrolled,
  enrolledWithPasskey,
  expectStatus,
  invited,
  later,
  newBrowser,
  ORIGIN,
} from "./door.testing.ts";
import { NOW, startService, type TestService } from "./testing.ts";

let service: TestService;
let anna: Enrolled;
beforeAll(async () => {
  service = await startService();
  anna = await enrolledWithPasskey(service);
});
afterAll(() => service.close());
beforeEach(() => service.setNow(NOW));

const ask = async (browser = newBrowser(service.app)) => ({
  browser,
  options: (await expectStatus(browser.send("POST", "/api/sign-in/passkey/options"), 200)).json(),
});
const type = (answer: { json: () => { type: string } }) =>
  answer.json().type.replace("urn:arasha:problem:", "");

describe("signing in with a passkey", () => {
  it("needs no user name, and always a finger, a face or a PIN", async () => {
    const { browser, options } = await ask();
    expect(options).toMatchObject({ userVerification: "required", rpId: "localhost", timeout: 300_000 });
    expect(options.allowCredentials).toBeUndefined();
    const response = anna.authenticator.get(options);
    const me = await expectStatus(browser.send("POST", "/api/sign-in/passkey", { response }), 200);
    expect(me.json()).toMatchObject({ account: { id: anna.account }, role: { id: "police-inspector" } });
    expect((await browser.send("GET", "/api/session")).statusCode).toBe(200);
  });

  it("ends the session this browser had before, which nobody would see any more", async () => {
    const { browser, options } = await ask();
    const enter = (asked: typeof options) =>
      expectStatus(
        browser.send("POST", "/api/sign-in/passkey", { response: anna.authenticator.get(asked) }),
        200,
      );
    await enter(options);
    const before = browser.cookies.get("arasha_session") ?? "";
    await enter((await ask(browser)).options);
    expect(browser.cookies.get("arasha_session")).not.toBe(before);
    expect((await browser.send("GET", "/api/session")).statusCode).toBe(200);
    browser.cookies.set("arasha_session", before);
    expect((await browser.send("GET", "/api/session")).statusCode).toBe(401);
  });

  it("never accepts an answer twice, in this browser or another", async () => {
    const { browser, options } = await ask();
    const cookie = browser.cookies.get("arasha_challenge") ?? "";
    const response = anna.authenticator.get(options);
    await expectStatus(browser.send("POST", "/api/sign-in/passkey", { response }), 200);
    for (const thief of [browser, newBrowser(service.app)]) {
      thief.cookies.set("arasha_challenge", cookie);
      const again = await thief.send("POST", "/api/sign-in/passkey", { response });
      expect([again.statusCode, type(again)]).toEqual([401, "sign-in"]);
    }
  });

  it("waits five minutes for an answer, and no longer", async () => {
    const soon = await ask();
    service.setNow(Temporal.Instant.from(later(5)).subtract({ seconds: 1 }).toString());
    const inTime = anna.authenticator.get(soon.options);
    await expectStatus(soon.browser.send("POST", "/api/sign-in/passkey", { response: inTime }), 200);
    service.setNow(NOW);
    const late = await ask();
    service.setNow(later(5));
    const response = anna.authenticator.get(late.options);
    expect((await late.browser.send("POST", "/api/sign-in/passkey", { response })).statusCode).toBe(401);
  });

  it.each<[string, Wrong]>([
    ["another origin", { origin: "https://arasha.example.evil" }],
    ["another port of this host", { origin: "http://localhost:81" }],
    ["another relying party", { rpId: "evil.example" }],
    ["a challenge nobody set", { challenge: "bm90IGFza2Vk" }],
    ["nobody at the device", { userVerified: false }],
    ["another ceremony", { type: "webauthn.create" }],
    ["another person's handle", { userHandle: "AAAAAAAAAAAAAAAAAAAAAA" }],
  ])("refuses an answer for %s, and says no more than ever", async (_, wrong) => {
    const { browser, options } = await ask();
    const response = anna.authenticator.get(options, wrong);
    const refused = await browser.send("POST", "/api/sign-in/passkey", { response });
    const stranger = await ask();
    const unknown = await stranger.browser.send("POST", "/api/sign-in/passkey", {
      response: softAuthenticator(ORIGIN).get(stranger.options),
    });
    expect(refused.statusCode).toBe(401);
    expect(refused.json()).toEqual(unknown.json());
    expect(browser.cookies.has("arasha_session")).toBe(false);
    service.setNow(later(2));
  });

  it("refuses a signature that was changed, and an answer whose challenge belongs to a step-up", async () => {
    const { browser, options } = await ask();
    const good = anna.authenticator.get(options);
    const bad = Buffer.from(good.response.signature, "base64url");
    bad.writeUInt8(bad.readUInt8(bad.length - 1) ^ 1, bad.length - 1);
    const response = { ...good, response: { ...good.response, signature: bad.toString("base64url") } };
    expect((await browser.send("POST", "/api/sign-in/passkey", { response })).statusCode).toBe(401);
    const own = await expectStatus(anna.browser.send("POST", "/api/step-up/passkey/options"), 200);
    const misplaced = anna.authenticator.get(own.json());
    const answer = await anna.browser.send("POST", "/api/sign-in/passkey", { response: misplaced });
    expect(answer.statusCode).toBe(401);
  });

  it("notices a copied authenticator by its counter", async () => {
    const counting = await enrolledWithPasskey(
      service,
      "prosecutor",
      softAuthenticator(ORIGIN, { counting: true }),
    );
    const enter = async (wrong: Wrong = {}) => {
      const { browser, options } = await ask();
      const response = counting.authenticator.get(options, wrong);
      return (await browser.send("POST", "/api/sign-in/passkey", { response })).statusCode;
    };
    expect(await enter()).toBe(200);
    expect(await enter({ counter: 1 })).toBe(401);
    expect(await enter()).toBe(200);
    expect(await deedsOf(service, counting.account)).toEqual([
      "granted/prosecutor@testland.prosecutor.tl-n",
      "invited/first",
      "opened/invitation",
      "enrolled/passkey",
      "signed-in/passkey",
      "signed-in/passkey",
      "sign-in-failed/passkey",
      "signed-in/passkey",
    ]);
  });

  it("makes an address that guesses wait", async () => {
    service.setNow(later(30));
    const guess = async () => {
      const { browser, options } = await ask();
      const response = softAuthenticator(ORIGIN).get(options);
      return browser.send("POST", "/api/sign-in/passkey", { response });
    };
    for (let tries = 0; tries < 20; tries++) expect((await guess()).statusCode).toBe(401);
    const refused = await guess();
    expect([refused.statusCode, type(refused)]).toEqual([429, "too-many"]);
  });
});

it("is not asked without end from one address, answered or not", async () => {
  const ask = () =>
    service.app.inject({
      method: "POST",
      url: "/api/sign-in/passkey/options",
      remoteAddress: "198.51.100.7",
    });
  for (let asked = 0; asked < 120; asked++) expect((await ask()).statusCode).toBe(200);
  expect((await ask()).statusCode).toBe(429);
});

describe("making a passkey", () => {
  it.each<[string, Wrong]>([
    ["another origin", { origin: "https://evil.example" }],
    ["another relying party", { rpId: "evil.example" }],
    ["a challenge nobody set", { challenge: "bm90IGFza2Vk" }],
    ["nobody at the device", { userVerified: false }],
  ])("refuses one made for %s, and the invitation stays open", async (_, wrong) => {
    const { token } = await invited(service);
    const browser = newBrowser(service.app);
    await expectStatus(browser.send("POST", "/api/enrolment", { invitation: token }), 200);
    const enrol = async (what: Wrong) => {
      const asked = await expectStatus(browser.send("POST", "/api/enrolment/passkey/options"), 200);
      const response = softAuthenticator(ORIGIN).make(asked.json(), what);
      return browser.send("POST", "/api/enrolment/passkey", { response });
    };
    const refused = await enrol(wrong);
    expect([refused.statusCode, type(refused)]).toEqual([422, "passkey"]);
    expect((await enrol({})).statusCode).toBe(200);
  });

  it("never takes one person's credential for another's", async () => {
    const authenticator = softAuthenticator(ORIGIN);
    await enrolledWithPasskey(service, "court-clerk", authenticator);
    const { token } = await invited(service);
    const browser = newBrowser(service.app);
    await expectStatus(browser.send("POST", "/api/enrolment", { invitation: token }), 200);
    const asked = await expectStatus(browser.send("POST", "/api/enrolment/passkey/options"), 200);
    const response = authenticator.make(asked.json());
    const refused = await browser.send("POST", "/api/enrolment/passkey", { response });
    expect([refused.statusCode, type(refused)]).toEqual([422, "invalid"]);
    expect(refused.json().errors).toMatchObject([{ field: "passkey" }]);
  });
});
