import { type Actor, asActor } from "../access/actor.ts";
import { isViolation } from "../cases/command.ts";
import type { Deps } from "../cases/deps.ts";
import { resumeSession } from "../cases/session.ts";
import { refuseUnderGlass } from "../cases/under-glass.ts";
import type { MyCaseKeys } from "../contract/index.ts";
import type { NewEntry } from "../journal/entries.ts";
import type { Hasher } from "../people/password.ts";
import type { Tx } from "../store/store.ts";
import { asMeant, newSecret } from "./secret.ts";

/**
 * Makes the keys of a survivor's own page: shown to whoever hands them over now, and kept only as hashes. New ones take the
 * old out of use, with all pages they opened. Throws `Refused` where the role may not, or the case is not open to her agency.
 */
export async function openMyCase(
  deps: Deps,
  hasher: Hasher,
  actor: Actor,
  caseId: string,
  now: string,
): Promise<MyCaseKeys> {
  const [secret, duress] = [newSecret(), newSecret()];
  const [secretHash, duressHash] = await Promise.all([
    hasher.hash(asMeant(secret)),
    hasher.hash(asMeant(duress)),
  ]);
  const code = await writeAs(deps, actor, caseId, { type: "my-case-opened" }, now, async (tx) => {
    await tx.query("select open_my_case($1, $2, $3, $4)", [caseId, secretHash, duressHash, now]);
  });
  return { code, secret, duress };
}

/** Takes the keys out of use. Nothing is written where there were none. */
export async function closeMyCase(deps: Deps, actor: Actor, caseId: string, now: string): Promise<void> {
  await writeAs(deps, actor, caseId, { type: "my-case-closed" }, now, async (tx) => {
    await tx.query("select close_my_case($1)", [caseId]);
  });
}

/** The entry and what it tells of, in one transaction; another entry that came first only makes it write again. */
async function writeAs(
  deps: Deps,
  actor: Actor,
  caseId: string,
  { type }: Pick<NewEntry, "type"> & { readonly type: "my-case-opened" | "my-case-closed" },
  now: string,
  also: (tx: Tx) => Promise<void>,
): Promise<string> {
  return again(() =>
    asActor(deps.store.app, actor, now, async (tx) => {
      const session = await resumeSession(deps, tx, caseId);
      if (type === "my-case-closed" && session.state().myCaseSince === null)
        return session.state().report.code;
      await refuseUnderGlass(tx, actor, session, type, now);
      session.write({ type, happenedAt: now, body: {} }, actor, now);
      await also(tx);
      await session.commit(tx);
      return session.state().report.code;
    }),
  );
}

/** Nothing that is written here depends on what others write meanwhile: it takes the next place. */
export async function again<T>(run: () => Promise<T>): Promise<T> {
  for (let left = 4; ; left -= 1) {
    try {
      return await run();
    } catch (error) {
      if (left === 0 || !isViolation(error, "journal_key")) throw error;
    }
  }
}
