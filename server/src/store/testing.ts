import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import type { StoreConfig } from "./config.ts";
import { startEmbedded } from "./embedded.ts";
import { appPassword } from "./keys.ts";
import { migrate } from "./migrate.ts";
import { prepareKeyStore } from "./secrets.ts";

/** What the test run tells each test file about its PostgreSQL. */
type TestServer = {
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly masterKey: string;
  /** A data folder whose database was made, and stopped before anything was put into it. */
  readonly startedBefore: string;
};

declare module "vitest" {
  interface ProvidedContext {
    readonly postgres: TestServer;
  }
}

export type TestDatabase = StoreConfig & {
  /** Connects as the superuser of the test cluster: for what no role of Arasha may do. */
  readonly superuserUrl: string;
  /** Ends every connection to the database and removes it. */
  drop(): Promise<void>;
};

/**
 * Vitest's global setup: one throw-away cluster for the whole run, with one migrated database (`arasha`) that every
 * test database is copied from. Returns the teardown.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = temporaryFolder();
  const startedBefore = temporaryFolder();
  await (await startEmbedded({ folder: startedBefore, durable: false })).postgres.stop();
  copyFolder(startedBefore, folder);
  const { config, postgres } = await startEmbedded({ folder, durable: false });
  await migrate(config.ownerUrl, appPassword(config.masterKey));
  // A test database brings its own key store with it: of a schema, since making a second database takes its time.
  await prepareKeyStore(config.ownerUrl);
  project.provide("postgres", {
    superuserUrl: postgres.superuserUrl,
    ownerUrl: config.ownerUrl,
    appUrl: config.appUrl,
    masterKey: config.masterKey.toString("base64"),
    startedBefore,
  });
  return async () => {
    await postgres.stop();
    for (const made of [folder, startedBefore]) rmSync(made, { recursive: true, force: true });
  };
}

/** A migrated database with nothing in it, for one test file or one test. Takes about 50 ms. */
export async function freshDatabase(): Promise<TestDatabase> {
  const server = inject("postgres");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(server, `create database ${name} template arasha owner arasha_owner strategy file_copy`);
  const ownerUrl = inDatabase(server.ownerUrl, name);
  // A copy does not inherit the rights set on the database as a whole.
  await migrate(ownerUrl, appPassword(Buffer.from(server.masterKey, "base64")));
  return {
    ownerUrl,
    appUrl: inDatabase(server.appUrl, name),
    superuserUrl: inDatabase(server.superuserUrl, name),
    keysUrl: ownerUrl,
    masterKey: Buffer.from(server.masterKey, "base64"),
    laterKeys: { kind: "given", versions: {} },
    // No such folder: no agency holds a key of its own, unless the test says so.
    agencyKeys: "",
    drop: () => administer(server, `drop database ${name} with (force)`),
  };
}

/** A copy of the files of a test database, made by the server; nobody may be connected to it meanwhile. The key store is the same. */
export async function copyOf(database: TestDatabase): Promise<TestDatabase> {
  const server = inject("postgres");
  const from = new URL(database.ownerUrl).pathname.slice(1);
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(server, `create database ${name} template ${from} owner arasha_owner strategy file_copy`);
  return {
    ...database,
    ownerUrl: inDatabase(server.ownerUrl, name),
    appUrl: inDatabase(server.appUrl, name),
    superuserUrl: inDatabase(server.superuserUrl, name),
    drop: () => administer(server, `drop database ${name} with (force)`),
  };
}

/** An empty database, for a key store apart. */
export async function emptyDatabase(): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> {
  const server = inject("postgres");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(
    server,
    `create database ${name} template template0 owner arasha_owner strategy file_copy`,
  );
  return {
    url: inDatabase(server.ownerUrl, name),
    drop: () => administer(server, `drop database ${name} with (force)`),
  };
}

/**
 * Makes of a folder one that Arasha was started on before: its database is there, with nothing in it. For tests that are about
 * something else than the first start, which takes a second.
 */
export function startedBefore(folder: string): void {
  copyFolder(inject("postgres").startedBefore, folder);
}

/** With owners and rights: the server's files belong to a user of its own. */
function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o711 });
  execFileSync("cp", ["-a", `${from}/.`, to]);
}

/** A new folder that the server's own user may pass through when the tests run as root. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "arasha-test-"));
  chmodSync(folder, 0o711);
  return folder;
}

async function administer(server: TestServer, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.superuserUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function inDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}
