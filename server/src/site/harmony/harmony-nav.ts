import { type Html, html } from "../html.ts";
import type { MessageKey } from "../messages/say.ts";
import type { Visit } from "../visit.ts";

/** What stands beside the treaties; a further kind of page is one line more. */
const PLACES = [
  { at: "treaties", path: "/treaties", name: "harmony.treaties" },
  { at: "bills", path: "/bills", name: "harmony.bills" },
  { at: "commitments", path: "/commitments", name: "commitments.nav" },
  { at: "claims", path: "/claims", name: "harmony.claims" },
] as const satisfies readonly { readonly at: string; readonly path: string; readonly name: MessageKey }[];

export type HarmonyPlace = (typeof PLACES)[number]["at"];

/** The way between them, at the head of each of their first pages. */
export function harmonyNav({ say, to }: Visit, here: HarmonyPlace): Html {
  return html`<nav class="beside" aria-label="${say("harmony.nav")}">${PLACES.map(
    ({ at, path, name }) =>
      html`<a href="${to(path, { on: null })}"${at === here && html` aria-current="page"`}>${say(name)}</a> `,
  )}</nav>`;
}
