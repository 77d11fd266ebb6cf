import { type AmendingAct, addDays, type DateText, dateInWords, plainDate, type Wording } from "@arasha/law";
import { cite } from "../cite.ts";
import { dayWithin, mayHold, spanOf, surelyHolds, unsettled } from "../dates.ts";
import { noDayPage, noNormPage } from "../error-pages.ts";
import { dayForm } from "../forms.ts";
import { type Html, html } from "../html.ts";
import type { Page } from "../layout.ts";
import { byNumber } from "../norm-list.ts";
import { actPath, type FoundNorm, findNorm } from "../shelf.ts";
import { amendingAct, badge, heldOf, sourceList, whyUnsettled } from "../sources.ts";
import { address, type Visit } from "../visit.ts";
import { linesHtml, type Section } from "./line.ts";
import { provisionsOf } from "./provisions.ts";
import { readerOn } from "./reader.ts";
import { referencesOn } from "./references.ts";
import { lower, sidesHtml, sidesOf } from "./sides.ts";
import { versionList, versionStrip } from "./versions.ts";

/** One norm on one day: what it provided, what differs from another time, how well that is known. */
export function normPage(visit: Visit, { norm: id = "" }: Readonly<Record<string, string>>): Page {
  const found = findNorm(visit.shelf, id);
  if (found === null) return noNormPage(visit, id);
  if (visit.fault !== null) return noDayPage(visit);
  const { say, language, on, to } = visit;
  const { norm, wordings, book, act } = found;
  const holding = wordings.filter((wording) => mayHold(wording, on));
  const pair = compared(visit, found, holding);
  const cited = cite(visit, book, id);
  return {
    title: cited,
    canonical: address(`/law/${id}`, { on: visit.asked, with: pair?.asked ?? null }),
    main: html`<p class="over"><a href="${to("/law")}">${say("nav.front")}</a> › ${act ? html`<a href="${to(`/law/acts/${actPath(book, act.id)}`)}">${act.title[language]}</a>` : cited}</p>
<h1><span class="number">${cited}</span> ${norm.title[language]}</h1>
<p class="quiet">${say(`kind.${norm.kind}`)}${!norm.numberConfirmed && ` · ${say("norm.numberUnconfirmed")}`}</p>
${versionStrip(visit, found)}
<div class="days">${dayForm(visit, `/law/${id}`)}</div>
${partsOfPage(visit, pair !== null)}
<section aria-labelledby="day">
<h2 id="day">${say("norm.onDay", { date: dateInWords(on, language) })}</h2>
${holding.length === 0 ? notInForce(visit, found) : onDay(visit, found, holding)}
</section>
${
  pair !== null &&
  html`<section id="compare" aria-labelledby="compare-title">
<h2 id="compare-title">${say(pair.sure ? "compare.title" : "compare.either")}</h2>
${sidesHtml(visit, sidesOf(visit, book, pair.then, pair.now))}
</section>`
}
${readings(visit, holding)}
<h2 id="versions">${say("versions.title", { count: wordings.length })}</h2>
${versionList(visit, found, pair === null ? null : pair.then === holding[0] ? pair.now : pair.then)}
${references(visit, found, holding)}
<h2 id="sources">${say("norm.sources")}</h2>
${act?.url !== undefined && html`<p><a class="official" href="${act.url}" rel="noreferrer noopener">${say("official.text")}</a></p>`}
${holding.map(({ version }) => sourceList(visit, version.sources))}
<h2>${say("download.title")}</h2>
<p>${say("download.norm")} <a href="/law/${id}.json">JSON</a></p>`,
  };
}

function partsOfPage({ say, on, language }: Visit, compares: boolean): Html {
  return html`<nav class="parts" aria-label="${say("page.parts")}"><ul class="parts-list">
<li><a href="#day">${say("norm.onDay", { date: dateInWords(on, language) })}</a></li>
${compares && html`<li><a href="#compare">${say("compare.title")}</a></li>`}
<li><a href="#versions">${say("page.versions")}</a></li>
<li><a href="#sources">${say("norm.sources")}</a></li>
</ul></nav>`;
}

/** The wordings of the day: one, or both sides where it is not established which held. */
function onDay(visit: Visit, found: FoundNorm, holding: readonly Wording[]): Html {
  const sure = holding.length === 1 && holding.every((wording) => surelyHolds(wording, visit.on));
  return html`${!sure && unsure(visit, found, holding)}
${holding.map(
  (wording, index) => html`<article class="wording">
${holding.length > 1 && html`<h3>${visit.say("norm.either", { number: index + 1 })}</h3>`}
<p class="status">${badge(visit, heldOf(wording.version))} <span>${spanOf(visit, wording)}</span></p>
<p class="summary">${wording.version.summary[visit.language]}</p>
${wording.version.text === "unknown" && html`<p class="quiet">${visit.say("norm.textNotHeld")}</p>`}
${provisions(visit, found, wording)}
</article>`,
)}`;
}

function provisions(visit: Visit, { book }: FoundNorm, wording: Wording): Html {
  const day = dayWithin(wording, visit.on, book.law.pack.coversFrom);
  return html`${provisionsOf(readerOn(visit, book, day), wording).map((section) => sectionHtml(visit, section))}`;
}

function sectionHtml(visit: Visit, { title, rows }: Section): Html {
  const known = rows.filter((row) => !row.unknown);
  const unknown = rows.filter((row) => row.unknown).map(({ label }) => lower(label, visit));
  return html`<div class="provision">${title !== null && html`<h3>${title}</h3>`}
<dl>${known.map(({ label, lines }) => html`<dt>${label}</dt><dd>${linesHtml(visit, lines)}</dd>`)}</dl>
${unknown.length > 0 && html`<p class="small quiet unknown">${visit.say("unknown.fields", { fields: unknown.join(", ") })}</p>`}</div>`;
}

/** Why two wordings stand here, or why one may not have held: the acts whose day is not established. */
function unsure(visit: Visit, { book }: FoundNorm, holding: readonly Wording[]): Html {
  const ids = new Set(holding.flatMap(({ version: { from, until } }) => [from, until]));
  const acts = unsettled(
    [...ids].map((id) => (id === undefined ? undefined : book.law.amendments.get(id))),
    visit.on,
  );
  return html`<div class="unsure"><p><strong>${visit.say(holding.length > 1 ? "norm.unsure.both" : "norm.unsure.one")}</strong></p>
${acts.map((act: AmendingAct) => whyUnsettled(visit, act))}</div>`;
}

/** Before its first wording, between two, or after its last: where to find it in time. */
function notInForce(visit: Visit, { wordings, book, norm }: FoundNorm): Html {
  const { say, language, on, to } = visit;
  const link = (day: DateText) =>
    html`<a href="${to(`/law/${norm.id}`, { on: day })}">${say("norm.showOn", { date: dateInWords(day, language) })}</a>`;
  const first = wordings.find(({ begins }) => begins.earliest > on);
  const last = wordings.findLast(({ ends }) => ends !== null && ends.latest <= on);
  const act = first && book.law.amendments.get(first.version.from);
  const ended = last?.version.until === undefined ? undefined : book.law.amendments.get(last.version.until);
  return html`<p>${say("norm.none", { date: dateInWords(on, language) })}</p>
${first && html`<p>${say("norm.later")} ${link(first.begins.latest)}</p>`}
${act && html`<p class="small">${amendingAct(visit, act)}</p>`}
${last?.ends && html`<p>${say("norm.earlier")} ${link(addDays(last.ends.earliest, -1))}</p>`}
${ended && html`<p class="small">${say("norm.endedBy")} ${amendingAct(visit, ended)}</p>`}
${wordings.length === 0 && html`<p>${say("norm.onlyBill")}</p>`}`;
}

type Compared = {
  readonly then: Wording;
  readonly now: Wording;
  readonly sure: boolean;
  readonly asked: string | null;
};

/**
 * What the wording of the day is laid beside: that of the day in `?with=`; else the other side of an uncertain day; else
 * today's, or the one before where the day's is today's.
 */
function compared(visit: Visit, { wordings }: FoundNorm, holding: readonly Wording[]): Compared | null {
  const [first, second] = holding;
  const asked = visit.query.get("with")?.trim() ?? "";
  const wished = plainDate.safeParse(asked).success
    ? wordings.find((one) => surelyHolds(one, asked))
    : undefined;
  if (first && wished && wished !== first) return { ...inOrder(first, wished, wordings), sure: true, asked };
  if (first && second) return { then: first, now: second, sure: false, asked: null };
  const current = wordings.findLast((one) => mayHold(one, visit.today)) ?? wordings.at(-1);
  const shown = first ?? current;
  const place = shown === undefined ? -1 : wordings.indexOf(shown);
  const other = current !== undefined && current !== shown ? current : wordings[place - 1];
  return shown && other ? { ...inOrder(shown, other, wordings), sure: true, asked: null } : null;
}

function inOrder(a: Wording, b: Wording, wordings: readonly Wording[]) {
  return wordings.indexOf(a) < wordings.indexOf(b) ? { then: a, now: b } : { then: b, now: a };
}

/** Rival readings of one provision, each with its authority. */
function readings(visit: Visit, holding: readonly Wording[]): Html | false {
  const all = holding.flatMap(({ version }): Wording["version"]["readings"] => version.readings);
  return (
    all.length > 0 &&
    html`<h2>${visit.say("readings.title")}</h2><p>${visit.say("readings.lead")}</p>
<ol class="readings">${all.map(
      ({ text, authority, sources }) =>
        html`<li><p>${text[visit.language]}</p><p class="small">${visit.say("readings.authority", { authority })}</p>${sourceList(visit, sources)}</li>`,
    )}</ol>`
  );
}

function references(visit: Visit, { book, norm }: FoundNorm, holding: readonly Wording[]): Html {
  const { to, from } = referencesOn(book.law, norm.id, holding, (wording) => mayHold(wording, visit.on));
  const list = (title: "references.to" | "references.from", ids: readonly string[]) =>
    ids.length > 0 &&
    html`<h2>${visit.say(title)}</h2><ul class="norms">${[...ids]
      .sort(byNumber)
      .map(
        (id) =>
          html`<li><a href="${visit.to(`/law/${id}`)}"><span class="number">${cite(visit, book, id)}</span> ${book.law.norms.get(id)?.norm.title[visit.language]}</a></li>`,
      )}</ul>`;
  return html`${list("references.to", to)}${list("references.from", from)}`;
}
