import { type Html, html, type Piece } from "../html.ts";
import type { Page } from "../layout.ts";
import type { Visit } from "../visit.ts";
import { type MyCaseKey, sayMyCase } from "./words.ts";

export const PATH = "/my-case";
export const LEAVE = `${PATH}/leave`;

export type Fault = "wrong" | { readonly wait: number } | null;

/** Before anything is typed: what this device may tell, and to whom. Then the code and the key. */
export function doorPage(visit: Visit, fault: Fault = null): Page {
  const say = sayer(visit);
  const told =
    fault === null ? null : fault === "wrong" ? say("door.wrong") : say("door.wait", { seconds: fault.wait });
  return page(
    visit,
    html`<h1>${say("door.title")}</h1>
<h2>${say("door.before")}</h2>
<ul>
<li>${say("door.before1")}</li>
<li>${say("door.before2")}</li>
<li>${say("door.before3")}</li>
<li>${say("door.before4")}</li>
</ul>
<form method="post" action="${visit.to(PATH, { on: null })}" autocomplete="off">
${told !== null && html`<p class="fault" role="alert">${told}</p>`}
${field("code", say("door.code"), say("door.codeHint"), 12)}
${field("key", say("door.secret"), say("door.secretHint"), 24)}
<p class="steps"><button>${say("door.go")}</button></p>
</form>`,
    statusOf(fault),
  );
}

export function statusOf(fault: Fault): 200 | 400 | 429 {
  return fault === null ? 200 : fault === "wrong" ? 400 : 429;
}

/**
 * What the key opens that she gives when she is forced. The same for every case and every day: nothing is read to make it.
 */
export function plainPage(visit: Visit): Page {
  const say = sayer(visit);
  return page(
    visit,
    html`<h1>${say("plain.title")}</h1>
<p>${say("plain.none")}</p>
<p>${say("plain.text")}</p>
<ul>
<li><a href="${visit.to("/law", { on: null })}">${say("plain.law")}</a></li>
<li><a href="${visit.to("/law/what", { on: null })}">${say("plain.what")}</a></li>
</ul>
<p>${say("plain.advice")}</p>`,
  );
}

export function faultPage(visit: Visit, status: 400 | 403 = 400): Page {
  const say = sayer(visit);
  return page(
    visit,
    html`<h1>${say("title")}</h1>
<p class="fault" role="alert">${say("form.fault")}</p>
<p><a class="button" href="${visit.to(PATH, { on: null })}">${say("again")}</a></p>`,
    status,
  );
}

export function sayer({ language }: Visit) {
  return (key: MyCaseKey, values?: Readonly<Record<string, string | number>>) =>
    sayMyCase(language, key, values);
}

/** The tab says what the list of articles says, whatever is on the page; the exit ends her session on its way. */
export function page(visit: Visit, main: Piece, status: Page["status"] = 200): Page {
  return {
    title: visit.say("nav.front"),
    main: html`<div class="what">${main}</div>`,
    canonical: PATH,
    leave: LEAVE,
    status,
  };
}

/** Plain text fields: a browser offers to keep what is typed into a password field. */
export function field(name: string, label: string, hint: string, most: number): Html {
  return html`<p><label for="${name}">${label}</label><br>
<span class="quiet" id="${name}-hint">${hint}</span><br>
<input id="${name}" name="${name}" maxlength="${most}" size="${most}" aria-describedby="${name}-hint" autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false" required></p>
`;
}
