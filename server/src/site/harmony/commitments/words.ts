import type { CommitmentStanding, CommitmentState, When } from "@arasha/law";
import { dateInWords } from "@arasha/law";
import { type Html, html } from "../../html.ts";
import type { Visit } from "../../visit.ts";
import { partialDay } from "../treaty/visit.ts";
import { pledgeSign } from "./timeline.ts";

/** A state is told by the sign it has in the plot and a word, never by colour alone. */
export function stateHtml({ say }: Visit, state: CommitmentState): Html {
  return html`<span class="pledge-state ${state}">${pledgeSign(state)} ${say(`commitments.state.${state}`)}</span>`;
}

/** How many days are left, or it is late; since when it is done or dropped. */
export function daysText({ say, language }: Visit, standing: CommitmentStanding): string | null {
  const { state, daysLeft, daysLate, ended } = standing;
  if (daysLeft !== null)
    return daysLeft < 0
      ? say("commitments.late", { count: -daysLeft })
      : say("commitments.left", { count: daysLeft });
  if (ended === null) return null;
  const since = say("commitments.since", { date: dateInWords(ended, language) });
  if (state !== "done" || daysLate === null) return since;
  return `${since}, ${daysLate > 0 ? say("commitments.doneLate", { count: daysLate }) : say("commitments.inTime")}`;
}

/** A day, a month or a year as far as it is known, or the days between which it lies. */
export function whenText(visit: Visit, when: When): string {
  const { say, language } = visit;
  if (typeof when === "string") return partialDay(visit, when);
  return say("commitments.between", {
    from: dateInWords(when.earliest, language),
    to: dateInWords(when.latest, language),
  });
}

export function dueText(visit: Visit, due: string): string {
  return due === "none-stated" ? visit.say("commitments.noDue") : partialDay(visit, due);
}
