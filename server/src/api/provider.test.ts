import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isStrong } from "../people/provider.ts";
import { type Browser, deedsOf, expectStatus, invited, later, newBrowser, ORIGIN } from "./door.testing.ts";
import { startProvider, type TestProvider, WEAK } from "./provider.testing.ts";
import { NOW, startService, type TestService } from "./testing.ts";

let provider: TestProvider;
let service: TestService;
beforeAll(async () => {
  provider = await startProvider(`${ORIGIN}/api/provider/callback`);
  service = await startService({ provider: provider.config });
});
afterAll(async () => {
  await service.close();
  await provider.stop();
});
beforeEach(() => service.setNow(NOW));

const type = (answer: { json: () => { type: string } }) =>
  answer.json().type.replace("urn:arasha:problem:", "");
const send = async (browser: Browser, errand: string) =>
  (await expectStatus(browser.send("POST", "/api/provider", { for: errand }), 200)).json().url as string;
const comeBack = async (browser: Browser, address: string) => {
  const { pathname, search } = new URL(address);
  const answer = await browser.send("GET", `${pathname}${search}`);
  expect(answer.statusCode).toBe(303);
  return answer.headers.location;
};
async function goAs(browser: Browser, errand: string, person: string) {
  return comeBack(browser, await provider.signIn(await send(browser, errand), person));
}

let people = 0;
async function bound(role?: string) {
  people += 1;
  const person = `subject-${people}`;
  const { account, token } = await invited(service, role);
  const browser = newBrowser(service.app);
  await expectStatus(browser.send("POST", "/api/enrolment", { invitation: token }), 200);
  expect(await goAs(browser, "enrolment", person)).toBe("/");
  return { account, browser, person };
}

describe("signing in at the provider", () => {
  it("is offered by the name people know it by, with PKCE, state and nonce", async () => {
    const browser = newBrowser(service.app);
    expect((await browser.send("GET", "/api/sign-in")).json()).toMatchObject({
      provider: "Synthetic sign-in",
    });
    const asked = new URL(await send(browser, "sign-in")).searchParams;
    expect(asked.get("code_challenge_method")).toBe("S256");
    for (const name of ["state", "nonce", "code_challenge"]) expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
    expect(asked.get("scope")).toBe("openid");
    expect(asked.get("acr_values")).toBe(provider.config.strong.acr.join(" "));
  });

  it("lets in whoever bound her account there when she opened her invitation", async () => {
    const { account, person } = await bound("prosecutor");
    const browser = newBrowser(service.app);
    expect(await goAs(browser, "sign-in", person)).toBe("/");
    expect((await browser.send("GET", "/api/session")).json()).toMatchObject({ account: { id: account } });
    expect((await deedsOf(service, account)).slice(-3)).toEqual([
      "enrolled/provider",
      "signed-in/provider",
      "signed-in/provider",
    ]);
  });

  it("lets nobody in by an e-mail address: everybody there has the same, and only the bound one comes in", async () => {
    const browser = newBrowser(service.app);
    expect(await goAs(browser, "sign-in", "somebody-never-bound")).toBe("/sign-in?problem=sign-in");
    expect(browser.cookies.has("arasha_session")).toBe(false);
    expect(await deedsOf(service, null)).toContain("sign-in-failed/provider");
  });

  it("binds one person there to one account here", async () => {
    const { person } = await bound();
    const { token } = await invited(service);
    const browser = newBrowser(service.app);
    await expectStatus(browser.send("POST", "/api/enrolment", { invitation: token }), 200);
    expect(await goAs(browser, "enrolment", person)).toBe("/invitation?problem=taken");
    expect((await browser.send("GET", "/api/enrolment")).statusCode).toBe(200);
  });

  it("ends at once when the account is closed", async () => {
    const { account, person, browser } = await bound();
    await service.deps.store.owner.query("update account set active = false where id = $1", [account]);
    expect((await browser.send("GET", "/api/session")).statusCode).toBe(401);
    expect(await goAs(newBrowser(service.app), "sign-in", person)).toBe("/sign-in?problem=sign-in");
  });
});

describe("an answer of the provider", () => {
  it("counts once, and only in the browser that was sent", async () => {
    const { person } = await bound();
    const browser = newBrowser(service.app);
    const back = await provider.signIn(await send(browser, "sign-in"), person);
    const errand = browser.cookies.get("arasha_errand") ?? "";
    expect(await comeBack(newBrowser(service.app), back)).toBe("/sign-in?problem=sign-in");
    expect(await comeBack(browser, back)).toBe("/");
    const thief = newBrowser(service.app);
    thief.cookies.set("arasha_errand", errand);
    expect(await comeBack(thief, back)).toBe("/sign-in?problem=sign-in");
  });

  it.each([
    ["another's state", (address: URL) => address.searchParams.set("state", "x".repeat(43))],
    ["a code nobody gave", (address: URL) => address.searchParams.set("code", "x".repeat(43))],
    ["another issuer", (address: URL) => address.searchParams.set("iss", "https://evil.example")],
    [
      "a refusal",
      (address: URL) => {
        address.searchParams.delete("code");
        address.searchParams.set("error", "access_denied");
      },
    ],
  ])("with %s leads back to the door", async (_, change) => {
    const { person } = await bound();
    const browser = newBrowser(service.app);
    const back = new URL(await provider.signIn(await send(browser, "sign-in"), person));
    change(back);
    expect(await comeBack(browser, back.href)).toBe("/sign-in?problem=sign-in");
    expect(browser.cookies.has("arasha_session")).toBe(false);
  });

  it("signed with a key the provider does not publish is none, however right the rest of it", async () => {
    const forged = await startProvider(`${ORIGIN}/api/provider/callback`, { otherKey: true });
    const alone = await startService({ provider: forged.config });
    const { token } = await invited(alone);
    const browser = newBrowser(alone.app);
    await expectStatus(browser.send("POST", "/api/enrolment", { invitation: token }), 200);
    const back = await forged.signIn(await send(browser, "enrolment"), "subject-forged");
    expect(await comeBack(browser, back)).toBe("/sign-in?problem=sign-in");
    expect(browser.cookies.has("arasha_session")).toBe(false);
    await alone.close();
    await forged.stop();
  });

  it("that comes after five minutes is too late", async () => {
    const { person } = await bound();
    const browser = newBrowser(service.app);
    const back = await provider.signIn(await send(browser, "sign-in"), person);
    service.setNow(later(5));
    expect(await comeBack(browser, back)).toBe("/sign-in?problem=sign-in");
  });

  it("meant for one person's enrolment does not enrol another", async () => {
    const mine = await invited(service);
    const browser = newBrowser(service.app);
    await browser.send("POST", "/api/enrolment", { invitation: mine.token });
    const back = await provider.signIn(await send(browser, "enrolment"), "subject-swapped");
    const other = await invited(service);
    const swapped = newBrowser(service.app);
    await swapped.send("POST", "/api/enrolment", { invitation: other.token });
    swapped.cookies.set("arasha_errand", browser.cookies.get("arasha_errand") ?? "");
    expect(await comeBack(swapped, back)).toBe("/invitation?problem=invitation");
  });
});

describe("proving who one is there", () => {
  it("asks the provider to ask her again, and counts for her own account only", async () => {
    const anna = await bound("administrator");
    const other = await bound();
    service.setNow(later(11));
    const refused = await anna.browser.send("POST", "/api/account/passkeys/options");
    expect(type(refused)).toBe("step-up");
    const url = await send(anna.browser, "step-up");
    expect(new URL(url).searchParams.get("prompt")).toBe("login");
    expect(await comeBack(anna.browser, await provider.signIn(url, other.person))).toBe(
      "/account?problem=sign-in",
    );
    expect((await anna.browser.send("POST", "/api/account/passkeys/options")).statusCode).toBe(403);
    expect(await goAs(anna.browser, "step-up", anna.person)).toBe("/account");
    expect((await anna.browser.send("POST", "/api/account/passkeys/options")).statusCode).toBe(200);
    expect((await deedsOf(service, anna.account)).slice(-2)).toEqual([
      "step-up-failed/provider",
      "stepped-up/provider",
    ]);
  });

  it("is for somebody signed in, an enrolment for somebody invited", async () => {
    const nobody = newBrowser(service.app);
    expect((await nobody.send("POST", "/api/provider", { for: "step-up" })).statusCode).toBe(401);
    expect((await nobody.send("POST", "/api/provider", { for: "enrolment" })).statusCode).toBe(410);
  });
});

describe("two factors at the provider", () => {
  it("are asked for, and whoever was not asked for them there enrols, signs in and proves nothing here", async () => {
    const { token } = await invited(service);
    const browser = newBrowser(service.app);
    await expectStatus(browser.send("POST", "/api/enrolment", { invitation: token }), 200);
    const person = `${WEAK}anna`;
    expect(await goAs(browser, "enrolment", person)).toBe("/invitation?problem=weak");
    expect((await browser.send("GET", "/api/enrolment")).statusCode).toBe(200);

    const { account, browser: signedIn } = await bound();
    // Bound already, when the provider still asked her for two.
    await service.deps.store.owner.query("update account_identity set subject = $1 where account = $2", [
      person,
      account,
    ]);
    const failed = (await deedsOf(service, null)).length;
    const other = newBrowser(service.app);
    expect(await goAs(other, "sign-in", person)).toBe("/sign-in?problem=weak");
    expect(other.cookies.has("arasha_session")).toBe(false);
    expect((await deedsOf(service, null)).slice(failed)).toEqual(["sign-in-failed/provider"]);
    expect(await goAs(signedIn, "step-up", person)).toBe("/account?problem=weak");
    expect((await deedsOf(service, account)).at(-1)).toBe("step-up-failed/provider");
  });

  it.each([
    [{ acr: "high" }, true],
    [{ acr: "low", amr: ["pwd", "mfa"] }, true],
    [{ amr: ["pwd"] }, false],
    [{ amr: "mfa" }, false],
    [{ acr: ["high"] }, false],
    [{ acr: "mfa", amr: ["high"] }, false],
    [{}, false],
  ])("%j: %s", (claims, strong) => {
    expect(isStrong(claims, { acr: ["high"], amr: ["mfa"] })).toBe(strong);
  });
});

describe("a provider that is away", () => {
  it("is told as that, and the other ways in are open", async () => {
    const gone = await startProvider(`${ORIGIN}/api/provider/callback`);
    await gone.stop();
    const alone = await startService({ provider: gone.config });
    const answer = await newBrowser(alone.app).send("POST", "/api/provider", { for: "sign-in" });
    expect([answer.statusCode, type(answer)]).toEqual([502, "provider"]);
    const passkey = await newBrowser(alone.app).send("POST", "/api/sign-in/passkey/options");
    expect(passkey.statusCode).toBe(200);
    await alone.close();
  });

  it("is nowhere where none is configured", async () => {
    const without = await startService();
    const browser = newBrowser(without.app);
    expect((await browser.send("POST", "/api/provider", { for: "sign-in" })).statusCode).toBe(404);
    expect((await browser.send("GET", "/api/provider/callback?code=x")).statusCode).toBe(404);
    await without.close();
  });
});
