import { dateInWords } from "@arasha/law";
import { nearest } from "@arasha/packs";
import { cite } from "./cite.ts";
import { searchForm } from "./forms.ts";
import { type Html, html } from "./html.ts";
import type { Page } from "./layout.ts";
import { findNorm } from "./shelf.ts";
import type { Visit } from "./visit.ts";

/** Nothing is kept at this address. */
export function notFoundPage(visit: Visit): Page {
  return problem(
    visit,
    404,
    visit.say("error.notFound.title"),
    html`<p>${visit.say("error.notFound.text")}</p>`,
  );
}

/** No such norm; the nearest id there is, if one is near. */
export function noNormPage(visit: Visit, id: string): Page {
  const { say } = visit;
  const shown = id.length > 60 ? `${id.slice(0, 57)}…` : id;
  const known = visit.shelf.books.flatMap(({ law }) => [...law.norms.keys()]);
  const near = id.length > 60 ? undefined : nearest(id, known);
  return problem(
    visit,
    404,
    say("error.noNorm.title", { id: shown }),
    html`<p>${say("error.noNorm.text")}</p>
${near !== undefined && html`<p>${say("error.noNorm.near")} ${normNamed(visit, near)}</p>`}`,
  );
}

/** No such treaty. */
export function noTreatyPage(visit: Visit, id: string): Page {
  return notHeld(visit, id, "error.noTreaty");
}

/** Nothing is held about a state or organisation of this code. */
export function noPartyPage(visit: Visit, id: string): Page {
  return notHeld(visit, id, "error.noParty");
}

function notHeld(visit: Visit, id: string, which: "error.noTreaty" | "error.noParty"): Page {
  const { say, to } = visit;
  const shown = id.length > 60 ? `${id.slice(0, 57)}…` : id;
  return problem(
    visit,
    404,
    say(`${which}.title`, { id: shown }),
    html`<p>${say(`${which}.text`)}</p>
<p><a href="${to("/treaties", { on: null })}">${say("treaties.title")}</a></p>`,
  );
}

/** The day asked about does not exist, or lies before the first one covered. */
export function noDayPage(visit: Visit): Page {
  const { say, to, path, language } = visit;
  const first = dateInWords(visit.book.law.pack.coversFrom, language);
  if (visit.fault === "no-day") {
    const value = (visit.asked ?? "").slice(0, 60);
    return problem(
      visit,
      400,
      say("error.noDay.title"),
      html`<p>${say("error.noDay.text", { value })}</p>
<p><a href="${to(path, { on: visit.today })}">${say("error.early.go", { first: dateInWords(visit.today, language) })}</a></p>`,
    );
  }
  return problem(
    visit,
    400,
    say("error.early.title"),
    html`<p>${say("error.early.text", { first })}</p>
<p><a href="${to(path, { on: visit.book.law.pack.coversFrom })}">${say("error.early.go", { first })}</a></p>`,
  );
}

/** A fault of ours. */
export function failedPage(visit: Visit, id: string): Page {
  const { say } = visit;
  return problem(visit, 500, say("error.failed.title"), html`<p>${say("error.failed.text", { id })}</p>`);
}

/** Much was asked from her address: by her, or by somebody behind the same one. */
export function busyPage(visit: Visit, seconds: number): Page {
  const { say } = visit;
  return problem(visit, 429, say("error.busy.title"), html`<p>${say("error.busy.text", { seconds })}</p>`);
}

function normNamed(visit: Visit, id: string): Html | false {
  const found = findNorm(visit.shelf, id);
  return (
    found !== null &&
    html`<a href="${visit.to(`/law/${id}`)}"><span class="number">${cite(visit, found.book, id)}</span> ${found.norm.title[visit.language]}</a>`
  );
}

function problem(visit: Visit, status: 400 | 404 | 429 | 500, title: string, text: Page["main"]): Page {
  return {
    title,
    status,
    canonical: "/law",
    main: html`<h1>${title}</h1>
${text}
${searchForm(visit, "")}
<p><a href="${visit.to("/law", { on: null })}">${visit.say("error.back")}</a></p>`,
  };
}
