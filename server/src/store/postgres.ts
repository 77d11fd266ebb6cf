import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fchownSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CannotStart } from "./failure.ts";
import { lockFolder } from "./folder-lock.ts";
import { giveTo, type PostgresHome, prepareHome } from "./postgres-home.ts";
import { servesCluster } from "./process-mark.ts";

export type PostgresOptions = {
  /** The data folder; the server keeps to `postgres/` in it. Made when absent. */
  readonly folder: string;
  /** Takes one line for the operator at a time. */
  readonly log?: (line: string) => void;
  /** False only for tests: nothing is flushed to disk. */
  readonly durable?: boolean;
  /** Called once when the server keeps ending and is no longer started again. */
  readonly onGone?: (reason: string) => void;
  /** Folder of the PostgreSQL programs, for tests; by default that of the npm package. */
  readonly native?: string;
};

export type Postgres = {
  readonly port: number;
  readonly superuserUrl: string;
  /** Process of the server as first started. */
  readonly pid: number;
  /** True when a server left behind by a killed process was found, and stopped first. */
  readonly orphanStopped: boolean;
  /** Ends every connection, stops the server cleanly and gives the folder back. May be called twice. */
  stop(): Promise<void>;
};

const RESTARTS_PER_MINUTE = 3;
/** `fast` shutdown rolls open transactions back and writes a checkpoint; a slow disk is given this long. */
const STOP_MS = 30_000;
const RETRY_MS = 250;
/** Processes of a killed server notice within a second; their shared memory is free once they are gone. */
const LEFTOVER_RETRIES = 60;

/**
 * Runs the PostgreSQL that came with `npm install` on a data folder of our own: makes the cluster on first use, listens
 * on 127.0.0.1 on a free port, starts again when the server dies, and stops with the process. A server that a killed
 * process left behind is stopped first; what was committed is there again after any of these. Throws `CannotStart` when
 * the folder is in use or the machine does not let the server run.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const log = options.log ?? (() => undefined);
  const home = prepareHome(options.folder, log, options.native);
  const unlock = await lockFolder(home.folder, options.folder);
  try {
    const orphanStopped = await stopOrphan(home, log);
    const password = passwordOf(home);
    await initialise(home, options.durable ?? true);
    const launch = (port: number) => launchOn(home, port, options.durable ?? true, log);
    const server = await launchOnFreePort(launch);
    const stop = supervise(server, launch, { log, unlock, gone: options.onGone ?? (() => undefined) });
    const superuserUrl = `postgres://postgres:${password}@127.0.0.1:${server.port}/postgres`;
    return { port: server.port, superuserUrl, pid: server.pid, orphanStopped, stop };
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * The server that runs on a data folder now, whoever started it, or null. For commands beside a running Arasha.
 * Needs the right to read the folder.
 */
export function findPostgres(
  folder: string,
): { readonly port: number; readonly superuserUrl: string } | null {
  const link = join(folder, "postgres");
  if (!existsSync(join(link, "cluster"))) return null;
  const home = realpathSync(link);
  const status = readStatus(home);
  if (!status?.ready || !servesCluster(status.pid, join(home, "cluster"))) return null;
  const password = readFileSync(join(home, "password"), "utf8").trim();
  return {
    port: status.port,
    superuserUrl: `postgres://postgres:${password}@127.0.0.1:${status.port}/postgres`,
  };
}

type Server = { readonly child: ChildProcess; readonly pid: number; readonly port: number };
type Launch = (port: number) => Promise<Server | "port taken">;

/** Signals of pg_ctl(1): `fast` shuts down in order, `immediate` leaves the rest to recovery at the next start. */
const FAST = "SIGINT";
const IMMEDIATE = "SIGQUIT";

async function stopOrphan(home: PostgresHome, log: (line: string) => void): Promise<boolean> {
  const cluster = join(home.folder, "cluster");
  const status = readStatus(home.folder);
  if (status === null) return false;
  if (!servesCluster(status.pid, cluster)) {
    // The pid may by now be another program's, which would make PostgreSQL refuse to start.
    rmSync(join(cluster, "postmaster.pid"), { force: true });
    return false;
  }
  log(`A database server left behind by an earlier run (process ${status.pid}) is being stopped.`);
  for (const [signal, patience] of [
    [FAST, STOP_MS],
    [IMMEDIATE, 5_000],
  ] as const) {
    process.kill(status.pid, signal);
    for (let waited = 0; waited < patience; waited += 50) {
      if (!servesCluster(status.pid, cluster)) return true;
      await sleep(50);
    }
  }
  throw new CannotStart(
    `A database server left behind by an earlier run (process ${status.pid}) does not stop. End that process and start again.`,
  );
}

/** The superuser's password, in a file only the server's user may read. */
function passwordOf(home: PostgresHome): string {
  const file = join(home.folder, "password");
  if (!existsSync(file)) {
    writeFileSync(file, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
    giveTo(home.user, file);
  }
  return readFileSync(file, "utf8").trim();
}

/** Makes the cluster. Built aside and renamed, so that a first start cut short leaves nothing half-made behind. */
async function initialise(home: PostgresHome, durable: boolean): Promise<void> {
  const cluster = join(home.folder, "cluster");
  if (existsSync(cluster)) return;
  const half = join(home.folder, "cluster.new");
  rmSync(half, { recursive: true, force: true });
  const { child, output } = run(home, "initdb", [
    `--pgdata=${half}`,
    "--username=postgres",
    `--pwfile=${join(home.folder, "password")}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // The provider built into PostgreSQL sorts alike on every machine and asks for no locale of the system.
    "--no-locale",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
    ...(durable ? [] : ["--no-sync"]),
  ]);
  if ((await ended(child)) !== 0) {
    throw new CannotStart(`The database could not be made in ${home.folder}: ${lastFault(output())}`);
  }
  renameSync(half, cluster);
}

async function launchOnFreePort(launch: Launch): Promise<Server> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const server = await launch(await freePort());
    if (server !== "port taken") return server;
  }
  throw new CannotStart("No free port on 127.0.0.1 could be kept for the database. Start again.");
}

/** A port nobody uses now; another program may take it before we do. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}

async function launchOn(
  home: PostgresHome,
  port: number,
  durable: boolean,
  log: (line: string) => void,
): Promise<Server | "port taken"> {
  for (let attempt = 0; ; attempt++) {
    const { child, output } = run(home, "postgres", settings(home, port, durable));
    if (await becomesReady(child, home, log)) return { child, pid: Number(child.pid), port };
    const said = output();
    if (said.includes("Address already in use")) return "port taken";
    const leftovers = said.includes("shared memory block") || said.includes("postmaster.pid");
    if (!leftovers || attempt >= LEFTOVER_RETRIES)
      throw new CannotStart(`The database does not start: ${lastFault(said)}`);
    await sleep(RETRY_MS);
  }
}

function settings(home: PostgresHome, port: number, durable: boolean): readonly string[] {
  const values: Readonly<Record<string, string | number>> = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 100,
    timezone: "UTC",
    log_timezone: "UTC",
    // Queries here are short: compiling one costs more than it saves.
    jit: "off",
    // A log lies on a disk for years: it gets neither statements nor the values a failing row held.
    log_error_verbosity: "terse",
    log_min_error_statement: "panic",
    log_parameter_max_length_on_error: 0,
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return [
    "-D",
    join(home.folder, "cluster"),
    ...Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
}

/**
 * Starts a program of PostgreSQL as the server's user, its output appended to the log. `output` reads what it wrote.
 * The process leads a group of its own: Ctrl-C in a terminal reaches us alone, and we decide the order of stopping.
 */
function run(home: PostgresHome, program: "initdb" | "postgres", args: readonly string[]) {
  const file = join(home.folder, "server.log");
  // A file, not a pipe: the server must be able to write after we were killed. Never through a link, as we may be root.
  const { O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY } = constants;
  const log = openSync(file, O_APPEND | O_CREAT | O_NOFOLLOW | O_WRONLY, 0o600);
  try {
    fchmodSync(log, 0o600);
    if (home.user.uid !== undefined && home.user.gid !== undefined)
      fchownSync(log, home.user.uid, home.user.gid);
    const from = statSync(file).size;
    const child = spawn(join(home.bin, program), args, {
      ...home.user,
      cwd: home.folder,
      detached: true,
      // The server inherits nothing of ours: the environment may hold keys.
      env: { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" },
      stdio: ["ignore", log, log],
    });
    return { child, output: () => readFileSync(file).subarray(from).toString("utf8") };
  } finally {
    closeSync(log);
  }
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode;
}

/** Waits as long as the server lives: recovery after a crash may take minutes. False when it ended instead. */
async function becomesReady(
  child: ChildProcess,
  home: PostgresHome,
  log: (line: string) => void,
): Promise<boolean> {
  const end = ended(child);
  let over = false;
  end.then(
    () => {
      over = true;
    },
    () => {
      over = true;
    },
  );
  for (let waited = 0; !over; waited += 20) {
    const status = readStatus(home.folder);
    if (status?.pid === child.pid && status?.ready) return true;
    if (waited > 0 && waited % 10_000 === 0) log("The database is still recovering from a crash …");
    await sleep(20);
  }
  await end;
  return false;
}

/** What the server says of itself in `postmaster.pid`: line 1 its process, 4 its port, 8 its state (miscinit.h). */
function readStatus(folder: string): { pid: number; port: number; ready: boolean } | null {
  let lines: readonly string[];
  try {
    lines = readFileSync(join(folder, "cluster", "postmaster.pid"), "utf8").split("\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/** The last complaint in the output of a PostgreSQL program, without its time and process. */
function lastFault(output: string): string {
  const lines = output.trim().split("\n");
  const fault = lines.findLast((line) => /\b(FATAL|PANIC|error):/i.test(line)) ?? lines.at(-1) ?? "";
  return fault.replace(/^.*?\b(FATAL|PANIC|error):\s*/i, "");
}

type Watch = {
  readonly log: (line: string) => void;
  readonly unlock: () => void;
  readonly gone: (reason: string) => void;
};

/** Starts the server again whenever it ends unasked, on the same port so that pools reconnect. Returns `stop`. */
function supervise(first: Server, launch: Launch, { log, unlock, gone }: Watch): () => Promise<void> {
  let server: Server | null = first;
  let stopped: Promise<void> | null = null;
  let restarting: Promise<void> = Promise.resolve();
  let ends: readonly number[] = [];

  const atExit = () => {
    server?.child.kill(FAST);
    unlock();
  };
  const giveUp = (reason: string) => {
    process.off("exit", atExit);
    unlock();
    gone(reason);
  };
  const restart = async (how: string) => {
    server = null;
    const now = performance.now();
    ends = [...ends.filter((end) => now - end < 60_000), now];
    if (ends.length > RESTARTS_PER_MINUTE) {
      return giveUp(`The database ended ${ends.length} times within a minute (last: ${how}).`);
    }
    log(`The database ended (${how}); starting it again.`);
    try {
      const next = await launch(first.port);
      if (next === "port taken") return giveUp(`Port ${first.port} of the database was taken meanwhile.`);
      server = next;
      watch(next);
      log("The database is back.");
    } catch (error) {
      giveUp(error instanceof CannotStart ? error.message : String(error));
    }
  };
  const watch = ({ child }: Server) => {
    const onEnd = () => {
      if (stopped === null) restarting = restart(child.signalCode ?? `exit ${child.exitCode}`);
    };
    if (child.exitCode !== null || child.signalCode !== null) onEnd();
    else child.once("exit", onEnd);
  };

  watch(first);
  process.on("exit", atExit);
  return () => {
    stopped ??= (async () => {
      await restarting;
      if (server) await shutDown(server.child);
      process.off("exit", atExit);
      unlock();
    })();
    return stopped;
  };
}

async function shutDown(child: ChildProcess): Promise<void> {
  const over = ended(child);
  child.kill(FAST);
  const late = new AbortController();
  const inTime = await Promise.race([
    over.then(() => true),
    sleep(STOP_MS, false, { signal: late.signal }).catch(() => true),
  ]);
  late.abort();
  if (inTime) return;
  child.kill(IMMEDIATE);
  await over;
}
