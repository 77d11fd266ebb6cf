import {
  type Act,
  type AmendingAct,
  actId,
  type DateText,
  type Language,
  type Law,
  type Norm,
  type Part,
  type ShownVersion,
  type Source,
  show,
  windowOf,
} from "@arasha/law";
import { create } from "xmlbuilder2";
import type { XMLBuilder } from "xmlbuilder2/lib/interfaces.js";
import { penaltyText } from "../messages/penalty.ts";
import { say, sayValue } from "../messages/say.ts";

/**
 * One act of the pack as an Akoma Ntoso 3.0 document (OASIS LegalDocML, 2018): an `act` that contains multiple
 * versions, an article per norm and version, each version bound to a time interval of the life cycle. The text is the
 * pack's own summary, never the statute's; the document says so, and each version names the official page it was read on.
 *
 * A day of law that is not established is no date of the standard: the event carries the earliest day, and
 * `proprietary` states the whole window. Versions that only a bill would bring are left out.
 */
export function akomaNtoso(law: Law, act: Act, language: Language): string {
  const articles = articlesOf(law, act);
  const events = eventsOf(law, articles);
  const periods = periodsOf(articles);
  const document = create({ version: "1.0", encoding: "UTF-8" }).ele(AKN, "akomaNtoso");
  const root = document.ele("act", { name: "act", contains: "multipleVersions" });
  const meta = root.ele("meta");
  identification(meta, law, act, language, events);
  lifecycle(meta, events);
  temporalData(meta, periods);
  references(meta, act, events, language);
  notes(meta, articles, language);
  windows(meta, events);
  const preface = root.ele("preface");
  preface.ele("longTitle").ele("p").ele("docTitle").txt(act.title[language]);
  preface.ele("p").txt(say(language, "publish.ownWords"));
  const body = root.ele("body");
  for (const article of articles) writeArticle(body, article, language);
  return document.end({ prettyPrint: true });
}

const AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";
const ARASHA = "urn:arasha:law";

/** One version of one norm. */
type Article = {
  readonly norm: Norm;
  readonly shown: ShownVersion;
  readonly eId: string;
  readonly wId: string;
  readonly period: string;
};

function articlesOf(law: Law, act: Act): readonly Article[] {
  return [...law.norms.keys()]
    .filter((id) => actId(id) === act.id)
    .flatMap((id) => {
      const found = show(law, id);
      if (found === null) return [];
      const wId = `art_${id.split(".").at(-1)}`;
      return found.versions.map((shown) => ({
        norm: found.norm,
        shown,
        wId,
        eId: `${wId}__v${shown.index + 1}`,
        period: `tmpg_${shown.version.from}_${shown.version.until ?? "open"}`,
      }));
    })
    .sort((a, b) => inOrder.compare(a.norm.id, b.norm.id) || a.shown.index - b.shown.index);
}

/** Articles in the order of their numbers: 73, 73-1, 109, 109-1. */
const inOrder = new Intl.Collator("en", { numeric: true });

/** The amending acts that begin or end a version here, in order of time. */
type Event = { readonly eId: string; readonly amendment: AmendingAct; readonly type: string };

function eventsOf(law: Law, articles: readonly Article[]): readonly Event[] {
  const ids = new Set(
    articles.flatMap(({ shown: { version } }) =>
      version.until === undefined ? [version.from] : [version.from, version.until],
    ),
  );
  const acts = [...ids].flatMap((id) => law.amendments.get(id) ?? []);
  const begins = new Set(articles.map(({ shown }) => shown.version.from));
  return acts
    .sort((a, b) => (earliest(a) < earliest(b) ? -1 : earliest(a) > earliest(b) ? 1 : a.id < b.id ? -1 : 1))
    .map((amendment, at) => ({
      eId: `e_${amendment.id}`,
      amendment,
      type: at === 0 ? "generation" : begins.has(amendment.id) ? "amendment" : "repeal",
    }));
}

function earliest({ inForce }: AmendingAct): DateText {
  return windowOf(inForce).earliest;
}

type Period = { readonly eId: string; readonly from: string; readonly until: string | undefined };

function periodsOf(articles: readonly Article[]): readonly Period[] {
  const found = articles.map(({ period, shown: { version } }) => ({
    eId: period,
    from: version.from,
    until: version.until,
  }));
  return [...new Map(found.map((period) => [period.eId, period])).values()];
}

/** Work, expression and manifestation (FRBR), with addresses by the naming convention of the standard. */
function identification(
  meta: XMLBuilder,
  { pack }: Law,
  act: Act,
  language: Language,
  events: readonly Event[],
): void {
  const [first] = events;
  const last = events.at(-1);
  const enacted =
    first === undefined ? pack.coversFrom : (first.amendment.signed ?? earliest(first.amendment));
  const changed = last === undefined ? enacted : earliest(last.amendment);
  const work = `/akn/${pack.country}/act/${enacted}/${act.id}`;
  const expression = `${work}/${ISO_639_2[language]}@${changed}`;
  const levels = [
    { level: "FRBRWork", uri: work, date: enacted, name: "enactment" },
    { level: "FRBRExpression", uri: expression, date: changed, name: "last-change" },
    { level: "FRBRManifestation", uri: `${expression}.akn`, date: changed, name: "last-change" },
  ];
  const box = meta.ele("identification", { source: "#arasha" });
  for (const { level, uri, date, name } of levels) {
    const one = box.ele(level);
    one.ele("FRBRthis", { value: level === "FRBRManifestation" ? uri : `${uri}/!main` });
    one.ele("FRBRuri", { value: uri });
    one.ele("FRBRdate", { date, name });
    one.ele("FRBRauthor", { href: "#arasha" });
    if (level === "FRBRWork") one.ele("FRBRcountry", { value: pack.country });
    if (level === "FRBRExpression") one.ele("FRBRlanguage", { language: ISO_639_2[language] });
  }
}

/** The standard asks for three letters (ISO 639-2, terminological). */
const ISO_639_2: Readonly<Record<Language, string>> = { kk: "kaz", ru: "rus", en: "eng" };

function lifecycle(meta: XMLBuilder, events: readonly Event[]): void {
  const box = meta.ele("lifecycle", { source: "#arasha" });
  for (const { eId, amendment, type } of events) {
    box.ele("eventRef", { eId, date: earliest(amendment), source: `#act_${amendment.id}`, type });
  }
}

function temporalData(meta: XMLBuilder, periods: readonly Period[]): void {
  const box = meta.ele("temporalData", { source: "#arasha" });
  for (const { eId, from, until } of periods) {
    box.ele("temporalGroup", { eId }).ele("timeInterval", {
      start: `#e_${from}`,
      ...(until === undefined ? {} : { end: `#e_${until}` }),
      refersTo: "#inForce",
    });
  }
}

function references(meta: XMLBuilder, act: Act, events: readonly Event[], language: Language): void {
  const box = meta.ele("references", { source: "#arasha" });
  if (act.url !== undefined) {
    box.ele("original", { eId: "original", href: act.url, showAs: act.title[language] });
  }
  for (const { amendment } of events) {
    const href = amendment.sources[0]?.url ?? "";
    box.ele("passiveRef", { eId: `act_${amendment.id}`, href, showAs: amendment.title[language] });
  }
  box.ele("TLCOrganization", { eId: "arasha", href: "/akn/ontology/organization/arasha", showAs: "Arasha" });
  box.ele("TLCConcept", {
    eId: "inForce",
    href: "/akn/ontology/concept/in-force",
    showAs: say(language, "publish.inForce"),
  });
}

/** Where each version was read, and how far that can be trusted. */
function notes(meta: XMLBuilder, articles: readonly Article[], language: Language): void {
  if (articles.length === 0) return;
  const box = meta.ele("notes", { source: "#arasha" });
  for (const { eId, shown } of articles) {
    const note = box.ele("note", { eId: `note_${eId}` });
    for (const source of shown.version.sources) writeSource(note.ele("p"), source, language);
  }
}

function writeSource(p: XMLBuilder, { title, url, confidence, read }: Source, language: Language): void {
  p.ele("a", { href: url }).txt(title);
  p.txt(`: ${sayValue(language, "cli.confidence", confidence)}${read === undefined ? "" : `, ${read}`}`);
}

function windows(meta: XMLBuilder, events: readonly Event[]): void {
  const open = events.flatMap(({ eId, amendment: { inForce } }) =>
    typeof inForce === "string" ? [] : [{ eId, inForce }],
  );
  if (open.length === 0) return;
  const box = meta.ele("proprietary", { source: "#arasha" });
  for (const { eId, inForce } of open) {
    const { earliest: from, latest: to, why } = inForce;
    box.ele(ARASHA, "arasha:window", { event: `#${eId}`, earliest: from, latest: to, why });
  }
}

/** How much of the wording is held, in the standard's words. */
const STATUS = { known: "edited", partly: "incomplete", unknown: "unknown" } as const;

function writeArticle(body: XMLBuilder, article: Article, language: Language): void {
  const { norm, shown, eId, wId, period } = article;
  const { version } = shown;
  const box = body.ele("article", { eId, wId, period: `#${period}`, status: STATUS[version.text] });
  box.ele("num").txt(norm.id.split(".").at(-1) ?? norm.id);
  box.ele("heading").txt(norm.title[language]);
  const parts = version.parts ?? [];
  const text = box.ele(parts.length === 0 ? "content" : "intro").ele("p");
  text.txt(`${version.summary[language]} `);
  text.ele("noteRef", { href: `#note_${eId}`, marker: "*" });
  for (const part of parts) {
    const paragraph = box.ele("paragraph", { eId: `${eId}__para_${part.part}` });
    paragraph.ele("num").txt(part.part);
    paragraph.ele("content").ele("p").txt(partText(part, language));
  }
}

function partText(part: Part, language: Language): string {
  const penalties =
    part.sanctions === "unknown"
      ? say(language, "cli.sanctionsUnknown")
      : part.sanctions.map((sanction) => penaltyText(sanction, language)).join("; ");
  return `${sayValue(language, "cli.class", part.class)}. ${say(language, "cli.sanctions")}: ${penalties}.`;
}
