import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { CannotStart } from "./failure.ts";
import { ended, FAST, IMMEDIATE, type Launch, type Server, STOP_MS } from "./postgres-process.ts";

const RESTARTS_PER_MINUTE = 3;

export type Watch = {
  readonly log: (line: string) => void;
  readonly unlock: () => void;
  readonly gone: (reason: string) => void;
};

/**
 * Starts the server again whenever it ends unasked, on the same port so that pools reconnect, and ends it in order when
 * our process exits. Returns `stop`.
 */
export function supervise(first: Server, launch: Launch, { log, unlock, gone }: Watch): () => Promise<void> {
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
      if (!(error instanceof CannotStart)) return giveUp(String(error));
      // Ended again before it was up: one more end, and as many tries as any other has.
      await restart(error.message);
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
