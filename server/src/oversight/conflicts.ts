import { asAccount } from "../access/actor.ts";
import { Refused } from "../journal/refused.ts";
import type { Store } from "../store/store.ts";
import { record } from "../trail/record.ts";

/**
 * A conflict of interest that an alert tells of meant nothing: the person sees the case as before, unless something else shows
 * that she is related to it. `Refused("not-found")` where there is none to lift, or it is the reviewer's own.
 */
export function liftConflict(store: Store, reviewer: string, alert: string, now: string): Promise<void> {
  return asAccount(store.app, reviewer, async (tx) => {
    const { rows } = await tx.query("select * from lift_conflict($1, $2)", [alert, now]);
    if (rows.length === 0) throw new Refused("not-found");
    await record(tx, { kind: "oversight", at: now, actor: reviewer, alert, deed: "lifted", how: "conflict" });
  });
}
