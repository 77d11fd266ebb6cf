import { basename, extname } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { WORKSPACE_PAGES } from "../contract/index.ts";
import { Turned } from "./problems.ts";

/**
 * The staff workspace: its built files, and for every other address outside the API its first page, which then reads
 * the address itself; with 404 where it has no such page, which it says itself in the reader's language. Files under
 * /assets carry a hash of their content in the name and never change.
 */
export async function pages(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, { root: folder, serve: false, cacheControl: false });
  app.get("/*", { config: { access: "public" }, schema: { hide: true } }, (request, reply) => {
    const path = new URL(request.url, "http://localhost").pathname;
    if (path === "/api" || path.startsWith("/api/")) throw new Turned("not-found");
    if (extname(basename(path)) === "") {
      if (!isWorkspacePage(path)) reply.code(404);
      return reply.header("cache-control", "no-cache").sendFile("index.html");
    }
    const forGood = path.startsWith("/assets/");
    reply.header("cache-control", forGood ? "public, max-age=31536000, immutable" : "no-cache");
    return reply.sendFile(decodeURIComponent(path).slice(1));
  });
}

function isWorkspacePage(path: string): boolean {
  const [, first = ""] = path.split("/");
  return WORKSPACE_PAGES.includes(first);
}
