import {
  type CheckedCount,
  checkCount,
  dateInWords,
  TREATY_MEASURES,
  type TreatyMeasure,
  treatyStatus,
} from "@arasha/law";
import type { TreatyBook } from "@arasha/packs";
import { type Html, html } from "../../html.ts";
import { foreign } from "../../sources.ts";
import { nameOf, namesOf, type TreatyVisit } from "./visit.ts";

/** What each way of counting counts, and gives on the day; then who makes the difference between them. */
export function countsTable(visit: TreatyVisit): Html {
  const { say, on, treaty } = visit;
  const { states, organisations } = treatyStatus(treaty.participation, on);
  const left = states.everRatified.filter((code) => !states.party.includes(code));
  const waiting = states.party.filter((code) => !states.inForce.includes(code));
  return html`<div class="scroll" tabindex="0"><table class="tally">
<thead><tr><th scope="col">${say("treaty.column.measure")}</th><th scope="col">${say("treaty.column.states")}</th><th scope="col">${say("treaty.column.organisations")}</th></tr></thead>
<tbody>${TREATY_MEASURES.map(
    (measure) =>
      html`<tr><th scope="row">${say(`measure.${measure}`)} <span class="note">${say(`measure.${measure}.what`)}</span></th><td class="count">${states[measure].length}</td><td class="count">${organisations[measure].length}</td></tr>`,
  )}</tbody>
</table></div>
${left.length > 0 && html`<p>${say("treaty.difference.left", { names: namesOf(visit, left) })}</p>`}
${waiting.length > 0 && html`<p>${say("treaty.difference.waiting", { names: namesOf(visit, waiting) })}</p>`}`;
}

/**
 * What others published beside what the data give on the same day, each leading to its own page: at once those of the day
 * shown, folded away those of other days.
 */
export function publishedCounts(visit: TreatyVisit): Html {
  const { say, on, treaty } = visit;
  const checked = checkedCounts(treaty);
  const ofTheDay = checked.filter(({ count }) => count.on === on);
  const others = checked.filter(({ count }) => count.on !== on);
  return html`${ofTheDay.length > 0 && html`<h3>${say("treaty.published.day")}</h3>${table(visit, ofTheDay)}`}
${others.length > 0 && html`<details class="act"><summary>${say(ofTheDay.length > 0 ? "treaty.published.others-days" : "treaty.published")}</summary><p>${say("treaty.published.lead")}</p>${table(visit, others)}</details>`}`;
}

/** Held against the data once for each edition. */
function checkedCounts(treaty: TreatyBook): readonly CheckedCount[] {
  const { participation } = treaty;
  const all = known.get(treaty) ?? participation.counts.map((count) => checkCount(participation, count));
  known.set(treaty, all);
  return all;
}

const known = new WeakMap<TreatyBook, readonly CheckedCount[]>();

function table(visit: TreatyVisit, checked: readonly CheckedCount[]): Html {
  const { say } = visit;
  return html`<div class="scroll" tabindex="0"><table class="published">
<thead><tr><th scope="col">${say("treaty.column.day")}</th><th scope="col">${say("treaty.column.said")}</th><th scope="col">${say("treaty.column.given")}</th></tr></thead>
<tbody>${checked.map((one) => publishedRow(visit, one))}</tbody>
</table></div>`;
}

function publishedRow(visit: TreatyVisit, { count, computed, fits }: CheckedCount): Html {
  const { say, language, to, here, treaty } = visit;
  const list = (measures: readonly TreatyMeasure[]) =>
    measures.map((measure) => `${say(`measure.${measure}`)} ${computed[measure]}`).join(", ");
  // Of the other ways of counting those are named that a reader could take for the same.
  const others = TREATY_MEASURES.filter((measure) => measure !== "signedOnly" && !fits.includes(measure));
  const sources = treaty.participation.sources.filter(({ id }) => count.sources.includes(id));
  const circle = [
    count.of === "states-and-organisations" && say("treaty.published.all"),
    count.within !== undefined && say("treaty.published.within", { name: nameOf(visit, count.within) }),
  ].filter((one) => one !== false);
  return html`<tr><th scope="row"><a href="${to(here, { on: count.on })}">${dateInWords(count.on, language)}</a></th>
<td>${count.said[language]}${circle.length > 0 && html` (${circle.join(", ")})`} <span class="note">${sources.map(({ title, url }) => html`<a href="${url}" rel="noreferrer noopener"${foreign(title, language)}>${title}</a> `)}</span></td>
<td>${fits.length === 0 ? say("treaty.published.none") : say("treaty.published.fits", { measures: list(fits) })}${!fits.includes("signedOnly") && others.length > 0 && html`<span class="note">${say("treaty.published.others", { measures: list(others) })}</span>`}${count.note !== undefined && html`<span class="note">${count.note[language]}</span>`}</td></tr>`;
}
