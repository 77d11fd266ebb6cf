import {
  dateInWords,
  earliestOf,
  invitationOn,
  latestOf,
  periodInWords,
  reservationOn,
  standOf,
  treatyStatus,
} from "@arasha/law";
import { dayForm } from "../../forms.ts";
import { type Html, html } from "../../html.ts";
import type { Page } from "../../layout.ts";
import { sourceList } from "../../sources.ts";
import { address } from "../../visit.ts";
import { deskOf } from "../desk.ts";
import { harmonyNav } from "../harmony-nav.ts";
import { countsTable, publishedCounts } from "./counts.ts";
import { day, reservationHtml } from "./dated.ts";
import { line } from "./line.ts";
import { map } from "./map.ts";
import { inOrder, nameOf, namesOf, partyPath, type TreatyVisit } from "./visit.ts";

/** Who takes part in a treaty on a day: counted four ways, on a map, over time, state by state. */
export function treatyPage(visit: TreatyVisit): Page {
  const { say, language, on, treaty, here, to } = visit;
  const { participation } = treaty;
  const { title, cited, opened, knownUntil, sources } = participation;
  const { states, organisations } = treatyStatus(participation, on);
  const date = dateInWords(on, language);
  return {
    title: cited,
    place: "treaties",
    canonical: address(here, { on: visit.asked }),
    edition: treaty.hash,
    main: html`${harmonyNav(visit, "treaties")}
<h1>${say("treaty.heading", { title: title[language], date })}</h1>
<p class="lead">${say("treaty.lead", {
      count: states.inForce.length,
      organisations: namesOf(visit, organisations.inForce) || say("treaty.noOrganisation"),
    })}</p>
${on < opened && html`<p class="unsure">${say("treaty.notOpen", { date: dateInWords(opened, language) })}</p>`}
${on > knownUntil && html`<p class="unsure">${say("treaty.beyond", { date: dateInWords(knownUntil, language) })}</p>`}
<div class="days">${dayForm(visit, here)}</div>
${matrixLink(visit)}
<h2>${say("treaty.counts")}</h2>
<p>${say("treaty.counts.lead")}</p>
${countsTable(visit)}
${publishedCounts(visit)}
<h2>${say("treaty.map")}</h2>
${map(visit)}
<h2>${say("treaty.line")}</h2>
${line(visit)}
<h2 id="states">${say("treaty.table")}</h2>
${statesTable(visit)}
<h2>${say("treaty.reservations")}</h2>
${reservations(visit)}
<h2>${say("treaty.invitations")}</h2>
${invitations(visit)}
<h2>${say("download.title")}</h2>
<p>${["xlsx", "csv", "json"].map((ending) => html`<a href="${to(`${here}.${ending}`, { lang: null })}">${ending.toUpperCase()}</a> `)}</p>
<details class="act"><summary>${say("treaty.sources")} <span class="small quiet">${say("treaty.sources.count", { count: sources.length })}</span></summary>
${sourceList(visit, sources)}</details>`,
  };
}

/** To what the treaty asks and what the law of the country gives, where somebody has compared them. */
function matrixLink({ book, treaty, say, to, here, language }: TreatyVisit): Html | false {
  const { country, title } = book.law.pack;
  return (
    deskOf(book, treaty.participation.id) !== null &&
    html`<p><a href="${to(`${here}/matrix`, { country })}">${say("matrix.title", { country: title[language] })}</a></p>`
  );
}

function statesTable(visit: TreatyVisit): Html {
  const { say, on, to } = visit;
  const acting = inOrder(visit).filter(
    ({ signature, ratification, invitation }) => signature ?? ratification ?? invitation,
  );
  // States first: organisations stand apart.
  const rows = acting.toSorted(
    (a, b) => Number(a.standing === "organisation") - Number(b.standing === "organisation"),
  );
  return html`<p class="small quiet">${say("treaty.table.approximate")}</p>
<div class="scroll" tabindex="0"><table class="parties">
<thead><tr><th scope="col">${say("treaty.column.state")}</th><th scope="col">${say("treaty.column.stand")}</th><th scope="col">${say("act.signature")}</th><th scope="col">${say("act.ratification")}</th><th scope="col">${say("act.inForce")}</th><th scope="col">${say("act.effective")}</th></tr></thead>
<tbody>${rows.map(({ code, ...one }) => {
    const stand = standOf({ code, ...one }, on);
    const acts = [one.signature, one.ratification, one.inForce, one.denunciation?.effective];
    return html`<tr><th scope="row"><a href="${to(partyPath(visit, code))}">${nameOf(visit, code)}</a></th><td>${say(`stand.${stand}`)}</td>${acts.map((act) => html`<td>${day(act, on)}</td>`)}</tr>`;
  })}</tbody>
</table></div>`;
}

function reservations(visit: TreatyVisit): Html {
  const { say, language, on, to, treaty } = visit;
  const { permitted, period, article, note } = treaty.participation.reservations;
  const rule = say("treaty.reservations.rule", {
    articles: permitted
      .map((one) =>
        one.only === undefined
          ? say("treaty.reservations.article", { article: one.article })
          : say("treaty.reservations.only", { article: one.article, only: one.only[language] }),
      )
      .join("; "),
    period: periodInWords(Temporal.Duration.from(period), language),
    article,
  });
  const known = inOrder(visit).flatMap(({ code, reservations: own }) => {
    const shown = own.filter((one) => reservationOn(treaty.participation, one, on) !== "not-yet");
    return shown.length === 0 ? [] : [{ code, shown }];
  });
  return html`<p>${rule}</p>
<p>${note[language]}</p>
${known.length === 0 && html`<p>${say("treaty.reservations.nobody")}</p>`}
<ul class="plain">${known.map(
    ({ code, shown }) =>
      html`<li><a href="${to(partyPath(visit, code))}">${nameOf(visit, code)}</a>${shown.map((one) => html`<div class="small">${reservationHtml(visit, one)}</div>`)}</li>`,
  )}</ul>`;
}

function invitations(visit: TreatyVisit): Html {
  const { say, language, on, to } = visit;
  const invited = inOrder(visit).flatMap(({ code, invitation }) =>
    invitation === undefined || on < invitation.decided.date ? [] : [{ code, invitation }],
  );
  if (invited.length === 0) return html`<p>${say("treaty.invitations.nobody")}</p>`;
  return html`<ul class="plain">${invited.map(({ code, invitation }) => {
    return html`<li><a href="${to(partyPath(visit, code))}">${nameOf(visit, code)}</a> <strong>${say(`validity.${invitationOn(invitation, on)}`)}</strong>
<div class="small">${say("invitation.decided")}: ${dateInWords(invitation.decided.date, language)} · ${say("invitation.until")}: ${dateInWords(latestOf(invitation.until), language)}</div>${invitation.extensions.filter(({ decided }) => earliestOf(decided) <= on).map((one) => html`<div class="small">${one.text[language]}</div>`)}</li>`;
  })}</ul>`;
}
