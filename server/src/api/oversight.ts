import type { FastifyInstance } from "fastify";
import { z } from "zod";
import {
  Alerts,
  AlertsQuery,
  AnswerQuestion,
  Canaries,
  CloseAlert,
  Misuse,
  PlantCanary,
  Planted,
  Questions,
} from "../contract/index.ts";
import { alertsFor, answerQuestion, askAbout, closeAlert, questionsTo } from "../oversight/alerts.ts";
import { canariesFor, plantCanary } from "../oversight/canary.ts";
import { liftConflict } from "../oversight/conflicts.ts";
import { misuse } from "../oversight/misuse.ts";
import { caller } from "./access.ts";
import { answers, type RouteContext, typed } from "./route.ts";

const Which = z.strictObject({ id: z.uuid() });
const Done = z.undefined().describe("Done");

/** For those who review how access is used: what wants a look, and what came of it. Nothing of what a case holds. */
export function oversight(app: FastifyInstance, { deps, clock }: RouteContext): void {
  const { store } = deps;

  typed(app).get(
    "/api/oversight/alerts",
    {
      config: { access: "oversight" },
      schema: {
        tags: ["oversight"],
        summary: "Alerts that wait for a review, or that were closed",
        querystring: AlertsQuery,
        response: answers(200, Alerts, "not-signed-in", "not-allowed", "invalid"),
      },
    },
    async (request): Promise<Alerts> => {
      const now = clock();
      const closed = request.query.closed === "true";
      const alerts = await alertsFor(store, caller(request).account.id, closed, now);
      const roles = deps.country.roles.map(({ id, name }) => ({ id, name }));
      return { asOf: now, alerts: [...alerts], roles };
    },
  );

  typed(app).post(
    "/api/oversight/alerts/:id/question",
    {
      config: { access: "oversight" },
      schema: {
        tags: ["oversight"],
        summary: "Ask the person an alert is about",
        params: Which,
        response: answers(204, Done, "not-signed-in", "not-allowed", "not-found", "cross-site"),
      },
    },
    async (request, reply) => {
      await askAbout(store, caller(request).account.id, request.params.id, clock());
      return reply.code(204).send();
    },
  );

  typed(app).post(
    "/api/oversight/alerts/:id/closing",
    {
      config: { access: "oversight" },
      schema: {
        tags: ["oversight"],
        summary: "Close an alert with what was found, and why",
        params: Which,
        body: CloseAlert,
        response: answers(204, Done, "not-signed-in", "not-allowed", "not-found", "invalid", "cross-site"),
      },
    },
    async (request, reply) => {
      await closeAlert(store, caller(request).account.id, request.params.id, request.body, clock());
      return reply.code(204).send();
    },
  );

  typed(app).post(
    "/api/oversight/alerts/:id/lifting",
    {
      config: { access: "oversight" },
      schema: {
        tags: ["oversight"],
        summary: "Lift the conflict of interest an alert tells of: it meant nothing",
        params: Which,
        response: answers(204, Done, "not-signed-in", "not-allowed", "not-found", "cross-site"),
      },
    },
    async (request, reply) => {
      await liftConflict(store, caller(request).account.id, request.params.id, clock());
      return reply.code(204).send();
    },
  );

  typed(app).get(
    "/api/oversight/misuse",
    {
      config: { access: "oversight" },
      schema: {
        tags: ["oversight"],
        summary: "Alerts counted by month, rule and finding",
        response: answers(200, Misuse, "not-signed-in", "not-allowed"),
      },
    },
    (request) => misuse(deps, caller(request).account.id, clock()),
  );

  typed(app).get(
    "/api/oversight/canaries",
    {
      config: { access: "oversight" },
      schema: {
        tags: ["oversight"],
        summary: "Invented cases planted for nobody, and where one can be planted",
        response: answers(200, Canaries, "not-signed-in", "not-allowed"),
      },
    },
    (request) => canariesFor(deps, caller(request).account.id, clock()),
  );

  typed(app).post(
    "/api/oversight/canaries",
    {
      config: { access: "oversight", stepUp: true },
      schema: {
        tags: ["oversight"],
        summary: "Plant an invented case among those of an agency: whoever opens it raises an alert",
        body: PlantCanary,
        response: answers(201, Planted, "not-signed-in", "not-allowed", "step-up", "invalid", "cross-site"),
      },
    },
    async (request, reply) => {
      const code = await plantCanary(deps, caller(request).account.id, request.body.agency, clock());
      return reply.code(201).send({ code });
    },
  );

  typed(app).get(
    "/api/questions",
    {
      config: { access: "account", background: true },
      schema: {
        tags: ["oversight"],
        summary: "What oversight asks the caller",
        response: answers(200, Questions, "not-signed-in"),
      },
    },
    async (request): Promise<Questions> => ({
      questions: await questionsTo(store, caller(request).account.id),
    }),
  );

  typed(app).post(
    "/api/questions/:id",
    {
      config: { access: "account" },
      schema: {
        tags: ["oversight"],
        summary: "Answer oversight",
        params: Which,
        body: AnswerQuestion,
        response: answers(204, Done, "not-signed-in", "not-found", "invalid", "cross-site"),
      },
    },
    async (request, reply) => {
      await answerQuestion(store, caller(request).account.id, request.params.id, request.body.words, clock());
      return reply.code(204).send();
    },
  );
}
