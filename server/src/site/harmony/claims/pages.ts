import type { ClaimBook } from "@arasha/packs";
import type { FastifyInstance } from "fastify";
import { type ClaimWords, claimLine, claimTable } from "../../../publish/claim-lines.ts";
import { notFoundPage } from "../../error-pages.ts";
import type { Page } from "../../layout.ts";
import { type SiteContext, servePage } from "../../serve.ts";
import type { Visit } from "../../visit.ts";
import { serveFiles, type Takeaway } from "../files.ts";
import { claimsOf, wished, wishOf } from "./book.ts";
import { claimPage } from "./claim-page.ts";
import { listPage } from "./list-page.ts";
import { seriesPage } from "./series-page.ts";

/** `/claims`, `/claims/<id>`, `/claims/series/<id>`, and the register to take away: what was said, and whether it holds. */
export function claimPages(app: FastifyInstance, context: SiteContext): void {
  for (const path of ["/claims", "/claims/"])
    servePage(app, context, path, (visit) => {
      const book = claimsOf(visit.shelf);
      return book === null ? notFoundPage(visit) : listPage(visit, book);
    });
  servePage(app, context, "/claims/:claim", (visit, { claim = "" }) => {
    const book = claimsOf(visit.shelf);
    const judged = book?.judged.find((one) => one.claim.id === claim.toUpperCase());
    return book && judged ? claimPage(visit, book, judged) : notFoundPage(visit);
  });
  servePage(app, context, "/claims/series/:series", (visit, { series: id = "" }) => {
    const book = claimsOf(visit.shelf);
    const series = book?.register.series.find((one) => one.id === id);
    return book && series ? seriesPage(visit, book, series) : notFoundPage(visit);
  });
  servePage(app, context, "/claims/*", notFoundPage);
  serveFiles(app, context, "/claims", takeaway);
}

/** The claims asked for, as the page shows them. */
function takeaway(visit: Visit): Takeaway | Page {
  const book = claimsOf(visit.shelf);
  if (book === null) return notFoundPage(visit);
  return {
    name: `claims-${book.country}`,
    data: () => wished(book, visit, wishOf(visit)).map((one) => claimLine(one, book)),
    table: () => tableOf(visit, book),
  };
}

function tableOf(visit: Visit, book: ClaimBook) {
  return claimTable(wished(book, visit, wishOf(visit)), book, visit.language, wordsOf(visit));
}

function wordsOf({ say }: Visit): ClaimWords {
  return {
    name: say("claims.tab"),
    columns: [
      say("claims.column.id"),
      say("claims.said"),
      say("claims.value"),
      say("claims.column.bound"),
      say("claims.printed"),
      say("claims.column.unit"),
      say("claims.column.from"),
      say("claims.column.to"),
      say("claims.population"),
      say("claims.speaker"),
      say("claims.document"),
      say("claims.column.url"),
      say("claims.column.date"),
      say("claims.place"),
      say("claims.column.code"),
      say("claims.verdict"),
      say("claims.column.computed"),
      say("claims.dataSay"),
      say("claims.note"),
    ],
    verdict: (verdict) => say(`claims.verdict.${verdict}`),
  };
}
