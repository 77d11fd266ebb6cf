import { PROGRAM } from "../access/actor.ts";
import type { Erasable } from "../journal/compartments.ts";
import { erasedIn, openRequests } from "../journal/erasure.ts";
import { newSecret, TRAIL } from "../journal/halves.ts";
import { Refused } from "../journal/refused.ts";
import { OVERSIGHT, REQUEST } from "../journal/words.ts";
import type { Erasure, NewSecret } from "../store/secrets.ts";
import { inTransaction, type Store, type Tx } from "../store/store.ts";
import { digest } from "../trail/canonical.ts";
import type { Deps } from "./deps.ts";
import { resumeSession } from "./session.ts";

/** What was erased: the entry that says so, and how many sealed parts open no more. */
export type Tombstone = {
  readonly caseId: string;
  readonly seq: number;
  readonly request: number;
  readonly classes: readonly Erasable[];
  readonly parts: number;
};

/**
 * Carries out the requests to erase on a case that two persons have agreed to: all of them, or those `which` takes. First it
 * is written down, and the keys in the database go; then the secrets in the key store are destroyed, without which no backup
 * of the database opens either. Cut short in between, `settleErasures` does the rest. Throws `Refused` while the case is held.
 */
export async function eraseAgreed(
  deps: Deps,
  caseId: string,
  now: string,
  which: (classes: readonly Erasable[]) => boolean = () => true,
): Promise<readonly Tombstone[]> {
  const done = await inTransaction(deps.store.owner, async (tx) => {
    const session = await resumeSession(deps, tx, caseId);
    const agreed = openRequests(session.entries).filter(
      ({ asked, approved }) => approved !== null && which(asked.body.classes),
    );
    const stones: Tombstone[] = [];
    for (const { asked } of agreed) {
      const { record, classes, ground } = asked.body;
      const parts = await partsOf(tx, caseId, classes, erasedIn(session.entries));
      const body = {
        record,
        classes,
        ground,
        request: asked.seq,
        parts: parts.length,
        digest: digest(parts.join("")),
      };
      session.write({ type: "erased", happenedAt: now, body }, PROGRAM, now);
      stones.push({ caseId, seq: session.entries.length, request: asked.seq, classes, parts: parts.length });
    }
    if (stones.length > 0) await session.commit(tx);
    return stones;
  });
  await settleErasures(deps.store, caseId);
  return done;
}

/**
 * Tells the key store of every erasure the journals tell of (of one case, or of all): what it destroyed already it is not
 * asked for twice. To be called again wherever it may have been cut short. Returns how many secrets were destroyed now.
 * `patience`: how long it may wait for them to leave the files, in milliseconds.
 */
export async function settleErasures(
  store: Store,
  caseId: string | null = null,
  patience?: number,
): Promise<number> {
  const { rows } = await store.owner.query(
    `select case_id as "caseId", seq, body -> 'classes' as classes, (body ->> 'record')::boolean as record
       from journal where type = 'erased' and ($1::uuid is null or case_id = $1) order by case_id, seq`,
    [caseId],
  );
  const erasures = rows.flatMap(({ caseId: id, seq, classes, record }): Erasure[] =>
    [...classes, ...(record ? [TRAIL] : [])].map((name) => ({ caseId: id, class: name, before: seq })),
  );
  // The case has another name on the trail from now on; which it had, nobody can find out again.
  const names = rows
    .filter(({ record }) => record)
    .map(({ caseId: id, seq }): NewSecret => newSecret(id, TRAIL, seq));
  await store.keys.secrets.keep(names);
  return store.keys.secrets.destroy([...erasures, ...(await wordsBeside(store, caseId))], patience);
}

/**
 * Words that stand beside the cases and go with them: what oversight was told and wrote, as far as the erasure took it out of the
 * database; and, where the whole record went, what the register says of legal requests that something was disclosed to from it,
 * as far as it was written before. What was written since stays.
 */
async function wordsBeside(store: Store, caseId: string | null): Promise<readonly Erasure[]> {
  const { rows } = await store.owner.query(
    `with erased as (select case_id, recorded_at, (body ->> 'record')::boolean as record from journal
                      where type = 'erased' and ($1::uuid is null or case_id = $1))
     select a.id, '${OVERSIGHT}words' as name from alert a where a.words is null and a.case_id in (select case_id from erased)
     union all
     select a.id, '${OVERSIGHT}answer' from alert a where a.answer is null and a.case_id in (select case_id from erased)
     union all
     select g.id, '${OVERSIGHT}glass' from glass g where g.words is null and g.case_id in (select case_id from erased)
     union
     select e.request, '${REQUEST}' || e.seq
       from erased r join journal j on j.case_id = r.case_id and j.type = 'document-made'
                     join legal_request_entry e on e.request = (j.body ->> 'request')::uuid and e.recorded_at <= r.recorded_at
      where r.record and e.sealed is not null`,
    [caseId],
  );
  return rows.map(({ id, name }): Erasure => ({ caseId: id, class: name, before: 1 }));
}

/** Throws `Refused` for a case there is not. */
export async function findCase(store: Store, which: string): Promise<string> {
  const { rows } = await store.owner.query(
    `select case_id as "caseId" from case_file where code = $1 or case_id::text = $2`,
    [which.trim().toUpperCase(), which.trim().toLowerCase()],
  );
  if (rows.length === 0) throw new Refused("not-found");
  return rows[0].caseId;
}

/** Digests of the sealed parts of these classes that were not erased before. */
async function partsOf(
  tx: Tx,
  caseId: string,
  classes: readonly Erasable[],
  erased: ReadonlyMap<Erasable, number>,
): Promise<readonly string[]> {
  const { rows } = await tx.query(
    "select seq, class, sealed from sealed_part where case_id = $1 and class = any ($2) order by seq, class",
    [caseId, classes],
  );
  return rows
    .filter((row) => row.seq > (erased.get(row.class) ?? 0))
    .map((row) => digest(row.sealed as Buffer));
}
