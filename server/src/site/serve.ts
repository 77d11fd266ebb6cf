import { gzipSync } from "node:zlib";
import type { TreatyBook } from "@arasha/packs";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { TooMuch } from "../access/budget.ts";
import { withoutPersons } from "../messages/for-the-log.ts";
import { busyPage, failedPage } from "./error-pages.ts";
import { layout, type Page } from "./layout.ts";
import { type Book, findBook, firstBook, type Shelf } from "./shelf.ts";
import { readVisit, type Visit } from "./visit.ts";

/** What the public pages are made from. No database: nothing here reads a case, and nothing is written. */
export type SiteContext = Shelf & {
  /** Who takes part in which treaty. */
  readonly treaties: readonly TreatyBook[];
  /** The instant it is now, ISO 8601. */
  readonly clock: () => string;
  /** Another number whenever something on the pages changed that is not read from files at the start. */
  readonly revision?: () => number;
  /** Counts what has to be made for whoever asks; throws `TooMuch`. Left out: nothing is counted. */
  readonly charge?: (request: FastifyRequest) => void;
};

/** One page: from the reader's visit and the parts of the address to what is shown. Pure. */
export type Render = (visit: Visit, parameters: Readonly<Record<string, string>>) => Page;

/** Adds a page at an address. */
export function servePage(app: FastifyInstance, context: SiteContext, path: string, render: Render): void {
  app.get(path, { config: { access: "public" }, schema: { hide: true } }, (request, reply) => {
    const visit = visitOf(request, context);
    const parameters = request.params as Readonly<Record<string, string>>;
    return sendKept(request, reply, context, visit, () => render(visit, parameters));
  });
}

/**
 * The same, made once for every reader who asks for the same page on the same day: the pages say nothing of who reads.
 * It stands in the memory of the service alone, and what is asked for least goes first.
 */
export function sendKept(
  request: FastifyRequest,
  reply: FastifyReply,
  context: SiteContext,
  visit: Visit,
  render: () => Page,
): FastifyReply {
  const packs = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
  const pages = pagesOf(context);
  const key = `${visit.language} ${packs} ${visit.today} ${context.revision?.() ?? 0} ${request.url}`;
  const kept = pages.get(key) ?? made(visit, charged(request, context, render), packs);
  pages.delete(key);
  pages.set(key, kept);
  if (pages.size > MOST_PAGES) pages.delete(pages.keys().next().value ?? "");
  reply.code(kept.status).header("content-language", visit.language).type("text/html; charset=utf-8");
  if (kept.packed) reply.header("content-encoding", "gzip");
  return reply.send(kept.bytes);
}

/** What is kept costs nothing and is sent to anybody, however often. */
function charged(request: FastifyRequest, { charge }: SiteContext, render: () => Page): Page {
  charge?.(request);
  return render();
}

type Kept = { readonly status: number; readonly bytes: Buffer; readonly packed: boolean };
const pagesKept = new WeakMap<SiteContext, Map<string, Kept>>();
/** Of pages of a few ten kilobytes, packed: some ten megabytes. */
const MOST_PAGES = 600;

function pagesOf(context: SiteContext): Map<string, Kept> {
  const known = pagesKept.get(context) ?? new Map<string, Kept>();
  pagesKept.set(context, known);
  return known;
}

function made(visit: Visit, page: Page, packs: boolean): Kept {
  const bytes = Buffer.from(layout(visit, page).markup);
  const packed = packs && bytes.length >= SMALL;
  return { status: page.status ?? 200, bytes: packed ? gzipSync(bytes) : bytes, packed };
}

/** Below this, packing saves nothing worth the time. */
const SMALL = 1000;

export function sendPage(reply: FastifyReply, visit: Visit, page: Page): FastifyReply {
  return reply
    .code(page.status ?? 200)
    .header("content-language", visit.language)
    .type("text/html; charset=utf-8")
    .send(layout(visit, page).markup);
}

/** A fault of ours is told in the reader's language too; the log learns its kind and place, never what was asked. */
export function answerFaults(app: FastifyInstance, context: SiteContext): void {
  app.setErrorHandler((error, request, reply) => {
    const visit = visitOf(request, context);
    if (error instanceof TooMuch) {
      reply.header("retry-after", `${error.seconds}`);
      return sendPage(reply, visit, busyPage(visit, error.seconds));
    }
    request.log.error(withoutPersons(error), "a public page failed");
    return sendPage(reply, visit, failedPage(visit, request.id));
  });
}

/** The visit behind a request. The book is that of the norm or act in the address, of `?country=`, or the first. */
export function visitOf(request: FastifyRequest, context: SiteContext): Visit {
  const { norm, act } = (request.params ?? {}) as Readonly<Record<string, string | undefined>>;
  const { country } = (request.query ?? {}) as Readonly<Record<string, unknown>>;
  const named = (norm ?? act ?? "").split(".")[0] ?? "";
  const book: Book =
    findBook(context, named) ??
    (typeof country === "string" ? findBook(context, country) : null) ??
    firstBook(context);
  return readVisit(request, context, context.clock(), book);
}

/** The rules for every answer of these pages: a strict policy, no copy on the device, small on the line. */
export function keepPagesPrivate(app: FastifyInstance): void {
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers({
      "content-security-policy": POLICY,
      // Back, forward and the disk of a shared telephone must not hold a page that somebody else may then open.
      "cache-control": "no-store",
      vary: "accept-language, accept-encoding",
      "x-robots-tag": "noarchive",
    });
  });
  app.addHook("onSend", async (request, reply, payload) => {
    if (typeof payload !== "string" || payload.length < SMALL) return payload;
    if (!/\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) return payload;
    reply.header("content-encoding", "gzip").removeHeader("content-length");
    return gzipSync(payload);
  });
}

/** Own files only, nothing inside a page, no connection, no frame. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");
