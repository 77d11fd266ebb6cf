import type { FastifyBaseLogger } from "fastify";
import { pino } from "pino";
import { withoutPersons } from "../messages/for-the-log.ts";
import { CannotStart } from "../store/failure.ts";
import type { Terminal } from "./progress.ts";

/** `error`: faults of ours; `warn`: and what was turned away as no page of this house sends it; `info`: and every request. */
export const LOG_LEVELS = ["error", "warn", "info"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** `ARASHA_LOG`; where nothing is said, what somebody has to look at is told. */
export function logLevelFrom(text: string | undefined): LogLevel {
  const level = text === undefined || text === "" ? "warn" : LOG_LEVELS.find((known) => known === text);
  if (level === undefined) throw new CannotStart(`ARASHA_LOG must be one of: ${LOG_LEVELS.join(", ")}.`);
  return level;
}

/**
 * The log of the service: a line of JSON each, in UTC, without the machine's name. Of an error its kind and place are kept,
 * whoever logs it, the framework too, and never its message; of a request and its answer nothing.
 */
export function createLog(terminal: Terminal, clock: () => string, level: LogLevel): FastifyBaseLogger {
  return pino(
    {
      level,
      base: null,
      formatters: { level: (label) => ({ level: label }) },
      timestamp: () => `,"time":"${clock()}"`,
      serializers: { err: withoutPersons, error: withoutPersons, req: nothing, res: nothing },
      hooks: {
        logMethod(said, method) {
          const [about, message] = said;
          // Where nothing else is said, pino says what the error says.
          if (typeof about === "object" && message === undefined) method.apply(this, [about, "failed"]);
          else method.apply(this, said);
        },
      },
    },
    {
      write: (line: string) => {
        terminal.write(line);
      },
    },
  );
}

function nothing(): undefined {
  return undefined;
}
