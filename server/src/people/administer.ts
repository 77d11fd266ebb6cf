import { randomUUID } from "node:crypto";
import type { Agency, Role } from "@arasha/packs";
import { asAccount } from "../access/actor.ts";
import { Refused } from "../journal/refused.ts";
import { inTransaction, type Store, type Tx } from "../store/store.ts";
import { type AccountDeed, record } from "../trail/record.ts";
import { askNotice } from "./notice.ts";
import type { Method } from "./session.ts";
import { hashToken, newToken } from "./token.ts";

/** Who keeps accounts: an administrator, or whoever runs the command line as the owner of the tables. */
export type Keeper = { readonly account: string } | "command-line";

/** For so long an invitation can be opened. */
export const INVITATION_HOURS = 72;

/** Somebody who works here, or is to, as an administrator sees her: nothing of any case. */
export type Person = {
  readonly id: string;
  readonly agency: string;
  readonly role: string;
  readonly name: string;
  readonly state: "invited" | "active" | "closed";
  readonly createdAt: string;
  readonly ways: readonly Exclude<Method, "link">[];
  readonly invitation: {
    readonly id: string;
    readonly recovery: boolean;
    /** Waits for a second administrator. */
    readonly waiting: boolean;
    readonly askedBy: string | null;
    /** Opened already, though nothing was enrolled with it yet. */
    readonly opened: boolean;
    readonly expiresAt: string | null;
  } | null;
};

export type Newcomer = { readonly agency: string; readonly role: string; readonly name: string };

/** `token` goes to the person invited, once; null where a second administrator has to agree first. */
export type Invited = {
  readonly account: string;
  readonly invitation: string;
  readonly token: string | null;
  readonly expiresAt: string | null;
};

type Lists = { readonly agencies: ReadonlyMap<string, Agency>; readonly roles: ReadonlyMap<string, Role> };

/** Makes an account and asks for its way in. Throws `Refused("invalid")` where role and agency do not go together. */
export async function invite(
  store: Store,
  keeper: Keeper,
  { agencies, roles }: Lists,
  { agency: agencyId, role: roleId, name }: Newcomer,
  now: string,
): Promise<Invited> {
  const agency = agencies.get(agencyId);
  const role = roles.get(roleId);
  if (!agency) throw fault("agency", "unknownAgency");
  if (!role) throw fault("role", "unknownRole");
  if (role.agencyKind !== agency.kind) throw fault("role", "roleOfAnotherKind");
  if (name.trim().length < 2) throw fault("name", "missing");
  return asKeeper(store, keeper, async (tx) => {
    const account = randomUUID();
    await tx.query("select create_account($1, $2, $3, $4, $5, $6, $7, $8, $9)", [
      account,
      agency.id,
      role.id,
      name.trim(),
      role.statistics,
      role.administrator,
      role.oversight,
      role.registers,
      now,
    ]);
    await trace(tx, keeper, "granted", account, `${role.id}@${agency.id}`, now);
    const invited = await ask(tx, keeper, account, now);
    if (!invited) throw new Error("an account just made is not there to invite");
    return invited;
  });
}

/**
 * Another way in for somebody there is: her invitation was lost, or everything she signed in with. Whatever was open
 * before ends. Throws `Refused("not-found")` when there is no such account, it is closed, or it is the keeper's own.
 */
export function inviteAgain(store: Store, keeper: Keeper, account: string, now: string): Promise<Invited> {
  return asKeeper(store, keeper, async (tx) => {
    const invited = await ask(tx, keeper, account, now);
    if (!invited) throw new Refused("not-found");
    return invited;
  });
}

/** The second person agrees, and gets the token to hand over. Throws `Refused("second-person")` for the one who asked. */
export function approveInvitation(
  store: Store,
  keeper: Keeper,
  invitation: string,
  now: string,
): Promise<Invited> {
  return asKeeper(store, keeper, async (tx) => {
    const { token, expiresAt } = freshToken(now);
    const { rows } = await tx.query("select approve_invitation($1, $2, $3, $4) as outcome", [
      invitation,
      hashToken(token),
      now,
      expiresAt,
    ]);
    const { outcome } = rows[0];
    if (outcome === "none") throw new Refused("not-found");
    if (outcome === "same-person") throw new Refused("second-person");
    await trace(tx, keeper, "approved", outcome, "invitation", now);
    return { account: outcome, invitation, token, expiresAt };
  });
}

/** Takes an invitation or the wish for one back; one that is over already is `Refused("not-found")`. */
export function withdrawInvitation(
  store: Store,
  keeper: Keeper,
  invitation: string,
  now: string,
): Promise<void> {
  return asKeeper(store, keeper, async (tx) => {
    const { rows } = await tx.query("select withdraw_invitation($1, $2) as account", [invitation, now]);
    if (rows[0].account === null) throw new Refused("not-found");
    await trace(tx, keeper, "withdrawn", rows[0].account, "invitation", now);
  });
}

/** Signs somebody out everywhere, with effect on her next request; her ways in stay. Never the keeper herself. */
export function endSessionsOf(store: Store, keeper: Keeper, account: string, now: string): Promise<void> {
  return asKeeper(store, keeper, async (tx) => {
    const { rows } = await tx.query("select end_sessions_of($1) as ended", [account]);
    if (!rows[0].ended) throw new Refused("not-found");
    await trace(tx, keeper, "sessions-ended", account, "all", now);
    await askNotice(tx, "sessions-ended", account, now);
  });
}

/** Closes an account with effect on its next request. Never the keeper's own. */
export function deactivate(store: Store, keeper: Keeper, account: string, now: string): Promise<void> {
  return asKeeper(store, keeper, async (tx) => {
    const { rows } = await tx.query("select deactivate($1, $2) as closed", [account, now]);
    if (!rows[0].closed) throw new Refused("not-found");
    await trace(tx, keeper, "deactivated", account, "account", now);
  });
}

/** Everybody with an account, the oldest first. */
export function people(store: Store, keeper: Keeper): Promise<readonly Person[]> {
  return asKeeper(store, keeper, async (tx) => {
    const { rows } = await tx.query("select * from people()");
    return rows.map((row) => ({
      id: row.id,
      agency: row.agency,
      role: row.role,
      name: row.name,
      state: !row.active ? "closed" : row.enrolled_at === null ? "invited" : "active",
      createdAt: row.created_at,
      ways: row.ways,
      invitation:
        row.invitation === null
          ? null
          : {
              id: row.invitation,
              recovery: row.recovery,
              waiting: row.waiting,
              askedBy: row.asked_by,
              opened: row.opened,
              expiresAt: row.expires_at,
            },
    }));
  });
}

async function ask(tx: Tx, keeper: Keeper, account: string, now: string): Promise<Invited | null> {
  const invitation = randomUUID();
  const { token, expiresAt } = freshToken(now);
  const { rows } = await tx.query("select outcome, is_recovery from invite($1, $2, $3, $4, $5)", [
    invitation,
    account,
    hashToken(token),
    now,
    expiresAt,
  ]);
  const [asked] = rows;
  if (!asked) return null;
  await trace(tx, keeper, "invited", account, asked.is_recovery ? "recovery" : "first", now);
  if (asked.is_recovery) await askNotice(tx, "invited", account, now);
  const opened = asked.outcome === "opened";
  return { account, invitation, token: opened ? token : null, expiresAt: opened ? expiresAt : null };
}

function asKeeper<T>(store: Store, keeper: Keeper, fn: (tx: Tx) => Promise<T>): Promise<T> {
  return keeper === "command-line"
    ? inTransaction(store.owner, fn)
    : asAccount(store.app, keeper.account, fn);
}

function trace(tx: Tx, keeper: Keeper, deed: AccountDeed, account: string, how: string, now: string) {
  const actor = keeper === "command-line" ? null : keeper.account;
  return record(tx, { kind: "account", at: now, actor, account, deed, how });
}

function freshToken(now: string) {
  const expiresAt = Temporal.Instant.from(now).add({ hours: INVITATION_HOURS }).toString();
  return { token: newToken(), expiresAt };
}

function fault(field: string, message: string): Refused {
  return new Refused("invalid", { fields: [{ field, message }] });
}
