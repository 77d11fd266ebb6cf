import {
  type CountsOnDay,
  countsOn,
  countsOverTime,
  type DateText,
  dateInWords,
  type Participant,
  TREATY_MEASURES,
  type TreatyMeasure,
} from "@arasha/law";
import type { TreatyBook } from "@arasha/packs";
import { type Html, html } from "../../html.ts";
import { nameOf, type TreatyVisit } from "./visit.ts";

/** Height of the plot and of a band beneath it, in pixels; its width is that of the page. */
const [TALL, BAND, FOOT] = [220, 22, 26];

/** Units across the plot, which is stretched to the page. */
const ACROSS = 1000;

type Frame = {
  readonly from: DateText;
  readonly to: DateText;
  /** Where a day stands, in units across. */
  readonly x: (day: DateText) => number;
  readonly most: number;
};

/** Each way of counting states as a line that steps on its days; organisations as bands beneath; the numbers in a table. */
export function line(visit: TreatyVisit): Html {
  const { say, language, on, treaty } = visit;
  const plot = plotOf(visit);
  const { frame, paths } = plot;
  const organisations = treaty.participation.participants.filter(
    ({ standing }) => standing === "organisation",
  );
  const { states } = countsOn(treaty.participation, on);
  const height = TALL + organisations.length * BAND + FOOT;
  const years = { from: frame.from.slice(0, 4), to: frame.to.slice(0, 4) };
  return html`<div class="over-time">
<svg width="100%" height="${height}" role="img" aria-label="${say("treaty.line.label", years)}" xmlns="http://www.w3.org/2000/svg">
${plot.grid}
<svg x="0" y="0" width="100%" height="${TALL}" viewBox="0 0 ${ACROSS} ${TALL}" preserveAspectRatio="none">
<defs><pattern id="p-unread" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ink-unread" width="2" height="8"/></pattern></defs>
${unread(visit, frame)}
${TREATY_MEASURES.map((measure) => html`<path class="line ${measure}" d="${paths[measure]}"/>`)}
</svg>
${organisations.map((one, at) => band(visit, one, frame, TALL + at * BAND))}
${hand(frame, on)}
<svg y="${height - FOOT}">${plot.years}</svg>
</svg>
</div>
<ul class="signs">${TREATY_MEASURES.map(
    (measure) =>
      html`<li><svg class="sample" viewBox="0 0 40 12" aria-hidden="true" xmlns="http://www.w3.org/2000/svg"><path class="line ${measure}" d="M0 6H40"/></svg> ${say(`measure.${measure}`)}: <strong>${states[measure]}</strong></li>`,
  )}</ul>
<p class="small quiet">${say("treaty.line.onDay", { date: dateInWords(on, language) })} · ${say("treaty.line.unread")}</p>
${tableOf(visit, plot)}`;
}

type Plot = {
  readonly turns: readonly CountsOnDay[];
  readonly frame: Frame;
  readonly paths: Readonly<Record<TreatyMeasure, string>>;
  readonly grid: Html;
  readonly years: Html;
  /** The table in each language, and with each way its links keep one: a few in all. */
  readonly tables: Map<string, Html>;
};

/** The same for every reader until the year turns: drawn once for each treaty. */
function plotOf(visit: TreatyVisit): Plot {
  const known = plots.get(visit.treaty);
  const turns = known?.turns ?? countsOverTime(visit.treaty.participation);
  const frame = frameOf(visit, turns);
  if (known?.frame.to === frame.to) return known;
  const path = (measure: TreatyMeasure) => steps(turns, measure, frame);
  const paths = {
    signedOnly: path("signedOnly"),
    everRatified: path("everRatified"),
    party: path("party"),
    inForce: path("inForce"),
  };
  const drawn = { turns, frame, paths, grid: grid(frame), years: yearsHtml(frame), tables: new Map() };
  plots.set(visit.treaty, drawn);
  return drawn;
}

const plots = new WeakMap<TreatyBook, Plot>();

function frameOf({ treaty, today }: TreatyVisit, turns: readonly CountsOnDay[]): Frame {
  const { opened } = treaty.participation;
  const last = [today, turns.at(-1)?.on ?? today].sort().at(-1) ?? today;
  const from = `${opened.slice(0, 4)}-01-01`;
  // The line has its own end: a day asked for far away does not press it flat.
  const to = `${Number(last.slice(0, 4)) + 1}-01-01`;
  const days = (day: DateText) => Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(day)).days;
  const whole = days(to);
  const top = Math.max(1, ...turns.flatMap(({ states }) => Object.values(states)));
  return {
    from,
    to,
    x: (day) => Math.round((Math.min(whole, Math.max(0, days(day))) / whole) * ACROSS * 10) / 10,
    most: Math.ceil((top + 1) / 10) * 10,
  };
}

function y({ most }: Frame, count: number): number {
  return Math.round((TALL - (count / most) * (TALL - 16)) * 10) / 10;
}

function steps(turns: readonly CountsOnDay[], measure: TreatyMeasure, frame: Frame): string {
  const first = `M0 ${y(frame, 0)}`;
  let before = 0;
  const moves = turns.flatMap(({ on, states }) => {
    if (states[measure] === before) return [];
    before = states[measure];
    return [`H${frame.x(on)}V${y(frame, before)}`];
  });
  return `${first}${moves.join("")}H${ACROSS}`;
}

function grid(frame: Frame): Html {
  const tens = Array.from({ length: frame.most / 10 + 1 }, (_, at) => at * 10);
  return html`${tens.map(
    (count) =>
      html`<line class="grid" x1="0" x2="100%" y1="${y(frame, count)}" y2="${y(frame, count)}"/>${count > 0 && html`<text class="scale" x="2" y="${y(frame, count) - 3}">${count}</text>`}`,
  )}`;
}

/** From the last day the sources speak of to the end. */
function unread({ treaty }: TreatyVisit, frame: Frame): Html | false {
  const x = frame.x(treaty.participation.knownUntil);
  return (
    x < ACROSS &&
    html`<rect class="unread" x="${x}" y="0" width="${ACROSS - x}" height="${TALL}" fill="url(#p-unread)"/>`
  );
}

/** From signature on as an empty bar, from the deposit half full, from the entry into force full, to the day it left. */
function band(visit: TreatyVisit, one: Participant, frame: Frame, top: number): Html {
  const end = one.denunciation?.effective.date ?? frame.to;
  const starts = [
    { stand: "signed", from: one.signature?.date },
    { stand: "deposited", from: one.ratification?.date },
    { stand: "in-force", from: one.inForce?.date },
  ].flatMap(({ stand, from }) => (from === undefined ? [] : [{ stand, from }]));
  const percent = (units: number) => `${Math.round(units) / 10}%`;
  return html`${starts.map(({ stand, from }, at) => {
    const [left, right] = [frame.x(from), frame.x(starts[at + 1]?.from ?? end)];
    return html`<rect class="band ${stand}" x="${percent(left)}" width="${percent(right - left)}" y="${top + 4}" height="${BAND - 8}"/>`;
  })}<text class="scale" x="2" y="${top + 15}">${nameOf(visit, one.code)}</text>`;
}

function hand({ x }: Frame, on: DateText): Html {
  const at = `${x(on) / 10}%`;
  return html`<line class="hand" x1="${at}" x2="${at}" y1="6" y2="${TALL}"/>`;
}

function yearsHtml({ from, to, x }: Frame): Html {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return html`${Array.from({ length: last - first }, (_, at) => first + at).map((year) => {
    const minor = year % 5 !== 0;
    return html`<line class="grid" x1="${x(`${year}-01-01`) / 10}%" x2="${x(`${year}-01-01`) / 10}%" y1="0" y2="6"/><text class="year${minor && " minor"}" x="${x(`${year}-07-01`) / 10}%" y="18">${year}</text>`;
  })}`;
}

function tableOf(visit: TreatyVisit, { turns, tables }: Plot): Html {
  const { language, here, to } = visit;
  const key = `${language} ${to(here, { on: null })}`;
  const made = tables.get(key) ?? table(visit, turns);
  tables.set(key, made);
  return made;
}

function table(visit: TreatyVisit, turns: readonly CountsOnDay[]): Html {
  const { say, to, here } = visit;
  return html`<details class="act"><summary>${say("treaty.line.table")}</summary>
<div class="scroll" tabindex="0"><table class="tally">
<thead><tr><th scope="col">${say("treaty.column.day")}</th>${TREATY_MEASURES.map((measure) => html`<th scope="col">${say(`measure.${measure}`)}</th>`)}<th scope="col">${say("treaty.column.organisations")}: ${say("measure.party")}</th></tr></thead>
<tbody>${turns.map(
    ({ on, states, organisations }) =>
      html`<tr><th scope="row"><a href="${to(here, { on })}">${on}</a></th>${TREATY_MEASURES.map((measure) => html`<td class="count">${states[measure]}</td>`)}<td class="count">${organisations.party}</td></tr>`,
  )}</tbody>
</table></div></details>`;
}
