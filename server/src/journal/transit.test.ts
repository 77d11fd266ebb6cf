import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asActor } from "../access/actor.ts";
import { closeStore, openStore, type Store } from "../store/store.ts";
import { freshDatabase, type TestDatabase } from "../store/testing.ts";
import { type TransitConfig, transitFrom, transitProvider } from "../store/transit.ts";
import { append, extend, lookInto, newJournal } from "./journal.ts";
import { rotateMaster } from "./rotate.ts";

/**
 * Against a real OpenBao (or Vault): `ARASHA_BAO` names its program. Nothing else speaks this protocol as it does, so without
 * it nothing is shown here.
 */
const BAO = process.env.ARASHA_BAO;
const NOW = "2024-07-01T10:00:00Z";
const ROOT = "root-of-the-test";

describe.skipIf(!BAO)("a key service that speaks transit", () => {
  let server: ChildProcess;
  let address: string;
  let config: TransitConfig;
  let database: TestDatabase;
  beforeAll(async () => {
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    server = spawn(
      BAO as string,
      [
        "server",
        "-dev",
        `-dev-root-token-id=${ROOT}`,
        `-dev-listen-address=127.0.0.1:${port}`,
        "-dev-no-store-token",
      ],
      { stdio: "ignore" },
    );
    const up = () =>
      fetch(`${address}/v1/sys/health`).then(
        ({ ok }) => ok,
        () => false,
      );
    while (!(await up())) await sleep(50);
    await asRoot("sys/mounts/transit", { type: "transit" });
    await asRoot("transit/keys/arasha", { type: "aes256-gcm96" });
    await asRoot("sys/auth/approle", { type: "approle" });
    const policy = ["encrypt", "decrypt", "keys"]
      .map((deed) => `path "transit/${deed}/arasha" { capabilities = ["read", "update"] }`)
      .concat('path "transit/keys/arasha/rotate" { capabilities = ["update"] }')
      .join("\n");
    await asRoot("sys/policies/acl/arasha", { policy });
    await asRoot("auth/approle/role/arasha", { token_policies: "arasha", token_ttl: "1h" });
    const { role_id } = (await asRoot("auth/approle/role/arasha/role-id")) as { role_id: string };
    const { secret_id } = (await asRoot("auth/approle/role/arasha/secret-id", {})) as { secret_id: string };
    config = transitFrom({
      ARASHA_TRANSIT_ADDRESS: address,
      ARASHA_TRANSIT_ROLE_ID: role_id,
      ARASHA_TRANSIT_SECRET_ID: secret_id,
    })!;
    database = await freshDatabase();
  }, 30_000);
  afterAll(async () => {
    server.kill("SIGKILL");
    await database.drop();
  });

  async function asRoot(path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${address}/v1/${path}`, {
      method: body ? "POST" : "GET",
      headers: { "x-vault-token": ROOT },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return text === "" ? {} : (JSON.parse(text) as { data: unknown }).data;
  }

  it("wraps and unwraps many at once, each for one holder and as one key", async () => {
    const provider = transitProvider(config);
    expect(await provider.versions()).toEqual(["transit-1"]);
    const keys = [1, 2, 3].map((byte) => ({
      holder: "north",
      context: `c${byte}`,
      key: Buffer.alloc(32, byte),
    }));
    const wrapped = await provider.wrap("transit-1", keys);
    const told = wrapped.map((one, at) => ({ ...keys[at]!, kek: "transit-1", wrapped: one }));
    expect(await provider.unwrap(told)).toEqual(keys.map(({ key }) => key));
    expect(wrapped[0]!.toString()).toMatch(/^vault:v1:/);
    for (const changed of [
      { context: "c2" },
      { holder: "south" },
      { wrapped: wrapped[1]! },
      { kek: "transit-2" },
    ])
      await expect(provider.unwrap([{ ...told[0]!, ...changed }])).rejects.toThrow(
        /answered 400 to decrypt|refused/,
      );
    expect(await provider.renew()).toBe("transit-2");
    expect(await provider.versions()).toEqual(["transit-1", "transit-2"]);
    const [newer] = await provider.wrap("transit-2", keys.slice(0, 1));
    expect(newer!.toString()).toMatch(/^vault:v2:/);
    expect(await provider.unwrap(told)).toHaveLength(3);
  });

  it("signs in again when the service no longer knows it, and says plainly what goes wrong", async () => {
    const provider = transitProvider(config);
    await provider.versions();
    await asRoot("auth/approle/role/arasha", { token_policies: "arasha", token_num_uses: 1 });
    const brief = transitProvider(config);
    for (const _ of [1, 2, 3]) expect((await brief.versions()).length).toBeGreaterThan(0);
    await asRoot("auth/approle/role/arasha", { token_policies: "arasha", token_num_uses: 0 });
    const wrong = transitProvider({ ...config, login: { token: "wrong" } });
    await expect(wrong.versions()).rejects.toThrow(/answered 403 to keys/);
    const nowhere = transitProvider({ ...config, address: "http://127.0.0.1:1" });
    await expect(nowhere.versions()).rejects.toThrow("the key service at http://127.0.0.1:1 does not answer");
  });

  it("is moved to like to any other version, and read with from then on", async () => {
    const [before, service]: [Store, Store] = [
      openStore(database),
      openStore({ ...database, transit: config }),
    ];
    const actor = {
      account: randomUUID(),
      agency: "north",
      agencyKind: "police",
      role: "x",
      reads: ["own:narrative"],
    };
    const write = (store: Store, code: string) =>
      asActor(store.app, actor, NOW, async (tx) => {
        const caseId = randomUUID();
        const body = {
          code,
          channel: "phone",
          place: "x",
          reportedBy: "survivor",
          synthetic: true,
        } as const;
        const report = {
          type: "report",
          happenedAt: NOW,
          body,
          sealed: { account: `told ${code}` },
        } as const;
        const { journal, added } = extend(newJournal(caseId, store.keys), [report], actor, NOW);
        await append(tx, store.keys, journal, added);
        return caseId;
      });
    const told = async (store: Store, caseId: string) =>
      JSON.stringify(
        (await asActor(store.app, actor, NOW, (tx) => lookInto(tx, store.keys, caseId, actor, NOW)))?.entries,
      );
    const first = await write(before, "0000-0001");
    expect(await rotateMaster(service, NOW)).toMatchObject({
      kek: "transit-1",
      before: ["master-1"],
      rewrapped: 2,
    });
    const second = await write(service, "0000-0002");
    expect(await told(service, first)).toContain("told 0000-0001");
    expect(await told(service, second)).toContain("told 0000-0002");
    await expect(told(before, first)).rejects.toThrow(/transit-1.* is not here/);
    expect(await rotateMaster(service, NOW)).toMatchObject({ kek: "transit-2", rewrapped: 4 });
    expect(await told(service, first)).toContain("told 0000-0001");
    await Promise.all([before, service].map(closeStore));
  });
});

describe("the settings of a key service", () => {
  it("are whole, or it does not start", () => {
    expect(transitFrom({})).toBeNull();
    const env = { ARASHA_TRANSIT_ADDRESS: "https://vault.example:8200/x", ARASHA_TRANSIT_TOKEN: "t" };
    expect(transitFrom(env)).toEqual({
      address: "https://vault.example:8200",
      mount: "transit",
      key: "arasha",
      namespace: null,
      login: { token: "t" },
    });
    expect(() => transitFrom({ ...env, ARASHA_TRANSIT_TOKEN: "" })).toThrow(/sign in at the key service/);
    for (const address of ["vault.example", "http://vault.example:8200", "ftp://localhost"])
      expect(() => transitFrom({ ...env, ARASHA_TRANSIT_ADDRESS: address })).toThrow(
        /no address of a key service/,
      );
  });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}
