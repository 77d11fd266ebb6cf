import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { barriers } from "./barriers.ts";
import { launchBrowser } from "./browser.ts";
import { openHouse } from "./house.ts";
import type { Door } from "./server.ts";

/** Somebody asks what the law says, on an old telephone or a large screen, with JavaScript off and on. */

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
  { locale: "kk-KZ", width: 360, script: false, found: "Ұрып-соғу" },
  { locale: "kk-KZ", width: 1440, script: true, found: "Ұрып-соғу" },
  { locale: "ru-RU", width: 1440, script: false, found: "Побои" },
  { locale: "ru-RU", width: 360, script: true, found: "Побои" },
  { locale: "en-GB", width: 1440, script: false, found: "Battery" },
  { locale: "en-GB", width: 360, script: true, found: "Battery" },
] as const;

describe("what applies?", () => {
  it.each(VISITS)("answers in $locale at $width, JavaScript $script, and leaves nothing", async (visit) => {
    const context = await browser.newContext({
      viewport: { width: visit.width, height: 760 },
      locale: visit.locale,
      javaScriptEnabled: visit.script,
    });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const addresses: string[] = [];
    page.on("request", (request) => addresses.push(request.url()));
    // The checker is itself a script of the page.
    const check = () => (visit.script ? noViolations(page) : undefined);
    await page.goto(`${arasha.address}/law/what`);
    await check();
    await page.locator("button[value=start]").click();
    await page.locator("input[name=v]").fill("2026-03-05");
    await page.locator("button[value=next]").click();
    await page.locator("details summary").first().click();
    await check();
    await page.locator("input[value=battery]").check();
    await page.locator("button[value=next]").click();
    await page.locator("input[value=spouse]").check();
    await page.locator("button[value=next]").click();
    // Nothing chosen: the fault stands at the question, and what was told is still there.
    await page.locator("button[value=next]").click();
    await page.getByRole("alert").waitFor();
    await check();
    await page.locator("button[value=result]").click();
    await page.getByRole("heading", { level: 3, name: visit.found, exact: true }).first().waitFor();
    await check();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe("/law/what");
    expect(addresses.filter((address) => /battery|spouse|2026-03-05/.test(address))).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    expect((await context.storageState()).origins).toEqual([]);
    await page.locator("button[value=back]").click();
    expect(await page.locator('input[name="q"]').getAttribute("value")).toBe("relation");
    await context.close();
  });
});

async function noViolations(page: Page): Promise<void> {
  expect(await barriers(page)).toEqual([]);
}
