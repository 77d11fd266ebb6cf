import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { BreakGlass, GlassNotices, GlassOpened } from "../contract/index.ts";
import { breakGlass, endGlass, glassNotices, seeGlass } from "../oversight/glass.ts";
import { signedIn } from "./access.ts";
import { answers, type RouteContext, typed } from "./route.ts";

const Which = z.strictObject({ id: z.uuid() });
const Done = z.undefined().describe("Done");

/** Emergency access: breaking the glass, ending it, and taking note of a use on a case one's agency keeps. */
export function glass(app: FastifyInstance, { deps, clock }: RouteContext): void {
  typed(app).post(
    "/api/glass",
    {
      config: { access: "signed-in", stepUp: true },
      schema: {
        tags: ["glass"],
        summary: "Open a case because life is in danger: for the caller alone, for a short time, in the open",
        body: BreakGlass,
        response: answers(
          201,
          GlassOpened,
          "not-signed-in",
          "not-allowed",
          "step-up",
          "not-found",
          "glass-locked",
          "glass-too-many",
          "invalid",
          "cross-site",
        ),
      },
    },
    async (request, reply) =>
      reply.code(201).send(await breakGlass(deps, signedIn(request).actor, request.body, clock())),
  );

  typed(app).delete(
    "/api/glass/:id",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["glass"],
        summary: "End one's emergency access before its time",
        params: Which,
        response: answers(204, Done, "not-signed-in", "not-found", "cross-site"),
      },
    },
    async (request, reply) => {
      await endGlass(deps, signedIn(request).actor, request.params.id, clock());
      return reply.code(204).send();
    },
  );

  typed(app).get(
    "/api/glass/notices",
    {
      config: { access: "signed-in", background: true },
      schema: {
        tags: ["glass"],
        summary: "Emergency access used on cases the caller's agency keeps, of which it has not taken note",
        response: answers(200, GlassNotices, "not-signed-in"),
      },
    },
    async (request): Promise<GlassNotices> => ({
      notices: await glassNotices(deps, signedIn(request).actor, clock()),
    }),
  );

  typed(app).post(
    "/api/glass/notices/:id",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["glass"],
        summary: "Take note of it",
        params: Which,
        response: answers(204, Done, "not-signed-in", "not-found", "cross-site"),
      },
    },
    async (request, reply) => {
      await seeGlass(deps, signedIn(request).actor, request.params.id, clock());
      return reply.code(204).send();
    },
  );
}
