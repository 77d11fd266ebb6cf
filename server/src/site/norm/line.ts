import { type Html, html, joined } from "../html.ts";
import type { Visit } from "../visit.ts";

/** A piece of a line: plain words, or words that lead to a norm. */
export type Inline = string | { readonly norm: string; readonly text: string };

/**
 * One thing a provision says. `of`: what belongs under it. `notes` hang on the day or on other norms (an amount in
 * money, a penalty that cannot be imposed at present), so two wordings are not compared by them.
 */
export type Line = {
  readonly text: readonly Inline[];
  readonly of?: readonly Line[];
  readonly notes?: readonly Line[];
};

/** One field of a provision in words; `key` is the same in every language and wording. */
export type Row = {
  readonly key: string;
  readonly label: string;
  readonly lines: readonly Line[];
  /** Nothing is established of it: named once, at the end. */
  readonly unknown: boolean;
};

/** A part of an article, a duty, a rule: rows that belong together. */
export type Section = { readonly key: string; readonly title: string | null; readonly rows: readonly Row[] };

export function line(...text: readonly (Inline | null | undefined)[]): Line {
  return { text: text.flatMap((piece) => piece || []) };
}

/** What is compared: the words of a line and of everything under it. */
export function plainText({ text, of = [] }: Line): string {
  const own = text.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");
  return of.length === 0 ? own : `${own} [${of.map(plainText).join("; ")}]`;
}

/** How a line looks beside another wording: the same, or only here. */
export type Mark = (line: Line) => "same" | "gone" | "new";

export function linesHtml(visit: Visit, lines: readonly Line[], mark: Mark = () => "same"): Html {
  const [only] = lines;
  if (lines.length === 1 && only && !only.of?.length && !only.notes?.length)
    return html`<p>${marked(visit, only, mark)}</p>`;
  return html`<ul>${lines.map((one) => html`<li>${marked(visit, one, mark)}${under(visit, one, mark)}</li>`)}</ul>`;
}

function under(visit: Visit, { of = [], notes = [] }: Line, mark: Mark): Html {
  return html`${notes.map((note) => html`<span class="note">${inlineHtml(visit, note.text)}</span>`)}
${of.length > 0 && html`<ul>${of.map((one) => html`<li>${marked(visit, one, mark)}${under(visit, one, mark)}</li>`)}</ul>`}`;
}

function marked(visit: Visit, one: Line, mark: Mark): Html {
  const text = inlineHtml(visit, one.text);
  const how = mark(one);
  if (how === "same") return text;
  return how === "gone" ? html`<del>${text}</del>` : html`<ins>${text}</ins>`;
}

export function inlineHtml({ to }: Visit, text: readonly Inline[]): Html {
  return html`${joined(
    text.map((piece) =>
      typeof piece === "string" ? piece : html`<a href="${to(`/law/${piece.norm}`)}">${piece.text}</a>`,
    ),
    "",
  )}`;
}
