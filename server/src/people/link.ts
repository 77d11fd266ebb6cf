import type { Store } from "../store/store.ts";
import type { Account } from "./account.ts";
import { hashToken, newToken } from "./token.ts";

export type SignInLink = {
  readonly account: Account;
  /** Goes into the fragment of the address, which no server and no log ever sees. */
  readonly token: string;
  /** Instant, ISO 8601. */
  readonly expiresAt: string;
};

/** How long a demonstration link opens the door: one week. */
const LIFETIME = { hours: 7 * 24 };

/**
 * A new sign-in link for each account, to be printed once and kept nowhere. It may be used again until it expires:
 * these links are for demonstrations only. Links and sessions that have expired are cleared away on the way.
 */
export async function signInLinks(
  store: Store,
  accounts: readonly Account[],
  now: string,
): Promise<readonly SignInLink[]> {
  await store.owner.query("delete from sign_in_link where expires_at <= $1", [now]);
  await store.owner.query("delete from session where expires_at <= $1", [now]);
  const expiresAt = Temporal.Instant.from(now).add(LIFETIME).toString();
  const links = accounts.map((account) => ({ account, token: newToken(), expiresAt }));
  for (const { account, token } of links) {
    await store.owner.query(
      "insert into sign_in_link (token_hash, account, expires_at) values ($1, $2, $3)",
      [hashToken(token), account.id, expiresAt],
    );
  }
  return links;
}
