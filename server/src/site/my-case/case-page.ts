import { dateInWords } from "@arasha/law";
import type { Deps } from "../../cases/deps.ts";
import type { HerDuty } from "../../survivor/duties.ts";
import type { Look, MyCase } from "../../survivor/page.ts";
import { cite } from "../cite.ts";
import { type Html, html, type Piece } from "../html.ts";
import type { Page } from "../layout.ts";
import { address, type Visit } from "../visit.ts";
import { PATH, page, sayer } from "./pages.ts";
import type { MyCaseKey } from "./words.ts";

/** What is needed to write her page: the visit, the country's names, and the mark her forms carry. */
type Writing = {
  readonly visit: Visit;
  readonly deps: Deps;
  readonly mark: string;
  readonly trailSize: number | null;
};

/** Her page, whole: what was decided, what is owed, who reads and who has looked. */
export function casePage(writing: Writing, mine: MyCase): Page {
  return page(writing.visit, mine.ofGrown ? ofRecord(writing, mine) : ofCase(writing, mine));
}

function ofCase(writing: Writing, mine: MyCase): Html {
  const say = sayer(writing.visit);
  return html`<h1>${say("title")}</h1>
<p class="quiet">${say("code", { code: mine.code })}</p>
<p>${say("kept")} ${say("closes")}</p>
<h2>${say("orders.title")}</h2>
${listed(
  mine.orders.map((order) => orderItem(writing, order)),
  say("orders.none"),
)}
<h2>${say("proceedings.title")}</h2>
${listed(
  mine.proceedings.map((one) => proceedingItem(writing, one)),
  say("proceedings.none"),
)}
<h2>${say("duties.title")}</h2>
${duties(writing, mine)}
<h2>${say("people.title")}</h2>
${mine.participants.map((one) => participant(writing, one, mine))}
${erasures(writing, mine)}
<h2>${say("looks.title")}</h2>
${looks(writing, mine)}
<h2>${say("contact.title")}</h2>
<p>${contact(writing, mine.safeContact ?? NOBODY)} ${say("contact.change")}</p>`;
}

/** Of a child who has come of age: one record, and who reads it. */
function ofRecord(writing: Writing, mine: MyCase): Html {
  const say = sayer(writing.visit);
  return html`<h1>${say("title")}</h1>
<p class="quiet">${say("code", { code: mine.code })}</p>
<p>${say("record.what")} ${say("record.kept")} ${say("closes")}</p>
<h2>${say("record.people")}</h2>
${listed(
  mine.participants.map((one) => reader(writing, one, mine)),
  say("record.nobody"),
)}
<p>${say("record.change")}</p>
${
  mine.duties.length > 0 &&
  html`<h2>${say("duties.title")}</h2>
${duties(writing, mine)}`
}
${erasures(writing, mine)}
<h2>${say("looks.title")}</h2>
${looks(writing, mine)}`;
}

function erasures(writing: Writing, mine: MyCase): Piece {
  return (
    mine.erasures.length > 0 &&
    html`<h2>${sayer(writing.visit)("erased.title")}</h2>
${mine.erasures.map((one) => erasureItem(writing, one, mine.ofGrown))}`
  );
}

function looks(writing: Writing, mine: MyCase): Html {
  return listed(
    mine.looks.map((look) => lookItem(writing, look, mine.ofGrown)),
    sayer(writing.visit)("looks.none"),
  );
}

/** Who wrote the record of one who has come of age, or may read it. */
function reader(writing: Writing, { agency, grants }: MyCase["participants"][number], mine: MyCase): Html {
  const say = sayer(writing.visit);
  return html`<div class="found"><p><strong>${capital(agencyName(writing, agency))}</strong></p>
${mine.wrote.includes(agency) && html`<p>${say("people.wrote")}</p>`}
${grants.map((grant) => {
  const until = grant.until === null ? "" : dayOf(writing, grant.until);
  const key = grant.ground === "consent" && until === "" ? "consent.open" : grant.ground;
  return html`<p>${say(`record.${key}` as MyCaseKey, { until })}</p>
${grant.ground === "consent" && deed(writing, "consent", String(grant.seq), "takeBack")}`;
})}</div>
`;
}

/** By what, and until when she is not asked again. Nothing else of it is on this page. */
function contact(
  writing: Writing,
  { channel, until }: NonNullable<MyCase["safeContact"]> | typeof NOBODY,
): string {
  const say = sayer(writing.visit);
  const told = say(`contact.${channel}`);
  return until === null ? told : `${told} ${say("contact.until", { until: dayOf(writing, until) })}`;
}

const NOBODY = { channel: "none", until: null } as const;

function listed(items: readonly Html[], none: string): Html {
  return items.length === 0 ? html`<p>${none}</p>` : html`${items}`;
}

function orderItem(writing: Writing, order: MyCase["orders"][number]): Html {
  const { visit, deps } = writing;
  const say = sayer(visit);
  const until = order.state === "ended" ? order.endedAt : order.expiresAt;
  const day = until === null ? "" : dayOf(writing, until);
  const ending = named(visit, deps.country.codes.orderEndings, order.ending);
  const key =
    order.state === "in-force" && until === null ? "order.in-force.open" : (`order.${order.state}` as const);
  const title = deps.law.norms.get(order.norm)?.norm.title[visit.language] ?? order.norm;
  return html`<div class="found"><p><strong>${title}</strong> ${lawLink(writing, order.norm)}<br>
${say(key, { until: day, ending })}</p></div>
`;
}

/** The article by its number alone: its name would say over her shoulder what it is about. */
function proceedingItem(writing: Writing, one: MyCase["proceedings"][number]): Html {
  const { visit, deps } = writing;
  const say = sayer(visit);
  const track = named(visit, deps.country.codes.proceedingTracks, one.track);
  const told =
    one.endedAt === null
      ? say("proceeding.open", { track, since: dayOf(writing, one.openedAt) })
      : say("proceeding.ended", {
          track,
          until: dayOf(writing, one.endedAt),
          ending: named(visit, deps.country.codes.proceedingEndings, one.ending),
        });
  return html`<div class="found"><p>${told} ${lawLink(writing, one.norm)}</p></div>
`;
}

function duties(writing: Writing, mine: MyCase): Html {
  const say = sayer(writing.visit);
  const done = mine.duties.filter(({ state }) => state === "met");
  const open = mine.duties.filter(({ state }) => state !== "met");
  return html`${listed(
    open.map((duty) => dutyItem(writing, duty, mine.heard)),
    say("duties.none"),
  )}
${
  done.length > 0 &&
  html`<details><summary>${say("duties.done", { n: done.length })}</summary>
${done.map((duty) => dutyItem(writing, duty, false))}</details>`
}`;
}

function dutyItem(writing: Writing, duty: HerDuty, heard: boolean): Html {
  const { visit } = writing;
  const say = sayer(visit);
  return html`<div class="found"><p><strong>${capital(kindName(writing, duty.ofKind))}</strong>: ${duty.title[visit.language]} ${lawLink(writing, duty.norm)}<br>
${dutyState(writing, duty)} ${duty.verdict === "possible" && say("duty.possible")}</p>
${duty.complainedAt !== null && html`<p>${say("complain.sent", { at: dayOf(writing, duty.complainedAt) })}</p>`}
${heard && duty.verdict === "applies" && duty.daysLate !== null && duty.complainedAt === null && deed(writing, "complaint", duty.duty, "complain")}</div>
`;
}

function dutyState(writing: Writing, { state, due, metAt, daysLate }: HerDuty): string {
  const say = sayer(writing.visit);
  const until = due === null ? "" : momentOf(writing, due);
  const at = metAt === null ? "" : dayOf(writing, metAt);
  if (state === "late") return say("duty.late", { due: until, days: daysLate ?? 0 });
  if (state === "met") return say("duty.met", { at });
  if (state === "met-late") return say("duty.metLate", { at, days: daysLate ?? 0 });
  return due === null ? say("duty.openNoDue") : say("duty.open", { due: until });
}

function participant(
  writing: Writing,
  { agency, since, ground, until, grants }: MyCase["participants"][number],
  mine: MyCase,
): Html {
  const say = sayer(writing.visit);
  const wrote = mine.wrote.includes(agency);
  return html`<div class="found"><p><strong>${capital(agencyName(writing, agency))}</strong><br>
${say(`ground.${ground}` as MyCaseKey)} ${say("people.since", { since: dayOf(writing, since) })} ${until !== null && say("people.until", { until: dayOf(writing, until) })}</p>
${wrote && html`<p>${say("people.wrote")}</p>`}
${grants.length === 0 && !wrote && html`<p>${say("people.coded")}</p>`}
${grants.map((grant) => {
  const classes = classNames(writing, grant.classes);
  const ends = grant.until === null ? null : dayOf(writing, grant.until);
  const key = grant.ground === "consent" && ends === null ? "grant.consent.open" : `grant.${grant.ground}`;
  return html`<p>${say(key as MyCaseKey, { classes, until: ends ?? "" })}</p>
${grant.ground === "consent" && deed(writing, "consent", String(grant.seq), "takeBack")}`;
})}</div>
`;
}

function erasureItem(writing: Writing, one: MyCase["erasures"][number], ofGrown: boolean): Html {
  const { visit, deps } = writing;
  const ground = named(visit, deps.country.codes.erasureGrounds, one.ground);
  const told = { at: dayOf(writing, one.at), classes: whatOf(writing, one.classes, ofGrown), ground };
  return html`<div class="found"><p>${sayer(visit)("erased.what", told)}</p></div>
`;
}

/** Folded, with what it means inside: nothing is done by one slip of the thumb. */
function deed({ visit, mark }: Writing, path: string, what: string, words: "complain" | "takeBack"): Html {
  const say = sayer(visit);
  return html`<details><summary>${say(`${words}.open`)}</summary>
<p>${say(`${words}.what`)}</p>
<form method="post" action="${visit.to(`${PATH}/${path}`, { on: null })}">
<input type="hidden" name="what" value="${what}"><input type="hidden" name="mark" value="${mark}">
<p><button>${say(`${words}.go`)}</button></p></form></details>`;
}

function lookItem(writing: Writing, look: Look, ofGrown: boolean): Html {
  const say = sayer(writing.visit);
  const who = look.agency === null ? say("look.nobody") : capital(agencyName(writing, look.agency));
  const what = look.classes.length === 0 ? say("look.coded") : whatOf(writing, look.classes, ofGrown);
  return html`<div class="found"><p>${momentOf(writing, look.at)}<br>
${say(`look.${look.kind}`, { who, what })}</p>
${proof(writing, look)}</div>
`;
}

function proof({ visit, trailSize }: Writing, { leaf, hash }: Look): Piece {
  const say = sayer(visit);
  if (leaf === null || trailSize === null || leaf >= trailSize)
    return html`<p class="quiet">${say("look.waiting")}</p>`;
  const inclusion = address("/api/trail/inclusion", { leaf: String(leaf), size: String(trailSize) });
  return html`<details><summary>${say("look.proof")}</summary>
<p>${say("look.leaf", { leaf: String(leaf) })}</p>
<p>${say("look.hash")} <code class="hash">${hash}</code></p>
<p><a href="${inclusion}">${say("look.inclusion")}</a></p>
<p><a href="/api/trail/checkpoint">${say("look.checkpoint")}</a></p></details>`;
}

/** On the page of one record there is nothing else to name. */
function whatOf(writing: Writing, classes: readonly string[], ofGrown: boolean): string {
  return ofGrown ? sayer(writing.visit)("record.name") : classNames(writing, classes);
}

function classNames({ visit }: Writing, classes: readonly string[]): string {
  const say = sayer(visit);
  // Of several children's records one word is said.
  const names = new Set(classes.map((name) => name.replace(/\/.*/, "")));
  return [...names].map((name) => say(`class.${name}` as MyCaseKey)).join(", ");
}

function lawLink({ visit }: Writing, norm: string): Html {
  return html`<a class="quiet" href="${visit.to(`/law/${norm}`, { on: null })}">${cite(visit, visit.book, norm)}</a>`;
}

/** By its kind: the name of an agency says in which town she is. One for the whole country goes by its own. */
function agencyName({ visit, deps }: Writing, id: string): string {
  const agency = deps.agencies.get(id);
  if (agency === undefined) return id;
  return agency.place === null ? agency.name[visit.language] : kindName({ visit }, agency.kind);
}

function kindName({ visit }: Pick<Writing, "visit">, kind: string): string {
  return visit.book.law.pack.bodies?.find(({ id }) => id === kind)?.name[visit.language] ?? kind;
}

function named(visit: Visit, among: Deps["country"]["codes"]["outcomes"], id: string | null): string {
  return among.find((one) => one.id === id)?.name[visit.language] ?? id ?? "";
}

function dayOf({ visit, deps }: Writing, at: string): string {
  return dateInWords(local(deps, at).toPlainDate().toString(), visit.language);
}

function momentOf(writing: Writing, at: string): string {
  return `${dayOf(writing, at)}, ${local(writing.deps, at).toPlainTime().toString({ smallestUnit: "minute" })}`;
}

function local({ country }: Deps, at: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(at).toZonedDateTimeISO(country.pack.calendar.zone);
}

function capital(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase("ru") + text.slice(1);
}
