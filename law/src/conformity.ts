import type { Law } from "./compile.ts";
import { type DateText, isDate } from "./date.ts";
import { LawError } from "./error.ts";
import type { Confidence, LANGUAGES, Text } from "./norm.ts";
import type { Answer, Item, Judgement, Judgements, Modality, Reader, Treaty } from "./obligation.ts";
import type { Span, Window } from "./window.ts";

/**
 * What a country's law gives to a treaty on a day. Readers say which norms answer which point of an item and how far;
 * on which days, the norms say themselves. So a law that ends, or a bill that would begin, moves the matrix by itself.
 */

/** `met`: every point in full. `partial`: something is given and something is missing. `gap`: nothing is given. */
export type ConformityStatus = "met" | "partial" | "gap" | "not-assessed";
export const CONFORMITY_STATUSES: readonly ConformityStatus[] = ["met", "partial", "gap", "not-assessed"];

/** What an item weighs: only `binding` ones are scored, `effort` is told apart, the rest says what words mean or what one may. */
export type Binding = "binding" | "effort" | "none";

/** `unread`: a norm applied on that day, its wording is not held. */
export type PointState = "full" | "partial" | "none" | "unread";
export type Point = { readonly test: string; readonly asks: Text | null; readonly state: PointState };

/** An answer in force on the day. */
export type StandingAnswer = {
  readonly norm: string | null;
  readonly title: Text | null;
  readonly evidence: string | null;
  /** The points of the item it answers. */
  readonly tests: readonly string[];
  readonly extent: Answer["extent"];
  readonly why: Text;
  readonly missing: Text | null;
  /** First day it stands, as far as it is established. */
  readonly since: Window;
  /** False where only one reading of the dates has it in force that day. */
  readonly settled: boolean;
  /** False: its wording of that day is not held, so it counts for nothing. */
  readonly read: boolean;
};

/** One reader's answer for one item on one day. */
export type ItemReading = {
  readonly by: string;
  readonly on: DateText;
  readonly confidence: Confidence;
  readonly status: ConformityStatus;
  /** The status if acts whose day is in doubt were in force already; null where that decides nothing. */
  readonly otherwise: ConformityStatus | null;
  readonly points: readonly Point[];
  readonly answers: readonly StandingAnswer[];
  /** Why points are open. */
  readonly open: readonly Text[];
  /** Why the reader does not say. */
  readonly silent: readonly Text[];
  readonly sources: readonly string[];
};

export type ItemRow = {
  readonly obligation: string;
  readonly article: number;
  readonly chapter: string;
  readonly modality: Modality;
  readonly binding: Binding;
  /** That of the first reader. */
  readonly status: ConformityStatus;
  /** In the order of the readers: several may judge, and all stand. */
  readonly readings: readonly ItemReading[];
  /** Readers come to different answers. */
  readonly disputed: boolean;
};

/** A stretch in which the status of an item does not change. */
export type Segment = {
  readonly from: DateText;
  readonly until: DateText | null;
  readonly status: ConformityStatus;
};

/** Why a status moved: acts that began or ended answering norms, and evidence. */
export type Move = {
  readonly obligation: string;
  readonly before: ConformityStatus;
  readonly after: ConformityStatus;
  readonly amendments: readonly string[];
  readonly norms: readonly string[];
  readonly evidence: readonly string[];
};
export type HistoryStep = { readonly on: DateText; readonly moves: readonly Move[] };

/** Law, treaty and judgements made ready to be asked for any day. Build it once; it holds no state. */
export type Matrix = {
  readonly law: Law;
  readonly treaty: Treaty;
  readonly judgements: Judgements;
  readonly items: readonly ReadyItem[];
};

type ReadyItem = {
  readonly item: Item;
  readonly article: number;
  readonly chapter: string;
  readonly tests: readonly string[];
  readonly judged: readonly ReadyJudgement[];
};
type ReadyJudgement = { readonly judgement: Judgement; readonly answers: readonly ReadyAnswer[] };
type ReadyAnswer = {
  readonly answer: Answer;
  readonly tests: readonly string[];
  readonly title: Text | null;
  readonly stands: readonly Stand[];
};
/** A stretch in which an answer stands, and what begins and ends it. */
type Stand = Pick<Span, "begins" | "ends"> & {
  readonly read: boolean;
  readonly from: string | null;
  readonly until: string | null;
};

/** An item without tests is one point of this name. */
export const WHOLE = "whole";

/** The names of an item's points. */
export function testsOf(item: Item): readonly string[] {
  return item.tests?.map(({ id }) => id) ?? [WHOLE];
}

export function bindingOf(modality: Modality): Binding {
  if (modality === "shall" || modality === "undertake") return "binding";
  return modality === "endeavour" || modality === "encourage" ? "effort" : "none";
}

/** `law`, compiled with a bill, gives the matrix as it would be. */
export function matrix(law: Law, treaty: Treaty, judgements: Judgements): Matrix {
  const order = new Map(judgements.readers.map(({ id }, at) => [id, at]));
  const byItem = Map.groupBy(judgements.judgements, ({ item }) => item);
  const evidence = new Map(judgements.evidence.map((one) => [one.id, one]));
  const standsOf = ({ norm, versions, evidence: id }: Answer): readonly Stand[] => {
    if (norm !== undefined) {
      return (law.norms.get(norm)?.wordings ?? [])
        .filter(({ version }) => versions === undefined || versions.includes(version.from))
        .map(({ begins, ends, version }) => ({
          begins,
          ends,
          read: version.text !== "unknown",
          from: version.from,
          until: version.until ?? null,
        }));
    }
    const found = evidence.get(id ?? "");
    return found === undefined
      ? []
      : [
          {
            begins: oneDay(found.from),
            ends: found.until === undefined ? null : oneDay(found.until),
            read: true,
            from: null,
            until: null,
          },
        ];
  };
  const items = treaty.articles.flatMap(({ article, chapter, items }) =>
    items.map((item): ReadyItem => {
      const tests = testsOf(item);
      const judged = [...(byItem.get(item.id) ?? [])]
        .sort((a, b) => (order.get(a.by) ?? 0) - (order.get(b.by) ?? 0))
        .map((judgement) => ({
          judgement,
          answers: judgement.answers.map((answer) => ({
            answer,
            tests: answer.tests ?? tests,
            title: (answer.norm === undefined ? undefined : law.norms.get(answer.norm)?.norm.title) ?? null,
            stands: standsOf(answer),
          })),
        }));
      return { item, article, chapter, tests, judged };
    }),
  );
  return { law, treaty, judgements, items };
}

/**
 * The whole matrix on a day, in the order of the treaty. A day before the readers' first is `not-assessed` throughout.
 * @throws {LawError} `date` on text that is no date.
 */
export function conformity(of: Matrix, on: DateText): readonly ItemRow[] {
  if (!isDate(on)) {
    throw new LawError("date", "on", `on: "${on}" is not a date. Write year-month-day: 2024-06-16.`);
  }
  return of.items.map((ready) => rowOf(of, ready, on));
}

/** One item on a day, or null where the treaty has none of that id. */
export function conformityOf(of: Matrix, item: string, on: DateText): ItemRow | null {
  const ready = of.items.find((each) => each.item.id === item);
  return ready === undefined ? null : rowOf(of, ready, on);
}

/** How many items of each weight stand how. */
export function score(
  rows: readonly ItemRow[],
): Readonly<Record<Binding, Readonly<Record<ConformityStatus, number>>>> {
  const count = (binding: Binding) => {
    const of = (status: ConformityStatus) =>
      rows.filter((row) => row.binding === binding && row.status === status).length;
    return { met: of("met"), partial: of("partial"), gap: of("gap"), "not-assessed": of("not-assessed") };
  };
  return { binding: count("binding"), effort: count("effort"), none: count("none") };
}

/** By item, the stretches of its status by the first reader, from the readers' first day on. Worked out once for a matrix. */
export function segments(of: Matrix): ReadonlyMap<string, readonly Segment[]> {
  const known = laidOut.get(of);
  if (known !== undefined) return known;
  const all = new Map(of.items.map((ready) => [ready.item.id, segmentsOf(of, ready)]));
  laidOut.set(of, all);
  return all;
}

const laidOut = new WeakMap<Matrix, ReadonlyMap<string, readonly Segment[]>>();

/** Every day on which a status moved, in order, and by what. */
export function conformityHistory(of: Matrix): readonly HistoryStep[] {
  const steps = new Map<DateText, Move[]>();
  for (const ready of of.items) {
    const { id } = ready.item;
    const all = segments(of).get(id) ?? [];
    for (const [at, { from, status }] of all.entries()) {
      const before = all[at - 1];
      if (before === undefined) continue;
      const move = { obligation: id, before: before.status, after: status, ...causesOf(ready, from) };
      steps.set(from, [...(steps.get(from) ?? []), move]);
    }
  }
  return [...steps].map(([on, moves]) => ({ on, moves })).sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** The days from the readers' first on, on which something an item's judgements rest on begins or ends. */
export function breaksOf(of: Matrix, ready: ReadyItem): readonly DateText[] {
  const { since } = of.judgements;
  const days = ready.judged.flatMap(({ judgement, answers }) => [
    ...answers.flatMap(({ stands }) =>
      stands.flatMap(({ begins, ends }) => (ends === null ? [begins.latest] : [begins.latest, ends.latest])),
    ),
    ...[...judgement.absent, ...judgement.silent].flatMap(({ from, until }) => [from, until]),
  ]);
  return [...new Set([since, ...days.filter((day) => day !== undefined)])]
    .filter((day) => day >= since)
    .sort();
}

/** What one judgement comes to on a day. */
export function readingOf(
  of: Matrix,
  ready: ReadyItem,
  { judgement, answers }: ReadyJudgement,
  on: DateText,
): ItemReading {
  const inTime = on >= of.judgements.since;
  const silent = judgement.silent.filter((remark) => holds(remark, on));
  const standing = answers.map((answer) => ({
    late: standingOn(answer, on, late),
    early: standingOn(answer, on, early),
  }));
  const said = inTime && silent.length === 0;
  const points = pointsOf(
    ready,
    standing.flatMap(({ late }) => late ?? []),
  );
  const status = said ? statusOf(points) : "not-assessed";
  const other = statusOf(
    pointsOf(
      ready,
      standing.flatMap(({ early }) => early ?? []),
    ),
  );
  const openTests = new Set(points.filter(({ state }) => state !== "full").map(({ test }) => test));
  return {
    by: judgement.by,
    on: judgement.on,
    confidence: judgement.confidence,
    status,
    otherwise: said && other !== status ? other : null,
    points,
    answers: standing.flatMap(({ late, early }) => {
      const shown = late ?? early;
      return shown === null ? [] : [{ ...shown, settled: late?.read === early?.read }];
    }),
    open:
      silent.length > 0
        ? []
        : judgement.absent
            .filter(
              (remark) =>
                holds(remark, on) && (remark.tests ?? ready.tests).some((test) => openTests.has(test)),
            )
            .map(({ why }) => why),
    silent: silent.map(({ why }) => why),
    sources: judgement.sources,
  };
}

/** Every reason of a reading as one text in each language: what answers, what it lacks, what is open. */
export function reasonOf({ answers, open, silent }: ItemReading): Text {
  const said = (language: (typeof LANGUAGES)[number]) =>
    [
      ...silent,
      ...answers
        .filter(({ read }) => read)
        .flatMap(({ why, missing }) => (missing === null ? [why] : [why, missing])),
      ...open,
    ]
      .map((text) => text[language])
      .join(" ");
  return { kk: said("kk"), ru: said("ru"), en: said("en") };
}

/** The reader of an id; readers are checked to exist. */
export function readerOf({ judgements }: Matrix, id: string): Reader | undefined {
  return judgements.readers.find((reader) => reader.id === id);
}

function rowOf(of: Matrix, ready: ReadyItem, on: DateText): ItemRow {
  const readings = ready.judged.map((judged) => readingOf(of, ready, judged, on));
  const status = readings[0]?.status ?? "not-assessed";
  return {
    obligation: ready.item.id,
    article: ready.article,
    chapter: ready.chapter,
    modality: ready.item.modality,
    binding: bindingOf(ready.item.modality),
    status,
    readings,
    disputed: readings.some((reading) => reading.status !== status),
  };
}

function segmentsOf(of: Matrix, ready: ReadyItem): readonly Segment[] {
  const [judged] = ready.judged;
  const days = breaksOf(of, ready);
  const found: { from: DateText; status: ConformityStatus }[] = [];
  for (const from of days) {
    const status = judged === undefined ? "not-assessed" : readingOf(of, ready, judged, from).status;
    if (found.at(-1)?.status !== status) found.push({ from, status });
  }
  return found.map(({ from, status }, at) => ({ from, until: found[at + 1]?.from ?? null, status }));
}

function causesOf(ready: ReadyItem, on: DateText): Pick<Move, "amendments" | "norms" | "evidence"> {
  const amendments = new Set<string>();
  const norms = new Set<string>();
  const evidence = new Set<string>();
  for (const { answer, stands } of ready.judged[0]?.answers ?? []) {
    for (const { begins, ends, from, until } of stands) {
      const began = begins.latest === on;
      if (!began && ends?.latest !== on) continue;
      const act = began ? from : until;
      if (act !== null) amendments.add(act);
      if (answer.norm !== undefined) norms.add(answer.norm);
      if (answer.evidence !== undefined) evidence.add(answer.evidence);
    }
  }
  return { amendments: [...amendments].sort(), norms: [...norms].sort(), evidence: [...evidence].sort() };
}

/**
 * A day inside a window has two laws: as if what is in doubt had not happened yet, and as if it had. The status is the
 * first; the second is told where it differs.
 */
type Clock = (window: Window) => DateText;
const late: Clock = ({ latest }) => latest;
const early: Clock = ({ earliest }) => earliest;

function standingOn(
  { answer, tests, title, stands }: ReadyAnswer,
  on: DateText,
  clock: Clock,
): StandingAnswer | null {
  const stand = stands.find(({ begins, ends }) => clock(begins) <= on && (ends === null || on < clock(ends)));
  if (stand === undefined) return null;
  return {
    norm: answer.norm ?? null,
    title,
    evidence: answer.evidence ?? null,
    tests,
    extent: answer.extent,
    why: answer.why,
    missing: answer.missing ?? null,
    since: firstOf(stand, stands).begins,
    settled: true,
    read: stand.read,
  };
}

/** Where a run of stretches that follow each other without a gap begins: a new wording of a norm is no new answer. */
function firstOf(stand: Stand, stands: readonly Stand[]): Stand {
  const before = stands.find(({ ends }) => ends !== null && ends.latest === stand.begins.latest);
  return before === undefined || before === stand ? stand : firstOf(before, stands);
}

function pointsOf({ item, tests }: ReadyItem, standing: readonly StandingAnswer[]): readonly Point[] {
  return tests.map((test) => {
    const about = standing.filter((answer) => answer.tests.includes(test));
    const asks = item.tests?.find(({ id }) => id === test)?.asks ?? null;
    return { test, asks, state: stateOf(about) };
  });
}

function stateOf(about: readonly StandingAnswer[]): PointState {
  const read = about.filter((answer) => answer.read);
  if (read.some(({ extent }) => extent === "full")) return "full";
  if (read.length > 0) return "partial";
  return about.length > 0 ? "unread" : "none";
}

function statusOf(points: readonly Point[]): ConformityStatus {
  if (points.every(({ state }) => state === "full")) return "met";
  if (points.some(({ state }) => state === "full" || state === "partial")) return "partial";
  return points.some(({ state }) => state === "unread") ? "not-assessed" : "gap";
}

function holds(
  { from, until }: { readonly from?: DateText | undefined; readonly until?: DateText | undefined },
  on: DateText,
): boolean {
  return (from === undefined || from <= on) && (until === undefined || on < until);
}

function oneDay(day: DateText): Window {
  return { earliest: day, latest: day };
}
