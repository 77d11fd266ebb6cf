import type { Keys } from "../store/keys.ts";
import { inTransaction, type Store } from "../store/store.ts";

/**
 * Wraps anew, for the key an agency holds from now on, every key of cases that was wrapped for it before, in one
 * transaction; and retires those it wrote with, so that what it writes next is under keys nobody else ever had.
 * `before` are the keys the service used until now. Returns how many were wrapped anew.
 */
export function handOver(store: Store, before: Keys, agency: string): Promise<number> {
  return inTransaction(store.owner, async (tx) => {
    const { rows } = await tx.query(
      "select case_id, class, author, version, wrapped from case_key where holder = $1 for update",
      [agency],
    );
    for (const { case_id: caseId, class: name, author, version, wrapped } of rows) {
      const context = `case-key|${caseId}|${name}|${author}|${version}`;
      const key = before.unwrap(agency, wrapped, context);
      if (key === null) throw new Error(`the keys of ${agency} are already its own`);
      await tx.query(
        `update case_key set wrapped = $6
          where case_id = $1 and class = $2 and author = $3 and version = $4 and holder = $5`,
        [caseId, name, author, version, agency, store.keys.wrap(agency, key, context)],
      );
    }
    await tx.query("update case_key set retired = true where author = $1", [agency]);
    return rows.length;
  });
}
