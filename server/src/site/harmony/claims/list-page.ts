import { CLAIM_VERDICTS, type Judged } from "@arasha/law";
import type { ClaimBook } from "@arasha/packs";
import { claimLine } from "../../../publish/claim-lines.ts";
import { type Html, html } from "../../html.ts";
import type { Page } from "../../layout.ts";
import { foreign } from "../../sources.ts";
import { address, type Visit } from "../../visit.ts";
import { harmonyNav } from "../harmony-nav.ts";
import { partialDay } from "../treaty/visit.ts";
import { type Wish, wished, wishOf } from "./book.ts";
import { foundHtml, periodText, valueText, verdictHtml } from "./words.ts";

/** Every claim there is, or those of a verdict and with some words. */
export function listPage(visit: Visit, book: ClaimBook): Page {
  const { say, to } = visit;
  const wish = wishOf(visit);
  const shown = wished(book, visit, wish);
  const computed = shown.filter((one) => one.computed).length;
  return {
    title: say("claims.tab"),
    place: "treaties",
    canonical: address("/claims", asParameters(wish)),
    edition: book.hash,
    main: html`${harmonyNav(visit, "claims")}
<h1>${say("claims.title")}</h1>
<p class="lead">${say("claims.lead")}</p>
<p><a href="${to("/claims/propose", { on: null })}">${say("claims.propose")}</a></p>
${form(visit, wish)}
<p><strong>${say("claims.shown", { count: shown.length })}.</strong> ${say("claims.howMany", { count: computed })}</p>
<ul class="changes claims">${shown.map((one) => row(visit, book, one))}</ul>
<h2>${say("download.title")}</h2>
<p>${["xlsx", "csv", "json"].map((kind, at) => html`${at > 0 && " · "}<a href="${to(`/claims.${kind}`, { ...asParameters(wish), lang: visit.language, on: null })}">${kind.toUpperCase()}</a>`)}</p>`,
  };
}

export function asParameters({ verdict, text }: Wish) {
  return { verdict, q: text };
}

function form({ say, kept }: Visit, { verdict, text }: Wish): Html {
  return html`<form class="filter" role="search" action="/claims" method="get">
<div class="field"><label for="verdict">${say("claims.verdict")}</label>
<select id="verdict" name="verdict"><option value="">${say("claims.anyVerdict")}</option>${CLAIM_VERDICTS.map(
    (one) =>
      html`<option value="${one}"${one === verdict && html` selected`}>${say(`claims.verdict.${one}`)}</option>`,
  )}</select></div>
<div class="field"><label for="q">${say("claims.text")}</label>
<input id="q" name="q" type="search" value="${text}" maxlength="200" autocomplete="off" spellcheck="false"></div>
${kept(["verdict", "q", "on"])}<button>${say("claims.show")}</button>
</form>`;
}

function row(visit: Visit, book: ClaimBook, judged: Judged): Html {
  const { language, to } = visit;
  const { claim, verdict } = judged;
  const { statement, speaker, source, date, printed } = claimLine(judged, book);
  // A day that was said is told by the line of its time, in the reader's language.
  const figure = verdict === "not-a-valid-figure" || claim.period === "not-stated" ? printed : null;
  const value = valueText(visit, judged, book) ?? figure;
  const found = foundHtml(visit, judged);
  return html`<li><a href="${to(`/claims/${claim.id}`, { on: null })}">${statement[language]}</a>${value !== null && html`: <strong>${value}</strong>`} ${verdictHtml(visit, verdict)}
<p class="small">${speaker?.[language]} · <span${source && foreign(source.title, language)}>${source?.title}</span>${date !== null && ` · ${partialDay(visit, date)}`}</p>
<p class="small quiet">${claim.population[language]}, ${periodText(visit, claim)}${found !== false && html` · ${found}`}</p></li>
`;
}
