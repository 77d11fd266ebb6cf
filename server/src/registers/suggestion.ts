import { randomUUID } from "node:crypto";
import { Suggestion } from "../contract/index.ts";
import { openWords, type Place, REGISTER, sealWords } from "../journal/words.ts";
import { inTransaction, type Store } from "../store/store.ts";
import { canonical, digest } from "../trail/canonical.ts";
import { record } from "../trail/record.ts";

/**
 * What anybody may suggest for the register of claims. Of whom it came from nothing is kept; what was typed is sealed, since
 * people write more than they are asked for, and destroyed as soon as it is refused or completed.
 */

/** Keeps a suggestion. Returns a number by which it can be asked about, made from its id alone. */
export async function suggest(store: Store, said: Suggestion, now: string): Promise<string> {
  const id = randomUUID();
  const { sealed, secret } = sealWords(store.keys.oversightKey, placeOf(id), JSON.stringify(said));
  await inTransaction(store.app, async (tx) => {
    await tx.query(
      `insert into register_proposal (id, kind, target, sealed, proposed_at) values ($1, 'suggestion', 'claim', $2, $3)`,
      [id, sealed, now],
    );
    await store.keys.secrets.keep([secret]);
    const entry = digest(canonical([id, sealed.toString("base64"), now]));
    await record(tx, { kind: "register", at: now, deed: "suggested", actor: null, proposal: id, entry });
  });
  return receiptOf(id);
}

/** `7D0C-1B0E`: eight signs of the id, for the reader's slip of paper and the list of those who review. */
export function receiptOf(id: string): string {
  const [first = ""] = id.toUpperCase().split("-");
  return `${first.slice(0, 4)}-${first.slice(4)}`;
}

/** The words of those that are suggestions, by id; none where they were destroyed. */
export async function wordsOf(
  store: Store,
  rows: readonly { readonly id: string; readonly sealed: Buffer | null }[],
): Promise<ReadonlyMap<string, Suggestion>> {
  const sealed = rows.flatMap((row) => (row.sealed === null ? [] : [{ id: row.id, sealed: row.sealed }]));
  const secrets = await store.keys.secrets.ofMany(sealed.map(({ id }) => id));
  return new Map(
    sealed.flatMap(({ id, sealed: bytes }): [string, Suggestion][] => {
      const words = openWords(store.keys.oversightKey, placeOf(id), secrets.get(id) ?? [], bytes);
      return words === null ? [] : [[id, Suggestion.parse(JSON.parse(words))]];
    }),
  );
}

/** Destroys what a suggestion said, here and in every backup. */
export async function forget(store: Store, id: string): Promise<void> {
  await store.keys.secrets.destroy([{ caseId: id, class: placeOf(id).name, before: 1 }]);
}

function placeOf(id: string): Place {
  return { id, name: `${REGISTER}suggestion`, context: `register|suggestion|${id}` };
}
