import { describe, expect, it } from "vitest";
import { assess } from "./assess.ts";
import { FACT_PATHS, type FactPath, type Facts } from "./facts.ts";
import { valuesOf } from "./read.ts";
import { completeIncident, incomplete, random } from "./synthetic.ts";
import { testlandLaw } from "./testland.ts";

const law = testlandLaw();
const day = "2024-07-01";
const paths = Object.keys(FACT_PATHS) as FactPath[];
const incidents = (n: number, penalties: readonly string[] = ["tl.pc.quarrel"]): readonly Facts[] => {
  const chance = random(7);
  return Array.from({ length: n }, () => completeIncident(day, penalties, chance));
};

describe("numbers that look random", () => {
  /** Mulberry32 in whole numbers of any size, cut to 32 bits after each step. */
  function reference(seed: number, n: number): readonly number[] {
    const cut = (value: bigint) => value & 0xffff_ffffn;
    let state = BigInt(seed);
    return Array.from({ length: n }, () => {
      state = cut(state + 0x6d2b79f5n);
      let mixed = cut((state ^ (state >> 15n)) * (state | 1n));
      mixed ^= cut(mixed + cut((mixed ^ (mixed >> 7n)) * (mixed | 61n)));
      return Number(mixed ^ (mixed >> 14n)) / 2 ** 32;
    });
  }

  it("are those of the generator mulberry32, the same for a seed in every run", () => {
    const { between } = random(20261127);
    const drawn = Array.from({ length: 50 }, () => between(0, 2 ** 32 - 1));
    expect(drawn).toEqual(reference(20261127, 50).map((one) => Math.floor(one * 2 ** 32)));
  });

  it("take both ends, every word of a list, and a chance as often as it says", () => {
    const { between, chance, pick } = random(1);
    const draws = <T>(draw: () => T) => Array.from({ length: 500 }, draw);
    expect([...new Set(draws(() => between(3, 6)))].sort()).toEqual([3, 4, 5, 6]);
    expect([...new Set(draws(() => pick(["a", "b", "c"])))].sort()).toEqual(["a", "b", "c"]);
    expect(draws(() => chance(0)).some(Boolean)).toBe(false);
    expect(draws(() => chance(1)).every(Boolean)).toBe(true);
    expect(Math.abs(draws(() => chance(0.2)).filter(Boolean).length - 100)).toBeLessThan(30);
  });
});

describe("an incident of which everything is known", () => {
  it("gives every fact a condition may name, so that nothing is left to ask", () => {
    for (const facts of incidents(30)) {
      expect(facts.date).toBe(day);
      expect(valuesOf(facts)).not.toContain(undefined);
      expect(assess(law, facts).questions).toEqual([]);
    }
  });

  it("names one to three acts, no act twice", () => {
    const counts = incidents(60).map(({ acts = [] }) => {
      expect(new Set(acts).size).toBe(acts.length);
      return acts.length;
    });
    expect([...new Set(counts)].sort()).toEqual([1, 2, 3]);
  });

  it("has ages around the lines laws draw, small numbers else, and words of the vocabulary", () => {
    const all = incidents(100);
    const values = (path: FactPath) => new Set(all.map((facts) => valuesOf(facts)[paths.indexOf(path)]));
    expect([...values("victim.age")]).toEqual(expect.arrayContaining([13, 14, 15, 16, 17, 18]));
    expect([...values("reconciliation.before")].sort()).toEqual([0, 1, 2]);
    expect(values("complaint")).toEqual(new Set(["given", "none", "withdrawn"]));
    expect(values("victim.pregnant")).toEqual(new Set([true, false]));
  });

  it("holds some facts likelier than others", () => {
    const all = incidents(200);
    const share = (path: FactPath, value: unknown) =>
      all.filter((facts) => valuesOf(facts)[paths.indexOf(path)] === value).length / all.length;
    expect(share("respondent.sane", true)).toBeGreaterThan(0.8);
    expect(share("circumstances.weapon", true)).toBeLessThan(0.3);
    expect(share("circumstances.weapon", true)).toBeGreaterThan(0.1);
    expect(share("circumstances.place", "home")).toBeGreaterThan(0.5);
    expect(share("circumstances.place", "home")).toBeLessThan(0.7);
    expect(share("circumstances.motive", "gain")).toBeLessThan(0.3);
  });

  it("has penalties of the norms given, each of a part, around the day a year before", () => {
    const penalties = (given: readonly string[]) =>
      incidents(100, given).flatMap(({ history = [] }) => history);
    const found = penalties(["tl.pc.quarrel", "tl.pc.battery#2"]);
    expect(new Set(found.map(({ norm }) => norm))).toEqual(new Set(["tl.pc.quarrel#1", "tl.pc.battery#2"]));
    const days = new Set(found.map(({ executed }) => executed));
    for (const one of ["2024-07-02", "2024-07-01", "2024-06-30", "2023-07-02", "2023-07-01"])
      expect(days).toContain(one);
    expect(penalties([])).toEqual([]);
    const counts = new Set(incidents(30).map(({ history = [] }) => history.length));
    expect([...counts].sort()).toEqual([0, 1, 2]);
  });
});

describe("the same incident before everything was asked", () => {
  const [whole = { date: day }] = incidents(1);

  it("is itself where nothing is left out, and its day alone where everything is", () => {
    expect(incomplete(whole, random(1), 0)).toEqual(whole);
    expect(incomplete(whole, random(1), 1)).toEqual({ date: day });
  });

  it("lacks some facts and some groups of facts, and changes none", () => {
    const chance = random(5);
    const parts = Array.from({ length: 100 }, () => incomplete(whole, chance, 0.3));
    const known = parts.map((facts) => valuesOf(facts));
    for (const values of known) {
      for (const [at, value] of values.entries())
        if (value !== undefined) expect(value).toEqual(valuesOf(whole)[at]);
    }
    for (const at of paths.keys()) {
      const given = known.filter((values) => values[at] !== undefined).length;
      expect(given, paths[at]).toBeGreaterThan(20);
      expect(given, paths[at]).toBeLessThan(90);
    }
    const groups = parts.map(({ victim }) => (victim === undefined ? "none" : Object.keys(victim).length));
    expect(groups).toContain("none");
    expect(groups.some((size) => size !== "none" && size < 6)).toBe(true);
    expect(parts.every((facts) => facts.acts === undefined || facts.acts.length > 0)).toBe(true);
  });

  it("keeps both days of an act that went on", () => {
    const went = { ...whole, date: { from: "2024-06-01", to: day } };
    expect(incomplete(went, random(1), 1)).toEqual({ date: went.date });
  });
});
