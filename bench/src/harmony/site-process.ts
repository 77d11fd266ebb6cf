import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { compile } from "@arasha/law";
import { loadCountry, loadParticipation, participations } from "@arasha/packs";
import { fastify } from "fastify";
import { site } from "../../../server/src/site/site.ts";

/** The public pages of a country in a process of its own, and beside them one that serves a page's bytes and does nothing else. */
process.once("message", async ({ country, now, page }: { country: string; now: string; page: string }) => {
  const loaded = loadCountry(country);
  const books = [{ country: loaded, law: compile(loaded.pack) }];
  const app = fastify();
  await app.register(async (scope) =>
    site(scope, { books, treaties: participations().map(loadParticipation), clock: () => now }),
  );
  const times: number[] = [];
  app.server.prependListener("request", (_request, response) => {
    const began = performance.now();
    response.on("finish", () => times.push(performance.now() - began));
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { body } = await app.inject(page);
  const bytes = gzipSync(body);
  const bare = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-encoding": "gzip" });
    response.end(bytes);
  });
  bare.listen(0, "127.0.0.1", () => {
    const [port, barePort] = [app.server.address(), bare.address()].map((at) =>
      typeof at === "object" && at !== null ? at.port : 0,
    );
    process.send?.({ port, barePort, size: bytes.length });
  });
  // Asked for its times, it says those since it was last asked.
  process.on("message", () => process.send?.(times.splice(0)));
});
process.on("disconnect", () => process.exit(0));
