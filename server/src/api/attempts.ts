/**
 * Counts failed attempts by address: after `limit` within a minute the rest of that minute is refused. Tokens of 256
 * bits cannot be guessed; this keeps somebody who tries from loading the database. It is one process's memory, emptied
 * every minute, and so bounded by what arrives in one.
 */
export type Attempts = {
  /** Seconds to wait, or 0 when another attempt may be made. `now` is an instant, ISO 8601. */
  readonly wait: (address: string, now: string) => number;
  readonly failed: (address: string, now: string) => void;
};

export function createAttempts(limit: number): Attempts {
  let minute = -1;
  let counts = new Map<string, number>();
  const countsAt = (now: string) => {
    const current = Math.floor(Temporal.Instant.from(now).epochMilliseconds / 60_000);
    if (current !== minute) {
      minute = current;
      counts = new Map();
    }
    return counts;
  };
  return {
    wait: (address, now) => {
      if ((countsAt(now).get(address) ?? 0) < limit) return 0;
      const passed = Temporal.Instant.from(now).epochMilliseconds - minute * 60_000;
      return Math.max(1, Math.ceil((60_000 - passed) / 1000));
    },
    failed: (address, now) => {
      const current = countsAt(now);
      current.set(address, (current.get(address) ?? 0) + 1);
    },
  };
}
