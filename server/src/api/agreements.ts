import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Asked, AskFor, Requests } from "../contract/index.ts";
import { agreeTo, askFor, requestsFor, withdrawRequest } from "../people/request.ts";
import { caller } from "./access.ts";
import { answers, type RouteContext, typed } from "./route.ts";

const Which = z.strictObject({ id: z.uuid() });
const Done = z.undefined().describe("Done");
const CLOSED = ["not-signed-in", "not-allowed", "step-up", "cross-site"] as const;

/** What nobody does alone: asked by one, agreed to by another. Who may do which is the database's to say. */
export function agreements(app: FastifyInstance, { deps, clock }: RouteContext): void {
  const { store } = deps;

  typed(app).get(
    "/api/agreements",
    {
      config: { access: "account", background: true },
      schema: {
        tags: ["agreements"],
        summary: "What waits for the caller to agree, and what she asked",
        response: answers(200, Requests, "not-signed-in"),
      },
    },
    async (request): Promise<Requests> => ({
      requests: await requestsFor(store, caller(request).account.id),
    }),
  );

  typed(app).post(
    "/api/agreements",
    {
      config: { access: "account", stepUp: true },
      schema: {
        tags: ["agreements"],
        summary: "Ask for what needs a second person",
        body: AskFor,
        response: answers(201, Asked, "invalid", ...CLOSED),
      },
    },
    async (request, reply) => {
      const id = await askFor(store, caller(request).account.id, request.body, clock());
      return reply.code(201).send({ id });
    },
  );

  typed(app).post(
    "/api/agreements/:id",
    {
      config: { access: "account", stepUp: true },
      schema: {
        tags: ["agreements"],
        summary: "Agree, as the second person: then it is done",
        params: Which,
        response: answers(204, Done, "not-found", "second-person", ...CLOSED),
      },
    },
    async (request, reply) => {
      await agreeTo(store, caller(request).account.id, request.params.id, clock());
      return reply.code(204).send();
    },
  );

  typed(app).delete(
    "/api/agreements/:id",
    {
      config: { access: "account", stepUp: true },
      schema: {
        tags: ["agreements"],
        summary: "Take back what one asked, or turn down what one could agree to",
        params: Which,
        response: answers(204, Done, "not-found", ...CLOSED),
      },
    },
    async (request, reply) => {
      await withdrawRequest(store, caller(request).account.id, request.params.id, clock());
      return reply.code(204).send();
    },
  );
}
