import { hash as digest } from "node:crypto";

/**
 * The Merkle tree of RFC 6962, section 2.1 (unchanged in RFC 9162): SHA-256, leaves hashed with the prefix 0x00, nodes
 * with 0x01, so that neither can be taken for the other. Pure functions; whoever calls says where nodes are kept.
 *
 * A node is named by `level` and `index`: it covers the leaves `index * 2^level` up to, not including,
 * `(index + 1) * 2^level`. Only complete subtrees are nodes that can be kept: once complete, they never change.
 */
export type NodeId = { readonly level: number; readonly index: number };

/** Where complete subtrees are found. */
export type Nodes = (id: NodeId) => Buffer;

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

export const EMPTY_ROOT: Buffer = sha256(Buffer.alloc(0));

/** Of text, its bytes in UTF-8. */
export function leafHash(data: Buffer | string): Buffer {
  return sha256(typeof data === "string" ? `\0${data}` : Buffer.concat([LEAF, data]));
}

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return sha256(Buffer.concat([NODE, left, right]));
}

/**
 * The nodes that become complete when the leaf at `index` is added, from the leaf upwards. `nodes` must hold those
 * completed before.
 */
export function completedBy(
  index: number,
  leaf: Buffer,
  nodes: Nodes,
): readonly (NodeId & { readonly hash: Buffer })[] {
  const done = [{ level: 0, index, hash: leaf }];
  let last = done[0]!;
  while (last.index % 2 === 1) {
    const left = nodes({ level: last.level, index: last.index - 1 });
    last = { level: last.level + 1, index: (last.index - 1) / 2, hash: nodeHash(left, last.hash) };
    done.push(last);
  }
  return done;
}

/** The root of the first `size` leaves. */
export function rootOf(size: number, nodes: Nodes): Buffer {
  return size === 0 ? EMPTY_ROOT : rangeRoot(0, size, nodes);
}

/** The complete subtrees a root, or a proof, is made of: what has to be fetched before `rootOf` is asked. */
export function nodesOfRoot(size: number): readonly NodeId[] {
  return size === 0 ? [] : rangeNodes(0, size);
}

/** The path that shows the leaf at `index` to be in the tree of `size` leaves (RFC 6962, 2.1.1), leaf upwards. */
export function inclusionProof(index: number, size: number, nodes: Nodes): readonly Buffer[] {
  return inclusionRanges(index, size).map(([from, to]) => rangeRoot(from, to, nodes));
}

export function nodesOfInclusion(index: number, size: number): readonly NodeId[] {
  return inclusionRanges(index, size).flatMap(([from, to]) => rangeNodes(from, to));
}

/** What shows the tree of `old` leaves to be the beginning of that of `size` leaves (RFC 6962, 2.1.2). */
export function consistencyProof(old: number, size: number, nodes: Nodes): readonly Buffer[] {
  return consistencyRanges(old, size).map(([from, to]) => rangeRoot(from, to, nodes));
}

export function nodesOfConsistency(old: number, size: number): readonly NodeId[] {
  return consistencyRanges(old, size).flatMap(([from, to]) => rangeNodes(from, to));
}

/** Whether a path leads from a leaf to a root (RFC 9162, 2.1.3.2). */
export function provesInclusion(
  leaf: Buffer,
  index: number,
  size: number,
  proof: readonly Buffer[],
  root: Buffer,
): boolean {
  if (!(Number.isSafeInteger(index) && Number.isSafeInteger(size) && 0 <= index && index < size))
    return false;
  let [node, last] = [index, size - 1];
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** Whether the tree with `oldRoot` is the beginning of the tree with `root` (RFC 9162, 2.1.4.2). */
export function provesConsistency(
  old: number,
  oldRoot: Buffer,
  size: number,
  root: Buffer,
  proof: readonly Buffer[],
): boolean {
  if (!(Number.isSafeInteger(old) && Number.isSafeInteger(size) && 0 <= old && old <= size)) return false;
  if (old === 0) return proof.length === 0 && oldRoot.equals(EMPTY_ROOT);
  if (old === size) return proof.length === 0 && oldRoot.equals(root);
  const path = isPowerOfTwo(old) ? [oldRoot, ...proof] : proof;
  const [first, ...rest] = path;
  if (first === undefined) return false;
  let [node, last] = [old - 1, size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [was, is] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      was = nodeHash(hash, was);
      is = nodeHash(hash, is);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      is = nodeHash(is, hash);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && was.equals(oldRoot) && is.equals(root);
}

type Range = readonly [from: number, to: number];

/** The hash over a range of leaves, put together from complete subtrees. The range is one the tree itself is split in. */
function rangeRoot(from: number, to: number, nodes: Nodes): Buffer {
  return rangeNodes(from, to)
    .map(nodes)
    .reduceRight((right, left) => nodeHash(left, right));
}

/** The complete subtrees a range consists of, left to right: largest first. */
function rangeNodes(from: number, to: number): readonly NodeId[] {
  const found: NodeId[] = [];
  for (let at = from; at < to; ) {
    const level = Math.floor(Math.log2(to - at));
    const width = 2 ** level;
    found.push({ level, index: at / width });
    at += width;
  }
  return found;
}

function inclusionRanges(index: number, size: number): readonly Range[] {
  return descend(index, 0, size).reverse();
}

/** From the root down to one leaf, the sibling on each level. */
function descend(index: number, from: number, to: number): Range[] {
  if (to - from <= 1) return [];
  const middle = from + split(to - from);
  return index < middle
    ? [[middle, to], ...descend(index, from, middle)]
    : [[from, middle], ...descend(index, middle, to)];
}

function consistencyRanges(old: number, size: number): readonly Range[] {
  return old === 0 || old === size ? [] : subproof(old, 0, size, true);
}

/** SUBPROOF of RFC 6962: `whole` while the old tree is still the left part of what is looked at. */
function subproof(old: number, from: number, to: number, whole: boolean): readonly Range[] {
  if (old === to - from) return whole ? [] : [[from, to]];
  const middle = split(to - from);
  return old <= middle
    ? [...subproof(old, from, from + middle, whole), [from + middle, to]]
    : [...subproof(old - middle, from + middle, to, false), [from, from + middle]];
}

/** The largest power of two smaller than `n`. */
function split(n: number): number {
  return 2 ** Math.floor(Math.log2(n - 1));
}

function half(n: number): number {
  return Math.floor(n / 2);
}

function isPowerOfTwo(n: number): boolean {
  return 2 ** Math.floor(Math.log2(n)) === n;
}

function sha256(data: Buffer | string): Buffer {
  // Node gives a digest as text in a quarter of the time it takes to give it as a buffer.
  return Buffer.from(digest("sha256", data, "latin1"), "latin1");
}
