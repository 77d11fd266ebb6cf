import { type Check, type Claim, valueName } from "@arasha/law";
import type { ClaimBook } from "@arasha/packs";
import { stateName } from "../../../messages/state-names.ts";
import { cite } from "../../cite.ts";
import { type Html, html, joined } from "../../html.ts";
import { findBook } from "../../shelf.ts";
import type { Visit } from "../../visit.ts";
import { partialDay } from "../treaty/visit.ts";
import { numberText } from "./words.ts";

/** What a check looks up, in words, with the way to where it can be seen. */
export function checkHtml(visit: Visit, check: Check, register: ClaimBook): Html {
  const { say, language, to } = visit;
  const day = (date: string) => partialDay(visit, date);
  const treaty = (id: string, path = "", on?: string) =>
    html`<a href="${to(`/treaties/${id}${path}`, { on: on ?? null })}">${register.treaties.get(id)?.[language] ?? id}</a>`;
  const norm = (id: string, on: string) => normLink(visit, register, id, on);
  const figure = (id: string) => html`<a href="${to(`/claims/${id}`, { on: null })}">${id}</a>`;
  switch (check.of) {
    case "treaty-count":
      return html`${say("claims.check.treaty-count", { who: say(`claims.who.${check.who}`), date: day(check.on), measure: say(`measure.${check.measure}`) })}: ${treaty(check.treaty, "", check.on)}`;
    case "treaty-day":
      return html`${say(`claims.check.${check.step}`)}: ${treaty(check.treaty)}`;
    case "participation":
      return html`${say(`claims.check.${check.step}`, { party: stateName(check.party, language) })}: ${treaty(check.treaty, `/${check.party.toLowerCase()}`)}`;
    case "norm-in-force":
      return html`${say("claims.check.norm-in-force", { date: day(check.on) })}: ${norm(check.norm, check.on)}`;
    case "act-day":
      return html`${say(`claims.check.act.${check.step}`)}: ${actLink(visit, register, check.act)}`;
    case "acts-signed":
      return html`${say("claims.check.acts-signed", { date: day(check.on) })}: ${joined(
        check.touching.map((id) => norm(id, check.on)),
        ", ",
      )}`;
    case "sanction":
      return html`${say("claims.check.sanction", { kind: say(`sanction.${check.kind}`), date: day(check.on) })}: ${norm(check.norm, check.on)}`;
    case "heavier": {
      const { before, after, kind } = check;
      const dates = { before: day(before.on), after: day(after.on) };
      return html`${say("claims.check.heavier", { kind: say(`sanction.${kind}`), ...dates })}: ${norm(before.norm, before.on)}, ${norm(after.norm, after.on)}`;
    }
    case "incident":
      return html`${incident(visit, check)}`;
    case "obligations":
      return html`${say("claims.check.obligations")}: ${joined(
        check.items.map((item) => itemLink(visit, check.treaty, item)),
        ", ",
      )}`;
    case "figure":
      return html`${say("claims.check.figure")}: ${figure(check.figure)}${within(visit, check.within)}`;
    case "ratio":
      return html`${say("claims.check.ratio")}: ${figure(check.part)}, ${figure(check.whole)}${within(visit, check.within)}`;
    case "change":
      return html`${say("claims.check.change")}: ${figure(check.from)}, ${figure(check.to)}${within(visit, check.within)}`;
  }
}

/** What the claim has on its side of the check. */
export function saidSide({ value }: Claim, check: Check): string | number | boolean {
  if ("is" in check) return check.is;
  return check.of === "obligations" ? true : (value ?? "");
}

function within(visit: Visit, room: number): string | false {
  return room > 0 && ` (${visit.say("claims.within", { within: numberText(visit, room) })})`;
}

function normLink(visit: Visit, { country }: ClaimBook, id: string, on: string): Html {
  const book = findBook(visit.shelf, country);
  if (book === null) return html`${id}`;
  const title = book.law.norms.get(id)?.norm.title[visit.language];
  return html`<a href="${visit.to(`/law/${id}`, { on })}">${cite(visit, book, id)}</a>${title !== undefined && ` (${title})`}`;
}

function actLink(visit: Visit, { country }: ClaimBook, id: string): Html {
  const act = findBook(visit.shelf, country)?.law.amendments.get(id);
  if (act === undefined) return html`${id}`;
  const day = typeof act.inForce === "string" ? act.inForce : act.inForce.latest;
  return html`<a href="${visit.to("/law/changes", { on: day })}">${act.title[visit.language]}</a>`;
}

function itemLink({ to }: Visit, treaty: string, item: string): Html {
  const [, article] = /-(\d+)/.exec(item) ?? [];
  return article === undefined
    ? html`${item}`
    : html`<a href="${to(`/treaties/${treaty}/articles/${article}`, { on: null })}">${item}</a>`;
}

function incident(visit: Visit, { facts, classes }: Check & { of: "incident" }): string {
  const { say, language } = visit;
  const acts = Array.isArray(facts.acts) ? facts.acts.map(String) : [];
  return say("claims.check.incident", {
    date: typeof facts.date === "string" ? partialDay(visit, facts.date) : "",
    classes: classes.map((one) => say(`claims.class.${one}`)).join(", "),
    acts: `${acts.map((act) => valueName("acts", act)?.[language] ?? act).join(", ")}${
      typeof facts.relation === "string"
        ? ` (${valueName("relation", facts.relation)?.[language] ?? facts.relation})`
        : ""
    }`,
  });
}
