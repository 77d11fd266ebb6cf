import type { FastifyRequest } from "fastify";
import type { Deps } from "../../cases/deps.ts";
import type { Hasher } from "../../people/password.ts";
import type { SiteContext } from "../serve.ts";

/** Attempts, by address and by the code that was typed, whether or not a case has it; counted before they are made. */
export type Attempts = {
  /** Seconds to wait, or 0. */
  readonly take: (address: string, code: string, now: string) => Promise<number>;
  readonly passed: (address: string, code: string, now: string) => Promise<void>;
};

export type MyCaseContext = SiteContext & {
  readonly deps: Deps;
  readonly hasher: Hasher;
  readonly attempts: Attempts;
};

/** A name that tells nothing; the prefix makes browsers keep it to this host and to encrypted lines. */
export const COOKIE = "__Host-page";
export const OURS = { path: "/", secure: true, httpOnly: true, sameSite: "strict" } as const;
export const OPEN = { config: { access: "public" }, schema: { hide: true } } as const;

export function secretIn(request: FastifyRequest): string {
  return fieldsOf(request).get("key") ?? "";
}

export function fieldsOf({ body }: FastifyRequest): URLSearchParams {
  return body instanceof URLSearchParams ? body : new URLSearchParams();
}
