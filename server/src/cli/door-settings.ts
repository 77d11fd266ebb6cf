import { isAcceptableIssuer, type ProviderConfig } from "../people/provider.ts";
import { CannotStart } from "../store/failure.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What the environment says of the way in: `ARASHA_ORIGIN`, `ARASHA_PUBLIC_ORIGIN` and `ARASHA_PUBLIC_PORT`, `ARASHA_PROXY`,
 * and `ARASHA_OIDC_*` for a provider.
 */
export function doorFrom(env: Environment): {
  readonly origin?: string;
  readonly publicOrigin?: string;
  readonly publicPort?: number;
  readonly proxy?: string;
  readonly provider?: ProviderConfig;
} {
  const origin = originFrom(env);
  const apart = publicFrom(env, origin);
  const proxy = env.ARASHA_PROXY || undefined;
  const provider = providerFrom(env);
  return {
    ...(origin !== undefined && { origin }),
    ...apart,
    ...(proxy !== undefined && { proxy }),
    ...(provider !== undefined && { provider }),
  };
}

/** Passkeys are bound to it, and exist only over https, or on this machine. */
export function originFrom(env: Environment, given?: string): string | undefined {
  const text = given ?? (env.ARASHA_ORIGIN || undefined);
  return text === undefined
    ? undefined
    : readOrigin(given === undefined ? "ARASHA_ORIGIN" : "--address", text);
}

/**
 * A host of its own for the law and the survivors' pages. Cookies and passkeys know hosts, not ports: two names of one host
 * would only look apart.
 */
function publicFrom(env: Environment, staff: string | undefined) {
  const { ARASHA_PUBLIC_PORT: port, ARASHA_PUBLIC_ORIGIN: text } = env;
  if (!port && !text) return {};
  if (!port)
    throw new CannotStart("With ARASHA_PUBLIC_ORIGIN, ARASHA_PUBLIC_PORT must say where to listen for it.");
  const publicPort = Number(port);
  if (!text) return { publicPort };
  const publicOrigin = readOrigin("ARASHA_PUBLIC_ORIGIN", text);
  if (staff === undefined)
    throw new CannotStart("With ARASHA_PUBLIC_ORIGIN, ARASHA_ORIGIN must say where staff reach this Arasha.");
  if (new URL(publicOrigin).hostname === new URL(staff).hostname)
    throw new CannotStart(
      "ARASHA_PUBLIC_ORIGIN must have another host name than ARASHA_ORIGIN: a browser keeps cookies by host, not by port.",
    );
  return { publicPort, publicOrigin };
}

function readOrigin(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const safe = url?.protocol === "https:" || (url?.protocol === "http:" && url.hostname === "localhost");
  if (!url || !safe || (url.pathname !== "/" && url.pathname !== "") || url.search || url.hash)
    throw new CannotStart(
      `${name} must be an address such as https://arasha.example, without a path; plain http only for localhost.`,
    );
  return url.origin;
}

function providerFrom(env: Environment): ProviderConfig | undefined {
  const { ARASHA_OIDC_ISSUER, ARASHA_OIDC_CLIENT_ID, ARASHA_OIDC_CLIENT_SECRET, ARASHA_OIDC_NAME } = env;
  const given = { ARASHA_OIDC_ISSUER, ARASHA_OIDC_CLIENT_ID, ARASHA_OIDC_CLIENT_SECRET };
  const missing = Object.entries(given).flatMap(([name, value]) => (value ? [] : [name]));
  if (missing.length === 3) return undefined;
  if (missing.length > 0)
    throw new CannotStart(`To sign in with a provider, ${missing.join(" and ")} must be set as well.`);
  if (!isAcceptableIssuer(ARASHA_OIDC_ISSUER ?? ""))
    throw new CannotStart("ARASHA_OIDC_ISSUER must be an https address; plain http only on this machine.");
  const strong = { acr: wordsOf(env.ARASHA_OIDC_ACR), amr: wordsOf(env.ARASHA_OIDC_AMR) };
  if (strong.acr.length + strong.amr.length === 0)
    throw new CannotStart(
      "ARASHA_OIDC_ACR or ARASHA_OIDC_AMR must be set: by which word the provider says that it asked for two factors.",
    );
  return {
    issuer: ARASHA_OIDC_ISSUER ?? "",
    clientId: ARASHA_OIDC_CLIENT_ID ?? "",
    clientSecret: ARASHA_OIDC_CLIENT_SECRET ?? "",
    name: ARASHA_OIDC_NAME || new URL(ARASHA_OIDC_ISSUER ?? "").hostname,
    strong,
  };
}

function wordsOf(text = ""): readonly string[] {
  return text.split(/[\s,]+/).filter((word) => word !== "");
}
