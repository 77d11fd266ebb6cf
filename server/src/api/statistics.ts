import { plainDate } from "@arasha/law";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Funnel } from "../contract/index.ts";
import { funnel } from "../evidence/funnel.ts";
import { signedIn } from "./access.ts";
import { answers, type RouteContext, typed } from "./route.ts";

/** Aggregate numbers: no person, no case. */
export function statistics(app: FastifyInstance, { deps, clock }: RouteContext): void {
  typed(app).get(
    "/api/statistics/funnel",
    {
      config: { access: "statistics" },
      schema: {
        tags: ["statistics"],
        summary: "The justice chain for acts before and from a day on",
        querystring: z.strictObject({ breakOn: plainDate }),
        response: answers(200, Funnel, "not-signed-in", "not-allowed", "invalid"),
      },
    },
    (request) => funnel(deps, signedIn(request).actor, request.query.breakOn, clock()),
  );
}
