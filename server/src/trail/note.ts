import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";

/**
 * Checkpoints of the log as signed notes (C2SP signed-note and tlog-checkpoint): three lines of text anybody can keep,
 * print or read out, and one line for each who signed. Ed25519.
 *
 *     arasha.example/log
 *     20852163
 *     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
 *
 *     — arasha.example/log Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
 */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Buffer };

/** Somebody who signs: the log, or a witness. The name must have no space and no plus sign. */
export type Signer = { readonly name: string; readonly key: KeyObject };
export type Verifier = { readonly name: string; readonly key: KeyObject };

export function writeCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString("base64")}\n`;
}

/** Null for text that is no checkpoint. Further lines are allowed by the standard and kept out of the result. */
export function readCheckpoint(text: string): Checkpoint | null {
  const [origin, size, root] = text.split("\n");
  if (!origin || size === undefined || root === undefined) return null;
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !/^[A-Za-z0-9+/]{43}=$/.test(root)) return null;
  return { origin, size: Number(size), root: Buffer.from(root, "base64") };
}

/** The text with one more signature line at its end. */
export function signNote(note: string, { name, key }: Signer): string {
  const { text, signatures } = takeApart(note);
  const signature = Buffer.concat([keyId(name, key), sign(null, Buffer.from(text), key)]);
  return `${text}\n${[...signatures, `— ${name} ${signature.toString("base64")}`].join("\n")}\n`;
}

/** The signed text, if it bears a valid signature of the verifier; null if not. */
export function openNote(note: string, { name, key }: Verifier): string | null {
  const { text, signatures } = takeApart(note);
  const id = keyId(name, key);
  const valid = signatures.some((line) => {
    const [dash, by, base64] = line.split(" ");
    if (dash !== "—" || by !== name || base64 === undefined) return false;
    const bytes = Buffer.from(base64, "base64");
    return bytes.subarray(0, 4).equals(id) && verify(null, Buffer.from(text), key, bytes.subarray(4));
  });
  return valid ? text : null;
}

/** `name+8 hex digits+base64`: how a public key is handed to those who are to check signatures (C2SP vkey). */
export function verifierText({ name, key }: Signer | Verifier): string {
  const bytes = Buffer.concat([Buffer.of(ED25519), rawPublic(key)]);
  return `${name}+${keyId(name, key).toString("hex")}+${bytes.toString("base64")}`;
}

/** Null for text that is no Ed25519 verifier key, or whose id does not fit its key. */
export function readVerifier(text: string): Verifier | null {
  const [, name, id, base64] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? [];
  if (name === undefined || id === undefined || base64 === undefined) return null;
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length !== 33 || bytes[0] !== ED25519) return null;
  const key = createPublicKey({ key: Buffer.concat([SPKI, bytes.subarray(1)]), format: "der", type: "spki" });
  return keyId(name, key).toString("hex") === id ? { name, key } : null;
}

/** A signing key from 32 secret bytes (RFC 8032): the same bytes give the same key. */
export function signingKey(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });
}

const ED25519 = 0x01;
/** What precedes the 32 bytes of an Ed25519 key in DER (RFC 8410). */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");
const SPKI = Buffer.from("302a300506032b6570032100", "hex");

function keyId(name: string, key: KeyObject): Buffer {
  return createHash("sha256")
    .update(`${name}\n`)
    .update(Buffer.of(ED25519))
    .update(rawPublic(key))
    .digest()
    .subarray(0, 4);
}

function rawPublic(key: KeyObject): Buffer {
  const open = key.type === "private" ? createPublicKey(key) : key;
  return open.export({ format: "der", type: "spki" }).subarray(SPKI.length);
}

/** The text up to the empty line, and the signature lines after it. A text not signed yet has none. */
function takeApart(note: string): { readonly text: string; readonly signatures: readonly string[] } {
  const at = note.lastIndexOf("\n\n");
  if (at < 0) return { text: note, signatures: [] };
  return {
    text: note.slice(0, at + 1),
    signatures: note
      .slice(at + 2)
      .split("\n")
      .filter((line) => line !== ""),
  };
}
