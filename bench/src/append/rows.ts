import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Tx } from "../../../server/src/store/store.ts";

/** The rows one report left in the database, so that the bare driver can commit the like of them again. */
export type Rows = readonly TableRows[];

type TableRows = {
  readonly table: string;
  readonly columns: readonly string[];
  /** Values as the database writes them. */
  readonly rows: readonly (readonly (string | null)[])[];
};

/** Every table a report writes to, in the order it does. `participant` follows from the journal by trigger. */
const TABLES = [
  "idempotency",
  "journal",
  "case_key",
  "sealed_part",
  "case_file",
  "case_fact",
  "duty",
] as const;

/** A pool that takes and gives values as the text of the database: nothing is parsed. */
export function textPool(connectionString: string, max: number): pg.Pool {
  return new pg.Pool({
    connectionString,
    max,
    options: "-c search_path=arasha -c timezone=UTC",
    types: { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig,
  });
}

/** Reads what the report that opened a case wrote. `owner` sees all rows. Throws when a table has none of it. */
export async function rowsOf(owner: pg.Pool, caseId: string): Promise<Rows> {
  const found: TableRows[] = [];
  for (const table of TABLES) {
    const where = table === "idempotency" ? "response ->> 'caseId' = $1::text" : "case_id = $1::uuid";
    // What the service may not give, the database fills in.
    const { rows: granted } = await owner.query(
      `select attname from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped
          and has_column_privilege('arasha_app', attrelid, attnum, 'insert') order by attnum`,
      [table],
    );
    const columns = granted.map(({ attname }) => attname as string);
    const { rows } = await owner.query({
      text: `select ${columns} from ${table} where ${where}`,
      values: [caseId],
      rowMode: "array",
    });
    if (rows.length === 0) throw new Error(`the report wrote nothing to ${table}`);
    found.push({ table, columns, rows });
  }
  return found;
}

export function countRows(rows: Rows): number {
  return rows.reduce((sum, { rows: own }) => sum + own.length, 0);
}

/**
 * Makes the function that commits these rows once more under new keys, as plainly as the driver allows: one prepared
 * statement a table, its rows as parameters, one transaction, in the name of whom `transact` opens it for.
 */
export function inserting(
  transact: (fn: (tx: Tx) => Promise<void>) => Promise<void>,
  rows: Rows,
): () => Promise<void> {
  const statements = rows.map((one) => ({ ...one, text: insertOf(one), name: `bare-${one.table}` }));
  return () => {
    const changed = { case_id: randomUUID(), key: randomUUID(), code: randomUUID() };
    return transact(async (tx) => {
      for (const { name, text, columns, rows: own } of statements) {
        const values = own.flatMap((row) =>
          row.map((value, at) => changed[columns[at] as keyof typeof changed] ?? value),
        );
        await tx.query({ name, text, values });
      }
    });
  };
}

function insertOf({ table, columns, rows }: TableRows): string {
  const tuples = rows.map((_, row) => `(${columns.map((_, at) => `$${row * columns.length + at + 1}`)})`);
  return `insert into ${table} (${columns}) values ${tuples}`;
}
