import { loadCountry } from "@arasha/packs";
import { describe, expect, it } from "vitest";
import { findings } from "./findings.ts";
import { MISUSES, traces } from "./replay.testing.ts";

/** What the rules of the country find in two hundred people's six weeks, against what we know of each of them. */
const { oversight, pack } = loadCountry("kz");
// Not the seeds the thresholds of the pack were chosen on: those were 1 to 6.
const SEEDS = [7, 8, 9, 10, 11, 12];

const judged = SEEDS.flatMap((seed) => {
  const people = traces(seed, pack.calendar.zone);
  const found = findings(
    oversight.rules,
    people.flatMap(({ looks }) => looks),
    pack.calendar.zone,
  );
  return people.map(({ account, misuse }) => ({
    misuse,
    found: found.filter((finding) => finding.account === account),
  }));
});
const share = (of: typeof judged) => of.filter(({ found }) => found.length > 0).length / of.length;

describe("six weeks of two hundred people", () => {
  it("hold misuse and honest work", () => {
    expect(judged).toHaveLength(1200);
    expect(judged.filter(({ misuse }) => misuse !== null)).toHaveLength(432);
  });

  it("show nearly all misuse, and every canary that was touched", () => {
    const recall = Object.fromEntries(
      MISUSES.map((kind) => [kind, share(judged.filter(({ misuse }) => misuse === kind))]),
    );
    const all = share(judged.filter(({ misuse }) => misuse !== null));
    if (process.env.SHOW_REPLAY) console.log({ all, ...recall });
    expect(recall.canary).toBe(1);
    expect(all).toBeGreaterThanOrEqual(0.9);
    for (const kind of MISUSES) expect([kind, (recall[kind] ?? 0) >= 0.75]).toEqual([kind, true]);
  });

  it("leave honest people alone: few are ever asked, and a reviewer is not buried", () => {
    const honest = judged.filter(({ misuse }) => misuse === null);
    const alarms = honest.reduce((sum, { found }) => sum + found.length, 0);
    if (process.env.SHOW_REPLAY)
      console.log({ falsely: share(honest), perHundredAndMonth: (alarms / honest.length) * 100 * (30 / 42) });
    expect(share(honest)).toBeLessThanOrEqual(0.04);
    expect((alarms / honest.length) * 100 * (30 / 42)).toBeLessThanOrEqual(5);
  });
});
