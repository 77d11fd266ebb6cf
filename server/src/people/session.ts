import type { Store } from "../store/store.ts";
import type { Account } from "./account.ts";
import { hashToken, newToken } from "./token.ts";

/** A working day and a half night shift: after it everybody signs in again, however busy (OWASP ASVS 3.3.2). */
export const SESSION_HOURS = 12;

export type Session = {
  readonly token: string;
  readonly expiresAt: string;
  readonly account: Account;
};

/** Opens a session with a sign-in link; `null` when the link was never issued, has expired, or its account is closed. */
export async function signIn(store: Store, link: string, now: string): Promise<Session | null> {
  const token = newToken();
  const expiresAt = Temporal.Instant.from(now).add({ hours: SESSION_HOURS }).toString();
  const { rows } = await store.app.query<Account>({
    name: "sign-in",
    text: "select id, agency, role, name, statistics from sign_in($1, $2, $3, $4)",
    values: [hashToken(link), hashToken(token), now, expiresAt],
  });
  const [account] = rows;
  return account ? { token, expiresAt, account } : null;
}

/** Whose session this is; `null` when there is none, or it has ended. */
export async function sessionAccount(store: Store, token: string, now: string): Promise<Account | null> {
  const { rows } = await store.app.query<Account>({
    name: "session-account",
    text: "select id, agency, role, name, statistics from session_account($1, $2)",
    values: [hashToken(token), now],
  });
  return rows[0] ?? null;
}

/** Ends a session; one that does not exist is already ended. */
export async function signOut(store: Store, token: string): Promise<void> {
  await store.app.query("select sign_out($1)", [hashToken(token)]);
}
