import type { Actor } from "../access/actor.ts";
import type { Deps } from "../cases/deps.ts";
import { person } from "../cases/testing.ts";
import { keepRules } from "./rules.ts";

/** Somebody with an account, of an agency of the fictional country. */
export async function employed(
  deps: Deps,
  role: string,
  agency: string,
  /** Two of one name are taken for one person where two are needed. */
  name?: string,
): Promise<Actor> {
  const kind = deps.agencies.get(agency)?.kind ?? "";
  const actor = person(role, agency, kind);
  const rights = deps.roles.get(role);
  await deps.store.owner.query(
    `insert into account (id, agency, role, name, statistics, administrator, oversight, created_at, enrolled_at)
     values ($1, $2, $3, $4, $5, $6, $7, '2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z')`,
    [
      actor.account,
      agency,
      role,
      name ?? `Synthetic ${role} ${actor.account.slice(0, 8)}`,
      rights?.statistics ?? false,
      rights?.administrator ?? false,
      rights?.oversight ?? false,
    ],
  );
  return actor;
}

/** Somebody who reviews, and the rules of the pack in the database. */
export async function overseen(deps: Deps): Promise<string> {
  await keepRules(deps.store, deps.country);
  return (await employed(deps, "data-protection-officer", "testland.data-protection.tl")).account;
}
