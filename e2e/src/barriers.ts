import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What a machine can find of barriers on a page: one line a rule of axe-core that is broken, with where. */
export async function barriers(page: Page): Promise<readonly string[]> {
  // Only what is broken is told in full: what holds would be most of the answer, and of the time.
  // Legacy: no second page is opened to put the answers of frames together. It would pass frames over, so there are none.
  if (page.frames().length > 1) throw new Error(`${page.url()} has frames, which are not looked into`);
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .setLegacyMode()
    .analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ target, html }) => `${target} ${html.slice(0, 120)}`).join(" | ")}`,
  );
}
