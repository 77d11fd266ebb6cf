import { createHash } from "node:crypto";
import type { Agency, Country, Role } from "@arasha/packs";
import { type Actor, isOnCases, readsOf } from "../access/actor.ts";
import { Refused } from "../journal/refused.ts";
import type { Store } from "../store/store.ts";

/** A member of staff: one agency, one role, both ids of the country's pack. */
export type Account = {
  readonly id: string;
  readonly agency: string;
  readonly role: string;
  readonly name: string;
  /** May read the aggregate statistics. */
  readonly statistics: boolean;
  /** Invites and closes accounts, and is an actor on no case. */
  readonly administrator: boolean;
  /** Reviews how access is used, and is an actor on no case. */
  readonly oversight: boolean;
  /** Keeps the registers of judgements and claims, and is an actor on no case. */
  readonly registers: boolean;
};

/**
 * What the rules need to know of her; `null` for an administrator, for oversight and for who keeps the registers: in their
 * names no case can be read or written.
 * Throws `Refused("not-signed-in")` when the pack no longer has her agency or role.
 */
export function actorOf(
  pack: { readonly agencies: ReadonlyMap<string, Agency>; readonly roles: ReadonlyMap<string, Role> },
  account: Account,
): Actor | null {
  const agency = pack.agencies.get(account.agency);
  const role = pack.roles.get(account.role);
  if (!agency || !role) throw new Refused("not-signed-in");
  if (account.administrator || account.oversight || account.registers || !isOnCases(role)) return null;
  return {
    account: account.id,
    agency: agency.id,
    agencyKind: agency.kind,
    role: role.id,
    reads: readsOf(role),
  };
}

/**
 * One account for each role of the pack, in the place with the most kinds of agency, so that they can hand one case to
 * each other. Their ids follow from country, agency and role: a second start finds them and changes nothing.
 * Demonstration only; the accounts are named by their role, not by a person.
 */
export async function demoAccounts(store: Store, country: Country, now: string): Promise<readonly Account[]> {
  const accounts = demoTeam(country);
  for (const { id, agency, role, name, statistics, administrator, oversight, registers } of accounts) {
    await store.owner.query(
      `insert into account (id, agency, role, name, statistics, administrator, oversight, registers, created_at, enrolled_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) on conflict on constraint account_key do nothing`,
      [id, agency, role, name, statistics, administrator, oversight, registers, now],
    );
  }
  return accounts;
}

/** Who the demonstration team is: a pure function of the pack. Roles whose kind of agency the pack lacks are left out. */
export function demoTeam({ pack, agencies, places, roles }: Country): readonly Account[] {
  const kindsIn = (place: string) =>
    new Set(agencies.filter((agency) => agency.place === place).map(({ kind }) => kind)).size;
  const [home] = [...places].sort((a, b) => kindsIn(b.id) - kindsIn(a.id));
  return roles.flatMap((role) => {
    const ofKind = agencies.filter(({ kind }) => kind === role.agencyKind);
    const agency =
      ofKind.find(({ place }) => place === home?.id) ??
      ofKind.find(({ place }) => place === null) ??
      ofKind[0];
    if (!agency) return [];
    return [
      {
        id: uuidFrom(`demo|${pack.country}|${agency.id}|${role.id}`),
        agency: agency.id,
        role: role.id,
        name: role.name.en,
        statistics: role.statistics,
        administrator: role.administrator,
        oversight: role.oversight,
        registers: role.registers,
      },
    ];
  });
}

/** A UUID of version 8 (RFC 9562) that always comes out the same for the same text. */
function uuidFrom(text: string): string {
  const bytes = createHash("sha256").update(text).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
