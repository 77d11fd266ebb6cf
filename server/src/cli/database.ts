import { existsSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { StoreConfig } from "../store/config.ts";
import { externalConfig, serverAddress } from "../store/embedded.ts";
import { CannotStart } from "../store/failure.ts";
import { versionsFrom } from "../store/key-provider.ts";
import { masterKeyFrom } from "../store/keys.ts";
import { type TransitConfig, transitFrom } from "../store/transit.ts";

/** How to reach a PostgreSQL server of the operator's own, as the environment says it. */
export type External = {
  readonly databaseUrl: string;
  /** The key store: another database. */
  readonly keysDatabaseUrl: string | undefined;
  /** 32 bytes, base64; without it the file `master.key` of the data folder, and those beside it. */
  readonly masterKey: string | undefined;
  /** Later versions of the master key, by number. */
  readonly laterKeys: Readonly<Record<number, Buffer>>;
  /** A key service to wrap with. */
  readonly transit: TransitConfig | null;
};

/** What the environment says of the database and its keys; null where it names no server. */
export function externalFrom(env: Readonly<Record<string, string | undefined>>): External | null {
  const databaseUrl = env.DATABASE_URL || undefined;
  if (databaseUrl === undefined) return null;
  return {
    databaseUrl,
    keysDatabaseUrl: env.ARASHA_KEYS_DATABASE_URL || undefined,
    masterKey: env.ARASHA_MASTER_KEY || undefined,
    laterKeys: versionsFrom(env),
    transit: transitFrom(env),
  };
}

/**
 * Throws `CannotStart` when the server does not answer, there is no other database for the keys, or the database holds
 * cases and their key is missing.
 */
export async function openExternal(external: External, folder: string): Promise<StoreConfig> {
  const { databaseUrl, keysDatabaseUrl, masterKey, laterKeys, transit } = external;
  const given = masterKey === undefined ? null : decodeKey(masterKey);
  const server = serverAddress(databaseUrl);
  const sealed = await holdsSealedContent(server.href);
  const keysUrl = keyStoreFor(server, keysDatabaseUrl);
  return externalConfig(
    databaseUrl,
    keysUrl,
    {
      masterKey: given ?? keyFileFor(folder, sealed),
      laterKeys: given ? { kind: "given", versions: laterKeys } : { kind: "folder", folder },
      transit,
    },
    folder,
  );
}

/** Half of what opens a case is kept there, so that no backup of the one database opens what was erased from the other. */
function keyStoreFor(server: URL, keysDatabaseUrl: string | undefined): string {
  if (keysDatabaseUrl === undefined)
    throw new CannotStart(
      "ARASHA_KEYS_DATABASE_URL is missing: the key store, a second database with backups of its own (see docs/operating.md).",
    );
  const other = serverAddress(keysDatabaseUrl, "ARASHA_KEYS_DATABASE_URL");
  if (other.host === server.host && other.pathname === server.pathname)
    throw new CannotStart(
      "ARASHA_KEYS_DATABASE_URL names the same database as DATABASE_URL. A backup of one would hold both halves of what opens a case.",
    );
  return other.href;
}

function decodeKey(text: string): Buffer {
  const key = Buffer.from(text, "base64");
  if (key.length !== 32) throw new CannotStart("ARASHA_MASTER_KEY does not hold 32 bytes in base64.");
  return key;
}

/** The key file for a server of the operator's own; made only while nothing there is sealed yet. */
function keyFileFor(folder: string, sealed: boolean): Buffer {
  if (sealed && !existsSync(join(folder, "master.key"))) {
    throw new CannotStart(
      `The database holds cases, but their key is neither in ARASHA_MASTER_KEY nor in ${join(folder, "master.key")}. A new key would open none of them.`,
    );
  }
  return masterKeyFrom(folder);
}

/** Also the first word with that server: throws `CannotStart` when it does not answer. */
async function holdsSealedContent(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  try {
    await client.connect();
    const { rows } = await client.query("select to_regclass('arasha.case_key') is not null as migrated");
    if (!rows[0].migrated) return false;
    return (await client.query("select exists (select from arasha.case_key) as sealed")).rows[0].sealed;
  } catch (cause) {
    throw new CannotStart(`The database in DATABASE_URL does not answer: ${(cause as Error).message}`, {
      cause,
    });
  } finally {
    await client.end();
  }
}
