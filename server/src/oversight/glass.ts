import { randomUUID } from "node:crypto";
import { type Actor, asActor } from "../access/actor.ts";
import { checkEntry } from "../cases/check.ts";
import { isViolation } from "../cases/command.ts";
import type { Deps } from "../cases/deps.ts";
import { askForMessages } from "../cases/news.ts";
import { stateOf } from "../cases/state.ts";
import type { BreakGlass, GlassNotices, GlassOpened } from "../contract/index.ts";
import type { NewEntry } from "../journal/entries.ts";
import { append, extend, readJournal } from "../journal/journal.ts";
import { Refused } from "../journal/refused.ts";
import type { Tx } from "../store/store.ts";
import { record } from "../trail/record.ts";
import { writing } from "./alerts.ts";

/**
 * Opens to one person, because life is in danger, what neither consent nor a norm opens to her: what the table of roles says
 * under `emergency`, for as long as the pack says, for reading alone. Written down everywhere at once: the case's journal,
 * the trail, an alert to oversight, a notice to the agency that keeps the case.
 *
 * Throws `Refused`: `not-allowed` where her role has no emergency access, `glass-locked` where an earlier use waits for its
 * review or was misuse, `glass-too-many`, and `not-found` for any code that opens nothing, whether or not a case has it.
 */
export async function breakGlass(
  deps: Deps,
  actor: Actor,
  { code, reason, words }: BreakGlass,
  now: string,
): Promise<GlassOpened> {
  const { reasons } = deps.country.oversight.glass;
  if (!mayBreak(deps, actor)) throw new Refused("not-allowed");
  // What is wrong with the request itself is said before the code is looked at: no answer may depend on a case there is.
  if (!reasons.some(({ id }) => id === reason)) {
    const values = { value: reason, known: reasons.map(({ id }) => id).join(", ") };
    throw new Refused("invalid", { fields: [{ field: "reason", message: "unknownCode", values }] });
  }
  for (let left = 4; ; left -= 1) {
    try {
      const told = await open(deps, actor, asTyped(code), { reason, words }, now);
      if ("refused" in told) throw new Refused(told.refused);
      return told;
    } catch (error) {
      // Somebody else's entry took this place on the case meanwhile: take the next.
      if (left === 0 || !isViolation(error, "journal_key")) throw error;
    }
  }
}

function mayBreak(deps: Deps, actor: Actor): boolean {
  const writes = deps.roles.get(actor.role)?.mayWrite ?? [];
  return writes.includes("glass-broken") && actor.reads.some((read) => read.startsWith("emergency:"));
}

/** Ends her emergency access before its time. `Refused("not-found")` where none is open. */
export function endGlass(deps: Deps, actor: Actor, id: string, now: string): Promise<void> {
  return asActor(deps.store.app, actor, now, async (tx) => {
    const caseId = await caseOf(tx, deps, id);
    const { rows } = await tx.query("select end_glass($1, $2) as ended", [id, now]);
    if (caseId === null || rows[0].ended === null) throw new Refused("not-found");
    await record(tx, { ...trace(actor, now), deed: "ended", case: caseId, glass: id, reason: null });
  });
}

/** Uses on cases this person's agency keeps, of which nobody of it has taken note yet. */
export function glassNotices(deps: Deps, actor: Actor, now: string): Promise<GlassNotices["notices"]> {
  return asActor(deps.store.app, actor, now, async (tx) => {
    const { rows } = await tx.query(
      `select id, case_id as "caseId", code, agency, reason, opened_at as "openedAt", until from glass_notices()`,
    );
    return rows;
  });
}

/** Her agency has taken note of a use. */
export function seeGlass(deps: Deps, actor: Actor, id: string, now: string): Promise<void> {
  return asActor(deps.store.app, actor, now, async (tx) => {
    const { rows } = await tx.query("select see_glass($1, $2) as seen", [id, now]);
    if (!rows[0].seen) throw new Refused("not-found");
  });
}

const REFUSALS = { locked: "glass-locked", "too-many": "glass-too-many", unknown: "not-found" } as const;

/** A refusal is an outcome here and not an error: what was tried is counted, and stays written. */
function open(
  deps: Deps,
  actor: Actor,
  code: string,
  { reason, words }: Pick<BreakGlass, "reason" | "words">,
  now: string,
): Promise<GlassOpened | { readonly refused: (typeof REFUSALS)[keyof typeof REFUSALS] }> {
  const { keys } = deps.store;
  return asActor(deps.store.app, actor, now, async (tx) => {
    const id = randomUUID();
    const told = writing(deps.store, "glass", id, words);
    const { rows } = await tx.query("select * from break_glass($1, $2, $3, $4, $5)", [
      id,
      code,
      reason,
      told.sealed,
      now,
    ]);
    const { outcome, id: glass, case_id: caseId, until } = rows[0];
    if (outcome === "open-already") return { caseId, glass, until };
    if (outcome !== "opened") {
      if (outcome === "unknown")
        await record(tx, {
          ...trace(actor, now),
          deed: "wrong-code",
          case: keys.strangerOnTrail(`glass|${code}`),
          glass: null,
          reason: null,
        });
      return { refused: REFUSALS[outcome as keyof typeof REFUSALS] };
    }
    await keys.secrets.keep([told.secret]);
    const journal = await readJournal(tx, keys, caseId);
    if (journal === null) throw new Error("what was broken open is not there to read");
    const entry: NewEntry = { type: "glass-broken", happenedAt: now, body: { reason, until } };
    checkEntry(deps, actor, stateOf(journal.entries), journal.entries, entry, now);
    const { journal: longer, added } = extend(journal, [entry], actor, now);
    await append(tx, keys, longer, added);
    await askForMessages(tx, caseId, longer.entries, added);
    await record(tx, {
      ...trace(actor, now),
      deed: "broken",
      case: keys.caseOnTrail(journal.key, caseId),
      glass,
      reason,
    });
    return { caseId, glass, until };
  });
}

/** The name on the trail of the case a use of hers is about. */
async function caseOf(tx: Tx, deps: Deps, id: string): Promise<string | null> {
  const { rows } = await tx.query("select my_glass_case($1) as case_id", [id]);
  const caseId: string | null = rows[0].case_id;
  const journal = caseId === null ? null : await readJournal(tx, deps.store.keys, caseId);
  return journal && caseId ? deps.store.keys.caseOnTrail(journal.key, caseId) : null;
}

function trace(actor: Actor, now: string) {
  return { kind: "glass", at: now, actor: actor.account, agency: actor.agency } as const;
}

/** As it is written on a case: capitals, no spaces around it. */
function asTyped(code: string): string {
  return code.trim().toUpperCase();
}
