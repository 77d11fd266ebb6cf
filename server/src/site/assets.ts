import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";

/** A file of the public pages under a name that changes with its content, so that it may be kept for good. */
export type Asset = { readonly address: string; readonly type: string; readonly content: Buffer };

/** The signs of currencies (from Noto Sans, OFL-1.1), which old devices lack; fetched only by a page that shows one. */
const CURRENCY = asset("currency.woff2", "font/woff2");
const STYLE = asset("look.css", "text/css; charset=utf-8", { "currency.woff2": CURRENCY.address });
/** Only for what no page can do by itself: leaving without a way back. */
const SCRIPT = asset("leave.js", "text/javascript; charset=utf-8");
const ICON = asset("icon.svg", "image/svg+xml");

export { ICON, SCRIPT, STYLE };

/** Kept by the browser for a year; the names say nothing but "law". */
export function serveAssets(app: FastifyInstance): void {
  for (const { address, type, content } of [CURRENCY, STYLE, SCRIPT, ICON]) {
    app.get(address, { config: { access: "public" }, schema: { hide: true } }, (_request, reply) =>
      reply.headers({ "cache-control": "public, max-age=31536000, immutable" }).type(type).send(content),
    );
  }
}

/** Names of other files inside it are replaced by the addresses they are served at. */
function asset(name: string, type: string, inside: Readonly<Record<string, string>> = {}): Asset {
  const file = readFileSync(new URL(`files/${name}`, import.meta.url));
  const content = Object.entries(inside).reduce(
    (bytes, [other, address]) => Buffer.from(bytes.toString("utf8").replaceAll(other, address)),
    file,
  );
  const hash = createHash("sha256").update(content).digest("base64url").slice(0, 10);
  const [stem = "", ending = ""] = name.split(".");
  return { address: `/law/files/${stem}-${hash}.${ending}`, type, content };
}
