import type { AddressInfo } from "node:net";
import { loadCountry } from "@arasha/packs";
import { createApp } from "../../server/src/api/app.ts";
import { demo } from "../../server/src/cases/demo.ts";
import { createDeps } from "../../server/src/cases/deps.ts";
import { buildWeb } from "../../server/src/cli/build-web.ts";
import { keepTrail } from "../../server/src/cli/keep-trail.ts";
import { keepWatch } from "../../server/src/cli/keep-watch.ts";
import { demoAccounts } from "../../server/src/people/account.ts";
import { signInLinks } from "../../server/src/people/link.ts";
import { closeStore, openStore } from "../../server/src/store/store.ts";
import { freshDatabase, type TestDatabase } from "../../server/src/store/testing.ts";
import type { Door } from "./server.ts";

export type House = Door & { readonly database: TestDatabase };

/**
 * Arasha on a port, in the process of the tests and over one database of their PostgreSQL: for pages that want looking at, where
 * the starting of the real command (`server.ts`) is not what is tested.
 */
export async function openHouse({ cases }: { readonly cases: number }): Promise<House> {
  const clock = () => Temporal.Now.instant().toString();
  const database = await freshDatabase();
  const store = openStore(database);
  const deps = createDeps(store, loadCountry("kz"));
  await store.owner.query("insert into installation (synthetic) values (true)");
  const accounts = await demoAccounts(store, deps.country, clock());
  if (cases > 0) await demo(deps, { cases, seed: 7, now: clock() });
  const links = await signInLinks(store, accounts, clock());
  const { folder } = await buildWeb();
  const faults: string[] = [];
  const fail = (why: string) => faults.push(why);
  const keeper = await keepTrail(store, clock, fail);
  const watch = await keepWatch(deps, clock, fail);
  const app = await createApp(deps, {
    clock,
    webFolder: folder,
    synthetic: true,
    origin: () => address(),
  });
  const address = () => `http://localhost:${(app.server.address() as AddressInfo).port}`;
  await app.listen({ port: 0, host: "localhost" });
  return {
    database,
    address: address(),
    links: new Map(links.map(({ account, token }) => [account.name, `${address()}/sign-in#${token}`])),
    stop: async () => {
      await app.close();
      await watch();
      await keeper();
      await closeStore(store);
      await database.drop();
      if (faults.length > 0) throw new Error(faults.join("\n"));
    },
  };
}
