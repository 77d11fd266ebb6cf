import { compile, type Pack } from "@arasha/law";
import { loadCountry } from "@arasha/packs";
import type { FunnelSide } from "@arasha/server/contract";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { funnelGraph, share } from "./funnel-graph.ts";
import { greatestReform, reforms } from "./reforms.ts";

const count = fc.nat(500);
const endings = (names: readonly string[]) =>
  fc
    .tuple(...names.map(() => count))
    .map((all) => all.map((cases, index) => ({ ending: names[index]!, cases })));

/** A chain that adds up: every opened case ended in one way or is pending. */
const chain: fc.Arbitrary<FunnelSide> = fc
  .record({
    refused: count,
    notOpened: count,
    pending: count,
    terminated: endings(["reconciliation", "evidence"]),
    responsible: endings(["warning", "arrest"]),
    split: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ refused, notOpened, pending, terminated, responsible, split }) => {
    const opened = pending + [...terminated, ...responsible].reduce((sum, { cases }) => sum + cases, 0);
    const administrative = Math.round(opened * split);
    return {
      from: null,
      until: null,
      reported: opened + refused + notOpened,
      order: 0,
      served: 0,
      breached: 0,
      opened: { administrative, criminal: opened - administrative },
      refused,
      notOpened,
      terminated,
      responsible,
      pending,
    };
  });

describe("funnelGraph", () => {
  it("loses no case and invents none: what flows through a step is the step's count", () => {
    fc.assert(
      fc.property(chain, (side) => {
        const { nodes, links } = funnelGraph(side);
        for (const { id, cases } of nodes) {
          const into = links.filter(({ target }) => target === id).reduce((sum, link) => sum + link.cases, 0);
          const out = links.filter(({ source }) => source === id).reduce((sum, link) => sum + link.cases, 0);
          if (id !== "reported") expect(into).toBeCloseTo(cases, 6);
          if (out > 0) expect(out).toBeCloseTo(cases, 6);
        }
      }),
    );
  });

  it("leaves out steps no case took", () => {
    const side = fc.sample(chain, { numRuns: 1, seed: 1 })[0]!;
    const ids = funnelGraph({ ...side, refused: 0 }).nodes.map(({ id }) => id);
    expect(ids).not.toContain("refused");
  });
});

describe("share", () => {
  it("has one digit, and none of nothing", () => {
    expect(share(1, 3)).toBe(33.3);
    expect(share(0, 0)).toBeNull();
  });
});

describe("reforms", () => {
  let pack: Pack;
  beforeAll(async () => {
    pack = (await loadCountry("testland")).pack;
  });

  it("are the established days on which an offence that was there before got another wording", () => {
    const all = reforms(compile(pack));
    const established = new Set(
      pack.amendments
        .filter((act) => act.status === "law" && typeof act.inForce === "string")
        .map((act) => act.inForce),
    );
    const changed = pack.norms
      .filter((norm) => norm.kind === "offence")
      .flatMap((norm) => norm.versions.slice(1).map((version) => version.from))
      .map((id) => pack.amendments.find((act) => act.id === id))
      .flatMap((act) => (act?.status === "law" && typeof act.inForce === "string" ? [act.inForce] : []));
    expect(all.map(({ on }) => on)).toEqual([...new Set(changed)].sort().reverse());
    for (const { on } of all) expect(established.has(on)).toBe(true);
  });

  it("propose the day that changed most; of equals the newest", () => {
    const day = (on: string, changed: number) => ({ on, changed, amendments: [] });
    expect(greatestReform([day("2025-01-01", 2), day("2024-01-01", 5), day("2023-01-01", 5)])?.on).toBe(
      "2024-01-01",
    );
    expect(greatestReform([])).toBeNull();
  });
});
