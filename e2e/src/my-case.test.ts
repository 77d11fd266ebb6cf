import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { barriers } from "./barriers.ts";
import { launchBrowser } from "./browser.ts";
import { openHouse } from "./house.ts";
import { picture } from "./pictures.ts";
import { type Door, signIn } from "./server.ts";

/** An operator hands over the keys; she opens her page on an old telephone or a large screen, and leaves no trace. */

let arasha: Door;
let browser: Browser;
beforeAll(async () => {
  [arasha, browser] = await Promise.all([openHouse({ cases: 2 }), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await arasha?.stop();
});

const ORDER = "kz.prevention-2025.60";
const TOLD = "what she told nobody else may read";

const VISITS = [
  { locale: "kk-KZ", width: 360, script: false, title: "Сіздің бетіңіз" },
  { locale: "kk-KZ", width: 1440, script: true, title: "Сіздің бетіңіз" },
  { locale: "ru-RU", width: 1440, script: false, title: "Ваша страница" },
  { locale: "ru-RU", width: 360, script: true, title: "Ваша страница" },
  { locale: "en-GB", width: 1440, script: false, title: "Your page" },
  { locale: "en-GB", width: 360, script: true, title: "Your page" },
] as const;

describe("my case", () => {
  it("is opened by an operator, who sees the keys once", async () => {
    const caseId = await caseWithAnOrder();
    const { context, page } = await open({ locale: "en-GB", width: 1440, script: true });
    await page.goto(arasha.links.get("Hotline operator") ?? "");
    await page.waitForURL((url) => !url.pathname.includes("sign-in"));
    await page.goto(`${arasha.address}/cases/${caseId}`);
    await page.getByRole("button", { name: "Make keys for her" }).click();
    const told = page.locator(".my-case-keys dd");
    await told.first().waitFor();
    const [address, , secret = ""] = await told.allTextContents();
    expect(address).toBe(`${new URL(arasha.address).host}/my-case`);
    await page.locator(".my-case-keys").scrollIntoViewIfNeeded();
    await picture(page, "my-case-staff", { fullPage: true });
    await noViolations(page);
    await page.getByRole("button", { name: "I have given them to her" }).click();
    expect(await page.content()).not.toContain(secret);
    await page.reload();
    await page.getByRole("button", { name: "Make new keys" }).waitFor();
    expect(await page.content()).not.toContain(secret);
    await context.close();
  });

  it.each(VISITS)(
    "opens in $locale at $width, JavaScript $script, and leaves nothing",
    async (visit) => {
      // A case of its own: a few tries at one code a minute are all there are.
      const keys = await keysTo(await caseWithAnOrder());
      const { context, page } = await open(visit);
      const addresses: string[] = [];
      page.on("request", (request) => addresses.push(request.url()));
      // The checker is itself a script of the page.
      const check = () => (visit.script ? noViolations(page) : undefined);
      const name = `${visit.locale.slice(0, 2)}-${visit.width}`;
      await page.goto(`${arasha.address}/my-case`);
      await check();
      await picture(page, `my-case-${name}-door`, { fullPage: true });
      // The exit comes first in the order of the keyboard.
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.className)).toBe("leave");
      await enter(page, keys.code, "0000-0000-0000");
      await page.getByRole("alert").waitFor();
      await check();
      await enter(page, keys.code, keys.secret.toLowerCase());
      await page.getByText(keys.code).waitFor();
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(visit.title);
      await check();
      for (const summary of await page.locator("main details > summary").all()) await summary.click();
      await check();
      await picture(page, `my-case-${name}-page`, { fullPage: true });
      expect(await page.content()).not.toContain(TOLD);
      expect(await wider(page)).toBe(false);
      // Sticky: still in sight at the end of the page.
      await page.keyboard.press("End");
      expect(await page.locator("a.leave").isVisible()).toBe(true);
      await Promise.all([
        page.waitForEvent("requestfailed", (request) => request.url().includes("wikipedia")),
        // By the control, or by Shift three times where the browser runs scripts.
        visit.script && visit.width === 1440
          ? page.keyboard
              .press("Shift")
              .then(() => page.keyboard.press("Shift"))
              .then(() => page.keyboard.press("Shift"))
          : page.locator("a.leave").click({ noWaitAfter: true }),
      ]);
      expect(await context.cookies()).toEqual([]);
      expect((await context.storageState()).origins).toEqual([]);
      await expect.poll(() => page.url()).not.toContain("/my-case");
      await page.goBack({ waitUntil: "load" }).catch(() => null);
      await expect.poll(() => page.content().catch(() => keys.code)).not.toContain(keys.code);
      expect(
        addresses.filter((address) => address.includes(keys.code) || address.includes(keys.secret)),
      ).toEqual([]);
      const hosts = new Set(addresses.map((address) => new URL(address).host));
      expect([...hosts].sort()).toEqual([new URL(arasha.address).host, "www.wikipedia.org"].sort());
      await context.close();
    },
    90_000,
  );

  it("shows nothing of hers by the second key", async () => {
    const keys = await keysTo(await caseWithAnOrder());
    const { context, page } = await open({ locale: "ru-RU", width: 360, script: true });
    await page.goto(`${arasha.address}/my-case`);
    await enter(page, keys.code, keys.duress);
    await page.getByText("Здесь нет ничего нового").waitFor();
    await noViolations(page);
    await picture(page, "my-case-ru-360-second", { fullPage: true });
    expect(await page.content()).not.toContain(keys.code);
    await context.close();
  });
});

async function open({ locale, width, script }: { locale: string; width: number; script: boolean }) {
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height: 760 },
    locale,
    javaScriptEnabled: script,
    // What is not on this machine leads nowhere, on every machine.
    proxy: { server: "http://127.0.0.1:9", bypass: "localhost,127.0.0.1" },
  });
  context.setDefaultTimeout(15_000);
  return { context, page: await context.newPage() };
}

async function enter(page: Page, code: string, secret: string): Promise<void> {
  await page.locator("#code").fill(code);
  await page.locator("#key").fill(secret);
  await page.locator("form button").click();
}

async function noViolations(page: Page): Promise<void> {
  expect(await barriers(page)).toEqual([]);
}

async function wider(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

/** A report of some days ago, told to the police, who issued and served an order. */
async function caseWithAnOrder(): Promise<string> {
  const [operator, inspector] = await Promise.all([
    signIn(arasha, "Hotline operator"),
    signIn(arasha, "Police inspector"),
  ]);
  const police = (await ask(inspector, "GET", "/session")) as { agency: { id: string } };
  const days = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString();
  const { caseId } = (await ask(operator, "POST", "/cases", {
    happenedAt: days(-5),
    report: {
      channel: "hotline-111",
      place: "KZ-75",
      reportedBy: "survivor",
      sealed: { account: TOLD },
    },
    safeContact: { body: { channel: "through-agency", language: "ru", until: days(30) } },
    facts: { date: days(-6).slice(0, 10), acts: ["battery"], harm: "pain", relation: "spouse" },
    referrals: [
      {
        to: "police",
        agency: police.agency.id,
        purpose: "police-response",
        ground: { kind: "consent", language: "ru", method: "spoken" },
        classes: ["identity", "narrative"],
        until: days(90),
      },
    ],
  })) as { caseId: string };
  const { seq } = (await ask(inspector, "GET", `/cases/${caseId}`)) as { seq: number };
  const write = (after: number, type: string, body: object) =>
    ask(inspector, "POST", `/cases/${caseId}/entries`, {
      after,
      entry: { type, body, happenedAt: days(-4) },
    });
  await write(seq, "protective-order-issued", { norm: ORDER, consent: "agrees" });
  await write(seq + 1, "protective-order-served", { order: seq + 1, refusedToSign: false });
  return caseId;
}

async function keysTo(caseId: string): Promise<Readonly<Record<"code" | "secret" | "duress", string>>> {
  const cookie = await signIn(arasha, "Hotline operator");
  return (await ask(cookie, "POST", `/cases/${caseId}/my-case`)) as Awaited<ReturnType<typeof keysTo>>;
}

async function ask(cookie: string, method: string, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${arasha.address}/api${path}`, {
    method,
    headers: {
      cookie,
      origin: arasha.address,
      ...(body && { "content-type": "application/json", "idempotency-key": randomUUID() }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok)
    throw new Error(`${method} ${path} was answered with ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
