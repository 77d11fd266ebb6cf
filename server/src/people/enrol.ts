import { asAccount } from "../access/actor.ts";
import { Refused } from "../journal/refused.ts";
import { inTransaction, type Store, type Tx } from "../store/store.ts";
import { columnsOf, type NewPasskey } from "./passkey.ts";
import {
  checkPassword,
  type Hasher,
  newTotp,
  normalLogin,
  openTotp,
  sealTotp,
  totpStep,
} from "./password.ts";
import { type Method, openSession, type Session, trace } from "./session.ts";
import { hashToken, newToken } from "./token.ts";
import { refusing } from "./unique.ts";

/** For so long after opening her invitation she has to make her way in. */
export const ENROLMENT_MINUTES = 30;

/** What somebody who opened her invitation is shown. */
export type Enrolment = {
  readonly account: string;
  readonly agency: string;
  readonly role: string;
  readonly name: string;
  readonly recovery: boolean;
  readonly until: string;
};

/**
 * Opens an invitation, once: the link is worth nothing from then on, and what it opened is held by this browser alone.
 * `null` when it was never given out, is over, was opened before, or its account is closed: nobody learns which.
 */
export function openInvitation(
  store: Store,
  invitation: string,
  now: string,
): Promise<{ readonly token: string; readonly until: string } | null> {
  const token = newToken();
  const until = Temporal.Instant.from(now).add({ minutes: ENROLMENT_MINUTES }).toString();
  return inTransaction(store.app, async (tx) => {
    const { rows } = await tx.query("select open_invitation($1, $2, $3, $4) as account", [
      hashToken(invitation),
      hashToken(token),
      now,
      until,
    ]);
    const { account } = rows[0];
    if (account === null) return null;
    // Whose it is is known only once it is open, so the trace follows in her name.
    await tx.query("select set_config('arasha.account', $1, true)", [account]);
    await trace(tx, "opened", account, "invitation", now);
    return { token, until };
  });
}

/** The enrolment a browser holds; `null` when it holds none, or its time is over. */
export async function enrolmentOf(
  store: Store,
  token: string | undefined,
  now: string,
): Promise<Enrolment | null> {
  const row = token === undefined ? null : await rowOf(store, token, now);
  if (!row) return null;
  const { id: account, agency, role, name, recovery, until } = row;
  return { account, agency, role, name, recovery, until };
}

/** Her way in is a passkey. Returns the session it opens at once; `null` when the enrolment is over. */
export function enrolPasskey(
  store: Store,
  token: string,
  account: string,
  passkey: NewPasskey,
  device: string,
  now: string,
): Promise<Session | null> {
  return enrolled(store, account, "passkey", device, now, (tx) =>
    refusing("passkey", "passkeyKnown", "passkey_key", () =>
      tx.query("select enrol_passkey($1, $2, $3, $4, $5, $6, $7, $8, $9) as account", [
        hashToken(token),
        ...columnsOf(passkey, device, now),
      ]),
    ),
  );
}

/** A secret for her authenticator application, kept until she shows that she has it. */
export async function offerTotp(
  store: Store,
  token: string,
  { account, name }: Enrolment,
): Promise<{ readonly secret: string; readonly uri: string }> {
  const totp = newTotp(name);
  await store.app.query("select offer_totp($1, $2)", [
    hashToken(token),
    sealTotp(store, account, totp.secret),
  ]);
  return totp;
}

/**
 * Her way in is a password and the codes of the secret she was offered. Throws `Refused("invalid")` with the field at
 * fault: a password that would be guessed, a name somebody has, a code that is not the one.
 */
export async function enrolPassword(
  store: Store,
  hasher: Hasher,
  token: string,
  given: { readonly login: string; readonly password: string; readonly code: string },
  device: string,
  now: string,
): Promise<Session | null> {
  const row = await rowOf(store, token, now);
  if (!row) return null;
  const login = normalLogin(given.login);
  checkPassword(given.password, login);
  const step = row.totp === null ? null : totpStep(openTotp(store, row.id, row.totp), given.code, now);
  if (step === null) throw new Refused("invalid", { fields: [{ field: "code", message: "wrongCode" }] });
  const hashed = await hasher.hash(given.password);
  return enrolled(store, row.id, "password", device, now, (tx) =>
    refusing("login", "loginTaken", "account_password_login", () =>
      tx.query("select enrol_password($1, $2, $3, $4, $5, $6) as account", [
        hashToken(token),
        login,
        hashed,
        row.totp,
        step,
        now,
      ]),
    ),
  );
}

/** Her way in is who she is at the provider she is signed in with while her invitation is open. */
export function enrolIdentity(
  store: Store,
  token: string,
  account: string,
  identity: { readonly issuer: string; readonly subject: string },
  device: string,
  now: string,
): Promise<Session | null> {
  return enrolled(store, account, "provider", device, now, (tx) =>
    refusing("provider", "identityTaken", "account_identity_key", () =>
      tx.query("select enrol_identity($1, $2, $3, $4) as account", [
        hashToken(token),
        identity.issuer,
        identity.subject,
        now,
      ]),
    ),
  );
}

function enrolled(
  store: Store,
  account: string,
  method: Method,
  device: string,
  now: string,
  write: (tx: Tx) => Promise<{ readonly rows: readonly { readonly account: string | null }[] }>,
): Promise<Session | null> {
  return asAccount(store.app, account, async (tx) => {
    const { rows } = await write(tx);
    if (rows[0]?.account !== account) return null;
    await trace(tx, "enrolled", account, method, now);
    return openSession(tx, account, method, device, now);
  });
}

async function rowOf(store: Store, token: string, now: string) {
  const { rows } = await store.app.query("select * from enrolment_at($1, $2)", [hashToken(token), now]);
  return rows[0] ?? null;
}
