import type { ClaimBook } from "@arasha/packs";
import type { FastifyInstance } from "fastify";
import { type ClaimWords, claimLine, claimTable } from "../../../publish/claim-lines.ts";
import { csv, xlsx } from "../../../publish/table.ts";
import { notFoundPage } from "../../error-pages.ts";
import { type SiteContext, sendPage, servePage, visitOf } from "../../serve.ts";
import type { Visit } from "../../visit.ts";
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
  downloads(app, context);
}

type File = { readonly type: string; readonly content: string | Buffer };
type Make = (visit: Visit, book: ClaimBook) => File | Promise<File>;

/** The claims asked for, as the page shows them. */
const FILES: Readonly<Record<string, Make>> = {
  json: (visit, book) => ({
    type: "application/json; charset=utf-8",
    content: JSON.stringify(wished(book, visit, wishOf(visit)).map((one) => claimLine(one, book))),
  }),
  csv: (visit, book) => ({ type: "text/csv; charset=utf-8", content: csv(tableOf(visit, book)) }),
  xlsx: async (visit, book) => ({
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    content: await xlsx([tableOf(visit, book)]),
  }),
};

function downloads(app: FastifyInstance, context: SiteContext): void {
  for (const [kind, make] of Object.entries(FILES)) {
    app.get(
      `/claims.${kind}`,
      { config: { access: "public" }, schema: { hide: true } },
      async (request, reply) => {
        const visit = visitOf(request, context);
        const book = claimsOf(visit.shelf);
        if (book === null) return sendPage(reply, visit, notFoundPage(visit));
        const { type, content } = await make(visit, book);
        return reply
          .type(type)
          .header("content-disposition", `attachment; filename="claims-${book.country}.${kind}"`)
          .send(content);
      },
    );
  }
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
