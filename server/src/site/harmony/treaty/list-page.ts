import { conformity, dateInWords, treatyStatus } from "@arasha/law";
import type { TreatyBook } from "@arasha/packs";
import { noDayPage } from "../../error-pages.ts";
import { type Html, html } from "../../html.ts";
import type { Page } from "../../layout.ts";
import { type Book, chosenCountry } from "../../shelf.ts";
import type { Visit } from "../../visit.ts";
import { type Desk, deskOf, treatiesCompared } from "../desk.ts";
import { harmonyNav } from "../harmony-nav.ts";
import { patterns, scoreBar } from "../matrix/chart.ts";

/** Every treaty there is something about: who takes part in it, and how the law of each country stands to it on the day. */
export function listPage(visit: Visit, books: readonly TreatyBook[]): Page {
  const { say, shelf } = visit;
  if (visit.fault !== null) return noDayPage(visit);
  const compared = shelf.books.flatMap((book) => treatiesCompared(book));
  const ids = new Set([...books.map(({ participation }) => participation.id), ...compared]);
  return {
    title: say("treaties.title"),
    place: "treaties",
    canonical: "/treaties",
    main: html`${patterns}${harmonyNav(visit, "treaties")}
<h1>${say("treaties.title")}</h1>
<p class="lead">${say("treaties.lead", { date: dateInWords(visit.on, visit.language) })}</p>
${[...ids].map((id) => treatyHtml(visit, id, books.find(({ participation }) => participation.id === id) ?? null))}`,
  };
}

function treatyHtml(visit: Visit, id: string, treaty: TreatyBook | null): Html {
  const { shelf, language, say, to, on } = visit;
  const desks = shelf.books.flatMap((book) => {
    const desk = deskOf(book, id);
    return desk === null ? [] : [{ book, desk }];
  });
  const title = treaty?.participation.title ?? desks[0]?.desk.treaty.title;
  return html`<section><h2>${title?.[language] ?? id}</h2>
${
  treaty === null
    ? html`<p class="quiet">${say("treaties.notHeld")}</p>`
    : html`<p><a href="${to(`/treaties/${id}`)}">${say("treaties.who")}</a> <span class="quiet">${say("treaties.inForce", { count: treatyStatus(treaty.participation, on).states.inForce.length })}</span></p>`
}
${desks.map(({ book, desk }) => comparedHtml(visit, id, book, desk))}</section>`;
}

function comparedHtml(visit: Visit, id: string, book: Book, { matrix }: Desk): Html {
  const { language, say, to, on, shelf } = visit;
  const owed = conformity(matrix, on).filter(({ binding }) => binding === "binding");
  return html`<h3><a href="${to(`/treaties/${id}/matrix`, { country: chosenCountry(shelf, book) })}">${say("treaties.compared", { country: book.law.pack.title[language] })}</a></h3>
${scoreBar(visit, owed)}`;
}
