import { readEntries } from "../journal/journal.ts";
import { inTransaction, type Tx } from "../store/store.ts";
import type { Deps } from "./deps.ts";
import { project } from "./project.ts";

export const DERIVED = [
  "participant",
  "access_grant",
  "case_file",
  "duty",
  "case_fact",
  "exclusion",
] as const;

export type TableDigest = { readonly name: string; readonly rows: number; readonly digest: string };

/**
 * Recreates every derived table from the journals, in one transaction, as the owner of the tables. Readers see the
 * old rows until it commits. Returns a digest of each table's content, before and after: they are equal unless
 * something wrote past the journal.
 */
export function rebuild(
  deps: Deps,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<{
  readonly cases: number;
  readonly before: readonly TableDigest[];
  readonly after: readonly TableDigest[];
}> {
  return inTransaction(deps.store.owner, async (tx) => {
    await tx.query("set local statement_timeout = 0");
    // No entry may slip in between the reading of the journals and the commit.
    await tx.query("lock table journal in share mode");
    const before = await digests(tx);
    await tx.query(`truncate ${DERIVED.join(", ")}`);
    // As they were written: who was let in by one entry may have left by a later one.
    await tx.query("select admit(j), reroute(j) from (select * from journal order by case_id, seq) as j");
    await tx.query(
      "select exclude(j) from (select * from journal where type in ('persons', 'correction') order by case_id, seq) as j",
    );
    const { rows } = await tx.query("select case_id from journal where seq = 1 order by case_id");
    for (const [index, { case_id }] of rows.entries()) {
      const entries = await readEntries(tx, case_id);
      if (!entries) throw new Error(`case ${case_id} vanished during the rebuild`);
      await project(deps, tx, case_id, entries);
      if (index % 100 === 99) progress(index + 1, rows.length);
    }
    return { cases: rows.length, before, after: await digests(tx) };
  });
}

async function digests(tx: Tx): Promise<readonly TableDigest[]> {
  const found: TableDigest[] = [];
  for (const name of DERIVED) {
    const { rows } = await tx.query(
      `select count(*) as rows, encode(sha256(convert_to(coalesce(string_agg(t::text, e'\\n' order by t::text), ''), 'UTF8')), 'hex') as digest from ${name} t`,
    );
    found.push({ name, rows: rows[0].rows, digest: rows[0].digest });
  }
  return found;
}
