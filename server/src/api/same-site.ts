import type { FastifyInstance, FastifyRequest } from "fastify";
import { Turned } from "./problems.ts";

/**
 * Refuses changes that another site's page sends with the reader's cookie. The cookie is SameSite=Strict already; this
 * holds where a browser does not honour that, and against a neighbour on the same registrable domain. A browser always
 * says where a request comes from; a program that says nothing carries no reader's cookie by accident.
 */
export function refuseOtherSites(app: FastifyInstance): void {
  app.addHook("onRequest", async (request) => {
    // A form of a page that sends no referrer gives its origin as `null`; where nothing is kept there is nothing to guard.
    if (request.routeOptions.config.keepsNothing) return;
    if (!SAFE.has(request.method) && fromElsewhere(request)) throw new Turned("cross-site");
  });
}

const SAFE: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

function fromElsewhere(request: FastifyRequest): boolean {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return true;
  const { origin } = request.headers;
  return origin !== undefined && !isOwn(origin, request.host);
}

/** `null` (a sandboxed page) and whatever else is no origin are somebody else's. The scheme's own port may be left out. */
function isOwn(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, host: from } = new URL(origin);
  const own = `${protocol}//${host}`;
  return URL.canParse(own) && new URL(own).host === from;
}
