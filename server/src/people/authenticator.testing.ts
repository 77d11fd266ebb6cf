import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

/**
 * An authenticator in software, written from WebAuthn Level 3 and CTAP 2.2 and not from the library that checks it: what
 * it is told to do wrong, it does wrong.
 */
export type Authenticator = {
  /** Answers `navigator.credentials.create`. */
  readonly make: (options: CreationOptions, wrong?: Wrong) => RegistrationAnswer;
  /** Answers `navigator.credentials.get` with the passkey made last. */
  readonly get: (options: RequestOptions, wrong?: Wrong) => AssertionAnswer;
};

type CreationOptions = {
  readonly challenge: string;
  readonly rp: { readonly id?: string };
  readonly user: { readonly id: string };
};
type RequestOptions = { readonly challenge: string; readonly rpId?: string };

/** What differs from an honest answer. */
export type Wrong = {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly userVerified?: boolean;
  readonly userHandle?: string;
  readonly type?: string;
  readonly counter?: number;
};

type Common = {
  readonly id: string;
  readonly rawId: string;
  readonly type: "public-key";
  readonly clientExtensionResults: Record<string, never>;
};
export type RegistrationAnswer = Common & {
  readonly response: {
    readonly clientDataJSON: string;
    readonly attestationObject: string;
    readonly transports: string[];
  };
};
export type AssertionAnswer = Common & {
  readonly response: {
    readonly clientDataJSON: string;
    readonly authenticatorData: string;
    readonly signature: string;
    readonly userHandle: string;
  };
};

export function softAuthenticator(origin: string, { counting = false } = {}): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(32);
  let user = randomBytes(16).toString("base64url");
  let counter = 0;
  const common: Common = {
    id: id.toString("base64url"),
    rawId: id.toString("base64url"),
    type: "public-key",
    clientExtensionResults: {},
  };
  const client = (type: string, challenge: string, wrong: Wrong) =>
    Buffer.from(
      JSON.stringify({
        type: wrong.type ?? type,
        challenge: wrong.challenge ?? challenge,
        origin: wrong.origin ?? origin,
        crossOrigin: false,
      }),
    );
  const data = (rpId: string | undefined, wrong: Wrong, attested: Buffer = Buffer.alloc(0)) => {
    if (counting) counter += 1;
    const flags = 0x01 | (wrong.userVerified === false ? 0 : 0x04) | (attested.length > 0 ? 0x40 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(wrong.counter ?? counter);
    return Buffer.concat([sha256(wrong.rpId ?? rpId ?? ""), Buffer.from([flags]), count, attested]);
  };
  return {
    make: ({ challenge, rp, user: { id: handle } }, wrong = {}) => {
      user = handle;
      const { x = "", y = "" } = publicKey.export({ format: "jwk" });
      const cose = map([
        [1, int(2)],
        [3, int(-7)],
        [-1, int(1)],
        [-2, bytes(Buffer.from(x, "base64url"))],
        [-3, bytes(Buffer.from(y, "base64url"))],
      ]);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, cose]);
      const attestation = Buffer.concat([
        head(5, 3),
        ...[text("fmt"), text("none"), text("attStmt"), map([]), text("authData")],
        bytes(data(rp.id, wrong, attested)),
      ]);
      return {
        ...common,
        response: {
          clientDataJSON: client("webauthn.create", challenge, wrong).toString("base64url"),
          attestationObject: attestation.toString("base64url"),
          transports: ["internal"],
        },
      };
    },
    get: ({ challenge, rpId }, wrong = {}) => {
      const clientData = client("webauthn.get", challenge, wrong);
      const authenticatorData = data(rpId, wrong);
      const signed = Buffer.concat([authenticatorData, sha256(clientData)]);
      return {
        ...common,
        response: {
          clientDataJSON: clientData.toString("base64url"),
          authenticatorData: authenticatorData.toString("base64url"),
          signature: sign("sha256", signed, privateKey).toString("base64url"),
          userHandle: wrong.userHandle ?? user,
        },
      };
    },
  };
}

function sha256(of: string | Buffer): Buffer {
  return createHash("sha256").update(of).digest();
}

// CBOR (RFC 8949), as much of it as two messages need.

function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 256) return Buffer.from([(major << 5) | 24, value]);
  return Buffer.from([(major << 5) | 25, value >> 8, value & 0xff]);
}

function int(value: number): Buffer {
  return value < 0 ? head(1, -1 - value) : head(0, value);
}

function bytes(value: Buffer): Buffer {
  return Buffer.concat([head(2, value.length), value]);
}

function text(value: string): Buffer {
  return Buffer.concat([head(3, value.length), Buffer.from(value)]);
}

function map(pairs: readonly (readonly [number, Buffer])[]): Buffer {
  return Buffer.concat([head(5, pairs.length), ...pairs.flatMap(([key, value]) => [int(key), value])]);
}
