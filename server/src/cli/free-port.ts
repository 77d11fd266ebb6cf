import { once } from "node:events";
import { createServer } from "node:net";
import { CannotStart } from "../store/failure.ts";

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
