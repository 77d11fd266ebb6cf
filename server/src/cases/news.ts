import type { Entry, EntryType } from "../journal/entries.ts";
import type { Tx } from "../store/store.ts";
import { safeContactOf } from "./safe-contact.ts";

/** What happens on a case that its survivor may want to know of without asking. */
const NEWS: ReadonlySet<EntryType> = new Set([
  "protective-order-issued",
  "protective-order-ended",
  "glass-broken",
]);

/**
 * The entries among `added` she is to be told of: where she agreed, before them, to be written to at hours she named. Whether
 * that may be done is asked when a message is sent; where she never agreed to it there is none to send.
 */
export function newsIn(entries: readonly Entry[], added: readonly Entry[]): readonly number[] {
  return added
    .filter(({ type, seq }) => NEWS.has(type) && isWrittenTo(entries.slice(0, seq - 1)))
    .map(({ seq }) => seq);
}

/** Asks for the messages, in the transaction that writes what they are about. */
export async function askForMessages(
  tx: Tx,
  caseId: string,
  entries: readonly Entry[],
  added: readonly Entry[],
): Promise<void> {
  for (const seq of newsIn(entries, added))
    await tx.query("select ask_message($1, $2, $3)", [caseId, seq, entries[seq - 1]?.recordedAt]);
}

function isWrittenTo(entries: readonly Entry[]): boolean {
  const agreed = safeContactOf(entries)?.agreed;
  return agreed !== undefined && WRITTEN.has(agreed.channel) && agreed.hours.length > 0;
}

const WRITTEN: ReadonlySet<string> = new Set(["e-mail", "sms"]);
