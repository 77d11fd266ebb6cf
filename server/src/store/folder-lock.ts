import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { CannotStart } from "./failure.ts";
import { findProcess, isRunning } from "./process-mark.ts";

const Holder = z.object({ pid: z.int(), began: z.string(), token: z.string() });
type Holder = z.infer<typeof Holder>;

/** How long another process may need between the two steps of taking a lock. */
const SETTLE_MS = 150;

/**
 * Takes the folder for this process, so that no second server works on the same files, and returns what gives it back.
 * A lock whose process is gone (killed, power lost) is taken over; one whose process runs throws `CannotStart` naming
 * the folder and the process. `name` is the folder as the operator knows it.
 */
export async function lockFolder(folder: string, name: string): Promise<() => void> {
  const file = join(folder, "arasha.lock");
  const self = findProcess(process.pid);
  if (self === null) throw new Error("this process cannot be found in the process table");
  const mine: Holder = { ...self, token: randomUUID() };

  if (!createLock(file, mine)) {
    const holder = await readHolder(file);
    if (holder && isRunning(holder)) throw inUse(name, holder);
    const aside = `${file}.${mine.token}`;
    writeFileSync(aside, JSON.stringify(mine), { mode: 0o600, flag: "wx" });
    renameSync(aside, file);
    // Two processes may take over the same stale lock at once: the later rename stands, the other gives way.
    await sleep(SETTLE_MS);
    const winner = await readHolder(file);
    if (winner?.token !== mine.token) throw inUse(name, winner);
  }
  return () => {
    if (holderNow(file)?.token === mine.token) rmSync(file, { force: true });
  };
}

function createLock(file: string, holder: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(holder), { mode: 0o600, flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** A file that stays unreadable was left by a process that died while writing it: nobody holds it. */
async function readHolder(file: string): Promise<Holder | null> {
  const first = holderNow(file);
  if (first) return first;
  await sleep(SETTLE_MS);
  return holderNow(file);
}

function holderNow(file: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (error instanceof SyntaxError || error instanceof z.ZodError || code === "ENOENT") return null;
    throw error;
  }
}

function inUse(name: string, holder: Holder | null): CannotStart {
  const who = holder ? `process ${holder.pid}` : "another process";
  return new CannotStart(
    `The data folder ${name} is in use by ${who}. Stop that one first, or choose another folder with ARASHA_DATA.`,
  );
}
