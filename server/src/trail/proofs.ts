import type { Store } from "../store/store.ts";
import { consistencyProof, inclusionProof, nodesOfConsistency, nodesOfInclusion } from "./merkle.ts";
import { fetchNodes } from "./sequence.ts";

/** The newest signed checkpoint, as text anybody can keep; null before the first. */
export async function latestCheckpoint(store: Store): Promise<string | null> {
  const { rows } = await store.app.query("select note from trail_checkpoint order by size desc limit 1");
  return rows[0]?.note ?? null;
}

/** Shows the tree of `from` leaves to be the beginning of that of `to`; null where the trail never had these sizes. */
export async function proveConsistency(
  store: Store,
  from: number,
  to: number,
): Promise<readonly string[] | null> {
  if (from > to || to > (await sizeOf(store))) return null;
  const nodes = await fetchNodes(store.app, nodesOfConsistency(from, to));
  return consistencyProof(from, to, nodes.get).map(base64);
}

/** Shows the leaf to be in the tree of `size` leaves; null where there is no such leaf or tree. */
export async function proveInclusion(
  store: Store,
  leaf: number,
  size: number,
): Promise<readonly string[] | null> {
  if (leaf >= size || size > (await sizeOf(store))) return null;
  const nodes = await fetchNodes(store.app, nodesOfInclusion(leaf, size));
  return inclusionProof(leaf, size, nodes.get).map(base64);
}

/** How many leaves the tree has. */
export async function sizeOf(store: Store): Promise<number> {
  const { rows } = await store.app.query(
    "select coalesce(max(index) + 1, 0) as size from trail_node where level = 0",
  );
  return rows[0].size;
}

function base64(hash: Buffer): string {
  return hash.toString("base64");
}
