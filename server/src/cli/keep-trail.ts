import { databaseTrouble } from "../api/database-trouble.ts";
import type { Store } from "../store/store.ts";
import { sequence } from "../trail/sequence.ts";
import { trailSigner } from "../trail/signer.ts";

/** How long a row of the trail waits for its place at most. */
const PLACE_EVERY_MS = 5_000;

/** Places what waits, again and again, and a last time when the program ends. */
export async function keepTrail(
  store: Store,
  clock: () => string,
  fail: (reason: string) => void,
): Promise<() => Promise<unknown>> {
  const signer = trailSigner(store.keys);
  let running: Promise<unknown> = sequence(store, signer, clock());
  await running;
  const place = () => {
    running = running
      .then(() => sequence(store, signer, clock()))
      // Without its trail nothing may go on; a database that is gone for a moment is asked again.
      .catch((error: Error) => {
        if (databaseTrouble(error) !== "unavailable") fail(`The trail cannot be kept: ${error.message}`);
      });
  };
  const timer = setInterval(place, PLACE_EVERY_MS);
  return async () => {
    clearInterval(timer);
    place();
    await running;
  };
}
