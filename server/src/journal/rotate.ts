import { setTimeout as sleep } from "node:timers/promises";
import { OWN } from "../store/custody.ts";
import { MissingKey } from "../store/key-provider.ts";
import { inTransaction, type Store, type Tx } from "../store/store.ts";
import { contextOf } from "./key-ring.ts";

/** What one change of keys did: keys wrapped anew, and how many are left that could not be. */
export type Rewrapped = {
  readonly kek: string;
  readonly before: readonly string[];
  readonly rewrapped: number;
};

/** Small enough that nobody who writes on one of these cases waits for long. */
const BATCH = 500;

/**
 * Changes the master key while the service runs. A new version is made, from then on all is wrapped with it, and what was
 * wrapped with earlier ones is wrapped anew, a batch a transaction; both open until then. Cut short, it goes on where it
 * was: while an earlier version is in use, no further one is made. Null where there is no newer version to change to,
 * because it is made elsewhere and is not here yet.
 */
export async function rotateMaster(
  store: Store,
  now: string,
  progress: (done: number) => void = () => undefined,
): Promise<(Rewrapped & { readonly apart: readonly string[] }) | null> {
  const { provider } = store.keys;
  const { rows: known } = await store.owner.query(
    "select name, current from kek where retired_at is null order by made_at, name",
  );
  const current: string = known.find((one) => one.current).name;
  const kek = known.length > 1 ? current : await newer(store, current);
  if (kek === null) return null;
  if (kek !== current) await switchTo(store, kek, now);
  const before = [...new Set([...known.map(({ name }) => name as string), current])].filter(
    (name) => name !== kek,
  );
  const rewrapped = await wrapAnew(store, { kek, holder: null }, progress);
  const apart: string[] = [];
  for (const name of before) {
    // Written down last: cut short before that, the next run does the rest.
    const where = await provider.retire(name);
    await store.owner.query("update kek set retired_at = $2 where name = $1", [name, now]);
    if (where !== null) apart.push(where);
  }
  return { kek, before, rewrapped, apart };
}

/**
 * Wraps for the key an agency holds now whatever was wrapped for it before: by the master key, when the agency takes over
 * its own, or by an earlier pair. Waits for whoever is wrapping for what it held before; after that nobody on this machine does.
 * Cut short, it goes on with the next call. Throws where something cannot be opened here. `newCaseKeys`: what the agency writes
 * next is under keys nobody else ever had.
 */
export async function wrapForOwn(
  store: Store,
  agency: string,
  options: { readonly newCaseKeys: boolean },
): Promise<number> {
  const kek = store.keys.ownKey(agency);
  if (kek === null) throw new Error(`${agency} holds no key of its own`);
  await inTransaction(store.owner, async (tx) => {
    await tx.query(ALONE);
    if (options.newCaseKeys)
      await tx.query("update case_key set retired = true where author = $1 and not retired", [agency]);
  });
  return wrapAnew(store, { kek, holder: agency }, () => undefined);
}

/** Whether something an agency may open is still wrapped with the master key, though it holds its own: a handing over cut short. */
export async function wrappedByMaster(store: Store, agency: string): Promise<boolean> {
  const { rows } = await store.owner.query(
    `select exists (select from case_key where holder = $1 and kek not like '${OWN}%')
            or exists (select from legal_request where agency = $1 and kek not like '${OWN}%') as left`,
    [agency],
  );
  return rows[0].left;
}

/** Waits for all who are wrapping, and is alone until the end of the transaction. See `kek_for_writing`. */
const ALONE = "select pg_advisory_xact_lock(hashtext('arasha.kek'))";

async function newer(store: Store, current: string): Promise<string | null> {
  const names = await store.keys.provider.versions();
  if (!names.includes(current)) throw new MissingKey(current);
  const next = names[names.indexOf(current) + 1];
  return next ?? (await store.keys.provider.renew());
}

/** Waits for whoever is wrapping with the old version; after this nobody does. */
function switchTo(store: Store, kek: string, now: string): Promise<void> {
  return inTransaction(store.owner, async (tx) => {
    await tx.query(ALONE);
    await tx.query("update kek set current = false where current");
    await tx.query("insert into kek (name, made_at, current) values ($1, $2, true)", [kek, now]);
  });
}

type Which = {
  /** What they are wrapped with from now on. */
  readonly kek: string;
  /** All that was wrapped for an agency; null: all that is wrapped with the master key. */
  readonly holder: string | null;
};

async function wrapAnew(store: Store, which: Which, progress: (done: number) => void): Promise<number> {
  let done = 0;
  for (;;) {
    let after = FIRST;
    for (;;) {
      const batch = await inTransaction(store.owner, (tx) => nextBatch(store, tx, which, after));
      if (batch.last === null) break;
      done += batch.size;
      after = batch.last;
      progress(done);
    }
    const { rows } = await store.owner.query(
      `select exists (select from case_key where kek <> $1 and ${MEANT}) as left`,
      [which.kek, which.holder],
    );
    if (!rows[0].left) return done + (await wrapRequestsAnew(store, which));
    await sleep(20);
  }
}

/** The keys of legal requests: few, and all of them in one transaction. */
function wrapRequestsAnew(store: Store, { kek, holder }: Which): Promise<number> {
  return inTransaction(store.owner, async (tx) => {
    const { rows } = await tx.query(
      `select id, agency as holder, kek, wrapped from legal_request
        where kek <> $1 and ${MEANT.replaceAll("holder", "agency")} for update`,
      [kek, holder],
    );
    const held = rows.map((row) => ({ ...row, context: requestContext(row.id) }));
    const opened = (await store.keys.unwrap(held)).map((key, at) => {
      if (key === null) throw new Error(`a key of ${held[at].holder} cannot be opened here: ${held[at].kek}`);
      return { holder: held[at].holder, context: held[at].context, key };
    });
    const wrapped = await (holder === null
      ? store.keys.provider.wrap(kek, opened)
      : store.keys.wrap(kek, opened).then((all) => all.map((one) => one.wrapped)));
    for (const [at, { id }] of rows.entries())
      await tx.query("update legal_request set kek = $2, wrapped = $3 where id = $1", [id, kek, wrapped[at]]);
    return rows.length;
  });
}

/** What the key of a legal request is bound to. */
export function requestContext(id: string): string {
  return `legal-request|${id}`;
}

/** A key that an agency holds itself is changed by that agency. */
const MEANT = `case when $2::text is null then kek not like '${OWN}%' else holder = $2 end`;

const FIRST: readonly string[] = ["00000000-0000-0000-0000-000000000000", "", "", "0", ""];

/** Rows that somebody is changing are left for the next round: a change of keys makes nobody wait who could wait for it. */
async function nextBatch(
  store: Store,
  tx: Tx,
  { kek, holder }: Which,
  after: readonly string[],
): Promise<{ readonly size: number; readonly last: readonly string[] | null }> {
  const { rows } = await tx.query(
    `select case_id as "caseId", class, author, version, holder, kek, wrapped from case_key
      where (case_id, class, author, version, holder) > ($1::uuid, $2, $3, $4::smallint, $5)
        and kek <> $6 and ${MEANT.replaceAll("$2", "$7")}
      order by case_id, class, author, version, holder limit ${BATCH} for update skip locked`,
    [...after, kek, holder],
  );
  if (rows.length === 0) return { size: 0, last: null };
  const held = rows.map((row) => ({ ...row, context: contextOf(row.caseId, row) }));
  const opened = (await store.keys.unwrap(held)).map((key, at) => {
    if (key === null) throw new Error(`a key of ${rows[at].holder} cannot be opened here: ${rows[at].kek}`);
    return { holder: rows[at].holder, context: held[at].context, key };
  });
  const wrapped = await (holder === null
    ? store.keys.provider.wrap(kek, opened)
    : store.keys.wrap(kek, opened).then((all) => all.map((one) => one.wrapped)));
  await tx.query(
    `update case_key k set kek = $2, wrapped = decode(r.wrapped, 'base64')
       from jsonb_to_recordset($1::jsonb)
            as r ("caseId" uuid, class text, author text, version smallint, holder text, wrapped text)
      where k.case_id = r."caseId" and k.class = r.class and k.author = r.author and k.version = r.version
        and k.holder = r.holder`,
    [
      JSON.stringify(
        rows.map((row, at) => ({ ...row, wrapped: wrapped[at]?.toString("base64"), kek: undefined })),
      ),
      kek,
    ],
  );
  const { caseId, class: name, author, version, holder: last } = rows.at(-1);
  return { size: rows.length, last: [caseId, name, author, String(version), last] };
}
