import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { PackError } from "@arasha/law";
import { InvalidPack, loadCountry } from "@arasha/packs";
import pg from "pg";
import { createApp } from "../api/app.ts";
import { demo } from "../cases/demo.ts";
import { createDeps, type Deps } from "../cases/deps.ts";
import { demoAccounts } from "../people/account.ts";
import { signInLinks } from "../people/link.ts";
import type { StoreConfig } from "../store/config.ts";
import { externalConfig, serverAddress, startEmbedded } from "../store/embedded.ts";
import { CannotStart } from "../store/failure.ts";
import { appPassword, masterKeyFrom } from "../store/keys.ts";
import { migrate } from "../store/migrate.ts";
import { closeStore, openStore, type Store } from "../store/store.ts";
import { buildWeb, PROJECT, type WebBuild } from "./build-web.ts";
import { isFree, nextFree } from "./free-port.ts";
import { createProgress, type Progress, type Terminal } from "./progress.ts";

export type StartOptions = {
  /** Refused when taken. Without it the first free port from 8080 on. */
  readonly port?: number;
  /** Address to listen on; by default only this machine reaches it. */
  readonly host?: string;
  /** Holds the embedded database and the master key. */
  readonly dataFolder?: string;
  /** A PostgreSQL server of the operator's own, as the owner of the tables. No demonstration data goes there. */
  readonly databaseUrl?: string;
  /** 32 bytes, base64. By default the file `master.key` of the data folder. */
  readonly masterKey?: string;
  readonly country?: string;
  /** Size and seed of the demonstration caseload. */
  readonly cases?: number;
  readonly seed?: number;
};

/** What the program is surrounded by; a test brings its own. */
export type Surroundings = {
  readonly out: Terminal;
  readonly err: Terminal;
  /** Instant, ISO 8601. */
  readonly clock: () => string;
  /** Aborted to end the program in order. */
  readonly signal: AbortSignal;
  /** Makes the staff workspace ready to be served; builds it when left out. */
  readonly web?: (signal: AbortSignal) => Promise<WebBuild>;
};

const DEFAULT_PORT = 8080;

/**
 * Runs Arasha until `signal` aborts, and returns the exit code: 0 after an orderly stop, 1 when it could not start or
 * could not go on, with one line that says why. Whatever was started is stopped in the reverse order.
 */
export async function start(options: StartOptions, around: Surroundings): Promise<number> {
  const began = performance.now();
  const progress = createProgress(around.out, () => (performance.now() - began) / 1000);
  const failure = new AbortController();
  const signal = AbortSignal.any([around.signal, failure.signal]);
  const closers: (() => Promise<unknown>)[] = [];
  try {
    await bringUp(options, { ...around, signal }, progress, closers, (reason) => failure.abort(reason));
    await aborted(signal);
  } catch (error) {
    if (!signal.aborted) {
      if (!(error instanceof CannotStart)) throw error;
      around.err.write(`${error.message}\n`);
      return 1;
    }
  } finally {
    if (signal.aborted) progress.say("Stopping …");
    for (const close of closers.reverse()) await close();
  }
  if (around.signal.aborted) return 0;
  around.err.write(`${failure.signal.reason}\n`);
  return 1;
}

/**
 * `start` for a terminal or a service manager: stops in order on Ctrl-C, SIGTERM or a closed terminal. Who asks again
 * after a second is not made to wait for open requests.
 */
export async function startHere(options: StartOptions): Promise<number> {
  const stop = new AbortController();
  let asked: number | null = null;
  const ask = () => {
    // npm passes on the Ctrl-C that the terminal has sent us already: two signals at once are one.
    if (asked !== null && performance.now() - asked > 1000) process.exit(130);
    asked ??= performance.now();
    stop.abort();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const name of signals) process.on(name, ask);
  try {
    return await start(withEnvironment(options, process.env), {
      out: process.stdout,
      err: process.stderr,
      clock: () => Temporal.Now.instant().toString(),
      signal: stop.signal,
    });
  } finally {
    for (const name of signals) process.off(name, ask);
  }
}

/** The options as given, completed from the environment (`PORT`, `HOST`, `ARASHA_DATA`, `DATABASE_URL`, `ARASHA_MASTER_KEY`). */
export function withEnvironment(
  options: StartOptions,
  env: Readonly<Record<string, string | undefined>>,
): StartOptions {
  const given = (name: string) => env[name] || undefined;
  const port = given("PORT");
  return {
    ...options,
    port: options.port ?? (port === undefined ? undefined : Number(port)),
    host: options.host ?? given("HOST"),
    dataFolder: options.dataFolder ?? given("ARASHA_DATA"),
    databaseUrl: options.databaseUrl ?? given("DATABASE_URL"),
    masterKey: options.masterKey ?? given("ARASHA_MASTER_KEY"),
  };
}

async function bringUp(
  options: StartOptions,
  around: Surroundings,
  progress: Progress,
  closers: (() => Promise<unknown>)[],
  fail: (reason: string) => void,
): Promise<void> {
  const { clock, signal } = around;
  const host = options.host ?? "localhost";
  await refuseTakenPort(options.port, host);
  progress.say("Arasha is starting.");

  // Built while the database comes up. A failure waits for `await web`, after what has been started can be stopped.
  const web = (around.web ?? ((until) => buildWeb(PROJECT, until)))(signal);
  web.catch(() => undefined);
  closers.push(() => web.catch(() => undefined));

  const config = await openDatabase(options, progress, closers, fail);
  signal.throwIfAborted();
  const { applied } = await migrate(config.ownerUrl, appPassword(config.masterKey));
  progress.done("migrations", applied.length > 0 ? applied.join(", ") : "up to date");
  const store = openStore(config);
  closers.push(() => closeStore(store));

  const deps = readCountry(store, options.country ?? "kz");
  progress.done("law", `${deps.country.pack.norms.length} norms, country ${deps.country.pack.country}`);
  const embedded = options.databaseUrl === undefined;
  const synthetic = await isDemonstration(deps, embedded);

  const { folder, built } = await web;
  progress.done("workspace", built ? "built" : "up to date");
  signal.throwIfAborted();
  const app = await createApp(deps, { clock, webFolder: folder, synthetic });
  closers.push(() => app.close());
  await app.listen({ port: await choosePort(options.port, host, progress), host });
  const { port } = app.server.address() as AddressInfo;
  const address = `http://localhost:${port}`;
  progress.done("serving", address);

  if (embedded && synthetic) await showDemonstration(deps, options, address, around, progress);
  progress.say("\nCtrl-C stops Arasha.");
}

async function refuseTakenPort(port: number | undefined, host: string): Promise<void> {
  if (port === undefined) return;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new CannotStart("The port is not a number from 0 to 65535.");
  }
  if (port === 0 || (await isFree(port, host))) return;
  const free = await nextFree(port, host);
  const offer = free === null ? "Choose another one" : `Port ${free} is free: choose it`;
  throw new CannotStart(`Port ${port} is taken. ${offer} with --port or PORT.`);
}

async function choosePort(port: number | undefined, host: string, progress: Progress): Promise<number> {
  if (port !== undefined) return port;
  if (await isFree(DEFAULT_PORT, host)) return DEFAULT_PORT;
  const free = await nextFree(DEFAULT_PORT, host);
  if (free === null) {
    throw new CannotStart(
      `Port ${DEFAULT_PORT} and those after it are taken. Choose one with --port or PORT.`,
    );
  }
  progress.say(`  Port ${DEFAULT_PORT} is taken; using ${free}. Choose another with --port or PORT.`);
  return free;
}

async function openDatabase(
  { dataFolder, databaseUrl, masterKey }: StartOptions,
  progress: Progress,
  closers: (() => Promise<unknown>)[],
  fail: (reason: string) => void,
): Promise<StoreConfig> {
  const folder = resolve(dataFolder ?? join(PROJECT, "data"));
  if (databaseUrl !== undefined) {
    const given = masterKey === undefined ? null : decodeKey(masterKey);
    const sealed = await holdsSealedContent(serverAddress(databaseUrl).href);
    const key = given ?? keyFileFor(folder, sealed);
    progress.done("database", "the server in DATABASE_URL");
    return externalConfig(databaseUrl, key);
  }
  const log = (line: string) => progress.say(`  ${line}`);
  const { config, postgres } = await startEmbedded({ folder, log, onGone: fail });
  closers.push(() => postgres.stop());
  progress.done("database", `PostgreSQL in ${folder}`);
  return config;
}

function decodeKey(text: string): Buffer {
  const key = Buffer.from(text, "base64");
  if (key.length !== 32) throw new CannotStart("ARASHA_MASTER_KEY does not hold 32 bytes in base64.");
  return key;
}

/** The key file for a server of the operator's own; made only while nothing there is sealed yet. */
function keyFileFor(folder: string, sealed: boolean): Buffer {
  if (sealed && !existsSync(join(folder, "master.key"))) {
    throw new CannotStart(
      `The database holds cases, but their key is neither in ARASHA_MASTER_KEY nor in ${join(folder, "master.key")}. A new key would open none of them.`,
    );
  }
  return masterKeyFrom(folder);
}

/** Also the first word with that server: throws `CannotStart` when it does not answer. */
async function holdsSealedContent(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  try {
    await client.connect();
    const { rows } = await client.query("select to_regclass('arasha.case_key') is not null as migrated");
    if (!rows[0].migrated) return false;
    return (await client.query("select exists (select from arasha.case_key) as sealed")).rows[0].sealed;
  } catch (cause) {
    throw new CannotStart(`The database in DATABASE_URL does not answer: ${(cause as Error).message}`, {
      cause,
    });
  } finally {
    await client.end();
  }
}

/** A pack with faults is the operator's to put right: every fault is named. */
function readCountry(store: Store, id: string): Deps {
  try {
    return createDeps(store, loadCountry(id));
  } catch (error) {
    if (error instanceof InvalidPack || error instanceof PackError) {
      throw new CannotStart(error.message, { cause: error });
    }
    throw error;
  }
}

/** An embedded database that holds nothing yet becomes a demonstration for good. Returns whether the database is one. */
async function isDemonstration({ store }: Deps, embedded: boolean): Promise<boolean> {
  if (embedded) {
    await store.owner.query(
      "insert into installation (synthetic) select true where not exists (select from journal) on conflict do nothing",
    );
  }
  return (await store.owner.query("select is_synthetic() as synthetic")).rows[0].synthetic;
}

async function showDemonstration(
  deps: Deps,
  options: StartOptions,
  address: string,
  { clock, signal }: Surroundings,
  progress: Progress,
): Promise<void> {
  const accounts = await demoAccounts(deps.store, deps.country, clock());
  await completeCaseload(deps, options, { clock, signal }, progress);
  const links = await signInLinks(deps.store, accounts, clock());
  progress.say("\nSign in to the demonstration (each link works for a week):\n");
  for (const { account, token } of links) {
    progress.say(`  ${account.name.padEnd(24)} ${address}/sign-in#${token}`);
  }
}

/** Loads what is missing of the caseload: all of it at the first start, the rest when that was cut short. */
async function completeCaseload(
  deps: Deps,
  { cases = 2000, seed = 1 }: StartOptions,
  { clock, signal }: Pick<Surroundings, "clock" | "signal">,
  progress: Progress,
): Promise<void> {
  const { rows } = await deps.store.owner.query("select count(*)::integer as cases from case_file");
  const before: number = rows[0].cases;
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

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((done) => signal.addEventListener("abort", done, { once: true }));
}
