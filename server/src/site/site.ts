import type { FastifyInstance } from "fastify";
import { akomaNtoso } from "../publish/akoma-ntoso.ts";
import { actPage } from "./act.ts";
import { serveAssets } from "./assets.ts";
import { download, normDownload, packDownload, sendDownload } from "./download.ts";
import { noNormPage, notFoundPage } from "./error-pages.ts";
import { frontPage } from "./front.ts";
import { harmony } from "./harmony/harmony.ts";
import { normPage } from "./norm/norm-page.ts";
import { createFinder } from "./search/find.ts";
import { searchPage } from "./search/search-page.ts";
import {
  answerFaults,
  keepPagesPrivate,
  type Render,
  type SiteContext,
  sendKept,
  sendPage,
  servePage,
  visitOf,
} from "./serve.ts";
import { findAct, findNorm } from "./shelf.ts";
import { changesPage } from "./time/changes.ts";
import { regimesPage } from "./time/regimes.ts";
import { what } from "./what/what.ts";

/**
 * The public pages, for anybody, under `/law`: what the law was on any day, what changed, how well it is known. Every
 * page is made anew from its address, sets no cookie and leaves nothing in a cache.
 */
export function site(app: FastifyInstance, context: SiteContext): void {
  keepPagesPrivate(app);
  answerFaults(app, context);
  serveAssets(app);
  const page = (path: string, render: Render) => servePage(app, context, path, render);
  page("/law", frontPage);
  page("/law/", frontPage);
  page("/law/regimes", regimesPage);
  page("/law/changes", changesPage);
  page("/law/search", searchPage(createFinder(context)));
  page("/law/acts/:act", actPage);
  what(app, context);
  servePack(app, context);
  serveNorms(app, context);
  harmony(app, context);
  page("/law/*", notFoundPage);
}

/** `/law/pack.json`: everything, of the country asked for; made once. */
function servePack(app: FastifyInstance, context: SiteContext): void {
  const packs = new Map(context.books.map((book) => [book, packDownload(book)]));
  app.get("/law/pack.json", { config: { access: "public" }, schema: { hide: true } }, (request, reply) => {
    const { book } = visitOf(request, context);
    return sendDownload(request, reply, packs.get(book) ?? packDownload(book));
  });
}

/** `/law/<norm>` is a page, `/law/<norm>.json` its data, `/law/<act>.akn.xml` an act in the format of legislators. */
function serveNorms(app: FastifyInstance, context: SiteContext): void {
  app.get("/law/:norm", { config: { access: "public" }, schema: { hide: true } }, (request, reply) => {
    const { norm: name = "" } = request.params as Readonly<Record<string, string>>;
    const visit = visitOf(request, context);
    if (name.endsWith(".akn.xml")) {
      const found = findAct(context, name.slice(0, -".akn.xml".length));
      if (found === null) return sendPage(reply, visit, notFoundPage(visit));
      context.charge?.(request);
      const document = akomaNtoso(found.book.law, found.act, visit.language);
      return sendDownload(request, reply, download("application/xml; charset=utf-8", document));
    }
    if (name.endsWith(".json")) {
      const found = findNorm(context, name.slice(0, -".json".length));
      if (found === null) return sendPage(reply, visit, noNormPage(visit, name.slice(0, -".json".length)));
      context.charge?.(request);
      return sendDownload(request, reply, normDownload(found));
    }
    return sendKept(request, reply, context, visit, () => normPage(visit, { norm: name }));
  });
}
