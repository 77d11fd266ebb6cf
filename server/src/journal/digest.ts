import { canonical, digest, storedInstant } from "../trail/canonical.ts";

/** A row of the journal as the database holds it, with the sealed parts that belong to it, in order of their class. */
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
  readonly classes: readonly string[];
  readonly part_classes: readonly string[];
  readonly part_authors: readonly string[];
  readonly part_versions: readonly number[];
  readonly parts: readonly Buffer[];
};

/** What the trail keeps of an entry: SHA-256 over all of its row, each sealed part by its own digest. */
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
      row.classes,
      row.parts.map((sealed, at) => [
        row.part_classes[at],
        row.part_authors[at],
        row.part_versions[at],
        digest(sealed),
      ]),
    ]),
  );
}
