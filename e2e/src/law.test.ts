import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { barriers } from "./barriers.ts";
import { launchBrowser } from "./browser.ts";
import { openHouse } from "./house.ts";
import type { Door } from "./server.ts";

/** Somebody looks up what the law was on a day: on an old telephone or a large screen, with JavaScript off and on. */

let arasha: Door;
let browser: Browser;
beforeAll(async () => {
  [arasha, browser] = await Promise.all([openHouse({ cases: 0 }), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await arasha?.stop();
});

const VISITS = [
  { locale: "kk-KZ", width: 360, script: false, asked: "ұрып-соғу", found: "Ұрып-соғу" },
  { locale: "kk-KZ", width: 1440, script: true, asked: "урып согу", found: "Ұрып-соғу" },
  { locale: "ru-RU", width: 360, script: true, asked: "побоев", found: "Побои" },
  { locale: "ru-RU", width: 1440, script: false, asked: "ст. 109-1", found: "Побои" },
  { locale: "en-GB", width: 360, script: true, asked: "battery", found: "Battery" },
  { locale: "en-GB", width: 1440, script: false, asked: "109-1", found: "Battery" },
] as const;
type Visit = (typeof VISITS)[number];

const SCRIPTED: readonly Visit[] = VISITS.filter(({ script }) => script);
const OTHERS = ["/law/regimes", "/law/acts/uk-2014", "/law/kz.koap-2014.73-2?on=2017-07-20"];

/** What else each of these readers opens: every kind of page about treaties, once with the checker and once without JavaScript. */
const TREATIES: Readonly<Record<number, readonly string[]>> = {
  0: ["/treaties/istanbul/kz", "/claims/series/protective-orders", "/commitments", "/bills"],
  1: ["/treaties/istanbul/kz", "/bills", "/claims/CL-027", "/commitments"],
  2: ["/bills/kz.bill-2023-women-children", "/claims?verdict=differs", "/claims/series/reports-to-police"],
  5: [
    "/treaties/istanbul/matrix?country=uz",
    "/treaties/istanbul/matrix?on=2024-06-15&bill=kz.bill-2023-women-children",
    "/claims",
  ],
};

type Reading = {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Addresses asked for that are not this service's. */
  readonly elsewhere: readonly string[];
};

async function reading(visit: Visit): Promise<Reading> {
  const context = await browser.newContext({
    viewport: { width: visit.width, height: 800 },
    locale: visit.locale,
    javaScriptEnabled: visit.script,
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(arasha.address)) elsewhere.push(request.url());
  });
  page.on("pageerror", (error) => elsewhere.push(`error: ${error.message}`));
  return { context, page, elsewhere };
}

/** What must hold of every public page: nothing to scroll sideways for, the exit first, nothing a checker objects to. */
async function sound({ page }: Reading, visit: Visit, check = true): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect([page.url(), width]).toEqual([page.url(), visit.width]);
  const first = await page.evaluate(
    () => document.querySelector("a, button, input, select, summary")?.className,
  );
  expect(first).toBe("leave");
  // The checker is itself a script of the page.
  if (!visit.script || !check) return;
  const found = await barriers(page);
  expect([page.url(), found]).toEqual([page.url(), []]);
}

describe("the law, by date", () => {
  it.each(VISITS)(
    "is found, read and compared in $locale at $width, JavaScript $script",
    async (visit) => {
      const read = await reading(visit);
      const { page, context } = read;

      await page.goto(`${arasha.address}/law`);
      await sound(read, visit);
      await page.locator("input[name=q]").fill(visit.asked);
      await page.locator("form[role=search] button").click();
      await page.getByRole("link", { name: visit.found }).first().waitFor();
      await sound(read, visit);

      // The article, on the day before it was one and on the first day that it was.
      await page.goto(`${arasha.address}/law/kz.uk-2014.109-1?on=2024-06-15`);
      const before = await page.locator("main").textContent();
      await sound(read, visit);
      await page.goto(`${arasha.address}/law/kz.uk-2014.109-1?on=2024-06-16`);
      await page.getByRole("heading", { level: 1 }).filter({ hasText: visit.found }).waitFor();
      const after = await page.locator("main").textContent();
      expect(after).not.toBe(before);
      // Eighty indices of 3,692 tenge.
      expect(after?.replaceAll(/[\s,]/g, "")).toContain("295360");
      expect(await page.locator('main a[href^="https://adilet.zan.kz/"]').count()).toBeGreaterThan(0);
      await sound(read, visit);

      await page.goto(`${arasha.address}/law/changes?on=2024-06-16`);
      expect(await page.locator('main a[href*="kz.koap-2014.73-2"]').count()).toBeGreaterThan(0);
      await sound(read, visit, visit === SCRIPTED[0]);
      for (const [at, path] of OTHERS.entries()) {
        await page.goto(arasha.address + path);
        // The long pages are checked in one language each: their frame and their parts are those of the others.
        await sound(read, visit, SCRIPTED.indexOf(visit) === at);
      }
      const missing = await page.goto(`${arasha.address}/law/kz.uk-2014.109-9`);
      expect(missing?.status()).toBe(404);
      await sound(read, visit);

      expect(read.elsewhere).toEqual([]);
      expect(await context.cookies()).toEqual([]);
      expect((await context.storageState()).origins).toEqual([]);
      await context.close();
    },
    120_000,
  );

  it.each([VISITS[0], VISITS[1], VISITS[2], VISITS[5]])(
    "is held against a treaty in $locale at $width, JavaScript $script",
    async (visit) => {
      const read = await reading(visit);
      const { page, context } = read;
      await page.goto(`${arasha.address}/treaties/istanbul?on=2024-04-05`);
      await sound(read, visit);
      await page.locator('main a[href*="/treaties/istanbul/matrix"]').first().click();
      await page.locator(".picture").waitFor();
      await sound(read, visit);
      // From the picture to the article, from the article to the norm that answers it.
      await page.goto(`${arasha.address}/treaties/istanbul/matrix?on=2025-09-16`);
      await page.locator('.picture a[href*="/articles/34"]').click();
      await page.locator('[id="IC-34"]').waitFor();
      await sound(read, visit);
      await page.locator('[id="IC-34"] a[href*="/law/kz.uk-2014.115-1"]').first().click();
      await page.waitForURL(/\/law\/kz\.uk-2014\.115-1/);
      for (const path of TREATIES[VISITS.indexOf(visit)] ?? []) {
        const answer = await page.goto(arasha.address + path);
        expect([path, answer?.status()]).toEqual([path, 200]);
        await sound(read, visit);
      }
      expect(read.elsewhere).toEqual([]);
      expect(await context.cookies()).toEqual([]);
      await context.close();
    },
    120_000,
  );

  it("keeps language and day from page to page", async () => {
    const { page, context } = await reading(VISITS[4]);
    await page.goto(`${arasha.address}/law/kz.uk-2014.109-1?on=2024-06-16&lang=ru`);
    await page.getByRole("link", { name: "Қазақша" }).click();
    await page.getByRole("heading", { level: 1 }).filter({ hasText: "Ұрып-соғу" }).waitFor();
    expect(new URL(page.url()).searchParams.get("on")).toBe("2024-06-16");
    await context.close();
  });

  it("is left at once, and going back does not return to it", async () => {
    const { page, context } = await reading(VISITS[2]);
    await context.route("https://www.wikipedia.org/**", (route) =>
      route.fulfill({ contentType: "text/html", body: "<title>elsewhere</title>" }),
    );
    await page.goto("about:blank");
    await page.goto(`${arasha.address}/law/kz.uk-2014.109-1`);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL("https://www.wikipedia.org/");
    await page.goBack().catch(() => null);
    expect(page.url()).not.toContain(arasha.address);
    await context.close();
  });

  it("is left without JavaScript by an ordinary link that hands no address on", async () => {
    const { page, context } = await reading(VISITS[0]);
    const referrers: (string | undefined)[] = [];
    await context.route("https://www.wikipedia.org/**", async (route) => {
      referrers.push((await route.request().allHeaders()).referer);
      await route.fulfill({ contentType: "text/html", body: "<title>elsewhere</title>" });
    });
    await page.goto(`${arasha.address}/law/kz.uk-2014.109-1`);
    await page.locator("a.leave").click();
    await page.waitForURL("https://www.wikipedia.org/");
    expect(referrers).toEqual([undefined]);
    await context.close();
  });
});
