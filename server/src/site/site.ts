import type { FastifyInstance } from "fastify";
import { ICON, SCRIPT, STYLE, serveAssets } from "./assets.ts";
import { notFoundPage } from "./error-pages.ts";
import { normPage } from "./norm/norm-page.ts";
import { answerFaults, keepPagesPrivate, type Render, type SiteContext, servePage } from "./serve.ts";
import { what } from "./what/what.ts";

/**
 * The public pages, for anybody, under `/law`: what the law was on any day, what changed, how well it is known. Every
 * page is made anew from its address, sets no cookie and leaves nothing in a cache.
 */
export function site(app: FastifyInstance, context: SiteContext): void {
  keepPagesPrivate(app);
  answerFaults(app, context);
  serveAssets(app, [STYLE, SCRIPT, ICON]);
  const page = (path: string, render: Render) => servePage(app, context, path, render);
  what(app, context);
  page("/law/:norm", normPage);
  page("/law/*", notFoundPage);
}
