import { CannotStart } from "./failure.ts";
import type { KeyProvider, ToWrap, Wrapped } from "./key-provider.ts";

/**
 * Master keys that never leave a key service speaking the transit protocol of HashiCorp Vault and OpenBao: it wraps and
 * unwraps, many at once, and this process sees no master key at all. Holder, case and version are bound in as associated
 * data.
 */
export type TransitConfig = {
  /** `https://vault.example:8200`. */
  readonly address: string;
  readonly mount: string;
  /** Name of the key there; it must be of a kind with associated data (`aes256-gcm96`, `chacha20-poly1305`). */
  readonly key: string;
  readonly namespace: string | null;
  readonly login: Login;
};
type Login = { readonly token: string } | { readonly roleId: string; readonly secretId: string };

export const TRANSIT = "transit-";

/** The key service did not do what it was asked; the message names it and what it said, never what it was sent. */
export class KeyServiceFailed extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "KeyServiceFailed";
  }
}

const PATIENCE_MS = 5_000;

export function transitProvider(config: TransitConfig): KeyProvider {
  const ask = asker(config);
  const path = (deed: string) => `${config.mount}/${deed}/${config.key}`;
  const read = async () => {
    const { latest_version: latest, min_decryption_version: first } = (await ask("GET", path("keys"))) as {
      readonly latest_version: number;
      readonly min_decryption_version: number;
    };
    return { latest, first };
  };
  const batch = async (deed: "encrypt" | "decrypt", input: readonly object[]) => {
    if (input.length === 0) return [];
    const { batch_results: results } = (await ask("POST", path(deed), { batch_input: input })) as {
      readonly batch_results: readonly Readonly<Record<string, string>>[];
    };
    for (const { error } of results) if (error) throw new KeyServiceFailed(`${deed} was refused: ${error}`);
    return results;
  };
  return {
    versions: async () => {
      const { latest, first } = await read();
      return Array.from({ length: latest - first + 1 }, (_, at) => `${TRANSIT}${first + at}`);
    },
    wrap: async (kek, keys) => {
      const input = keys.map((one) => ({
        plaintext: one.key.toString("base64"),
        associated_data: bound(kek, one),
        key_version: versionOf(kek),
      }));
      return (await batch("encrypt", input)).map(({ ciphertext = "" }) => Buffer.from(ciphertext));
    },
    unwrap: async (keys) => {
      const input = keys.map((one) => ({
        ciphertext: one.wrapped.toString(),
        associated_data: bound(one.kek, one),
      }));
      return (await batch("decrypt", input)).map(({ plaintext = "" }) => Buffer.from(plaintext, "base64"));
    },
    renew: async () => {
      await ask("POST", `${path("keys")}/rotate`, {});
      return `${TRANSIT}${(await read()).latest}`;
    },
    // What the service may not do there: raising `min_decryption_version` is for whoever keeps the key service.
    retire: async () => null,
  };
}

/** `ARASHA_TRANSIT_…`; null where there is none. Throws `CannotStart` where only half of it is said. */
export function transitFrom(env: Readonly<Record<string, string | undefined>>): TransitConfig | null {
  const given = (name: string) => env[`ARASHA_TRANSIT_${name}`] || null;
  const address = given("ADDRESS");
  if (address === null) return null;
  const url = URL.parse(address);
  const here = url !== null && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url === null || (url.protocol !== "https:" && !(url.protocol === "http:" && here)))
    throw new CannotStart(
      "ARASHA_TRANSIT_ADDRESS is no address of a key service: https://vault.example:8200",
    );
  const [token, roleId, secretId] = [given("TOKEN"), given("ROLE_ID"), given("SECRET_ID")];
  const login =
    token !== null ? { token } : roleId !== null && secretId !== null ? { roleId, secretId } : null;
  if (login === null)
    throw new CannotStart(
      "How to sign in at the key service is missing: ARASHA_TRANSIT_TOKEN, or ARASHA_TRANSIT_ROLE_ID and ARASHA_TRANSIT_SECRET_ID.",
    );
  return {
    address: url.origin,
    mount: given("MOUNT") ?? "transit",
    key: given("KEY") ?? "arasha",
    namespace: given("NAMESPACE"),
    login,
  };
}

type Ask = (method: "GET" | "POST", path: string, body?: object) => Promise<unknown>;

/** Signs in when it has to: at first, and when the service no longer knows who asks. */
function asker({ address, namespace, login }: TransitConfig): Ask {
  let token: string | null = "token" in login ? login.token : null;
  const send = async (method: string, path: string, body: object | undefined, as: string | null) => {
    const headers = {
      ...(as !== null && { "x-vault-token": as }),
      ...(namespace !== null && { "x-vault-namespace": namespace }),
      ...(body && { "content-type": "application/json" }),
    };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    // The token goes where the operator said, and not where an answer sends it.
    const redirect = "error" as const;
    const sent = { method, headers, signal, redirect, ...(body && { body: JSON.stringify(body) }) };
    try {
      const answer = await fetch(`${address}/v1/${path}`, sent);
      return { status: answer.status, body: answer.status === 204 ? {} : await answer.json() };
    } catch (cause) {
      throw new KeyServiceFailed(`the key service at ${address} does not answer`, { cause });
    }
  };
  const signIn = async () => {
    if ("token" in login) return login.token;
    const { status, body } = await send(
      "POST",
      "auth/approle/login",
      { role_id: login.roleId, secret_id: login.secretId },
      null,
    );
    if (status !== 200) throw refused(address, "signing in", status, body);
    return (body as { readonly auth: { readonly client_token: string } }).auth.client_token;
  };
  return async (method, path, told) => {
    token ??= await signIn();
    let { status, body } = await send(method, path, told, token);
    if (status === 403 && !("token" in login)) {
      token = await signIn();
      ({ status, body } = await send(method, path, told, token));
    }
    if (status !== 200 && status !== 204) throw refused(address, path.split("/")[1] ?? path, status, body);
    return (body as { readonly data?: unknown }).data;
  };
}

function refused(address: string, deed: string, status: number, body: unknown): KeyServiceFailed {
  const { errors, data } = body as {
    readonly errors?: readonly string[];
    readonly data?: { readonly batch_results?: readonly { readonly error?: string }[] };
  };
  const said = [...(errors ?? []), ...(data?.batch_results ?? []).flatMap(({ error }) => error ?? [])];
  return new KeyServiceFailed(
    `the key service at ${address} answered ${status} to ${deed}: ${said.slice(0, 2).join("; ") || "no reason given"}`,
  );
}

function bound(kek: string, { holder, context }: Pick<ToWrap | Wrapped, "holder" | "context">): string {
  return Buffer.from(`${kek}|${holder}|${context}`).toString("base64");
}

function versionOf(kek: string): number {
  return Number(kek.slice(TRANSIT.length));
}
