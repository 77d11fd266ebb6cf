import type { ClaimDocument, Judged } from "@arasha/law";
import type { ClaimBook } from "@arasha/packs";
import { claimLine } from "../../../publish/claim-lines.ts";
import { type Html, html } from "../../html.ts";
import type { Page } from "../../layout.ts";
import { foreign, sourceList } from "../../sources.ts";
import type { Visit } from "../../visit.ts";
import { partialDay } from "../treaty/visit.ts";
import { checkHtml, saidSide } from "./check-words.ts";
import { foundHtml, periodText, sideText, valueText, verdictHtml } from "./words.ts";

/** One claim: what was said, by whom and where, of whom and when, how it was checked and what came of it. */
export function claimPage(visit: Visit, book: ClaimBook, judged: Judged): Page {
  const { say, language, to } = visit;
  const { claim, verdict, computed } = judged;
  const { statement, speaker } = claimLine(judged, book);
  const said = book.register.documents.find(({ id }) => id === claim.said);
  const series = book.register.series.find(({ id }) => id === claim.series);
  const facts: readonly (readonly [string, Html | string | null | undefined | false])[] = [
    [
      say("claims.value"),
      valueText(visit, judged, book) ?? (verdict === "not-a-valid-figure" && say("claims.noValue")),
    ],
    [say("claims.printed"), claim.printed],
    [say("claims.population"), claim.population[language]],
    [say("claims.period"), periodText(visit, claim)],
    [say("claims.speaker"), speaker?.[language]],
    [say("claims.document"), said && documentHtml(visit, said)],
    [say("claims.place"), claim.place],
    [
      say("claims.seriesOf"),
      series &&
        html`<a href="${to(`/claims/series/${series.id}`, { on: null })}">${series.name[language]}</a>`,
    ],
  ];
  return {
    title: claim.id,
    place: "treaties",
    canonical: `/claims/${claim.id}`,
    edition: book.hash,
    main: html`<p class="over"><a href="${to("/claims", { on: null })}">${say("claims.title")}</a></p>
<h1><span class="number">${claim.id}</span> ${statement[language]}</h1>
<p>${verdictHtml(visit, verdict)} <span class="small quiet">${say(computed ? "claims.computed" : "claims.typed")}</span></p>
<h2>${say("claims.said")}</h2>
<dl class="facts">${facts.map(([name, value]) => value && html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<h2>${say("claims.check")}</h2>
${checked(visit, book, judged)}
${claim.note !== undefined && html`<h2>${say("claims.note")}</h2><p>${claim.note[language]}</p>`}`,
  };
}

function checked(visit: Visit, book: ClaimBook, judged: Judged): Html {
  const { say, language } = visit;
  const { claim } = judged;
  if (claim.check === undefined)
    return claim.against === undefined
      ? html`<p>${say("claims.nothing")}</p>`
      : html`<p>${say("claims.against")}: ${claim.against[language]}</p>`;
  return html`<p>${checkHtml(visit, claim.check, book)}.</p>
<p>${say("claims.claimSays")}: <strong>${sideText(visit, saidSide(claim, claim.check))}</strong>. ${foundHtml(visit, judged)}</p>`;
}

function documentHtml(visit: Visit, { source, date }: ClaimDocument): Html {
  const { say, language } = visit;
  const when = date !== undefined && ` · ${say("claims.published", { date: partialDay(visit, date) })}`;
  if ("url" in source)
    return html`${sourceList(visit, [source])}${when && html`<span class="small quiet">${when.slice(3)}</span>`}`;
  return html`<span${foreign(source.title, language)}>${source.title}</span> <span class="small quiet">${say("claims.unrecorded")}${when}</span>${source.note !== undefined && html` <span class="note small"${foreign(source.note, language)}>${source.note}</span>`}`;
}
