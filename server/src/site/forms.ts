import { dayText } from "./dates.ts";
import { type Html, html } from "./html.ts";
import { dayOf, type Turn } from "./time/history.ts";
import type { Visit } from "./visit.ts";

/** Asks for another day. */
export function dayForm({ say, on, kept, today, to }: Visit, path: string): Html {
  return html`<form class="field" action="${path}" method="get">
<label for="on">${say("day.label")}</label>
<input id="on" name="on" type="date" value="${on}" required>
${kept(["on"])}<button>${say("day.show")}</button>
${on !== today && html`<a href="${to(path, { on: null })}">${say("day.today")}</a>`}
</form>`;
}

export function searchForm({ say, kept }: Visit, query: string): Html {
  return html`<form class="search" role="search" action="/law/search" method="get">
<label for="q">${say("search.label")}</label>
<div class="field"><input id="q" name="q" type="search" value="${query}" maxlength="200" autocomplete="off" spellcheck="false">
${kept([])}<button>${say("search.go")}</button></div>
</form>`;
}

/** A way to the turn of the law before or after. */
export function turnLink(
  visit: Visit,
  turn: Turn | null,
  name: "turn.before" | "turn.after",
  path = "/law",
): Html | false {
  return (
    turn !== null &&
    html`<a class="turn" href="${visit.to(path, { on: dayOf(turn) })}"><span class="small">${visit.say(name)}</span> ${dayText(visit, turn)}</a>`
  );
}
