import type { FastifyInstance } from "fastify";
import { queue as readQueue } from "../cases/queue.ts";
import { Queue, QueueQuery } from "../contract/index.ts";
import { signedIn } from "./access.ts";
import { answers, type RouteContext, typed } from "./route.ts";

/** What this person's agency owes, soonest first. */
export function queue(app: FastifyInstance, { deps, clock }: RouteContext): void {
  typed(app).get(
    "/api/queue",
    {
      config: { access: "signed-in", background: true },
      schema: {
        tags: ["queue"],
        summary: "The work queue of the caller's agency, in bands by deadline",
        querystring: QueueQuery,
        response: answers(200, Queue, "not-signed-in", "invalid"),
      },
    },
    (request) => readQueue(deps, signedIn(request).actor, request.query, clock()),
  );
}
