import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { listBreaches, recordBreach, writeBreach } from "../breach/breach.ts";
import { BreachEntryInput, BreachList, BreachView, RecordBreach } from "../contract/index.ts";
import { caller } from "./access.ts";
import { answers, type RouteContext, typed } from "./route.ts";

const REFUSALS = ["not-signed-in", "not-allowed", "not-found", "invalid"] as const;

/** Breaches of personal data and their clock, for those who answer for the installation and see no case. */
export function breaches(app: FastifyInstance, { deps, clock }: RouteContext): void {
  typed(app).get(
    "/api/breaches",
    {
      config: { access: "administrator" },
      schema: {
        tags: ["breaches"],
        summary: "Breaches of personal data, each with the law's clock",
        response: answers(200, BreachList, "not-signed-in", "not-allowed"),
      },
    },
    (request) => listBreaches(deps, { account: caller(request).account.id }, clock()),
  );

  typed(app).post(
    "/api/breaches",
    {
      config: { access: "administrator" },
      schema: {
        tags: ["breaches"],
        summary: "Record a breach: its clock runs from the moment of detection",
        body: RecordBreach,
        response: answers(201, BreachView, ...REFUSALS),
      },
    },
    async (request, reply) => {
      const keeper = { account: caller(request).account.id };
      return reply.code(201).send(await recordBreach(deps, keeper, request.body, clock()));
    },
  );

  typed(app).post(
    "/api/breaches/:id/entries",
    {
      config: { access: "administrator" },
      schema: {
        tags: ["breaches"],
        summary: "Say what was done about a breach",
        params: z.object({ id: z.uuid() }),
        body: BreachEntryInput,
        response: answers(201, BreachView, ...REFUSALS),
      },
    },
    async (request, reply) => {
      const keeper = { account: caller(request).account.id };
      return reply.code(201).send(await writeBreach(deps, keeper, request.params.id, request.body, clock()));
    },
  );
}
