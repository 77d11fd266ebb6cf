import { demo } from "../cases/demo.ts";
import type { Deps } from "../cases/deps.ts";
import { demoAccounts } from "../people/account.ts";
import { signInLinks } from "../people/link.ts";
import defaults from "./defaults.json" with { type: "json" };
import type { Progress } from "./progress.ts";

/** How many synthetic cases, and which. */
type Caseload = { readonly cases?: number; readonly seed?: number };
/** `clock` gives an instant, ISO 8601; `signal` ends the loading between two batches. */
type Moment = { readonly clock: () => string; readonly signal: AbortSignal };

/** An embedded database that holds nothing yet becomes a demonstration for good. Returns whether the database is one. */
export async function isDemonstration({ store }: Deps, embedded: boolean): Promise<boolean> {
  if (embedded) {
    await store.owner.query(
      "insert into installation (synthetic) select true where not exists (select from journal) on conflict do nothing",
    );
  }
  return (await store.owner.query("select is_synthetic() as synthetic")).rows[0].synthetic;
}

/** Accounts for every role, the synthetic caseload, and a sign-in link each, printed. `address` is where Arasha listens. */
export async function showDemonstration(
  deps: Deps,
  caseload: Caseload,
  address: string,
  { clock, signal }: Moment,
  progress: Progress,
): Promise<void> {
  const accounts = await demoAccounts(deps.store, deps.country, clock());
  await completeCaseload(deps, caseload, { clock, signal }, progress);
  const links = await signInLinks(deps.store, accounts, clock());
  progress.say("\nSign in to the demonstration (each link works for a week):\n");
  const width = Math.max(...accounts.map(({ name }) => name.length)) + 1;
  for (const { account, token } of links) {
    progress.say(`  ${account.name.padEnd(width)} ${address}/sign-in#${token}`);
  }
}

/** Loads what is missing of the caseload: all of it at the first start, the rest when that was cut short. */
async function completeCaseload(
  deps: Deps,
  { cases = defaults.cases, seed = defaults.seed }: Caseload,
  { clock, signal }: Moment,
  progress: Progress,
): Promise<void> {
  const { rows } = await deps.store.owner.query("select count(*)::integer as cases from case_file");
  const before: number = rows[0].cases;
  if (before === 0 && cases === 0) return;
  if (before < cases) {
    await demo(deps, {
      cases: cases - before,
      // The same seed would draw the cases that are there already.
      seed: seed + before,
      now: clock(),
      progress: (done) => {
        progress.soFar("caseload", before + done, cases, "synthetic cases");
        signal.throwIfAborted();
      },
    });
  }
  const total = Math.max(before, cases).toLocaleString("en");
  progress.done("caseload", `${total} synthetic cases${before < cases ? "" : ", as before"}`);
}
