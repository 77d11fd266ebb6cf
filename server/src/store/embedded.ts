import { createHmac } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { StoreConfig } from "./config.ts";
import { refuseOpenLine } from "./encrypted-line.ts";
import { CannotStart } from "./failure.ts";
import { appPassword, masterKeyFrom } from "./keys.ts";
import { findPostgres, type Postgres, type PostgresOptions, startPostgres } from "./postgres.ts";

export type Embedded = {
  readonly config: StoreConfig;
  readonly postgres: Postgres;
};

/**
 * The embedded server of a data folder, with the role `arasha_owner` and the database `arasha`, ready to be migrated.
 * The caller stops `postgres`. Throws `CannotStart` as `startPostgres` does, and when the data folder has a database but
 * not the key its contents are sealed with: a new key would open nothing.
 */
export async function startEmbedded(options: PostgresOptions): Promise<Embedded> {
  const masterKey = masterKeyOf(options.folder);
  const postgres = await startPostgres(options);
  try {
    await makeOwners(postgres.superuserUrl, masterKey);
    return { config: configOf(postgres, masterKey, options.folder), postgres };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** Reaches the embedded server of a data folder that some other process runs; null when none runs. */
export function findEmbedded(folder: string): StoreConfig | null {
  const running = findPostgres(folder);
  return running ? configOf(running, masterKeyOf(folder), folder) : null;
}

/** The configuration for a server of the operator's own: the given URL is the owner's, the application's follows. */
export function externalConfig(
  databaseUrl: string,
  keysUrl: string,
  keys: Pick<StoreConfig, "masterKey" | "laterKeys" | "transit">,
  folder: string,
): StoreConfig {
  const server = serverAddress(databaseUrl);
  return {
    ownerUrl: server.href,
    appUrl: as(server, "arasha_app", appPassword(keys.masterKey)),
    keysUrl: serverAddress(keysUrl, "ARASHA_KEYS_DATABASE_URL").href,
    ...keys,
    agencyKeys: agencyKeysIn(folder),
  };
}

/** Where a data folder has the keys that agencies hold themselves. */
export function agencyKeysIn(folder: string): string {
  return join(folder, "agency-keys");
}

/** Throws `CannotStart` when the text is no address of a PostgreSQL server, or of one reached in the clear. */
export function serverAddress(databaseUrl: string, setting = "DATABASE_URL"): URL {
  const server = URL.parse(databaseUrl);
  if (server === null || !/^postgres(ql)?:$/.test(server.protocol)) {
    throw new CannotStart(
      `${setting} is not an address of a PostgreSQL server. It looks like postgres://owner:password@host:5432/arasha`,
    );
  }
  refuseOpenLine(server, setting);
  return server;
}

function configOf(
  { superuserUrl }: { readonly superuserUrl: string },
  masterKey: Buffer,
  folder: string,
): StoreConfig {
  const server = new URL(superuserUrl);
  server.pathname = "/arasha";
  return {
    ownerUrl: as(server, "arasha_owner", passwordOf("arasha_owner", masterKey)),
    appUrl: as(server, "arasha_app", appPassword(masterKey)),
    keysUrl: as(new URL(superuserUrl), KEY_STORE, passwordOf(KEY_STORE, masterKey)),
    masterKey,
    laterKeys: { kind: "folder", folder },
    agencyKeys: agencyKeysIn(folder),
  };
}

function as(server: URL, role: string, password: string): string {
  const url = new URL(server);
  url.username = role;
  url.password = password;
  return url.href;
}

function masterKeyOf(folder: string): Buffer {
  if (existsSync(join(folder, "postgres", "cluster")) && !existsSync(join(folder, "master.key"))) {
    throw new CannotStart(
      `${join(folder, "master.key")} is missing, and what is sealed in the database of that folder opens with no other key. Bring the file back from a backup, or choose an empty folder with ARASHA_DATA.`,
    );
  }
  // The server's own user has to pass through this folder, so it is made before the key would make it private.
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  return masterKeyFrom(folder);
}

/** The role that owns the key store. */
const KEY_STORE = "arasha_keys";

/** Derived like the application's password: written down nowhere, and the same at every start. */
function passwordOf(role: string, masterKey: Buffer): string {
  return createHmac("sha256", masterKey).update(role).digest("base64url");
}

/**
 * The owner of the tables may make `arasha_app`, and is no superuser; the owner of the key store may do nothing else. The key
 * store is in the database every cluster has from the beginning: making another takes seconds of the first start.
 */
async function makeOwners(superuserUrl: string, masterKey: Buffer): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    for (const [role, rights] of [
      ["arasha_owner", "createrole"],
      [KEY_STORE, "nocreaterole"],
    ] as const) {
      const { rowCount: roles } = await client.query("select from pg_roles where rolname = $1", [role]);
      const verb = roles === 0 ? "create" : "alter";
      const password = client.escapeLiteral(passwordOf(role, masterKey));
      await client.query(
        `${verb} role ${role} login nosuperuser nocreatedb ${rights} nobypassrls password ${password}`,
      );
    }
    const { rowCount: databases } = await client.query("select from pg_database where datname = 'arasha'");
    if (databases === 0) await client.query("create database arasha owner arasha_owner");
    await client.query(
      `revoke connect, temporary on database postgres from public;
       grant connect, create on database postgres to ${KEY_STORE}`,
    );
  } finally {
    await client.end();
  }
}
