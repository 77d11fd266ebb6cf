import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { AnswerRequest, OpenRequest, RequestList, RequestView, WriteRequest } from "../contract/index.ts";
import {
  answerRequest,
  listRequests,
  openRequest,
  printAnswer,
  viewRequest,
  writeRequest,
} from "../documents/requests.ts";
import { signedIn } from "./access.ts";
import { sendPdf } from "./documents.ts";
import { answers, type RouteContext, typed } from "./route.ts";

const Address = z.object({ id: z.uuid() });
const AnswerAddress = Address.extend({ seq: z.coerce.number().int().positive().max(1_000_000) });
const REFUSALS = ["not-signed-in", "not-allowed", "not-found", "case-moved", "invalid"] as const;

/** Legal requests for data, as the agency they came to deals with them. No route of these looks at a case. */
export function requests(app: FastifyInstance, { deps, clock }: RouteContext): void {
  typed(app).get(
    "/api/requests",
    {
      config: { access: "requests" },
      schema: {
        tags: ["requests"],
        summary: "Legal requests that came to the caller's agency, newest first",
        response: answers(200, RequestList, "not-signed-in", "not-allowed"),
      },
    },
    (request) => listRequests(deps, signedIn(request).actor, clock()),
  );

  typed(app).post(
    "/api/requests",
    {
      config: { access: "requests" },
      schema: {
        tags: ["requests"],
        summary: "Register a legal request for data",
        body: OpenRequest,
        response: answers(201, RequestView, ...REFUSALS),
      },
    },
    async (request, reply) =>
      reply.code(201).send(await openRequest(deps, signedIn(request).actor, request.body, clock())),
  );

  typed(app).get(
    "/api/requests/:id",
    {
      config: { access: "requests" },
      schema: {
        tags: ["requests"],
        summary: "One request: who asks, what was done, what was given",
        params: Address,
        response: answers(200, RequestView, "not-signed-in", "not-allowed", "not-found"),
      },
    },
    (request) => viewRequest(deps, signedIn(request).actor, request.params.id, clock()),
  );

  typed(app).post(
    "/api/requests/:id/entries",
    {
      config: { access: "requests" },
      schema: {
        tags: ["requests"],
        summary: "Say what was done about a request",
        params: Address,
        body: WriteRequest,
        response: answers(201, RequestView, ...REFUSALS),
      },
    },
    async (request, reply) => {
      const { actor } = signedIn(request);
      return reply.code(201).send(await writeRequest(deps, actor, request.params.id, request.body, clock()));
    },
  );

  typed(app).post(
    "/api/requests/:id/answer",
    {
      config: { access: "requests", computes: 5 },
      schema: {
        tags: ["requests"],
        summary: "Make the answer that neither confirms nor denies",
        params: Address,
        body: AnswerRequest,
        response: answers(201, RequestView, ...REFUSALS, "too-much"),
      },
    },
    async (request, reply) => {
      const { actor } = signedIn(request);
      return reply.code(201).send(await answerRequest(deps, actor, request.params.id, request.body, clock()));
    },
  );

  typed(app).get(
    "/api/requests/:id/answers/:seq/pdf",
    {
      config: { access: "requests", reads: true },
      schema: { tags: ["requests"], summary: "That answer as PDF", params: AnswerAddress },
    },
    async (request, reply) => {
      const { id, seq } = request.params;
      const { number, bytes } = await printAnswer(deps, signedIn(request).actor, id, seq, clock());
      return sendPdf(reply, number, bytes);
    },
  );
}
