import type { Wording } from "@arasha/law";
import { dayWithin, spanOf } from "../dates.ts";
import { type Html, html } from "../html.ts";
import type { Book } from "../shelf.ts";
import { badge, heldOf } from "../sources.ts";
import type { Visit } from "../visit.ts";
import { changedFields, differences, marks, type Pair, type SectionPair } from "./difference.ts";
import { type Line, linesHtml, type Mark } from "./line.ts";
import { provisionsOf } from "./provisions.ts";
import { readerOn } from "./reader.ts";

/** Two wordings of one norm, and what differs between them. */
export type Sides = { readonly then: Wording; readonly now: Wording; readonly pairs: readonly SectionPair[] };

export function sidesOf(visit: Visit, book: Book, then: Wording, now: Wording): Sides {
  const read = (wording: Wording) =>
    provisionsOf(readerOn(visit, book, dayWithin(wording, visit.on, book.law.pack.coversFrom)), wording);
  return { then, now, pairs: differences(read(then), read(now)) };
}

/** What differs by its names: `penalties, who starts the case; part 3 (new)`. What only the summary tells has no name. */
export function changeText(visit: Visit, { pairs, then, now }: Sides): string {
  const { say } = visit;
  if (then.version.text === "unknown" || now.version.text === "unknown") return say("change.unread");
  const fields = changedFields(pairs.filter(({ only }) => only === null)).map((field) => lower(field, visit));
  const parts = pairs.flatMap(({ title, only }) =>
    only === null || title === null
      ? []
      : [say("change.part", { title: lower(title, visit), how: say(`side.only.${only}`) })],
  );
  const all = [...fields, ...parts];
  return all.length > 0 ? say("change.fields", { fields: all.join(", ") }) : say("change.summaryOnly");
}

/** As it stands inside a sentence: the names of fields begin with a capital where they stand alone. */
export function lower(label: string, { language }: Visit): string {
  return label.slice(0, 1).toLocaleLowerCase(language) + label.slice(1);
}

/** Then | now: the summaries, then each field that differs with what is gone and what is new marked in words and colour. */
export function sidesHtml(visit: Visit, sides: Sides): Html {
  const { then, now, pairs } = sides;
  const { say, language } = visit;
  const head = (wording: Wording, side: "then" | "now") =>
    html`<div class="${side}"><p class="side"><strong>${say(`side.${side}`)}</strong> <span class="small">${spanOf(visit, wording)}</span> ${badge(visit, heldOf(wording.version))}</p><p>${wording.version.summary[language]}</p></div>`;
  return html`<div class="sides">
<div class="pair">${head(then, "then")}${head(now, "now")}</div>
${pairs.map((pair) => sectionHtml(visit, pair))}
${sameHtml(visit, pairs)}
</div>`;
}

function sectionHtml(visit: Visit, { title, only, changed, same }: SectionPair): Html | false {
  const { say } = visit;
  const fields = same.map((field) => lower(field, visit)).join(", ");
  return (
    changed.length > 0 &&
    html`${title !== null && html`<p class="part-name">${title}${only !== null && html` <span class="small quiet">${say(`side.only.${only}`)}</span>`}</p>`}
${changed.map((pair) => pairHtml(visit, pair))}
${fields !== "" && html`<p class="small quiet">${say("side.same", { fields })}</p>`}`
  );
}

/** The parts and duties that are the same in both, named once. */
function sameHtml(visit: Visit, pairs: readonly SectionPair[]): Html | false {
  const same = pairs.flatMap(({ title, changed }) =>
    changed.length === 0 && title !== null ? [lower(title, visit)] : [],
  );
  return (
    same.length > 0 && html`<p class="small quiet">${visit.say("side.same", { fields: same.join(", ") })}</p>`
  );
}

function pairHtml(visit: Visit, pair: Pair): Html {
  const mark = marks(pair);
  return html`<p class="field-name">${pair.label}</p>
<div class="pair">${sideHtml(visit, pair.then, mark.then, "then")}${sideHtml(visit, pair.now, mark.now, "now")}</div>`;
}

function sideHtml(visit: Visit, lines: readonly Line[] | null, mark: Mark, side: "then" | "now"): Html {
  const { say } = visit;
  return html`<div class="${side}"><span class="side-name">${say(`side.${side}`)}: </span>${
    lines === null ? html`<p class="quiet">${say("side.nothing")}</p>` : linesHtml(visit, lines, mark)
  }</div>`;
}
