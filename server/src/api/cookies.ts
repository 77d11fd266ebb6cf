import type { FastifyReply, FastifyRequest } from "fastify";
import { CHALLENGE_MINUTES } from "../people/challenge.ts";
import { ENROLMENT_MINUTES } from "../people/enrol.ts";
import { SESSION_HOURS, type Session, signOut } from "../people/session.ts";
import { SESSION_COOKIE } from "./access.ts";
import type { RouteContext } from "./route.ts";

/**
 * What a browser holds for us, none of it for scripts. The two that must come along when the provider sends her back, a
 * navigation from another site, are `Lax`; the session never is.
 */
const COOKIES = {
  [SESSION_COOKIE]: { sameSite: "strict", maxAge: SESSION_HOURS * 3600, path: "/" },
  /** The handle of what this browser was asked a moment ago. */
  arasha_challenge: { sameSite: "strict", maxAge: CHALLENGE_MINUTES * 60, path: "/api" },
  arasha_errand: { sameSite: "lax", maxAge: CHALLENGE_MINUTES * 60, path: "/api/provider" },
  arasha_enrolment: { sameSite: "lax", maxAge: ENROLMENT_MINUTES * 60, path: "/api" },
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
  reply.setCookie(name, value, { ...rest, maxAge });
}

export function takeCookie(
  where: Where,
  request: FastifyRequest,
  reply: FastifyReply,
  name: CookieName,
): string | undefined {
  const { maxAge: _, ...rest } = attributes(where, request, name);
  reply.clearCookie(name, rest);
  return request.cookies[name];
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
  const before = request.cookies[SESSION_COOKIE];
  if (before !== undefined) await signOut(where.deps.store, before, where.clock());
  giveCookie(where, request, reply, SESSION_COOKIE, session.token);
  request.cookies[SESSION_COOKIE] = session.token;
}

function attributes(where: Where, request: FastifyRequest, name: CookieName) {
  const secure = request.protocol === "https" || where.origin().startsWith("https:");
  return { ...COOKIES[name], httpOnly: true, secure } as const;
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
