import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { PackError } from "@arasha/law";
import { type Country, compiled, InvalidPack, loadCountry, loadLaw, realCountries } from "@arasha/packs";
import { DEFAULT } from "@arasha/packs/default";
import { type Audience, createApp } from "../api/app.ts";
import type { Budgets } from "../api/budgets.ts";
import type { Certificate } from "../api/encrypted.ts";
import { createDeps, type Deps } from "../cases/deps.ts";
import { settleErasures } from "../cases/erase.ts";
import { belongsTogether } from "../cases/key-fit.ts";
import type { ProviderConfig } from "../people/provider.ts";
import type { Book } from "../site/shelf.ts";
import type { StoreConfig } from "../store/config.ts";
import { startEmbedded } from "../store/embedded.ts";
import { CannotStart } from "../store/failure.ts";
import { appPassword } from "../store/keys.ts";
import { migrate } from "../store/migrate.ts";
import { prepareKeyStore } from "../store/secrets.ts";
import { closeStore, openStore, type Store } from "../store/store.ts";
import { buildWeb, PROJECT, type WebBuild } from "./build-web.ts";
import { type External, externalFrom, openExternal } from "./database.ts";
import { isDemonstration, showDemonstration } from "./demonstration.ts";
import { doorFrom } from "./door-settings.ts";
import { choosePort, refuseTakenPort } from "./free-port.ts";
import { keepNotices } from "./keep-notices.ts";
import { keepTrail } from "./keep-trail.ts";
import { keepWatch } from "./keep-watch.ts";
import { type CertificateFiles, certificatesFrom, type Lines, readLines } from "./line-settings.ts";
import { createLog, type LogLevel, logLevelFrom } from "./log.ts";
import { refuseClues } from "./mail-settings.ts";
import { messagesFrom } from "./message-settings.ts";
import { createProgress, type Progress, type Terminal } from "./progress.ts";
import { budgetsFrom } from "./use-settings.ts";

export type StartOptions = {
  /** Refused when taken. Without it the first free port from 8080 on. */
  readonly port?: number;
  /** Address to listen on; by default only this machine reaches it. */
  readonly host?: string;
  /** Holds the embedded database and the master key. */
  readonly dataFolder?: string;
  /** A PostgreSQL server of the operator's own, and its keys. No demonstration data goes there. */
  readonly external?: External | null;
  /** Staff workspace built elsewhere. Without it, it is built here when its sources changed. */
  readonly webFolder?: string;
  readonly country?: string;
  /** Where people reach this Arasha, `https://arasha.example`. By default this machine, by the port it listens on. */
  readonly origin?: string;
  /** Where the law and the survivors' own pages are, where they have a host of their own. */
  readonly publicOrigin?: string;
  /** The port of that host; where it is given, the other port serves staff alone. */
  readonly publicPort?: number;
  /** What the listeners end TLS with. Without it, only this machine is served. */
  readonly tls?: CertificateFiles;
  /** Of the public port, where it is another. */
  readonly publicTls?: CertificateFiles;
  /** Address of the proxy in front, whose `X-Forwarded-*` headers are believed. */
  readonly proxy?: string;
  readonly provider?: ProviderConfig;
  /** How much may be asked of this process. */
  readonly budgets?: Budgets;
  /** How much the service tells of what it does, on standard error. */
  readonly log?: LogLevel;
  /** How messages are sent, from the environment; read when the country is known, whose words it must not give away. */
  readonly messages?: Readonly<Record<string, string | undefined>>;
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
};

type Closer = () => Promise<unknown>;

/**
 * Runs Arasha until `signal` aborts, and returns the exit code: 0 after an orderly stop, 1 when it could not start or
 * could not go on, 2 when it may not listen as it was told to, with one line that says why. Whatever was started is stopped
 * in the reverse order.
 */
export async function start(
  options: StartOptions | (() => StartOptions),
  around: Surroundings,
): Promise<number> {
  const began = performance.now();
  const progress = createProgress(around.out, () => (performance.now() - began) / 1000);
  const giveUp = new AbortController();
  const signal = AbortSignal.any([around.signal, giveUp.signal]);
  const closers: Closer[] = [];
  let reason = null as string | null;
  let exit: 1 | 2 = 1;
  const fail = (why: string) => {
    reason = why;
    giveUp.abort();
  };
  try {
    // Settings that cannot be are a reason not to start, told like any other.
    const settings = typeof options === "function" ? options() : options;
    await bringUp(settings, { ...around, signal }, progress, closers, fail);
    await aborted(signal);
  } catch (error) {
    if (error instanceof CannotStart) {
      if (reason === null) exit = error.exit;
      reason ??= error.message;
    } else if (!signal.aborted) throw error;
  } finally {
    if (around.signal.aborted) progress.say("Stopping …");
    // Ends what is still under way, such as the building of the workspace.
    giveUp.abort();
    for (const close of closers.reverse()) await close();
  }
  if (around.signal.aborted || reason === null) return 0;
  around.err.write(`${reason}\n`);
  return exit;
}

/**
 * `start` for a terminal or a service manager: stops in order on Ctrl-C, SIGTERM or a closed terminal, and when npm, that
 * started it, was told to stop. Who asks again after a second is not made to wait for open requests.
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
  const watch = process.env.npm_command === undefined ? undefined : onParentGone(ask);
  try {
    return await start(() => withEnvironment(options, takenFrom(process.env)), {
      out: process.stdout,
      err: process.stderr,
      clock: () => Temporal.Now.instant().toString(),
      signal: stop.signal,
    });
  } finally {
    for (const name of signals) process.off(name, ask);
    clearInterval(watch);
  }
}

/** The environment, out of which the keys are taken: what this process starts later does not inherit them. */
function takenFrom(env: NodeJS.ProcessEnv): Readonly<Record<string, string | undefined>> {
  const taken = { ...env };
  for (const name of Object.keys(env))
    if (/^ARASHA_(MASTER_KEY(_\d+)?|TRANSIT_(TOKEN|SECRET_ID))$/.test(name)) delete env[name];
  return taken;
}

/** npm runs us beneath a shell that a SIGTERM ends without passing it on: then only the loss of our parent tells. */
function onParentGone(gone: () => void): NodeJS.Timeout {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    gone();
  }, 250);
  return watch.unref();
}

/** The options as given, completed from the environment (`PORT`, `HOST`, `ARASHA_DATA`, the database's and the door's). */
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
    external: options.external ?? externalFrom(env),
    log: options.log ?? logLevelFrom(given("ARASHA_LOG")),
    ...doorFrom(env),
    ...certificatesFrom(env),
    budgets: budgetsFrom(env),
    messages: env,
    ...(options.publicPort !== undefined && { publicPort: options.publicPort }),
  };
}

async function bringUp(
  options: StartOptions,
  around: Surroundings,
  progress: Progress,
  closers: Closer[],
  fail: (reason: string) => void,
): Promise<void> {
  const { clock, signal } = around;
  const host = options.host || "localhost";
  const lines = await readLines({ ...options, host }, clock());
  await refuseTakenPort(options.port, host);
  await refuseTakenPort(options.publicPort, host);
  progress.say("Arasha is starting.");
  // First of all: on a law with faults nothing is started, built or migrated.
  const country = readCountry(options.country ?? DEFAULT.country);
  const messages = messagesFrom(options.messages ?? {}, country.contact);
  const { mail, sms } = messages;
  if ((mail ?? sms) !== null && messages.linkOrigin === null)
    refuseClues(country.contact, "ARASHA_LINK_ORIGIN (by default the public address)", hostOf(options));
  progress.done("law", `${country.pack.norms.length} norms, country ${country.pack.country}`);

  // Built while the database comes up. A failure waits for `await web`, after what has been started can be stopped.
  const web = webOf(options, signal);
  web.catch(() => undefined);
  closers.push(() => web.catch(() => undefined));

  const config = await openDatabase(options, progress, closers, fail);
  signal.throwIfAborted();
  const { applied } = await migrate(config.ownerUrl, appPassword(config.masterKey));
  await prepareKeyStore(config.keysUrl);
  progress.done("migrations", applied.length > 0 ? applied.join(", ") : "up to date");
  const store = openStore(config);
  closers.push(() => closeStore(store));
  if (!(await belongsTogether(store)))
    throw new CannotStart(
      "The key store has nothing for the cases of this database: it is another one, or was restored from too early. See: arasha key check",
    );
  // Where an erasure was cut short between the two databases.
  await settleErasures(store, null, NOT_FOR_LONG_MS);

  const deps = createDeps(store, country);
  const beside = booksBeside(country);
  const embedded = !options.external;
  const synthetic = await isDemonstration(deps, embedded);

  const keeper = await keepTrail(store, clock, fail);
  closers.push(keeper);
  progress.done("trail", "kept");
  closers.push(await keepWatch(deps, clock, fail));

  const { folder, built } = await web;
  progress.done("workspace", built ? "built" : "up to date");
  signal.throwIfAborted();
  const serve = (audience: Audience, port: number | undefined, publicOrigin: string | null) =>
    listen(
      deps,
      options,
      { audience, port, host, lines, publicOrigin, synthetic, beside, webFolder: folder },
      around,
      progress,
      closers,
    );
  const apart = options.publicPort !== undefined;
  const hers = apart ? await serve("public", options.publicPort, null) : null;
  const address = await serve(apart ? "staff" : "everybody", options.port, hers);
  progress.done("serving", hers === null ? address : `staff at ${address}, the public at ${hers}`);

  const origins = { public: hers ?? address, staff: address };
  closers.push(keepNotices(deps, messages, origins, clock, progress.say));
  const ways = [mail?.server.host, sms?.centre.host].filter((host) => host !== undefined);
  if (ways.length > 0) progress.done("messages", `by ${ways.join(" and ")}`);

  if (embedded && synthetic) await showDemonstration(deps, options, address, around, progress);
  else if (await hasNobody(store))
    progress.say(
      "\nNobody has an account yet. Let the first administrator in with: arasha account invite NAME",
    );
  progress.say("\nCtrl-C stops Arasha.");
}

/** A start does not wait for somebody's backup to end; the nightly `retention` does. */
const NOT_FOR_LONG_MS = 1_000;

/** The host that links in messages lead to where nothing else is said. */
function hostOf({ publicOrigin, origin, publicPort }: StartOptions): string {
  const at = publicPort === undefined ? origin : publicOrigin;
  return at === undefined ? "localhost" : new URL(at).hostname;
}

type Listener = {
  readonly audience: Audience;
  readonly port: number | undefined;
  readonly host: string;
  readonly lines: Lines;
  readonly publicOrigin: string | null;
  readonly synthetic: boolean;
  readonly webFolder: string;
  readonly beside: readonly Book[];
};

/** Opens one listener and returns the address people reach it by. */
async function listen(
  deps: Deps,
  options: StartOptions,
  { port, host, lines, publicOrigin, ...served }: Listener,
  { clock, err }: Surroundings,
  progress: Progress,
  closers: Closer[],
): Promise<string> {
  const tls: Certificate | null = served.audience === "public" ? lines.public : lines.staff;
  const scheme = tls === null ? "http" : "https";
  const local = () => `${scheme}://localhost:${(app.server.address() as AddressInfo).port}`;
  const given = served.audience === "public" ? options.publicOrigin : options.origin;
  const origin = () => given ?? local();
  const app = await createApp(deps, {
    ...served,
    tls,
    clock,
    origin,
    publicOrigin: () => publicOrigin,
    trustProxy: options.proxy ?? false,
    provider: options.provider ?? null,
    ...(options.budgets && { budgets: options.budgets }),
    logger: createLog(err, clock, options.log ?? "warn"),
  });
  closers.push(() => app.close());
  await app.listen({ port: await choosePort(port, host, progress.say), host });
  return origin();
}

async function hasNobody({ owner }: Store): Promise<boolean> {
  return (await owner.query("select not exists (select from account) as nobody")).rows[0].nobody;
}

async function webOf({ webFolder }: StartOptions, signal: AbortSignal): Promise<WebBuild> {
  return webFolder === undefined ? buildWeb(PROJECT, signal) : { folder: resolve(webFolder), built: false };
}

async function openDatabase(
  { dataFolder, external }: StartOptions,
  progress: Progress,
  closers: Closer[],
  fail: (reason: string) => void,
): Promise<StoreConfig> {
  const folder = resolve(dataFolder ?? join(PROJECT, "data"));
  if (external) {
    const config = await openExternal(external, folder);
    progress.done("database", "the server in DATABASE_URL");
    return config;
  }
  const log = (line: string) => progress.say(`  ${line}`);
  const { config, postgres } = await startEmbedded({ folder, log, onGone: fail });
  closers.push(() => postgres.stop());
  progress.done("database", `PostgreSQL in ${folder}`);
  return config;
}

function readCountry(id: string): Country {
  return faultless(() => loadCountry(id));
}

/** The law of the other countries there are packs of. Beside a country that does not exist nothing real is shown. */
function booksBeside(country: Country): readonly Book[] {
  if (country.fictional) return [];
  const others = realCountries().filter((id) => id !== country.pack.country);
  return faultless(() =>
    others.map((id) => {
      const other = loadLaw(id);
      return { country: other, law: compiled(other.pack) };
    }),
  );
}

/** A pack with faults is the operator's to put right: every fault is named. */
function faultless<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidPack || error instanceof PackError) {
      throw new CannotStart(error.message, { cause: error });
    }
    throw error;
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((done) => signal.addEventListener("abort", done, { once: true }));
}
