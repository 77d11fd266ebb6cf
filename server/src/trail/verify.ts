import type pg from "pg";
import { EMPTY_ROOT, leafHash, nodeHash } from "./merkle.ts";
import { openNote, readCheckpoint, type Verifier } from "./note.ts";

/** The first thing that does not hold. It names places in the trail and the journal, never what stands there. */
export type TrailFault =
  | { readonly kind: "leaf-missing" | "leaf-twice"; readonly at: number }
  | { readonly kind: "signature" | "checkpoint" | "root"; readonly at: number }
  | { readonly kind: "cut-off"; readonly at: number; readonly signed: number }
  | { readonly kind: "entry-changed"; readonly case: string; readonly at: number }
  | { readonly kind: "entries-missing"; readonly at: number };

/** What re-checking the trail found. */
export type Verification = {
  readonly size: number;
  readonly root: string;
  readonly checkpoints: number;
  readonly entries: number;
  /** Rows written but without their place yet: they are not covered by any checkpoint. */
  readonly waiting: number;
  readonly fault: TrailFault | null;
};

/** Recomputes the digest of a journal row: the journal's own function, handed in so that the trail needs no journal. */
export type DigestOf = (row: never) => string;

const BATCH = 20_000;

/**
 * Reads everything again and believes nothing stored but the rows themselves: each leaf has its place, without a gap; the
 * root over them is that of each signed checkpoint; every entry of the journal is as the trail says it was written, and
 * none is missing. Reads only, in one snapshot.
 */
export async function verifyTrail(
  client: pg.ClientBase,
  verifier: Verifier,
  digestOf: DigestOf,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<Verification> {
  await client.query("begin isolation level repeatable read read only");
  try {
    const checkpoints = await readCheckpoints(client);
    const written = new Map<string, number>();
    const { size, roots, fault } = await readLeaves(client, checkpoints, written, progress);
    const { entries, fault: wrongEntry } = await readEntries(client, written, digestOf);
    const { rows } = await client.query("select count(*) as waiting from trail where leaf is null");
    return {
      size,
      root: (roots.get(size) ?? EMPTY_ROOT).toString("base64"),
      checkpoints: checkpoints.length,
      entries,
      waiting: rows[0].waiting,
      fault: fault ?? checkpointFault(checkpoints, roots, size, verifier) ?? wrongEntry,
    };
  } finally {
    await client.query("rollback");
  }
}

type Stored = { readonly size: number; readonly note: string };

async function readCheckpoints(client: pg.ClientBase): Promise<readonly Stored[]> {
  const { rows } = await client.query("select size, note from trail_checkpoint order by size");
  return rows;
}

/**
 * Goes through the leaves in order with nothing kept but the right edge of the tree, a hash a level, and notes the root at
 * each size somebody signed.
 */
async function readLeaves(
  client: pg.ClientBase,
  checkpoints: readonly Stored[],
  written: Map<string, number>,
  progress: (done: number, total: number) => void,
) {
  const { rows: counted } = await client.query(
    "select count(leaf) as leaves, coalesce(max(leaf) + 1, 0) as total from trail",
  );
  const { leaves, total } = counted[0];
  const asked = new Set(checkpoints.map(({ size }) => size));
  const roots = new Map<number, Buffer>([[0, EMPTY_ROOT]]);
  const edge: Buffer[] = [];
  let size = 0;
  while (size < total) {
    const { rows } = await client.query(
      "select leaf, data from trail where leaf >= $1 and leaf < $2 order by leaf",
      [size, size + BATCH],
    );
    for (const { leaf, data } of rows) {
      if (leaf !== size) return { size, roots, fault: { kind: "leaf-missing", at: size } as const };
      addTo(edge, size, leafHash(data));
      size += 1;
      if (asked.has(size) || size === total) roots.set(size, rootOfEdge(edge));
      for (const entry of entriesIn(data)) written.set(entry, (written.get(entry) ?? 0) + 1);
    }
    if (rows.length === 0) return { size, roots, fault: { kind: "leaf-missing", at: size } as const };
    progress(size, total);
  }
  return { size, roots, fault: leaves === total ? null : ({ kind: "leaf-twice", at: total } as const) };
}

/** `edge[level]` is the complete subtree of that level at the right end, where there is one. */
function addTo(edge: Buffer[], index: number, leaf: Buffer): void {
  let hash = leaf;
  let level = 0;
  for (let rest = index; rest % 2 === 1; rest = (rest - 1) / 2) {
    hash = nodeHash(edge[level] as Buffer, hash);
    delete edge[level];
    level += 1;
  }
  edge[level] = hash;
}

function rootOfEdge(edge: readonly (Buffer | undefined)[]): Buffer {
  const [smallest, ...larger] = edge.filter((hash) => hash !== undefined);
  return larger.reduce((right, left) => nodeHash(left, right), smallest ?? EMPTY_ROOT);
}

function entriesIn(data: string): readonly string[] {
  // Most leaves are looks: those are not taken apart.
  if (!data.includes('"written"')) return [];
  const trace: { readonly kind?: unknown; readonly entries?: unknown } = JSON.parse(data);
  return trace.kind === "written" && Array.isArray(trace.entries) ? trace.entries : [];
}

function checkpointFault(
  checkpoints: readonly Stored[],
  roots: ReadonlyMap<number, Buffer>,
  size: number,
  verifier: Verifier,
): TrailFault | null {
  for (const stored of checkpoints) {
    const text = openNote(stored.note, verifier);
    if (text === null) return { kind: "signature", at: stored.size };
    const signed = readCheckpoint(text);
    if (signed === null || signed.size !== stored.size || signed.origin !== verifier.name)
      return { kind: "checkpoint", at: stored.size };
    if (signed.size > size) return { kind: "cut-off", at: size, signed: signed.size };
    const root = roots.get(signed.size);
    if (root === undefined || !root.equals(signed.root)) return { kind: "root", at: signed.size };
  }
  return null;
}

/** Every entry of the journal must be on the trail as often as it is in the journal, once, and none on the trail may lack. */
async function readEntries(client: pg.ClientBase, written: Map<string, number>, digestOf: DigestOf) {
  let entries = 0;
  let after: readonly [string, number] = ["00000000-0000-0000-0000-000000000000", 0];
  let fault: TrailFault | null = null;
  const { rows: waiting } = await client.query("select data from trail where leaf is null");
  for (const { data } of waiting)
    for (const entry of entriesIn(data)) written.set(entry, (written.get(entry) ?? 0) + 1);
  for (;;) {
    const { rows } = await client.query(
      `select j.case_id, j.seq, j.type, j.version, j.happened_at, j.recorded_at, j.actor, j.agency, j.body, j.classes, p.*
         from journal j cross join lateral (
                select coalesce(array_agg(class order by class), '{}') as part_classes,
                       coalesce(array_agg(author order by class), '{}') as part_authors,
                       coalesce(array_agg(key_version order by class), '{}') as part_versions,
                       coalesce(array_agg(sealed order by class), '{}') as parts
                  from sealed_part p where p.case_id = j.case_id and p.seq = j.seq) as p
        where (j.case_id, j.seq) > ($1::uuid, $2::integer) order by j.case_id, j.seq limit $3`,
      [after[0], after[1], BATCH],
    );
    for (const row of rows) {
      const digest = digestOf(row as never);
      const left = written.get(digest) ?? 0;
      if (left === 0) fault ??= { kind: "entry-changed", case: row.case_id, at: row.seq };
      else if (left === 1) written.delete(digest);
      else written.set(digest, left - 1);
    }
    entries += rows.length;
    const last = rows.at(-1);
    if (last === undefined) break;
    after = [last.case_id, last.seq];
  }
  if (fault === null && written.size > 0) fault = { kind: "entries-missing", at: written.size };
  return { entries, fault };
}
