import { dateInWords, treatyStatus } from "@arasha/law";
import type { TreatyBook } from "@arasha/packs";
import type { FastifyInstance } from "fastify";
import { noDayPage, noPartyPage, noTreatyPage, notFoundPage } from "../../error-pages.ts";
import { type Html, html } from "../../html.ts";
import type { Page } from "../../layout.ts";
import { type SiteContext, servePage } from "../../serve.ts";
import type { Visit } from "../../visit.ts";
import { deskOf, treatiesCompared } from "../desk.ts";
import { serveFiles } from "../files.ts";
import { harmonyNav } from "../harmony-nav.ts";
import { countryOf } from "../matrix/matrix-page.ts";
import { dataOf, tableOf } from "./exports.ts";
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

function listPage(visit: Visit, treaties: readonly TreatyBook[]): Page {
  const { say, language, to, on } = visit;
  if (visit.fault !== null) return noDayPage(visit);
  return {
    title: say("treaties.title"),
    place: "treaties",
    canonical: "/treaties",
    main: html`${harmonyNav(visit, "treaties")}
<h1>${say("treaties.title")}</h1>
<p class="lead">${say("treaties.lead")}</p>
<ul class="plain">${treaties.map(({ participation }) => {
      const { inForce } = treatyStatus(participation, on).states;
      return html`<li><a href="${to(`/treaties/${participation.id}`)}">${participation.title[language]}</a> <span class="small quiet">${participation.cited} · ${dateInWords(on, language)} · ${say("measure.inForce")}: ${inForce.length}</span></li>`;
    })}${comparedOnly(visit, treaties)}</ul>`,
  };
}

/** Treaties whose participants are not held, but with which somebody has compared the law of the country. */
function comparedOnly(visit: Visit, treaties: readonly TreatyBook[]): readonly Html[] {
  const { book, say, language, to } = visit;
  return treatiesCompared(book)
    .filter((id) => find(treaties, id) === null)
    .map(
      (id) =>
        html`<li><a href="${to(`/treaties/${id}/matrix`, { country: countryOf(visit) })}">${deskOf(book, id)?.treaty.title[language] ?? id}</a> <span class="small quiet">${say("treaties.comparedOnly", { country: book.law.pack.title[language] })}</span></li>`,
    );
}
