import { actId, dateInWords, sliceOn } from "@arasha/law";
import { dayText, stretchOf } from "./dates.ts";
import { noDayPage } from "./error-pages.ts";
import { dayForm, searchForm, turnLink } from "./forms.ts";
import { type Html, html } from "./html.ts";
import type { Page } from "./layout.ts";
import { normsByKind } from "./norm-list.ts";
import { actPath } from "./shelf.ts";
import { around } from "./time/history.ts";
import { strip } from "./time/strip.ts";
import type { Visit } from "./visit.ts";

/** The front of the explorer: one day of law, its place in time, every article in force grouped by act and kind. */
export function frontPage(visit: Visit): Page {
  if (visit.fault !== null) return noDayPage(visit);
  const { say, language, on, book, today, to } = visit;
  const date = dateInWords(on, language);
  const { before, after } = around(book.law, on);
  const heading =
    on === today
      ? say("front.today", { date })
      : on < today
        ? say("front.then", { date })
        : say("front.future", { date });
  return {
    title: say("front.title"),
    place: "front",
    canonical: visit.canonical("/law", { on: visit.asked }),
    main: html`<h1>${heading}</h1>
<p class="lead">${say("front.lead", { country: book.law.pack.title[language] })}</p>
${searchForm(visit, "")}
${strip(visit)}
<div class="days">
${turnLink(visit, before, "turn.before")}
${dayForm(visit, "/law")}
${turnLink(visit, after, "turn.after")}
</div>
${unsettledNote(visit)}
<h2>${say("front.acts")}</h2>
${actsOnDay(visit)}
<p><a href="${to("/treaties")}">${say("front.treaties")}</a></p>
<p class="small quiet">${say("front.more")} <a href="${to("/law/pack.json", { on: null, lang: null })}">JSON</a></p>`,
  };
}

/** Says so where it is not established which law held that day. */
function unsettledNote(visit: Visit): Html | false {
  const { book, on, say, language } = visit;
  const { regime } = sliceOn(book.law, on);
  if (regime.established) return false;
  const acts = regime.amendments.flatMap((id) => {
    const act = book.law.amendments.get(id);
    return act === undefined
      ? []
      : [html`<li>${act.title[language]}: ${dayText(visit, stretchOf(act.inForce))}</li>`];
  });
  return html`<div class="unsure"><p>${say("front.unsettled")}</p><ul>${acts}</ul></div>`;
}

function actsOnDay(visit: Visit): Html {
  const { book, on, say, language, to } = visit;
  const inForce = [...sliceOn(book.law, on).norms.values()].flatMap(({ wordings: [first] }) =>
    first ? [first] : [],
  );
  const acts = book.law.pack.acts.flatMap((act) => {
    const own = inForce.filter(({ norm }) => actId(norm.id) === act.id);
    return own.length === 0 ? [] : [{ act, own }];
  });
  return html`${acts.map(
    ({
      act,
      own,
    }) => html`<details class="act"><summary><span class="act-title">${act.title[language]}</span> <span class="small quiet">${say("front.count", { count: own.length })}</span></summary>
${normsByKind(visit, own)}
<p><a href="${to(`/law/acts/${actPath(book, act.id)}`)}">${say("front.wholeAct")}</a></p>
</details>`,
  )}`;
}
