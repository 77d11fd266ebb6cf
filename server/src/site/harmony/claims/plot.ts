import type { Claim, Judged } from "@arasha/law";
import { type Html, html } from "../../html.ts";
import type { Visit } from "../../visit.ts";
import { partialDay } from "../treaty/visit.ts";
import { numberText } from "./words.ts";

/** Height of the plot and of the years beneath it, in pixels; its width is that of the page. */
const [TALL, HEAD, FOOT] = [240, 22, 26];

type Bar = {
  readonly number: number;
  readonly value: number;
  readonly bound: Claim["bound"];
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
};

/** Each figure of a series as a bar over the time it is about, as high as its value. Nothing for fewer than two. */
export function plot(visit: Visit, figures: readonly Judged[]): Html | false {
  const { say } = visit;
  const bars = figures.flatMap(({ claim }, at) => barOf(claim, at + 1));
  if (bars.length < 2) return false;
  const left = figures.map((_, at) => at + 1).filter((one) => bars.every(({ number }) => number !== one));
  const [first, last] = [bars.map(({ from }) => from.year), bars.map(({ to }) => to.year)];
  const [from, to] = [Math.min(...first), Math.max(...last) + 1];
  const start = Temporal.PlainDate.from({ year: from, month: 1, day: 1 });
  const whole = start.until(Temporal.PlainDate.from({ year: to, month: 1, day: 1 })).days;
  const x = (day: Temporal.PlainDate) => Math.round((start.until(day).days / whole) * 1000) / 10;
  const [lowest, highest] = rangeOf(bars);
  const y = (value: number) => Math.round(HEAD + ((highest - value) / (highest - lowest)) * (TALL - HEAD));
  return html`<div class="over-time figures">
<svg width="100%" height="${TALL + FOOT}" role="img" aria-label="${say("claims.plot", { from: partialDay(visit, String(from)), to: String(to - 1) })}" xmlns="http://www.w3.org/2000/svg">
${[lowest, (lowest + highest) / 2, highest].map((value) => html`<line class="grid" x1="0" x2="100%" y1="${y(value)}" y2="${y(value)}"/><text class="scale" x="2" y="${y(value) - 4}">${numberText(visit, value)}</text>`)}
${Array.from({ length: to - from }, (_, at) => year(from + at, to - from, x))}
${bars.map((bar) => drawn(bar, x, y))}
</svg>
</div>
<p class="small quiet">${say("claims.plot.how")}${left.length > 0 && ` ${say("claims.plot.left", { numbers: left.join(", ") })}`}</p>`;
}

/** None where the figure has no time or no number. */
function barOf({ period, value, bound }: Claim, number: number): readonly Bar[] {
  if (period === "not-stated" || value === null) return [];
  return [
    { number, value, bound, from: dayOf(period.from, "first"), to: dayOf(period.to ?? period.from, "last") },
  ];
}

/** The first or the last day of a month or year said as such. */
function dayOf(said: string, which: "first" | "last"): Temporal.PlainDate {
  const [year = 0, month, day] = said.split("-").map(Number);
  if (day !== undefined && month !== undefined) return Temporal.PlainDate.from({ year, month, day });
  if (which === "first") return Temporal.PlainDate.from({ year, month: month ?? 1, day: 1 });
  return Temporal.PlainDate.from({ year, month: month ?? 12, day: 31 });
}

/** From nought, or from below it, to a round number above the highest. */
function rangeOf(bars: readonly Bar[]): readonly [number, number] {
  const values = bars.map(({ value }) => value);
  const most = Math.max(...values.map(Math.abs), 1);
  const step = 10 ** Math.floor(Math.log10(most)) / 2;
  const lowest = Math.min(0, Math.floor(Math.min(...values) / step) * step);
  const highest = Math.max(0, Math.ceil(Math.max(...values) / step) * step);
  return [lowest, lowest === highest ? highest + step : highest];
}

function year(one: number, count: number, x: (day: Temporal.PlainDate) => number): Html {
  const start = Temporal.PlainDate.from({ year: one, month: 1, day: 1 });
  const middle = Temporal.PlainDate.from({ year: one, month: 7, day: 1 });
  return html`<line class="grid" x1="${x(start)}%" x2="${x(start)}%" y1="${HEAD}" y2="${TALL + 5}"/><text class="year${count > 6 && one % 2 === 1 && " minor"}" x="${x(middle)}%" y="${TALL + 18}">${one}</text>`;
}

function drawn(
  { number, value, bound, from, to }: Bar,
  x: (day: Temporal.PlainDate) => number,
  y: (value: number) => number,
): Html {
  const [left, right, height] = [x(from), Math.max(x(to), x(from) + 1.2), y(value)];
  const middle = (left + right) / 2;
  const way =
    bound === "over" ? "M-5 -4H5L0 -12Z" : bound === "exact" || bound === "about" ? null : "M-5 4H5L0 12Z";
  const lifted = bound === "over" ? 15 : 6;
  return html`<line class="figure ${bound}" x1="${left}%" x2="${right}%" y1="${height}" y2="${height}"/>${way !== null && html`<svg class="way" x="${middle}%" y="${height}"><path d="${way}"/></svg>`}<text class="figure-number" x="${middle}%" y="${height - lifted}">${number}</text>`;
}
