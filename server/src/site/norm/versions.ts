import { type DateText, dateInWords, type Wording } from "@arasha/law";
import { dayWithin, mayHold, spanOf } from "../dates.ts";
import { type Html, html } from "../html.ts";
import type { FoundNorm } from "../shelf.ts";
import { amendingAct, badge, heldOf } from "../sources.ts";
import { hand, scaleOf, years } from "../time/strip.ts";
import type { Visit } from "../visit.ts";
import { changeText, sidesOf } from "./sides.ts";

const HEIGHT = 72;

/** The wordings of one norm on a strip of time; each leads to the law of its own days. */
export function versionStrip(visit: Visit, { book, wordings, norm }: FoundNorm): Html {
  const { say, on, to } = visit;
  const scale = scaleOf(book.law, visit.today);
  const base = HEIGHT - 24;
  return html`<nav class="strip" aria-label="${say("versions.strip")}">
<svg width="100%" height="${HEIGHT}" xmlns="http://www.w3.org/2000/svg">
<line class="base" x1="0" x2="100%" y1="${base}" y2="${base}"/>
${years(scale, base)}
${wordings.map((wording) => {
  const { begins, ends } = wording;
  const [from, until] = [scale.at(begins.latest), ends === null ? 100 : scale.at(ends.earliest)];
  const label = spanOf(visit, wording);
  const day = dayWithin(wording, on, book.law.pack.coversFrom);
  const kind = `bar ${heldOf(wording.version)}${mayHold(wording, on) ? " shown" : ""}`;
  return html`<a href="${to(`/law/${norm.id}`, { on: day })}" aria-label="${label}"${mayHold(wording, on) && html` aria-current="true"`}><title>${label}</title><rect class="${kind}" x="${from}%" width="${Math.max(until - from, 0.4)}%" y="24" height="${base - 26}"/></a>
${ends !== null && ends.earliest < ends.latest && html`<rect class="band" x="${scale.at(ends.earliest)}%" width="${Math.max(scale.at(ends.latest) - scale.at(ends.earliest), 0.4)}%" y="24" height="${base - 26}"/>`}`;
})}
${hand(visit, scale, on, base)}
</svg>
</nav>`;
}

/** Every wording in words, the latest first: when, by which act, what differs from the one before. */
export function versionList(visit: Visit, found: FoundNorm, compared: Wording | null): Html {
  const { say, to, on } = visit;
  const { wordings, book, norm } = found;
  return html`<ol class="versions" reversed>${[...wordings].reverse().map((wording) => {
    const place = wordings.indexOf(wording);
    const before = wordings[place - 1];
    const act = book.law.amendments.get(wording.version.from);
    const day = dayWithin(wording, on, book.law.pack.coversFrom);
    const shown = mayHold(wording, on);
    return html`<li${shown && html` class="shown"`}>
<p><strong>${spanOf(visit, wording)}</strong> ${badge(visit, heldOf(wording.version))}${shown && html` <span class="small">${say("versions.shown")}</span>`}</p>
${act !== undefined && html`<p class="small">${say("versions.by")} ${amendingAct(visit, act)}</p>`}
${before !== undefined && html`<p class="small">${changeText(visit, sidesOf(visit, book, before, wording))}</p>`}
${
  !shown &&
  html`<p class="small"><a href="${to(`/law/${norm.id}`, { on: day })}">${say("versions.show", { date: dateInWords(day, visit.language) })}</a>${
    wording !== compared &&
    html` · <a href="${compareWith(visit, norm.id, day)}">${say("versions.compare")}</a>`
  }</p>`
}
</li>`;
  })}</ol>`;
}

function compareWith({ to, on }: Visit, id: string, day: DateText): string {
  return `${to(`/law/${id}`, { on, with: day })}#compare`;
}
