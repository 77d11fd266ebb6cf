import { randomUUID } from "node:crypto";
import { asAccount } from "../access/actor.ts";
import { inTransaction, type Store, type Tx } from "../store/store.ts";
import { type AccountDeed, record } from "../trail/record.ts";
import type { Account } from "./account.ts";
import { askNotice } from "./notice.ts";
import { hashToken, newToken } from "./token.ts";

/** A working day and a half night shift: after it everybody signs in again, however busy (OWASP ASVS 5.0, 7.3.2). */
export const SESSION_HOURS = 12;
/** Without a request of hers for so long the session has ended (7.3.1). */
export const IDLE_MINUTES = 60;
/** For so long a proof of who she is serves for dangerous acts. */
export const STEP_UP_MINUTES = 5;

/** How somebody came in. `link` is a demonstration's. */
export const METHODS = ["link", "passkey", "password", "provider"] as const;
export type Method = (typeof METHODS)[number];

export type Session = {
  readonly token: string;
  readonly expiresAt: string;
  readonly account: Account;
};

/** A session as the person it belongs to sees it. Instants, ISO 8601. */
export type SessionView = {
  readonly id: string;
  readonly method: Method;
  readonly device: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
};

/** Who is behind a request, and when she last proved it. */
export type Present = {
  readonly account: Account;
  readonly session: string;
  readonly method: Method;
  readonly steppedUpAt: string;
};

type Ending = { readonly id: string } | { readonly allBut: string };

/**
 * Opens a session with a demonstration link; `null` when the link was never issued, has expired, its account is closed,
 * or this is no demonstration database.
 */
export function signIn(store: Store, link: string, now: string, device = ""): Promise<Session | null> {
  return inTransaction(store.app, async (tx) => {
    const { token, expiresAt } = freshToken(now);
    const { rows } = await tx.query<Account>({
      name: "sign-in",
      text: "select * from sign_in($1, $2, $3, $4, $5, $6)",
      values: [hashToken(link), hashToken(token), randomUUID(), device, now, expiresAt],
    });
    const [account] = rows;
    if (!account) {
      await traceFailure(tx, null, "link", now);
      return null;
    }
    await tx.query("select set_config('arasha.account', $1, true)", [account.id]);
    await trace(tx, "signed-in", account.id, "link", now);
    return { token, expiresAt, account };
  });
}

/**
 * Opens a session for somebody whose way in has just been checked, in that check's own transaction (`asAccount`).
 * `null` when the account is closed.
 */
export async function openSession(
  tx: Tx,
  account: string,
  method: Method,
  device: string,
  now: string,
): Promise<Session | null> {
  const { token, expiresAt } = freshToken(now);
  const { rows } = await tx.query<Account>("select * from open_session($1, $2, $3, $4, $5, $6, $7)", [
    account,
    hashToken(token),
    randomUUID(),
    method,
    device,
    now,
    expiresAt,
  ]);
  const [opened] = rows;
  if (!opened) return null;
  await trace(tx, "signed-in", account, method, now);
  return { token, expiresAt, account: opened };
}

/**
 * Whose session this is; `null` when there is none, or it has ended. `seen`: the request is a sign of life of hers, and
 * not a page that looks by itself whether there is anything new.
 */
export async function sessionAccount(
  store: Store,
  token: string,
  now: string,
  seen = true,
): Promise<Present | null> {
  const { rows } = await store.app.query({
    name: "session-account",
    text: "select * from session_account($1, $2, $3, $4)",
    values: [hashToken(token), now, idleSince(now), seen],
  });
  const [row] = rows;
  if (!row) return null;
  const { session, method, stepped_up_at: steppedUpAt, ...account } = row;
  return { account, session, method, steppedUpAt };
}

/** Whether the last proof of who she is is fresh enough for a dangerous act. */
export function isSteppedUp({ steppedUpAt }: Pick<Present, "steppedUpAt">, now: string): boolean {
  const until = Temporal.Instant.from(steppedUpAt).add({ minutes: STEP_UP_MINUTES });
  return Temporal.Instant.compare(Temporal.Instant.from(now), until) < 0;
}

/**
 * Notes that she proved again who she is, in the transaction of that proof. The session goes on under a new token, which is
 * given back, so that the one before, wherever it may be by then, is worth nothing (7.2.4). `null` when it has ended meanwhile.
 */
export async function stepUp(
  tx: Tx,
  account: string,
  session: string,
  method: Method,
  now: string,
): Promise<string | null> {
  const token = newToken();
  const { rows } = await tx.query("select step_up($1, $2, $3) as proved", [session, hashToken(token), now]);
  if (!rows[0].proved) return null;
  await trace(tx, "stepped-up", account, method, now);
  return token;
}

/** Ends a session; one that does not exist is already ended. */
export async function signOut(store: Store, token: string, now: string): Promise<void> {
  const present = await sessionAccount(store, token, now, false);
  await inTransaction(store.app, async (tx) => {
    await tx.query("select sign_out($1)", [hashToken(token)]);
    if (!present) return;
    await tx.query("select set_config('arasha.account', $1, true)", [present.account.id]);
    await trace(tx, "signed-out", present.account.id, present.method, now);
  });
}

/** Her open sessions, the latest seen first. */
export function sessionsOf(store: Store, account: string, now: string): Promise<readonly SessionView[]> {
  return asAccount(store.app, account, async (tx) => {
    const { rows } = await tx.query(
      `select id, method, device, created_at as "createdAt", last_seen_at as "lastSeenAt" from my_sessions($1, $2)`,
      [now, idleSince(now)],
    );
    return rows;
  });
}

/** Ends one of her sessions, or all but `keep`. Returns how many ended. */
export function endSessions(store: Store, account: string, which: Ending, now: string): Promise<number> {
  return asAccount(store.app, account, (tx) => endSessionsIn(tx, account, which, now));
}

/** The same, in the transaction of what ends them. */
export async function endSessionsIn(tx: Tx, account: string, which: Ending, now: string): Promise<number> {
  const { rows } = await tx.query("select end_sessions($1, $2) as id", [
    "id" in which ? which.id : null,
    "allBut" in which ? which.allBut : null,
  ]);
  for (const _ of rows) await trace(tx, "session-ended", account, "herself", now);
  return rows.length;
}

/** A leaf about somebody's own account, by herself. */
export async function trace(
  tx: Tx,
  deed: AccountDeed,
  account: string,
  how: string,
  now: string,
): Promise<void> {
  await record(tx, { kind: "account", at: now, actor: account, account, deed, how });
  await askNotice(tx, deed, account, now);
}

/** A leaf about an attempt nobody stands behind; `account` is the one that was tried, where there is one. */
export function traceFailure(tx: Tx, account: string | null, how: string, now: string): Promise<void> {
  return record(tx, { kind: "account", at: now, actor: null, account, deed: "sign-in-failed", how });
}

function freshToken(now: string) {
  const expiresAt = Temporal.Instant.from(now).add({ hours: SESSION_HOURS }).toString();
  return { token: newToken(), expiresAt };
}

function idleSince(now: string): string {
  return Temporal.Instant.from(now).subtract({ minutes: IDLE_MINUTES }).toString();
}
