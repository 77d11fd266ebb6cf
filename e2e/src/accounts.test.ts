import pg from "pg";
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../server/src/cli/program.ts";
import { barriers } from "./barriers.ts";
import { launchBrowser } from "./browser.ts";
import { type House, openHouse } from "./house.ts";
import { picture, settle } from "./pictures.ts";

/**
 * From no account at all to a second administrator and a recovery, in real browsers with the authenticator Chromium brings for
 * tests: each person has a browser and a device of her own.
 */
let arasha: House;
let browser: Browser;
beforeAll(async () => {
  [arasha, browser] = await Promise.all([openHouse({ cases: 2 }), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await arasha?.stop();
});

type Seat = {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly device: CDPSession;
  readonly authenticator: string;
  readonly faults: string[];
};

/** A browser with a device that knows her finger. Whatever the browser complains of fails the test. */
async function seat(): Promise<Seat> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    // A refusal in HTTP is no fault of the page: what she is told then is what these tests look at.
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) faults.push(message.text());
  });
  const device = await context.newCDPSession(page);
  await device.send("WebAuthn.enable");
  const { authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { context, page, device, authenticator: authenticatorId, faults };
}

/** By the command line, as whoever runs the machine does. */
async function invite(name: string, ...options: string[]): Promise<string> {
  const { ownerUrl, masterKey } = arasha.database;
  let out = "";
  const exit = await run(["account", "invite", name, ...options, "--address", arasha.address, "--json"], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      throw new Error(text);
    },
    stdin: async () => "",
    clock: () => Temporal.Now.instant().toString(),
    env: {
      DATABASE_URL: ownerUrl,
      // No case is opened by it.
      ARASHA_KEYS_DATABASE_URL: "postgres://keeper@vault.example/keys?sslmode=verify-full",
      ARASHA_MASTER_KEY: masterKey.toString("base64"),
    },
  });
  expect(exit).toBe(0);
  return JSON.parse(out).link;
}

/** Comes in by an invitation, with a passkey. */
async function enrol(link: string): Promise<Seat> {
  const her = await seat();
  await her.page.goto(link);
  await her.page.getByRole("button", { name: "Make a passkey" }).click();
  await her.page.getByRole("banner").waitFor();
  return her;
}

/** The clock of the house is the real one: what a while would do to her last proof is done to it. */
async function letProofsAge(name: string): Promise<void> {
  await ask(
    "update arasha.session s set stepped_up_at = s.stepped_up_at - interval '11 minutes' from arasha.account a where a.id = s.account and a.name = $1",
    [name],
  );
}

/** Asks the database of the demonstration, as its owner. */
async function ask(sql: string, values: readonly string[] = []): Promise<readonly Record<string, string>[]> {
  const client = new pg.Client({ connectionString: arasha.database.ownerUrl });
  await client.connect();
  const { rows } = await client.query(sql, [...values]);
  await client.end();
  return rows;
}

const LANGUAGES = [
  ["kk", "Қаз"],
  ["ru", "Рус"],
  ["en", "Eng"],
] as const;

/** Pictures in every language (`quick`: in English) and width, and no barrier that a machine can find. */
async function look(page: Page, step: string, { quick = false } = {}): Promise<void> {
  for (const [language, label] of quick ? [["en", "Eng"] as const] : LANGUAGES) {
    if (!quick) {
      await page.getByText(label, { exact: true }).first().click();
      await expect.poll(() => page.locator("html").getAttribute("lang")).toBe(language);
    }
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
      await settle(page);
      await picture(page, `${step}-${language}-${width}`, { fullPage: width === 360 && !quick });
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(sideways, `${step} in ${language} at ${width} scrolls sideways`).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  expect(await barriers(page), step).toEqual([]);
}

describe("accounts", () => {
  let first: Seat;
  let second: Seat;

  it("the first administrator comes in by the link of the command line", { timeout: 120_000 }, async () => {
    const link = await invite("Synthetic First");
    first = await seat();
    const { page, faults } = first;
    await page.goto(link);
    await page.getByRole("heading", { name: "Welcome, Synthetic First" }).waitFor();
    expect(page.url()).not.toContain("#");
    await look(page, "accounts-1-invitation");
    await page.reload();
    await page.getByRole("heading", { name: "Welcome, Synthetic First" }).waitFor();
    await page.getByRole("button", { name: "Make a passkey" }).click();
    await page.waitForURL(/\/people$/);
    await page.getByRole("heading", { level: 1, name: "People" }).waitFor();
    await look(page, "accounts-2-people");
    const stranger = await seat();
    await stranger.page.goto(link);
    await stranger.page.getByText("This invitation opens nothing").waitFor();
    await look(stranger.page, "accounts-3-used", { quick: true });
    expect([...faults, ...stranger.faults]).toEqual([]);
    await stranger.context.close();
  });

  it("signs out and in again with her passkey, by the keyboard", { timeout: 120_000 }, async () => {
    const { page, faults } = first;
    await page.locator(".who").click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await look(page, "accounts-4-door");
    await page.reload();
    await page.getByRole("button", { name: "Sign in with a passkey" }).waitFor();
    const onButton = () =>
      page.evaluate(() => document.activeElement?.textContent?.trim() === "Sign in with a passkey");
    for (let presses = 0; presses < 20 && !(await onButton()); presses++) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("banner").waitFor();
    expect(faults).toEqual([]);
  });

  it("a passkey of nobody here, or a person who turns away, is told calmly", {
    timeout: 120_000,
  }, async () => {
    const { page, context, device, authenticator, faults } = await seat();
    await page.goto(arasha.address);
    await device.send("WebAuthn.setUserVerified", { authenticatorId: authenticator, isUserVerified: false });
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.getByText("No passkey was used").waitFor();
    await look(page, "accounts-5-cancelled", { quick: true });
    await page.getByRole("button", { name: "Sign in with a password" }).click();
    await page.getByLabel("Name to sign in with").fill("nobody");
    await page.getByRole("textbox", { name: "Password" }).fill("whatever it may have been");
    await page.getByLabel("Six digits").fill("123 456");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByText("You were not signed in").waitFor();
    expect(await page.getByLabel("Name to sign in with").inputValue()).toBe("nobody");
    await look(page, "accounts-6-password", { quick: true });
    expect(faults).toEqual([]);
    await context.close();
  });

  it("invites an inspector, after showing once more that it is she", { timeout: 120_000 }, async () => {
    const { page, faults } = first;
    await letProofsAge("Synthetic First");
    await page.getByRole("button", { name: "Invite somebody" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Synthetic Inspector");
    await page.getByRole("combobox", { name: "Agency" }).fill("Police Department, Abai");
    await page.getByRole("option", { name: "Police Department, Abai Region" }).click();
    await page.getByRole("combobox", { name: "Role" }).click();
    await page.getByRole("option", { name: "Police inspector" }).click();
    await look(page, "accounts-7-invite", { quick: true });
    await page.getByRole("button", { name: "Make the invitation" }).click();
    await page.getByRole("dialog", { name: "Is it still you?" }).waitFor();
    await look(page, "accounts-8-step-up", { quick: true });
    await page.getByRole("button", { name: "Use your passkey" }).click();
    const link = page.locator(".link-box");
    await link.waitFor();
    await look(page, "accounts-9-link", { quick: true });
    const inspector = await enrol((await link.textContent()) ?? "");
    // She is asked first whom she must not meet in a case; what she tells is taken and not shown again.
    await inspector.page.getByRole("button", { name: "Tell", exact: true }).click();
    await inspector.page.getByRole("textbox", { name: "Telephones" }).fill("8 701 000 00 01");
    await look(inspector.page, "accounts-9-those-close", { quick: true });
    await inspector.page.getByRole("button", { name: "Done" }).click();
    await inspector.page.getByText(/^Told \d/).waitFor();
    await inspector.page.getByRole("textbox", { name: "Telephones" }).waitFor({ state: "detached" });
    expect(await inspector.page.content()).not.toContain("000 00 01");
    await inspector.page.goto(`${arasha.address}/people`);
    await inspector.page.getByText("Your role does not do this").waitFor();
    const handed = page.getByRole("dialog", { name: "The invitation of Synthetic Inspector" });
    await handed.getByRole("button", { name: "Close" }).last().click();
    await handed.waitFor({ state: "detached" });
    await page.getByText("Synthetic Inspector").waitFor();
    await page.getByRole("button", { name: "What to do with Synthetic Inspector" }).click();
    await page.getByRole("menuitem", { name: "Close the account" }).click();
    await look(page, "accounts-10-close", { quick: true });
    await page.getByRole("dialog").getByRole("button", { name: "Close the account" }).click();
    await page.locator(".person-name", { hasText: "Synthetic Inspector" }).waitFor({ state: "detached" });
    await inspector.page.goto(`${arasha.address}/queue`);
    await inspector.page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect([...faults, ...inspector.faults]).toEqual([]);
    await inspector.context.close();
  });

  it("a recovery waits for the second administrator", { timeout: 120_000 }, async () => {
    second = await enrol(await invite("Synthetic Second"));
    const lost = await enrol(
      await invite("Synthetic Prosecutor", "--role", "prosecutor", "--agency", "kz.prosecutor.kz-10"),
    );
    const { page, faults } = first;
    await page.reload();
    await page.getByRole("button", { name: "What to do with Synthetic Prosecutor" }).click();
    await page.getByRole("menuitem", { name: "Ask for a new way in" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Ask for a new way in" }).click();
    const told = page.getByRole("dialog", { name: "A second administrator has to agree" });
    await told.getByRole("button", { name: "Close" }).last().click();
    await told.waitFor({ state: "detached" });
    await page.getByText("You asked: another administrator has to agree.").waitFor();
    await look(page, "accounts-11-asked", { quick: true });
    await second.page.reload();
    await second.page.getByText("asked by Synthetic First").waitFor();
    await look(second.page, "accounts-12-to-agree", { quick: true });
    await second.page.getByRole("button", { name: "Agree" }).click();
    const link = (await second.page.locator(".link-box").textContent()) ?? "";
    const again = await seat();
    await again.page.goto(link);
    await again.page.getByText("everything you signed in with before ends").waitFor();
    await look(again.page, "accounts-13-recovery", { quick: true });
    await again.page.getByRole("button", { name: "A passkey does not work here" }).click();
    await again.page.locator(".qr").waitFor();
    await look(again.page, "accounts-14-password");
    await again.page.getByRole("button", { name: "Make a passkey" }).click();
    await again.page.getByRole("banner").waitFor();
    await lost.page.reload();
    await lost.page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect([...faults, ...second.faults, ...lost.faults, ...again.faults]).toEqual([]);
    await lost.context.close();
    await again.context.close();
  });

  it("a case is opened in an emergency after a fresh proof, and oversight reviews it", {
    timeout: 120_000,
  }, async () => {
    const her = await enrol(
      await invite("Synthetic Patrol", "--role", "police-inspector", "--agency", "kz.police.kz-10"),
    );
    const [strange] = await ask(
      "select code from arasha.case_file f where not exists (select from arasha.participant p where p.case_id = f.case_id and p.agency = 'kz.police.kz-10') limit 1",
    );
    await letProofsAge("Synthetic Patrol");
    const { page } = her;
    await page.goto(`${arasha.address}/cases`);
    await page.getByRole("button", { name: "A life is in danger" }).click();
    await page.getByLabel("Code of the case").fill(strange?.code ?? "");
    await page.getByLabel("An attack is under way or about to begin").check();
    await page.getByLabel("What is happening").fill("A neighbour hears screams and nobody opens the door.");
    await look(page, "accounts-15-glass", { quick: true });
    await page.getByRole("button", { name: "Open now" }).click();
    await page.getByRole("dialog", { name: "Is it still you?" }).waitFor();
    await page.getByRole("button", { name: "Use your passkey" }).click();
    await page.getByText("You read this case in an emergency").waitFor();
    await page.getByText("Opened in an emergency: An attack is under way").first().waitFor();
    await look(page, "accounts-16-under-glass", { quick: true });
    await page.getByRole("button", { name: "End it now" }).click();
    await page.getByText("You read this case in an emergency").waitFor({ state: "detached" });
    await page.getByRole("alert").waitFor();
    const reviewer = await seat();
    await reviewer.page.goto(arasha.links.get("Independent data protection officer") ?? "");
    await reviewer.page.getByRole("heading", { name: "Oversight" }).waitFor();
    await reviewer.page.getByText("A neighbour hears screams").waitFor();
    await look(reviewer.page, "accounts-17-oversight");
    await reviewer.page.getByRole("button", { name: "Close", exact: true }).click();
    await reviewer.page.getByLabel("There was a reason").check();
    await reviewer.page
      .getByLabel("Why, in two or three")
      .fill("The call to 102 at that minute confirms it.");
    await reviewer.page
      .getByRole("dialog")
      .getByRole("button", { name: "Close", exact: true })
      .last()
      .click();
    await reviewer.page.getByText("Nothing waits for a review").waitFor();
    expect([...her.faults, ...reviewer.faults]).toEqual([]);
    await Promise.all([her.context.close(), reviewer.context.close()]);
  });

  it("her account shows her passkeys and sessions, and ends what she does not know", {
    timeout: 120_000,
  }, async () => {
    const { page, faults } = second;
    await page.goto(`${arasha.address}/account`);
    await page.getByRole("heading", { name: "Where you are signed in" }).waitFor();
    await look(page, "accounts-18-account");
    const passkeys = page.getByRole("region", { name: "Passkeys" });
    await passkeys.getByRole("button", { name: /^Remove the passkey/ }).click();
    await page.getByText("This is your only way in").waitFor();
    await look(page, "accounts-19-last-way", { quick: true });
    expect(faults).toEqual([]);
    await Promise.all([first.context.close(), second.context.close()]);
  });
});
