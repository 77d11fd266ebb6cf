import type { Socket } from "node:net";
import type {
  FastifyError,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  FastifyServerOptions,
} from "fastify";
import type { Deps } from "../cases/deps.ts";
import { withoutPersons } from "../messages/for-the-log.ts";
import { languageOf } from "../messages/language.ts";
import { type ProblemContext, problemOf, Turned } from "./problems.ts";

/** The largest body: a long account in three alphabets fits many times over. */
export const BODY_LIMIT = 1024 * 1024;
const BODY_LIMIT_IN_WORDS = "1 MB";

const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

/** Every error of every route, and every address without one, as problem details in the reader's language. */
export function installErrors(app: FastifyInstance, deps: Deps): void {
  app.setErrorHandler((error, request, reply) => {
    const told = problemOf(error, contextOf(deps, request));
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
