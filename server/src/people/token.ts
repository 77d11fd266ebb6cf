import { createHash, randomBytes } from "node:crypto";

/**
 * A secret that opens something by itself (a sign-in link, a session): 256 random bits as base64url, 43 characters.
 * Only its SHA-256 is ever stored, so a copy of the database opens nothing.
 */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
