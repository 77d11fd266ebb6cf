import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { barriers } from "./barriers.ts";
import { launchBrowser } from "./browser.ts";
import { openHouse } from "./house.ts";
import { picture, settle } from "./pictures.ts";
import type { Door } from "./server.ts";

/**
 * The whole way of one case, each person in a browser of her own: a call comes in, the operator takes it with the
 * keyboard alone, the inspector issues and serves an order, it is breached, the prosecutor opens and ends a
 * proceeding, the ombudsman sees it in the chain. Each step is looked at in three languages and two widths.
 */

let arasha: Door;
let browser: Browser;
beforeAll(async () => {
  [arasha, browser] = await Promise.all([openHouse({ cases: 40 }), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await arasha?.stop();
});

type Seat = { readonly context: BrowserContext; readonly page: Page; readonly faults: string[] };

/** Signs in by the printed link. Anything the browser complains of fails the journey. */
async function seat(role: string): Promise<Seat> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto(arasha.links.get(role) ?? "");
  await page.getByRole("banner").waitFor();
  return { context, page, faults };
}

const LANGUAGES = [
  ["kk", "Қаз"],
  ["ru", "Рус"],
  ["en", "Eng"],
] as const;

/**
 * In every language and width nothing runs over the edge, and there is no barrier that a machine can find. `checked` false:
 * the same page comes again later on the way, with more on it, and is checked then.
 */
async function look(page: Page, step: string, { checked = true } = {}): Promise<void> {
  for (const [language, label] of LANGUAGES) {
    await page.getByRole("banner").getByText(label, { exact: true }).click();
    await expect.poll(() => page.locator("html").getAttribute("lang")).toBe(language);
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
      await settle(page);
      await picture(page, `${step}-${language}-${width}`, { fullPage: width === 360 });
      expect(await overTheEdge(page), `${step} in ${language} at ${width} scrolls sideways`).toEqual([]);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  if (checked) expect(await barriers(page), step).toEqual([]);
}

/** What makes the page scroll sideways; empty where it does not. */
async function overTheEdge(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    return [...document.body.querySelectorAll("*")]
      .filter((one) => one.getBoundingClientRect().right > innerWidth && one.closest("svg *") === null)
      .map((one) => one.outerHTML.slice(0, 160));
  });
}

/** Tab, and only Tab, until the focus is there. */
async function tabTo(page: Page, place: Locator): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    if (await place.evaluate((element) => element.contains(document.activeElement))) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not reach ${place}`);
}

let code = "";

describe("the way of a case", () => {
  it("a call comes in, and the operator takes it with the keyboard alone", { timeout: 120_000 }, async () => {
    const { page, context, faults } = await seat("Hotline operator");
    const { keyboard } = page;
    await keyboard.press("n");
    await page.getByRole("heading", { name: "New report" }).waitFor();
    // Until the limits of confidentiality are said nothing can be told: there is no field, and nothing to record.
    await page.getByRole("group", { name: "How was it said?" }).waitFor();
    const said = page.getByRole("blockquote");
    await expect.poll(() => said.textContent()).toContain("guardianship body");
    for (const role of ["textbox", "combobox"] as const) expect(await page.getByRole(role).count()).toBe(0);
    expect(await page.getByRole("button", { name: "Record the report" }).count()).toBe(0);
    await keyboard.press("Control+Enter");
    await look(page, "0-intake-limits");
    await tabTo(page, page.getByRole("group", { name: "How was it said?" }));
    await keyboard.press("1");
    await look(page, "1-intake-empty", { checked: false });
    const answer = async (group: string, key: string) => {
      await tabTo(page, page.getByRole("group", { name: group, exact: true }));
      await keyboard.press(key);
    };
    await answer("Who is calling", "1");
    await answer("Safe contact", "2");
    await tabTo(page, page.getByRole("combobox", { name: "Region" }));
    await keyboard.type("Abai");
    await page.getByRole("option", { name: "Abai Region" }).waitFor();
    await keyboard.press("Enter");
    await answer("Blows and injury", "1");
    await answer("Harm to health", "2");
    await answer("Relation", "1");
    const law = page.getByRole("complementary");
    await law.getByRole("button", { name: /CC 109-1 part 1/ }).waitFor();
    await answer("Was there a weapon, or a thing used as one, or can he get one?", "2");
    await answer("Has the violence lately become more frequent or worse?", "1");
    await answer("Your judgement of the danger", "2");
    await tabTo(page, page.getByRole("textbox", { name: "Victim's age" }));
    await keyboard.type("34");
    await tabTo(page, page.getByRole("textbox", { name: "Respondent's age" }));
    await keyboard.type("36");
    await tabTo(page, page.getByRole("textbox", { name: "In her own words" }));
    await keyboard.type("Synthetic: he struck her in the kitchen.");
    await tabTo(page, page.getByRole("checkbox", { name: "Police Department, Abai Region" }));
    await keyboard.press("Space");
    await answer("Ground", "1");
    await page.getByText(/^saved \d\d:\d\d$/).waitFor();
    await look(page, "2-intake-answered");
    await tabTo(page, page.getByRole("textbox", { name: "In her own words" }));
    await keyboard.press("Control+Enter");
    await page.waitForURL(/\/cases\//);
    code = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(faults).toEqual([]);
    await context.close();
  });

  it("the inspector finds it in her queue, issues and serves an order", { timeout: 120_000 }, async () => {
    const { page, context, faults } = await seat("Police inspector");
    await page.getByText(code).first().waitFor();
    await look(page, "3-queue");
    await page.getByRole("listitem").filter({ hasText: code }).getByRole("link").first().click();
    await page.getByRole("heading", { level: 1, name: code }).waitFor();
    await page.getByText("Synthetic: he struck her in the kitchen.").waitFor();
    await look(page, "4-case-new", { checked: false });
    await step(page, "Issue a protective order", async (form) => {
      await pick(form, "She agrees");
      await form.getByRole("textbox", { name: "Grounds" }).fill("Synthetic: he threatens to come back.");
      await picture(page, "5-order-form-en-1440");
    });
    await step(page, "Record service of the order", async (form) => {
      await pick(form, "Yes");
    });
    await step(page, "Record the copy given to her");
    await page.getByText("Copy of the order given to the survivor.").waitFor();
    await look(page, "6-order-in-force", { checked: false });
    expect(faults).toEqual([]);
    await context.close();
  });

  it("it is breached, and the inspector brings the prosecutor in", { timeout: 120_000 }, async () => {
    const { page, context, faults } = await seat("Police inspector");
    await open(page, code);
    await step(page, "Record a breach of the order", async (form) => {
      await form.getByRole("textbox").first().fill("Synthetic: he waited at her door.");
    });
    await step(page, "Refer to an agency", async (form) => {
      await choose(page, form.getByRole("combobox", { name: "Agency" }), "Prosecutor's Office, Abai Region");
      await choose(page, form.getByRole("combobox", { name: "Purpose" }), "Legal help");
      await pick(form, "Her consent");
    });
    await page.getByText("The order was breached.").waitFor();
    await look(page, "7-breached");
    expect(faults).toEqual([]);
    await context.close();
  });

  it("the prosecutor opens and ends a proceeding", { timeout: 120_000 }, async () => {
    const { page, context, faults } = await seat("Prosecutor");
    await open(page, code);
    await step(page, "Open a proceeding");
    await step(page, "End the proceeding", async (form) => {
      await choose(page, form.getByRole("combobox", { name: "How it ended" }), "Reconciliation");
    });
    await page.getByText("Proceeding ended: Reconciliation.").waitFor();
    await look(page, "8-proceeding-ended", { checked: false });
    expect(faults).toEqual([]);
    await context.close();
  });

  it("she takes back what she agreed to, and the inspector reads her words no more", {
    timeout: 120_000,
  }, async () => {
    const operator = await seat("Hotline operator");
    await open(operator.page, code);
    const whoReads = operator.page.getByRole("region", { name: "Who may read what" });
    await whoReads.getByRole("button", { name: "She takes it back" }).first().click();
    const form = operator.page.getByRole("dialog");
    await form.getByRole("button", { name: "Save entry" }).click();
    await form.waitFor({ state: "hidden" });
    await operator.page.getByText(/^She took back what she had agreed to/).waitFor();
    await look(operator.page, "9-taken-back", { checked: false });
    const inspector = await seat("Police inspector");
    await open(inspector.page, code);
    await inspector.page.getByText("Not open to your agency: what was told").first().waitFor();
    expect(await inspector.page.getByText("Synthetic: he struck her in the kitchen.").count()).toBe(0);
    // What she wrote herself is her own record.
    await inspector.page.getByText("Synthetic: he waited at her door.").first().waitFor();
    await look(inspector.page, "10-withheld");
    expect([...operator.faults, ...inspector.faults]).toEqual([]);
    await Promise.all([operator.context.close(), inspector.context.close()]);
  });

  it("the ombudsman sees it in the chain, and no case", { timeout: 120_000 }, async () => {
    const { page, context, faults } = await seat("Ombudsman's officer");
    await page.getByRole("heading", { name: "From report to responsibility" }).waitFor();
    await page.getByRole("table").first().waitFor();
    await look(page, "11-numbers");
    expect(await page.getByText(code).count()).toBe(0);
    expect(faults).toEqual([]);
    await context.close();
  });
});

async function open(page: Page, caseCode: string): Promise<void> {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Cases" }).click();
  await page.getByRole("listitem").filter({ hasText: caseCode }).getByRole("link").first().click();
  await page.getByRole("heading", { level: 1, name: caseCode }).waitFor();
}

/** Takes one of the next steps the page offers, and waits until it is written. */
async function step(page: Page, name: string, fill?: (form: Locator) => Promise<void>): Promise<void> {
  await page.getByRole("region", { name: "Next steps" }).getByRole("button", { name }).first().click();
  const form = page.getByRole("dialog");
  await form.waitFor();
  await fill?.(form);
  await form.getByRole("button", { name: "Save entry" }).click();
  await form.waitFor({ state: "hidden" }).catch(async (error) => {
    throw new Error(`${name}: the form stays, and says ${await form.textContent()}`, { cause: error });
  });
}

async function pick(form: Locator, answer: string): Promise<void> {
  await form.locator("label").filter({ hasText: answer }).click();
}

async function choose(page: Page, list: Locator, option: string): Promise<void> {
  await list.click();
  await page.getByRole("option", { name: option }).click();
}
