import {
  ACT_GROUPS,
  type ActGroup,
  actGroupNames,
  answerName,
  dateInWords,
  FACT_PATHS,
  type FactPath,
  questionHints,
  questionNames,
} from "@arasha/law";
import { type Html, html } from "../html.ts";
import type { Page } from "../layout.ts";
import type { Visit } from "../visit.ts";
import { CHOICES, mostOf, type Told, writeAnswer } from "./answers.ts";
import { sayWhat, type WhatKey } from "./words.ts";

export const PATH = "/law/what";

/** What stays on the telephone is said before anything is asked. */
export function startPage(visit: Visit): Page {
  const say = sayer(visit);
  return page(
    visit,
    html`<h1>${say("start.title")}</h1>
<p>${say("start.text")}</p>
<h2>${say("start.kept")}</h2>
<ul>
<li>${say("start.kept1")}</li>
<li>${say("start.kept2")}</li>
<li>${say("start.kept3")}</li>
<li>${say("start.kept4")}</li>
</ul>
<p>${say("start.advice")}</p>
${form(visit, null, html`<p class="steps"><button name="go" value="start">${say("start.go")}</button></p>`)}`,
  );
}

export function datePage(visit: Visit, wrong = false): Page {
  const say = sayer(visit);
  const first = visit.book.law.pack.coversFrom;
  return page(
    visit,
    form(
      visit,
      null,
      html`<h1 id="q">${say("date.question")}</h1>
<input type="hidden" name="q" value="date">
${wrong && fault(say("error.date", { first: dateInWords(first, visit.language) }))}
<p id="hint">${say("date.hint")}</p>
<p><label class="field">${say("date.label")} <input type="date" name="v" min="${first}" max="${visit.today}" value="${visit.today}" autocomplete="off" aria-describedby="hint"></label></p>
<p class="steps"><button name="go" value="next">${say("next")}</button>
<button class="button plain" name="go" value="skip">${say("date.skip")}</button></p>`,
    ),
    wrong,
  );
}

/** One question. "I don't know" is as large as "Next". */
export function questionPage(visit: Visit, told: Told, fact: FactPath, wrong = false): Page {
  const { language } = visit;
  const say = sayer(visit);
  const hint = questionHints[fact]?.[language];
  const numeric = FACT_PATHS[fact] === "number";
  const error = numeric ? say("error.number", { most: mostOf(fact) }) : say("error.choose");
  const begun = told.answers.length > 0;
  return page(
    visit,
    html`${form(
      visit,
      told,
      html`<input type="hidden" name="q" value="${fact}">
<fieldset class="ask">
<legend><h1>${questionNames[fact][language]}</h1></legend>
${wrong && fault(error)}
${hint !== undefined && html`<p>${hint}</p>`}
${field(visit, fact)}
</fieldset>
<p class="steps"><button name="go" value="next">${say("next")}</button>
<button class="button plain" name="go" value="skip">${say("skip")}</button></p>
${begun && html`<p><button class="button plain" name="go" value="result">${say("result")}</button></p>`}`,
    )}
${moves(visit, told)}`,
    wrong,
  );
}

/** Going back, and starting over, without the answer on the screen. */
export function moves(visit: Visit, told: Told): Html {
  const say = sayer(visit);
  return html`${form(
    visit,
    told,
    html`<p class="steps"><button class="button plain" name="go" value="back">${say("back")}</button>
<a class="button plain" href="${visit.to(PATH)}">${say("again")}</a></p>`,
  )}`;
}

export function formFaultPage(visit: Visit): Page {
  const say = sayer(visit);
  return page(
    visit,
    html`<h1>${say("error.form.title")}</h1>
<p>${say("error.form.text")}</p>
<p><a class="button" href="${visit.to(PATH)}">${say("again")}</a></p>`,
    true,
  );
}

/** The answers so far as fields nobody sees: they are nowhere else. */
export function form(visit: Visit, told: Told | null, content: Html): Html {
  return html`<form method="post" action="${visit.to(PATH)}" autocomplete="off">
${told?.date && html`<input type="hidden" name="d" value="${told.date}">`}
${told?.answers.map((answer) => html`<input type="hidden" name="f" value="${writeAnswer(answer)}">`)}
${content}
</form>`;
}

export function sayer({ language }: Visit) {
  return (key: WhatKey, values?: Readonly<Record<string, string | number>>) => sayWhat(language, key, values);
}

/** The tab says what the list of articles says, whatever is asked on the page. */
export function page(visit: Visit, main: Html, wrong = false): Page {
  return {
    title: visit.say("nav.front"),
    main: html`<div class="what">${main}</div>`,
    canonical: visit.canonical(PATH),
    place: "what",
    ...(wrong && { status: 400 }),
  };
}

function fault(text: string): Html {
  return html`<p class="fault" role="alert">${text}</p>`;
}

function field(visit: Visit, fact: FactPath): Html {
  const say = sayer(visit);
  const kind = FACT_PATHS[fact];
  if (kind === "list") return acts(visit);
  if (kind === "number") {
    return html`<p><label class="field">${say("number.hint")} <input name="v" inputmode="numeric" maxlength="3" size="4" autocomplete="off"></label></p>`;
  }
  const options =
    kind === "history"
      ? [
          ["none", say("history.no")],
          ["some", say("history.yes")],
        ]
      : (kind === "boolean" ? ["true", "false"] : (CHOICES[fact] ?? [])).map((value) => [
          value,
          answerName(fact, kind === "boolean" ? value === "true" : value)?.[visit.language] ?? value,
        ]);
  return html`${options.map(([value, name]) => option("radio", value ?? "", name ?? ""))}`;
}

/** Folded by area: whoever reads opens what fits and is spared the rest. */
function acts(visit: Visit): Html {
  const say = sayer(visit);
  const { language } = visit;
  return html`<p class="quiet">${say("acts.fold")}</p>
${(Object.keys(ACT_GROUPS) as ActGroup[]).map(
  (group) => html`<details><summary>${actGroupNames[group][language]}</summary>
${ACT_GROUPS[group].map((act) => option("checkbox", act, answerName("acts", act)?.[language] ?? act))}
</details>`,
)}`;
}

function option(type: "radio" | "checkbox", value: string, name: string): Html {
  return html`<label class="option"><input type="${type}" name="v" value="${value}" autocomplete="off"> <span>${name}</span></label>
`;
}
