import type { FastifyInstance } from "fastify";
import { z } from "zod";
import {
  Decide,
  Proposals,
  ProposalsQuery,
  Propose,
  Proposed,
  RegisterCommitments,
  RegisterItems,
} from "../contract/index.ts";
import { stepOf } from "../notices/owed.ts";
import { ownCommitments } from "../notices/remind.ts";
import { claimsOf, comparisons } from "../registers/check.ts";
import { standingCommitments } from "../registers/commitments.ts";
import { decide, proposals, propose } from "../registers/registers.ts";
import { caller } from "./access.ts";
import { answers, type RouteContext, typed } from "./route.ts";

const Which = z.strictObject({ id: z.uuid() });

/** For those who keep the registers: what is proposed, and what a second person says of it. */
export function registers(app: FastifyInstance, { deps, clock }: RouteContext): void {
  typed(app).get(
    "/api/registers",
    {
      config: { access: "registers" },
      schema: {
        tags: ["registers"],
        summary: "Proposals for the registers that wait for a second person, or that were decided",
        querystring: ProposalsQuery,
        response: answers(200, Proposals, "not-signed-in", "not-allowed", "invalid"),
      },
    },
    async (request): Promise<Proposals> => ({
      asOf: clock(),
      rows: [...(await proposals(deps, caller(request).account.id, request.query))],
    }),
  );

  typed(app).get(
    "/api/registers/items",
    {
      config: { access: "registers" },
      schema: {
        tags: ["registers"],
        summary: "What a judgement or a claim can be about",
        response: answers(200, RegisterItems, "not-signed-in", "not-allowed"),
      },
    },
    async (): Promise<RegisterItems> => {
      const { speakers, units } = claimsOf(deps).register;
      const compared = Map.groupBy(comparisons(deps), ({ country }) => country);
      return {
        countries: [...compared].map(([id, [first, ...more]]) => ({
          id,
          name: first!.law.pack.title,
          treaties: [first!, ...more].map(({ treaty }) => ({
            id: treaty.id,
            title: treaty.title,
            items: treaty.articles.flatMap(({ items }) =>
              items.map(({ id: item, text, answeredBy, tests = [] }) => ({
                id: item,
                text,
                answeredBy,
                tests,
              })),
            ),
          })),
          norms: [...first!.law.norms.values()].map(({ norm }) => ({ id: norm.id, title: norm.title })),
        })),
        speakers,
        units,
      };
    },
  );

  typed(app).get(
    "/api/registers/commitments",
    {
      config: { access: "registers" },
      schema: {
        tags: ["registers"],
        summary: "What progress can be reported on, and how it stands today",
        response: answers(200, RegisterCommitments, "not-signed-in", "not-allowed"),
      },
    },
    async (): Promise<RegisterCommitments> => {
      const now = clock();
      const near = new Set(
        ownCommitments(deps)
          .standing(now)
          .flatMap(({ commitment: { id }, standing }) => (stepOf(standing) === null ? [] : [id])),
      );
      return {
        commitments: standingCommitments(deps, now).map(
          ({ commitment: { id, text, owner, doneWhen }, standing: { state, due, daysLeft } }) => ({
            id,
            text,
            owner,
            state,
            due,
            daysLeft,
            attention: near.has(id),
            told: doneWhen !== undefined,
          }),
        ),
      };
    },
  );

  typed(app).post(
    "/api/registers",
    {
      config: { access: "registers" },
      schema: {
        tags: ["registers"],
        summary:
          "Propose a judgement, a claim, a commitment or a report on one: it enters when a second person accepts it",
        body: Propose,
        response: answers(201, Proposed, "not-signed-in", "not-allowed", "invalid", "cross-site"),
      },
    },
    async (request, reply) =>
      reply.code(201).send(await propose(deps, caller(request).account.id, request.body, clock())),
  );

  typed(app).post(
    "/api/registers/:id/decision",
    {
      config: { access: "registers" },
      schema: {
        tags: ["registers"],
        summary: "Accept or refuse what somebody else proposed, with a reason",
        params: Which,
        body: Decide,
        response: answers(
          204,
          z.undefined().describe("Done"),
          "not-signed-in",
          "not-allowed",
          "not-found",
          "second-person",
          "invalid",
          "cross-site",
        ),
      },
    },
    async (request, reply) => {
      await decide(deps, caller(request).account.id, request.params.id, request.body, clock());
      return reply.code(204).send();
    },
  );
}
