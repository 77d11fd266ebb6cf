import {
  type CipherChaCha20Poly1305,
  type CipherGCM,
  createCipheriv,
  createDecipheriv,
  type DecipherChaCha20Poly1305,
  type DecipherGCM,
} from "node:crypto";

/**
 * What content and keys are sealed with. Each sealed value begins with the number of its own, so that another can take over
 * while what was sealed before still opens: a number is never given twice, and none leaves the list while a value may carry it.
 * All take a key of 32 bytes and a nonce of 12 and give a tag of 16 (RFC 5116).
 */
export const CIPHERS: Readonly<Record<number, Cipher>> = {
  1: {
    name: "AES-256-GCM",
    seal: (key, nonce) => createCipheriv("aes-256-gcm", key, nonce, LENGTHS),
    open: (key, nonce) => createDecipheriv("aes-256-gcm", key, nonce, LENGTHS),
  },
  // Ready to take over: shares no part with AES. Nothing is sealed with it today.
  2: {
    name: "ChaCha20-Poly1305",
    seal: (key, nonce) => createCipheriv("chacha20-poly1305", key, nonce, LENGTHS),
    open: (key, nonce) => createDecipheriv("chacha20-poly1305", key, nonce, LENGTHS),
  },
};

/** What is sealed from now on is sealed with this one. */
export const SEALED_WITH = 1;

/**
 * How a key is agreed on with a holder that keeps its own (custody.ts). A key wrapped so begins with the number of its way, by
 * the rules of the list above.
 */
export const AGREEMENTS = { 1: "X25519 with HKDF-SHA-256" } as const;
export const AGREED_BY = 1;

export const NONCE_LENGTH = 12;
export const TAG_LENGTH = 16;

/** A value names an algorithm that is not in the list: a later Arasha sealed it, or it is no sealed value. */
export class UnknownAlgorithm extends Error {
  /** For the log, which keeps no messages. */
  readonly code: string;

  constructor(list: "sealed with" | "agreed by", number: number | undefined) {
    super(
      `${list} number ${number ?? "none"}, which this version of Arasha does not know: see server/src/store/algorithms.ts`,
    );
    this.name = "UnknownAlgorithm";
    this.code = `${list} ${number ?? "none"}`;
  }
}

type Cipher = {
  readonly name: string;
  readonly seal: (key: Buffer, nonce: Buffer) => CipherGCM | CipherChaCha20Poly1305;
  readonly open: (key: Buffer, nonce: Buffer) => DecipherGCM | DecipherChaCha20Poly1305;
};

/** A shorter tag, which a cipher would take otherwise, opens nothing. */
const LENGTHS = { authTagLength: TAG_LENGTH } as const;
