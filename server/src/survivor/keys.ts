import { type Actor, asActor } from "../access/actor.ts";
import { newCode } from "../cases/code.ts";
import { isViolation } from "../cases/command.ts";
import type { Deps } from "../cases/deps.ts";
import { childPages } from "../cases/grown.ts";
import { resumeForChildren, resumeSession } from "../cases/session.ts";
import { refuseUnderGlass } from "../cases/under-glass.ts";
import type { MyCaseKeys } from "../contract/index.ts";
import type { Hasher } from "../people/password.ts";
import type { Tx } from "../store/store.ts";
import { asMeant, newSecret } from "./secret.ts";

/**
 * Makes the keys of a survivor's own page, or of that of a child of the case who has come of age: shown to whoever hands them
 * over now, and kept only as hashes. New ones take the old out of use, with all pages they opened. Throws `Refused` where the
 * role may not, the case is not open to her agency, or the child is not surely of age.
 */
export async function openMyCase(
  deps: Deps,
  hasher: Hasher,
  actor: Actor,
  caseId: string,
  now: string,
  child: string | null = null,
): Promise<MyCaseKeys> {
  const [secret, duress] = [newSecret(), newSecret()];
  const [secretHash, duressHash] = await Promise.all([
    hasher.hash(asMeant(secret)),
    hasher.hash(asMeant(duress)),
  ]);
  const code = await again(() => {
    const own = child === null ? null : newCode();
    return writeAs(deps, actor, caseId, { type: "my-case-opened", child }, now, async (tx, ofCase) => {
      await tx.query("select open_my_case($1, $2, $3, $4, $5, $6)", [
        caseId,
        child ?? "",
        own,
        secretHash,
        duressHash,
        now,
      ]);
      return own ?? ofCase;
    });
  });
  return { code, secret, duress };
}

/** Takes the keys out of use. Nothing is written where there were none. */
export async function closeMyCase(
  deps: Deps,
  actor: Actor,
  caseId: string,
  now: string,
  child: string | null = null,
): Promise<void> {
  await again(() =>
    writeAs(deps, actor, caseId, { type: "my-case-closed", child }, now, async (tx, ofCase) => {
      await tx.query("select close_my_case($1, $2)", [caseId, child ?? ""]);
      return ofCase;
    }),
  );
}

type Page = { readonly type: "my-case-opened" | "my-case-closed"; readonly child: string | null };

/** The entry and what it tells of, in one transaction; returns the code of the page. */
function writeAs(
  deps: Deps,
  actor: Actor,
  caseId: string,
  { type, child }: Page,
  now: string,
  also: (tx: Tx, codeOfCase: string) => Promise<string>,
): Promise<string> {
  return asActor(deps.store.app, actor, now, async (tx) => {
    // Whether a child has come of age, its date of birth says to whoever may read that.
    const session =
      child === null || type === "my-case-closed"
        ? await resumeSession(deps, tx, caseId)
        : await resumeForChildren(deps, tx, caseId, actor, now);
    const { code } = session.state().report;
    const since =
      child === null ? session.state().myCaseSince : (childPages(session.entries).get(child) ?? null);
    if (type === "my-case-closed" && since === null) return code;
    await refuseUnderGlass(tx, actor, session, type, now);
    session.write({ type, happenedAt: now, body: child === null ? {} : { child } }, actor, now);
    const shown = await also(tx, code);
    await session.commit(tx);
    return shown;
  });
}

/** Nothing that is written here depends on what others write meanwhile: it takes the next place, and another code. */
export async function again<T>(run: () => Promise<T>): Promise<T> {
  for (let left = 4; ; left -= 1) {
    try {
      return await run();
    } catch (error) {
      if (left === 0 || !(isViolation(error, "journal_key") || isViolation(error, "my_case_code")))
        throw error;
    }
  }
}
