import { type Bill, type BillStep, billState, dateInWords } from "@arasha/law";
import type { FastifyInstance } from "fastify";
import { cite } from "../../cite.ts";
import { notFoundPage } from "../../error-pages.ts";
import { type Html, html } from "../../html.ts";
import type { Page } from "../../layout.ts";
import { type SiteContext, servePage } from "../../serve.ts";
import { amendingAct, sourceList } from "../../sources.ts";
import { address, type Visit } from "../../visit.ts";
import { billsOf, deskOf, treatiesCompared } from "../desk.ts";
import { harmonyNav } from "../harmony-nav.ts";
import { countryOf } from "../matrix/matrix-page.ts";
import { partialDay } from "../treaty/visit.ts";

/** `/bills` and `/bills/<id>`: what was drafted, what happened to it, and what it would change. */
export function billPages(app: FastifyInstance, context: SiteContext): void {
  servePage(app, context, "/bills", listPage);
  servePage(app, context, "/bills/:bill", billPage);
}

function listPage(visit: Visit): Page {
  const { say, language, book, to } = visit;
  const bills = billsOf(book);
  return {
    title: say("bills.title"),
    place: "treaties",
    canonical: address("/bills", { country: book.law.pack.country }),
    main: html`${harmonyNav(visit, "bills")}
<h1>${say("bills.title")}: ${book.law.pack.title[language]}</h1>
<p class="lead">${say("bills.lead")}</p>
${bills.length === 0 && html`<p>${say("bills.none")}</p>`}
<ul class="changes">${[...bills]
      .sort(byLastStep)
      .map(
        (bill) =>
          html`<li><a href="${to(`/bills/${bill.id}`, { country: countryOf(visit) })}">${bill.title[language]}</a> <span class="badge">${say(`bills.state.${billState(bill)}`)}</span><p>${bill.summary[language]}</p></li>`,
      )}</ul>`,
  };
}

function billPage(visit: Visit, { bill: id = "" }: Readonly<Record<string, string>>): Page {
  const { say, language, book } = visit;
  const bill = billsOf(book).find((one) => one.id === id);
  if (bill === undefined) return notFoundPage(visit);
  return {
    title: say("bills.tab"),
    place: "treaties",
    canonical: address(`/bills/${id}`, { country: book.law.pack.country }),
    main: html`<p class="over"><a href="${visit.to("/bills", { country: countryOf(visit) })}">${say("bills.title")}</a></p>
<h1>${bill.title[language]}</h1>
<p class="lead">${bill.summary[language]}</p>
<p><strong>${say("bills.state")}:</strong> ${say(`bills.state.${billState(bill)}`)}</p>
${bill.next !== undefined && html`<div class="unsure"><p><strong>${say("bills.next")}:</strong> ${bill.next.who[language]}. ${bill.next.what[language]}${bill.next.by !== undefined && ` ${say("bills.by", { date: dateInWords(bill.next.by, language) })}`}</p></div>`}
<h2>${say("bills.course")}</h2>
<ol class="turns">${bill.events.map((step) => html`<li>${stepHtml(visit, step)}</li>`)}</ol>
${bill.unread !== undefined && html`<h2>${say("bills.unread")}</h2><p>${bill.unread[language]}</p>`}
${becameHtml(visit, bill)}
${draftsHtml(visit, bill)}
${movesHtml(visit, bill)}
<h2>${say("matrix.sources")}</h2>
${sourceList(visit, bill.sources)}`,
  };
}

function stepHtml(visit: Visit, { on, event, what, sources }: BillStep): Html {
  const { say, language } = visit;
  return html`<h3>${on === undefined ? say("bills.notFound") : partialDay(visit, on)}: ${say(`bills.event.${event}`)}</h3>
<p>${what[language]}</p>
<details><summary class="small">${say("matrix.sources")}</summary>${sourceList(visit, sources)}</details>`;
}

function becameHtml(visit: Visit, { became }: Bill): Html | false {
  const acts = became.flatMap((id) => visit.book.law.amendments.get(id) ?? []);
  return (
    acts.length > 0 &&
    html`<h2>${visit.say("bills.became")}</h2><ul class="amendments">${acts.map((act) => html`<li>${amendingAct(visit, act)}</li>`)}</ul>`
  );
}

function draftsHtml(visit: Visit, { drafts, repeals }: Bill): Html | false {
  const { say, language, book, to } = visit;
  const named = (norm: string) => html`<a href="${to(`/law/${norm}`)}">${cite(visit, book, norm)}</a>`;
  return (
    drafts.length + repeals.length > 0 &&
    html`<h2>${say("bills.drafts")}</h2>
<ul class="changes">${drafts.map(({ norm, version }) => html`<li>${named(norm)}<p>${version.summary[language]}</p></li>`)}</ul>
${repeals.length > 0 && html`<p>${say("bills.repeals")}: ${repeals.map((norm) => html`${named(norm)} `)}</p>`}`
  );
}

/** The way to the matrix of each treaty on the eve of what it became, or the day it was to take force, with the bill. */
function movesHtml(visit: Visit, bill: Bill): Html | false {
  const { say, language, book, to } = visit;
  if (bill.drafts.length + bill.repeals.length + bill.became.length === 0) return false;
  const first = bill.became.flatMap((id) => book.law.amendments.get(id) ?? [])[0];
  const force =
    first === undefined ? null : typeof first.inForce === "string" ? first.inForce : first.inForce.earliest;
  const on = bill.takesForce ?? (force === null ? visit.on : eveOf(force));
  const compared = treatiesCompared(book);
  return (
    compared.length > 0 &&
    html`<h2>${say("bills.moves")}</h2>
<ul>${compared.map((id) => html`<li><a href="${to(`/treaties/${id}/matrix`, { bill: bill.id, on, country: countryOf(visit) })}">${say("bills.see", { treaty: deskOf(book, id)?.treaty.title[language] ?? id })}</a></li>`)}</ul>`
  );
}

function eveOf(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}

function byLastStep(a: Bill, b: Bill): number {
  const last = ({ events }: Bill) => events.findLast(({ on }) => on !== undefined)?.on ?? "";
  return last(a) < last(b) ? 1 : -1;
}
