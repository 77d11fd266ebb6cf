import { actId, dateInWords } from "@arasha/law";
import { mayHold } from "./dates.ts";
import { noDayPage, notFoundPage } from "./error-pages.ts";
import { dayForm } from "./forms.ts";
import { type Html, html } from "./html.ts";
import type { Page } from "./layout.ts";
import { normsByKind } from "./norm-list.ts";
import { type FoundAct, findAct } from "./shelf.ts";
import { amendingAct, badge, type Held, heldOf } from "./sources.ts";
import { turnsOf } from "./time/history.ts";
import { address, type Visit } from "./visit.ts";

/** One act: its articles on a day, the acts that amended it, how well it is known, what can be taken away. */
export function actPage(visit: Visit, { act: id = "" }: Readonly<Record<string, string>>): Page {
  const found = findAct(visit.shelf, id);
  if (found === null) return notFoundPage(visit);
  if (visit.fault !== null) return noDayPage(visit);
  const { say, language, on } = visit;
  const { act } = found;
  const norms = [...found.book.law.norms.values()].filter(({ norm }) => actId(norm.id) === act.id);
  const holding = norms.flatMap(({ wordings }) => wordings.find((one) => mayHold(one, on)) ?? []);
  const others = norms.flatMap(({ wordings }) =>
    wordings.some((one) => mayHold(one, on)) ? [] : (wordings.at(-1) ?? []),
  );
  return {
    title: act.cited[language],
    canonical: address(`/law/acts/${found.id}`, { on: visit.asked }),
    main: html`<p class="over"><a href="${visit.to("/law")}">${say("nav.front")}</a></p>
<h1>${act.title[language]}</h1>
<p class="quiet">${say("act.cited", { cited: act.cited[language] })}</p>
${act.url !== undefined && html`<p><a class="official" href="${act.url}" rel="noreferrer noopener">${say("official.text")}</a></p>`}
<div class="days">${dayForm(visit, `/law/acts/${found.id}`)}</div>
<h2>${say("act.onDay", { date: dateInWords(on, language), count: holding.length })}</h2>
${holding.length === 0 && html`<p>${say("act.none")}</p>`}
${normsByKind(visit, holding)}
${
  others.length > 0 &&
  html`<h2>${say("act.others")}</h2>
${normsByKind(visit, others)}`
}
<h2>${say("act.known")}</h2>
${coverage(visit, found)}
<h2>${say("act.amended")}</h2>
<ul class="amendments">${amendmentsOf(found).map((one) => html`<li>${amendingAct(visit, one)}</li>`)}</ul>
<h2>${say("download.title")}</h2>
<p>${say("download.act")} <a href="${address(`/law/${found.id}.akn.xml`, { lang: language })}">Akoma Ntoso (XML)</a> · <a href="${visit.to("/law/pack.json", { on: null, lang: null })}">JSON</a></p>`,
  };
}

/** How many wordings were read where: the sum of the badges. */
function coverage(visit: Visit, { book, act }: FoundAct): Html {
  const wordings = [...book.law.norms.values()]
    .filter(({ norm }) => actId(norm.id) === act.id)
    .flatMap(({ wordings }) => wordings);
  const counted = new Map<Held, number>();
  for (const { version } of wordings) counted.set(heldOf(version), (counted.get(heldOf(version)) ?? 0) + 1);
  return html`<ul class="plain">${[...counted].map(([held, count]) => html`<li>${badge(visit, held)} ${visit.say("act.wordings", { count })}</li>`)}</ul>`;
}

/** The amending acts that touch this act, the latest first. */
function amendmentsOf({ book, act }: FoundAct) {
  const ids = new Set(
    [...book.law.norms.values()]
      .filter(({ norm }) => actId(norm.id) === act.id)
      .flatMap(({ wordings }) => wordings.flatMap(({ version: { from, until } }) => [from, until])),
  );
  return turnsOf(book.law)
    .flatMap(({ acts }) => acts)
    .filter(({ id }) => ids.has(id))
    .reverse();
}
