import { dateInWords, show } from "@arasha/law";
import { cite } from "../cite.ts";
import { noDayPage, noNormPage } from "../error-pages.ts";
import { html } from "../html.ts";
import type { Page } from "../layout.ts";
import { findNorm } from "../shelf.ts";
import { address, type Visit } from "../visit.ts";

/** One norm on one day. */
export function normPage(visit: Visit, { norm: id = "" }: Readonly<Record<string, string>>): Page {
  const found = findNorm(visit.shelf, id);
  if (found === null) return noNormPage(visit, id);
  if (visit.fault !== null) return noDayPage(visit);
  const { say, language, on } = visit;
  const versions = show(found.book.law, id, on)?.versions ?? [];
  return {
    title: cite(visit, found.book, id),
    canonical: address(`/law/${id}`, { on: visit.asked }),
    main: html`<p class="over">${cite(visit, found.book, id)} · ${say(`kind.${found.norm.kind}`)}</p>
<h1>${found.norm.title[language]}</h1>
<p>${say("norm.onDay", { date: dateInWords(on, language) })}</p>
${versions.map(({ version }) => html`<p class="summary">${version.summary[language]}</p>`)}
${versions.length === 0 && html`<p>${say("norm.none", { date: dateInWords(on, language) })}</p>`}`,
  };
}
