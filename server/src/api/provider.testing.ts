import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import type { ProviderConfig } from "../people/provider.ts";

/** A real OpenID Connect provider on this machine, in which anybody is whoever she says: its own pages for developers. */
export type TestProvider = {
  readonly config: ProviderConfig;
  /** Goes through the provider's pages as this person and comes back: the address the browser is sent to at last. */
  readonly signIn: (url: string, person: string) => Promise<string>;
  readonly stop: () => Promise<void>;
};

const CLIENT = { clientId: "arasha", clientSecret: "a-secret-of-the-test" };

const TWO_FACTORS = "urn:synthetic:two-factors";
/** Whoever is called so came in there by a password alone. */
export const WEAK = "weak-";

/** `otherKey`: it publishes another key than the one it signs with, as whoever makes up tokens would be found to. */
export async function startProvider(
  callback: string,
  { otherKey = false }: { readonly otherKey?: boolean } = {},
): Promise<TestProvider> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [callback],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    pkce: { required: () => true },
    ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    cookies: { keys: ["a key of the test"] },
    acrValues: [TWO_FACTORS],
    // The one thing this house must never decide by: e-mail addresses.
    claims: { acr: null, openid: ["sub", "email"] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: "anna@agency.example" }) }),
  });
  const { loginAccount } = provider.Session.prototype;
  provider.Session.prototype.loginAccount = function (details) {
    const acr = details.accountId.startsWith(WEAK) ? "urn:synthetic:password" : TWO_FACTORS;
    return loginAccount.call(this, { ...details, acr });
  };
  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (otherKey && request.url === "/jwks") changeKey(response);
    answer(request, response);
  });
  return {
    config: { issuer, ...CLIENT, name: "Synthetic sign-in", strong: { acr: [TWO_FACTORS], amr: [] } },
    signIn: (url, person) => walk(url, person, callback),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** One digit of the modulus becomes another: a key like the real one, under the same name, that nothing was signed with. */
function changeKey(response: ServerResponse): void {
  const end = response.end.bind(response) as (body: string) => ServerResponse;
  const other = (_: string, before: string, digit: string) => before + (digit === "A" ? "B" : "A");
  response.end = ((body: string) =>
    end(body.replace(/("n":"[\w-]{20})([\w-])/, other))) as ServerResponse["end"];
}

/** A person's browser at the provider: follows, fills in who she is, agrees, and stops where it is sent back. */
async function walk(start: string, person: string, callback: string): Promise<string> {
  const cookies = new Map<string, string>();
  let next: { readonly url: string; readonly form?: Record<string, string> } = { url: start };
  for (let steps = 0; steps < 12; steps++) {
    if (next.url.startsWith(callback)) return next.url;
    const answer: Response = await fetch(next.url, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(next.form && { method: "POST", body: new URLSearchParams(next.form) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = answer.headers.get("location");
    if (location !== null) {
      next = { url: new URL(location, next.url).href };
      continue;
    }
    const page = await answer.text();
    const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (action === undefined || prompt === undefined)
      throw new Error(`the provider answered ${answer.status}: ${page}`);
    next = {
      url: new URL(action, next.url).href,
      form: { prompt, ...(prompt === "login" && { login: person, password: "any" }) },
    };
  }
  throw new Error("the provider never sent anybody back");
}
