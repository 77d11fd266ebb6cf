import {
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { AGREED_BY, UnknownAlgorithm } from "./algorithms.ts";

/**
 * Keys that an agency holds itself (X25519, RFC 7748; algorithms.ts). Whoever has the public half can wrap a key for it; only a service
 * with the private half can unwrap one. A hub that has the public half alone passes on what she agreed to, and reads
 * nothing of what that agency holds.
 */
export type Custody = ReadonlyMap<string, OwnKey>;
export type OwnKey = {
  /** Of the pair written with: `own-` and the beginning of the SHA-256 of its public half. Kept beside each wrapped key. */
  readonly name: string;
  readonly public: KeyObject;
  /** Private halves that are here, by the name of their pair: the present one, and earlier ones until they are done with. */
  readonly privates: ReadonlyMap<string, KeyObject>;
};

export const OWN = "own-";
const PUBLIC = ".public.pem";
const PRIVATE = ".private.pem";

/**
 * The keys of a folder: `<agency>.public.pem`, `<agency>.private.pem`, and earlier private halves,
 * `<agency>.<name>.private.pem`. None where there is no folder.
 */
export function readCustody(folder: string): Custody {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder);
  const agencies = files.flatMap((file) => (file.endsWith(PUBLIC) ? [file.slice(0, -PUBLIC.length)] : []));
  return new Map(
    agencies.map((agency) => {
      const half = createPublicKey(readFileSync(join(folder, agency + PUBLIC)));
      const privates = files
        .filter((file) => file === agency + PRIVATE || earlierOf(agency, file) !== null)
        .map((file) => createPrivateKey(readFileSync(join(folder, file))));
      const named = privates.map((key) => [nameOf(createPublicKey(key)), key] as const);
      return [agency, { name: nameOf(half), public: half, privates: new Map(named) }];
    }),
  );
}

/**
 * What the folder has of public halves, as text that changes when any of them does: cheap enough to be asked before each
 * wrapping, so that a service follows whoever makes or renews a pair beside it.
 */
export function custodyMark(folder: string): string {
  if (!existsSync(folder)) return "";
  return readdirSync(folder)
    .filter((file) => file.endsWith(PUBLIC))
    .map((file) => {
      const { ino, mtimeNs } = statSync(join(folder, file), { bigint: true });
      return `${file} ${ino} ${mtimeNs}`;
    })
    .join("|");
}

export type Pair = { readonly public: string; readonly private: string };

/** Makes a pair for an agency, the private half readable by its owner only. Cut short, it goes on; a whole pair is left as it is. */
export function makePair(folder: string, agency: string): Pair {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files = filesOf(folder, agency);
  if (!existsSync(files.private) && existsSync(files.public))
    throw new Error(`the private half of ${agency} is not in ${folder}`);
  if (!existsSync(files.private)) writePrivate(files.private);
  if (!existsSync(files.public)) writePublic(files);
  return files;
}

/**
 * Makes a new pair in place of an agency's, whose private half is kept under its name until nothing is wrapped for it any
 * more. Cut short anywhere, it goes on where it was; one that is through and not done with yet is left as it is. Throws where
 * the private half is not in the folder: only the agency itself can do this.
 */
export function renewPair(folder: string, agency: string): Pair & { readonly earlier: readonly string[] } {
  const files = filesOf(folder, agency);
  const [written, told] = [nameOf(publicOf(files)), nameOf(createPublicKey(readFileSync(files.public)))];
  const asEarlier = (name: string) => join(folder, `${agency}.${name}${PRIVATE}`);
  if (written !== told) {
    // The new private half is there, the public one still the old: or they never belonged together.
    if (!existsSync(asEarlier(told)))
      throw new Error(`the halves of ${agency} in ${folder} do not belong together`);
    writePublic(files);
  } else if (earlierHalves(folder, agency).length === 0 || existsSync(asEarlier(written))) {
    // A copy first: whatever happens in between, no private half is lost.
    inPlace(asEarlier(written), readFileSync(files.private), 0o600);
    writePrivate(files.private);
    writePublic(files);
  }
  return { ...files, earlier: earlierHalves(folder, agency) };
}

/** Earlier private halves of an agency in a folder. */
export function earlierHalves(folder: string, agency: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => earlierOf(agency, file) !== null)
    .map((file) => join(folder, file));
}

function filesOf(folder: string, agency: string): Pair {
  return { public: join(folder, agency + PUBLIC), private: join(folder, agency + PRIVATE) };
}

function publicOf(files: Pair): KeyObject {
  return createPublicKey(createPrivateKey(readFileSync(files.private)));
}

function writePrivate(file: string): void {
  const { privateKey } = generateKeyPairSync("x25519");
  inPlace(file, privateKey.export({ type: "pkcs8", format: "pem" }), 0o600);
}

/** Of the private half, so that the two belong together wherever it was cut short. */
function writePublic(files: Pair): void {
  inPlace(files.public, publicOf(files).export({ type: "spki", format: "pem" }), 0o644);
}

/** Whole or not at all, for whoever reads it meanwhile and whenever the machine stops. */
function inPlace(file: string, content: string | Buffer, mode: number): void {
  const next = `${file}.new`;
  rmSync(next, { force: true });
  writeFileSync(next, content, { mode, flag: "wx", flush: true });
  renameSync(next, file);
}

function earlierOf(agency: string, file: string): string | null {
  if (!file.startsWith(`${agency}.${OWN}`) || !file.endsWith(PRIVATE)) return null;
  return file.slice(agency.length + 1, -PRIVATE.length);
}

function nameOf(half: KeyObject): string {
  return OWN + createHash("sha256").update(rawPublic(half)).digest("hex").slice(0, 16);
}

const RAW = 32;

/** A one-time key for one value, and what its holder needs to find it again: the way of agreeing, and the one-time public half. */
export function keyTo(holder: KeyObject, context: string): { readonly key: Buffer; readonly hint: Buffer } {
  const once = generateKeyPairSync("x25519");
  const half = rawPublic(once.publicKey);
  const shared = diffieHellman({ privateKey: once.privateKey, publicKey: holder });
  const hint = Buffer.concat([Buffer.of(AGREED_BY), half]);
  return { key: agreed(shared, half, rawPublic(holder), context), hint };
}

/** The key that a wrapped one begins with the hint of, and the rest of it, which that key opens. */
export function keyFrom(
  secret: KeyObject,
  wrapped: Buffer,
  context: string,
): { readonly key: Buffer; readonly sealed: Buffer } {
  if (wrapped[0] !== AGREED_BY) throw new UnknownAlgorithm("agreed by", wrapped[0]);
  const half = wrapped.subarray(1, 1 + RAW);
  const publicKey = createPublicKey({
    key: { kty: "OKP", crv: "X25519", x: half.toString("base64url") },
    format: "jwk",
  });
  const shared = diffieHellman({ privateKey: secret, publicKey });
  const key = agreed(shared, half, rawPublic(createPublicKey(secret)), context);
  return { key, sealed: wrapped.subarray(1 + RAW) };
}

/** Both public halves and the way are bound in, as in HPKE (RFC 9180), so that no other leads to the same key. */
function agreed(shared: Buffer, hint: Buffer, holder: Buffer, context: string): Buffer {
  const salt = Buffer.concat([hint, holder]);
  return Buffer.from(hkdfSync("sha256", shared, salt, `arasha|custody|${AGREED_BY}|${context}`, 32));
}

function rawPublic(key: KeyObject): Buffer {
  const { x } = key.export({ format: "jwk" });
  return Buffer.from(x as string, "base64url");
}
