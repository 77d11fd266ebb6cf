import type { Tx } from "../store/store.ts";
import type { AccountDeed } from "../trail/record.ts";

/** What a member of staff is told of by e-mail when it happens to her account, if she gave an address for it. */
export const TOLD_DEEDS = [
  "signed-in",
  "enrolled",
  "passkey-added",
  "passkey-removed",
  "password-changed",
  "invited",
  "sessions-ended",
  "mail-changed",
] as const satisfies readonly AccountDeed[];
export type ToldDeed = (typeof TOLD_DEEDS)[number];

/** Asks for a notice, in the transaction of what it tells of; nothing where she is not told of such things. */
export async function askNotice(tx: Tx, deed: AccountDeed, account: string, now: string): Promise<void> {
  if (!TOLD_DEEDS.some((told) => told === deed)) return;
  await tx.query("select ask_staff_notice($1, $2, $3)", [account, deed, now]);
}
