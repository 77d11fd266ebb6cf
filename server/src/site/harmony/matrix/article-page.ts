import {
  conformityOf,
  dateInWords,
  type Item,
  type ItemReading,
  type ItemRow,
  type Segment,
  type StandingAnswer,
  segments,
} from "@arasha/law";
import { cite } from "../../cite.ts";
import { dayText } from "../../dates.ts";
import { noDayPage, notFoundPage } from "../../error-pages.ts";
import { dayForm } from "../../forms.ts";
import { type Html, html } from "../../html.ts";
import type { Page } from "../../layout.ts";
import { sourceList } from "../../sources.ts";
import { address, type Visit } from "../../visit.ts";
import { type Desk, deskOf } from "../desk.ts";
import { patterns, phasesOf, scaleFor, statusWord, timeAxis, timeBar } from "./chart.ts";
import { articleAddress, articleOf, change, countryOf } from "./matrix-page.ts";

/** One article of a treaty: what is asked, which norms answer and since when, what is missing, what a bill would do. */
export function articlePage(
  visit: Visit,
  { treaty: id = "", article: number = "" }: Readonly<Record<string, string>>,
): Page {
  const desk = deskOf(visit.book, id);
  const article =
    desk === null || !/^\d{1,3}$/.test(number) ? undefined : articleOf(desk.matrix, Number(number));
  if (desk === null || article === undefined) return notFoundPage(visit);
  if (visit.fault !== null) return noDayPage(visit);
  const { say, language, on, book } = visit;
  const path = `/treaties/${id}/articles/${article.article}`;
  const all = desk.treaty.articles;
  const at = all.indexOf(article);
  const chapter = desk.treaty.chapters.find((one) => one.id === article.chapter);
  const scale = scaleFor(desk.judgements, visit.today);
  const stretches = segments(desk.matrix);
  return {
    title: say("matrix.articleTab", { article: article.article }),
    place: "treaties",
    canonical: address(path, { country: book.law.pack.country, on: visit.asked }),
    main: html`${patterns}
<p class="over"><a href="${visit.to(`/treaties/${id}/matrix`, { country: countryOf(visit) })}">${say("matrix.title", { country: book.law.pack.title[language] })}</a> · ${chapter?.title[language]}</p>
<h1><span class="number">${say("matrix.article", { article: article.article })}</span> ${article.title[language]}</h1>
${article.note !== undefined && html`<p class="lead">${article.note[language]}</p>`}
<div class="days">${neighbour(visit, desk, all[at - 1]?.article, "before")}${dayForm({ ...visit, kept: withCountry(visit) }, path)}${neighbour(visit, desk, all[at + 1]?.article, "after")}</div>
${article.items.length > 0 && html`<div class="picture">${timeAxis(visit, scale, on)}</div>`}
${article.items.map((item) => {
  const row = conformityOf(desk.matrix, item.id, on);
  return row !== null && itemHtml(visit, desk, item, row, stretches.get(item.id) ?? []);
})}`,
  };
}

function withCountry(visit: Visit): Visit["kept"] {
  return (own) =>
    html`${visit.kept(own)}${countryOf(visit) !== null && html`<input type="hidden" name="country" value="${countryOf(visit)}">`}`;
}

function neighbour(
  visit: Visit,
  { treaty }: Desk,
  article: number | undefined,
  way: "before" | "after",
): Html | false {
  return (
    article !== undefined &&
    html`<a class="turn" href="${articleAddress(visit, treaty.id, article)}"><span class="small">${visit.say(`matrix.article.${way}`)}</span> ${visit.say("matrix.article", { article })}</a>`
  );
}

function itemHtml(visit: Visit, desk: Desk, item: Item, row: ItemRow, all: readonly Segment[]): Html {
  const { say, language, on } = visit;
  const scale = scaleFor(desk.judgements, visit.today);
  return html`<section class="provision" id="${item.id}">
<h2><span class="number">${item.id}</span> ${item.text[language]}</h2>
<p class="status">${statusWord(visit, row.status)} <span class="small quiet">${say("matrix.onDay", { date: dateInWords(on, language) })} · ${say(`matrix.modality.${item.modality}`)}${item.reservable !== undefined && ` · ${say("matrix.reservable", { by: item.reservable })}`}</span></p>
<div class="picture">${timeBar(scale, phasesOf([all]), on)}</div>
<p class="small quiet">${all.map(({ from, until, status }, at) => html`${at > 0 && " · "}${say(`matrix.status.${status}`)}: ${until === null ? say("time.since", { from: dateInWords(from, language) }) : say("time.sinceUntil", { from: dateInWords(from, language), until: dateInWords(until, language) })}`)}</p>
${item.note !== undefined && html`<p class="note">${item.note[language]}</p>`}
${row.readings.map((reading) => readingHtml(visit, desk, reading, row.readings.length > 1))}
${billsHtml(visit, desk, row)}
</section>`;
}

function readingHtml(visit: Visit, desk: Desk, reading: ItemReading, several: boolean): Html {
  const { say, language } = visit;
  const { judgements } = desk;
  const reader = judgements.readers.find(({ id }) => id === reading.by);
  const sources = judgements.sources.filter(({ id }) => reading.sources.includes(id));
  const open = reading.points.filter(({ state }) => state === "none" || state === "unread");
  return html`<div class="reading">
${several && html`<h3>${reader?.name[language]}: ${statusWord(visit, reading.status)}</h3>`}
${reading.otherwise !== null && html`<p class="unsure">${say("matrix.otherwise")} ${statusWord(visit, reading.otherwise)}</p>`}
${reading.silent.map((why) => html`<p>${why[language]}</p>`)}
${reading.answers.length > 0 && html`<h3>${say("matrix.answers")}</h3><ul class="changes">${reading.answers.map((answer) => html`<li>${answerHtml(visit, desk, answer)}</li>`)}</ul>`}
${reading.points.length > 1 && reading.silent.length === 0 && html`<h3>${say("matrix.points")}</h3><ul class="plain">${reading.points.map(({ asks, state }) => html`<li>${say(`matrix.point.${state}`)}: ${asks?.[language]}</li>`)}</ul>`}
${reading.open.length > 0 && html`<h3>${say(open.length > 0 ? "matrix.missing" : "matrix.remarks")}</h3>${reading.open.map((why) => html`<p>${why[language]}</p>`)}`}
${
  sources.length > 0 &&
  html`<details><summary class="small">${say("matrix.sources")}</summary>${sourceList(
    visit,
    sources.map(({ source }) => source),
  )}</details>`
}
<p class="small quiet">${say("matrix.judged", { reader: reader?.name[language] ?? reading.by, date: dateInWords(reading.on, language), confidence: say(`confidence.${reading.confidence}`) })}</p>
</div>`;
}

function answerHtml(visit: Visit, desk: Desk, answer: StandingAnswer): Html {
  const { say, language, to, book } = visit;
  const seen = desk.judgements.evidence.find(({ id }) => id === answer.evidence);
  const since = html`<span class="small quiet">${say("time.since", { from: dayText(visit, answer.since) })}</span>`;
  const named =
    answer.norm === null
      ? html`${seen?.says[language]} ${since}`
      : html`<a href="${to(`/law/${answer.norm}`)}"><span class="number">${cite(visit, book, answer.norm)}</span> ${answer.title?.[language]}</a> ${since}`;
  return html`${named}${!answer.settled && html` <span class="badge unverified">${say("changes.notEstablished")}</span>`}
<p>${say(answer.read ? `matrix.extent.${answer.extent}` : "matrix.extent.unread")}: ${answer.why[language]}</p>
${answer.missing !== null && html`<p>${say("matrix.lacks")}: ${answer.missing[language]}</p>`}
${seen !== undefined && html`<details><summary class="small">${say("matrix.sources")}</summary>${sourceList(visit, seen.sources)}</details>`}`;
}

/** Bills that would move the item, or would have: how it stood on the day each was to take force, without it and with it. */
function billsHtml(visit: Visit, desk: Desk, { obligation }: ItemRow): Html | false {
  const { say, language, to } = visit;
  const moving = desk.bills.flatMap((bill) => {
    const on = bill.takesForce;
    if (on === undefined || bill.drafts.length + bill.repeals.length === 0) return [];
    const before = conformityOf(desk.matrix, obligation, on)?.status;
    const after = conformityOf(desk.withBill(bill.id, on) ?? desk.matrix, obligation, on)?.status;
    return before === undefined || after === undefined || before === after
      ? []
      : [{ bill, on, before, after }];
  });
  return (
    moving.length > 0 &&
    html`<h3>${say("matrix.bills")}</h3><ul>${moving.map(({ bill, on, before, after }) => html`<li><a href="${to(`/treaties/${desk.treaty.id}/matrix`, { bill: bill.id, on, country: countryOf(visit) })}">${bill.title[language]}</a> (${dateInWords(on, language)}): ${change(visit, before, after)}</li>`)}</ul>`
  );
}
