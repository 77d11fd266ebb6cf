import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { StoreConfig } from "../../../server/src/store/config.ts";
import { startEmbedded } from "../../../server/src/store/embedded.ts";
import { appPassword } from "../../../server/src/store/keys.ts";
import { migrate } from "../../../server/src/store/migrate.ts";
import { prepareKeyStore } from "../../../server/src/store/secrets.ts";

/** A PostgreSQL of our own, migrated and empty, that flushes every commit to disk as in production. */
export type Database = {
  readonly config: StoreConfig;
  /** Of the server: `18.1`. */
  readonly version: string;
  readonly stop: () => Promise<void>;
};

export async function startDatabase(): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), "arasha-bench-"));
  // When run as root the server has a user of its own, who must be able to pass through.
  chmodSync(folder, 0o711);
  const { config, postgres } = await startEmbedded({ folder });
  const stop = async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await migrate(config.ownerUrl, appPassword(config.masterKey));
    await prepareKeyStore(config.keysUrl);
    return { config, version: await versionOf(config.ownerUrl), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function versionOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query("show server_version")).rows[0].server_version;
  } finally {
    await client.end();
  }
}
