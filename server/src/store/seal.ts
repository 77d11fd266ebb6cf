import { randomFillSync } from "node:crypto";
import { CIPHERS, NONCE_LENGTH, SEALED_WITH, TAG_LENGTH, UnknownAlgorithm } from "./algorithms.ts";

/**
 * Layout of a sealed value: a byte that names the algorithm (algorithms.ts), 12-byte nonce, ciphertext, 16-byte tag. The
 * algorithm and `context` are bound as additional data, so that a value said to be sealed otherwise, or moved to another row,
 * case, class or kind of entry, no longer opens.
 */
export function seal(key: Buffer, plain: Buffer, context: string, by: number = SEALED_WITH): Buffer {
  const algorithm = CIPHERS[by];
  if (algorithm === undefined) throw new UnknownAlgorithm("sealed with", by);
  const head = Buffer.allocUnsafe(HEAD);
  head[0] = by;
  randomFillSync(head, 1);
  const cipher = algorithm.seal(key, head.subarray(1));
  cipher.setAAD(bound(by, context), { plaintextLength: plain.length });
  return Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/**
 * Throws when the value was changed, or belongs to another context; `UnknownAlgorithm` when it names one there is none of
 * here.
 */
export function open(key: Buffer, sealed: Buffer, context: string): Buffer {
  const by = sealed[0];
  const algorithm = by === undefined ? undefined : CIPHERS[by];
  if (by === undefined || algorithm === undefined) throw new UnknownAlgorithm("sealed with", by);
  const end = sealed.length - TAG_LENGTH;
  if (end < HEAD) throw new Error("cut short: no sealed value");
  const decipher = algorithm.open(key, sealed.subarray(1, HEAD));
  decipher.setAAD(bound(by, context), { plaintextLength: end - HEAD });
  decipher.setAuthTag(sealed.subarray(end));
  return Buffer.concat([decipher.update(sealed.subarray(HEAD, end)), decipher.final()]);
}

const HEAD = 1 + NONCE_LENGTH;

function bound(by: number, context: string): Buffer {
  return Buffer.from(`${by}|${context}`);
}
