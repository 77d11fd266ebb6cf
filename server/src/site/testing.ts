import { compiled, loadLaw, loadParticipation, participations, type TreatyBook } from "@arasha/packs";
import { type FastifyInstance, type FastifyRequest, fastify, type LightMyRequestResponse } from "fastify";
import type { Book } from "./shelf.ts";
import { site } from "./site.ts";
import { readVisit, type Visit } from "./visit.ts";

/** The public pages alone, without the rest of the service: they need no database. */
export const NOW = "2026-03-10T09:00:00Z";

export function bookOf(country: string): Book {
  const loaded = loadLaw(country);
  return { country: loaded, law: compiled(loaded.pack) };
}

export function treatyBooks(): readonly TreatyBook[] {
  return participations().map(loadParticipation);
}

export async function startSite(...countries: readonly string[]): Promise<FastifyInstance> {
  const books = (countries.length === 0 ? ["testland"] : countries).map(bookOf);
  const app = fastify();
  await app.register(async (scope) => site(scope, { books, treaties: treatyBooks(), clock: () => NOW }));
  return app;
}

/** The text of a page as it is read, without its markup. */
export function readable({ body }: Pick<LightMyRequestResponse, "body">): string {
  return body
    .replace(/<head>[\s\S]*<\/head>/, "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ");
}

/** A visit made by hand, for what is rendered beneath a page. */
export function visitTo(path: string, book: Book, query: Readonly<Record<string, string>> = {}): Visit {
  const request = {
    url: `${path}?${new URLSearchParams(query)}`,
    query,
    headers: {},
  } as unknown as FastifyRequest;
  return readVisit(request, { books: [book] }, NOW, book);
}
