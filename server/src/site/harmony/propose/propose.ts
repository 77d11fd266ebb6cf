import type { FastifyInstance, FastifyRequest } from "fastify";
import { Suggestion } from "../../../contract/index.ts";
import { withoutPersons } from "../../../messages/for-the-log.ts";
import { suggest } from "../../../registers/suggestion.ts";
import type { Store } from "../../../store/store.ts";
import { failedPage } from "../../error-pages.ts";
import { keepPagesPrivate, type SiteContext, sendPage, visitOf } from "../../serve.ts";
import { FIELDS, type Field, faultPage, formPage, PATH, receiptPage, type Typed } from "./pages.ts";

export type ProposeContext = SiteContext & {
  readonly store: Store;
  /** Seconds to wait, or 0; then this one is counted. Knows an address no longer than a minute, and by a hash. */
  readonly take: (address: string, now: string) => Promise<number>;
};

/** The longest text in each field, of letters that take nine bytes each in a form, and the names between them. */
const BODY_LIMIT = 32 * 1024;
const OPEN = { config: { access: "public" }, schema: { hide: true } } as const;
const NAMES = Object.keys(FIELDS) as readonly Field[];

/** The form on which anybody suggests a claim, without an account and without JavaScript. */
export function proposeClaim(app: FastifyInstance, context: ProposeContext): void {
  keepPagesPrivate(app);
  app.addHook("onRequest", async (_, reply) => {
    // Without it a browser would give the origin of our own form as `null`; to other sites nothing is sent all the same.
    reply.header("referrer-policy", "same-origin");
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string", bodyLimit: BODY_LIMIT },
    (_request, body: string, done) => done(null, new URLSearchParams(body)),
  );
  answerRefusals(app, context);

  app.get(PATH, OPEN, (request, reply) => {
    const visit = visitOf(request, context);
    return sendPage(reply, visit, formPage(visit));
  });

  app.post(PATH, OPEN, async (request, reply) => {
    const visit = visitOf(request, context);
    const typed = typedIn(request);
    const read = Suggestion.safeParse({ ...typed, language: visit.language });
    if (!read.success) {
      const wrong = new Set(read.error.issues.map(({ path }) => path[0]));
      const fields = NAMES.filter((name) => wrong.has(name));
      return sendPage(reply, visit, formPage(visit, typed, { fields }));
    }
    const now = context.clock();
    const wait = await context.take(request.ip, now);
    if (wait > 0) {
      reply.header("retry-after", `${wait}`);
      return sendPage(reply, visit, formPage(visit, typed, { wait }));
    }
    return sendPage(reply, visit, receiptPage(visit, await suggest(context.store, read.data, now)));
  });
}

function typedIn({ body }: FastifyRequest): Typed {
  const sent = body instanceof URLSearchParams ? body : new URLSearchParams();
  const typed = NAMES.map((name) => [name, (sent.get(name) ?? "").replaceAll("\u0000", "").toWellFormed()]);
  return Object.fromEntries(typed);
}

/** What is sent wrongly, too large, or from another site, gets one page that says nothing was sent; the rest is a fault of ours. */
function answerRefusals(app: FastifyInstance, context: SiteContext): void {
  app.setErrorHandler((error: { readonly statusCode?: number; readonly code?: string }, request, reply) => {
    const visit = visitOf(request, context);
    if (error.code === "cross-site") return sendPage(reply, visit, faultPage(visit, 403));
    const { statusCode = 500 } = error;
    if (statusCode >= 400 && statusCode < 500) return sendPage(reply, visit, faultPage(visit));
    request.log.error(withoutPersons(error as Error), "a suggestion failed");
    return sendPage(reply, visit, failedPage(visit, request.id));
  });
}
