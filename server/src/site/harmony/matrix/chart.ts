import {
  CONFORMITY_STATUSES,
  type ConformityStatus,
  type DateText,
  type ItemRow,
  type Judgements,
  type Segment,
} from "@arasha/law";
import { type Html, html } from "../../html.ts";
import { hand, type Scale, years } from "../../time/strip.ts";
import type { Visit } from "../../visit.ts";

/** A stretch of time in which a group of items stood the same. */
export type Phase = {
  readonly from: DateText;
  readonly until: DateText | null;
  readonly counts: Readonly<Record<ConformityStatus, number>>;
};

/** Several items' phases laid over each other. */
export function phasesOf(all: readonly (readonly Segment[])[]): readonly Phase[] {
  const days = [...new Set(all.flatMap((segments) => segments.map(({ from }) => from)))].sort();
  return days.map((from, at) => {
    const standing = all.map((segments) => segments.findLast((one) => one.from <= from)?.status);
    return { from, until: days[at + 1] ?? null, counts: countsOf(standing) };
  });
}

export function countsOf(
  statuses: readonly (ConformityStatus | undefined)[],
): Readonly<Record<ConformityStatus, number>> {
  const of = (status: ConformityStatus) => statuses.filter((one) => one === status).length;
  return { met: of("met"), partial: of("partial"), gap: of("gap"), "not-assessed": of("not-assessed") };
}

/** Of a row, in pixels. */
export const HEIGHT = 24;

/** From the readers' first day to the end of the present year. */
export function scaleFor({ since }: Pick<Judgements, "since">, today: DateText): Scale {
  const from = `${since.slice(0, 4)}-01-01`;
  const to = `${Number(today.slice(0, 4)) + 1}-01-01`;
  const days = (date: DateText) => Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(date)).days;
  const whole = days(to);
  return { from, to, at: (date) => Math.round(Math.min(1, Math.max(0, days(date) / whole)) * 10_000) / 100 };
}

/** A rectangle of the picture: its place across in percent of the width, its place down in pixels. */
export type Stretch = {
  readonly status: ConformityStatus;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly height: number;
};

/** One row of the picture: how the items of an article stood over time, one above the other, best at the bottom. */
export function timeBar(scale: Scale, phases: readonly Phase[], on: DateText): Html {
  const x = scale.at(on);
  return html`<svg class="moves" width="100%" height="${HEIGHT}" aria-hidden="true">${stretchesOf(
    scale,
    phases,
  ).map(
    ({ status, left, right, top, height }) =>
      html`<rect class="${status}" x="${left}%" width="${round(right - left)}%" y="${round(top)}" height="${round(height)}"/>`,
  )}<line class="hand" x1="${x}%" x2="${x}%" y1="0" y2="${HEIGHT}"/></svg>`;
}

/** What a row is drawn of. What stays where it is from one phase to the next is one stretch, not a seam and a second one. */
export function stretchesOf(scale: Scale, phases: readonly Phase[]): readonly Stretch[] {
  const drawn: Stretch[] = [];
  for (const { from, until, counts } of phases) {
    const left = scale.at(from);
    const right = until === null ? 100 : scale.at(until);
    const whole = CONFORMITY_STATUSES.reduce((sum, status) => sum + counts[status], 0);
    if (right <= left || whole === 0) continue;
    let under = 0;
    for (const status of CONFORMITY_STATUSES) {
      if (counts[status] === 0) continue;
      under += counts[status];
      const top = HEIGHT * (1 - under / whole);
      const height = (counts[status] / whole) * HEIGHT;
      const before = drawn.findIndex(
        (one) => one.status === status && one.right === left && one.top === top && one.height === height,
      );
      if (before === -1) drawn.push({ status, left, right, top, height });
      else drawn[before] = { status, left: drawn[before]?.left ?? left, right, top, height };
    }
  }
  return drawn;
}

/** The years over the rows, with the hand at the day shown. */
export function timeAxis(visit: Visit, scale: Scale, on: DateText): Html {
  return html`<svg class="axis" width="100%" height="44" aria-hidden="true">${years(scale, 22)}${hand(visit, scale, on, 44)}</svg>`;
}

/** The patterns the bars are drawn with, so that they are told apart without colour. Once a page. */
export const patterns: Html = html`<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>
<pattern id="p-partial" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="under" width="6" height="6"/><line class="over" x1="0" x2="0" y1="0" y2="6"/></pattern>
<pattern id="p-not-assessed" width="5" height="5" patternUnits="userSpaceOnUse"><circle class="over" cx="1.5" cy="1.5" r="0.8"/></pattern>
</defs></svg>`;

/** How many of the items stand how, as one bar with its numbers. */
export function scoreBar({ say }: Visit, rows: readonly ItemRow[]): Html {
  const counts = countsOf(rows.map(({ status }) => status));
  let left = 0;
  return html`<svg class="moves score" width="100%" height="28" aria-hidden="true">${CONFORMITY_STATUSES.map(
    (status) => {
      const width = (counts[status] / Math.max(1, rows.length)) * 100;
      const bar = html`<rect class="${status}" x="${round(left)}%" width="${round(width)}%" y="0" height="28"/>`;
      left += width;
      return counts[status] > 0 && bar;
    },
  )}</svg>
<ul class="legend">${CONFORMITY_STATUSES.map(
    (status) =>
      html`<li>${swatch(status)} ${say(`matrix.status.${status}`)} <strong>${counts[status]}</strong></li>`,
  )}</ul>`;
}

/** The sign of a status, as it is drawn in the bars. */
export function swatch(status: ConformityStatus): Html {
  return html`<i class="${status}"></i>`;
}

/** A status as sign and word. */
export function statusWord({ say }: Visit, status: ConformityStatus): Html {
  return html`<span class="stand ${status}">${swatch(status)} ${say(`matrix.status.${status}`)}</span>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
