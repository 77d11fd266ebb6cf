import type { FastifyInstance } from "fastify";
import { type SiteContext, servePage } from "../../serve.ts";
import { articlePage } from "./article-page.ts";
import { matrixDownloads } from "./downloads.ts";
import { matrixPage } from "./matrix-page.ts";

/** What a treaty asks and what the law gives: the whole, and article by article. */
export function matrixPages(app: FastifyInstance, context: SiteContext): void {
  servePage(app, context, "/treaties/:treaty/matrix", matrixPage);
  servePage(app, context, "/treaties/:treaty/articles/:article", articlePage);
  matrixDownloads(app, context);
}
