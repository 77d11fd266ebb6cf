import { loadCountry } from "@arasha/packs";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { createDeps, type Deps } from "../cases/deps.ts";
import { keepRules } from "../oversight/rules.ts";
import { type Account, demoAccounts } from "../people/account.ts";
import { signInLinks } from "../people/link.ts";
import { argon2 } from "../people/password.ts";
import { closeStore, openStore } from "../store/store.ts";
import { freshDatabase } from "../store/testing.ts";
import { type AppOptions, createApp } from "./app.ts";
import { budgetsOf } from "./budgets.ts";
import { SESSION_COOKIE } from "./cookies.ts";

/** The whole service over a database of its own, in the country that does not exist, at a time the test sets. */
export type TestService = {
  readonly app: FastifyInstance;
  readonly deps: Deps;
  /** Connects as the superuser of the test cluster: for what no role of Arasha may do. */
  readonly superuserUrl: string;
  readonly accounts: readonly Account[];
  /** Sends a request as the one who has this role; `null`: as nobody. */
  readonly as: (role: string | null, request: InjectOptions) => Promise<LightMyRequestResponse>;
  readonly linkOf: (role: string) => string;
  /** Moves the clock of the service. */
  readonly setNow: (instant: string) => void;
  readonly close: () => Promise<void>;
};

/** argon2id with next to no work: what is tested is what is done with it. */
export const QUICK = argon2({ memoryCost: 8, timeCost: 1, parallelism: 1 });

/** The clock of a test stands still: nothing anybody took would ever be made up for. */
const UNBOUNDED = budgetsOf({ reads: 1e9, computing: 1e9, atOnce: 100 });

export const NOW = "2026-03-10T09:00:00Z";

export async function startService(options: Partial<AppOptions> = {}): Promise<TestService> {
  const database = await freshDatabase();
  const store = openStore(database);
  const deps = createDeps(store, loadCountry("testland"));
  let now = NOW;
  const app = await createApp(deps, {
    clock: () => now,
    webFolder: null,
    synthetic: true,
    hasher: QUICK,
    budgets: UNBOUNDED,
    ...options,
  });
  // Links open nothing but a demonstration.
  await store.owner.query("insert into installation (synthetic) values (true)");
  await keepRules(store, deps.country);
  const accounts = await demoAccounts(store, deps.country, now);
  const links = await signInLinks(store, accounts, now);
  const linkOf = (role: string) => links.find(({ account }) => account.role === role)?.token ?? "";

  const cookies = new Map<string, Readonly<Record<string, string>>>();
  const cookieOf = async (role: string): Promise<Readonly<Record<string, string>>> => {
    const known = cookies.get(role);
    if (known !== undefined) return known;
    const response = await app.inject({
      method: "POST",
      url: "/api/session",
      payload: { link: linkOf(role) },
    });
    const given = response.cookies.find(({ name }) => name.endsWith(SESSION_COOKIE));
    if (given === undefined) throw new Error(`nobody could sign in as ${role}: ${response.body}`);
    const cookie = { [given.name]: given.value };
    cookies.set(role, cookie);
    return cookie;
  };

  return {
    app,
    deps,
    superuserUrl: database.superuserUrl,
    accounts,
    as: async (role, request) =>
      app.inject(role === null ? request : { ...request, cookies: await cookieOf(role) }),
    linkOf,
    setNow: (instant) => {
      now = instant;
      // A session left alone for so long would have ended: whoever is asked for next signs in again.
      cookies.clear();
    },
    close: async () => {
      await app.close();
      await closeStore(store);
      await database.drop();
    },
  };
}
