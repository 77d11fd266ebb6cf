import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  completedBy,
  consistencyProof,
  EMPTY_ROOT,
  inclusionProof,
  leafHash,
  type NodeId,
  nodesOfConsistency,
  nodesOfInclusion,
  nodesOfRoot,
  provesConsistency,
  provesInclusion,
  rootOf,
} from "./merkle.ts";

/** RFC 6962, 2.1, written down as it stands there: the oracle. */
function merkleTreeHash(leaves: readonly Buffer[]): Buffer {
  const sha256 = (...parts: readonly Buffer[]) => createHash("sha256").update(Buffer.concat(parts)).digest();
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return sha256(Buffer.of(0), leaves[0]!);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha256(Buffer.of(1), merkleTreeHash(leaves.slice(0, k)), merkleTreeHash(leaves.slice(k)));
}

function grown(leaves: readonly Buffer[]) {
  const kept = new Map<string, Buffer>();
  const name = ({ level, index }: NodeId) => `${level}/${index}`;
  const nodes = (id: NodeId) => {
    const hash = kept.get(name(id));
    if (hash === undefined) throw new Error(`no node ${name(id)}`);
    return hash;
  };
  for (const [index, leaf] of leaves.entries())
    for (const node of completedBy(index, leafHash(leaf), nodes)) kept.set(name(node), node.hash);
  return { nodes, count: kept.size, has: (id: NodeId) => kept.has(name(id)) };
}

const hex = (text: string) => Buffer.from(text, "hex");

/** The leaves and roots of the test vectors every implementation of Certificate Transparency is held against. */
const VECTOR_LEAVES = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
].map(hex);
const VECTOR_ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
].map(hex);

describe("the tree", () => {
  it("has the roots of the published vectors", () => {
    expect(EMPTY_ROOT.toString("hex")).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
    const { nodes } = grown(VECTOR_LEAVES);
    for (const [at, root] of VECTOR_ROOTS.entries()) expect(rootOf(at + 1, nodes)).toEqual(root);
  });

  it("gives the path of the published vectors", () => {
    const { nodes } = grown(VECTOR_LEAVES);
    expect(inclusionProof(5, 8, nodes).map((one) => one.toString("hex"))).toEqual([
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
  });

  const sized = fc.integer({ min: 1, max: 70 }).map((size) => ({
    size,
    leaves: Array.from({ length: size }, (_, at) => Buffer.from(`leaf ${at}`)),
  }));

  it("has, at every size on the way, the root the standard defines", () => {
    const leaves = Array.from({ length: 70 }, (_, at) => Buffer.from(`leaf ${at}`));
    const { nodes, count } = grown(leaves);
    for (let size = 0; size <= leaves.length; size++)
      expect(rootOf(size, nodes)).toEqual(merkleTreeHash(leaves.slice(0, size)));
    // Amortised: fewer than two nodes a leaf.
    expect(count).toBeLessThan(2 * leaves.length);
  });

  it("takes text for its bytes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(leafHash(text)).toEqual(merkleTreeHash([Buffer.from(text)]));
      }),
    );
  });

  it("needs only the nodes it names", () => {
    fc.assert(
      fc.property(sized, fc.nat(), fc.nat(), ({ size, leaves }, a, b) => {
        const { has } = grown(leaves);
        const [index, old] = [a % size, (b % size) + 1];
        for (const id of [
          ...nodesOfRoot(size),
          ...nodesOfInclusion(index, size),
          ...nodesOfConsistency(old, size),
        ])
          expect(has(id)).toBe(true);
      }),
    );
  });
});

describe("proofs", () => {
  const tree = fc.integer({ min: 1, max: 70 }).chain((size) =>
    fc.record({
      leaves: fc.constant(Array.from({ length: size }, (_, at) => Buffer.from(`leaf ${at}`))),
      index: fc.nat(size - 1),
      old: fc.integer({ min: 0, max: size }),
    }),
  );

  it("show every leaf to be where it is", () => {
    fc.assert(
      fc.property(tree, ({ leaves, index }) => {
        const { nodes } = grown(leaves);
        const [size, root] = [leaves.length, merkleTreeHash(leaves)];
        const proof = inclusionProof(index, size, nodes);
        expect(provesInclusion(leafHash(leaves[index]!), index, size, proof, root)).toBe(true);
      }),
    );
  });

  it("show every earlier tree to be the beginning of a later one", () => {
    fc.assert(
      fc.property(tree, ({ leaves, old }) => {
        const { nodes } = grown(leaves);
        const size = leaves.length;
        const proof = consistencyProof(old, size, nodes);
        const [before, now] = [merkleTreeHash(leaves.slice(0, old)), merkleTreeHash(leaves)];
        expect(provesConsistency(old, before, size, now, proof)).toBe(true);
      }),
    );
  });

  it("show nothing once a bit, a leaf, a place or a size is another", () => {
    fc.assert(
      fc.property(tree, fc.nat(), fc.nat(), ({ leaves, index, old }, a, b) => {
        const { nodes } = grown(leaves);
        const [size, root] = [leaves.length, merkleTreeHash(leaves)];
        const proof = inclusionProof(index, size, nodes);
        const leaf = leafHash(leaves[index]!);
        const flip = (hash: Buffer) => {
          const other = Buffer.from(hash);
          const at = a % 32;
          other[at] = other[at]! ^ (1 << (b % 8));
          return other;
        };
        expect(provesInclusion(flip(leaf), index, size, proof, root)).toBe(false);
        expect(provesInclusion(leaf, index, size, proof, flip(root))).toBe(false);
        expect(provesInclusion(leaf, index, size, [...proof, leaf], root)).toBe(false);
        if (size > 1) {
          const wrong = proof.with(b % proof.length, flip(proof[b % proof.length]!));
          expect(provesInclusion(leaf, index, size, wrong, root)).toBe(false);
          expect(provesInclusion(leaf, (index + 1) % size, size, proof, root)).toBe(false);
          expect(provesInclusion(leaf, index, size, proof.slice(1), root)).toBe(false);
        }
        const between = consistencyProof(old, size, nodes);
        const before = merkleTreeHash(leaves.slice(0, old));
        expect(provesConsistency(old, flip(before), size, root, between)).toBe(false);
        expect(provesConsistency(old, before, size, root, [...between, leaf])).toBe(false);
        if (old > 0) expect(provesConsistency(old, before, size, flip(root), between)).toBe(false);
        if (between.length > 0)
          expect(provesConsistency(old, before, size, root, between.slice(1))).toBe(false);
      }),
    );
  });

  it("refuse places that are none", () => {
    const leaf = leafHash(Buffer.from("a"));
    for (const [index, size] of [
      [1, 1],
      [-1, 1],
      [0.5, 1],
      [0, 0],
      [Number.NaN, 1],
    ] as const)
      expect(provesInclusion(leaf, index, size, [], leaf)).toBe(false);
    expect(provesConsistency(2, leaf, 1, leaf, [])).toBe(false);
    expect(provesConsistency(0, leaf, 1, leaf, [])).toBe(false);
    expect(provesConsistency(1, leaf, 3, leaf, [])).toBe(false);
  });
});
