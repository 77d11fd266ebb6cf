import { type DateText, dateInWords, type Law } from "@arasha/law";
import { dayText } from "../dates.ts";
import { type Html, html } from "../html.ts";
import type { Visit } from "../visit.ts";
import { dayOf, touched, turnsOf } from "./history.ts";

/** Places on a strip of time, in percent of its width, so that one picture fits every screen. */
export type Scale = {
  readonly from: DateText;
  readonly to: DateText;
  readonly at: (date: DateText) => number;
};

/** From the first day the book covers to the end of the year after the last known turn, or the present one. */
export function scaleOf(law: Law, today: DateText): Scale {
  const last = turnsOf(law).at(-1)?.latest ?? today;
  const from = `${law.pack.coversFrom.slice(0, 4)}-01-01`;
  const to = `${Number((last > today ? last : today).slice(0, 4)) + 1}-01-01`;
  const start = Temporal.PlainDate.from(from);
  const days = (date: DateText) => start.until(Temporal.PlainDate.from(date)).days;
  const whole = days(to);
  return { from, to, at: (date) => Math.round(Math.min(1, Math.max(0, days(date) / whole)) * 10_000) / 100 };
}

/** Lines and numbers of the years; on a narrow screen only every fifth keeps its number. */
export function years({ from, to, at }: Scale, top: number): Html {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const step = STEPS.find((one) => (last - first) / one <= MOST_YEARS) ?? 1000;
  const start = Math.ceil(first / step) * step;
  const list = Array.from({ length: Math.ceil((last - start) / step) }, (_, index) => start + index * step);
  return html`${list.map((year) => {
    const text = `${year}`.padStart(4, "0");
    const x = `${at(`${text}-01-01`)}%`;
    return html`<line class="year" x1="${x}" x2="${x}" y1="${top}" y2="${top + 6}"/><text class="${year % 5 === 0 ? "year" : "year minor"}" x="${at(`${text}-07-01`)}%" y="${top + 18}">${year}</text>`;
  })}`;
}

/** Whoever asks for a day far away, or writes a far deadline down, gets an axis that can be read all the same. */
const MOST_YEARS = 50;
const STEPS = [1, 5, 10, 50, 100, 500] as const;

/** The hand on the strip: the day that is shown. */
export function hand({ language }: Visit, { at }: Scale, on: DateText, height: number): Html {
  const x = at(on);
  const anchor = x < 12 ? "start" : x > 88 ? "end" : "middle";
  return html`<line class="hand" x1="${x}%" x2="${x}%" y1="20" y2="${height}"/><text class="hand" x="${x}%" y="14" text-anchor="${anchor}">${dateInWords(on, language)}</text>`;
}

const HEIGHT = 84;

/**
 * The whole time of a book on one strip: a tick for every day on which the law turned, as tall as many articles it
 * touched, a band where the day is not established, a hand at the day shown. Each tick leads to what changed; the same
 * list stands in words on the page of regimes.
 */
export function strip(visit: Visit): Html {
  const { book, say, to, on } = visit;
  const scale = scaleOf(book.law, visit.today);
  const turns = turnsOf(book.law).filter(({ latest }) => latest >= scale.from);
  const most = Math.max(1, ...turns.map(touched));
  const base = HEIGHT - 24;
  return html`<nav class="strip" aria-label="${say("strip.label")}">
<svg width="100%" height="${HEIGHT}" xmlns="http://www.w3.org/2000/svg">
<line class="base" x1="0" x2="100%" y1="${base}" y2="${base}"/>
${years(scale, base)}
${turns.map((turn) => {
  const count = touched(turn);
  // The root keeps small changes visible beside large ones.
  const tall = 8 + Math.round(28 * Math.sqrt(count / most));
  const [from, until] = [scale.at(turn.earliest), scale.at(turn.latest)];
  const label = say("strip.tick", { day: dayText(visit, turn), count });
  const mark =
    turn.earliest === turn.latest
      ? html`<line class="tick" x1="${from}%" x2="${from}%" y1="${base - tall}" y2="${base}"/>`
      : html`<rect class="band" x="${from}%" width="${Math.max(until - from, 0.35)}%" y="${base - tall}" height="${tall}"/>`;
  return html`<a href="${to("/law/changes", { on: dayOf(turn) })}" aria-label="${label}"><title>${label}</title>${mark}<svg x="${from}%" overflow="visible"><rect class="touch" x="-5" width="10" y="22" height="${base - 22}"/></svg></a>`;
})}
${hand(visit, scale, on, base)}
</svg>
</nav>`;
}
