import { inTransaction, type Store, type Tx } from "../store/store.ts";
import { completedBy, leafHash, type NodeId, nodesOfRoot, rootOf } from "./merkle.ts";
import { type Signer, signNote, writeCheckpoint } from "./note.ts";

/** How many rows become leaves in one transaction. */
const BATCH = 5_000;

/**
 * Gives every waiting row of the trail its place in the tree, in order of writing, and signs the root that covers them all.
 * One sequencer at a time, however many programs ask. Returns the size of the tree.
 */
export async function sequence(store: Store, signer: Signer, now: string): Promise<number> {
  for (;;) {
    const { size, added } = await inTransaction(store.owner, async (tx) => {
      await tx.query("select pg_advisory_xact_lock(hashtext('arasha.trail'))");
      const { size, added } = await place(tx);
      if (added < BATCH) await sign(tx, signer, size, now);
      return { size, added };
    });
    if (added < BATCH) return size;
  }
}

async function place(tx: Tx): Promise<{ readonly size: number; readonly added: number }> {
  const { rows: last } = await tx.query("select coalesce(max(leaf) + 1, 0) as size from trail");
  const first: number = last[0].size;
  const { rows } = await tx.query("select nr, data from trail where leaf is null order by nr limit $1", [
    BATCH,
  ]);
  if (rows.length === 0) return { size: first, added: 0 };
  const kept = await fetchNodes(tx, nodesOfRoot(first));
  const added: (NodeId & { readonly hash: Buffer })[] = [];
  for (const [at, { data }] of rows.entries()) {
    const done = completedBy(first + at, leafHash(data), (id) => kept.get(id));
    for (const node of done) {
      kept.set(node);
      added.push(node);
    }
  }
  await tx.query(
    `update trail t set leaf = $1::bigint + r.at - 1 from unnest($2::bigint[]) with ordinality as r (nr, at) where t.nr = r.nr`,
    [first, rows.map(({ nr }) => nr)],
  );
  await tx.query(
    `insert into trail_node (level, index, hash)
     select r.level, r.index, decode(r.hash, 'hex')
       from unnest($1::smallint[], $2::bigint[], $3::text[]) as r (level, index, hash)`,
    [
      added.map(({ level }) => level),
      added.map(({ index }) => index),
      added.map(({ hash }) => hash.toString("hex")),
    ],
  );
  return { size: first + rows.length, added: rows.length };
}

async function sign(tx: Tx, signer: Signer, size: number, now: string): Promise<void> {
  const { rowCount } = await tx.query("select from trail_checkpoint where size = $1", [size]);
  if (rowCount !== 0) return;
  const nodes = await fetchNodes(tx, nodesOfRoot(size));
  const text = writeCheckpoint({ origin: signer.name, size, root: rootOf(size, (id) => nodes.get(id)) });
  await tx.query("insert into trail_checkpoint (size, signed_at, note) values ($1, $2, $3)", [
    size,
    now,
    signNote(text, signer),
  ]);
}

/** Nodes held in memory while a root or a proof is worked out. */
export type Kept = {
  readonly get: (id: NodeId) => Buffer;
  readonly set: (node: NodeId & { readonly hash: Buffer }) => void;
};

/** Throws when the database lacks one: then the tree was tampered with, or the size is none it ever had. */
export async function fetchNodes(tx: Pick<Tx, "query">, ids: readonly NodeId[]): Promise<Kept> {
  const held = new Map<string, Buffer>();
  const name = ({ level, index }: NodeId) => `${level}/${index}`;
  if (ids.length > 0) {
    const { rows } = await tx.query({
      name: "trail-nodes",
      text: `select n.level, n.index, n.hash
               from unnest($1::smallint[], $2::bigint[]) as r (level, index)
               join trail_node n on n.level = r.level and n.index = r.index`,
      values: [ids.map(({ level }) => level), ids.map(({ index }) => index)],
    });
    for (const { level, index, hash } of rows) held.set(name({ level, index }), hash);
  }
  return {
    get: (id) => {
      const hash = held.get(name(id));
      if (hash === undefined) throw new Error(`the trail lacks node ${name(id)}`);
      return hash;
    },
    set: (node) => held.set(name(node), node.hash),
  };
}
