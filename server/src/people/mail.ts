import type { Language } from "@arasha/law";
import { asAccount } from "../access/actor.ts";
import { open, seal } from "../store/keys.ts";
import type { Store } from "../store/store.ts";
import { trace } from "./session.ts";

/** Where a member of staff is told of sign-ins and changes of her ways in, and in which language. */
export type MyMail = { readonly address: string; readonly language: Language };

/** Null: nowhere. */
export function myMail(store: Store, account: string): Promise<MyMail | null> {
  return asAccount(store.app, account, async (tx) => {
    const { rows } = await tx.query("select language, sealed from my_mail()");
    const [row] = rows;
    return row ? { address: openMail(store, account, row.sealed), language: row.language } : null;
  });
}

/** Asked before it changes, so that the notice of it goes to the address there was. */
export function setMyMail(store: Store, account: string, mail: MyMail | null, now: string): Promise<void> {
  return asAccount(store.app, account, async (tx) => {
    await trace(tx, "mail-changed", account, mail === null ? "removed" : "given", now);
    const sealed =
      mail && seal(store.keys.accountKey(account), Buffer.from(mail.address), contextOf(account));
    await tx.query("select set_my_mail($1, $2, $3)", [mail?.language ?? null, sealed, now]);
  });
}

export function openMail(store: Store, account: string, sealed: Buffer): string {
  return open(store.keys.accountKey(account), sealed, contextOf(account)).toString();
}

function contextOf(account: string): string {
  return `mail|${account}`;
}
