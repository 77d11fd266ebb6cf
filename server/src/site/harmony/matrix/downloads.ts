import { conformity, dateInWords } from "@arasha/law";
import type { FastifyInstance } from "fastify";
import { matrixLine, matrixTable } from "../../../publish/matrix-lines.ts";
import { matrixReport } from "../../../publish/matrix-report.ts";
import { cite } from "../../cite.ts";
import { noDayPage, notFoundPage } from "../../error-pages.ts";
import type { SiteContext } from "../../serve.ts";
import type { Visit } from "../../visit.ts";
import { type Desk, deskOf } from "../desk.ts";
import { serveFiles } from "../files.ts";

/** `/treaties/<treaty>/matrix.json`, `.csv`, `.xlsx`, `.pdf`: the matrix of a country and day, to take away. */
export function matrixDownloads(app: FastifyInstance, context: SiteContext): void {
  serveFiles(
    app,
    context,
    "/treaties/:treaty/matrix",
    (visit, { treaty = "" }) => {
      const desk = deskOf(visit.book, treaty);
      if (desk === null) return notFoundPage(visit);
      if (visit.fault !== null) return noDayPage(visit);
      return {
        name: `${treaty}-${visit.book.law.pack.country}-${visit.on}`,
        data: () => conformity(desk.matrix, visit.on).map((row) => matrixLine(row, visit.language)),
        table: () => tableOf(visit, desk),
        report: () => reportOf(visit, desk),
      };
    },
    { report: true },
  );
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
