import { standOf, type TreatyStand } from "@arasha/law";
import type { Tile } from "@arasha/packs";
import { type Html, html } from "../../html.ts";
import { nameOf, partyPath, type TreatyVisit } from "./visit.ts";

/**
 * A sign for each stand, so that the map reads in grey, beside its pattern and its colour. Drawn, because the letters of
 * old devices lack such signs; around a middle at 0 0.
 */
const SIGNS: Readonly<Record<TreatyStand, Html | false>> = {
  "in-force": html`<circle class="full" r="4.5"/>`,
  deposited: html`<circle r="4.5"/><path class="full" d="M0-4.5A4.5 4.5 0 0 0 0 4.5Z"/>`,
  left: html`<path d="M-4-4L4 4M4-4L-4 4"/>`,
  signed: html`<circle r="4.5"/>`,
  invited: html`<path d="M-5 0H5M0-5V5"/>`,
  "perhaps-invited": html`<path d="M-3.5-3A3.5 3.5 0 1 1 0 .5V2.5M0 5.3V5.4"/>`,
  none: false,
};
const STANDS = Object.keys(SIGNS) as readonly TreatyStand[];

/** A tile with its gap, and without, in units of the picture. */
const [STEP, SIZE] = [48, 45];

/** States as tiles where they lie, each by how it stands on the day, each leading to its page. */
export function map(visit: TreatyVisit): Html {
  const { say, treaty } = visit;
  const columns = 1 + Math.max(...treaty.tiles.map(({ column }) => column));
  const rows = 1 + Math.max(...treaty.tiles.map(({ row }) => row));
  return html`<p class="small"><a href="#states">${say("treaty.map.skip")}</a></p>
<nav class="tiles" aria-label="${say("treaty.map.label")}">
<svg viewBox="0 0 ${columns * STEP} ${rows * STEP}" xmlns="http://www.w3.org/2000/svg">
${patterns()}
${treaty.tiles.map((tile) => tileHtml(visit, tile))}
</svg>
</nav>
<ul class="signs">${STANDS.map(
    (stand) =>
      html`<li><svg viewBox="0 0 ${SIZE} ${SIZE}" aria-hidden="true" xmlns="http://www.w3.org/2000/svg">${square(stand)}${sign(stand, SIZE / 2)}</svg> ${say(`stand.${stand}`)}</li>`,
  )}</ul>`;
}

function tileHtml(visit: TreatyVisit, { code, column, row }: Tile): Html {
  const { say, on, to, treaty } = visit;
  const participant = treaty.participation.participants.find((one) => one.code === code);
  const stand = participant === undefined ? "none" : standOf(participant, on);
  // The code is what is seen, so who speaks to the page can say it.
  const label = `${code} · ${nameOf(visit, code)}: ${say(`stand.${stand}`)}`;
  const drawn = html`<title>${label}</title>${square(stand)}<text class="code ${stand}" x="${SIZE / 2}" y="21">${code}</text>${sign(stand, 33)}`;
  const place = `translate(${column * STEP} ${row * STEP})`;
  return participant === undefined
    ? html`<g role="img" aria-label="${label}" transform="${place}">${drawn}</g>`
    : html`<a href="${to(partyPath(visit, code))}" aria-label="${label}" transform="${place}">${drawn}</a>`;
}

function sign(stand: TreatyStand, y: number): Html {
  return html`<g class="sign ${stand}" transform="translate(${SIZE / 2} ${y})">${SIGNS[stand]}</g>`;
}

/** Patterns are named in the markup: an address in a style sheet would be read against that sheet. */
function square(stand: TreatyStand): Html {
  const pattern = stand === "deposited" || stand === "signed" || stand === "left";
  return html`<rect class="tile ${stand}" x="1" y="1" width="${SIZE - 2}" height="${SIZE - 2}" rx="5"/>${pattern && html`<rect class="over" x="1" y="1" width="${SIZE - 2}" height="${SIZE - 2}" rx="5" fill="url(#p-${stand})"/>`}`;
}

function patterns(): Html {
  return html`<defs>
<pattern id="p-deposited" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ink-deposited" width="3" height="7"/></pattern>
<pattern id="p-signed" width="7" height="7" patternUnits="userSpaceOnUse"><circle class="ink-signed" cx="2" cy="2" r="1.3"/></pattern>
<pattern id="p-left" width="9" height="9" patternUnits="userSpaceOnUse"><path class="ink-left" d="M0 0L9 9M9 0L0 9"/></pattern>
</defs>`;
}
