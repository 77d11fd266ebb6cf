import type { Store } from "../store/store.ts";
import { hashToken, newToken } from "./token.ts";

/** What a browser is asked for. An answer to one question is none to another. */
export type ChallengePurpose =
  | "passkey-sign-in"
  | "passkey-enrolment"
  | "passkey-addition"
  | "passkey-step-up"
  | "provider";

/** For so long an answer is waited for. */
export const CHALLENGE_MINUTES = 5;

/**
 * Keeps what is needed to check an answer, and gives the handle the browser brings back in a cookie no script can read.
 * The browser never gets the content itself, so it can neither choose nor repeat a challenge.
 */
export async function keepChallenge(
  store: Store,
  purpose: ChallengePurpose,
  account: string | null,
  content: object,
  now: string,
): Promise<string> {
  const handle = newToken();
  const until = Temporal.Instant.from(now).add({ minutes: CHALLENGE_MINUTES }).toString();
  await store.app.query("select keep_challenge($1, $2, $3, $4, $5, $6)", [
    hashToken(handle),
    purpose,
    account,
    JSON.stringify(content),
    now,
    until,
  ]);
  return handle;
}

export type Challenge = {
  readonly account: string | null;
  readonly content: Readonly<Record<string, unknown>>;
};

/** Takes it out, whatever comes of the answer: nothing is answered twice. `null`: never asked, taken, or too late. */
export async function takeChallenge(
  store: Store,
  handle: string | undefined,
  purpose: ChallengePurpose,
  now: string,
): Promise<Challenge | null> {
  if (handle === undefined) return null;
  const { rows } = await store.app.query("select account, body as content from take_challenge($1, $2, $3)", [
    hashToken(handle),
    purpose,
    now,
  ]);
  return rows[0] ?? null;
}
