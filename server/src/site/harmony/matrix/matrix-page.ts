import {
  CONFORMITY_STATUSES,
  type ConformityStatus,
  conformity,
  conformityHistory,
  dateInWords,
  type HistoryStep,
  type ItemRow,
  type Matrix,
  type Move,
  segments,
  type TreatyArticle,
} from "@arasha/law";
import { participations } from "@arasha/packs";
import { noDayPage, notFoundPage } from "../../error-pages.ts";
import { dayForm } from "../../forms.ts";
import { type Html, html } from "../../html.ts";
import type { Page } from "../../layout.ts";
import { chosenCountry } from "../../shelf.ts";
import { address, type Visit } from "../../visit.ts";
import { type Desk, deskOf } from "../desk.ts";
import {
  countsOf,
  patterns,
  phasesOf,
  scaleFor,
  scoreBar,
  statusWord,
  swatch,
  timeAxis,
  timeBar,
} from "./chart.ts";

/** What a treaty asks, article by article, and what the law of a day gives: over time, on that day, and with a bill. */
export function matrixPage(visit: Visit, { treaty: id = "" }: Readonly<Record<string, string>>): Page {
  const desk = deskOf(visit.book, id);
  if (desk === null) return notFoundPage(visit);
  if (visit.fault !== null) return noDayPage(visit);
  const { say, language, on, book } = visit;
  const { treaty } = desk;
  const bill = visit.query.get("bill") ?? null;
  const drafted = bill === null || bill === "" ? null : desk.withBill(bill, on);
  if (bill && drafted === null) return notFoundPage(visit);
  const rows = conformity(desk.matrix, on);
  const shown = drafted === null ? rows : conformity(drafted, on);
  const history = conformityHistory(desk.matrix);
  const path = `/treaties/${id}/matrix`;
  const binding = shown.filter((row) => row.binding === "binding");
  const effort = shown.filter((row) => row.binding === "effort");
  const unassessed = numbersOf(binding).none;
  return {
    title: say("matrix.tab"),
    place: "treaties",
    canonical: address(path, { country: book.law.pack.country, on: visit.asked, bill: drafted && bill }),
    main: html`${patterns}
<p class="over"><a href="${visit.to(participations().includes(id) ? `/treaties/${id}` : "/treaties")}">${treaty.title[language]}</a></p>
<h1>${say("matrix.title", { country: book.law.pack.title[language] })}</h1>
<p class="lead">${say("matrix.lead", { date: dateInWords(on, language) })}</p>
${unassessed > 0 && html`<p>${say("matrix.notAssessed", { count: unassessed })}</p>`}
${countriesOf(visit, id)}
<div class="days">${moveLink(visit, history, "before", path)}${dayForm({ ...visit, kept: keeping(visit, bill) }, path)}${moveLink(visit, history, "after", path)}</div>
${billForm(visit, desk, path, drafted === null ? null : bill)}
<h2>${say("matrix.owed", { count: binding.length })}</h2>
${scoreBar(visit, binding)}
<p class="small quiet">${effort.length > 0 && say("matrix.effort", { count: effort.length, ...numbersOf(effort) })} ${say("matrix.unscored")}</p>
${drafted !== null && billMoves(visit, desk, rows, shown)}
<h2>${say("matrix.byArticle")}</h2>
<p class="small quiet">${say("matrix.howToRead")}</p>
${pictureOf(visit, desk, shown)}
<h2>${say("matrix.moves")}</h2>
${movesOf(visit, desk, history)}
${neverClosed(visit, desk)}
<h2>${say("matrix.everyItem")}</h2>
${everyItem(visit, desk, shown)}
<h2>${say("matrix.whoJudged")}</h2>
${desk.judgements.readers.map(({ name, role }) => html`<p><strong>${name[language]}</strong>. ${role[language]}</p>`)}
<p>${say("matrix.disagree")}</p>
<h2>${say("download.title")}</h2>
<p>${["pdf", "xlsx", "csv", "json"].map((kind, at) => html`${at > 0 && " · "}<a href="${visit.to(`/treaties/${id}/matrix.${kind}`, { country: book.law.pack.country, on, lang: language })}">${kind.toUpperCase()}</a>`)}</p>`,
  };
}

/** The address of an article's page, on the day shown. */
export function articleAddress(visit: Visit, treaty: string, article: number): string {
  return visit.to(`/treaties/${treaty}/articles/${article}`, { country: countryOf(visit) });
}

/** Kept on links only where it is not the first country. */
export function countryOf({ shelf, book }: Visit): string | null {
  return chosenCountry(shelf, book);
}

/** How items stand, in numbers for a message. */
export function numbersOf(
  rows: readonly ItemRow[],
): Readonly<Record<"met" | "partial" | "gap" | "none", number>> {
  const { met, partial, gap, "not-assessed": none } = countsOf(rows.map(({ status }) => status));
  return { met, partial, gap, none };
}

/** The same matrix for another country, where somebody has compared it. */
function countriesOf(visit: Visit, treaty: string): Html | false {
  const { shelf, book, language, say, to } = visit;
  const others = shelf.books.filter((one) => one !== book && deskOf(one, treaty) !== null);
  return (
    others.length > 0 &&
    html`<p>${say("front.countries")} <strong>${book.law.pack.title[language]}</strong> ${others.map(
      ({ law }) =>
        html`<a href="${to(visit.path, { country: law.pack.country, on: null })}">${law.pack.title[language]}</a> `,
    )}</p>`
  );
}

function keeping(visit: Visit, bill: string | null): Visit["kept"] {
  return (own) =>
    html`${visit.kept(own)}${bill !== null && bill !== "" && html`<input type="hidden" name="bill" value="${bill}">`}`;
}

/** A way to the day before or after on which something moved. */
function moveLink(
  visit: Visit,
  steps: readonly HistoryStep[],
  way: "before" | "after",
  path: string,
): Html | false {
  const { on, say, to, language } = visit;
  const step = way === "before" ? steps.findLast((one) => one.on < on) : steps.find((one) => one.on > on);
  return (
    step !== undefined &&
    html`<a class="turn" href="${to(path, { on: step.on, country: countryOf(visit) })}"><span class="small">${say(`matrix.${way}`)}</span> ${dateInWords(step.on, language)}</a>`
  );
}

function billForm(visit: Visit, { bills }: Desk, path: string, chosen: string | null): Html | false {
  const { say, language } = visit;
  const layable = bills.filter(
    ({ drafts, repeals, became }) => drafts.length + repeals.length + became.length > 0,
  );
  return (
    layable.length > 0 &&
    html`<form class="field" action="${path}" method="get"><label for="bill">${say("matrix.withBill")}</label>
<select id="bill" name="bill"><option value="">${say("matrix.noBill")}</option>${layable.map(
      ({ id, title }) =>
        html`<option value="${id}"${id === chosen && html` selected`}>${title[language]}</option>`,
    )}</select>${keeping(visit, null)(["bill"])}<button>${say("day.show")}</button></form>`
  );
}

function billMoves(visit: Visit, desk: Desk, before: readonly ItemRow[], after: readonly ItemRow[]): Html {
  const moved = after.flatMap((row, at) => {
    const was = before[at]?.status;
    return was === undefined || was === row.status ? [] : [{ row, was }];
  });
  return html`<div class="unsure"><p>${visit.say("matrix.billMoves", { count: moved.length })}</p>
${moved.length > 0 && html`<ul>${moved.map(({ row, was }) => html`<li>${itemLink(visit, desk, row.obligation)}: ${change(visit, was, row.status)}</li>`)}</ul>`}</div>`;
}

/** Articles as rows, years across: each row shows how many of its items stood how. */
function pictureOf(visit: Visit, desk: Desk, rows: readonly ItemRow[]): Html {
  const { treaty, matrix } = desk;
  const scale = scaleFor(desk.judgements, visit.today);
  const all = segments(matrix);
  const byArticle = Map.groupBy(rows, ({ article }) => article);
  return html`<div class="picture">
<div class="row axis-row"><span></span>${timeAxis(visit, scale, visit.on)}<span></span></div>
${treaty.chapters.map((chapter) => {
  const articles = treaty.articles.filter((one) => one.chapter === chapter.id && one.items.length > 0);
  return (
    articles.length > 0 &&
    html`<h3>${chapter.id}. ${chapter.title[visit.language]}</h3>
<ul class="plain">${articles.map((article) => {
      const phases = phasesOf(article.items.map(({ id }) => all.get(id) ?? []));
      return html`<li class="row"><a href="${articleAddress(visit, treaty.id, article.article)}"><span class="number">${article.article}</span> ${article.title[visit.language]}</a>${timeBar(scale, phases, visit.on)}${counted(visit, byArticle.get(article.article) ?? [])}</li>`;
    })}</ul>`
  );
})}
</div>`;
}

function counted({ say }: Visit, rows: readonly ItemRow[]): Html {
  const counts = countsOf(rows.map(({ status }) => status));
  const there = CONFORMITY_STATUSES.filter((status) => counts[status] > 0);
  const words = there.map((status) => `${say(`matrix.status.${status}`)} ${counts[status]}`).join(", ");
  return html`<span class="counts" role="img" aria-label="${words}">${there.map((status) => html`<span>${swatch(status)}${counts[status]}</span>`)}</span>`;
}

/** Which day moved what, and by which law: the latest first. */
function movesOf(visit: Visit, desk: Desk, history: readonly HistoryStep[]): Html {
  const { say, language, book, to } = visit;
  return html`<ol class="turns">${[...history].reverse().map(({ on, moves }) => {
    const acts = [...new Set(moves.flatMap(({ amendments }) => amendments))].flatMap(
      (id) => book.law.amendments.get(id) ?? [],
    );
    return html`<li><h3><a href="${to(visit.path, { on, country: countryOf(visit) })}">${dateInWords(on, language)}</a></h3>
${acts.map((act) => html`<p class="small">${act.title[language]}</p>`)}
<details><summary class="small">${say("matrix.movedCount", { count: moves.length })}</summary><ul>${moves.map((move) => html`<li>${itemLink(visit, desk, move.obligation)}: ${change(visit, move.before, move.after)}${evidenceOf(visit, desk, move)}</li>`)}</ul></details></li>`;
  })}</ol>`;
}

function evidenceOf({ language }: Visit, { judgements }: Desk, { evidence }: Move): Html | false {
  const said = judgements.evidence.filter(({ id }) => evidence.includes(id));
  return (
    said.length > 0 &&
    html` <span class="small quiet">${said.map(({ says }) => says[language]).join(" ")}</span>`
  );
}

/** What no reform closed: gaps from the first day to the last. */
function neverClosed(visit: Visit, desk: Desk): Html | false {
  const open = [...segments(desk.matrix)].filter(
    ([, all]) => all.length > 0 && all.every(({ status }) => status === "gap"),
  );
  return (
    open.length > 0 &&
    html`<h2>${visit.say("matrix.neverClosed", { count: open.length })}</h2>
<ul>${open.map(([id]) => html`<li>${itemLink(visit, desk, id)}</li>`)}</ul>`
  );
}

function everyItem(visit: Visit, desk: Desk, rows: readonly ItemRow[]): Html {
  const { language, say } = visit;
  const byItem = new Map(rows.map((row) => [row.obligation, row]));
  return html`${desk.treaty.chapters.map(({ id, title }) => {
    const articles = desk.treaty.articles.filter((one) => one.chapter === id && one.items.length > 0);
    return (
      articles.length > 0 &&
      html`<details class="act"><summary>${id}. ${title[language]}</summary>
<div class="wide" tabindex="0" role="region" aria-label="${title[language]}"><table><thead><tr><th scope="col">${say("matrix.item")}</th><th scope="col">${say("matrix.asks")}</th><th scope="col">${say("matrix.weight")}</th><th scope="col">${say("matrix.stands")}</th></tr></thead><tbody>${articles.flatMap(
        ({ article, items }) =>
          items.map((item) => {
            const row = byItem.get(item.id);
            return (
              row !== undefined &&
              html`<tr><th scope="row"><a href="${articleAddress(visit, desk.treaty.id, article)}#${item.id}">${item.id}</a></th><td>${item.text[language]}</td><td>${say(`matrix.binding.${row.binding}`)}</td><td>${statusWord(visit, row.status)}${row.disputed && html` <span class="badge unverified">${say("matrix.disputed")}</span>`}</td></tr>`
            );
          }),
      )}</tbody></table></div></details>`
    );
  })}`;
}

/** An item by its id and the title of its article. */
export function itemLink(visit: Visit, { treaty }: Pick<Desk, "treaty">, id: string): Html {
  const article = treaty.articles.find(({ items }) => items.some((item) => item.id === id));
  if (article === undefined) return html`${id}`;
  return html`<a href="${articleAddress(visit, treaty.id, article.article)}#${id}"><span class="number">${id}</span> ${article.title[visit.language]}</a>`;
}

/** From one status to another, as signs and words. */
export function change(visit: Visit, before: ConformityStatus, after: ConformityStatus): Html {
  return html`${statusWord(visit, before)} → ${statusWord(visit, after)}`;
}

export function articleOf({ treaty }: Matrix, number: number): TreatyArticle | undefined {
  return treaty.articles.find(({ article }) => article === number);
}
