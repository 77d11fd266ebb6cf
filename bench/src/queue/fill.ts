import type pg from "pg";

/** Tables of a case that its queue, its page and the policies read. `journal` by far the largest. */
const TABLES = ["journal", "participant", "access_grant", "case_file", "duty", "case_fact"] as const;

/**
 * Copies every case until there are `times` as many, each copy under an id and a code of its own. Only for measuring:
 * it writes beside the commands, and the copies have no keys, so their sealed halves open for nobody. `owner` is a
 * connection as the owner of the tables.
 */
export async function multiplyCases(
  owner: pg.Client,
  times: number,
  progress: (copy: number) => void,
): Promise<void> {
  await owner.query("create temp table original on commit preserve rows as select case_id from case_file");
  // The triggers would let the agencies in a second time, entry by entry.
  await owner.query("alter table journal disable trigger user");
  const columns = new Map<string, readonly string[]>();
  for (const table of TABLES) columns.set(table, await columnsOf(owner, table));
  for (let copy = 1; copy < times; copy += 1) {
    await owner.query("begin");
    await owner.query(
      `create temp table twin on commit drop as select case_id, gen_random_uuid() as twin from original`,
    );
    for (const [table, names] of columns) {
      const values = names.map((name) =>
        name === "case_id" ? "w.twin" : name === "code" ? "left(w.twin::text, 18)" : `t.${name}`,
      );
      await owner.query(
        `insert into ${table} (${names}) select ${values} from ${table} t join twin w on w.case_id = t.case_id`,
      );
    }
    await owner.query("commit");
    progress(copy + 1);
  }
  await owner.query("alter table journal enable trigger user");
  await owner.query("drop table original");
  for (const table of TABLES) await owner.query(`vacuum (analyze) ${table}`);
}

async function columnsOf(owner: pg.Client, table: string): Promise<readonly string[]> {
  const { fields } = await owner.query(`select * from ${table} limit 0`);
  return fields.map(({ name }) => name);
}
