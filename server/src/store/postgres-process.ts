import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, constants, fchmodSync, fchownSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CannotStart } from "./failure.ts";
import type { PostgresHome } from "./postgres-home.ts";

export type Server = { readonly child: ChildProcess; readonly pid: number; readonly port: number };
export type Launch = (port: number) => Promise<Server | "port taken">;

/** Signals of pg_ctl(1): `fast` shuts down in order, `immediate` leaves the rest to recovery at the next start. */
export const FAST = "SIGINT";
export const IMMEDIATE = "SIGQUIT";
/** `fast` shutdown rolls open transactions back and writes a checkpoint; a slow disk is given this long. */
export const STOP_MS = 30_000;

const RETRY_MS = 250;
/** Processes of a killed server notice within a second; their shared memory is free once they are gone. */
const LEFTOVER_RETRIES = 60;

/**
 * Starts the server and waits until it answers. Waits out the last processes of a server that was just killed. Throws
 * `CannotStart` with the server's own complaint when it does not come up.
 */
export async function launchOn(
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
    if (!leftovers || attempt >= LEFTOVER_RETRIES) {
      throw new CannotStart(`The database does not start: ${lastFault(said)}`);
    }
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
export function run(home: PostgresHome, program: "initdb" | "postgres", args: readonly string[]) {
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

/** The exit code once the process is over, null when a signal ended it. */
export async function ended(child: ChildProcess): Promise<number | null> {
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
  const finish = () => {
    over = true;
  };
  end.then(finish, finish);
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
export function readStatus(folder: string): { pid: number; port: number; ready: boolean } | null {
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
export function lastFault(output: string): string {
  const lines = output.trim().split("\n");
  const fault = lines.findLast((line) => /\b(FATAL|PANIC|error):/i.test(line)) ?? lines.at(-1) ?? "";
  return fault.replace(/^.*?\b(FATAL|PANIC|error):\s*/i, "");
}
