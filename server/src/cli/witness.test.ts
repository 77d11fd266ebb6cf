import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startService, type TestService } from "../api/testing.ts";
import { CALL } from "../cases/testing.ts";
import { openNote, readVerifier, signingKey, verifierText } from "../trail/note.ts";
import { sequence } from "../trail/sequence.ts";
import { trailSigner } from "../trail/signer.ts";
import { run } from "./program.ts";

const NOW = "2026-03-10T09:00:00Z";

let service: TestService;
let url: string;
let folder: string;
beforeAll(async () => {
  service = await startService();
  await service.app.listen({ port: 0, host: "127.0.0.1" });
  url = `http://127.0.0.1:${(service.app.server.address() as AddressInfo).port}`;
  folder = mkdtempSync(join(tmpdir(), "arasha-witness-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await service.close();
});

const signer = () => trailSigner(service.deps.store.keys);
const place = () => sequence(service.deps.store, signer(), NOW);

async function report(): Promise<string> {
  const response = await service.as("hotline-operator", {
    method: "POST",
    url: "/api/cases",
    headers: { "idempotency-key": crypto.randomUUID() },
    payload: { ...CALL, referrals: [] },
  });
  expect(response.statusCode).toBe(201);
  return response.json().caseId;
}

const witness = (...more: string[]) => witnessOf(url, ...more);

async function witnessOf(address: string, ...more: string[]) {
  let [out, err] = ["", ""];
  const exit = await run(["witness", address, "--folder", join(folder, "w"), ...more], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: async () => "",
    clock: () => NOW,
    env: {},
  });
  return { exit, out: out.trim(), err: err.trim() };
}

describe("a witness", () => {
  it("asks for the log's key the first time, and takes no other afterwards", async () => {
    await place();
    expect(await witness()).toMatchObject({ exit: 2, err: expect.stringContaining("--key") });
    expect(await witness("--key", "nonsense")).toMatchObject({ exit: 2 });
    const key = (await fetch(`${url}/api/trail/key`).then((answer) => answer.text())).trim();
    expect(key).toBe(verifierText(signer()));
    expect(await witness("--key", key)).toMatchObject({ exit: 0, out: "First checkpoint kept: 0 leaves." });
    const other = verifierText({ name: "another", key: signingKey(Buffer.alloc(32, 3)) });
    expect(await witness("--key", other)).toMatchObject({
      exit: 1,
      err: expect.stringContaining("Another key"),
    });
  });

  it("sees the log grow, keeps each checkpoint, and signs it", async () => {
    const caseId = await report();
    await service.as("hotline-operator", { url: `/api/cases/${caseId}` });
    await place();
    const answered = await witness("--json");
    expect(answered.exit).toBe(0);
    const { kind, size, witness: key } = JSON.parse(answered.out);
    expect([kind, size]).toEqual(["grown", 3]);
    const kept = readFileSync(join(folder, "w", "checkpoint"), "utf8");
    expect(openNote(kept, signer())).not.toBeNull();
    expect(openNote(kept, readVerifier(key)!)).not.toBeNull();
    expect(await witness()).toMatchObject({ exit: 0, out: "Unchanged: 3 leaves." });
    await report();
    await place();
    expect(await witness()).toMatchObject({ exit: 0, out: "Grown to 4 leaves; nothing before was changed." });
  });

  it("refuses a log that begins otherwise than it did, and keeps what it was shown", async () => {
    // The operator makes the trail anew: other rows, the right key.
    const { owner } = service.deps.store;
    await report();
    await place();
    await witness();
    await owner.query(
      "alter table trail disable trigger all; alter table trail_checkpoint disable trigger all",
    );
    await owner.query("update trail set leaf = null; delete from trail where data like '%read%'");
    await owner.query("truncate trail_checkpoint; truncate trail_node");
    for (let n = 0; n < 5; n++) await report();
    await place();
    const refused = await witness();
    expect(refused).toMatchObject({ exit: 1, err: expect.stringContaining("no longer begins with") });
    expect(existsSync(join(folder, "w", "refused"))).toBe(true);
    // What it kept before stays what it holds the log against.
    expect(await witness()).toMatchObject({ exit: 1 });
  });

  it("says who does not answer", async () => {
    expect(await witnessOf("http://127.0.0.1:9")).toMatchObject({
      exit: 1,
      err: expect.stringContaining(":9"),
    });
  });

  it("does not let itself be sent elsewhere by whoever answers", async () => {
    let asked = 0;
    const elsewhere = createServer((request, response) => {
      asked += 1;
      response.writeHead(302, { location: `${url}${request.url}` }).end();
    });
    elsewhere.listen(0, "127.0.0.1");
    await once(elsewhere, "listening");
    const { port } = elsewhere.address() as AddressInfo;
    const { exit, err } = await witnessOf(`http://127.0.0.1:${port}`);
    expect([exit, asked]).toEqual([1, 1]);
    expect(err).toContain(`:${port}`);
    elsewhere.close();
  });
});

describe("proofs", () => {
  it.each([
    "/api/trail/consistency?from=2&to=1",
    "/api/trail/consistency?from=0&to=999999",
    "/api/trail/inclusion?leaf=999999&size=1000000",
  ])("are refused for a tree there never was: %s", async (path) => {
    expect((await service.app.inject(path)).statusCode).toBe(404);
  });

  it.each([
    "/api/trail/consistency?from=-1&to=1",
    "/api/trail/inclusion?leaf=x&size=1",
    "/api/trail/inclusion?leaf=1e30&size=2",
  ])("are asked for with whole numbers: %s", async (path) => {
    expect((await service.app.inject(path)).statusCode).toBe(422);
  });
});
