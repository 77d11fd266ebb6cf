import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Actor } from "../access/actor.ts";
import type { Deps } from "../cases/deps.ts";
import { Refused } from "../journal/refused.ts";
import { type Account, actorOf } from "../people/account.ts";
import { isSteppedUp, type Present, sessionAccount } from "../people/session.ts";
import { heldCookie, SESSION_COOKIE } from "./cookies.ts";
import { Turned } from "./problems.ts";
import type { RouteContext } from "./route.ts";

/**
 * Who may call a route. Every route declares one; a route that does not is closed to everybody.
 * - `public`: anybody. The law itself, and the door.
 * - `account`: anybody with an account, administrators too. What is about herself.
 * - `signed-in`: any member of staff who works on cases. What she then sees or may write, the database and the pack decide.
 * - `intake`: roles that take calls.
 * - `requests`: roles that take legal requests for data.
 * - `statistics`: accounts entitled to the aggregate statistics.
 * - `administrator`: those who keep accounts, and do nothing else.
 * - `oversight`: those who review how access is used, and do nothing else.
 * - `registers`: those who keep the registers of judgements and claims, and do nothing else.
 */
export const ACCESS = [
  "public",
  "account",
  "signed-in",
  "intake",
  "statistics",
  "requests",
  "administrator",
  "oversight",
  "registers",
] as const;
export type Access = (typeof ACCESS)[number];

export type SignedIn = { readonly account: Account; readonly actor: Actor };

/** The person behind a request; an administrator is an actor on no case, nor is who oversees. */
export type Caller = {
  readonly account: Account;
  readonly actor: Actor | null;
  readonly present: Present;
};

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
    /** A dangerous act: she must have proved who she is within the last minutes. */
    stepUp?: true;
    /** Asked by pages on their own, again and again: no sign that she is still there. */
    background?: true;
    /** It reads no cookie and writes nothing: it may be called from anywhere. */
    keepsNothing?: true;
  }
  interface FastifyRequest {
    signedIn: Caller | null;
  }
}

/** Checks every request against its route's declaration, before anything of it is read. */
export function guard(app: FastifyInstance, where: Where & Pick<RouteContext, "clock">): void {
  app.decorateRequest("signedIn", null);
  app.addHook("onRequest", async (request) => {
    if (request.is404) return;
    const { access, stepUp, background } = request.routeOptions.config;
    if (access === undefined) throw new Refused("not-allowed");
    if (access === "public") return;
    const now = where.clock();
    request.signedIn = await signedInBy(where, request, now, background !== true);
    if (!may(where.deps, request.signedIn, access)) throw new Refused("not-allowed");
    if (stepUp) askForProof(request, now);
  });
}

/** Refuses a dangerous act without a fresh proof of who she is: for routes where only some of what is sent is one. */
export function askForProof(request: FastifyRequest, now: string): void {
  if (!isSteppedUp(caller(request).present, now)) throw new Turned("step-up");
}

/** Who works on cases behind a request to a route that is not public. */
export function signedIn(request: FastifyRequest): SignedIn {
  const { account, actor } = caller(request);
  if (!actor) throw new Refused("not-allowed");
  return { account, actor };
}

/** The person behind a request to a route that is not public, whatever she does here. */
export function caller(request: FastifyRequest): Caller {
  if (!request.signedIn) throw new Refused("not-signed-in");
  return request.signedIn;
}

type Where = Pick<RouteContext, "deps" | "origin">;

export async function signedInBy(
  where: Where,
  request: FastifyRequest,
  now: string,
  seen = true,
): Promise<Caller> {
  const { deps } = where;
  const token = heldCookie(where, request, SESSION_COOKIE);
  const present = token === undefined ? null : await sessionAccount(deps.store, token, now, seen);
  if (!present) throw new Refused("not-signed-in");
  return { account: present.account, actor: actorOf(deps, present.account), present };
}

function may(deps: Deps, { account, actor }: Caller, access: Access): boolean {
  if (access === "account") return true;
  if (access === "administrator") return account.administrator;
  if (access === "oversight") return account.oversight;
  if (access === "registers") return account.registers;
  if (!actor) return false;
  if (access === "statistics") return account.statistics;
  if (access === "requests") return deps.roles.get(actor.role)?.requests === true;
  if (access === "intake") return deps.roles.get(actor.role)?.intake === true;
  return true;
}
