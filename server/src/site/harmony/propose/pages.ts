import type { Suggestion } from "../../../contract/index.ts";
import { type Html, html } from "../../html.ts";
import type { Page } from "../../layout.ts";
import type { Visit } from "../../visit.ts";
import { type ProposeKey, sayPropose } from "./words.ts";

export const PATH = "/claims/propose";

/** The fields of the form, in its order, with how long each may be. */
export const FIELDS = {
  statement: 1500,
  who: 200,
  where: 500,
  when: 60,
  about: 300,
  figure: 60,
  unit: 60,
} as const satisfies Readonly<Partial<Record<keyof Suggestion, number>>>;
export type Field = keyof typeof FIELDS;

export type Typed = Readonly<Record<Field, string>>;

/** What is wrong with what was sent: fields to look at again, or seconds to wait. */
export type Fault = { readonly fields: readonly Field[] } | { readonly wait: number } | null;

/** The form, with what was typed before where something was wrong with it. */
export function formPage(visit: Visit, typed: Typed | null = null, fault: Fault = null): Page {
  const say = sayer(visit);
  const wrong = fault !== null && "fields" in fault ? fault.fields : [];
  const input = (
    name: Field,
    hint: ProposeKey | null,
    needed: boolean,
  ) => html`<p><label for="${name}">${say(name)}</label><br>
${hint !== null && html`<span class="quiet" id="${name}-hint">${say(hint)}</span><br>`}
${control(name, typed?.[name] ?? "", hint !== null, needed, wrong.includes(name))}</p>
`;
  return page(
    visit,
    html`<h1>${say("title")}</h1>
<p class="lead">${say("lead")}</p>
<p>${say("after")}</p>
<p>${say("trace")}</p>
<form class="propose" method="post" action="${visit.to(PATH, { on: null })}" autocomplete="off">
${fault !== null && html`<p class="fault" role="alert">${told(visit, fault)}</p>`}
${input("statement", "statementHint", true)}
${input("who", "whoHint", true)}
${input("where", "whereHint", true)}
${input("when", "whenHint", false)}
${input("about", "aboutHint", true)}
${input("figure", null, false)}
${input("unit", null, false)}
<p class="steps"><button>${say("go")}</button></p>
</form>`,
    fault === null ? 200 : "wait" in fault ? 429 : 400,
  );
}

/** That it has arrived, and its number. The address of the page says neither. */
export function receiptPage(visit: Visit, number: string): Page {
  const say = sayer(visit);
  return page(
    visit,
    html`<h1>${say("done")}</h1>
<p class="lead">${say("receipt", { number })}</p>
<p>${say("receiptWhat")}</p>
<p>${say("next")}</p>
<p><a class="button" href="${visit.to("/claims", { on: null })}">${say("back")}</a></p>`,
  );
}

export function faultPage(visit: Visit, status: 400 | 403 = 400): Page {
  const say = sayer(visit);
  return page(
    visit,
    html`<h1>${say("title")}</h1>
<p class="fault" role="alert">${say("fault")}</p>
<p><a class="button" href="${visit.to(PATH, { on: null })}">${say("again")}</a></p>`,
    status,
  );
}

function told(visit: Visit, fault: NonNullable<Fault>): string {
  const say = sayer(visit);
  return "wait" in fault
    ? say("wait", { seconds: fault.wait })
    : say("missing", { fields: fault.fields.map((name) => `“${say(name)}”`).join(", ") });
}

function control(name: Field, value: string, hinted: boolean, needed: boolean, wrong: boolean): Html {
  const rest = html`${hinted && html` aria-describedby="${name}-hint"`}${wrong && html` aria-invalid="true"`}${needed && html` required`}`;
  if (name === "statement" || name === "about")
    return html`<textarea id="${name}" name="${name}" rows="${name === "statement" ? 4 : 2}" maxlength="${FIELDS[name]}"${rest}>${value}</textarea>`;
  return html`<input id="${name}" name="${name}" type="${name === "where" ? "url" : "text"}" maxlength="${FIELDS[name]}" value="${value}"${rest}>`;
}

function sayer({ language }: Visit) {
  return (key: ProposeKey, values?: Readonly<Record<string, string | number>>) =>
    sayPropose(language, key, values);
}

function page(visit: Visit, main: Html, status: Page["status"] = 200): Page {
  return { title: sayer(visit)("title"), main, place: "treaties", canonical: PATH, status };
}
