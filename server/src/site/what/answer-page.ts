import {
  type Assessment,
  assess,
  type DutyAnswer,
  dateInWords,
  type FactPath,
  type MeasureAnswer,
  type Missing,
  type OffenceAnswer,
  questionNames,
  type Reason,
  type RightAnswer,
  reasons,
  type Term,
} from "@arasha/law";
import { cite } from "../cite.ts";
import { type Html, html, type Piece } from "../html.ts";
import type { Page } from "../layout.ts";
import type { Visit } from "../visit.ts";
import { factsOf, type Told } from "./answers.ts";
import { form, moves, page, sayer } from "./pages.ts";

/** What the law says so far: what it names, who is told, what protects, who must act, what helps, what is still open. */
export function answerPage(visit: Visit, told: Told, next: FactPath | null): Page {
  const say = sayer(visit);
  const { language, book, today } = visit;
  const known = told.answers.some(({ fact, value }) => fact === "acts" && value !== null);
  const assessment = assess(book.law, factsOf(told, today));
  const { date, regime, offences, measures, duties, rights } = assessment;
  const applies = offences.filter(({ verdict }) => verdict === "applies");
  const possible = known ? offences.filter(({ verdict }) => verdict === "possible") : [];
  const telling = duties.filter(({ reporting }) => reporting !== undefined);
  const owed = duties.filter(
    ({ reporting, verdict, starts }) =>
      reporting === undefined &&
      verdict === "applies" &&
      (starts.event === "report" || starts.event === "incident"),
  );
  return page(
    visit,
    html`<h1>${say("answer.title")}</h1>
<p>${say("answer.day", { date: dateInWords(date, language) })}</p>
${!regime.established && html`<p>${say("answer.unsure")}</p>`}
${applies.length === 0 && html`<p>${say("answer.none")}</p>`}
${section(say("answer.applies"), applies, (one) => offence(visit, one, date))}
${section(say("answer.possible"), oncePerNorm(possible), (one) => possibly(visit, one))}
${section(say("answer.told"), telling, (one) => tells(visit, one))}
${section(say("answer.protection"), known ? measures : [], (one) => provision(visit, one))}
${section(say("answer.duties"), owed, (one) => duty(visit, one))}
${section(say("answer.rights"), rights.filter(isHers), (one) => provision(visit, one))}
<h2>${say("answer.open")}</h2>
${
  next === null
    ? html`<p>${say("answer.done")}</p>`
    : html`<p>${say("answer.openText", { question: questionNames[next][language] })}</p>
${form(visit, told, html`<p class="steps"><button name="go" value="next">${say("more")}</button></p>`)}`
}
<p>${say("start.advice")}</p>
${moves(visit, told)}`,
  );
}

/** A right of the respondent or of a witness is no help to her. */
function isHers({ right }: RightAnswer): boolean {
  return right === undefined || right.of.some((holder) => holder !== "respondent" && holder !== "witness");
}

function section<T>(title: string, items: readonly T[], write: (item: T) => Html): Piece {
  return items.length > 0 && html`<h2>${title}</h2>\n${items.map(write)}`;
}

function offence(visit: Visit, one: OffenceAnswer, date: string): Html {
  const say = sayer(visit);
  const { language, book } = visit;
  return html`<div class="found"><h3>${one.title[language]}</h3>
<p>${one.class !== "unknown" && say(`class.${one.class}`)} <span class="quiet">${cite(visit, book, one.norm, one.part)}</span></p>
<details><summary>${say("answer.why")}</summary><p>${one.summary[language]}</p>
${tree(reasons(one, date, language, book.law).of)}</details></div>
`;
}

/** Only what decided: the rest would be read as a reproach for what was not told. */
function tree(of: readonly Reason[]): Piece {
  const decisive = of.filter(({ decides }) => decides);
  return (
    decisive.length > 0 &&
    html`<ul>${decisive.map((reason) => html`<li>${reason.words}${tree(reason.of)}</li>`)}</ul>`
  );
}

function possibly(visit: Visit, one: OffenceAnswer): Html {
  return html`<div class="found"><h3>${one.title[visit.language]}</h3>
${depends(visit, one.missing)}</div>
`;
}

function depends(visit: Visit, missing: readonly Missing[]): Piece {
  const say = sayer(visit);
  const facts = missing.flatMap((one) =>
    one.kind === "fact" ? [questionNames[one.fact][visit.language]] : [],
  );
  return facts.length > 0 && html`<p class="quiet">${say("answer.depends", { facts: facts.join(" ") })}</p>`;
}

function provision(visit: Visit, one: MeasureAnswer | RightAnswer): Html {
  const say = sayer(visit);
  const { language } = visit;
  const consent = "consentNeeded" in one ? CONSENT[one.consentNeeded] : null;
  return html`<div class="found"><h3>${one.title[language]}${one.verdict === "possible" && html` <small class="quiet">(${say("answer.maybe")})</small>`}</h3>
${"by" in one && one.by.length > 0 && html`<p>${say("by", { bodies: bodies(visit, one.by) })} ${consent && say(consent)}</p>`}
${one.verdict === "possible" && depends(visit, one.missing)}
<details><summary>${say("answer.what")}</summary><p>${one.verdict === "unknown-text" ? say("answer.textNotHeld") : one.summary[language]} <span class="quiet">${cite(visit, visit.book, one.norm)}</span></p></details></div>
`;
}

const CONSENT = {
  no: "agree.no",
  opinion: "consent.opinion",
  yes: "consent.required",
  unknown: "agree.unknown",
} as const;

function tells(visit: Visit, one: DutyAnswer): Html {
  const say = sayer(visit);
  const { reporting } = one;
  if (reporting === undefined) return html``;
  return html`<div class="found"><p>${say("told", { from: capital(bodies(visit, [one.agency])), to: bodies(visit, reporting.to) })}
<strong>${say(`consent.${reporting.consent}`)}</strong>
${one.verdict !== "applies" && html`<span class="quiet">(${say("answer.maybe")})</span>`}
<span class="quiet">${cite(visit, visit.book, one.norm)}</span></p></div>
`;
}

function duty(visit: Visit, one: DutyAnswer): Html {
  return html`<div class="found"><p><strong>${capital(bodies(visit, [one.agency]))}</strong>: ${one.title[visit.language]}, ${term(visit, one.within)}
<span class="quiet">${cite(visit, visit.book, one.norm)}</span></p></div>
`;
}

function term(visit: Visit, within: Term): string {
  const say = sayer(visit);
  return typeof within === "string" ? say(`term.${within}`) : say(`term.${within.unit}`, { n: within.n });
}

function bodies({ book, language }: Visit, ids: readonly string[]): string {
  const names = ids.map((id) => book.law.pack.bodies?.find((one) => one.id === id)?.name[language] ?? id);
  return names.join(", ");
}

function oncePerNorm(offences: Assessment["offences"]): Assessment["offences"] {
  return [...new Map(offences.toReversed().map((one) => [one.norm, one])).values()].toReversed();
}

function capital(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase("ru") + text.slice(1);
}
