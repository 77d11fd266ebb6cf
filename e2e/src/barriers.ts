import axe from "axe-core";
import type { Page } from "playwright-core";

/** What a machine can find of barriers on a page: one line a rule of axe-core that is broken, with where. */
export async function barriers(page: Page): Promise<readonly string[]> {
  // The checker would have to be in every frame: it would pass over one it is not in, so there are none.
  if (page.frames().length > 1) throw new Error(`${page.url()} has frames, which are not looked into`);
  // It is half a megabyte of script: a page that was looked at before has it still.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as { readonly axe: typeof axe };
    // Only what is broken is told in full: what holds would be most of the answer, and of the time.
    const { violations } = await checker.run(document, { resultTypes: ["violations"] });
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, html }) => `${target} ${html.slice(0, 120)}`).join(" | ")}`,
    );
  });
}
