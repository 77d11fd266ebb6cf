import pg from "pg";
import { KeyServiceFailed } from "../store/transit.ts";

/**
 * Whether an error says that the database cannot answer just now (try again), or that a value is one PostgreSQL cannot
 * hold. `null`: neither; then it is a bug of ours. Classes of SQLSTATE: PostgreSQL's documentation, appendix A.
 */
export function databaseTrouble(error: unknown): "unavailable" | "out-of-range" | null {
  if (error instanceof pg.DatabaseError) {
    const state = error.code ?? "";
    if (PASSING.some((prefix) => state.startsWith(prefix))) return "unavailable";
    return state.startsWith("22") ? "out-of-range" : null;
  }
  if (error instanceof KeyServiceFailed) return "unavailable";
  if (!(error instanceof Error)) return null;
  if ("code" in error && NETWORK.has(String(error.code))) return "unavailable";
  return DRIVER.some((words) => error.message.includes(words)) ? "unavailable" : null;
}

/** Connection lost, serialisation failure or deadlock, lock not to be had, out of resources, shutting down, cancelled. */
const PASSING = ["08", "40", "55P03", "53", "57"] as const;

const NETWORK: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** What the driver says without a code, in its own words (pg 8). */
const DRIVER = [
  "Connection terminated",
  "timeout exceeded when trying to connect",
  "Client has encountered a connection error",
  "Cannot use a pool after calling end on the pool",
] as const;
