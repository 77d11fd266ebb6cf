import type pg from "pg";
import { inTransaction, type Tx } from "../store/store.ts";

/** The person at the keyboard, as far as rules need to know her. */
export type Actor = {
  readonly account: string;
  readonly agency: string;
  readonly agencyKind: string;
  /** Role id of the pack. */
  readonly role: string;
};

/**
 * A transaction in which row-level security knows who asks. The context is set in the same message as `begin` and
 * dies with the transaction, so a connection handed back to the pool carries nobody's rights.
 */
export function asActor<T>(pool: pg.Pool, actor: Actor, fn: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(pool, fn, beginAs(actor));
}

/**
 * A transaction in the name of an account and of no agency: it sees no case. For what a person does with her own account,
 * and for everything an administrator does.
 */
export function asAccount<T>(pool: pg.Pool, account: string, fn: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(
    pool,
    fn,
    `begin; select set_config('arasha.account', ${literal(account)}, true), set_config('arasha.agency', '', true)`,
  );
}

function beginAs(actor: Actor): string {
  return `begin; select set_config('arasha.account', ${literal(actor.account)}, true), set_config('arasha.agency', ${literal(actor.agency)}, true)`;
}

function literal(text: string): string {
  if (text.includes("\u0000")) throw new Error("an identifier with a NUL character");
  // Standard-conforming strings are on in every PostgreSQL this runs on; the E form makes it independent of that.
  return `E'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
