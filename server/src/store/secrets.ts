import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/**
 * The key store: the other half of what opens a case, in a database of its own with short backups. For each case and class
 * of content a random secret; the content opens with it and a key of the case together. Destroying it erases the content
 * from the live database and from every backup of it, however old.
 */
export type SecretStore = {
  of(caseId: string): Promise<readonly Secret[]>;
  ofMany(caseIds: readonly string[]): Promise<ReadonlyMap<string, readonly Secret[]>>;
  /** Keeps new ones, durably, before it resolves. Where another came first, that one holds. Returns those that hold. */
  keep(secrets: readonly NewSecret[]): Promise<readonly Secret[]>;
  /**
   * Destroys what is older than an erasure, and keeps that it was there. Returns how many were destroyed now. What was
   * overwritten, now or before, leaves the files too, as far as that can be done within `patience` (milliseconds): see `unwiped`.
   */
  destroy(erasures: readonly Erasure[], patience?: number): Promise<number>;
  /** Whether something that was destroyed may still stand in the files of the key store, until the next `destroy`. */
  unwiped(): Promise<boolean>;
  close(): Promise<void>;
};

/** `since`: the entry of the case whose erasure made a new secret necessary; 0 for the first. Null: destroyed. */
export type Secret = {
  readonly caseId: string;
  readonly class: string;
  readonly since: number;
  readonly secret: Buffer | null;
};
export type NewSecret = Secret & { readonly secret: Buffer };

export type Erasure = { readonly caseId: string; readonly class: string; readonly before: number };

/** Makes the key store where there is none. `keysUrl` may make a schema there. */
export async function prepareKeyStore(keysUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: keysUrl });
  await client.connect();
  try {
    await client.query(
      `begin;
       select pg_advisory_xact_lock(hashtext('arasha.key-store'));
       create schema if not exists arasha_keys;
       revoke all on schema arasha_keys from public;
       create table if not exists arasha_keys.secret (
         case_id uuid not null,
         class text not null,
         since integer not null,
         secret bytea constraint secret_has_32_bytes check (length(secret) = 32),
         constraint secret_key primary key (case_id, class, since)
       );
       comment on table arasha_keys.secret is
         'Half of what opens each class of a case; null: destroyed, and with it the content. Keep its backups for days, not years.';
       create table if not exists arasha_keys.unwiped (xid xid8 constraint unwiped_key primary key);
       comment on table arasha_keys.unwiped is
         'Transactions that overwrote secrets which may still stand in the files: the table has not been written anew since.';
       commit`,
    );
  } finally {
    await client.end();
  }
}

export function openSecrets(keysUrl: string, connections: number): SecretStore {
  const pool = new pg.Pool({
    connectionString: keysUrl,
    max: connections,
    options: "-c search_path=arasha_keys -c statement_timeout=30000",
    connectionTimeoutMillis: 10_000,
  });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const ofAll = async (caseIds: readonly string[]): Promise<readonly Secret[]> => {
    const { rows } = await pool.query({
      name: "secrets-of",
      text: `select case_id as "caseId", class, since, secret from secret where case_id = any ($1::uuid[]) order by since`,
      values: [caseIds],
    });
    return rows;
  };
  return {
    of: (caseId) => ofAll([caseId]),
    ofMany: async (caseIds) => Map.groupBy(await ofAll(caseIds), ({ caseId }) => caseId),
    keep: async (secrets) => {
      if (secrets.length === 0) return [];
      // One statement a step: the second sees what others kept while the first waited for them.
      const given = `jsonb_to_recordset($1::jsonb) as r ("caseId" uuid, class text, since integer, secret text)`;
      const told = JSON.stringify(
        secrets.map(({ secret, ...one }) => ({ ...one, secret: secret.toString("base64") })),
      );
      const { rows: kept } = await pool.query({
        name: "secrets-keep",
        text: `insert into secret (case_id, class, since, secret)
               select "caseId", class, since, decode(secret, 'base64') from ${given}
               on conflict do nothing
               returning case_id as "caseId", class, since, secret`,
        values: [told],
      });
      if (kept.length === secrets.length) return kept;
      const { rows } = await pool.query({
        name: "secrets-kept",
        text: `select s.case_id as "caseId", s.class, s.since, s.secret
                 from ${given} join secret s on s.case_id = "caseId" and s.class = r.class and s.since = r.since`,
        values: [told],
      });
      return rows;
    },
    destroy: async (erasures, patience = PATIENCE_MS) => {
      const { rows } = await pool.query(
        `with gone as (
           update secret s set secret = null
             from jsonb_to_recordset($1::jsonb) as r ("caseId" uuid, class text, before integer)
            where s.case_id = r."caseId" and s.class = r.class and s.since < r.before and s.secret is not null
           returning 1),
         owed as (insert into unwiped select pg_current_xact_id() from gone limit 1)
         select count(*)::integer as destroyed from gone`,
        [JSON.stringify(erasures)],
      );
      await wipe(pool, keysUrl, patience);
      return rows[0].destroyed;
    },
    unwiped: async () => (await owedOf(pool)).length > 0,
    close: () => pool.end(),
  };
}

const PATIENCE_MS = 30_000;
const LOOK_AGAIN_MS = 20;
/** Others wait behind whoever waits for the whole table, so that is done in short turns. */
const TURN_MS = 500;

/**
 * Writes the table anew: what was overwritten would otherwise stand in its files until something else took its place. As long as
 * anybody may still see the old rows they would be written again, so that is waited for. Where it takes too long, or is cut
 * short, it stays owed, and is done with the next call.
 */
async function wipe(pool: pg.Pool, keysUrl: string, patience: number): Promise<void> {
  for (let waited = 0; ; ) {
    const owed = await owedOf(pool);
    if (owed.length === 0) return;
    if (owed.every(({ past }) => past)) {
      if (await written(keysUrl)) {
        await pool.query("delete from unwiped where xid::text = any ($1)", [owed.map(({ xid }) => xid)]);
        return;
      }
      waited += TURN_MS;
    }
    if (waited >= patience) return;
    await sleep(LOOK_AGAIN_MS);
    waited += LOOK_AGAIN_MS;
  }
}

/**
 * What is to be wiped, and whether nobody sees the rows from before it any more: no transaction that writes, none that
 * only reads (a backup does), no copy that reports what it still needs. One that another server counted is of a key store that
 * was restored, into files where nothing was ever overwritten.
 */
async function owedOf(pool: pg.Pool): Promise<readonly { readonly xid: string; readonly past: boolean }[]> {
  const { rows } = await pool.query(
    `select u.xid::text as xid,
            u.xid >= pg_snapshot_xmax(now.snapshot)
            or u.xid < pg_snapshot_xmin(now.snapshot)
               and not exists (select from pg_stat_activity a
                                where (a.datname = current_database() or a.datname is null)
                                  and age(a.backend_xmin) >= age(u.xid::xid))
               and not exists (select from pg_replication_slots r where age(r.xmin) >= age(u.xid::xid)) as past
       from unwiped u, (select pg_current_snapshot() as snapshot) now`,
  );
  return rows;
}

/** False where somebody used the table all the while. However long writing takes: no limit is set on it. */
async function written(keysUrl: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: keysUrl,
    options: `-c search_path=arasha_keys -c lock_timeout=${TURN_MS}`,
    connectionTimeoutMillis: 10_000,
  });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("vacuum full secret");
    return true;
  } catch (error) {
    if ((error as { readonly code?: string }).code === LOCK_NOT_AVAILABLE) return false;
    throw error;
  } finally {
    await client.end();
  }
}

const LOCK_NOT_AVAILABLE = "55P03";

/** Keeps what is new in memory until `flush`: one statement for many new cases. For whoever writes cases nobody else can know. */
export function gathered(store: SecretStore): SecretStore & { readonly flush: () => Promise<void> } {
  let waiting: NewSecret[] = [];
  return {
    ...store,
    of: async (caseId) => [...(await store.of(caseId)), ...waiting.filter((one) => one.caseId === caseId)],
    keep: async (secrets) => {
      waiting.push(...secrets);
      return secrets;
    },
    flush: async () => {
      const kept = await store.keep(waiting);
      const same = (one: NewSecret) =>
        kept.some((other) => other.caseId === one.caseId && other.secret?.equals(one.secret));
      if (!waiting.every(same)) throw new Error("the key store holds other secrets for these cases");
      waiting = [];
    },
  };
}
