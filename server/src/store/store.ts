import pg from "pg";
import type { StoreConfig } from "./config.ts";
import { custodyMark, readCustody } from "./custody.ts";
import { type KeyProvider, localProvider, MASTER, together } from "./key-provider.ts";
import { createKeys, type Keys } from "./keys.ts";
import { openSecrets } from "./secrets.ts";
import { TRANSIT, transitProvider } from "./transit.ts";

export type Tx = pg.PoolClient;

export type Store = {
  /** As `arasha_app`, beneath row-level security. */
  readonly app: pg.Pool;
  /** As the owner of the tables: migrations, rebuilds, the command line. */
  readonly owner: pg.Pool;
  readonly keys: Keys;
};

// Dates and instants leave the database as ISO 8601 text: rules take them as text or Temporal, never as Date.
const types = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    switch (oid) {
      case pg.types.builtins.DATE:
        return (text: string) => text;
      case pg.types.builtins.TIMESTAMPTZ:
        return (text: string) => Temporal.Instant.from(text).toString();
      case pg.types.builtins.INT8:
        return Number;
      default:
        return pg.types.getTypeParser(oid, format);
    }
  },
};

export function openStore(config: StoreConfig, options: { connections?: number } = {}): Store {
  const open = (connectionString: string, max: number) => {
    const pool = new pg.Pool({
      connectionString,
      max,
      types: types as pg.CustomTypesConfig,
      options: "-c search_path=arasha -c timezone=UTC -c statement_timeout=30000",
      connectionTimeoutMillis: 10_000,
    });
    // A connection that dies is replaced by the pool, and whoever borrowed it learns of it from his own query;
    // without listeners it would end the process.
    pool.on("error", () => undefined);
    pool.on("connect", (client) => client.on("error", () => undefined));
    return pool;
  };
  return {
    app: open(config.appUrl, options.connections ?? 10),
    owner: open(config.ownerUrl, 4),
    keys: {
      ...createKeys(config.masterKey, providerOf(config), {
        read: () => readCustody(config.agencyKeys),
        mark: () => custodyMark(config.agencyKeys),
      }),
      secrets: openSecrets(config.keysUrl, options.connections ?? 10),
    },
  };
}

function providerOf({ masterKey, laterKeys, transit }: StoreConfig): KeyProvider {
  const local = localProvider(masterKey, laterKeys);
  if (!transit) return local;
  return together([
    [MASTER, local],
    [TRANSIT, transitProvider(transit)],
  ]);
}

export async function closeStore(store: Store): Promise<void> {
  await Promise.all([store.app.end(), store.owner.end(), store.keys.secrets.close()]);
}

/**
 * One transaction on one connection. `begin` is sent as given, so that a caller can set its context in the same
 * message. Rolls back and rethrows on any error; a connection that failed to roll back is thrown away, so no later
 * borrower can find itself inside this transaction.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  fn: (tx: Tx) => Promise<T>,
  begin = "begin",
): Promise<T> {
  const tx = await pool.connect();
  let broken: Error | undefined;
  try {
    await tx.query(begin);
    const result = await fn(tx);
    await tx.query("commit");
    return result;
  } catch (error) {
    try {
      await tx.query("rollback");
    } catch (failure) {
      broken = failure as Error;
    }
    throw error;
  } finally {
    tx.release(broken);
  }
}
