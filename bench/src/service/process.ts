import type { AddressInfo } from "node:net";
import { loadCountry } from "@arasha/packs";
import { createApp } from "../../../server/src/api/app.ts";
import { budgetsOf } from "../../../server/src/api/budgets.ts";
import { demo } from "../../../server/src/cases/demo.ts";
import { createDeps } from "../../../server/src/cases/deps.ts";
import { demoAccounts } from "../../../server/src/people/account.ts";
import { signInLinks } from "../../../server/src/people/link.ts";
import { openStore } from "../../../server/src/store/store.ts";
import type { Order, Ready } from "./service.ts";

/** One account asks here for what a whole country would: counted as everywhere, and never refused. */
const FAST = budgetsOf({ reads: 1e9, computing: 1e9, atOnce: 1000 });

// The process of the service: the whole HTTP application on a real port, started with `fork` by service.ts, which
// sends it the addresses of its database. It ends when its parent does.
process.once("disconnect", () => process.exit(0));
process.once("message", async ({ country, config, caseload }: Order) => {
  const clock = () => Temporal.Now.instant().toString();
  const store = openStore({ ...config, masterKey: Buffer.from(config.masterKey) });
  const deps = createDeps(store, loadCountry(country));
  await store.owner.query("insert into installation (synthetic) values (true) on conflict do nothing");
  const accounts = await demoAccounts(store, deps.country, clock());
  if (caseload !== undefined) await demo(deps, caseload);
  const links = await signInLinks(store, accounts, clock());
  const app = await createApp(deps, { clock, webFolder: null, synthetic: true, budgets: FAST });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo;
  process.send!({ port, links: links.map(({ account, token }) => ({ account, token })) } satisfies Ready);
});
