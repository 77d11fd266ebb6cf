import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { openCase, writeEntry } from "../cases/command.ts";
import { listCases } from "../cases/list.ts";
import { searchCases } from "../cases/search.ts";
import { viewCase } from "../cases/view.ts";
import {
  CaseList,
  CaseListQuery,
  CaseSearch,
  CasesFound,
  CaseView,
  OpenCase,
  WriteEntry,
  Written,
} from "../contract/index.ts";
import { askForProof, signedIn } from "./access.ts";
import { createCounter } from "./attempts.ts";
import { answers, type RouteContext, typed } from "./route.ts";
import { refuseHaste } from "./session.ts";

const CaseAddress = z.object({ caseId: z.uuid() });

/** Chosen by the client for one act; sent again with a retry, so that nothing is entered twice. */
const IdempotencyHeader = z.looseObject({ "idempotency-key": z.uuid() });

/** Searches of one person within a minute: a caller is looked for once or twice, a list of numbers is not. */
const SEARCHES_A_MINUTE = 12;

/** Cases: list, find, open, read, write on. */
export function cases(app: FastifyInstance, { deps, clock }: RouteContext): void {
  const searches = createCounter(deps.store, "search", SEARCHES_A_MINUTE);

  typed(app).get(
    "/api/cases",
    {
      config: { access: "signed-in", reads: true },
      schema: {
        tags: ["cases"],
        summary: "Cases the caller's agency takes part in, newest first",
        querystring: CaseListQuery,
        response: answers(200, CaseList, "not-signed-in", "invalid", "too-much"),
      },
    },
    (request) => listCases(deps, signedIn(request).actor, request.query, clock()),
  );

  typed(app).post(
    "/api/cases/search",
    {
      config: { access: "signed-in", reads: true },
      schema: {
        tags: ["cases"],
        summary:
          "The case of a code, or cases in which somebody has exactly a number, among those the caller may see",
        body: CaseSearch,
        response: answers(200, CasesFound, "not-signed-in", "invalid", "too-many", "cross-site", "too-much"),
      },
    },
    async (request) => {
      const { actor } = signedIn(request);
      const now = clock();
      refuseHaste(await searches.take(actor.account, now));
      return searchCases(deps, actor, request.body, now);
    },
  );

  typed(app).post(
    "/api/cases",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["cases"],
        summary: "Open a case from a first report",
        headers: IdempotencyHeader,
        body: OpenCase,
        response: answers(201, Written, "not-signed-in", "not-allowed", "invalid", "too-large"),
      },
    },
    async (request, reply) => {
      const { actor } = signedIn(request);
      const key = request.headers["idempotency-key"];
      const written = await openCase(deps, actor, request.body, { key, now: clock() });
      return reply.code(201).header("location", `/api/cases/${written.caseId}`).send(written);
    },
  );

  typed(app).get(
    "/api/cases/:caseId",
    {
      config: { access: "signed-in", reads: true },
      schema: {
        tags: ["cases"],
        summary: "One case: its journal, what is owed, and what may be done next",
        params: CaseAddress,
        response: answers(200, CaseView, "not-signed-in", "not-found", "too-much"),
      },
    },
    (request) => viewCase(deps, signedIn(request).actor, request.params.caseId, clock()),
  );

  typed(app).post(
    "/api/cases/:caseId/entries",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["cases"],
        summary: "Write one entry on a case",
        params: CaseAddress,
        headers: IdempotencyHeader,
        body: WriteEntry,
        response: answers(
          201,
          Written,
          "not-signed-in",
          "not-allowed",
          "step-up",
          "under-glass",
          "not-found",
          "case-moved",
          "invalid",
          "too-large",
        ),
      },
    },
    async (request, reply) => {
      const { actor } = signedIn(request);
      const key = request.headers["idempotency-key"];
      const command = request.body as WriteEntry;
      const now = clock();
      // To agree that something is told without her consent is done by somebody who is surely there.
      if (command.entry.type === "disclosure-approved") askForProof(request, now);
      const written = await writeEntry(deps, actor, request.params.caseId, command, { key, now });
      return reply.code(201).send(written);
    },
  );
}
