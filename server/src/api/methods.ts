import type { FastifyInstance, HTTPMethods, RouteOptions } from "fastify";
import { Turned } from "./problems.ts";

export type WatchedRoute = Pick<RouteOptions, "method" | "url" | "config" | "schema">;

/** Remembers every route as it is added, and refuses to start with one that does not say who may call it. */
export function watchRoutes(app: FastifyInstance): readonly WatchedRoute[] {
  const routes: RouteOptions[] = [];
  app.addHook("onRoute", (route) => {
    routes.push(route);
  });
  app.addHook("onReady", async () => {
    const open = routes.filter((route) => route.config?.access === undefined);
    if (open.length > 0) {
      const names = open.map(({ method, url }) => `${String(method)} ${url}`);
      throw new Error(`routes that do not declare who may call them: ${names.join(", ")}`);
    }
  });
  return routes;
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const satisfies readonly HTTPMethods[];

/** At an address of the API, a method it does not have is answered with those it has (RFC 9110, 15.5.6). */
export function answerWrongMethods(app: FastifyInstance, routes: readonly WatchedRoute[]): void {
  const allowed = new Map<string, Set<string>>();
  for (const { method, url, schema } of routes) {
    // What the contract does not show has no methods to tell of.
    if (!url.startsWith("/api/") || schema?.hide) continue;
    const known = allowed.get(url) ?? new Set();
    for (const one of [method].flat()) known.add(one);
    allowed.set(url, known);
  }
  for (const [url, known] of allowed) {
    const missing = METHODS.filter((method) => !known.has(method));
    const list = [...known].sort().join(", ");
    app.route({
      method: missing,
      url,
      schema: { hide: true },
      config: { access: "public" },
      // The body of a request nobody answers is not read.
      bodyLimit: 1,
      handler: () => {
        throw new Turned("method", { values: { allowed: list }, headers: { allow: list } });
      },
    });
  }
}
