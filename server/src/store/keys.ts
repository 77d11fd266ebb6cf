import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Custody, keyFrom, keyTo, OWN } from "./custody.ts";
import { type KeyProvider, localProvider, type ToWrap, type Wrapped } from "./key-provider.ts";
import { open, seal } from "./seal.ts";
import type { SecretStore } from "./secrets.ts";

export { open, seal };

/**
 * The keys personal content is sealed with. Each is made of two halves that no one backup holds: a random key of a case,
 * wrapped in the database for each agency that may open it, and a random secret of the case and class in the key store
 * (secrets.ts), whose destruction is what erases. Case keys are wrapped by the master key, which the database never sees
 * (key-provider.ts), or by a key the agency holds itself (custody.ts).
 */
export type Keys = Wrapping & {
  readonly secrets: SecretStore;
};

export type Wrapping = {
  newKey(): Buffer;
  /** `kek`: the version of the master key to wrap with, for those who hold no key of their own. */
  wrap(
    kek: string,
    keys: readonly ToWrap[],
  ): Promise<readonly { readonly kek: string; readonly wrapped: Buffer }[]>;
  /**
   * Null where the holder keeps its own key and this service does not have it. Throws when one was wrapped for another
   * holder or as another key.
   */
  unwrap(keys: readonly Wrapped[]): Promise<readonly (Buffer | null)[]>;
  /** Name of the key that is wrapped with for an agency that holds its own; null for one that does not. */
  ownKey(agency: string): string | null;
  readonly provider: KeyProvider;
  /** A key for one account's unfinished work. */
  draftKey(account: string): Buffer;
  /** A key for the secrets of one account's way in. */
  accountKey(account: string): Buffer;
  /** A key for what is written to and by those who review how access is used. */
  oversightKey: Buffer;
  /** The name a case has on the trail where somebody looked: made with its own key, so that it dies with it. */
  caseOnTrail(caseKey: Buffer, caseId: string): string;
  /**
   * The name a case has where something was written. What was written is there for `verify` to find again, so this name is
   * no secret to whoever has the journal; that nothing follows from it about who looked, it is another one.
   */
  writtenOnTrail(caseKey: Buffer, caseId: string): string;
  /** The name of a case nobody could open: made with a key of this installation. */
  strangerOnTrail(caseId: string): string;
  /** The key of the blind indexes (access/marks). Who had it and the marks could try numbers and names against them. */
  markKey: Buffer;
  /** The key of the hashes attempts at the doors are counted by. */
  attemptKey: Buffer;
  /** 32 bytes the signing key of the trail is made from. */
  trailSeed: Buffer;
};

/** The holder of what belongs to no agency: the key that names a case on the trail. */
export const INSTALLATION = "installation";

/** Where the keys that agencies hold are read; `mark` is another whenever there are others to wrap for. */
export type CustodyFolder = { readonly read: () => Custody; readonly mark: () => string };

/**
 * `custody` is read again when a key turns up that was not there before, and before anything is wrapped where it has changed: a
 * service that runs while an agency takes over its key, or renews it, wraps for that key from the next writing on.
 */
export function createKeys(
  root: Buffer,
  provider: KeyProvider = localProvider(root, { kind: "given", versions: {} }),
  custody: CustodyFolder = { read: () => new Map(), mark: () => "" },
): Wrapping {
  if (root.length !== 32) throw new Error("the master key must have 32 bytes");
  // The mark first: what changes in between is read once more.
  let mark = custody.mark();
  let own = custody.read();
  const present = (): Custody => {
    const now = custody.mark();
    if (now !== mark) {
      own = custody.read();
      mark = now;
    }
    return own;
  };
  const secretOf = (agency: string, kek: string) => {
    const known = own.get(agency)?.privates.get(kek);
    if (known !== undefined) return known;
    own = custody.read();
    return own.get(agency)?.privates.get(kek);
  };
  const openOwn = ({ holder, kek, wrapped, context }: Wrapped) => {
    const secret = secretOf(holder, kek);
    if (secret === undefined) return null;
    const once = keyFrom(secret, wrapped, context);
    return open(once.key, once.sealed, `${kek}|${context}`);
  };
  return {
    provider,
    newKey: () => randomBytes(32),
    wrap: async (kek, keys) => {
      const own = present();
      const byMaster = keys.filter(({ holder }) => !own.has(holder));
      const wrapped = await provider.wrap(kek, byMaster);
      let next = 0;
      return keys.map(({ holder, key, context }) => {
        const theirs = own.get(holder);
        if (theirs === undefined) return { kek, wrapped: wrapped[next++] as Buffer };
        const once = keyTo(theirs.public, context);
        const sealed = seal(once.key, key, `${theirs.name}|${context}`);
        return { kek: theirs.name, wrapped: Buffer.concat([once.hint, sealed]) };
      });
    },
    unwrap: async (keys) => {
      const byMaster = await provider.unwrap(keys.filter(({ kek }) => !kek.startsWith(OWN)));
      let next = 0;
      return keys.map((one) => (one.kek.startsWith(OWN) ? openOwn(one) : (byMaster[next++] as Buffer)));
    },
    ownKey: (agency) => present().get(agency)?.name ?? null,
    draftKey: (account) => derive(root, `draft|${account}`),
    accountKey: (account) => derive(root, `account|${account}`),
    oversightKey: derive(root, "oversight"),
    caseOnTrail: (caseKey, caseId) => pseudonym(caseKey, `trail|${caseId}`),
    writtenOnTrail: (caseKey, caseId) => pseudonym(caseKey, `written|${caseId}`),
    strangerOnTrail: (caseId) => pseudonym(derive(root, "trail-strangers"), `trail|${caseId}`),
    markKey: derive(root, "marks"),
    attemptKey: derive(root, "attempts"),
    trailSeed: derive(root, "trail-signature"),
  };
}

/** The key content is sealed with: of both halves, so that neither is of use without the other. */
export function bothHalves(caseKey: Buffer, secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", caseKey, secret, `arasha|content|${purpose}`, 32));
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
function pseudonym(key: Buffer, text: string): string {
  return createHmac("sha256", key).update(text).digest().subarray(0, 16).toString("base64url");
}

function derive(root: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", root, Buffer.alloc(0), `arasha|${purpose}`, 32));
}
