import { plainDate } from "@arasha/law";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Funnel, Misuse } from "../contract/index.ts";
import { funnel } from "../evidence/funnel.ts";
import { misuse } from "../oversight/misuse.ts";
import { signedIn } from "./access.ts";
import { answers, type RouteContext, typed } from "./route.ts";

/** Aggregate numbers: no person, no case. */
export function statistics(app: FastifyInstance, { deps, clock }: RouteContext): void {
  typed(app).get(
    "/api/statistics/funnel",
    {
      config: { access: "statistics", computes: 5 },
      schema: {
        tags: ["statistics"],
        summary: "The justice chain for acts before and from a day on",
        querystring: z.strictObject({ breakOn: plainDate }),
        response: answers(200, Funnel, "not-signed-in", "not-allowed", "invalid", "too-much"),
      },
    },
    (request) => funnel(deps, signedIn(request).actor, request.query.breakOn, clock()),
  );

  typed(app).get(
    "/api/statistics/misuse",
    {
      config: { access: "statistics", computes: 5 },
      schema: {
        tags: ["statistics"],
        summary: "How often access to cases was found wanting, by month and rule; small counts are left out",
        response: answers(200, Misuse, "not-signed-in", "not-allowed", "too-much"),
      },
    },
    (request) => misuse(deps, signedIn(request).account.id, clock()),
  );
}
