import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { clearDraft, readDraft, saveDraft } from "../cases/draft.ts";
import { Draft, SaveDraft } from "../contract/index.ts";
import { signedIn } from "./access.ts";
import { answers, type RouteContext, typed } from "./route.ts";

/** The intake its operator has not finished: hers alone. */
export function draft(app: FastifyInstance, { deps, clock }: RouteContext): void {
  typed(app).get(
    "/api/draft",
    {
      config: { access: "intake" },
      schema: {
        tags: ["draft"],
        summary: "The caller's unfinished intake",
        response: answers(200, Draft, "not-signed-in", "not-allowed"),
      },
    },
    (request) => readDraft(deps, signedIn(request).actor, clock()),
  );

  typed(app).put(
    "/api/draft",
    {
      config: { access: "intake" },
      schema: {
        tags: ["draft"],
        summary: "Keep the unfinished intake in place of the last one",
        body: SaveDraft,
        response: answers(200, Draft, "not-signed-in", "not-allowed", "invalid", "too-large"),
      },
    },
    (request) => saveDraft(deps, signedIn(request).actor, request.body.content, clock()),
  );

  typed(app).delete(
    "/api/draft",
    {
      config: { access: "intake" },
      schema: {
        tags: ["draft"],
        summary: "Discard the unfinished intake",
        response: answers(204, z.undefined().describe("Discarded"), "not-signed-in", "not-allowed"),
      },
    },
    async (request, reply) => {
      await clearDraft(deps, signedIn(request).actor, clock());
      return reply.code(204).send();
    },
  );
}
