import type { FastifyReply, FastifyRequest } from "fastify";
import { CHALLENGE_MINUTES } from "../people/challenge.ts";
import { ENROLMENT_MINUTES } from "../people/enrol.ts";
import { SESSION_HOURS, type Session, signOut } from "../people/session.ts";
import type { RouteContext } from "./route.ts";

export const SESSION_COOKIE = "arasha_session";

/**
 * What a browser holds for us, none of it for scripts. The two that must come along when the provider sends her back, a
 * navigation from another site, are `Lax`; the session never is. All are for the whole of this host and for no other, which
 * on an encrypted line their name says too (`__Host-`): then no neighbour of the same domain can plant one.
 */
const COOKIES = {
  [SESSION_COOKIE]: { sameSite: "strict", maxAge: SESSION_HOURS * 3600 },
  /** The handle of what this browser was asked a moment ago. */
  arasha_challenge: { sameSite: "strict", maxAge: CHALLENGE_MINUTES * 60 },
  arasha_errand: { sameSite: "lax", maxAge: CHALLENGE_MINUTES * 60 },
  arasha_enrolment: { sameSite: "lax", maxAge: ENROLMENT_MINUTES * 60 },
} as const;
export type CookieName = keyof typeof COOKIES;

type Where = { readonly origin: () => string };

export function giveCookie(
  where: Where,
  request: FastifyRequest,
  reply: FastifyReply,
  name: CookieName,
  value: string,
): void {
  const { maxAge, ...rest } = attributes(where, request, name);
  reply.setCookie(named(where, request, name), value, { ...rest, maxAge });
}

/** What this browser holds by that name, if anything. */
export function heldCookie(where: Where, request: FastifyRequest, name: CookieName): string | undefined {
  return request.cookies[named(where, request, name)];
}

export function takeCookie(
  where: Where,
  request: FastifyRequest,
  reply: FastifyReply,
  name: CookieName,
): string | undefined {
  const { maxAge: _, ...rest } = attributes(where, request, name);
  reply.clearCookie(named(where, request, name), rest);
  return heldCookie(where, request, name);
}

/**
 * Hands over the session and answers the rest of this request as its owner. The one this browser had before ends: it
 * would otherwise be left open where nobody sees it any more.
 */
export async function enter(
  where: Where & Pick<RouteContext, "deps" | "clock">,
  request: FastifyRequest,
  reply: FastifyReply,
  session: Session,
): Promise<void> {
  const before = heldCookie(where, request, SESSION_COOKIE);
  if (before !== undefined) await signOut(where.deps.store, before, where.clock());
  giveCookie(where, request, reply, SESSION_COOKIE, session.token);
  request.cookies[named(where, request, SESSION_COOKIE)] = session.token;
}

function named(where: Where, request: FastifyRequest, name: CookieName): string {
  return isSecure(where, request) ? `__Host-${name}` : name;
}

function attributes(where: Where, request: FastifyRequest, name: CookieName) {
  return { ...COOKIES[name], path: "/", httpOnly: true, secure: isSecure(where, request) } as const;
}

function isSecure({ origin }: Where, { protocol }: FastifyRequest): boolean {
  return protocol === "https" || origin().startsWith("https:");
}

/** Words by which she knows her sessions apart, from what the browser says of itself: `Firefox, Windows`. Never a version. */
export function deviceOf(request: FastifyRequest): string {
  const agent = request.headers["user-agent"] ?? "";
  const first = (among: readonly (readonly [string, string])[]) =>
    among.find(([sign]) => agent.includes(sign))?.[1];
  return [first(BROWSERS), first(SYSTEMS)].filter((word) => word !== undefined).join(", ");
}

/** In the order of asking: each of these says it is also the ones after it. */
const BROWSERS = [
  ["YaBrowser", "Yandex"],
  ["Edg", "Edge"],
  ["OPR", "Opera"],
  ["SamsungBrowser", "Samsung Internet"],
  ["Firefox", "Firefox"],
  ["Chrome", "Chrome"],
  ["Safari", "Safari"],
] as const;
const SYSTEMS = [
  ["Android", "Android"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Windows", "Windows"],
  ["Mac OS", "macOS"],
  ["Linux", "Linux"],
] as const;
