import type { Pack } from "@arasha/law";
import { compiled, loadCountry } from "@arasha/packs";
import type { FunnelSide } from "@arasha/server/contract";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { funnelGraph, share } from "./funnel-graph.ts";
import { greatestReform, reforms } from "./reforms.ts";

const count = fc.nat(500);
const TRACKS = ["administrative", "criminal"] as const;
const WAYS = { responsible: ["warning", "arrest"], terminated: ["reconciliation", "evidence"] } as const;

/** The cases of one track: how many are pending, and how many ended in each way. */
const track = fc.record({
  pending: count,
  warning: count,
  arrest: count,
  reconciliation: count,
  evidence: count,
});

/** A chain told from its tracks, with what it was told from. */
const told = fc
  .record({ refused: count, notOpened: count, administrative: track, criminal: track })
  .map(({ refused, notOpened, ...tracks }) => {
    const opened = (id: (typeof TRACKS)[number]) => Object.values(tracks[id]).reduce((sum, n) => sum + n, 0);
    const ended = (group: keyof typeof WAYS) =>
      WAYS[group].flatMap((ending) => TRACKS.map((id) => ({ track: id, ending, cases: tracks[id][ending] })));
    const side: FunnelSide = {
      from: null,
      until: null,
      reported: opened("administrative") + opened("criminal") + refused + notOpened,
      order: 0,
      served: 0,
      breached: 0,
      opened: { administrative: opened("administrative"), criminal: opened("criminal") },
      refused,
      notOpened,
      terminated: ended("terminated"),
      responsible: ended("responsible"),
      pending: tracks.administrative.pending + tracks.criminal.pending,
    };
    return { side, tracks };
  });

describe("funnelGraph", () => {
  it("loses no case and invents none: what flows through a step is the step's count", () => {
    fc.assert(
      fc.property(told, ({ side }) => {
        const { nodes, links } = funnelGraph(side);
        for (const { id, cases } of nodes) {
          const into = links.filter(({ target }) => target === id).reduce((sum, link) => sum + link.cases, 0);
          const out = links.filter(({ source }) => source === id).reduce((sum, link) => sum + link.cases, 0);
          if (id !== "reported") expect(into).toBe(cases);
          if (out > 0) expect(out).toBe(cases);
        }
      }),
    );
  });

  it("draws each ending from the kind of proceeding it ended, and what is left of a kind as pending", () => {
    fc.assert(
      fc.property(told, ({ side, tracks }) => {
        const { links } = funnelGraph(side);
        const flow = (source: string, target: string) =>
          links.find((link) => link.source === source && link.target === target)?.cases ?? 0;
        for (const id of TRACKS) {
          const { pending, warning, arrest, reconciliation, evidence } = tracks[id];
          expect(flow(id, "responsible")).toBe(warning + arrest);
          expect(flow(id, "terminated")).toBe(reconciliation + evidence);
          expect(flow(id, "pending")).toBe(pending);
        }
      }),
    );
  });

  it("shows a way of ending once, of whichever kind the proceedings were", () => {
    const side = fc.sample(told, { numRuns: 1, seed: 1 })[0]!.side;
    const terminated = [
      { track: "administrative", ending: "reconciliation", cases: 3 },
      { track: "criminal", ending: "reconciliation", cases: 4 },
    ];
    const { nodes } = funnelGraph({ ...side, terminated });
    expect(nodes.filter(({ id }) => id === "ended:reconciliation")).toEqual([
      { id: "ended:reconciliation", cases: 7 },
    ]);
  });

  it("leaves out steps no case took", () => {
    const { side } = fc.sample(told, { numRuns: 1, seed: 1 })[0]!;
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
    const all = reforms(compiled(pack));
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
