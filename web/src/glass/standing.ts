import type { CaseView, EntryView } from "@arasha/server/contract";

/** What tells somebody else of a case: not while one reads it in an emergency. The service refuses it as well. */
const PASSES_ON: ReadonlySet<EntryView["type"]> = new Set([
  "referral",
  "consent-given",
  "disclosure-approved",
  "my-case-opened",
  "document-made",
  "document-approved",
  "document-served",
]);

/** Whether emergency access leaves room for this entry: only where her agency takes part anyway, and nothing is passed on. */
export function isOpenTo(
  view: Pick<CaseView, "glass" | "participants">,
  agency: string,
  type: EntryView["type"],
): boolean {
  if (view.glass === null) return true;
  return view.participants.some((one) => one.agency === agency) && !PASSES_ON.has(type);
}
