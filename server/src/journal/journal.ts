import { type Keys, open, seal } from "../store/keys.ts";
import type { Tx } from "../store/store.ts";
import { record, trailRow } from "../trail/record.ts";
import { entryDigest, type JournalRow } from "./digest.ts";
import { ENTRY_VERSION, type Entry, type NewEntry } from "./entries.ts";

/** Who reads or writes: the account and the agency it acts for. */
export type Author = { readonly account: string; readonly agency: string };

/** A case as its journal tells it, with the key that opens its sealed halves. Kept for the length of one transaction. */
export type Journal = {
  readonly caseId: string;
  readonly entries: readonly Entry[];
  readonly key: Buffer;
  /** True while nothing of the case has been written yet. */
  readonly fresh: boolean;
};

export function newJournal(caseId: string, keys: Keys): Journal {
  return { caseId, entries: [], key: keys.newCaseKey(), fresh: true };
}

/**
 * The journal of a case with its sealed halves opened, for a person to read: that she looked is on the trail before
 * anything is opened. `null` when there is no such case for her: the database does not tell apart a case that does not
 * exist and one she does not take part in.
 */
export function lookInto(
  tx: Tx,
  keys: Keys,
  caseId: string,
  reader: Author,
  now: string,
): Promise<Journal | null> {
  return readJournal(tx, keys, caseId, (key, upTo) =>
    record(tx, {
      kind: "read",
      at: now,
      actor: reader.account,
      agency: reader.agency,
      case: keys.caseOnTrail(key, caseId),
      upTo,
    }),
  );
}

/**
 * The journal of a case for a program: to decide on what is written next, or to derive tables from. What it decides is on
 * the trail by what it writes.
 */
export async function readJournal(
  tx: Tx,
  keys: Keys,
  caseId: string,
  before: (key: Buffer, upTo: number) => Promise<void> = async () => undefined,
): Promise<Journal | null> {
  const { rows } = await tx.query({
    name: "journal-read",
    text: `select j.seq, j.type, j.version, j.happened_at, j.recorded_at, j.actor, j.agency, j.body, j.sealed,
                  case when j.seq = 1 then (select k.wrapped from case_key k where k.case_id = j.case_id) end as wrapped
             from journal j where j.case_id = $1 order by j.seq`,
    values: [caseId],
  });
  if (rows.length === 0) return null;
  const key = keys.unwrap(rows[0].wrapped, caseId);
  await before(key, rows.length);
  return { caseId, key, fresh: false, entries: rows.map((row) => entryOf(row, caseId, key)) };
}

/** Numbers and stamps new entries; nothing is written yet. */
export function extend(
  journal: Journal,
  entries: readonly NewEntry[],
  author: Author,
  recordedAt: string,
): { readonly journal: Journal; readonly added: readonly Entry[] } {
  const first = journal.entries.length + 1;
  const added = entries.map(
    (entry, index) =>
      ({
        ...entry,
        seq: first + index,
        version: ENTRY_VERSION,
        recordedAt,
        actor: author.account,
        agency: author.agency,
      }) as Entry,
  );
  return { journal: { ...journal, entries: [...journal.entries, ...added] }, added };
}

/**
 * Writes entries, and that they were written, in one statement. Throws PostgreSQL's `unique_violation` on `journal_key` when another transaction
 * has written the same `seq` of the case first.
 */
export async function append(tx: Tx, keys: Keys, journal: Journal, added: readonly Entry[]): Promise<void> {
  const [first] = added;
  if (first === undefined) return;
  const rows = added.map((entry) => ({
    seq: entry.seq,
    type: entry.type,
    version: entry.version,
    happened_at: entry.happenedAt,
    recorded_at: entry.recordedAt,
    actor: entry.actor,
    agency: entry.agency,
    body: entry.body,
    sealed: entry.sealed === undefined ? null : sealedHalf(journal, entry).toString("base64"),
  }));
  const traces = byAuthor(added).map((written) =>
    trailRow({
      kind: "written",
      at: written[0].recordedAt,
      actor: written[0].actor,
      agency: written[0].agency,
      case: keys.caseOnTrail(journal.key, journal.caseId),
      entries: written.map(({ seq }) =>
        digestOf(journal.caseId, rows[seq - first.seq] as (typeof rows)[number]),
      ),
    }),
  );
  await tx.query({
    name: "journal-append",
    text: `with trace as (
             insert into trail (recorded_at, data)
             select * from jsonb_to_recordset($3::jsonb) as t (recorded_at timestamptz, data text)
           )
           insert into journal (case_id, seq, type, version, happened_at, recorded_at, actor, agency, body, sealed)
           select $1, r.seq, r.type, r.version, r.happened_at, r.recorded_at, r.actor, r.agency, r.body, decode(r.sealed, 'base64')
             from jsonb_to_recordset($2::jsonb) as r (seq integer, type text, version smallint, happened_at timestamptz,
                  recorded_at timestamptz, actor uuid, agency text, body jsonb, sealed text)
            order by r.seq`,
    values: [journal.caseId, JSON.stringify(rows), JSON.stringify(traces)],
  });
  if (journal.fresh) {
    await tx.query({
      name: "case-key-write",
      text: "insert into case_key (case_id, kek, wrapped) values ($1, $2, $3)",
      values: [journal.caseId, keys.kek, keys.wrap(journal.key, journal.caseId)],
    });
  }
}

/** Entries written together by one author stand on the trail as one leaf in her name. */
function byAuthor(added: readonly Entry[]): readonly (readonly [Entry, ...Entry[]])[] {
  const runs: [Entry, ...Entry[]][] = [];
  for (const entry of added) {
    const run = runs.at(-1);
    if (run?.[0].actor === entry.actor && run[0].agency === entry.agency) run.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

function digestOf(
  caseId: string,
  row: Omit<JournalRow, "case_id" | "sealed"> & { readonly sealed: string | null },
): string {
  const sealed = row.sealed === null ? null : Buffer.from(row.sealed, "base64");
  return entryDigest({ ...row, case_id: caseId, sealed });
}

type Row = {
  seq: number;
  type: Entry["type"];
  version: number;
  happened_at: string;
  recorded_at: string;
  actor: string;
  agency: string;
  body: never;
  sealed: Buffer | null;
};

function entryOf(row: Row, caseId: string, key: Buffer): Entry {
  const sealed = row.sealed && JSON.parse(open(key, row.sealed, context(caseId, row)).toString());
  return {
    seq: row.seq,
    type: row.type,
    version: row.version,
    happenedAt: row.happened_at,
    recordedAt: row.recorded_at,
    actor: row.actor,
    agency: row.agency,
    body: row.body,
    ...(sealed && { sealed }),
  };
}

function sealedHalf(journal: Journal, entry: Entry): Buffer {
  return seal(journal.key, Buffer.from(JSON.stringify(entry.sealed)), context(journal.caseId, entry));
}

function context(caseId: string, entry: { seq: number; type: string; version: number }): string {
  return `journal|${caseId}|${entry.seq}|${entry.type}|${entry.version}`;
}
