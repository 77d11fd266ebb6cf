import { createHash, randomBytes } from "node:crypto";

/** 128 random bits, 22 signs: what a short message has room for. It serves once, for hours, and opens nothing by itself. */
export function newLinkToken(): string {
  return randomBytes(16).toString("base64url");
}

export function hashLink(token: string): Buffer {
  return createHash("sha256").update("link|").update(token).digest();
}
