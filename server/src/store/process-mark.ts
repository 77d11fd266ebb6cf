import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";

/**
 * Which process, beyond doubt: the system reuses a pid, but not a pid together with the moment the process began.
 * `began` is opaque text, to be compared only.
 */
export type ProcessMark = { readonly pid: number; readonly began: string };

/** The process that has this pid now, or null when there is none (a zombie counts as none). */
export function findProcess(pid: number): ProcessMark | null {
  const began = process.platform === "linux" ? beganOnLinux(pid) : beganByPs(pid);
  return began === null ? null : { pid, began };
}

export function isRunning(mark: ProcessMark): boolean {
  return findProcess(mark.pid)?.began === mark.began;
}

/** Whether the process is a PostgreSQL server on this cluster. `cluster` is a real path. */
export function servesCluster(pid: number, cluster: string): boolean {
  if (findProcess(pid) === null) return false;
  // A postmaster changes into its cluster at start and stays there.
  if (process.platform === "linux") return readOrNull(() => readlinkSync(`/proc/${pid}/cwd`)) === cluster;
  return ps(pid, "command").includes(cluster);
}

/** Boot, and clock ticks since boot: field 22 of proc_pid_stat(5). */
function beganOnLinux(pid: number): string | null {
  const stat = readOrNull(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  if (stat === null) return null;
  // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return null;
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return `${boot}/${fields[19]}`;
}

function beganByPs(pid: number): string | null {
  const line = ps(pid, "lstart");
  return line === "" || ps(pid, "state").startsWith("Z") ? null : line;
}

function ps(pid: number, column: string): string {
  const run = () => execFileSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8" });
  return (readOrNull(run) ?? "").trim();
}

/** Null when the process ended, or is another user's, between our looking and our reading. */
function readOrNull(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
