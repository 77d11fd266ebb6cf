import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, it } from "vitest";
import { answerOnly } from "./encrypted.ts";

it("a listener in the clear hangs up on whoever is not its proxy, before a word is said", async () => {
  const heard: string[] = [];
  let open = false;
  const server = createServer((request, response) => {
    heard.push(request.url ?? "");
    response.end("hello");
  });
  answerOnly(server, (address) => open && address === "127.0.0.1");
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const ask = async (path: string) => {
    let answer = "";
    const line = connect(port, "127.0.0.1", () =>
      line.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`),
    );
    line.setEncoding("utf8").on("data", (text) => (answer += text));
    // A line that is cut may end either way.
    line.on("error", () => undefined);
    await once(line, "close");
    return answer;
  };
  expect(await ask("/stranger")).toBe("");
  open = true;
  expect(await ask("/proxy")).toContain("hello");
  expect(heard).toEqual(["/proxy"]);
  server.close();
});
