import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Actor } from "../access/actor.ts";
import type { Deps } from "../cases/deps.ts";
import { Refused } from "../journal/refused.ts";
import { type Account, actorOf } from "../people/account.ts";
import { sessionAccount } from "../people/session.ts";

/**
 * Who may call a route. Every route declares one; a route that does not is closed to everybody.
 * - `public`: anybody. The law itself, and the door.
 * - `signed-in`: any member of staff. What she then sees or may write, the database and the pack decide.
 * - `intake`: roles that take calls.
 * - `statistics`: accounts entitled to the aggregate statistics.
 */
export const ACCESS = ["public", "signed-in", "intake", "statistics"] as const;
export type Access = (typeof ACCESS)[number];

export type SignedIn = { readonly account: Account; readonly actor: Actor };

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
    /** It reads no cookie and writes nothing: it may be called from anywhere. */
    keepsNothing?: true;
  }
  interface FastifyRequest {
    signedIn: SignedIn | null;
  }
}

export const SESSION_COOKIE = "arasha_session";

/** Checks every request against its route's declaration, before anything of it is read. */
export function guard(app: FastifyInstance, deps: Deps, clock: () => string): void {
  app.decorateRequest("signedIn", null);
  app.addHook("onRequest", async (request) => {
    if (request.is404) return;
    const { access } = request.routeOptions.config;
    if (access === undefined) throw new Refused("not-allowed");
    if (access === "public") return;
    request.signedIn = await signedInBy(deps, request, clock());
    if (!may(deps, request.signedIn, access)) throw new Refused("not-allowed");
  });
}

/** The person behind a request to a route that is not public. */
export function signedIn(request: FastifyRequest): SignedIn {
  if (!request.signedIn) throw new Refused("not-signed-in");
  return request.signedIn;
}

export async function signedInBy(deps: Deps, request: FastifyRequest, now: string): Promise<SignedIn> {
  const token = request.cookies[SESSION_COOKIE];
  const account = token === undefined ? null : await sessionAccount(deps.store, token, now);
  if (!account) throw new Refused("not-signed-in");
  return { account, actor: actorOf(deps, account) };
}

function may(deps: Deps, { account, actor }: SignedIn, access: Access): boolean {
  if (access === "statistics") return account.statistics;
  if (access === "intake") return deps.roles.get(actor.role)?.intake === true;
  return true;
}
