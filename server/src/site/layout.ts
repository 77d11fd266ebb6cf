import { LANGUAGES, type Language } from "@arasha/law";
import { ICON, SCRIPT, STYLE } from "./assets.ts";
import { type Html, html } from "./html.ts";
import type { MessageKey } from "./messages/say.ts";
import { chosenCountry } from "./shelf.ts";
import type { Visit } from "./visit.ts";

/** What a page has of its own. */
export type Page = {
  /** Shown on the tab and kept in the browser's history, so it must tell nobody anything: `CC 109-1`, not its subject. */
  readonly title: string;
  readonly main: Html;
  /** The one address of this content: path and the parameters that make it what it is, without the language. */
  readonly canonical: string;
  readonly place?: Place;
  readonly status?: 200 | 400 | 403 | 404 | 429 | 500;
  /** The hash over the data it is made from, where that is not the law of the country. */
  readonly edition?: string;
  /** Where the exit leads first, on a page that has something to end before one is elsewhere. */
  readonly leave?: string;
};

/** Where a reader is among the pages. */
export type Place = "front" | "regimes" | "changes" | "search" | "what" | "treaties";

const PLACES: readonly { readonly place: Place; readonly path: string; readonly name: MessageKey }[] = [
  { place: "front", path: "/law", name: "nav.front" },
  { place: "regimes", path: "/law/regimes", name: "nav.regimes" },
  { place: "changes", path: "/law/changes", name: "nav.changes" },
  { place: "search", path: "/law/search", name: "nav.search" },
  { place: "what", path: "/law/what", name: "nav.what" },
  { place: "treaties", path: "/treaties", name: "nav.treaties" },
];

/** Where the exit leads: a site that fits every country, every language and every reader. */
export const ELSEWHERE = "https://www.wikipedia.org/";

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { kk: "Қазақша", ru: "Русский", en: "English" };

/** The frame of every public page. The exit comes first in the order of the keyboard and stays in sight. */
export function layout(visit: Visit, page: Page): Html {
  const { say, to } = visit;
  return html`<!doctype html>
<html lang="${visit.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · ${say("site.name")}</title>
<link rel="stylesheet" href="${STYLE.address}">
<link rel="icon" href="${ICON.address}" type="image/svg+xml">
${
  (page.status ?? 200) === 200
    ? html`<link rel="canonical" href="${page.canonical}">
${LANGUAGES.map((language) => html`<link rel="alternate" hreflang="${language}" href="${inLanguage(page.canonical, language)}">`)}`
    : html`<meta name="robots" content="noindex">`
}
<script src="${SCRIPT.address}" defer></script>
</head>
<body>
<header class="top">
<a class="leave" href="${page.leave ?? ELSEWHERE}" rel="noreferrer nofollow" data-leave="">${say("leave.action")}</a>
<a class="skip" href="#main">${say("skip")}</a>
<a class="name" href="${to("/law")}">${say("site.name")}</a>
</header>
<div class="head">
<nav class="places" aria-label="${say("nav.label")}">
${PLACES.map(
  ({ place, path, name }) =>
    html`<a href="${to(path)}"${page.place === place && html` aria-current="page"`}>${say(name)}</a>`,
)}
</nav>
<nav class="languages" aria-label="${say("nav.languages")}">
${LANGUAGES.map((language) =>
  language === visit.language
    ? html`<span lang="${language}" aria-current="true">${LANGUAGE_NAMES[language]}</span>`
    : html`<a lang="${language}" hreflang="${language}" href="${sameIn(visit, language)}">${LANGUAGE_NAMES[language]}</a>`,
)}
</nav>
${countries(visit, page.place)}
</div>
<main id="main" tabindex="-1">
${page.main}
</main>
<footer class="foot">
<p>${say("foot.what")}</p>
${page.leave === undefined && html`<p>${say("foot.trace")}</p>`}
<p class="print-only">${say("foot.printed", { address: page.canonical, hash: (page.edition ?? visit.book.country.hash).slice(0, 12) })}</p>
</footer>
</body>
</html>
`;
}

/** The same page of the law of another country; an article or an act has a country of its own. */
function countries({ shelf, book, language, to, say }: Visit, place: Place | undefined): Html | false {
  const { path = "" } = PLACES.find((one) => one.place === place) ?? {};
  return (
    shelf.books.length > 1 &&
    path.startsWith("/law") &&
    html`<nav class="countries" aria-label="${say("nav.countries")}">
${shelf.books.map((other) => {
  const name = other.law.pack.title[language];
  return other === book
    ? html`<span aria-current="true">${name}</span>`
    : html`<a href="${to(path, { country: chosenCountry(shelf, other), on: null })}">${name}</a>`;
})}
</nav>`
  );
}

/** The page as it is being read, in another language. */
function sameIn({ path, query }: Visit, language: Language): string {
  const parameters = new URLSearchParams([...query].filter(([name]) => name !== "lang"));
  parameters.set("lang", language);
  return `${path}?${parameters}`;
}

function inLanguage(canonical: string, language: Language): string {
  return `${canonical}${canonical.includes("?") ? "&" : "?"}lang=${language}`;
}
