import { randomBytes } from "node:crypto";
import type { NewSecret, Secret } from "../store/secrets.ts";

/**
 * Which secret of the key store is the other half of which key of a case. A key version belongs to the secret that was
 * there when it was made: the last one from before it. After an erasure both begin anew, above all there ever was, so that
 * what is written then never depends on what was destroyed, nor on how soon.
 */

/** The secret a version of a case key belongs to; null where it was destroyed, undefined where there never was one. */
export function halfOf(secrets: readonly Secret[], name: string, version: number): Buffer | null | undefined {
  return secrets.findLast((one) => one.class === name && one.since < version)?.secret;
}

/** The secret to write with: one that no erasure of the case was meant for. `fresh` where it has to be kept first. */
export function halfToWriteWith(
  secrets: readonly Secret[],
  caseId: string,
  name: string,
  erasedAt: number,
): { readonly secret: NewSecret; readonly fresh: boolean } {
  const last = secrets.findLast((one) => one.class === name);
  if (last !== undefined && last.secret !== null && last.since >= erasedAt)
    return { secret: { ...last, secret: last.secret }, fresh: false };
  // Destroyed though this journal does not tell of it: the database was restored from before an erasure.
  const since = Math.max(erasedAt, last === undefined ? 0 : last.since + 1);
  return { secret: newSecret(caseId, name, since), fresh: true };
}

export function newSecret(caseId: string, name: string, since: number): NewSecret {
  return { caseId, class: name, since, secret: randomBytes(32) };
}

/** The secret that names a case on the trail now. */
export function nameHalf(secrets: readonly Secret[]): Buffer | null {
  return secrets.findLast((one) => one.class === TRAIL && one.secret !== null)?.secret ?? null;
}

export const TRAIL = "trail";
