import { type CommitmentState, type DateText, firstOf, type StandingCommitment } from "@arasha/law";
import { type Html, html } from "../../html.ts";
import { hand, type Scale, years } from "../../time/strip.ts";
import type { Visit } from "../../visit.ts";

const HEIGHT = 28;
const MIDDLE = HEIGHT / 2;

/** From the year the earliest was made to the end of the year of the last deadline, or of the present one. */
export function scaleFor(standing: readonly StandingCommitment[], on: DateText): Scale {
  const days = standing.flatMap(({ commitment, standing: { due } }) => [
    firstOf(commitment.made),
    ...(due === null ? [] : [due]),
  ]);
  const sorted = [...days, on].sort();
  const from = `${(sorted[0] ?? on).slice(0, 4)}-01-01`;
  const end = (sorted.at(-1) ?? on).slice(0, 4);
  // No year comes after the last there is text for.
  const to = end === "9999" ? `${end}-12-31` : `${Number(end) + 1}-01-01`.padStart(10, "0");
  const daysFrom = (date: DateText) =>
    Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(date)).days;
  const whole = daysFrom(to);
  const at = (date: DateText) => Math.round(Math.min(1, Math.max(0, daysFrom(date) / whole)) * 10_000) / 100;
  return { from, to, at };
}

/** The years over the rows, with the hand at the day shown. */
export function pledgeAxis(visit: Visit, scale: Scale): Html {
  return html`<svg class="axis" width="100%" height="44" aria-hidden="true" xmlns="http://www.w3.org/2000/svg">${years(scale, 22)}${hand(visit, scale, visit.on, 44)}</svg>`;
}

/**
 * One commitment over time. The time to do it is a bar; without a deadline it is a broken line. A post is the deadline,
 * what runs past it is hatched, a full dot is done, a cross is dropped. Words beside it say the same.
 */
export function pledgeBar({ on }: Visit, scale: Scale, { commitment, standing }: StandingCommitment): Html {
  const { due, ended, state } = standing;
  const x = (day: DateText) => scale.at(day);
  const start = x(firstOf(commitment.made));
  const end = x(ended ?? on);
  const post = due === null ? null : x(due);
  const late = state === "overdue" || (ended !== null && due !== null && ended > due && state === "done");
  return html`<svg class="pledge" width="100%" height="${HEIGHT}" aria-hidden="true" xmlns="http://www.w3.org/2000/svg">
<line class="base" x1="0" x2="100%" y1="${MIDDLE}" y2="${MIDDLE}"/>
${
  post === null
    ? html`<line class="endless" x1="${start}%" x2="${end}%" y1="${MIDDLE}" y2="${MIDDLE}"/>`
    : html`<rect class="time" x="${start}%" width="${round(post - start)}%" y="${MIDDLE - 5}" height="10"/>`
}
${late && post !== null && html`<rect class="late" x="${post}%" width="${round(Math.max(0.4, end - post))}%" y="${MIDDLE - 5}" height="10"/>`}
<line class="hand" x1="${x(on)}%" x2="${x(on)}%" y1="0" y2="${HEIGHT}"/>
<line class="start" x1="${start}%" x2="${start}%" y1="${MIDDLE - 8}" y2="${MIDDLE + 8}"/>
${post !== null && html`<line class="due" x1="${post}%" x2="${post}%" y1="1" y2="${HEIGHT - 1}"/>`}
${state === "done" && html`<circle class="done" cx="${end}%" cy="${MIDDLE}" r="6"/>`}
${state === "dropped" && cross(end)}
</svg>`;
}

/** What the signs of the bars mean, and the pattern they are drawn with. Once a page. */
export function pledgeSigns({ say }: Visit): Html {
  const sample = (inside: Html) =>
    html`<svg class="pledge sample" width="30" height="${HEIGHT}" aria-hidden="true" xmlns="http://www.w3.org/2000/svg">${inside}</svg>`;
  return html`<svg class="patterns" width="0" height="0" aria-hidden="true" xmlns="http://www.w3.org/2000/svg"><defs><pattern id="p-pledge-late" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="pledge-under" width="6" height="6"/><line class="pledge-over" x1="0" x2="0" y1="0" y2="6"/></pattern></defs></svg>
<ul class="pledge-signs">
<li>${sample(html`<rect class="time" x="2" width="26" y="${MIDDLE - 5}" height="10"/>`)} ${say("commitments.sign.time")}</li>
<li>${sample(html`<line class="endless" x1="2" x2="28" y1="${MIDDLE}" y2="${MIDDLE}"/>`)} ${say("commitments.sign.endless")}</li>
<li>${sample(html`<line class="due" x1="15" x2="15" y1="1" y2="${HEIGHT - 1}"/>`)} ${say("commitments.sign.due")}</li>
<li>${sample(html`<rect class="late" x="2" width="26" y="${MIDDLE - 5}" height="10"/>`)} ${say("commitments.sign.late")}</li>
<li>${sample(html`<circle class="done" cx="15" cy="${MIDDLE}" r="6"/>`)} ${say("commitments.sign.done")}</li>
<li>${sample(cross(50))} ${say("commitments.sign.dropped")}</li>
<li>${sample(html`<line class="hand" x1="15" x2="15" y1="0" y2="${HEIGHT}"/>`)} ${say("commitments.sign.today")}</li>
</ul>`;
}

/** What a state looks like in the bars. */
export function pledgeSign(state: CommitmentState): Html {
  const shapes: Readonly<Record<CommitmentState, Html>> = {
    overdue: html`<rect class="late" x="1" width="18" y="3" height="10"/>`,
    open: html`<rect class="time" x="1" width="18" y="3" height="10"/>`,
    "no-deadline": html`<line class="endless" x1="1" x2="19" y1="8" y2="8"/>`,
    done: html`<circle class="done" cx="10" cy="8" r="6"/>`,
    dropped: html`<svg class="cross" x="10" y="8" overflow="visible"><path d="M-5 -5L5 5M-5 5L5 -5"/></svg>`,
  };
  return html`<svg class="pledge swatch" width="20" height="16" aria-hidden="true" xmlns="http://www.w3.org/2000/svg">${shapes[state]}</svg>`;
}

function cross(at: number): Html {
  return html`<svg class="cross" x="${at}%" y="${MIDDLE}" overflow="visible"><path d="M-5 -5L5 5M-5 5L5 -5"/></svg>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
