import { existsSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { StoreConfig } from "../store/config.ts";
import { externalConfig, serverAddress } from "../store/embedded.ts";
import { CannotStart } from "../store/failure.ts";
import { masterKeyFrom } from "../store/keys.ts";

/**
 * How to reach a PostgreSQL server of the operator's own, and the key for what is sealed there: `masterKey` (32 bytes,
 * base64) or the file `master.key` of the data folder. Throws `CannotStart` when the server does not answer, or holds
 * cases and their key is missing.
 */
export async function openExternal(
  databaseUrl: string,
  folder: string,
  masterKey: string | undefined,
): Promise<StoreConfig> {
  const given = masterKey === undefined ? null : decodeKey(masterKey);
  const sealed = await holdsSealedContent(serverAddress(databaseUrl).href);
  return externalConfig(databaseUrl, given ?? keyFileFor(folder, sealed), folder);
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
