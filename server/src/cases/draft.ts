import { type Actor, asActor } from "../access/actor.ts";
import type { Draft } from "../contract/index.ts";
import { open, seal } from "../store/keys.ts";
import type { Deps } from "./deps.ts";

/** The unfinished intake of one person: sealed under her own key, replaced at each save, gone when it becomes a case. */
export function readDraft(deps: Deps, actor: Actor, now: string): Promise<Draft> {
  return asActor(deps.store.app, actor, now, async (tx) => {
    const { rows } = await tx.query("select saved_at, sealed from draft where account = $1", [actor.account]);
    const [row] = rows;
    if (!row) return { savedAt: null, content: null };
    const plain = open(deps.store.keys.draftKey(actor.account), row.sealed, `draft|${actor.account}`);
    return { savedAt: row.saved_at, content: JSON.parse(plain.toString()) };
  });
}

export function saveDraft(
  deps: Deps,
  actor: Actor,
  content: Record<string, unknown>,
  now: string,
): Promise<Draft> {
  const plain = Buffer.from(JSON.stringify(content));
  const sealed = seal(deps.store.keys.draftKey(actor.account), plain, `draft|${actor.account}`);
  return asActor(deps.store.app, actor, now, async (tx) => {
    await tx.query(
      `insert into draft (account, saved_at, sealed) values ($1, $2, $3)
       on conflict on constraint draft_key do update set saved_at = excluded.saved_at, sealed = excluded.sealed`,
      [actor.account, now, sealed],
    );
    return { savedAt: now, content };
  });
}

export async function clearDraft(deps: Deps, actor: Actor, now: string): Promise<void> {
  await asActor(deps.store.app, actor, now, (tx) =>
    tx.query("delete from draft where account = $1", [actor.account]),
  );
}
