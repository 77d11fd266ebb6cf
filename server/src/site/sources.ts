import { type AmendingAct, dateInWords, type Language, type Source, type Version } from "@arasha/law";
import { dayText, stretchOf } from "./dates.ts";
import { type Html, html } from "./html.ts";
import type { Visit } from "./visit.ts";

/** How far what is said here was verified, as a quiet badge. */
export type Held =
  | "official"
  | "official-partly"
  | "secondary"
  | "secondary-partly"
  | "unverified"
  | "not-held";

/** The best source decides; what was read in part, or not at all, says so. */
export function heldOf({ text, sources }: Pick<Version, "text" | "sources">): Held {
  if (text === "unknown") return "not-held";
  const best = (["official", "secondary"] as const).find((one) =>
    sources.some(({ confidence }) => confidence === one),
  );
  if (best === undefined) return "unverified";
  return text === "partly" ? `${best}-partly` : best;
}

export function badge({ say }: Visit, held: Held): Html {
  return html`<span class="badge ${held}">${say(`held.${held}`)}</span>`;
}

export function sourceList(visit: Visit, sources: readonly Source[]): Html {
  return html`<ul class="sources">${sources.map((source) => html`<li>${sourceItem(visit, source)}</li>`)}</ul>`;
}

function sourceItem({ say, language }: Visit, { title, url, confidence, read, note }: Source): Html {
  const named = html`<span${foreign(title, language)}>${title}</span>`;
  return html`${/^https?:\/\//.test(url) ? html`<a href="${url}" rel="noreferrer noopener">${named}</a>` : named}
<span class="small quiet">${say(`confidence.${confidence}`)}${read !== undefined && ` · ${say("source.read", { date: dateInWords(read, language) })}`}</span>
${note !== undefined && html`<span class="note small"${foreign(note, language)}>${note}</span>`}`;
}

/** An amending act: title, when it took force, where that was read. */
export function amendingAct(visit: Visit, act: AmendingAct): Html {
  const { language, say, to } = visit;
  const when = stretchOf(act.inForce);
  return html`<a href="${to("/law/changes", { on: when.latest })}">${act.title[language]}</a>
<span class="small quiet">${say("amendment.inForce", { day: dayText(visit, when) })}${act.signed !== undefined && ` · ${say("amendment.signed", { date: dateInWords(act.signed, language) })}`}</span>`;
}

/** Why the day an act took force is not established, with both sides of a dispute. */
export function whyUnsettled(visit: Visit, act: AmendingAct): Html {
  const { say, language } = visit;
  if (typeof act.inForce === "string") return html``;
  const { earliest, latest, why, claims = [] } = act.inForce;
  const values = {
    act: act.title[language],
    from: dateInWords(earliest, language),
    to: dateInWords(latest, language),
  };
  return html`<p>${say(`unsettled.${why}`, values)}</p>
${claims.length > 0 && html`<ul>${claims.map((claim) => html`<li>${partialDate(visit, claim.date)}: ${sourceList(visit, claim.sources)}</li>`)}</ul>`}
${claims.length === 0 && sourceList(visit, act.sources)}`;
}

/** A date as precise as its source gives it. */
function partialDate({ language }: Visit, date: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) ? dateInWords(date, language) : date;
}

/** The language of a text written in its own, for those who have it read aloud; nothing where it is the page's. */
export function foreign(text: string, page: Language): Html | null {
  const language = /[әғқңөұүһі]/i.test(text) ? "kk" : /\p{Script=Cyrillic}/u.test(text) ? "ru" : "en";
  return language === page ? null : html` lang="${language}"`;
}
