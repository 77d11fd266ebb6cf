import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Keys that an agency holds itself (X25519, RFC 7748). Whoever has the public half can wrap a key for it; only a service
 * with the private half can unwrap one. A hub that has the public half alone passes on what she agreed to, and reads
 * nothing of what that agency holds.
 */
export type Custody = ReadonlyMap<string, { readonly public: KeyObject; readonly private: KeyObject | null }>;

const PUBLIC = ".public.pem";
const PRIVATE = ".private.pem";

/** The pairs, and public halves, of a folder: `<agency>.public.pem`, `<agency>.private.pem`. None where there is no folder. */
export function readCustody(folder: string): Custody {
  if (!existsSync(folder)) return new Map();
  const agencies = readdirSync(folder).flatMap((file) =>
    file.endsWith(PUBLIC) ? [file.slice(0, -PUBLIC.length)] : [],
  );
  return new Map(
    agencies.map((agency) => {
      const secret = join(folder, agency + PRIVATE);
      return [
        agency,
        {
          public: createPublicKey(readFileSync(join(folder, agency + PUBLIC))),
          private: existsSync(secret) ? createPrivateKey(readFileSync(secret)) : null,
        },
      ];
    }),
  );
}

/** Makes a pair for an agency, the private half readable by its owner only. Throws where there is one already. */
export function makePair(
  folder: string,
  agency: string,
): { readonly public: string; readonly private: string } {
  const pair = generateKeyPairSync("x25519");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files = { public: join(folder, agency + PUBLIC), private: join(folder, agency + PRIVATE) };
  const secret = pair.privateKey.export({ type: "pkcs8", format: "pem" });
  writeFileSync(files.private, secret, { mode: 0o600, flag: "wx" });
  writeFileSync(files.public, pair.publicKey.export({ type: "spki", format: "pem" }), { flag: "wx" });
  return files;
}

const RAW = 32;

/** A one-time key for one value, and what its holder needs to find it again. */
export function keyTo(holder: KeyObject, context: string): { readonly key: Buffer; readonly hint: Buffer } {
  const once = generateKeyPairSync("x25519");
  const hint = rawPublic(once.publicKey);
  const shared = diffieHellman({ privateKey: once.privateKey, publicKey: holder });
  return { key: agreed(shared, hint, rawPublic(holder), context), hint };
}

export function keyFrom(secret: KeyObject, hint: Buffer, context: string): Buffer {
  const publicKey = createPublicKey({
    key: { kty: "OKP", crv: "X25519", x: hint.toString("base64url") },
    format: "jwk",
  });
  const shared = diffieHellman({ privateKey: secret, publicKey });
  return agreed(shared, hint, rawPublic(createPublicKey(secret)), context);
}

export const HINT_LENGTH = RAW;

/** Both public halves are bound in, as in HPKE (RFC 9180), so that no other pair leads to the same key. */
function agreed(shared: Buffer, hint: Buffer, holder: Buffer, context: string): Buffer {
  const salt = Buffer.concat([hint, holder]);
  return Buffer.from(hkdfSync("sha256", shared, salt, `arasha|custody|${context}`, 32));
}

function rawPublic(key: KeyObject): Buffer {
  const { x } = key.export({ format: "jwk" });
  return Buffer.from(x as string, "base64url");
}
