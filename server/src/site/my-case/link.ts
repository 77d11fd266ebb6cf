import type { FastifyInstance, FastifyReply } from "fastify";
import { createLinkDoor } from "../../notices/link.ts";
import { LINK_PATH } from "../../notices/text.ts";
import { visitOf } from "../serve.ts";
import type { Visit } from "../visit.ts";
import { COOKIE, type MyCaseContext, OPEN, OURS, secretIn } from "./context.ts";
import { linkPage } from "./link-page.ts";
import { type Fault, PATH, statusOf } from "./pages.ts";

/**
 * What a link in a message leads to: a bare page that asks for her key. It is the same page whatever stands in the address,
 * so that neither a program that looks at links nor whoever found the message learns anything; a link serves by the key alone.
 */
export function herLink(app: FastifyInstance, context: MyCaseContext): void {
  const door = createLinkDoor(context.deps, context.hasher);
  const address = `${LINK_PATH}/:token`;

  app.get(address, OPEN, (request, reply) => {
    return send(reply, visitOf(request, context), null);
  });

  app.post(address, OPEN, async (request, reply) => {
    const visit = visitOf(request, context);
    const { token } = request.params as { readonly token: string };
    const now = context.clock();
    const code = await door.codeOf(token, now);
    const wait = await context.attempts.take(request.ip, code, now);
    if (wait > 0) return send(reply, visit, { wait });
    const session = await door.enter(token, code, secretIn(request), now);
    if (session === null) return send(reply, visit, "wrong");
    await context.attempts.passed(request.ip, code, now);
    reply.setCookie(COOKIE, session, OURS);
    return reply.redirect(visit.to(PATH, { on: null }), 303);
  });
}

function send(reply: FastifyReply, visit: Visit, fault: Fault): FastifyReply {
  return reply
    .code(statusOf(fault))
    .header("content-language", visit.language)
    .type("text/html; charset=utf-8")
    .send(linkPage(visit, fault).markup);
}
