import { Agent, request } from "node:http";

/** Somebody signed in, who keeps connections open as a browser does. */
export type Client = {
  readonly get: (path: string) => Promise<string>;
  /** Sends JSON under an idempotency key. */
  readonly post: (path: string, body: string, key: string) => Promise<string>;
  readonly close: () => void;
};

type Sent = { readonly method: string; readonly path: string; readonly headers: Record<string, string> };
type Answered = { readonly body: string; readonly cookie: string | undefined };

/** Signs in with a link's token. Every answer that is not a success is an error that carries its body. */
export async function openClient(port: number, token: string, connections: number): Promise<Client> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const ask = (sent: Sent, body?: string) => send(agent, port, sent, body);
  const json = { "content-type": "application/json" };
  const { cookie } = await ask(
    { method: "POST", path: "/api/session", headers: json },
    JSON.stringify({ link: token }),
  );
  if (cookie === undefined) throw new Error("signing in gave no cookie");
  return {
    get: async (path) => (await ask({ method: "GET", path, headers: { cookie } })).body,
    post: async (path, body, key) => {
      const headers = { ...json, cookie, "idempotency-key": key };
      return (await ask({ method: "POST", path, headers }, body)).body;
    },
    close: () => agent.destroy(),
  };
}

function send(agent: Agent, port: number, { method, path, headers }: Sent, body = ""): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const length = { "content-length": Buffer.byteLength(body) };
    const sent = request({
      agent,
      host: "127.0.0.1",
      port,
      method,
      path,
      headers: { ...headers, ...length },
    });
    sent.on("error", reject);
    sent.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("error", reject);
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        const status = response.statusCode ?? 0;
        if (status >= 200 && status < 300) resolve({ body: text, cookie: firstCookie(response.headers) });
        else reject(new Error(`${method} ${path} was answered ${status}: ${text}`));
      });
    });
    sent.end(body);
  });
}

/** `name=value` of the first cookie set, without its attributes. */
function firstCookie(headers: { readonly "set-cookie"?: readonly string[] | undefined }): string | undefined {
  return headers["set-cookie"]?.[0]?.split(";")[0];
}
