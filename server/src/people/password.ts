import { hash, verify } from "@node-rs/argon2";
import { generateSecret, generateURI, verifySync } from "otplib";
import { asAccount } from "../access/actor.ts";
import { Refused } from "../journal/refused.ts";
import { open, seal } from "../store/keys.ts";
import type { Store } from "../store/store.ts";
import { isCommonPassword } from "./common-password.ts";

/** Hashes passwords; a test brings a quick one, and counts what is asked of it. */
export type Hasher = {
  readonly hash: (password: string) => Promise<string>;
  readonly verify: (hashed: string, password: string) => Promise<boolean>;
};

/** argon2id as OWASP's Password Storage Cheat Sheet has it first: 46 MiB, one pass, one lane. */
export const STRENGTH = { memoryCost: 47_104, timeCost: 1, parallelism: 1 } as const;

export function argon2(
  strength: {
    readonly memoryCost: number;
    readonly timeCost: number;
    readonly parallelism: number;
  } = STRENGTH,
): Hasher {
  return {
    hash: (password) => hash(normal(password), strength),
    verify: (hashed, password) => verify(hashed, normal(password)),
  };
}

/** Fewest and most characters of a password. Four words are easier to keep than eight signs (NIST SP 800-63B-4). */
export const PASSWORD_LENGTH = { min: 15, max: 128 } as const;
/** So many different characters at least: `aaaaaaaaaaaaaaa` is long and no secret. */
const VARIETY = 6;

/** What somebody who knows this house would try first; listed for people in docs/operating.md. */
const WORDS_OF_THE_HOUSE = ["arasha", "араша", "password", "пароль", "құпиясөз", "құпия сөз"] as const;

const STEP_SECONDS = 30;

/** Refuses a password that would be guessed, at its field. */
export function checkPassword(password: string, login: string): void {
  const refuse = (message: string) => {
    throw new Refused("invalid", { fields: [{ field: "password", message }] });
  };
  const plain = normal(password).toLowerCase();
  if (new Set(plain).size < VARIETY) refuse("passwordPlain");
  if (plain.includes(login)) refuse("passwordName");
  if (WORDS_OF_THE_HOUSE.some((word) => plain.includes(word))) refuse("passwordWord");
  if (isCommonPassword(plain)) refuse("passwordCommon");
}

/** A name to sign in with, as it is stored and looked for: Anna and ANNA are one. */
export function normalLogin(login: string): string {
  return login.normalize("NFKC").trim().toLowerCase();
}

/** A new secret for one-time codes, and the address an authenticator application reads it from. */
export function newTotp(name: string): { readonly secret: string; readonly uri: string } {
  const secret = generateSecret();
  return { secret, uri: generateURI({ issuer: "Arasha", label: name, secret }) };
}

/** The time step a code belongs to, one step late or early allowed; `null` when the code is wrong. */
export function totpStep(secret: string, code: string, now: string): number | null {
  const epoch = Math.floor(Temporal.Instant.from(now).epochMilliseconds / 1000);
  const result = verifySync({
    secret,
    token: code,
    epoch,
    period: STEP_SECONDS,
    epochTolerance: STEP_SECONDS,
  });
  return result.valid ? Math.floor(epoch / STEP_SECONDS) + result.delta : null;
}

/** The secret as the database holds it: sealed, and bound to its account. */
export function sealTotp(store: Store, account: string, secret: string): Buffer {
  return seal(store.keys.accountKey(account), Buffer.from(secret), `totp|${account}`);
}

export function openTotp(store: Store, account: string, sealed: Buffer): string {
  return open(store.keys.accountKey(account), sealed, `totp|${account}`).toString();
}

export type PasswordAnswer =
  | { readonly kind: "proved"; readonly account: string; readonly step: number }
  | { readonly kind: "failed"; readonly account: string | null };

/**
 * Checks password and one-time code. Whoever is asked for, known or not, the same work is done in the same order: one
 * verification of argon2, one of a code. Nothing tells which of the two was wrong.
 */
export function createPasswordCheck(hasher: Hasher) {
  // Made once: verifying against it costs what verifying against a real one costs.
  let nobody: Promise<string> | undefined;
  return async (
    store: Store,
    who: { readonly login: string } | { readonly account: string },
    given: { readonly password: string; readonly code: string },
    now: string,
  ): Promise<PasswordAnswer> => {
    nobody ??= hasher.hash("nobody has this password");
    const dummy = await nobody;
    const { rows } = await store.app.query("select * from password_of($1, $2)", [
      "login" in who ? normalLogin(who.login) : null,
      "account" in who ? who.account : null,
    ]);
    const [found] = rows;
    const right = await hasher.verify(found?.hash ?? dummy, given.password);
    const secret = found ? openTotp(store, found.account, found.totp) : NOBODYS_SECRET;
    const step = totpStep(secret, given.code, now);
    if (!found || !right || step === null || step <= found.totp_step)
      return { kind: "failed", account: found?.account ?? null };
    return { kind: "proved", account: found.account, step };
  };
}

const NOBODYS_SECRET = generateSecret();

/** The other ways in an account has: its name to sign in with, and the provider it is bound to. */
export function waysInOf(
  store: Store,
  account: string,
): Promise<{ readonly login: string | null; readonly issuer: string | null }> {
  return asAccount(store.app, account, async (tx) => {
    const { rows } = await tx.query("select login, issuer from my_ways_in()");
    return rows[0];
  });
}

/** One text for one password, however the keyboard composed its letters (й, ё). */
function normal(password: string): string {
  return password.normalize("NFKC");
}
