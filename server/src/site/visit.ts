import { type DateText, LANGUAGES, type Language, plainDate } from "@arasha/law";
import type { FastifyRequest } from "fastify";
import { languageOf } from "../messages/language.ts";
import type { MessageValues } from "../messages/speaker.ts";
import { type Html, html } from "./html.ts";
import { type MessageKey, saySite } from "./messages/say.ts";
import { type Book, chosenCountry, firstBook, namesCountry, type Shelf, today } from "./shelf.ts";

/** One reader's request for one page: her language, the country and the day she asks about, and how a link keeps them. */
export type Visit = {
  readonly language: Language;
  readonly shelf: Shelf;
  /** The book the page is about; the first where the address names none. */
  readonly book: Book;
  /** The day it is in the country. */
  readonly today: DateText;
  /** The day whose law is shown: `?on=`, else today. */
  readonly on: DateText;
  /** What was written after `?on=`, if anything: kept on links only then. */
  readonly asked: string | null;
  /** What is wrong with the day asked for. */
  readonly fault: "no-day" | "before-coverage" | null;
  readonly path: string;
  /** The query as sent, the first value of each name. */
  readonly query: ReadonlyMap<string, string>;
  readonly say: (key: MessageKey, values?: MessageValues) => string;
  /** An address of these pages with language, country and day kept; a parameter given as null is left out. */
  readonly to: (path: string, parameters?: Parameters) => string;
  /** The one address of a page about the country: with it, where it is not the first, and without the language. */
  readonly canonical: (path: string, parameters?: Parameters) => string;
  /** The same as fields of a form, save for those the form itself has. */
  readonly kept: (own: readonly string[]) => Html;
};
export type Parameters = Readonly<Record<string, string | null | undefined>>;

export function readVisit(
  request: FastifyRequest,
  shelf: Shelf,
  now: string,
  book: Book = firstBook(shelf),
): Visit {
  const query = readQuery(request.query);
  const wished = query.get("lang");
  const chosen = LANGUAGES.find((language) => language === wished) ?? null;
  const language = chosen ?? languageOf(request.headers["accept-language"]);
  const asked = query.get("on")?.trim() || null;
  const day = today(book, now);
  const valid = asked === null || plainDate.safeParse(asked).success;
  const on = asked !== null && valid ? asked : day;
  const early = on < book.law.pack.coversFrom;
  const country = chosenCountry(shelf, book);
  const keeping: Parameters = { on: valid ? asked : null, lang: chosen, country };
  // An address that names an article or an act names its country.
  const kept = (path: string) => (namesCountry(shelf, path) ? { ...keeping, country: null } : keeping);
  return {
    language,
    shelf,
    book,
    today: day,
    on: early ? book.law.pack.coversFrom : on,
    asked,
    fault: !valid ? "no-day" : early ? "before-coverage" : null,
    path: new URL(request.url, "http://localhost").pathname,
    query,
    say: (key, values) => saySite(language, key, values),
    to: (path, parameters = {}) => address(path, { ...parameters, ...without(kept(path), parameters) }),
    canonical: (path, parameters = {}) => address(path, { ...parameters, country }),
    kept: (own) =>
      html`${Object.entries(keeping).map(
        ([name, value]) =>
          value && !own.includes(name) && html`<input type="hidden" name="${name}" value="${value}">`,
      )}`,
  };
}

/** A path and its query; parameters without a value are left out. */
export function address(path: string, parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value) query.set(name, value.toWellFormed());
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}

function without(keeping: Parameters, given: Parameters): Parameters {
  return Object.fromEntries(Object.entries(keeping).filter(([name]) => !Object.hasOwn(given, name)));
}

function readQuery(query: unknown): ReadonlyMap<string, string> {
  const entries = typeof query === "object" && query !== null ? Object.entries(query) : [];
  return new Map(
    entries.flatMap(([name, value]: [string, unknown]): [string, string][] => {
      const first = Array.isArray(value) ? value[0] : value;
      return typeof first === "string" ? [[name, first]] : [];
    }),
  );
}
