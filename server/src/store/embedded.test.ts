import { rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Embedded, externalConfig, findEmbedded, startEmbedded } from "./embedded.ts";
import { appPassword } from "./keys.ts";
import { migrate } from "./migrate.ts";
import { temporaryFolder } from "./testing.ts";

let folder: string;
let stops: (() => Promise<void>)[] = [];
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await Promise.all(stops.map((stop) => stop()));
  stops = [];
  rmSync(folder, { recursive: true, force: true });
});

async function started(durable = true): Promise<Embedded> {
  const embedded = await startEmbedded({ folder, durable });
  stops.push(embedded.postgres.stop);
  return embedded;
}

async function valueAs(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return Object.values((await client.query(sql)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

describe("startEmbedded", () => {
  it("keeps roles, passwords and rows from one start to the next, and migrates once", async () => {
    const first = await started();
    const password = appPassword(first.config.masterKey);
    expect((await migrate(first.config.ownerUrl, password)).applied.length).toBeGreaterThan(0);
    expect(findEmbedded(folder)).toEqual(first.config);
    await first.postgres.stop();
    expect(findEmbedded(folder)).toBeNull();

    const second = await started();
    expect((await migrate(second.config.ownerUrl, password)).applied).toEqual([]);
    expect(second.config.masterKey).toEqual(first.config.masterKey);
    expect(await valueAs(second.config.appUrl, "select current_user")).toBe("arasha_app");
    // The collation of every machine alike: code points, so that a list has one order everywhere.
    const collation =
      "select datlocprovider::text || datlocale from pg_database where datname = current_database()";
    expect(await valueAs(second.config.ownerUrl, collation)).toBe("bC.UTF-8");
    await second.postgres.stop();
  });

  it("refuses a database whose key is gone rather than making a new key", async () => {
    const { postgres } = await started(false);
    await postgres.stop();
    rmSync(join(folder, "master.key"));
    await expect(startEmbedded({ folder })).rejects.toThrow(`${folder}/master.key is missing`);
  });
});

describe("externalConfig", () => {
  const masterKey = Buffer.alloc(32, 7);
  const keys = { masterKey, laterKeys: { kind: "folder", folder: "/data" } } as const;
  const store = "postgres://keeper@vault/keys?sslmode=verify-full";

  it("takes the application's role to the same server and database, with the same options", () => {
    const { appUrl, ownerUrl } = externalConfig(
      "postgres://boss:p%40ss@db:6432/arasha?sslmode=verify-full",
      store,
      keys,
      "/data",
    );
    expect(ownerUrl).toBe("postgres://boss:p%40ss@db:6432/arasha?sslmode=verify-full");
    expect(new URL(appUrl)).toMatchObject({
      username: "arasha_app",
      password: appPassword(masterKey),
      host: "db:6432",
      pathname: "/arasha",
      search: "?sslmode=verify-full",
    });
  });

  it.each(["", "arasha", "mysql://db/arasha", "http://db"])("refuses %j with an example", (url) => {
    const like = "like postgres://owner:";
    expect(() => externalConfig(url, store, keys, "/data")).toThrow(like);
    expect(() => externalConfig(url, store, keys, "/data")).toThrow(/^DATABASE_URL is not /);
    expect(() => externalConfig(store, url, keys, "/data")).toThrow(/^ARASHA_KEYS_DATABASE_URL is not /);
  });
});
