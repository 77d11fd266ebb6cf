import { randomUUID } from "node:crypto";
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { asAccount } from "../access/actor.ts";
import type { Store } from "../store/store.ts";
import { CHALLENGE_MINUTES, type ChallengePurpose, keepChallenge, takeChallenge } from "./challenge.ts";
import { trace } from "./session.ts";
import { refusing } from "./unique.ts";

/** Where this installation lives: `https://arasha.example`. Passkeys made for it answer nowhere else. */
export type Origin = string;

export type PasskeyView = {
  readonly id: string;
  readonly device: string;
  /** Kept by a service that carries it to her other devices. */
  readonly synced: boolean;
  readonly createdAt: string;
  readonly usedAt: string;
};

/** A passkey that has just been made, ready to be stored. */
export type NewPasskey = {
  readonly credential: Buffer;
  readonly id: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly synced: boolean;
};

export type Asked<Options> = { readonly options: Options; readonly handle: string };

/** COSE: EdDSA, ES256, RS256. What every authenticator of the last ten years has one of. */
const ALGORITHMS = [-8, -7, -257];

const TIMEOUT_MS = CHALLENGE_MINUTES * 60_000;

/** Asks a browser to make a passkey for an account: one that needs no user name, and always a finger, face or PIN. */
export async function askForNewPasskey(
  store: Store,
  origin: Origin,
  account: { readonly id: string; readonly name: string },
  purpose: ChallengePurpose,
  now: string,
): Promise<Asked<PublicKeyCredentialCreationOptionsJSON>> {
  const options = await generateRegistrationOptions({
    rpName: "Arasha",
    rpID: rpId(origin),
    userName: account.name,
    userDisplayName: account.name,
    userID: idBytes(account.id),
    timeout: TIMEOUT_MS,
    attestationType: "none",
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: await credentialsOf(store, account.id),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  const handle = await keepChallenge(store, purpose, account.id, { challenge: options.challenge }, now);
  return { options, handle };
}

/** The passkey in a browser's answer; `null` when it is not the answer to what this account was asked. */
export async function newPasskey(
  store: Store,
  origin: Origin,
  account: string,
  purpose: ChallengePurpose,
  handle: string | undefined,
  response: RegistrationResponseJSON,
  now: string,
): Promise<NewPasskey | null> {
  const asked = await takeChallenge(store, handle, purpose, now);
  if (!asked || asked.account !== account) return null;
  const verified = await orNull(
    verifyRegistrationResponse({
      response,
      expectedChallenge: String(asked.content.challenge),
      expectedOrigin: origin,
      expectedRPID: rpId(origin),
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    }),
  );
  if (!verified?.verified) return null;
  const { credential, credentialBackedUp } = verified.registrationInfo;
  return {
    credential: Buffer.from(credential.id, "base64url"),
    id: randomUUID(),
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    synced: credentialBackedUp,
  };
}

/** Asks for a passkey. Nobody is named: the browser offers what it has; with `account`, only hers will do. */
export async function askForPasskey(
  store: Store,
  origin: Origin,
  account: string | null,
  now: string,
): Promise<Asked<PublicKeyCredentialRequestOptionsJSON>> {
  const options = await generateAuthenticationOptions({
    rpID: rpId(origin),
    userVerification: "required",
    timeout: TIMEOUT_MS,
    ...(account !== null && { allowCredentials: await credentialsOf(store, account) }),
  });
  const purpose = account === null ? "passkey-sign-in" : "passkey-step-up";
  const handle = await keepChallenge(store, purpose, account, { challenge: options.challenge }, now);
  return { options, handle };
}

export type PasskeyAnswer =
  | {
      readonly kind: "proved";
      readonly account: string;
      readonly credential: Buffer;
      readonly counter: number;
    }
  /** `account`: whose passkey it claims to be, where there is one. */
  | { readonly kind: "failed"; readonly account: string | null };

/** Whose passkey answered. With `account`, it must be hers and the answer to what she was asked. */
export async function checkPasskey(
  store: Store,
  origin: Origin,
  account: string | null,
  handle: string | undefined,
  response: AuthenticationResponseJSON,
  now: string,
): Promise<PasskeyAnswer> {
  const asked = await takeChallenge(
    store,
    handle,
    account === null ? "passkey-sign-in" : "passkey-step-up",
    now,
  );
  const credential = Buffer.from(response.id, "base64url");
  const { rows } = await store.app.query("select * from passkey_of($1)", [credential]);
  const [known] = rows;
  const failed = { kind: "failed", account: known?.account ?? null } as const;
  if (!asked || asked.account !== account || !known) return failed;
  if (account !== null && known.account !== account) return failed;
  // The authenticator says whose passkey it is: an answer that says otherwise was put together by somebody.
  const { userHandle } = response.response;
  if (userHandle !== undefined && userHandle !== Buffer.from(idBytes(known.account)).toString("base64url"))
    return failed;
  const verified = await orNull(
    verifyAuthenticationResponse({
      response,
      expectedChallenge: String(asked.content.challenge),
      expectedOrigin: origin,
      expectedRPID: rpId(origin),
      requireUserVerification: true,
      credential: {
        id: response.id,
        publicKey: new Uint8Array(known.public_key),
        counter: known.counter,
        transports: known.transports,
      },
    }),
  );
  if (!verified?.verified) return failed;
  return {
    kind: "proved",
    account: known.account,
    credential,
    counter: verified.authenticationInfo.newCounter,
  };
}

/** Her passkeys, oldest first. */
export function passkeysOf(store: Store, account: string): Promise<readonly PasskeyView[]> {
  return asAccount(store.app, account, async (tx) => {
    const { rows } = await tx.query(
      `select id, device, synced, created_at as "createdAt", used_at as "usedAt" from my_passkeys()`,
    );
    return rows;
  });
}

/** One more passkey for an account that has a way in. */
export function addPasskey(
  store: Store,
  account: string,
  passkey: NewPasskey,
  device: string,
  now: string,
): Promise<void> {
  return asAccount(store.app, account, async (tx) => {
    await refusing("passkey", "passkeyKnown", "passkey_key", () =>
      tx.query("select add_passkey($1, $2, $3, $4, $5, $6, $7, $8)", columnsOf(passkey, device, now)),
    );
    await trace(tx, "passkey-added", account, "passkey", now);
  });
}

/** `last`: it is her only way in, and stays. `none`: she has no such passkey. */
export function removePasskey(
  store: Store,
  account: string,
  passkey: string,
  now: string,
): Promise<"removed" | "last" | "none"> {
  return asAccount(store.app, account, async (tx) => {
    const { rows } = await tx.query("select remove_passkey($1) as outcome", [passkey]);
    const { outcome } = rows[0];
    if (outcome === "removed") await trace(tx, "passkey-removed", account, "passkey", now);
    return outcome;
  });
}

/** What the functions of the database take of a new passkey, in their order. */
export function columnsOf(passkey: NewPasskey, device: string, now: string): unknown[] {
  const { credential, id, publicKey, counter, transports, synced } = passkey;
  return [credential, id, publicKey, counter, transports, synced, device, now];
}

async function credentialsOf(store: Store, account: string) {
  const { rows } = await asAccount(store.app, account, (tx) =>
    tx.query("select credential, transports from my_passkeys()"),
  );
  return rows.map((row) => ({
    id: (row.credential as Buffer).toString("base64url"),
    transports: row.transports as string[],
  }));
}

function rpId(origin: Origin): string {
  return new URL(origin).hostname;
}

/** The handle an authenticator keeps for her: the account's id, which says nothing about a person. */
function idBytes(account: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(account.replaceAll("-", ""), "hex"));
}

/** The library throws for every answer it does not accept, whatever is wrong with it: each is a refusal and no fault of ours. */
async function orNull<T>(verification: Promise<T>): Promise<T | null> {
  try {
    return await verification;
  } catch {
    return null;
  }
}
