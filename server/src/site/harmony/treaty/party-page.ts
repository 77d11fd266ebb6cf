import {
  type Dated,
  type DateText,
  dateInWords,
  earliestOf,
  type Invitation,
  invitationOn,
  latestOf,
  type Participant,
  type PathStep,
  type Stretch,
  standOf,
} from "@arasha/law";
import { dayText } from "../../dates.ts";
import { dayForm } from "../../forms.ts";
import { type Html, html } from "../../html.ts";
import type { Page } from "../../layout.ts";
import type { MessageKey } from "../../messages/say.ts";
import { badge, foreign, sourceList } from "../../sources.ts";
import { address } from "../../visit.ts";
import { reservationHtml } from "./dated.ts";
import { nameOf, partialDay, partyPath, sourcesOf, type TreatyVisit } from "./visit.ts";

/** One state or organisation and the treaty: its acts with how surely each day is known, its way so far, what was not found. */
export function partyPage(visit: TreatyVisit, participant: Participant): Page {
  const { say, language, on, here, treaty, to } = visit;
  const { code, standing, about, gaps, reservations, invitation, path } = participant;
  const { title, cited, knownUntil } = treaty.participation;
  const own = partyPath(visit, code);
  const stand = standOf(participant, on);
  return {
    title: `${cited} ${code}`,
    place: "treaties",
    canonical: address(own, { on: visit.asked }),
    edition: treaty.hash,
    main: html`<p class="over"><a href="${to(here)}">${title[language]}</a></p>
<h1>${say("party.heading", { state: nameOf(visit, code), title: title[language] })}</h1>
<p class="lead">${say("party.onDay", { date: dateInWords(on, language), stand: say(`stand.${stand}`) })}</p>
${on > knownUntil && html`<p class="unsure">${say("treaty.beyond", { date: dateInWords(knownUntil, language) })}</p>`}
<div class="days">${dayForm(visit, own)}</div>
<p>${say(`standing.${standing}`)}</p>
${about !== undefined && html`<p>${about.text[language]} ${badge(visit, about.confidence)}</p>`}
<h2>${say("party.acts")}</h2>
${acts(visit, participant)}
${
  reservations.length > 0 &&
  html`<h2>${say("treaty.reservations")}</h2>
<ul>${reservations.map((one) => html`<li>${reservationHtml(visit, one)}<ul>${one.periods.map((period) => html`<li class="small">${dated(visit, period)}</li>`)}</ul></li>`)}</ul>`
}
${invitation !== undefined && html`<h2>${say("party.invitation")}</h2>${invitationHtml(visit, invitation)}`}
${path.length > 0 && html`<h2>${say("party.path")}</h2>${pathHtml(visit, path)}`}
${gaps.length > 0 && html`<h2>${say("party.gaps")}</h2><ul>${gaps.map((gap) => html`<li>${gap[language]}</li>`)}</ul>`}
<h2>${say("treaty.sources")}</h2>
${sourceList(visit, sourcesOf(visit, named(participant)))}
<p><a href="${to(here)}">${say("party.all")}</a></p>`,
  };
}

function acts(visit: TreatyVisit, participant: Participant): Html {
  const { say } = visit;
  const { signature, nationalAct, ratification, inForce, denunciation } = participant;
  const list: readonly (readonly [MessageKey, Dated | undefined])[] = [
    ["act.signature", signature],
    ["act.nationalAct", nationalAct],
    [ratification?.accession ? "act.accession" : "act.ratification", ratification],
    ["act.inForce", inForce],
    ["act.notified", denunciation?.notified],
    ["act.effective", denunciation?.effective],
  ];
  const known = list.filter(([, act]) => act !== undefined);
  if (known.length === 0) return html`<p>${say("party.noActs")}</p>`;
  return html`<dl>${known.map(([name, act]) => html`<dt>${say(name)}</dt><dd>${act && dated(visit, act)}</dd>`)}</dl>`;
}

function dated(visit: TreatyVisit, { date, confirmed, note, sources }: Dated): Html {
  const { say, language } = visit;
  return html`${dateInWords(date, language)} <span class="badge ${confirmed === "day" ? "official" : "unverified"}">${say(`confirmed.${confirmed}`)}</span>${note !== undefined && html`<span class="note">${note[language]}</span>`}${readAt(visit, sources)}`;
}

/** Where it was read, in few words; the list at the end of the page has the rest. */
function readAt(visit: TreatyVisit, ids: readonly string[]): Html {
  return html`<span class="note">${sourcesOf(visit, ids).map(({ title, url }) => html`<a href="${url}" rel="noreferrer noopener"${foreign(title, visit.language)}>${title}</a> `)}</span>`;
}

function invitationHtml(visit: TreatyVisit, invitation: Invitation): Html {
  const { say, language, on } = visit;
  const { decided, until, extensions, text } = invitation;
  return html`<p><strong>${say(`validity.${invitationOn(invitation, on)}`)}</strong></p>
<dl><dt>${say("invitation.decided")}</dt><dd>${dated(visit, decided)}</dd><dt>${say("invitation.until")}</dt><dd>${stretch(visit, until)}${text !== undefined && html`<span class="note">${text[language]}</span>`}</dd>${extensions.map((one) => html`<dt>${say(`extension.${one.outcome}`)}</dt><dd>${one.text[language]}${readAt(visit, one.sources)}</dd>`)}</dl>`;
}

/** Steps in order of time, with the day shown among them. A step of a month or a year counts from its first day. */
function pathHtml(visit: TreatyVisit, path: readonly PathStep[]): Html {
  const { say, language, on } = visit;
  const next = path.findIndex(({ date }) => firstDayOf(date) > on);
  const here = html`<li class="today"><strong>${dateInWords(on, language)}: ${say("party.dayShown")}</strong></li>`;
  return html`<ol class="turns">${path.map(
    ({ date, text, confidence, sources }, at) =>
      html`${at === next && here}<li><strong>${partialDay(visit, date)}</strong> ${badge(visit, confidence)}<p>${text[language]}</p>${readAt(visit, sources)}</li>`,
  )}${next === -1 && here}</ol>`;
}

function firstDayOf(date: string): DateText {
  return `${date}-01-01`.slice(0, 10);
}

function stretch(visit: TreatyVisit, days: Stretch): string {
  return dayText(visit, { earliest: earliestOf(days), latest: latestOf(days) });
}

/** Every source named anywhere of a participant. */
function named(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === "sources" && Array.isArray(one) ? one.map(String) : named(one),
  );
}
