import { describe, expect, it } from "vitest";
import type { Facts } from "./facts.ts";
import { added, NO_TALLY, replay, tally } from "./replay.ts";
import { completeIncident, incomplete, random } from "./synthetic.ts";
import { testlandLaw } from "./testland.ts";

const law = testlandLaw();
const chance = random(3);
const caseload: readonly Facts[] = Array.from({ length: 300 }, () =>
  incomplete(
    completeIncident(chance.pick(["2020-01-01", "2024-07-01"]), ["tl.pc.quarrel"], chance),
    chance,
    0.2,
  ),
);

describe("replay", () => {
  it("says what another day's law would have made of a case", () => {
    const blow = { date: "2024-06-15", acts: ["battery"], relation: "spouse" } as const;
    expect([...replay(law, [blow], { on: "2024-06-16" })][0]).toMatchObject([
      { answer: "tl.cc.home-battery#1", before: [], after: [{ class: "misdemeanour", verdict: "applies" }] },
      { answer: "tl.cc.home-battery#2", before: [], after: [{ class: "crime", verdict: "possible" }] },
      { answer: "tl.pc.battery#1", before: [{ class: "administrative", verdict: "applies" }], after: [] },
    ]);
  });

  it("differs in nothing under the law of the same day", () => {
    expect(tally(replay(law, caseload, {}))).toEqual({ ...NO_TALLY, cases: 300 });
  });

  it("counts parts of a caseload, in any order, as the whole", () => {
    const count = (cases: readonly Facts[]) => tally(replay(law, cases, { on: "2024-06-16" }));
    const [first, second] = [count(caseload.slice(0, 111)), count(caseload.slice(111))];
    expect(count(caseload).changed).toBeGreaterThan(10);
    expect(added(first, second)).toEqual(count(caseload));
    expect(added(second, first)).toEqual(count(caseload));
    expect(added(NO_TALLY, first)).toEqual(first);
  });
});
