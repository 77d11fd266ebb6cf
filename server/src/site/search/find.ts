import { actId, type DateText, LANGUAGES, type Language, type Text } from "@arasha/law";
import MiniSearch, { type Query, type SearchResult } from "minisearch";
import { articleNumber } from "../cite.ts";
import { mayHold } from "../dates.ts";
import { actPath, type Book, findNorm, type Shelf } from "../shelf.ts";
import { beginnings, fold, isNumber, tokens } from "./words.ts";

/** What a search can find. */
export type Found =
  | { readonly kind: "norm"; readonly id: string; readonly terms: ReadonlySet<string> }
  | { readonly kind: "act"; readonly id: string; readonly terms: ReadonlySet<string> }
  | {
      readonly kind: "amendment";
      readonly country: string;
      readonly id: string;
      readonly terms: ReadonlySet<string>;
    };

/** Finds norms, acts and amending acts; made once from every book. */
export type Finder = (query: string, on: DateText) => readonly Found[];

type Entry = {
  readonly id: number;
  readonly number: string;
  /** The number again where the norm is the article itself, not a note or a paragraph of it. */
  readonly whole: string;
  readonly cited: string;
  readonly title: string;
  readonly act: string;
  readonly text: string;
};

/** The longest query that is read, and the most words of it. */
const LONGEST = 200;
const MOST_WORDS = 12;

export function createFinder(shelf: Shelf): Finder {
  const targets: Target[] = shelf.books.flatMap(targetsOf);
  const index = new MiniSearch<Entry>({
    fields: ["number", "whole", "cited", "title", "act", "text"],
    tokenize: (text) => [...tokens(text)],
    processTerm: (term) => term,
  });
  index.addAll(targets.map(({ entry }, id) => ({ ...entry, id })));
  return (query, on) => {
    const asked = query.slice(0, LONGEST);
    const words = meaningful(tokens(asked)).slice(0, MOST_WORDS);
    if (words.length === 0) return [];
    const queries = words.map(wordQuery);
    const all = index.search({ combineWith: "AND", queries });
    const results = all.length > 0 ? all : index.search({ combineWith: "OR", queries });
    const scored = results.map((result) => ({
      result,
      score: result.score * (holds(shelf, targets, result, on) ? 2 : 1),
    }));
    const found = scored
      .sort((a, b) => b.score - a.score)
      .flatMap(({ result }) => foundOf(targets[Number(result.id)], new Set(Object.keys(result.match))));
    return exactFirst(shelf, asked, found);
  };
}

type Target = { readonly entry: Omit<Entry, "id">; readonly found: DistributiveOmit<Found, "terms"> };
type DistributiveOmit<T, K extends keyof T> = T extends unknown ? Omit<T, K> : never;

function targetsOf(book: Book): Target[] {
  const { law } = book;
  const actWords = (id: string) => law.acts.get(id);
  const norms = [...law.norms.values()].map(({ norm }): Target => {
    const act = actWords(actId(norm.id));
    const { article, paragraph } = articleNumber(norm.id);
    return {
      entry: {
        number: [article, paragraph].filter((one) => one !== null).join(" "),
        whole: article !== null && norm.id.endsWith(`.${article}`) ? article : "",
        cited: act ? spoken(act.cited) : "",
        title: spoken(norm.title),
        act: act ? spoken(act.title) : "",
        text: norm.versions.map(({ summary }) => spoken(summary)).join(" "),
      },
      found: { kind: "norm", id: norm.id },
    };
  });
  const acts = law.pack.acts.map(
    (act): Target => ({
      entry: { number: "", whole: "", cited: spoken(act.cited), title: spoken(act.title), act: "", text: "" },
      found: { kind: "act", id: actPath(book, act.id) },
    }),
  );
  const amendments = [...law.amendments.values()].map(
    (act): Target => ({
      entry: {
        number: "",
        whole: "",
        cited: "",
        title: spoken(act.title),
        act: "",
        text: act.id.slice(act.id.indexOf(".") + 1),
      },
      found: { kind: "amendment", country: law.pack.country, id: act.id },
    }),
  );
  return [...norms, ...acts, ...amendments];
}

function spoken(text: Text): string {
  return LANGUAGES.map((language: Language) => text[language]).join(" ");
}

/** Words that only say "article" or "part" in one of the languages, beside a number. */
const NOISE: ReadonlySet<string> = new Set(
  [
    "ст",
    "статья",
    "статьи",
    "статье",
    "бап",
    "бабы",
    "бабының",
    "article",
    "art",
    "section",
    "п",
    "пункт",
    "ч",
    "часть",
    "тармақ",
    "бөлік",
    "part",
    "para",
    "о",
    "об",
    "the",
    "of",
    "и",
    "және",
    "and",
  ].map(fold),
);

function meaningful(words: readonly string[]): readonly string[] {
  const kept = words.filter((word) => !NOISE.has(word));
  return kept.length > 0 ? kept : words;
}

/** One word of a query: best as it stands in a number, a name or a title; then as a beginning; then with a slip of the hand. */
function wordQuery(word: string): Query {
  if (isNumber(word))
    return {
      combineWith: "OR",
      queries: [
        { queries: [word], fields: ["number", "whole"], boost: { number: 40, whole: 120 } },
        { queries: [word], fields: ["number"], boost: { number: 4 }, prefix: true },
        { queries: [word], fields: ["title", "text"], boost: weights(0.5) },
      ],
    };
  return {
    combineWith: "OR",
    queries: [
      { queries: [word], boost: weights(4) },
      { queries: [word], boost: weights(1.6), prefix: true },
      ...beginnings(word).map((beginning, cut) => ({
        queries: [beginning],
        boost: weights(2.4 / (cut + 1)),
        prefix: true,
      })),
      ...(word.length > 3 ? [{ queries: [word], boost: weights(0.5), fuzzy: word.length > 6 ? 2 : 1 }] : []),
    ],
  };
}

function weights(by: number) {
  return { cited: 6 * by, title: 4 * by, act: by, text: by };
}

function holds(shelf: Shelf, targets: readonly Target[], { id }: SearchResult, on: DateText): boolean {
  const found = targets[Number(id)]?.found;
  if (found?.kind !== "norm") return found?.kind === "act";
  return findNorm(shelf, found.id)?.wordings.some((wording) => mayHold(wording, on)) ?? false;
}

function foundOf(target: Target | undefined, terms: ReadonlySet<string>): readonly Found[] {
  return target === undefined ? [] : [{ ...target.found, terms } as Found];
}

/** Who types the id of a norm means that norm. */
function exactFirst(shelf: Shelf, query: string, found: readonly Found[]): readonly Found[] {
  const id = query.trim().toLowerCase();
  if (findNorm(shelf, id) === null) return found;
  return [
    { kind: "norm", id, terms: new Set() },
    ...found.filter((one) => one.kind !== "norm" || one.id !== id),
  ];
}
