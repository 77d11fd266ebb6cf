import { describe, expect, it } from "vitest";
import { ACTS, FACT_PATHS, type FactPath, type Facts } from "./facts.ts";
import { actSet, actsOf, placeOf, valuesOf } from "./read.ts";

describe("a fact is read at its path", () => {
  const paths = Object.keys(FACT_PATHS) as FactPath[];

  it.each(paths)("%s, and is absent where nothing, or nothing beside it, is given", (path) => {
    const [first, second] = path.split(".") as [string, string | undefined];
    const held = { date: "2024-07-01", [first]: second === undefined ? path : { [second]: path } };
    const values = valuesOf(held as unknown as Facts);
    expect(values).toHaveLength(paths.length);
    for (const [at, value] of values.entries()) expect(value).toBe(at === placeOf(path) ? path : undefined);
    expect(valuesOf({ date: "2024-07-01" })[placeOf(path)]).toBeUndefined();
    if (second !== undefined) {
      expect(valuesOf({ date: "2024-07-01", [first]: {} } as Facts)[placeOf(path)]).toBeUndefined();
    }
  });
});

describe("the acts of an incident", () => {
  it("are not known where none were given", () => {
    expect(actsOf(undefined)).toBeNull();
    expect(actsOf(null)).toBeNull();
    expect(actsOf([])).toEqual({ positions: [], low: 0, high: 0 });
  });

  it("have each a bit of their own, and what is outside the vocabulary has none", () => {
    const bits = ACTS.map((act) => actSet([act])).map(({ low, high }) => `${low} ${high}`);
    expect(new Set(bits).size).toBe(ACTS.length);
    expect(bits[0]).toBe("1 0");
    expect(bits[31]).toBe(`${1 << 31} 0`);
    expect(bits[32]).toBe("0 1");
    expect(actSet(["no-such-act", ACTS[1]])).toEqual({ positions: [1], low: 2, high: 0 });
    const all = actSet(ACTS);
    expect(all.positions).toEqual([...ACTS.keys()]);
    expect(all.low).toBe(-1);
    expect(all.high).toBe(2 ** (ACTS.length - 32) - 1);
  });
});
