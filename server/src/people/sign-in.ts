import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { asAccount } from "../access/actor.ts";
import { inTransaction, type Store, type Tx } from "../store/store.ts";
import type { Account } from "./account.ts";
import { checkPasskey, type Origin } from "./passkey.ts";
import type { PasswordAnswer } from "./password.ts";
import type { Identity } from "./provider.ts";
import { type Method, openSession, type Session, stepUp, trace, traceFailure } from "./session.ts";

/** A proof that somebody is who she says, still to be used up in the transaction of what it opens. */
type Proof =
  | {
      readonly kind: "proved";
      readonly account: string;
      readonly method: Method;
      readonly use: (tx: Tx) => Promise<boolean>;
    }
  | { readonly kind: "failed"; readonly account: string | null; readonly method: Method };

type PasswordCheck = (
  store: Store,
  who: { readonly login: string } | { readonly account: string },
  given: { readonly password: string; readonly code: string },
  now: string,
) => Promise<PasswordAnswer>;

/** What a browser brought in answer to a question for a passkey. With `account`, the question was put to her. */
export async function byPasskey(
  store: Store,
  origin: Origin,
  account: string | null,
  handle: string | undefined,
  response: AuthenticationResponseJSON,
  now: string,
): Promise<Proof> {
  const answer = await checkPasskey(store, origin, account, handle, response, now);
  if (answer.kind === "failed") return { ...answer, method: "passkey" };
  return {
    kind: "proved",
    account: answer.account,
    method: "passkey",
    use: async (tx) => {
      const { rows } = await tx.query("select use_passkey($1, $2, $3) as account", [
        answer.credential,
        answer.counter,
        now,
      ]);
      return rows[0].account === answer.account;
    },
  };
}

/** Password and one-time code together. */
export async function byPassword(
  check: PasswordCheck,
  store: Store,
  who: { readonly login: string } | { readonly account: string },
  given: { readonly password: string; readonly code: string },
  now: string,
): Promise<Proof> {
  const answer = await check(store, who, given, now);
  if (answer.kind === "failed") return { ...answer, method: "password" };
  return {
    kind: "proved",
    account: answer.account,
    method: "password",
    use: async (tx) => {
      const { rows } = await tx.query("select use_totp($1, $2) as used", [answer.account, answer.step]);
      return rows[0].used;
    },
  };
}

/** Who she is at the provider, once its answer was checked. */
export async function byIdentity(store: Store, { issuer, subject }: Identity): Promise<Proof> {
  const { rows } = await store.app.query("select identity_account($1, $2) as account", [issuer, subject]);
  const { account } = rows[0];
  if (account === null) return { kind: "failed", account: null, method: "provider" };
  return { kind: "proved", account, method: "provider", use: async () => true };
}

/** Opens a session for whoever proved who she is; `null` otherwise, with the trace of the attempt. */
export async function enterBy(
  store: Store,
  proof: Proof,
  device: string,
  now: string,
): Promise<Session | null> {
  if (proof.kind === "proved") {
    const opened = await asAccount(store.app, proof.account, async (tx) =>
      (await proof.use(tx)) ? openSession(tx, proof.account, proof.method, device, now) : null,
    );
    if (opened) return opened;
  }
  await inTransaction(store.app, (tx) => traceFailure(tx, proof.account, proof.method, now));
  return null;
}

/** Notes on her session that she proved again who she is, and gives its new token; `null` otherwise, with the trace of the attempt. */
export async function stepUpBy(
  store: Store,
  proof: Proof,
  { account, session }: { readonly account: Pick<Account, "id">; readonly session: string },
  now: string,
): Promise<string | null> {
  return asAccount(store.app, account.id, async (tx) => {
    const hers = proof.kind === "proved" && proof.account === account.id;
    if (hers && (await proof.use(tx))) return stepUp(tx, account.id, session, proof.method, now);
    await trace(tx, "step-up-failed", account.id, proof.method, now);
    return null;
  });
}
