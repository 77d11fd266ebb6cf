import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import type { Store } from "../store/store.ts";
import { keepChallenge, takeChallenge } from "./challenge.ts";

/** An OpenID Connect provider people of this installation may sign in with. */
export type ProviderConfig = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people know it by; shown on the button. */
  readonly name: string;
  readonly strong: Strong;
};

/**
 * How the provider says that it asked for two factors: a context (`acr`) or a method (`amr`; RFC 8176) of those listed. What
 * they are called is agreed with each provider; one list at least names something.
 */
export type Strong = { readonly acr: readonly string[]; readonly amr: readonly string[] };

export type Identity = { readonly issuer: string; readonly subject: string };

/** What somebody is sent to the provider for, and what is needed to go on when she comes back. */
export type Errand =
  | { readonly for: "sign-in" }
  | { readonly for: "enrolment"; readonly account: string }
  | { readonly for: "step-up"; readonly account: string; readonly session: string };

export type Provider = {
  readonly name: string;
  /** Where to send the browser, and the handle it brings back. `callback` is this installation's own address for it. */
  readonly send: (
    store: Store,
    errand: Errand,
    callback: string,
    now: string,
  ) => Promise<{ readonly url: string; readonly handle: string }>;
  /**
   * Who came back and on what errand, and whether two factors were asked of her there; `null` when the answer is not to what
   * this browser was sent for.
   */
  readonly receive: (
    store: Store,
    handle: string | undefined,
    address: string,
    now: string,
  ) => Promise<{ readonly identity: Identity; readonly errand: Errand; readonly strong: boolean } | null>;
};

/** Plain HTTP is for a provider on this very machine, which only tests and trials have. */
export function isAcceptableIssuer(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false;
  const { protocol, hostname } = new URL(issuer);
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.has(hostname));
}

/**
 * Authorization code with PKCE, state and nonce (OpenID Connect Core 1.0; RFC 7636; RFC 9700). The provider is asked for its
 * addresses at the first use, so that one that is down keeps nobody from starting this service. Of all it says only issuer and
 * subject are taken, and how she was asked: no name, no e-mail address. Its signature is checked against the keys it publishes.
 */
export function createProvider(config: ProviderConfig): Provider {
  if (!isAcceptableIssuer(config.issuer)) throw new Error("the issuer must have an https address");
  let known: Promise<Configuration> | null = null;
  const configuration = () => {
    known ??= discover(config);
    // One that did not answer is asked again next time.
    known.catch(() => {
      known = null;
    });
    return known;
  };
  const { acr } = config.strong;
  return {
    name: config.name,
    send: async (store, errand, callback, now) => {
      const kept = { verifier: randomPKCECodeVerifier(), state: randomState(), nonce: randomNonce(), errand };
      const url = buildAuthorizationUrl(await configuration(), {
        redirect_uri: callback,
        scope: "openid",
        code_challenge: await calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: "S256",
        state: kept.state,
        nonce: kept.nonce,
        ...(acr.length > 0 && { acr_values: acr.join(" ") }),
        // A proof of who she is now, not of who was at this computer this morning.
        ...(errand.for !== "sign-in" && { prompt: "login", max_age: "0" }),
      });
      return { url: url.href, handle: await keepChallenge(store, "provider", null, kept, now) };
    },
    receive: async (store, handle, address, now) => {
      const asked = await takeChallenge(store, handle, "provider", now);
      if (!asked) return null;
      const { verifier, state, nonce, errand } = asked.content as unknown as Kept;
      const server = await configuration();
      const fresh = errand.for === "sign-in" ? {} : { maxAge: FRESH_SECONDS };
      const tokens = await authorizationCodeGrant(server, new URL(address), {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
        ...fresh,
      }).catch(refused);
      const claims = tokens?.claims();
      if (!claims) return null;
      const identity = { issuer: claims.iss, subject: claims.sub };
      return { identity, errand, strong: isStrong(claims, config.strong) };
    },
  };
}

/** A provider that says nothing of how it asked did not ask for two. */
export function isStrong({ acr, amr }: Readonly<Record<string, unknown>>, strong: Strong): boolean {
  const methods: readonly unknown[] = Array.isArray(amr) ? amr : [];
  return strong.acr.some((one) => one === acr) || strong.amr.some((one) => methods.includes(one));
}

type Kept = {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly errand: Errand;
};

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** A step-up at the provider may be as old as a challenge. */
const FRESH_SECONDS = 300;

function discover({ issuer, clientId, clientSecret }: ProviderConfig): Promise<Configuration> {
  const server = new URL(issuer);
  // The specification lets a client trust the line instead of the signature; whoever ends that line could then make up tokens.
  const execute = [
    enableNonRepudiationChecks,
    ...(server.protocol === "http:" ? [allowInsecureRequests] : []),
  ];
  return discovery(server, clientId, clientSecret, ClientSecretBasic(clientSecret), { execute, timeout: 10 });
}

/**
 * Whatever the library does not accept (another's state, a code used before, a token of another audience) is a refusal;
 * a provider that cannot be reached is not, and is told as a failure.
 */
function refused(error: unknown): null {
  const { code } = error as { readonly code?: unknown };
  if (typeof code === "string" && (code.startsWith("OAUTH_") || code.startsWith("ERR_"))) return null;
  throw error;
}
