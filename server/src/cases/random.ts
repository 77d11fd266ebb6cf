/** A seeded source of chance: the same seed gives the same caseload on every machine. */
export type Random = {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  readonly chance: (probability: number) => boolean;
  /** Whole number in [low, high]. */
  readonly between: (low: number, high: number) => number;
  /** Exponential with the given mean. */
  readonly waiting: (mean: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
  /** Draws by weight; the weights need not add up to one. */
  readonly weighted: <T>(items: readonly (readonly [T, number])[]) => T;
  readonly uuid: () => string;
};

/** SplitMix32 (Steele, Lea and Flood 2014, reduced to 32 bits): small, good enough to scatter synthetic cases. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    chance: (probability) => next() < probability,
    between,
    waiting: (mean) => -Math.log(1 - next()) * mean,
    pick: (items) => {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new Error("nothing to pick from");
      return item;
    },
    weighted: (items) => {
      let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      const last = items.at(-1);
      if (!last) throw new Error("nothing to pick from");
      return last[0];
    },
    uuid: () => {
      const hex = Array.from({ length: 32 }, () => between(0, 15).toString(16));
      hex[12] = "4";
      hex[16] = "89ab".charAt(between(0, 3));
      return hex.join("").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    },
  };
}
