import { asSurvivor, type GrownPage, type HerSession, SURVIVOR } from "../access/actor.ts";
import type { Deps } from "../cases/deps.ts";
import { mayHavePage } from "../cases/grown.ts";
import { resumeSession } from "../cases/session.ts";
import type { Journal } from "../journal/journal.ts";
import { readJournal } from "../journal/journal.ts";
import type { Hasher } from "../people/password.ts";
import { hashToken, newToken } from "../people/token.ts";
import { inTransaction, type Store, type Tx } from "../store/store.ts";
import { type MyCaseDeed, record } from "../trail/record.ts";
import { again } from "./keys.ts";
import { asMeant, codeAsMeant } from "./secret.ts";

/** Without a request of hers for so long her page has ended, and after so long in any event. */
export const IDLE_MINUTES = 15;
export const LONGEST_MINUTES = 60;
/** Forced to open her page again and again, she is heard of once in so long; each time stands on the trail. */
const HEARD_AGAIN_MINUTES = 60;

export type Typed = { readonly code: string; readonly secret: string };

/**
 * The door of a survivor's page. Whatever was typed, the same work is done in the same order: one look for the code, two
 * verifications of argon2; and what was wrong is not told. `null`: not let in. The token of a page that tells nothing,
 * opened by the secret she gives when she is forced, is like the other.
 */
export function createDoor(deps: Deps, hasher: Hasher) {
  // Made once: verifying against it costs what verifying against a real one costs.
  let nobody: Promise<string> | undefined;
  return async (typed: Typed, now: string): Promise<string | null> => {
    nobody ??= hasher.hash("nobody has this secret");
    const dummy = await nobody;
    const code = codeAsMeant(typed.code);
    const { rows } = await deps.store.app.query({
      name: "my-case-by-code",
      text: "select case_id, child, secret, duress from my_case_by_code($1)",
      values: [code],
    });
    const [found] = rows;
    const secret = asMeant(typed.secret);
    const right = await hasher.verify(found?.secret ?? dummy, secret);
    const forced = await hasher.verify(found?.duress ?? dummy, secret);
    const page = found?.child ? { child: found.child as string, code } : null;
    if (found && right) {
      const token = await again(() => enter(deps, found.case_id, page, now));
      if (token !== null) return token;
    } else if (found && forced) return again(() => enterForced(deps, found.case_id, page, now));
    await inTransaction(deps.store.app, (tx) => traceFailure(deps.store, tx, code, now));
    return null;
  };
}

/** Null where the page is that of a child somebody has complained of since. */
async function enter(
  deps: Deps,
  caseId: string,
  page: GrownPage | null,
  now: string,
): Promise<string | null> {
  const token = newToken();
  const hers = { caseId, tokenHash: hashToken(token), page };
  return asSurvivor(deps.store.app, hers, now, async (tx) => {
    await openSession(tx, hers, false, now);
    const journal = await journalOf(deps, tx, caseId);
    if (page !== null && !mayHavePage(journal.entries, page.child)) {
      await tx.query("select end_my_session($1)", [hers.tokenHash]);
      return null;
    }
    await trace(deps, tx, journal, page, "entered", now);
    return token;
  });
}

/** Her agencies learn of it in the journal; the page that opens is the same for every case, and opens none. */
async function enterForced(deps: Deps, caseId: string, page: GrownPage | null, now: string): Promise<string> {
  const token = newToken();
  // To write the entry she is let in for the length of this transaction, by a token nobody is given.
  const within = { caseId, tokenHash: hashToken(newToken()), page };
  await asSurvivor(deps.store.app, within, now, async (tx) => {
    await openSession(tx, within, false, now);
    const session = await resumeSession(deps, tx, caseId);
    const of = page === null ? {} : { child: page.child };
    const last = session.entries.findLast(
      (entry) => entry.type === "coerced-access" && entry.body.child === page?.child,
    );
    if (last === undefined || minutesBetween(last.recordedAt, now) >= HEARD_AGAIN_MINUTES) {
      session.write({ type: "coerced-access", happenedAt: now, body: of }, SURVIVOR, now);
      await session.commit(tx);
    }
    await trace(deps, tx, await journalOf(deps, tx, caseId), page, "coerced", now);
    await tx.query("select end_my_session($1)", [within.tokenHash]);
    await openSession(tx, { caseId, tokenHash: hashToken(token), page }, true, now);
  });
  return token;
}

/** Whose page this is, and whether it is the one that tells nothing; `null` when it has ended. */
export async function herSession(
  store: Store,
  token: string,
  now: string,
): Promise<(HerSession & { readonly harmless: boolean }) | null> {
  const tokenHash = hashToken(token);
  const { rows } = await store.app.query({
    name: "my-session",
    text: `select case_id as "caseId", child, code, harmless from my_session($1, $2, $3)`,
    values: [tokenHash, now, later(now, IDLE_MINUTES)],
  });
  const [found] = rows;
  if (found === undefined) return null;
  const { caseId, child, code, harmless } = found;
  return { caseId, tokenHash, harmless, page: child === "" ? null : { child, code } };
}

export async function leave(store: Store, token: string): Promise<void> {
  await store.app.query("select end_my_session($1)", [hashToken(token)]);
}

/** The names on the trail of looks at a case, and of what was done at the door of one page of it. */
export function namesOnTrail(
  store: Store,
  { caseId, key, entries }: Journal,
  page: GrownPage | null,
): { readonly looks: readonly string[]; readonly doors: readonly string[] } {
  const first = entries[0];
  const code = page?.code ?? (first?.type === "report" ? first.body.code : "");
  const entered = enteredName(store, { caseId, key }, page);
  return {
    looks: [store.keys.caseOnTrail(key, caseId), store.keys.strangerOnTrail(caseId)],
    doors: [entered, store.keys.strangerOnTrail(doorName(code))],
  };
}

function enteredName(
  store: Store,
  { caseId, key }: Pick<Journal, "caseId" | "key">,
  page: GrownPage | null,
): string {
  return store.keys.caseOnTrail(key, page === null ? caseId : `${caseId}/${page.child}`);
}

async function openSession(
  tx: Tx,
  { caseId, tokenHash, page }: HerSession,
  harmless: boolean,
  now: string,
): Promise<void> {
  await tx.query("select open_my_session($1, $2, $3, $4, $5, $6, $7)", [
    caseId,
    page?.child ?? "",
    tokenHash,
    harmless,
    now,
    later(now, IDLE_MINUTES),
    later(now, LONGEST_MINUTES),
  ]);
}

async function journalOf({ store }: Deps, tx: Tx, caseId: string): Promise<Journal> {
  const journal = await readJournal(tx, store.keys, caseId);
  if (journal === null) throw new Error("a page of a case that is not there");
  return journal;
}

async function trace(
  { store }: Deps,
  tx: Tx,
  journal: Journal,
  page: GrownPage | null,
  deed: Exclude<MyCaseDeed, "failed">,
  at: string,
): Promise<void> {
  const name = enteredName(store, journal, page);
  await record(tx, { kind: "my-case", at, deed, actor: SURVIVOR.account, case: name });
}

function traceFailure(store: Store, tx: Tx, code: string, at: string): Promise<void> {
  const name = store.keys.strangerOnTrail(doorName(code));
  return record(tx, { kind: "my-case", at, deed: "failed", actor: null, case: name });
}

function doorName(code: string): string {
  return `my-case|${code}`;
}

function later(now: string, minutes: number): string {
  return Temporal.Instant.from(now).add({ minutes }).toString();
}

function minutesBetween(from: string, to: string): number {
  return Temporal.Instant.from(to).since(from).total("minutes");
}
