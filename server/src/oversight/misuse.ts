import { asAccount } from "../access/actor.ts";
import type { Deps } from "../cases/deps.ts";
import type { Misuse } from "../contract/index.ts";

/**
 * How often access was found wanting, by month and rule, and what came of it. Counts that are too small to be published are
 * left out by the database; whoever reads statistics sees them for a day when somebody of oversight agreed.
 */
export function misuse(deps: Deps, reader: string, now: string): Promise<Misuse> {
  return asAccount(deps.store.app, reader, async (tx) => {
    const { rows } = await tx.query("select * from misuse($1, $2)", [deps.country.pack.calendar.zone, now]);
    return { asOf: now, smallest: deps.country.oversight.published.smallest, rows };
  });
}
