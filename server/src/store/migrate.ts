import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";

const FOLDER = new URL("./migrations/", import.meta.url);

/**
 * Brings the database up to date: plain SQL files in order, each in a transaction of its own, each once.
 * A file that changed after it ran is refused. `ownerUrl` must be able to create the role `arasha_app` the first time.
 */
export async function migrate(
  ownerUrl: string,
  appPassword: string,
  report: (name: string) => void = () => undefined,
): Promise<{ readonly applied: readonly string[] }> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // One migration at a time, whoever starts first.
    await client.query("select pg_advisory_lock(hashtext('arasha.migrate'))");
    await ensureAppRole(client, appPassword);
    await closeDatabase(client);
    await client.query(
      `create table if not exists public.arasha_migration (
         name text constraint arasha_migration_key primary key, digest text not null, applied_at timestamptz not null default now())`,
    );
    const done = new Map<string, string>(
      (await client.query("select name, digest from public.arasha_migration")).rows.map((row) => [
        row.name,
        row.digest,
      ]),
    );
    const applied: string[] = [];
    for (const { name, sql, digest } of migrations()) {
      const before = done.get(name);
      if (before === digest) continue;
      if (before) throw new Error(`migration ${name} was changed after it ran; add a new one instead`);
      await client.query("begin");
      await client.query(sql);
      await client.query("insert into public.arasha_migration (name, digest) values ($1, $2)", [
        name,
        digest,
      ]);
      await client.query("commit");
      applied.push(name);
      report(name);
    }
    return { applied };
  } finally {
    await client.end();
  }
}

function migrations() {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((file) => {
      const sql = readFileSync(new URL(file, FOLDER), "utf8");
      return {
        name: file.replace(/\.sql$/, ""),
        sql,
        digest: createHash("sha256").update(sql).digest("hex"),
      };
    });
}

async function ensureAppRole(client: pg.Client, password: string): Promise<void> {
  const { rowCount } = await client.query("select from pg_roles where rolname = 'arasha_app'");
  // An owner who is no superuser may set these rights when making the role, but not name them again afterwards.
  const change =
    rowCount === 0
      ? "create role arasha_app login nosuperuser nocreatedb nocreaterole noinherit"
      : "alter role arasha_app login noinherit";
  const statement = `${change} password ${client.escapeLiteral(password)}`;
  for (let tried = 1; ; tried += 1) {
    try {
      await client.query(statement);
      return;
    } catch (error) {
      // The role belongs to all databases of a server, the lock above to one: another may just have changed it.
      if (tried === ATTEMPTS || (error as { code?: unknown }).code !== INTERNAL) throw error;
    }
  }
}

/** PostgreSQL's code for "tuple concurrently updated". */
const INTERNAL = "XX000";
const ATTEMPTS = 10;

/** Temporary tables would let the service's role keep functions and rows of its own beside the policies. */
async function closeDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query("select current_database() as name");
  await client.query(`revoke temporary on database ${client.escapeIdentifier(rows[0].name)} from public`);
}
