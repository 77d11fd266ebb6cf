import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Custody, HINT_LENGTH, keyFrom, keyTo } from "./custody.ts";

/**
 * Sealing of personal content: AES-256-GCM, random keys for each case, wrapped by keys the database never sees: one for
 * the installation, and one for each agency, which it may hold itself (custody.ts). Layout of a sealed value: 12-byte nonce, ciphertext, 16-byte tag. `context`
 * is bound as additional data, so that a value moved to another row, case, class or kind of entry no longer opens.
 */
export type Keys = {
  /** Name of the wrapping keys, kept beside each wrapped key. */
  readonly kek: string;
  newKey(): Buffer;
  /** `holder` is whose wrapping key is used: an agency, or `INSTALLATION`. `context` says which key of which case it is. */
  wrap(holder: string, key: Buffer, context: string): Buffer;
  /**
   * Null where the holder keeps its own key and this service does not have it. Throws when it was wrapped for another
   * holder or as another key.
   */
  unwrap(holder: string, wrapped: Buffer, context: string): Buffer | null;
  /** A key for one account's unfinished work. */
  draftKey(account: string): Buffer;
  /** A key for the secrets of one account's way in. */
  accountKey(account: string): Buffer;
  /** The name a case has on the trail: made with its own key, so that it dies with it. */
  caseOnTrail(caseKey: Buffer, caseId: string): string;
  /** The name of a case nobody could open: made with a key of this installation. */
  strangerOnTrail(caseId: string): string;
  /** 32 bytes the signing key of the trail is made from. */
  trailSeed: Buffer;
};

/** The holder of what belongs to no agency: the key that names a case on the trail. */
export const INSTALLATION = "installation";

const NONCE = 12;
const TAG = 16;

export function createKeys(masterKey: Buffer, custody: Custody = new Map()): Keys {
  if (masterKey.length !== 32) throw new Error("the master key must have 32 bytes");
  const holders = new Map<string, Buffer>();
  const keyOf = (holder: string) => {
    const kek = holders.get(holder) ?? derive(masterKey, `case-keys|${holder}`);
    holders.set(holder, kek);
    return kek;
  };
  return {
    kek: "file-1",
    newKey: () => randomBytes(32),
    wrap: (holder, key, context) => {
      const own = custody.get(holder);
      if (!own) return seal(keyOf(holder), key, context);
      const once = keyTo(own.public, context);
      return Buffer.concat([once.hint, seal(once.key, key, context)]);
    },
    unwrap: (holder, wrapped, context) => {
      const own = custody.get(holder);
      if (!own) return open(keyOf(holder), wrapped, context);
      if (!own.private) return null;
      const once = keyFrom(own.private, wrapped.subarray(0, HINT_LENGTH), context);
      return open(once, wrapped.subarray(HINT_LENGTH), context);
    },
    draftKey: (account) => derive(masterKey, `draft|${account}`),
    accountKey: (account) => derive(masterKey, `account|${account}`),
    caseOnTrail: (caseKey, caseId) => pseudonym(caseKey, caseId),
    strangerOnTrail: (caseId) => pseudonym(derive(masterKey, "trail-strangers"), caseId),
    trailSeed: derive(masterKey, "trail-signature"),
  };
}

export function seal(key: Buffer, plain: Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when the value was changed, or belongs to another context. */
export function open(key: Buffer, sealed: Buffer, context: string): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
}

/** The master key of a data folder; made on first use, readable by its owner only. */
export function masterKeyFrom(folder: string): Buffer {
  const file = join(folder, "master.key");
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600, flag: "wx" });
  }
  return Buffer.from(readFileSync(file, "utf8"), "base64");
}

/** Password of `arasha_app`: derived, so that it is written down nowhere. */
export function appPassword(masterKey: Buffer): string {
  return createHmac("sha256", masterKey).update("arasha_app").digest("base64url");
}

/** 128 bits: nobody meets another case's by chance. */
function pseudonym(key: Buffer, caseId: string): string {
  return createHmac("sha256", key).update(`trail|${caseId}`).digest().subarray(0, 16).toString("base64url");
}

function derive(masterKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", masterKey, Buffer.alloc(0), `arasha|${purpose}`, 32));
}
