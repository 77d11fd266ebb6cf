import { type Commitment, dateInWords, reportsBy, type StandingCommitment } from "@arasha/law";
import { cite } from "../../cite.ts";
import { dayForm } from "../../forms.ts";
import { type Html, html } from "../../html.ts";
import type { Page } from "../../layout.ts";
import { amendingAct, foreign, sourceList } from "../../sources.ts";
import type { Visit } from "../../visit.ts";
import { deskOf, treatiesCompared } from "../desk.ts";
import { nameOf } from "../treaty/visit.ts";
import { pledgeAxis, pledgeBar, pledgeSigns, scaleFor } from "./timeline.ts";
import { daysText, dueText, stateHtml, whenText } from "./words.ts";

/** One commitment: who is to do what by when, how it stands, what was seen of it, and what is not confirmed. */
export function commitmentPage(visit: Visit, one: StandingCommitment): Page {
  const { say, language, on, to } = visit;
  const { commitment, standing } = one;
  const days = daysText(visit, standing);
  const scale = scaleFor([one], on);
  const path = `/commitments/${commitment.id}`;
  const facts: readonly (readonly [string, Html | string | false])[] = [
    [say("commitments.kind"), say(`commitments.kind.${commitment.kind}`)],
    [say("commitments.owner"), commitment.owner[language]],
    [say("commitments.by"), commitment.by[language]],
    [say("commitments.to"), commitment.to[language]],
    [say("commitments.made"), whenText(visit, commitment.made)],
    [say("commitments.due"), dueText(visit, commitment.due)],
    [say("commitments.about"), aboutHtml(visit, commitment)],
    [say("commitments.claims"), claimsHtml(visit, commitment)],
  ];
  return {
    title: say("commitments.tab"),
    place: "treaties",
    canonical: visit.canonical(path, { on: visit.asked }),
    main: html`<p class="over"><a href="${to("/commitments")}">${say("commitments.title")}</a></p>
<h1>${commitment.text[language]}</h1>
<p>${stateHtml(visit, standing.state)}${days !== null && html` <strong>${days}</strong>`} <span class="small quiet">${dateInWords(on, language)}</span></p>
<div class="pledges">${pledgeAxis(visit, scale)}${pledgeBar(visit, scale, one)}</div>
${pledgeSigns(visit)}
<div class="days">${dayForm(visit, path)}</div>
<dl class="facts">${facts.map(([name, value]) => value && html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${commitment.unconfirmed !== undefined && html`<div class="unsure"><p><strong>${say("commitments.unconfirmed")}.</strong> ${commitment.unconfirmed[language]}</p></div>`}
${commitment.entered !== undefined && html`<p class="small quiet">${say("commitments.entered", { date: dateInWords(commitment.entered, language) })}</p>`}
${toldHtml(visit, one)}
<h2>${say("commitments.progress")}</h2>
${progressHtml(visit, commitment)}
<h2>${say("matrix.sources")}</h2>
${sourcesHtml(visit, commitment.sources)}`,
  };
}

function aboutHtml(visit: Visit, { about }: Commitment): Html | false {
  const { language, book, to } = visit;
  const desks = treatiesCompared(book).flatMap((id) => deskOf(book, id) ?? []);
  const articleOf = (item: string) => {
    const desk = desks.find(({ treaty }) =>
      treaty.articles.some(({ items }) => items.some(({ id }) => id === item)),
    );
    const article = desk?.treaty.articles.find(({ items }) => items.some(({ id }) => id === item));
    const asks = article?.items.find(({ id }) => id === item)?.text[language];
    return desk === undefined || article === undefined
      ? html`<li>${item}</li>`
      : html`<li><a href="${to(`/treaties/${desk.treaty.id}/articles/${article.article}`)}">${item}</a>: ${asks}</li>`;
  };
  const titles = new Map(desks.map(({ treaty }) => [treaty.id, treaty.title[language]]));
  const links = [
    ...about.items.map(articleOf),
    ...about.norms.map((norm) => html`<li>${normLink(visit, norm)}</li>`),
    ...about.treaties.map(
      (id) => html`<li><a href="${to(`/treaties/${id}`)}">${titles.get(id) ?? id}</a></li>`,
    ),
  ];
  return links.length > 0 && html`<ul class="plain">${links}</ul>`;
}

function normLink(visit: Visit, norm: string): Html {
  const title = visit.book.law.norms.get(norm)?.norm.title[visit.language];
  return html`<a href="${visit.to(`/law/${norm}`)}">${cite(visit, visit.book, norm)}</a> ${title}`;
}

function claimsHtml({ to }: Visit, { claims }: Commitment): Html | false {
  return (
    claims.length > 0 &&
    html`${claims.map((id) => html`<a href="${to(`/claims/${id}`, { on: null })}">${id}</a> `)}`
  );
}

/** Where the data tell that it is done: what they look at, and what they see. */
function toldHtml(visit: Visit, { commitment: { doneWhen }, standing }: StandingCommitment): Html | false {
  const { say, book, to } = visit;
  if (doneWhen === undefined) return false;
  const act = doneWhen.of === "act-in-force" ? book.law.amendments.get(doneWhen.act) : undefined;
  const looked =
    doneWhen.of === "norms-in-force"
      ? html`${say("commitments.told.norms")}<ul>${doneWhen.norms.map((norm) => html`<li>${normLink(visit, norm)}</li>`)}</ul>`
      : doneWhen.of === "act-in-force"
        ? html`${say("commitments.told.act")} ${act && amendingAct(visit, act)}`
        : html`${say(`commitments.told.${doneWhen.step}`)} <a href="${to(`/treaties/${doneWhen.treaty}/${doneWhen.party.toLowerCase()}`)}">${nameOf(visit, doneWhen.party)}</a>`;
  return html`<h2>${say("commitments.told")}</h2>
<div>${looked}</div>
<p><strong>${say(standing.state === "done" ? "commitments.told.so" : "commitments.told.notSo")}</strong></p>`;
}

function progressHtml(visit: Visit, commitment: Commitment): Html {
  const { say, language } = visit;
  const reports = reportsBy(commitment, visit.on);
  if (reports.length === 0) return html`<p>${say("commitments.noProgress")}</p>`;
  return html`<ol class="turns">${reports.map(
    ({ on, means, says, sources, entered }) =>
      html`<li><h3>${whenText(visit, on)}: ${say(`commitments.means.${means}`)}</h3><p>${says[language]}</p>
${entered !== undefined && html`<p class="small quiet">${say("commitments.entered", { date: dateInWords(entered, language) })}</p>`}
<details><summary class="small">${say("matrix.sources")}</summary>${sourcesHtml(visit, sources)}</details></li>`,
  )}</ol>`;
}

/** Sources that can be opened, and those whose address nobody recorded. */
function sourcesHtml(visit: Visit, sources: Commitment["sources"]): Html {
  const { say, language } = visit;
  const lost = sources.filter((source) => !("url" in source));
  const held = sources.flatMap((source) => ("url" in source ? [source] : []));
  return html`${held.length > 0 && sourceList(visit, held)}${lost.length > 0 && html`<ul class="sources">${lost.map(({ title, note }) => html`<li><span${foreign(title, language)}>${title}</span> <span class="small quiet">${say("commitments.unrecorded")}</span>${note !== undefined && html` <span class="note small"${foreign(note, language)}>${note}</span>`}</li>`)}</ul>`}`;
}
