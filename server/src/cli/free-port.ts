import { once } from "node:events";
import { createServer } from "node:net";
import { CannotStart } from "../store/failure.ts";
import defaults from "./defaults.json" with { type: "json" };

/** Before anything is started: a port that was asked for and cannot be had throws `CannotStart`, with an offer. */
export async function refuseTakenPort(port: number | undefined, host: string): Promise<void> {
  if (port === undefined) return;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new CannotStart("The port is not a number from 0 to 65535.");
  }
  if (port === 0 || (await isFree(port, host))) return;
  const free = await nextFree(port, host);
  const offer = free === null ? "Choose another one" : `Port ${free} is free: choose it`;
  throw new CannotStart(`Port ${port} is taken. ${offer} with --port or PORT.`);
}

/** The port asked for, or the first free one from 8080 on; `say` is told when that is not 8080. */
export async function choosePort(
  port: number | undefined,
  host: string,
  say: (line: string) => void,
): Promise<number> {
  if (port !== undefined) return port;
  if (await isFree(defaults.port, host)) return defaults.port;
  const free = await nextFree(defaults.port, host);
  if (free === null) {
    throw new CannotStart(
      `Port ${defaults.port} and those after it are taken. Choose one with --port or PORT.`,
    );
  }
  say(`  Port ${defaults.port} is taken; using ${free}. Choose another with --port or PORT.`);
  return free;
}

/** Whether this process could listen there now. Throws `CannotStart` when it never could, whoever else listens. */
export async function isFree(port: number, host: string): Promise<boolean> {
  const probe = createServer();
  try {
    probe.listen(port, host);
    await once(probe, "listening");
    return true;
  } catch (error) {
    switch ((error as NodeJS.ErrnoException).code) {
      case "EADDRINUSE":
        return false;
      case "EACCES":
        throw new CannotStart(
          `This user may not listen on port ${port}. Choose one above 1023 with --port or PORT.`,
        );
      case "EADDRNOTAVAIL":
      case "ENOTFOUND":
        throw new CannotStart(`${host} is not an address of this machine. Choose another with HOST.`);
      default:
        throw error;
    }
  } finally {
    if (probe.listening) {
      probe.close();
      await once(probe, "close");
    }
  }
}

/** The first free port after `port`, or null when none of the next twenty is. */
export async function nextFree(port: number, host: string): Promise<number | null> {
  for (let next = port + 1; next <= Math.min(port + 20, 65_535); next++) {
    if (await isFree(next, host)) return next;
  }
  return null;
}
