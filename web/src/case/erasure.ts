import type { CaseView, EntryView } from "@arasha/server/contract";

/** Requests to erase that nothing came of yet, and whether a second person agreed. */
export function openRequests({
  entries,
}: Pick<CaseView, "entries">): readonly { readonly asked: EntryView; readonly approved: boolean }[] {
  const about = (kind: EntryView["type"]) =>
    new Set(entries.flatMap(({ type, body }) => (type === kind ? [body.request] : [])));
  const [done, approved] = [about("erased"), about("erasure-approved")];
  return entries
    .filter(({ type, seq }) => type === "erasure-asked" && !done.has(seq))
    .map((asked) => ({ asked, approved: approved.has(asked.seq) }));
}
