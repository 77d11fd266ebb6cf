import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../access/actor.ts";
import { openCase, writeEntry } from "../cases/command.ts";
import { CALL, person, request, type Testland, testland } from "../cases/testing.ts";
import type { FunnelSide, NewEntryInput } from "../contract/index.ts";
import { funnel } from "./funnel.ts";

let land: Testland;
let reader: Actor;
beforeEach(async () => {
  land = await testland();
  reader = person("ombudsman", "testland.ombudsman.tl", "ombudsman");
  await land.deps.store.owner.query(
    "insert into account (id, agency, role, name, statistics, created_at) values ($1, $2, $3, 'reader', true, now())",
    [reader.account, reader.agency, reader.role],
  );
});
afterEach(() => land.close());

const BREAK = "2024-06-16";

/** A case as the test itself decides it, before anything is written: the oracle counts these. */
type Life = {
  readonly actDate: string;
  readonly order: "none" | "issued" | "served" | "breached";
  readonly track: "none" | "administrative" | "criminal";
  readonly ending: "none" | "reconciliation" | "evidence" | "fine" | "conviction";
};
const life: fc.Arbitrary<Life> = fc.record({
  actDate: fc.constantFrom("2024-06-01", "2024-06-15", "2024-06-16", "2024-06-28"),
  order: fc.constantFrom("none", "issued", "served", "breached"),
  track: fc.constantFrom("none", "administrative", "criminal"),
  ending: fc.constantFrom("none", "reconciliation", "evidence", "fine", "conviction"),
});

async function live({ actDate, order, track, ending }: Life): Promise<void> {
  let { caseId, seq } = await openCase(
    land.deps,
    land.inspector,
    { ...CALL, facts: { ...CALL.facts, date: actDate }, referrals: [] },
    request(),
  );
  const write = async (entry: NewEntryInput) => {
    ({ seq } = await writeEntry(land.deps, land.inspector, caseId, { after: seq, entry }, request()));
    return seq;
  };
  if (order !== "none") {
    const issued = await write({
      type: "protective-order-issued",
      body: { norm: "testland.family-2010.12", consent: "agrees" },
    });
    if (order !== "issued")
      await write({ type: "protective-order-served", body: { order: issued, refusedToSign: false } });
    if (order === "breached") await write({ type: "protective-order-breached", body: { order: issued } });
  }
  if (track === "none") return;
  const proceeding = await write({
    type: "proceeding-opened",
    body: { track, norm: "testland.penal-1990.10" },
  });
  if (ending === "none") return;
  await writeEntry(
    land.deps,
    land.inspector,
    caseId,
    {
      after: seq,
      entry: {
        type: "referral",
        body: {
          to: "prosecutor",
          agency: "testland.prosecutor.tl-n",
          purpose: "safe-place",
          ground: { kind: "emergency", why: "threat-to-life" },
        },
      },
    },
    request(),
  );
  await writeEntry(
    land.deps,
    land.prosecutor,
    caseId,
    { after: seq + 1, entry: { type: "proceeding-ended", body: { proceeding, ending } } },
    request(),
  );
}

const RESPONSIBLE = ["fine", "conviction"];

function counted(lives: readonly Life[]): Omit<FunnelSide, "from" | "until"> {
  const tally = (of: (one: Life) => boolean) => lives.filter(of).length;
  const endings = (group: readonly string[]) =>
    group.toSorted().flatMap((ending) =>
      ["administrative", "criminal"]
        .map((track) => ({
          track,
          ending,
          cases: tally((one) => one.track === track && one.ending === ending),
        }))
        .filter(({ cases }) => cases > 0),
    );
  return {
    reported: lives.length,
    order: tally((one) => one.order !== "none"),
    served: tally((one) => one.order === "served" || one.order === "breached"),
    breached: tally((one) => one.order === "breached"),
    opened: {
      administrative: tally((one) => one.track === "administrative"),
      criminal: tally((one) => one.track === "criminal"),
    },
    refused: 0,
    notOpened: tally((one) => one.track === "none"),
    terminated: endings(["reconciliation", "evidence"]),
    responsible: endings(RESPONSIBLE),
    pending: tally((one) => one.track !== "none" && one.ending === "none"),
  };
}

describe("the justice chain", () => {
  it("counts what happened, each case once, by the day of the act", async () => {
    const lives = fc.sample(life, { numRuns: 60, seed: 11 });
    for (const one of lives) await live(one);
    const now = "2024-07-01T12:00:00Z";
    const { before, after, synthetic } = await funnel(land.deps, reader, BREAK, now);
    expect(before).toMatchObject(counted(lives.filter((one) => one.actDate < BREAK)));
    expect(after).toMatchObject(counted(lives.filter((one) => one.actDate >= BREAK)));
    expect(synthetic).toBe(false);
    // Every case is somewhere, and nowhere twice.
    for (const side of [before, after]) {
      const ended = [...side.terminated, ...side.responsible].reduce((sum, { cases }) => sum + cases, 0);
      expect(ended + side.pending + side.refused + side.notOpened).toBe(side.reported);
    }
    // A participant without the right to statistics learns nothing, not even how many there are.
    expect((await funnel(land.deps, land.inspector, BREAK, now)).after.reported).toBe(0);
    expect((await funnel(land.deps, null, BREAK, now)).after.reported).toBe(after.reported);
  });
});
