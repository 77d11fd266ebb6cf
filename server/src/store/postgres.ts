import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CannotStart } from "./failure.ts";
import { lockFolder } from "./folder-lock.ts";
import { giveTo, type PostgresHome, prepareHome } from "./postgres-home.ts";
import {
  ended,
  FAST,
  IMMEDIATE,
  type Launch,
  lastFault,
  launchOn,
  readStatus,
  run,
  type Server,
  STOP_MS,
} from "./postgres-process.ts";
import { supervise } from "./postgres-supervisor.ts";
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

const LOG_BYTES = 10_000_000;

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
    turnLog(home);
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
    signalTo(status.pid, signal);
    for (let waited = 0; waited < patience; waited += 50) {
      if (!servesCluster(status.pid, cluster)) return true;
      await sleep(50);
    }
  }
  throw new CannotStart(
    `A database server left behind by an earlier run (process ${status.pid}) does not stop. End that process and start again.`,
  );
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended by itself since we looked.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Keeps what the server last said, and one older file: a disk must not fill up over the years. */
function turnLog(home: PostgresHome): void {
  const log = join(home.folder, "server.log");
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_BYTES) renameSync(log, `${log}.old`);
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
