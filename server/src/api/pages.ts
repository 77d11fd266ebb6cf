import { basename, extname } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { Turned } from "./problems.ts";

/**
 * The staff workspace: its built files, and for every other address outside the API its first page, which then reads
 * the address itself. Files under /assets carry a hash of their content in the name and never change.
 */
export async function pages(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, { root: folder, serve: false, cacheControl: false });
  app.get("/*", { config: { access: "public" }, schema: { hide: true } }, (request, reply) => {
    const path = new URL(request.url, "http://localhost").pathname;
    if (path === "/api" || path.startsWith("/api/")) throw new Turned("not-found");
    if (extname(basename(path)) === "")
      return reply.header("cache-control", "no-cache").sendFile("index.html");
    const forGood = path.startsWith("/assets/");
    reply.header("cache-control", forGood ? "public, max-age=31536000, immutable" : "no-cache");
    return reply.sendFile(decodeURIComponent(path).slice(1));
  });
}
