import type { TreatyBook } from "@arasha/packs";
import type { FastifyInstance } from "fastify";
import { noDayPage, noPartyPage, noTreatyPage, notFoundPage } from "../../error-pages.ts";
import { type SiteContext, servePage } from "../../serve.ts";
import { serveFiles } from "../files.ts";
import { dataOf, tableOf } from "./exports.ts";
import { listPage } from "./list-page.ts";
import { partyPage } from "./party-page.ts";
import { treatyPage } from "./treaty-page.ts";
import { treatyVisit } from "./visit.ts";

/**
 * Who takes part in a treaty: `/treaties`, `/treaties/<treaty>` with its data as `.csv` and `.json`, and
 * `/treaties/<treaty>/<code>` for each state and organisation; all of any day, `?on=`.
 */
export function treatyPages(app: FastifyInstance, context: SiteContext): void {
  const { treaties } = context;
  for (const path of ["/treaties", "/treaties/"])
    servePage(app, context, path, (visit) => listPage(visit, treaties));
  serveFiles(app, context, "/treaties/:treaty", (visit, { treaty: id = "" }) => {
    const treaty = find(treaties, id);
    if (treaty === null) return noTreatyPage(visit, id);
    const asked = treatyVisit(visit, treaty);
    if (asked.fault !== null) return noDayPage(visit);
    return { name: `${id}-${asked.on}`, data: () => dataOf(asked), table: () => tableOf(asked) };
  });
  servePage(app, context, "/treaties/:treaty", (visit, { treaty: id = "" }) => {
    const treaty = find(treaties, id);
    if (treaty === null) return noTreatyPage(visit, id);
    const asked = treatyVisit(visit, treaty);
    return asked.fault === null ? treatyPage(asked) : noDayPage(visit);
  });
  servePage(app, context, "/treaties/:treaty/:party", (visit, { treaty: id = "", party = "" }) => {
    const treaty = find(treaties, id);
    if (treaty === null) return noTreatyPage(visit, id);
    const participant = treaty.participation.participants.find(({ code }) => code === party.toUpperCase());
    if (participant === undefined) return noPartyPage(visit, party);
    const asked = treatyVisit(visit, treaty);
    return asked.fault === null ? partyPage(asked, participant) : noDayPage(visit);
  });
  servePage(app, context, "/treaties/*", notFoundPage);
}

function find(treaties: readonly TreatyBook[], id: string): TreatyBook | null {
  return treaties.find(({ participation }) => participation.id === id) ?? null;
}
