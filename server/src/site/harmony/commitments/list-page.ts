import { COMMITMENT_STATES, dateInWords, type StandingCommitment } from "@arasha/law";
import { dayForm } from "../../forms.ts";
import { type Html, html } from "../../html.ts";
import type { Page } from "../../layout.ts";
import type { Scale } from "../../time/strip.ts";
import type { Visit } from "../../visit.ts";
import { harmonyNav } from "../harmony-nav.ts";
import { pledgeAxis, pledgeBar, pledgeSigns, scaleFor } from "./timeline.ts";
import { daysText, dueText, stateHtml } from "./words.ts";

/** All that was promised by a day, by how it stands; what is overdue comes first. */
export function listPage(visit: Visit, standing: readonly StandingCommitment[]): Page {
  const { say, language, on, book, to } = visit;
  const scale = scaleFor(standing, on);
  const states = COMMITMENT_STATES.map((state) => ({
    state,
    list: standing.filter((one) => one.standing.state === state),
  }));
  return {
    title: say("commitments.tab"),
    place: "treaties",
    canonical: visit.canonical("/commitments", { on: visit.asked }),
    main: html`${harmonyNav(visit, "commitments")}
<h1>${say("commitments.title")}: ${book.law.pack.title[language]}</h1>
<p class="lead">${say("commitments.lead", { date: dateInWords(on, language) })}</p>
<div class="days">${dayForm(visit, "/commitments")}</div>
${standing.length === 0 && html`<p>${say("commitments.none")}</p>`}
${
  standing.length > 0 &&
  html`<ul class="pledge-counts">${states.map(({ state, list }) => html`<li>${stateHtml(visit, state)} <strong>${list.length}</strong></li>`)}</ul>
<p class="small quiet">${say("commitments.how")}</p>
${pledgeSigns(visit)}
<div class="pledges">${pledgeAxis(visit, scale)}
${states.map(({ state, list }) => list.length > 0 && html`<section><h2>${stateHtml(visit, state)}</h2><ul class="plain">${list.map((one) => itemHtml(visit, scale, one))}</ul></section>`)}</div>
<h2>${say("download.title")}</h2>
<p>${["csv", "xlsx", "json"].map((ending) => html`<a href="${to(`/commitments.${ending}`)}">${ending.toUpperCase()}</a> `)}</p>`
}`,
  };
}

function itemHtml(visit: Visit, scale: Scale, one: StandingCommitment): Html {
  const { say, language, to } = visit;
  const { id, text, owner, due } = one.commitment;
  const days = daysText(visit, one.standing);
  return html`<li><a href="${to(`/commitments/${id}`)}">${text[language]}</a>
<p class="small"><span class="quiet">${owner[language]} · ${say("commitments.due")}: ${dueText(visit, due)}</span>${days !== null && html` · <strong>${days}</strong>`}</p>
${pledgeBar(visit, scale, one)}</li>`;
}
