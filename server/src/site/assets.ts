import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";

/** A file of the public pages under a name that changes with its content, so that it may be kept for good. */
export type Asset = { readonly address: string; readonly type: string; readonly content: string };

export const STYLE = asset("look.css", "text/css; charset=utf-8");
/** Only for what no page can do by itself: leaving without a way back. */
export const SCRIPT = asset("leave.js", "text/javascript; charset=utf-8");
export const ICON = asset("icon.svg", "image/svg+xml");

/** Kept by the browser for a year; the names say nothing but "law". */
export function serveAssets(app: FastifyInstance, assets: readonly Asset[]): void {
  for (const { address, type, content } of assets) {
    app.get(address, { config: { access: "public" }, schema: { hide: true } }, (_request, reply) =>
      reply.headers({ "cache-control": "public, max-age=31536000, immutable" }).type(type).send(content),
    );
  }
}

function asset(name: string, type: string): Asset {
  const content = readFileSync(new URL(`files/${name}`, import.meta.url), "utf8");
  const hash = createHash("sha256").update(content).digest("base64url").slice(0, 10);
  const [stem = "", ending = ""] = name.split(".");
  return { address: `/law/files/${stem}-${hash}.${ending}`, type, content };
}
