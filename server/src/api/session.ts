import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Deps } from "../cases/deps.ts";
import { Me, SignIn } from "../contract/index.ts";
import { SESSION_HOURS, signIn, signOut } from "../people/session.ts";
import { SESSION_COOKIE, type SignedIn, signedIn, signedInBy } from "./access.ts";
import { createAttempts } from "./attempts.ts";
import { Turned } from "./problems.ts";
import { answers, type RouteContext, typed } from "./route.ts";

/** Failed sign-ins from one address within a minute before the rest of it is refused. */
const ATTEMPTS = 20;

/** The door: sign in with a link, who am I, sign out. */
export function session(app: FastifyInstance, { deps, clock, synthetic }: RouteContext): void {
  const attempts = createAttempts(ATTEMPTS);

  typed(app).post(
    "/api/session",
    {
      config: { access: "public" },
      schema: {
        tags: ["session"],
        summary: "Sign in with a link",
        body: SignIn,
        response: answers(200, Me, "link", "invalid", "too-many", "cross-site"),
      },
    },
    async (request, reply) => {
      const now = clock();
      const seconds = attempts.wait(request.ip, now);
      if (seconds > 0)
        throw new Turned("too-many", { values: { seconds }, headers: { "retry-after": `${seconds}` } });
      const opened = await signIn(deps.store, request.body.link, now);
      if (!opened) {
        attempts.failed(request.ip, now);
        throw new Turned("link");
      }
      reply.setCookie(SESSION_COOKIE, opened.token, cookieFor(request));
      request.cookies[SESSION_COOKIE] = opened.token;
      return me(deps, await signedInBy(deps, request, now), synthetic);
    },
  );

  typed(app).get(
    "/api/session",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["session"],
        summary: "Who is signed in, and what she may do",
        response: answers(200, Me, "not-signed-in"),
      },
    },
    async (request) => me(deps, signedIn(request), synthetic),
  );

  typed(app).delete(
    "/api/session",
    {
      config: { access: "public" },
      schema: {
        tags: ["session"],
        summary: "Sign out",
        response: answers(204, z.undefined().describe("Signed out"), "cross-site"),
      },
    },
    async (request, reply) => {
      const token = request.cookies[SESSION_COOKIE];
      if (token !== undefined) await signOut(deps.store, token);
      return leave(reply, request);
    },
  );
}

function cookieFor(request: FastifyRequest) {
  return {
    path: "/",
    httpOnly: true,
    sameSite: "strict",
    secure: request.protocol === "https",
    maxAge: SESSION_HOURS * 3600,
  } as const;
}

function leave(reply: FastifyReply, request: FastifyRequest): FastifyReply {
  const { maxAge: _, ...where } = cookieFor(request);
  return reply.clearCookie(SESSION_COOKIE, where).code(204).send();
}

function me(deps: Deps, { account }: SignedIn, synthetic: boolean): Me {
  const agency = deps.agencies.get(account.agency)!;
  const role = deps.roles.get(account.role)!;
  return {
    account: { id: account.id, name: account.name },
    role: { id: role.id, name: role.name },
    agency: { id: agency.id, kind: agency.kind, name: agency.name, place: agency.place },
    mayWrite: role.mayWrite,
    statistics: account.statistics,
    intake: role.intake,
    synthetic,
    country: deps.country.pack.country,
  };
}
