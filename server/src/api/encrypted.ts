import type { ServerOptions } from "node:https";

/** A certificate with those it is signed by, and its private key, as PEM. */
export type Certificate = { readonly cert: string; readonly key: string };

/**
 * What a listener speaks that ends TLS itself: 1.3 and 1.2, whatever Node was told otherwise, and of 1.2 only suites with forward
 * secrecy that authenticate what they encrypt (RFC 9325), strongest first. Every browser since 2014 has one of them.
 */
export function encrypted({ cert, key }: Certificate): ServerOptions {
  return { cert, key, minVersion: "TLSv1.2", ciphers: SUITES, honorCipherOrder: true };
}

const SUITES = [
  "TLS_AES_256_GCM_SHA384",
  "TLS_CHACHA20_POLY1305_SHA256",
  "TLS_AES_128_GCM_SHA256",
  "ECDHE-ECDSA-AES256-GCM-SHA384",
  "ECDHE-RSA-AES256-GCM-SHA384",
  "ECDHE-ECDSA-CHACHA20-POLY1305",
  "ECDHE-RSA-CHACHA20-POLY1305",
  "ECDHE-ECDSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES128-GCM-SHA256",
].join(":");
