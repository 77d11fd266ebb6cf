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

/** Questions put to browsers of one address within a minute: each is kept until it is answered or over. */
const ASKED_FROM_ONE_ADDRESS = 120;

/**
 * Counts what anybody may ask for and costs a row, answered or not. A whole house behind one address comes in on the same
 * morning, so the limit is far above what people do.
 */
export function createAskings(limit = ASKED_FROM_ONE_ADDRESS): {
  /** Seconds to wait, or 0; then this asking is counted. */
  readonly wait: (address: string, now: string) => number;
} {
  const asked = createAttempts(limit);
  return {
    wait: (address, now) => {
      const seconds = asked.wait(address, now);
      if (seconds === 0) asked.failed(address, now);
      return seconds;
    },
  };
}

/** Failed sign-ins from one address within a minute before the rest of it is refused. */
const FROM_ONE_ADDRESS = 20;
/** Failed sign-ins to one account within a minute. */
const TO_ONE_ACCOUNT = 5;
/** Pairs of account and address remembered as familiar. */
const FAMILIAR = 10_000;

/**
 * Attempts at the door, by address and by account. Somebody who keeps an account busy with wrong guesses must not lock out
 * the person it belongs to: an address she came in from before has a count of its own for her.
 */
export type DoorAttempts = {
  readonly wait: (address: string, account: string | null, now: string) => number;
  readonly failed: (address: string, account: string | null, now: string) => void;
  readonly passed: (address: string, account: string) => void;
};

export function createDoorAttempts(): DoorAttempts {
  const byAddress = createAttempts(FROM_ONE_ADDRESS);
  const byAccount = createAttempts(TO_ONE_ACCOUNT);
  const familiar = new Set<string>();
  const keyOf = (address: string, account: string) => {
    const pair = `${account} ${address}`;
    return familiar.has(pair) ? pair : account;
  };
  return {
    wait: (address, account, now) =>
      Math.max(
        byAddress.wait(address, now),
        account === null ? 0 : byAccount.wait(keyOf(address, account), now),
      ),
    failed: (address, account, now) => {
      byAddress.failed(address, now);
      if (account !== null) byAccount.failed(keyOf(address, account), now);
    },
    passed: (address, account) => {
      const pair = `${account} ${address}`;
      familiar.delete(pair);
      familiar.add(pair);
      const [oldest] = familiar;
      if (familiar.size > FAMILIAR && oldest !== undefined) familiar.delete(oldest);
    },
  };
}
