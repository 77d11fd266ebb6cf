import { gathered } from "../store/secrets.ts";
import { inTransaction } from "../store/store.ts";
import type { Deps } from "./deps.ts";
import { random } from "./random.ts";
import { openSession } from "./session.ts";
import { actorsOf, livesThrough } from "./story.ts";

/** Cases in one transaction: enough to spare round trips, few enough to show progress. */
const BATCH = 50;

/** How far back the synthetic acts reach, and how many of them fall in the last month, so that queues are alive. */
const YEARS_BACK = 5;
const RECENT_SHARE = 0.12;

/**
 * Fills a demonstration database with synthetic cases, through the same sessions every command uses: each entry is
 * checked against role, case and law as if a person had written it. Rates come from the pack, which says for each
 * which published figure it follows. The same seed and day give the same caseload.
 * Throws when the database holds real work: a case that is not synthetic can never stand beside these.
 */
export async function demo(
  deps: Deps,
  options: {
    readonly cases: number;
    readonly seed: number;
    readonly now: string;
    readonly progress?: (done: number, total: number) => void;
  },
): Promise<{ readonly cases: number; readonly entries: number }> {
  await markSynthetic(deps);
  // A batch tells the key store once, and before it commits.
  const secrets = gathered(deps.store.keys.secrets);
  const batched = { ...deps, store: { ...deps.store, keys: { ...deps.store.keys, secrets } } };
  const chance = random(options.seed);
  const actors = actorsOf(deps);
  const now = Temporal.Instant.from(options.now);
  const today = now.toZonedDateTimeISO(deps.country.pack.calendar.zone).startOfDay();
  const first = today.subtract({ years: YEARS_BACK });
  const days = first.until(today, { largestUnit: "days" }).days;
  let entries = 0;
  for (let done = 0; done < options.cases; done += BATCH) {
    const size = Math.min(BATCH, options.cases - done);
    entries += await inTransaction(deps.store.owner, async (tx) => {
      let written = 0;
      for (let index = 0; index < size; index += 1) {
        const back = chance.chance(RECENT_SHARE) ? chance.between(0, 30) : chance.between(0, days - 1);
        const actAt = today.subtract({ days: back }).add({ minutes: chance.between(-12 * 60, 0) });
        const session = openSession(batched, chance.uuid());
        livesThrough(deps, session, actors, chance, actAt.toInstant(), now);
        await session.commit(tx);
        written += session.entries.length;
      }
      await secrets.flush();
      return written;
    });
    options.progress?.(done + size, options.cases);
  }
  return { cases: options.cases, entries };
}

async function markSynthetic(deps: Deps): Promise<void> {
  const { rows } = await deps.store.owner.query(
    `with marked as (insert into installation (synthetic) select true
        where not exists (select from journal) on conflict do nothing returning synthetic)
     select synthetic from marked union all select synthetic from installation`,
  );
  if (rows[0]?.synthetic !== true)
    throw new Error("this database holds real cases; synthetic ones are never mixed with them");
}
