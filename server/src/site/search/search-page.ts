import { dateInWords, plainDate, type Wording } from "@arasha/law";
import { articleNumber, cite } from "../cite.ts";
import { dayText, mayHold, spanOf, stretchOf } from "../dates.ts";
import { noDayPage } from "../error-pages.ts";
import { searchForm } from "../forms.ts";
import { type Html, html, joined } from "../html.ts";
import type { Page } from "../layout.ts";
import { findAct, findBook, findNorm, firstBook } from "../shelf.ts";
import { badge, heldOf } from "../sources.ts";
import type { Visit } from "../visit.ts";
import type { Finder, Found } from "./find.ts";
import { fold } from "./words.ts";

const SHOWN = 30;

/** The search: by the number of an article or by words in any of the languages. Nothing of it is kept or logged. */
export function searchPage(finder: Finder): (visit: Visit) => Page {
  return (visit) => {
    if (visit.fault !== null) return noDayPage(visit);
    const { say } = visit;
    const query = (visit.query.get("q") ?? "").trim().slice(0, 200);
    const found = query === "" ? [] : finder(query, visit.on).filter(isOf(visit.book.law.pack.country));
    return {
      title: say("nav.search"),
      place: "search",
      canonical: visit.canonical("/law/search", { q: query }),
      main: html`<h1>${say("search.title")}</h1>
${searchForm(visit, query)}
${query === "" ? html`<p>${whatIsFound(visit)}</p>` : answers(visit, query, found)}`,
    };
  };
}

/** What can be typed, with an article of the law at hand as the example. */
function whatIsFound(visit: Visit): string {
  const book = firstBook(visit.shelf);
  const held = [...book.law.norms.values()].filter(
    ({ norm, wordings }) =>
      articleNumber(norm.id).article !== null && wordings.some((wording) => mayHold(wording, visit.on)),
  );
  const { norm } = held.find((one) => one.norm.kind === "offence") ?? held[0] ?? {};
  if (norm === undefined) return visit.say("search.words");
  const example = { number: articleNumber(norm.id).article ?? "", cited: cite(visit, book, norm.id) };
  return `${visit.say("search.number", example)} ${visit.say("search.words")}`;
}

/** What is found in the law of the country being read: the same number is another article elsewhere. */
function isOf(country: string): (found: Found) => boolean {
  return (found) =>
    found.kind === "amendment" ? found.country === country : found.id.startsWith(`${country}.`);
}

function answers(visit: Visit, query: string, found: readonly Found[]): Html {
  const { say, to, language } = visit;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(query) && plainDate.safeParse(query).success ? query : null;
  return html`<p role="status">${found.length === 0 ? say("search.nothing", { query }) : say("search.count", { count: found.length, query })}</p>
${day !== null && html`<p><a href="${to("/law/changes", { on: day })}">${say("changes.on", { date: dateInWords(day, language) })}</a></p>`}
${found.length === 0 && html`<p>${whatIsFound(visit)}</p>`}
<ol class="finds">${found.slice(0, SHOWN).map((one) => html`<li>${foundItem(visit, one)}</li>`)}</ol>
${found.length > SHOWN && html`<p class="quiet">${say("search.more", { count: found.length - SHOWN })}</p>`}`;
}

function foundItem(visit: Visit, found: Found): Html {
  if (found.kind === "norm") return normItem(visit, found.id, found.terms);
  if (found.kind === "act") {
    const act = findAct(visit.shelf, found.id)?.act;
    return html`<a href="${visit.to(`/law/acts/${found.id}`)}">${highlighted(act?.title[visit.language] ?? found.id, found.terms)}</a>
<p class="small quiet">${visit.say("search.act")}</p>`;
  }
  const act = findBook(visit.shelf, found.country)?.law.amendments.get(found.id);
  if (act === undefined) return html``;
  const when = stretchOf(act.inForce);
  return html`<a href="${visit.to("/law/changes", { on: when.latest })}">${highlighted(act.title[visit.language], found.terms)}</a>
<p class="small quiet">${visit.say("search.amendment")} · ${visit.say("amendment.inForce", { day: dayText(visit, when) })}</p>`;
}

function normItem(visit: Visit, id: string, terms: ReadonlySet<string>): Html {
  const found = findNorm(visit.shelf, id);
  if (found === null) return html``;
  const { book, norm, wordings } = found;
  const { language, say, to, on } = visit;
  const holding = wordings.find((wording) => mayHold(wording, on));
  const wording: Wording | undefined = holding ?? wordings.at(-1);
  return html`<a href="${to(`/law/${id}`)}"><span class="number">${cite(visit, book, id)}</span> ${highlighted(norm.title[language], terms)}</a> ${wording && heldOf(wording.version) !== "official" && badge(visit, heldOf(wording.version))}
<p class="small quiet">${say(`kind.${norm.kind}`)}${wording && !holding && ` · ${spanOf(visit, wording)}`}</p>
${wording && html`<p class="snippet">${snippet(wording.version.summary[language], terms)}</p>`}`;
}

/** A text with the words that were found marked. */
function highlighted(text: string, terms: ReadonlySet<string>): Html {
  const pieces = text.split(/([\p{L}\p{M}\d]+)/u);
  return html`${joined(
    pieces.map((piece) => (terms.has(fold(piece)) ? html`<mark>${piece}</mark>` : piece)),
    "",
  )}`;
}

const BEFORE = 60;
const LONG = 220;

/** The part of a text in which the first word was found. */
function snippet(text: string, terms: ReadonlySet<string>): Html {
  const first = [...text.matchAll(/[\p{L}\p{M}\d]+/gu)].find(([word]) => terms.has(fold(word)))?.index ?? 0;
  const start = first <= BEFORE ? 0 : text.lastIndexOf(" ", first - BEFORE) + 1;
  const cut = text.length - start > LONG;
  const end = cut ? text.lastIndexOf(" ", start + LONG) : text.length;
  return html`${start > 0 && "… "}${highlighted(text.slice(start, end), terms)}${cut && " …"}`;
}
