import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Refused } from "../../journal/refused.ts";
import { withoutPersons } from "../../messages/for-the-log.ts";
import { complain, takeBack } from "../../survivor/deeds.ts";
import { createDoor, herSession, leave } from "../../survivor/door.ts";
import { codeAsMeant } from "../../survivor/secret.ts";
import { myCase as readMyCase } from "../../survivor/view.ts";
import { sizeOf } from "../../trail/proofs.ts";
import { failedPage } from "../error-pages.ts";
import { ELSEWHERE, type Page } from "../layout.ts";
import { keepPagesPrivate, sendPage, visitOf } from "../serve.ts";
import { casePage } from "./case-page.ts";
import { COOKIE, fieldsOf, type MyCaseContext, OPEN, OURS, secretIn } from "./context.ts";
import { herLink } from "./link.ts";
import { doorPage, faultPage, LEAVE, PATH, plainPage } from "./pages.ts";

const BODY_LIMIT = 2 * 1024;

type Session = NonNullable<Awaited<ReturnType<typeof herSession>>>;

/**
 * The survivor's own page, under one address with a neutral title: without an account, without JavaScript, and with
 * nothing kept on the device but a cookie of the session that ends with the browser, with the exit, or by itself.
 */
export function myCase(app: FastifyInstance, context: MyCaseContext): void {
  keepPagesPrivate(app);
  app.addHook("onRequest", async (_, reply) => {
    // Without it a browser would give the origin of our own forms as `null`; to other sites nothing is sent all the same.
    reply.header("referrer-policy", "same-origin");
  });
  takeForms(app);
  answerRefusals(app, context);
  const enter = createDoor(context.deps, context.hasher);

  app.get(PATH, OPEN, async (request, reply) => {
    const session = await sessionOf(context, request, reply);
    const visit = visitOf(request, context);
    if (session === null) return sendPage(reply, visit, doorPage(visit));
    return sendPage(reply, visit, await herPage(context, request, session));
  });

  app.post(PATH, OPEN, async (request, reply) => {
    const visit = visitOf(request, context);
    const fields = fieldsOf(request);
    const typed = { code: fields.get("code") ?? "", secret: secretIn(request) };
    const now = context.clock();
    const code = codeAsMeant(typed.code);
    const wait = await context.attempts.take(request.ip, code, now);
    if (wait > 0) return sendPage(reply, visit, doorPage(visit, { wait }));
    const token = await enter(typed, now);
    if (token === null) return sendPage(reply, visit, doorPage(visit, "wrong"));
    await context.attempts.passed(request.ip, code, now);
    reply.setCookie(COOKIE, token, OURS);
    return reply.redirect(visit.to(PATH, { on: null }), 303);
  });

  herLink(app, context);

  deed(app, context, "consent", (session, what, visit, now) =>
    takeBack(context.deps, session, Number(what), visit.language, now),
  );
  deed(app, context, "complaint", (session, what, _, now) => complain(context.deps, session, what, now));

  app.get(LEAVE, OPEN, async (request, reply) => {
    const token = request.cookies[COOKIE];
    if (token !== undefined) await leave(context.deps.store, token);
    return reply.clearCookie(COOKIE, OURS).header("referrer-policy", "no-referrer").redirect(ELSEWHERE, 303);
  });
}

/** Something she does. Only from her own open page: the mark of its forms is made from her session. */
function deed(
  app: FastifyInstance,
  context: MyCaseContext,
  name: "consent" | "complaint",
  run: (session: Session, what: string, visit: ReturnType<typeof visitOf>, now: string) => Promise<void>,
): void {
  app.post(`${PATH}/${name}`, OPEN, async (request, reply) => {
    const visit = visitOf(request, context);
    const session = await sessionOf(context, request, reply);
    const fields = fieldsOf(request);
    if (session === null) return sendPage(reply, visit, doorPage(visit));
    if (session.harmless || !isMark(fields.get("mark") ?? "", session.tokenHash))
      return sendPage(reply, visit, faultPage(visit, 403));
    try {
      await run(session, fields.get("what") ?? "", visit, context.clock());
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return sendPage(reply, visit, faultPage(visit));
    }
    return reply.redirect(visit.to(PATH, { on: null }), 303);
  });
}

async function herPage(
  { deps, ...context }: MyCaseContext,
  request: FastifyRequest,
  session: Session,
): Promise<Page> {
  const visit = visitOf(request, context);
  if (session.harmless) return plainPage(visit);
  const mine = await readMyCase(deps, session, context.clock());
  if (mine === null) return doorPage(visit);
  const trailSize = await sizeOf(deps.store);
  return casePage({ visit, deps, mark: markOf(session.tokenHash), trailSize }, mine);
}

async function sessionOf(
  { deps, clock }: MyCaseContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Session | null> {
  const token = request.cookies[COOKIE];
  if (token === undefined) return null;
  const session = await herSession(deps.store, token, clock());
  if (session === null) reply.clearCookie(COOKIE, OURS);
  return session;
}

/** Made from what only her browser and the database know, and no way back to it. */
function markOf(tokenHash: Buffer): string {
  return createHash("sha256").update("form|").update(tokenHash).digest("base64url");
}

function isMark(given: string, tokenHash: Buffer): boolean {
  const own = Buffer.from(markOf(tokenHash));
  const told = Buffer.from(given);
  return told.length === own.length && timingSafeEqual(told, own);
}

function takeForms(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string", bodyLimit: BODY_LIMIT },
    (_request, body: string, done) => done(null, new URLSearchParams(body)),
  );
}

/** What is sent wrongly, or from another site, gets one page that says nothing was done; the rest is a fault of ours. */
function answerRefusals(app: FastifyInstance, context: MyCaseContext): void {
  app.setErrorHandler((error: { readonly statusCode?: number; readonly code?: string }, request, reply) => {
    const visit = visitOf(request, context);
    if (error.code === "cross-site") return sendPage(reply, visit, faultPage(visit, 403));
    const { statusCode = 500 } = error;
    if (statusCode >= 400 && statusCode < 500) return sendPage(reply, visit, faultPage(visit));
    request.log.error(withoutPersons(error as Error), "her page failed");
    return sendPage(reply, visit, failedPage(visit, request.id));
  });
}
