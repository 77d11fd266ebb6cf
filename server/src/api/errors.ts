import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type {
  FastifyError,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  FastifyServerOptions,
} from "fastify";
import { asAccount } from "../access/actor.ts";
import type { Deps } from "../cases/deps.ts";
import { Refused } from "../journal/refused.ts";
import { withoutPersons } from "../messages/for-the-log.ts";
import { languageOf } from "../messages/language.ts";
import { record, type Trace } from "../trail/record.ts";
import { type ProblemContext, problemOf, Turned } from "./problems.ts";

/** The largest body: a long account in three alphabets fits many times over. */
export const BODY_LIMIT = 1024 * 1024;
const BODY_LIMIT_IN_WORDS = "1 MB";

const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

/** Every error of every route, and every address without one, as problem details in the reader's language. */
export function installErrors(app: FastifyInstance, deps: Deps, clock: () => string): void {
  app.setErrorHandler(async (thrown, request, reply) => {
    // Without its trace a refusal is not given either.
    const untraced = await traceRefusal(deps, clock, request, thrown).then(
      () => null,
      (failure: unknown) => failure,
    );
    const error = untraced ?? thrown;
    const told = problemOf(error, contextOf(deps, request));
    if (told.problem.status === 413) await readToItsEnd(request.raw);
    if (told.problem.status >= 500) request.log.error(withoutPersons(error), told.problem.type);
    return reply
      .code(told.problem.status)
      .headers({ ...told.headers, "content-language": languageFor(request) })
      .type(PROBLEM_TYPE)
      .serializer(JSON.stringify)
      .send(told.problem);
  });
  app.setNotFoundHandler(() => {
    throw new Turned("not-found");
  });
}

/** How long a body too large is let come before the answer: an answer sent into it would be lost with the connection. */
const PATIENCE_MS = 5_000;

/** Throws away what still comes of a body, so that its sender is there to read why it was refused. */
async function readToItsEnd(body: IncomingMessage): Promise<void> {
  if (body.readableEnded || body.destroyed) return;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  body.resume();
  // Whoever hung up, or goes on sending, is answered all the same.
  await once(body, "end", { signal: patience.signal }).catch(() => undefined);
  clearTimeout(timer);
}

/**
 * That somebody signed in was refused is on the trail, a case or anything else that is not for her: who goes from door to door
 * is seen, though no door says whether there was anything behind it. A case she cannot open appears under a name only this
 * installation can make.
 */
async function traceRefusal(
  deps: Deps,
  clock: () => string,
  request: FastifyRequest,
  error: unknown,
): Promise<void> {
  const { signedIn } = request;
  const { caseId } = (request.params ?? {}) as { readonly caseId?: unknown };
  if (!(error instanceof Refused) || !signedIn) return;
  if (error.code !== "not-allowed" && (error.code !== "not-found" || typeof caseId !== "string")) return;
  const { account } = signedIn;
  const route = request.routeOptions.url ?? "";
  const [actor, at] = [account.id, clock()];
  const trace: Trace =
    typeof caseId === "string"
      ? {
          kind: "refused",
          at,
          actor,
          agency: account.agency,
          case: deps.store.keys.strangerOnTrail(caseId),
          code: error.code,
          route,
        }
      : { kind: "account", at, actor, account: actor, deed: "refused", how: `${request.method} ${route}` };
  await asAccount(deps.store.app, actor, (tx) => record(tx, trace));
}

/** What goes wrong before there is a route: an address that cannot be read, a request that is not HTTP. */
export function lastResort(deps: Deps): Pick<FastifyServerOptions, "frameworkErrors" | "clientErrorHandler"> {
  return {
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const { problem } = problemOf(error, contextOf(deps, request));
      reply.code(problem.status).type(PROBLEM_TYPE).send(JSON.stringify(problem));
    },
    clientErrorHandler: (_error: Error, socket: Socket) => {
      // A client that hung up cannot be told anything.
      if (socket.destroyed || !socket.writable) return;
      const { problem } = problemOf(new Turned("malformed"), {
        language: languageOf(undefined),
        requestId: "",
        coversFrom: deps.country.pack.coversFrom,
        bodyLimit: BODY_LIMIT_IN_WORDS,
      });
      const body = JSON.stringify(problem);
      socket.end(
        `HTTP/1.1 400 Bad Request\r\nContent-Type: ${PROBLEM_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      );
    },
  };
}

function contextOf(deps: Deps, request: FastifyRequest): ProblemContext {
  return {
    language: languageFor(request),
    requestId: request.id,
    coversFrom: deps.country.pack.coversFrom,
    bodyLimit: BODY_LIMIT_IN_WORDS,
  };
}

function languageFor(request: FastifyRequest) {
  return languageOf(request.headers["accept-language"]);
}
