import { createHmac } from "node:crypto";
import type { Store } from "../store/store.ts";

/**
 * Attempts, counted in the database within each minute, for all processes together. What is tried is counted before it is
 * tried, so that many at once are many; who came in is given hers back. By whom is kept as a keyed hash, and for minutes. An
 * account there is and one there is not are counted by the same statements.
 */
export type Counter = {
  /** Seconds to wait, or 0; then this one is counted. `now` is an instant, ISO 8601. */
  readonly take: (who: string, now: string) => Promise<number>;
};

/** Counts what anybody may do so often within a minute, whatever comes of it. `what` tells one counter from another. */
export function createCounter(store: Store, what: string, limit: number): Counter {
  return { take: (who, now) => taken(store, [hashOf(store, what, who), limit, null, null, null, now]) };
}

/** Questions put to browsers of one address within a minute: each is kept until it is answered or over. */
const ASKED_FROM_ONE_ADDRESS = 120;

/**
 * Counts what anybody may ask for and costs a row, answered or not. A whole house behind one address comes in on the same
 * morning, so the limit is far above what people do.
 */
export function createAskings(store: Store, what: string): Counter {
  return createCounter(store, `${what}|asked`, ASKED_FROM_ONE_ADDRESS);
}

/** Failed sign-ins from one address within a minute before the rest of it is refused. */
const FROM_ONE_ADDRESS = 20;
/** Failed sign-ins to one account within a minute. */
const TO_ONE_ACCOUNT = 5;

/**
 * Attempts at the door, by address and by account. Somebody who keeps an account busy with wrong guesses must not lock out
 * the person it belongs to: an address she came in from before has a count of its own for her.
 */
export type DoorAttempts = {
  readonly take: (address: string, account: string | null, now: string) => Promise<number>;
  /** She came in: what she took then is given back, and from that address she is known. */
  readonly passed: (address: string, account: string | null, then: string) => Promise<void>;
  /** It was right, on a session that was open before: what was taken then is given back, and no more. */
  readonly right: (address: string, account: string, then: string) => Promise<void>;
};

export function createDoorAttempts(store: Store, what: string): DoorAttempts {
  const keysOf = (address: string, account: string | null) => ({
    address: hashOf(store, `${what}|address`, address),
    account: account === null ? null : hashOf(store, `${what}|account`, account),
    pair: account === null ? null : hashOf(store, `${what}|pair`, `${account} ${address}`),
  });
  return {
    take: (from, to, now) => {
      const { address, account, pair } = keysOf(from, to);
      return taken(store, [address, FROM_ONE_ADDRESS, account, TO_ONE_ACCOUNT, pair, now]);
    },
    passed: async (from, to, then) => {
      const { address, account, pair } = keysOf(from, to);
      await store.app.query("select pass_attempt($1, $2, $3, $4)", [address, account, pair, then]);
    },
    right: async (from, to, then) => {
      const { address, account } = keysOf(from, to);
      await store.app.query("select pass_attempt($1, $2, null, $3)", [address, account, then]);
    },
  };
}

async function taken(store: Store, values: readonly unknown[]): Promise<number> {
  const { rows } = await store.app.query({
    name: "take-attempt",
    text: "select take_attempt($1, $2, $3, $4, $5, $6) as wait",
    values: [...values],
  });
  return rows[0].wait;
}

function hashOf({ keys }: Store, what: string, who: string): Buffer {
  return createHmac("sha256", keys.attemptKey).update(`${what}|${who}`).digest().subarray(0, 16);
}
