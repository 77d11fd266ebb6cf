import type { ClaimSeries, Judged } from "@arasha/law";
import type { ClaimBook } from "@arasha/packs";
import type { z } from "zod";
import { claimLine } from "../../../publish/claim-lines.ts";
import { type Html, html } from "../../html.ts";
import type { Page } from "../../layout.ts";
import { foreign } from "../../sources.ts";
import type { Visit } from "../../visit.ts";
import { plot } from "./plot.ts";
import { periodText, valueText, verdictHtml } from "./words.ts";

/** The figures published of one thing, in order of time, as a picture and as a table. */
export function seriesPage(visit: Visit, book: ClaimBook, series: z.infer<typeof ClaimSeries>): Page {
  const { say, language, to } = visit;
  const figures = inOrder(book.judged.filter(({ claim }) => claim.series === series.id));
  const unit = book.register.units.find(({ id }) => id === series.unit);
  return {
    title: say("claims.seriesOf"),
    place: "treaties",
    canonical: `/claims/series/${series.id}`,
    edition: book.hash,
    main: html`<p class="over"><a href="${to("/claims", { on: null })}">${say("claims.title")}</a></p>
<h1>${series.name[language]}</h1>
<p class="lead">${say("claims.series.lead")}</p>
${unit !== undefined && html`<p>${say("claims.series.unit", { unit: unit.name[language] })}</p>`}
${series.note !== undefined && html`<p class="unsure">${series.note[language]}</p>`}
${plot(visit, figures)}
<div class="wide" tabindex="0"><table class="figures-table">
<thead><tr><th scope="col">${say("claims.series.figure")}</th><th scope="col">${say("claims.value")}</th><th scope="col">${say("claims.period")}</th><th scope="col">${say("claims.speaker")}</th></tr></thead>
<tbody>${figures.map((one, at) => row(visit, book, one, at + 1))}</tbody>
</table></div>`,
  };
}

/** By the time they are about; those of no stated time last. */
function inOrder(figures: readonly Judged[]): readonly Judged[] {
  const from = ({ claim }: Judged) => (claim.period === "not-stated" ? "9999" : claim.period.from);
  return figures.toSorted((a, b) => (from(a) < from(b) ? -1 : from(a) > from(b) ? 1 : 0));
}

function row(visit: Visit, book: ClaimBook, one: Judged, number: number): Html {
  const { say, language, to } = visit;
  const { speaker, source, printed } = claimLine(one, book);
  return html`<tr><th scope="row" class="number">${number}. <a href="${to(`/claims/${one.claim.id}`, { on: null })}">${one.claim.id}</a></th><td>${valueText(visit, one, book) ?? printed ?? say("claims.noValue")} ${verdictHtml(visit, one.verdict)}</td><td>${periodText(visit, one.claim)}<br><span class="small quiet">${one.claim.population[language]}</span></td><td>${speaker?.[language]}<br><span class="small quiet"${source && foreign(source.title, language)}>${source?.title}</span></td></tr>`;
}
