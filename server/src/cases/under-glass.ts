import type { EventType } from "@arasha/law";
import type { Actor } from "../access/actor.ts";
import { glassOf } from "../journal/journal.ts";
import { Refused } from "../journal/refused.ts";
import type { Tx } from "../store/store.ts";
import type { CaseSession } from "./session.ts";
import type { CaseState } from "./state.ts";

/** What tells somebody else of a case. The database refuses these under glass as well (let_in). */
const PASSES_ON: ReadonlySet<EventType> = new Set([
  "referral",
  "consent-given",
  "disclosure-approved",
  "my-case-opened",
  "document-made",
  "document-approved",
  "document-served",
]);

/**
 * Emergency access is for reading. Whoever has it passes nothing on as long as it lasts, and writes only where her agency takes
 * part all the same. Throws `Refused("under-glass")`.
 */
export async function refuseUnderGlass(
  tx: Tx,
  actor: Actor,
  session: CaseSession,
  type: EventType,
  now: string,
): Promise<void> {
  if ((await glassOf(tx, session.caseId)) === null) return;
  if (!mayWriteUnderGlass(actor, session.state(), type, now)) throw new Refused("under-glass");
}

export function mayWriteUnderGlass(actor: Actor, state: CaseState, type: EventType, now: string): boolean {
  const takesPart = state.participants.some(
    ({ agency, until }) =>
      agency === actor.agency && (until === null || Temporal.Instant.compare(until, now) > 0),
  );
  return takesPart && !PASSES_ON.has(type);
}
