import type { Entry } from "../journal/entries.ts";
import type { SafeContact, SafeContactSealed } from "../journal/safe-contact.ts";

/** What she agreed to about being reached, as the case now stands. Instants are ISO 8601. */
export type SafeContactState = {
  /** The entry in which it was agreed. */
  readonly seq: number;
  readonly agency: string;
  readonly agreed: SafeContact;
  /** Opened for the reader, where she may. */
  readonly sealed: SafeContactSealed | null;
  /** When she was last asked whether it is safe. */
  readonly askedAt: string;
  /** Until when it is relied on; null where nobody contacts her. */
  readonly until: string | null;
  /** When it was taken back, or found to be no longer safe. */
  readonly endedAt: string | null;
  /** Her second key was used since she was last asked. */
  readonly forcedSince: boolean;
  /** When a message last could not be sent that was owed, if nobody has reached her since. */
  readonly notReachedSince: string | null;
};

/** One rule for the whole case, whoever wrote it: the last agreement, unless it was taken back since. */
export function safeContactOf(entries: readonly Entry[]): SafeContactState | null {
  let state: SafeContactState | null = null;
  for (const entry of entries) {
    if (entry.type === "safe-contact-agreed") state = agreed(entry);
    else if (state !== null) state = after(state, entry);
  }
  return state;
}

function agreed(entry: Entry & { readonly type: "safe-contact-agreed" }): SafeContactState {
  const { seq, agency, recordedAt, body, sealed } = entry;
  return {
    seq,
    agency,
    agreed: body,
    sealed: sealed ?? null,
    askedAt: recordedAt,
    until: body.until,
    endedAt: null,
    forcedSince: false,
    notReachedSince: null,
  };
}

function after(state: SafeContactState, entry: Entry): SafeContactState {
  if (entry.type === "safe-contact-withdrawn")
    return { ...state, endedAt: state.endedAt ?? entry.recordedAt, notReachedSince: null };
  // Whoever had what it says destroyed is not to be reached by it.
  if (entry.type === "erased" && entry.body.classes.includes("contact"))
    return { ...state, endedAt: state.endedAt ?? entry.recordedAt, notReachedSince: null };
  // Of the page of one who has come of age: that is another telephone, and not how she is reached.
  if (entry.type === "coerced-access")
    return entry.body.child === undefined ? { ...state, forcedSince: true } : state;
  if (entry.type !== "contact-tried" || entry.body.agreement !== state.seq) return state;
  const { outcome, stillSafe, until, why } = entry.body;
  if (outcome === "not-sent")
    return OWED.has(why ?? "")
      ? { ...state, notReachedSince: state.notReachedSince ?? entry.recordedAt }
      : state;
  if (outcome !== "reached") return state;
  const reached = { ...state, notReachedSince: null };
  if (stillSafe === "no") return { ...reached, endedAt: entry.recordedAt };
  return stillSafe === "yes" ? { ...reached, askedAt: entry.recordedAt, until, forcedSince: false } : reached;
}

/** Of these she was to be told, and was not: somebody has to find another way. The others are her own wish, or no news. */
const OWED: ReadonlySet<string> = new Set([
  "expired",
  "forced",
  "no-carrier",
  "nothing-said",
  "no-hours",
  "no-window",
  "sealed",
  "refused",
  "uncertain",
]);

/** Whether it is relied on at an instant. */
export function holdsAt({ agreed, until, endedAt }: SafeContactState, at: string): boolean {
  if (agreed.channel === "none" || endedAt !== null || until === null) return false;
  return Temporal.Instant.compare(at, until) < 0;
}
