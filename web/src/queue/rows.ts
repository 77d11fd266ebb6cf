import type { Queue } from "@arasha/server/contract";

export type QueueItem = Queue["rows"][number];
export type BandName = QueueItem["band"];
export type Band = { readonly band: BandName; readonly count: number; readonly rows: readonly QueueItem[] };

const ORDER: readonly BandName[] = ["late", "today", "week", "later"];

/** The rows in their bands, most pressing band first; the order inside a band is the server's. Empty bands are left out. */
export function bandsOf(queue: Queue): readonly Band[] {
  return ORDER.map((band) => ({
    band,
    count: queue.counts[band],
    rows: queue.rows.filter((row) => row.band === band),
  })).filter(({ rows }) => rows.length > 0);
}

/** One case can owe several duties, and one norm can run in several cases. */
export function rowId(row: QueueItem): string {
  return `${row.case.caseId} ${row.duty}`;
}
