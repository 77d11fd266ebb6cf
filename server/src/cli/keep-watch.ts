import { databaseTrouble } from "../api/database-trouble.ts";
import type { Deps } from "../cases/deps.ts";
import { keepRules } from "../oversight/rules.ts";
import { createWatch } from "../oversight/watch/watch.ts";

/** A canary that is touched is told within a minute: its leaf is placed within seconds, and this often somebody looks. */
const LOOK_EVERY_MS = 30_000;
/** How far back the first look reaches: as far as the rules compare. */
const FIRST_LOOK = { hours: 31 * 24 };

/** Tells the database the pack's rules, and watches how access is used, again and again until the program ends. */
export async function keepWatch(
  deps: Deps,
  clock: () => string,
  fail: (reason: string) => void,
): Promise<() => Promise<unknown>> {
  await keepRules(deps.store, deps.country);
  const watch = createWatch(deps, Temporal.Instant.from(clock()).subtract(FIRST_LOOK).toString());
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const look = () => {
    // A long first look is not joined by others.
    if (busy) return;
    busy = true;
    running = watch
      .look(clock())
      // What nobody watches must not go on as if it were watched; a database that is gone for a moment is asked again.
      .catch((error: Error) => {
        if (databaseTrouble(error) !== "unavailable")
          fail(`Access is no longer watched over: ${error.message}`);
      })
      .finally(() => {
        busy = false;
      });
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
