import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { PackError } from "@arasha/law";
import { InvalidPack, loadCountry } from "@arasha/packs";
import { createDeps, type Deps } from "../cases/deps.ts";
import type { StoreConfig } from "../store/config.ts";
import { findEmbedded, startEmbedded } from "../store/embedded.ts";
import { CannotStart } from "../store/failure.ts";
import { closeStore, openStore } from "../store/store.ts";
import { PROJECT } from "./build-web.ts";
import { externalFrom, openExternal } from "./database.ts";
import { Ended, type Surroundings } from "./output.ts";

/** Where the database is: `DATABASE_URL`, else the data folder of `--data`, `ARASHA_DATA`, or the project's own. */
export type Where = { readonly data?: string };

/**
 * Runs a command on the database. A server of the operator's own is used as it is. The embedded one is joined where it
 * is running; where it is not, it is started for this command and stopped after it.
 * `make`: a data folder without a database is given one; otherwise it is refused, since there is nothing to read.
 */
export async function onDatabase<T>(
  where: Where,
  around: Surroundings,
  options: { readonly make?: boolean },
  run: (config: StoreConfig) => Promise<T>,
): Promise<T> {
  const folder = resolve(where.data ?? (around.env.ARASHA_DATA || join(PROJECT, "data")));
  return refusingPlainly(async () => {
    const external = externalFrom(around.env);
    if (external !== null) return run(await openExternal(external, folder));
    const running = findEmbedded(folder);
    if (running) return run(running);
    if (!options.make && !existsSync(join(folder, "postgres", "cluster")))
      throw new Ended(
        1,
        `There is no database in ${folder} yet. Make one with: arasha migrate, or arasha start.`,
      );
    const { config, postgres } = await startEmbedded({ folder });
    try {
      return await run(config);
    } finally {
      await postgres.stop();
    }
  });
}

/** The same, with the country's law, ready for the functions of the inside. Refuses a database not yet migrated. */
export function onCases<T>(
  where: Where & { readonly country: string },
  around: Surroundings,
  run: (deps: Deps) => Promise<T>,
  options: { readonly make?: boolean; readonly prepare?: (config: StoreConfig) => Promise<unknown> } = {},
): Promise<T> {
  const country = readCountry(where.country);
  return onDatabase(where, around, options, async (config) => {
    await options.prepare?.(config);
    const store = openStore(config);
    try {
      const { rows } = await store.owner.query("select to_regclass('arasha.journal') is not null as ready");
      if (!rows[0].ready)
        throw new Ended(1, "The database has not been prepared yet. Do it with: arasha migrate.");
      return await run(createDeps(store, country));
    } finally {
      await closeStore(store);
    }
  });
}

function readCountry(id: string) {
  try {
    return loadCountry(id);
  } catch (error) {
    if (!(error instanceof InvalidPack || error instanceof PackError)) throw error;
    throw new Ended(2, error.message.split("\n").slice(0, 2).join(" "));
  }
}

/** What the operator has to put right is told as it stands, in one line. */
async function refusingPlainly<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof CannotStart) throw new Ended(1, error.message);
    throw error;
  }
}
