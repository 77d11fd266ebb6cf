import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { answers, type RouteContext, typed } from "./route.ts";

const Health = z.object({ status: z.literal("ok") });

/** For whoever watches over the service: up, and the database answers. Says nothing else to anybody. */
export function health(app: FastifyInstance, { deps }: RouteContext): void {
  typed(app).get(
    "/api/health",
    {
      config: { access: "public" },
      schema: {
        tags: ["health"],
        summary: "Whether the service and its database answer",
        response: answers(200, Health, "unavailable"),
      },
    },
    async () => {
      await deps.store.app.query("select 1");
      return { status: "ok" as const };
    },
  );
}
