import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

const FOLDER = join(import.meta.dirname, "../screenshots");

/** A picture for people to look at, in `e2e/screenshots`. Taken when asked for (`ARASHA_SCREENSHOTS=1`): it takes time. */
export async function picture(page: Page, name: string, options: { fullPage?: boolean } = {}): Promise<void> {
  if (process.env.ARASHA_SCREENSHOTS !== "1") return;
  mkdirSync(FOLDER, { recursive: true });
  await page.screenshot({ path: join(FOLDER, `${name}.png`), ...options });
}

/** Waits until the page stands still as it is now: what follows from its size is drawn, and no movement that ends goes on. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await drawn();
    await drawn();
    const ends = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    // One that is called off is over, too.
    await Promise.allSettled(ends.map(({ finished }) => finished));
    await drawn();
  });
}
