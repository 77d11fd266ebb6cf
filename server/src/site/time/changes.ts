import {
  actId,
  addDays,
  type Comparison,
  compare,
  type DateText,
  dateInWords,
  type NormChange,
  plainDate,
} from "@arasha/law";
import { cite } from "../cite.ts";
import { noDayPage } from "../error-pages.ts";
import { dayForm, turnLink } from "../forms.ts";
import { type Html, html } from "../html.ts";
import type { Page } from "../layout.ts";
import { changeText, sidesHtml, sidesOf } from "../norm/sides.ts";
import { byNumber } from "../norm-list.ts";
import { amendingAct, badge, heldOf, whyUnsettled } from "../sources.ts";
import type { Visit } from "../visit.ts";
import { around, dayOf } from "./history.ts";
import { strip } from "./strip.ts";

/** Above so many norms what each says is left to its own page. */
const FEW = 60;

/** What began, ended or changed on a day, or between two: by which acts, with what each said before and after. */
export function changesPage(visit: Visit): Page {
  if (visit.fault !== null) return noDayPage(visit);
  const { say, language, book, to } = visit;
  const asked = spanAsked(visit);
  if (asked === "no-day")
    return noDayPage({
      ...visit,
      fault: "no-day",
      asked: visit.query.get("from") ?? visit.query.get("to") ?? "",
    });
  if (asked === "before-coverage") return noDayPage({ ...visit, fault: "before-coverage" });
  const { from, until, day } = asked;
  const { before, after } = around(book.law, until);
  const comparison = from < book.law.pack.coversFrom ? null : compare(book.law, from, until);
  const span = { from: dateInWords(from, language), to: dateInWords(until, language) };
  return {
    title: say("nav.changes"),
    place: "changes",
    canonical: visit.canonical("/law/changes", day === null ? { from, to: until } : { on: visit.asked }),
    main: html`<h1>${day === null ? say("changes.between", span) : say("changes.on", { date: dateInWords(day, language) })}</h1>
${strip({ ...visit, on: until })}
<div class="days">
${turnLink(visit, before, "turn.before", "/law/changes")}
${dayForm({ ...visit, on: until }, "/law/changes")}
${turnLink(visit, after, "turn.after", "/law/changes")}
</div>
${comparison === null ? html`<p>${say("changes.first", { date: dateInWords(until, language) })}</p>` : changesHtml(visit, comparison)}
<details class="act"${day === null && html` open`}><summary>${say("changes.otherSpan")}</summary>
<form class="field" action="/law/changes" method="get"><label for="from">${say("changes.from")}</label><input id="from" name="from" type="date" value="${from}" required>
<label for="to">${say("changes.to")}</label><input id="to" name="to" type="date" value="${until}" required>${visit.kept(["on", "from", "to"])}<button>${say("day.show")}</button></form>
</details>
<p><a href="${to("/law", { on: until })}">${say("changes.lawOf", { date: span.to })}</a></p>`,
  };
}

type Asked = { readonly from: DateText; readonly until: DateText; readonly day: DateText | null };

/** `?from=` and `?to=`, in either order; else the day of `?on=` and the one before; else the last turn up to today. */
function spanAsked({ query, on, asked, book, today }: Visit): Asked | "no-day" | "before-coverage" {
  const [from, to] = [query.get("from"), query.get("to")];
  if (from !== undefined || to !== undefined) {
    const [a = today, b = today] = [from, to];
    if (!plainDate.safeParse(a).success || !plainDate.safeParse(b).success) return "no-day";
    const [first, last] = a <= b ? [a, b] : [b, a];
    if (first < book.law.pack.coversFrom) return "before-coverage";
    return { from: first, until: last, day: null };
  }
  const last = around(book.law, addDays(today, 1)).before;
  const day = asked !== null || last === null ? on : dayOf(last);
  return { from: addDays(day, -1), until: day, day };
}

function changesHtml(visit: Visit, { began, ended, changed, breaks, from, to }: Comparison): Html {
  const { say, language } = visit;
  const many = began.length + ended.length + changed.length > FEW;
  if (breaks.length === 0 && began.length + ended.length + changed.length === 0)
    return html`<p class="lead">${say("changes.none")}</p>`;
  const unsure = breaks.filter(({ inForce }) => typeof inForce !== "string" && inForce.latest > from);
  return html`<h2>${say("changes.by")}</h2>
<ul class="amendments">${breaks.map((act) => html`<li>${amendingAct(visit, act)}</li>`)}</ul>
${unsure.length > 0 && html`<div class="unsure">${unsure.map((act) => whyUnsettled(visit, act))}</div>`}
${section(visit, "changes.began", began, (change) => oneSided(visit, change, change.after, many))}
${section(visit, "changes.ended", ended, (change) => oneSided(visit, change, change.before, many))}
${section(visit, "changes.changed", changed, (change) => changedItem(visit, change, many))}
${many && html`<p class="quiet">${say("changes.many", { from: dateInWords(from, language), to: dateInWords(to, language) })}</p>`}`;
}

function section(
  visit: Visit,
  title: "changes.changed" | "changes.began" | "changes.ended",
  changes: readonly NormChange[],
  item: (change: NormChange) => Html,
): Html | false {
  const acts = visit.book.law.pack.acts.flatMap((act) => {
    const own = changes.filter(({ norm }) => actId(norm) === act.id).sort((a, b) => byNumber(a.norm, b.norm));
    return own.length === 0 ? [] : [{ act, own }];
  });
  return (
    changes.length > 0 &&
    html`<h2>${visit.say(title, { count: changes.length })}</h2>
${acts.map(
  ({ act, own }) => html`<h3 class="kind">${act.title[visit.language]}</h3>
<ul class="changes">${own.map((change) => html`<li>${item(change)}</li>`)}</ul>`,
)}`
  );
}

function changedItem(visit: Visit, change: NormChange, many: boolean): Html {
  if (many) return named(visit, change);
  const { book } = visit;
  const wordings = book.law.norms.get(change.norm)?.wordings ?? [];
  const place = (index: number | undefined) => wordings.find((one) => one.index === index);
  const [then, now] = [place(change.before[0]), place(change.after.at(-1))];
  if (then === undefined || now === undefined || then === now) return named(visit, change);
  const sides = sidesOf(visit, book, then, now);
  return html`${named(visit, change)}
<p class="small">${changeText(visit, sides)}</p>
<details><summary>${visit.say("changes.sides")}</summary>${sidesHtml(visit, sides)}</details>`;
}

function oneSided(visit: Visit, change: NormChange, versions: readonly number[], many: boolean): Html {
  if (many) return named(visit, change);
  const version = visit.book.law.norms.get(change.norm)?.norm.versions[versions.at(-1) ?? -1];
  return html`${named(visit, change)}${version && html` ${badge(visit, heldOf(version))}<p class="small">${version.summary[visit.language]}</p>`}`;
}

function named(visit: Visit, { norm, title, established }: NormChange): Html {
  return html`<a href="${visit.to(`/law/${norm}`)}"><span class="number">${cite(visit, visit.book, norm)}</span> ${title[visit.language]}</a>${!established && html` <span class="badge unverified">${visit.say("changes.notEstablished")}</span>`}`;
}
