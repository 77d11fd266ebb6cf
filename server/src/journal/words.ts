import { bothHalves, open, seal } from "../store/keys.ts";
import type { NewSecret, Secret } from "../store/secrets.ts";
import { newSecret } from "./halves.ts";

/**
 * Words written beside the cases: to and by oversight, and about legal requests. Each is sealed with a half that is here and a
 * secret of its own in the key store, so that what is erased with a case opens from no backup of the database either.
 */
export type Place = {
  /** The alert, the use of emergency access, or the request they belong to. */
  readonly id: string;
  /** Which words of it: `OVERSIGHT` and what they are, or `REQUEST` and the entry. Written once, so it has one secret for ever. */
  readonly name: string;
  /** What they are bound to besides. */
  readonly context: string;
};

export const OVERSIGHT = "oversight/";
export const REQUEST = "legal-request/";
export const REGISTER = "register/";

/** The secret is to be kept before whoever wrote is told that it was written. */
export function sealWords(
  half: Buffer,
  { id, name, context }: Place,
  words: string,
): { readonly sealed: Buffer; readonly secret: NewSecret } {
  const secret = newSecret(id, name, 0);
  return { sealed: seal(bothHalves(half, secret.secret, name), Buffer.from(words), context), secret };
}

/** Null where they were erased. `secrets` are those of the same id. */
export function openWords(
  half: Buffer,
  { name, context }: Place,
  secrets: readonly Secret[],
  sealed: Buffer,
): string | null {
  const secret = secrets.find((one) => one.class === name)?.secret ?? null;
  return secret === null ? null : open(bothHalves(half, secret, name), sealed, context).toString();
}
