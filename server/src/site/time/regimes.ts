import { dayText } from "../dates.ts";
import { type Html, html } from "../html.ts";
import type { Page } from "../layout.ts";
import type { Visit } from "../visit.ts";
import { dayOf, type Turn, turnsOf } from "./history.ts";
import { strip } from "./strip.ts";

/** Every turn of the law in order: the text of the strip. Between two turns no article changed. */
export function regimesPage(visit: Visit): Page {
  const { say, book, language, today } = visit;
  const turns = turnsOf(book.law);
  const next = turns.find(({ earliest }) => earliest > today);
  const here = html`<li class="today"><strong>${say("regimes.today")}</strong></li>`;
  return {
    title: say("nav.regimes"),
    place: "regimes",
    canonical: visit.canonical("/law/regimes"),
    main: html`<h1>${say("regimes.title", { country: book.law.pack.title[language] })}</h1>
<p class="lead">${say("regimes.lead")}</p>
${strip(visit)}
<ol class="turns">${turns.map((turn) => html`${turn === next && here}<li${turn.earliest < turn.latest && html` class="uncertain"`}>${turnHtml(visit, turn)}</li>`)}${next === undefined && here}</ol>`,
  };
}

function turnHtml(visit: Visit, turn: Turn): Html {
  const { say, language, to } = visit;
  const { began, changed, ended, acts } = turn;
  const counts = [
    began.length > 0 && say("turn.began", { count: began.length }),
    changed.length > 0 && say("turn.changed", { count: changed.length }),
    ended.length > 0 && say("turn.ended", { count: ended.length }),
  ].filter((one) => one !== false);
  const early = dayOf(turn) < visit.book.law.pack.coversFrom;
  const day = dayText(visit, turn);
  return html`<h2>${early ? day : html`<a href="${to("/law/changes", { on: dayOf(turn) })}">${day}</a>`}</h2>
${acts.map((act) => html`<p>${act.title[language]}</p>`)}
<p class="small quiet">${counts.join(" · ")}</p>`;
}
