import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Contender, interleave, ratios, summary } from "./rounds.ts";

/** A contender that waits, and writes down every run. */
function waiting(name: string, ms: number, log: string[]): Contender {
  return {
    name,
    run: async (times) => {
      log.push(name);
      await new Promise((resolve) => setTimeout(resolve, ms * times));
    },
  };
}

describe("interleave", () => {
  it("gives each contender one turn a round and begins each round with another", async () => {
    const log: string[] = [];
    const contenders = ["a", "b", "c"].map((name) => waiting(name, 2, log));
    const timings = await interleave(contenders, { rounds: 4, turn: 2 });
    expect(log.slice(-12).join("")).toBe("abcbcacababc");
    expect(timings.map(({ name, rounds }) => [name, rounds.length])).toEqual([
      ["a", 4],
      ["b", 4],
      ["c", 4],
    ]);
  });

  it("counts a run that does several things as several", async () => {
    const [timing] = await interleave([waiting("ten", 20, [])], { rounds: 3, turn: 10, perRun: 10 });
    const { median } = summary(timing!.rounds);
    expect(median).toBeGreaterThan(1.5);
    expect(median).toBeLessThan(20);
  });
});

describe("summary", () => {
  it("halves the two in the middle of an even number", () => {
    expect(summary([4, 1, 3, 2])).toEqual({ median: 2.5, least: 1, most: 4 });
  });

  it("has as many numbers below the median as above", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: 0, max: 1e9 }), { minLength: 1 }), (numbers) => {
        const { median, least, most } = summary(numbers);
        const below = numbers.filter((one) => one < median).length;
        const above = numbers.filter((one) => one > median).length;
        expect(below).toBeLessThanOrEqual(numbers.length / 2);
        expect(above).toBeLessThanOrEqual(numbers.length / 2);
        expect(numbers).toContain(least);
        expect(numbers).toContain(most);
      }),
    );
  });

  it("refuses to sum up nothing", () => {
    expect(() => summary([])).toThrow("nothing was measured");
  });
});

describe("ratios", () => {
  it("cancels what slowed a whole round", () => {
    const base = { name: "base", rounds: [1, 50, 1] };
    expect(ratios({ name: "twice", rounds: [2, 100, 2] }, base)).toEqual({ median: 2, least: 2, most: 2 });
  });
});
