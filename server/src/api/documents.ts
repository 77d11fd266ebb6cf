import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { ApproveDocument, DocumentPreview, MakeDocument, ServeDocument, Written } from "../contract/index.ts";
import { approveDocument, makeDocument, serveDocument } from "../documents/make.ts";
import { PRINT_STYLE, pageOf } from "../documents/page.ts";
import { approvedDocument, previewDocument } from "../documents/read.ts";
import { signedIn } from "./access.ts";
import { answers, type RouteContext, typed } from "./route.ts";

const CaseAddress = z.object({ caseId: z.uuid() });
const DocumentAddress = CaseAddress.extend({ seq: z.coerce.number().int().positive().max(1_000_000) });
const IdempotencyHeader = z.looseObject({ "idempotency-key": z.uuid() });
const REFUSALS = ["not-signed-in", "not-allowed", "not-found", "case-moved", "invalid"] as const;

/** Documents of a case: made, read, approved by a second person, printed, served. */
export function documents(app: FastifyInstance, { deps, clock }: RouteContext): void {
  typed(app).post(
    "/api/cases/:caseId/documents",
    {
      config: { access: "signed-in", computes: 5 },
      schema: {
        tags: ["documents"],
        summary: "Make a document of the case, through the redaction gate",
        params: CaseAddress,
        headers: IdempotencyHeader,
        body: MakeDocument,
        response: answers(201, Written, ...REFUSALS, "too-much"),
      },
    },
    async (request, reply) => {
      const { actor } = signedIn(request);
      const key = request.headers["idempotency-key"];
      const { caseId } = request.params;
      const written = await makeDocument(deps, actor, caseId, request.body, { key, now: clock() });
      return reply.code(201).send(written);
    },
  );

  typed(app).get(
    "/api/cases/:caseId/documents/:seq",
    {
      config: { access: "signed-in", reads: true },
      schema: {
        tags: ["documents"],
        summary: "A document as it will be printed, for whoever makes or approves it",
        params: DocumentAddress,
        response: answers(200, DocumentPreview, "not-signed-in", "not-allowed", "not-found", "too-much"),
      },
    },
    (request) => {
      const { caseId, seq } = request.params;
      return previewDocument(deps, signedIn(request).actor, caseId, seq, clock());
    },
  );

  typed(app).post(
    "/api/cases/:caseId/documents/:seq/approval",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["documents"],
        summary: "Approve a colleague's document: from then on it can be printed and served",
        params: DocumentAddress,
        headers: IdempotencyHeader,
        body: ApproveDocument,
        response: answers(201, Written, ...REFUSALS),
      },
    },
    async (request, reply) => {
      const { actor } = signedIn(request);
      const key = request.headers["idempotency-key"];
      const { caseId, seq } = request.params;
      const written = await approveDocument(deps, actor, caseId, seq, request.body, { key, now: clock() });
      return reply.code(201).send(written);
    },
  );

  typed(app).post(
    "/api/cases/:caseId/documents/:seq/service",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["documents"],
        summary: "Say how an approved document was handed over",
        params: DocumentAddress,
        headers: IdempotencyHeader,
        body: ServeDocument,
        response: answers(201, Written, ...REFUSALS),
      },
    },
    async (request, reply) => {
      const { actor } = signedIn(request);
      const key = request.headers["idempotency-key"];
      const { caseId, seq } = request.params;
      const written = await serveDocument(deps, actor, caseId, seq, request.body, { key, now: clock() });
      return reply.code(201).send(written);
    },
  );

  typed(app).get(
    "/api/cases/:caseId/documents/:seq/pdf",
    {
      config: { access: "signed-in", reads: true },
      schema: {
        tags: ["documents"],
        summary: "An approved document as PDF: the bytes that were approved",
        params: DocumentAddress,
      },
    },
    async (request, reply) => {
      const { caseId, seq } = request.params;
      const found = await approvedDocument(deps, signedIn(request).actor, caseId, seq, clock());
      return sendPdf(reply, found.number, found.bytes);
    },
  );

  typed(app).get(
    "/api/cases/:caseId/documents/:seq/page",
    {
      config: { access: "signed-in", reads: true },
      schema: {
        tags: ["documents"],
        summary: "An approved document as a page to print",
        params: DocumentAddress,
      },
    },
    async (request, reply) => {
      const { caseId, seq } = request.params;
      const { content } = await approvedDocument(deps, signedIn(request).actor, caseId, seq, clock());
      return reply.type("text/html; charset=utf-8").send(pageOf(content).markup);
    },
  );

  app.get(
    "/api/documents.css",
    {
      config: { access: "public" },
      schema: { tags: ["documents"], summary: "How a printed page looks" },
    },
    (_, reply) => reply.type("text/css; charset=utf-8").send(PRINT_STYLE),
  );
}

/** Under a name that says nothing: not what it is, not whose. */
export function sendPdf(reply: FastifyReply, number: string, bytes: Buffer): FastifyReply {
  return reply
    .type("application/pdf")
    .header("content-disposition", `attachment; filename="${number}.pdf"`)
    .send(bytes);
}
