import { conformity, dateInWords } from "@arasha/law";
import type { FastifyInstance } from "fastify";
import { matrixLine, matrixTable } from "../../../publish/matrix-lines.ts";
import { matrixReport } from "../../../publish/matrix-report.ts";
import { csv, xlsx } from "../../../publish/table.ts";
import { cite } from "../../cite.ts";
import { noDayPage, notFoundPage } from "../../error-pages.ts";
import { type SiteContext, sendPage, visitOf } from "../../serve.ts";
import type { Visit } from "../../visit.ts";
import { type Desk, deskOf } from "../desk.ts";

type File = { readonly type: string; readonly content: string | Buffer };
type Make = (visit: Visit, desk: Desk) => File | Promise<File>;

const FILES: Readonly<Record<string, Make>> = {
  json: (visit, { matrix }) => ({
    type: "application/json; charset=utf-8",
    content: JSON.stringify(conformity(matrix, visit.on).map((row) => matrixLine(row, visit.language))),
  }),
  csv: (visit, desk) => ({ type: "text/csv; charset=utf-8", content: csv(tableOf(visit, desk)) }),
  xlsx: async (visit, desk) => ({
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    content: await xlsx([tableOf(visit, desk)]),
  }),
  pdf: async (visit, desk) => ({ type: "application/pdf", content: await reportOf(visit, desk) }),
};

/** `/treaties/<treaty>/matrix.json`, `.csv`, `.xlsx`, `.pdf`: the matrix of a country and day, to take away. */
export function matrixDownloads(app: FastifyInstance, context: SiteContext): void {
  for (const [kind, make] of Object.entries(FILES)) {
    app.get(
      `/treaties/:treaty/matrix.${kind}`,
      { config: { access: "public" }, schema: { hide: true } },
      async (request, reply) => {
        const visit = visitOf(request, context);
        const { treaty = "" } = request.params as Readonly<Record<string, string>>;
        const desk = deskOf(visit.book, treaty);
        if (desk === null) return sendPage(reply, visit, notFoundPage(visit));
        if (visit.fault !== null) return sendPage(reply, visit, noDayPage(visit));
        const { type, content } = await make(visit, desk);
        const name = `${treaty}-${visit.book.law.pack.country}-${visit.on}.${kind}`;
        return reply.type(type).header("content-disposition", `attachment; filename="${name}"`).send(content);
      },
    );
  }
}

function tableOf({ say, on, language }: Visit, { matrix, treaty }: Desk) {
  return matrixTable(matrix, conformity(matrix, on), language, {
    name: `${treaty.prefix} ${on}`,
    columns: [
      say("matrix.item"),
      say("matrix.asks"),
      say("matrix.weight"),
      say("matrix.stands"),
      "status",
      say("matrix.report.norms"),
      say("matrix.report.why"),
    ],
    status: (status) => say(`matrix.status.${status}`),
    weight: (weight) => say(`matrix.binding.${weight}`),
  });
}

function reportOf(visit: Visit, { matrix, treaty, judgements, book }: Desk): Promise<Buffer> {
  const { say, on, language } = visit;
  const date = dateInWords(on, language);
  return matrixReport(matrix, conformity(matrix, on), language, on, {
    title: say("matrix.report.title", {
      treaty: treaty.title[language],
      country: book.law.pack.title[language],
      date,
    }),
    lead: say("matrix.lead", { date }),
    unscored: say("matrix.unscored"),
    status: (status) => say(`matrix.status.${status}`),
    weight: (weight) => say(`matrix.binding.${weight}`),
    owed: (count) => say("matrix.owed", { count }),
    answeredBy: say("matrix.report.norms"),
    cite: (norm) => cite(visit, book, norm),
    article: (article) => say("matrix.article", { article }),
    who: [
      ...judgements.readers.map(({ name, role }) => `${name[language]}. ${role[language]}`),
      say("matrix.disagree"),
    ],
  });
}
