import type { FastifyInstance } from "fastify";
import type { SiteContext } from "../serve.ts";
import { billPages } from "./bills/pages.ts";
import { claimPages } from "./claims/pages.ts";
import { commitmentPages } from "./commitments/pages.ts";
import { matrixPages } from "./matrix/pages.ts";
import { treatyPages } from "./treaty/pages.ts";

/** What registers some of these pages. */
type Pages = (app: FastifyInstance, context: SiteContext) => void;

/** The pages of treaties, bills, commitments and claims. Some are added by a line here and a file of their own. */
const PAGES: readonly Pages[] = [matrixPages, treatyPages, billPages, commitmentPages, claimPages];

/** Adds them all, under the rules of the public pages: no script, no trace, a copy nowhere. */
export function harmony(app: FastifyInstance, context: SiteContext): void {
  for (const pages of PAGES) pages(app, context);
}
