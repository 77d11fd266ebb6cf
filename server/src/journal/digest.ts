import { canonical, digest, storedInstant } from "../trail/canonical.ts";

/** A row of the journal as the database holds it. */
export type JournalRow = {
  readonly case_id: string;
  readonly seq: number;
  readonly type: string;
  readonly version: number;
  readonly happened_at: string;
  readonly recorded_at: string;
  readonly actor: string;
  readonly agency: string;
  readonly body: unknown;
  readonly sealed: Buffer | null;
};

/** What the trail keeps of an entry: SHA-256 over all of its row, the sealed half by its own digest. */
export function entryDigest(row: JournalRow): string {
  return digest(
    canonical([
      row.case_id,
      row.seq,
      row.type,
      row.version,
      storedInstant(row.happened_at),
      storedInstant(row.recorded_at),
      row.actor,
      row.agency,
      row.body,
      row.sealed === null ? null : digest(row.sealed),
    ]),
  );
}
