import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { show } from "@arasha/law";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Book, FoundNorm } from "./shelf.ts";

/** A file that can be taken away: its bytes made once, its tag, its type. */
export type Download = {
  readonly type: string;
  readonly tag: string;
  readonly plain: Buffer;
  readonly packed: Buffer;
};

export function download(type: string, content: string, tag?: string): Download {
  const plain = Buffer.from(content);
  const hash = tag ?? createHash("sha256").update(plain).digest("hex");
  return { type, tag: `"${hash}"`, plain, packed: gzipSync(plain) };
}

/** The whole pack of a country; its tag is the hash over the files it was read from. */
export function packDownload({ country }: Book): Download {
  return download(JSON_TYPE, JSON.stringify(country.pack), country.hash);
}

/** One norm with every version in time, the acts that began and ended them, and the edition it is from. */
export function normDownload({ book, norm, wordings, act }: FoundNorm): Download {
  const { country, law } = book;
  const amendments = new Set(wordings.flatMap(({ version: { from, until } }) => [from, until]));
  return download(
    JSON_TYPE,
    JSON.stringify({
      country: law.pack.country,
      pack: country.hash,
      act,
      ...show(law, norm.id),
      amendments: law.pack.amendments.filter(({ id }) => amendments.has(id)),
    }),
  );
}

const JSON_TYPE = "application/json; charset=utf-8";

/** Sends it, packed for who can unpack it; a copy the client already holds is confirmed by its tag. */
export function sendDownload(request: FastifyRequest, reply: FastifyReply, file: Download): FastifyReply {
  reply.headers({ "cache-control": "public, no-cache", etag: file.tag, vary: "accept-encoding" });
  if (request.headers["if-none-match"] === file.tag) return reply.code(304).send();
  reply.type(file.type);
  if (!/\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) return reply.send(file.plain);
  return reply.header("content-encoding", "gzip").send(file.packed);
}
