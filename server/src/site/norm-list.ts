import { NORM_KINDS, type Norm, type NormKind } from "@arasha/law";
import { articleNumber, cite } from "./cite.ts";
import { type Html, html } from "./html.ts";
import { badge, heldOf } from "./sources.ts";
import type { Visit } from "./visit.ts";

type Listed = { readonly norm: Norm; readonly version: Norm["versions"][number] };

/** Articles under the kinds there are, in the order of their numbers; a badge only where a text was not read in full. */
export function normsByKind(visit: Visit, listed: readonly Listed[]): Html {
  const { say } = visit;
  const groups = NORM_KINDS.map((kind: NormKind) => ({
    kind,
    own: listed.filter(({ norm }) => norm.kind === kind).sort((a, b) => byNumber(a.norm.id, b.norm.id)),
  })).filter(({ own }) => own.length > 0);
  return html`${groups.map(
    ({ kind, own }) => html`<h3 class="kind">${say(`kinds.${kind}`)}</h3>
<ul class="norms">${own.map((one) => html`<li>${normLink(visit, one)}</li>`)}</ul>`,
  )}`;
}

export function normLink(visit: Visit, { norm, version }: Listed): Html {
  const { to, language, book } = visit;
  const held = heldOf(version);
  return html`<a href="${to(`/law/${norm.id}`)}"><span class="number">${cite(visit, book, norm.id)}</span> ${norm.title[language]}</a>${held !== "official" && html` ${badge(visit, held)}`}`;
}

/** 73 before 73-1 before 125. */
export function byNumber(a: string, b: string): number {
  const [left, right] = [a, b].map((id) => (articleNumber(id).article ?? "").split("-").map(Number)) as [
    number[],
    number[],
  ];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = (left[at] ?? -1) - (right[at] ?? -1);
    if (difference !== 0) return difference;
  }
  return a < b ? -1 : 1;
}
