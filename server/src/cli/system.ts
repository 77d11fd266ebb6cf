import { demo } from "../cases/demo.ts";
import { rebuild } from "../cases/rebuild.ts";
import { say } from "../messages/say.ts";
import type { StoreConfig } from "../store/config.ts";
import { appPassword } from "../store/keys.ts";
import { migrate } from "../store/migrate.ts";
import { prepareKeyStore } from "../store/secrets.ts";
import { onCases, onDatabase, type Where } from "./connect.ts";
import { answer, type Common, columns, Ended, type Surroundings } from "./output.ts";

/** `migrate`: brings the database up to date, and makes it where the data folder has none. */
export async function migrateHere(options: Common & Where, around: Surroundings): Promise<void> {
  const { applied } = await onDatabase(options, around, { make: true }, bringUpToDate);
  answer(around, options, { applied }, () =>
    applied.length === 0 ? say(options.lang, "cli.upToDate") : applied.join("\n"),
  );
}

/** `rebuild`: recreates every derived table from the journals. A table that comes out otherwise than it was is named. */
export async function rebuildHere(
  options: Common & Where & { readonly country: string },
  around: Surroundings,
): Promise<void> {
  const { cases, before, after } = await onCases(options, around, (deps) => rebuild(deps));
  const tables = after.map((table) => ({
    ...table,
    same: before.some(({ name, digest }) => name === table.name && digest === table.digest),
  }));
  answer(around, options, { cases, tables }, () =>
    columns(
      tables.map(({ name, rows, same }) => [
        name,
        String(rows),
        say(options.lang, same ? "cli.asBefore" : "cli.nowOtherwise"),
      ]),
    ),
  );
}

export type DemoOptions = Common &
  Where & { readonly country: string; readonly cases: number; readonly seed: number };

/** `demo`: adds synthetic cases to a demonstration database, through the same checks as real ones. */
export async function demoHere(options: DemoOptions, around: Surroundings): Promise<void> {
  const written = await onCases(
    options,
    around,
    async (deps) => {
      const { rows } = await deps.store.owner.query(
        "select exists (select from journal) and not is_synthetic() as real",
      );
      if (rows[0].real) throw new Ended(1, say(options.lang, "cli.realCases"));
      return demo(deps, { cases: options.cases, seed: options.seed, now: around.clock() });
    },
    { make: true, prepare: bringUpToDate },
  );
  answer(around, options, written, () => say(options.lang, "cli.written", written));
}

async function bringUpToDate(config: StoreConfig) {
  await prepareKeyStore(config.keysUrl);
  return migrate(config.ownerUrl, appPassword(config.masterKey));
}
