import {
  type Dated,
  type DateText,
  dateInWords,
  periodEnd,
  reservationOn,
  type TreatyReservation,
} from "@arasha/law";
import { type Html, html } from "../../html.ts";
import type { TreatyVisit } from "./visit.ts";

/** A day in a table; ≈ where no page that was read bears out this very day. What came after the day shown stands back. */
export function day(act: Dated | undefined, on: DateText): Html | false {
  if (act === undefined) return false;
  return html`<span class="${act.date > on ? "day later" : "day"}">${act.confirmed !== "day" && "≈ "}<time datetime="${act.date}">${act.date}</time></span>`;
}

/** To what, since when, and how it stands on the day shown. */
export function reservationHtml(visit: TreatyVisit, reservation: TreatyReservation): Html {
  const { say, language, on, treaty } = visit;
  const { articles, text, periods, ended } = reservation;
  const state = reservationOn(treaty.participation, reservation, on);
  const running = periods.findLast(({ date }) => date <= on);
  const until = running === undefined ? "" : periodEnd(treaty.participation, running.date);
  const words = (date: string) => (date === "" ? "" : dateInWords(date, language));
  const named =
    articles === "unknown"
      ? say("treaty.reservations.unknown")
      : articles.map((article) => say("treaty.reservations.article", { article })).join(", ");
  const first = periods[0]?.date ?? "";
  const stands = say(`reservation.${state}`, { until: words(until), date: words(ended?.date ?? "") });
  return html`${named}: ${text[language]} <span class="note">${say("reservation.from", { date: words(first) })} · <strong>${stands}</strong>${state === "in-force" && running !== undefined && running.confirmed !== "day" && ` (${say(`confirmed.${running.confirmed}`)})`}</span>`;
}
