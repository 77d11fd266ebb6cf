import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { MyCaseKeys } from "../contract/index.ts";
import { PersonId } from "../journal/compartments.ts";
import { closeMyCase, openMyCase } from "../survivor/keys.ts";
import { signedIn } from "./access.ts";
import { answers, type RouteContext, typed } from "./route.ts";

const CaseAddress = z.object({ caseId: z.uuid() });
const ChildAddress = z.object({ caseId: z.uuid(), child: PersonId });

/** The keys of a survivor's own page, as the agency that hands them to her makes and ends them. */
export function myCaseKeys(app: FastifyInstance, { deps, clock, hasher }: RouteContext): void {
  typed(app).post(
    "/api/cases/:caseId/my-case",
    {
      config: { access: "signed-in", stepUp: true },
      schema: {
        tags: ["cases"],
        summary: "Make new keys to the survivor's own page: said once, the old ones no longer serve",
        params: CaseAddress,
        response: answers(
          201,
          MyCaseKeys,
          "not-signed-in",
          "not-allowed",
          "step-up",
          "under-glass",
          "not-found",
        ),
      },
    },
    async (request, reply) => {
      const { actor } = signedIn(request);
      const keys = await openMyCase(deps, hasher, actor, request.params.caseId, clock());
      return reply.code(201).send(keys);
    },
  );

  typed(app).delete(
    "/api/cases/:caseId/my-case",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["cases"],
        summary: "Take the keys to the survivor's own page out of use",
        params: CaseAddress,
        response: answers(
          204,
          z.undefined().describe("No key opens it"),
          "not-signed-in",
          "not-allowed",
          "not-found",
        ),
      },
    },
    async (request, reply): Promise<FastifyReply> => {
      await closeMyCase(deps, signedIn(request).actor, request.params.caseId, clock());
      return reply.code(204).send();
    },
  );

  typed(app).post(
    "/api/cases/:caseId/children/:child/my-case",
    {
      config: { access: "signed-in", stepUp: true },
      schema: {
        tags: ["cases"],
        summary:
          "Make new keys to the own page of a child of the case who has come of age: said once, the old ones no longer serve",
        params: ChildAddress,
        response: answers(
          201,
          MyCaseKeys,
          "not-signed-in",
          "not-allowed",
          "step-up",
          "under-glass",
          "invalid",
          "not-found",
        ),
      },
    },
    async (request, reply) => {
      const { actor } = signedIn(request);
      const { caseId, child } = request.params;
      const keys = await openMyCase(deps, hasher, actor, caseId, clock(), child);
      return reply.code(201).send(keys);
    },
  );

  typed(app).delete(
    "/api/cases/:caseId/children/:child/my-case",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["cases"],
        summary: "Take the keys to the own page of a child who has come of age out of use",
        params: ChildAddress,
        response: answers(
          204,
          z.undefined().describe("No key opens it"),
          "not-signed-in",
          "not-allowed",
          "not-found",
        ),
      },
    },
    async (request, reply): Promise<FastifyReply> => {
      const { caseId, child } = request.params;
      await closeMyCase(deps, signedIn(request).actor, caseId, clock(), child);
      return reply.code(204).send();
    },
  );
}
