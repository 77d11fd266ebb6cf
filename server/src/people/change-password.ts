import { asAccount } from "../access/actor.ts";
import { Refused } from "../journal/refused.ts";
import type { Store } from "../store/store.ts";
import { checkPassword, type Hasher } from "./password.ts";
import { endSessionsIn, type Present, trace } from "./session.ts";

/**
 * Another password in place of the one she has, which she gives; her one-time codes stay. All her other sessions end: whoever
 * knew the old one may be in them. `right`: is called once the old one was right, whatever becomes of the new one. Throws
 * `Refused("not-found")` where she has none, and `Refused("invalid")` with the field at fault.
 */
export async function changePassword(
  store: Store,
  hasher: Hasher,
  { account, session }: Pick<Present, "account" | "session">,
  given: { readonly old: string; readonly password: string },
  now: string,
  right: () => Promise<void>,
): Promise<void> {
  const { rows } = await store.app.query("select login, hash from password_of(null, $1)", [account.id]);
  const [found] = rows;
  if (!found) throw new Refused("not-found");
  if (!(await hasher.verify(found.hash, given.old))) {
    await asAccount(store.app, account.id, (tx) => trace(tx, "step-up-failed", account.id, "password", now));
    throw wrongPassword();
  }
  await right();
  checkPassword(given.password, found.login);
  const hashed = await hasher.hash(given.password);
  await asAccount(store.app, account.id, async (tx) => {
    const answer = await tx.query("select change_my_password($1, $2, $3) as changed", [
      found.hash,
      hashed,
      now,
    ]);
    // Changed meanwhile by another request: what was given as the old one is it no longer.
    if (!answer.rows[0].changed) throw wrongPassword();
    await trace(tx, "password-changed", account.id, "password", now);
    await endSessionsIn(tx, account.id, { allBut: session }, now);
  });
}

function wrongPassword(): Refused {
  return new Refused("invalid", { fields: [{ field: "old", message: "wrongPassword" }] });
}
