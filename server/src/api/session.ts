import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { Me, SignIn } from "../contract/index.ts";
import { signIn, signOut } from "../people/session.ts";
import { type Caller, caller, signedInBy } from "./access.ts";
import { createDoorAttempts } from "./attempts.ts";
import { deviceOf, enter, SESSION_COOKIE, takeCookie } from "./cookies.ts";
import { Turned } from "./problems.ts";
import { answers, type RouteContext, typed } from "./route.ts";

/** The session: opened by a demonstration's link, asked about, ended. */
export function session(app: FastifyInstance, context: RouteContext): void {
  const { deps, clock } = context;
  const attempts = createDoorAttempts(deps.store, "link");

  typed(app).post(
    "/api/session",
    {
      config: { access: "public" },
      schema: {
        tags: ["session"],
        summary: "Sign in with a demonstration link",
        body: SignIn,
        response: answers(200, Me, "link", "invalid", "too-many", "cross-site"),
      },
    },
    async (request, reply) => {
      const now = clock();
      refuseHaste(await attempts.take(request.ip, null, now));
      const opened = await signIn(deps.store, request.body.link, now, deviceOf(request));
      if (!opened) throw new Turned("link");
      await attempts.passed(request.ip, null, now);
      await enter(context, request, reply, opened);
      return me(context, await signedInBy(context, request, now));
    },
  );

  typed(app).get(
    "/api/session",
    {
      config: { access: "account" },
      schema: {
        tags: ["session"],
        summary: "Who is signed in, and what she may do",
        response: answers(200, Me, "not-signed-in"),
      },
    },
    async (request) => me(context, caller(request)),
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
    async (request, reply): Promise<FastifyReply> => {
      const token = takeCookie(context, request, reply, SESSION_COOKIE);
      if (token !== undefined) await signOut(deps.store, token, clock());
      return reply.code(204).send();
    },
  );
}

/** Turns somebody away who tried too often, and says for how long. */
export function refuseHaste(seconds: number): void {
  if (seconds > 0)
    throw new Turned("too-many", { values: { seconds }, headers: { "retry-after": `${seconds}` } });
}

/** What the pages need to know of the person signed in. */
export function me(
  { deps, synthetic, publicOrigin }: Pick<RouteContext, "deps" | "synthetic" | "publicOrigin">,
  { account }: Pick<Caller, "account">,
): Me {
  const agency = deps.agencies.get(account.agency)!;
  const role = deps.roles.get(account.role)!;
  return {
    account: { id: account.id, name: account.name },
    role: { id: role.id, name: role.name },
    agency: { id: agency.id, kind: agency.kind, name: agency.name, place: agency.place },
    mayWrite: role.mayWrite,
    opens: role.reads.own,
    statistics: account.statistics,
    intake: role.intake,
    requests: role.requests,
    counsel: role.counsel,
    administrator: account.administrator,
    oversight: account.oversight,
    registers: account.registers,
    synthetic,
    country: deps.country.pack.country,
    publicOrigin: publicOrigin(),
  };
}
