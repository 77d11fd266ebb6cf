import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { KeyServiceFailed, transitProvider } from "./transit.ts";

/** What the real service does is in journal/transit.test.ts, where there is one. */
it("takes its token to no other address, wherever an answer sends it", async () => {
  const seen: unknown[] = [];
  const thief = await listen((request, response) => {
    seen.push(request.headers["x-vault-token"]);
    response.end("{}");
  });
  const sending = await listen((request, response) => {
    response.writeHead(307, { location: `${thief.address}${request.url}` }).end();
  });
  const keys = transitProvider({
    address: sending.address,
    mount: "transit",
    key: "arasha",
    namespace: null,
    login: { token: "a-token-of-the-test" },
  });
  await expect(keys.versions()).rejects.toThrow(KeyServiceFailed);
  expect(seen).toEqual([]);
  for (const { close } of [sending, thief]) close();
});

async function listen(answer: RequestListener) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, close: () => server.close() };
}
