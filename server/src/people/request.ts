import { randomUUID } from "node:crypto";
import { asAccount } from "../access/actor.ts";
import type { AskFor, Requests } from "../contract/index.ts";
import { Refused } from "../journal/refused.ts";
import type { Store } from "../store/store.ts";
import { record } from "../trail/record.ts";

/**
 * What nobody does alone. One asks; another, who has the right to agree and is not the same person under whatever role,
 * agrees, and then it is done, by the database. Invitations use the same table by their own door (administer.ts).
 */

export function requestsFor(store: Store, account: string): Promise<Requests["requests"]> {
  return asAccount(store.app, account, async (tx) => {
    const { rows } = await tx.query("select * from requests()");
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      person: row.name === null ? null : { name: row.name, agency: row.agency, role: row.role },
      code: row.code,
      askedAt: row.asked_at,
      asker: row.asker,
      mine: row.mine,
    }));
  });
}

/** Returns the request; the same one where it was asked before and still waits. Throws `Refused("not-allowed")`. */
export function askFor(
  store: Store,
  account: string,
  { kind, account: whom = kind === "small-cells" ? account : undefined }: AskFor,
  now: string,
): Promise<string> {
  if (whom === undefined)
    throw new Refused("invalid", { fields: [{ field: "account", message: "missing" }] });
  return asAccount(store.app, account, async (tx) => {
    const { rows } = await tx
      .query("select ask_for($1, $2, $3, null, $4) as id", [randomUUID(), kind, whom, now])
      .catch(refuseDenied);
    await record(tx, {
      kind: "account",
      at: now,
      actor: account,
      account: whom,
      deed: "requested",
      how: kind,
    });
    return rows[0].id;
  });
}

/** Throws `Refused`: `not-found` where nothing waits for her, `second-person` where she is the first. */
export function agreeTo(store: Store, account: string, request: string, now: string): Promise<void> {
  return asAccount(store.app, account, async (tx) => {
    const { rows: asked } = await tx.query("select kind, account from requests() where id = $1", [request]);
    const { rows } = await tx.query("select agree_to($1, $2) as outcome", [request, now]);
    const { outcome } = rows[0];
    if (outcome === "same-person") throw new Refused("second-person");
    if (outcome !== "agreed" || !asked[0]) throw new Refused("not-found");
    const { kind: how, account: whom } = asked[0];
    await record(tx, { kind: "account", at: now, actor: account, account: whom, deed: "approved", how });
  });
}

/** Takes back what one asked, or turns down what one could agree to. */
export function withdrawRequest(store: Store, account: string, request: string, now: string): Promise<void> {
  return asAccount(store.app, account, async (tx) => {
    const { rows: asked } = await tx.query("select kind, account from requests() where id = $1", [request]);
    const { rows } = await tx.query("select withdraw_request($1, $2) as gone", [request, now]);
    if (!rows[0].gone || !asked[0]) throw new Refused("not-found");
    const { kind: how, account: whom } = asked[0];
    await record(tx, { kind: "account", at: now, actor: account, account: whom, deed: "withdrawn", how });
  });
}

function refuseDenied(error: unknown): never {
  const denied = (error as { readonly code?: unknown }).code === "42501";
  throw denied ? new Refused("not-allowed") : error;
}
