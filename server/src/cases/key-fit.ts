import type { Store } from "../store/store.ts";
import { settleErasures } from "./erase.ts";

/** How the database and the key store fit, in cases. */
export type Fit = {
  readonly cases: number;
  /** The key store has nothing for them: it was restored from before they were opened, or is another one. */
  readonly missing: number;
  /** Erased, though the journal does not say so: the database was restored from before the erasure. They stay erased. */
  readonly erasedSince: number;
  /** Secrets destroyed now: the journal tells of the erasure, and the key store was restored from before it. */
  readonly destroyedNow: number;
};

const BATCH = 5_000;

/** Whether the key store has anything for the case opened last: where not, it is another one, or was made anew. */
export async function belongsTogether(store: Store): Promise<boolean> {
  const { rows } = await store.owner.query(
    `select case_id as "caseId" from case_file order by opened_at desc, case_id limit 1`,
  );
  return rows.length === 0 || (await store.keys.secrets.of(rows[0].caseId)).length > 0;
}

/** Holds each case against the key store, and carries out there what the journals tell of. */
export async function fitOf(store: Store): Promise<Fit> {
  const destroyedNow = await settleErasures(store);
  const found = { cases: 0, missing: 0, erasedSince: 0, destroyedNow };
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const { rows } = await store.owner.query(
      `select j.case_id as "caseId", array(select distinct s.class from sealed_part s where s.case_id = j.case_id) as classes,
              array(select jsonb_array_elements_text(e.body -> 'classes') from journal e
                     where e.case_id = j.case_id and e.type = 'erased') as erased
         from journal j where j.seq = 1 and j.case_id > $1 order by j.case_id limit ${BATCH}`,
      [after],
    );
    if (rows.length === 0) return found;
    const secrets = await store.keys.secrets.ofMany(rows.map(({ caseId }) => caseId));
    for (const { caseId, classes, erased } of rows) {
      const own = secrets.get(caseId) ?? [];
      const living = (name: string) => own.some((one) => one.class === name && one.secret !== null);
      const dead = (name: string) => own.some((one) => one.class === name && one.secret === null);
      found.cases += 1;
      if (!living("trail") || classes.some((name: string) => !living(name) && !dead(name)))
        found.missing += 1;
      if (classes.some((name: string) => dead(name) && !erased.includes(name))) found.erasedSince += 1;
    }
    after = rows.at(-1).caseId;
  }
}
