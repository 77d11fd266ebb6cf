import type { Me, PasskeyOptions } from "@arasha/server/contract";
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import { request } from "./client.ts";

/** Why a passkey was not used or made: something between a person and her device, not a refusal of the service. */
export type PasskeyTroubleKind = "cancelled" | "known" | "address" | "unsupported";

export class PasskeyTrouble extends Error {
  readonly kind: PasskeyTroubleKind;

  constructor(kind: PasskeyTroubleKind, cause?: unknown) {
    super(kind, { cause });
    this.name = "PasskeyTrouble";
    this.kind = kind;
  }
}

export const signInByPasskey = () => prove<Me>("/sign-in/passkey");
export const stepUpByPasskey = () => prove<void>("/step-up/passkey");
export const enrolPasskey = () => make<Me>("/enrolment/passkey", "/enrolment/passkey/options");
export const addPasskey = () => make<void>("/account/passkeys", "/account/passkeys/options");

async function prove<T>(path: string): Promise<T> {
  requirePasskeys();
  const optionsJSON = (await request<PasskeyOptions>(
    "POST",
    `${path}/options`,
  )) as unknown as PublicKeyCredentialRequestOptionsJSON;
  const response = await startAuthentication({ optionsJSON }).catch(troubled);
  return request<T>("POST", path, { body: { response } });
}

async function make<T>(path: string, options: string): Promise<T> {
  requirePasskeys();
  const optionsJSON = (await request<PasskeyOptions>(
    "POST",
    options,
  )) as unknown as PublicKeyCredentialCreationOptionsJSON;
  const { id, rawId, type, authenticatorAttachment, response } = await startRegistration({
    optionsJSON,
  }).catch(troubled);
  const { clientDataJSON, attestationObject, transports } = response;
  return request<T>("POST", path, {
    body: {
      response: {
        id,
        rawId,
        type,
        ...(authenticatorAttachment && { authenticatorAttachment }),
        response: { clientDataJSON, attestationObject, ...(transports && { transports }) },
      },
    },
  });
}

function requirePasskeys(): void {
  if (!browserSupportsWebAuthn()) throw new PasskeyTrouble("unsupported");
}

/** The names of errors are those of WebAuthn Level 3; browsers tell no more, so that a page cannot find out who somebody is. */
function troubled(error: unknown): never {
  const name = error instanceof Error ? error.name : "";
  if (name === "InvalidStateError") throw new PasskeyTrouble("known", error);
  if (name === "SecurityError") throw new PasskeyTrouble("address", error);
  if (name === "NotAllowedError" || name === "AbortError") throw new PasskeyTrouble("cancelled", error);
  if (name === "NotSupportedError" || name === "ConstraintError")
    throw new PasskeyTrouble("unsupported", error);
  throw error;
}
