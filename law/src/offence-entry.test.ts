import { describe, expect, it } from "vitest";
import type { ReadyPart, Wording } from "./compile.ts";
import { compileCondition } from "./condition.ts";
import { elsewhereOf, offencesIn } from "./offence-entry.ts";
import type { Sides } from "./slice.ts";

const blow = compileCondition({ act: "battery" });
const ready = (part: string, ...overrides: readonly string[]): ReadyPart =>
  ({
    part: { part, overrides, class: "crime", sanctions: "unknown" },
    condition: compileCondition({ act: "battery" }),
    sanctions: "unknown",
  }) as unknown as ReadyPart;
const wording = (norm: object, ...parts: readonly ReadyPart[]) =>
  ({ norm, parts, when: blow }) as unknown as Wording;

/** Norms with the wordings that may be in force, by name. */
function laid(wordings: Readonly<Record<string, readonly (readonly ReadyPart[])[]>>, absent = false) {
  const norms = Object.entries(wordings).map(([name, each]) => {
    const norm = { id: `tl.cc.${name}`, kind: name === "word" ? "definition" : "offence" };
    const sides = { wordings: each.map((parts) => wording(norm, ...parts)), absent };
    return [norm.id, sides as unknown as Sides] as const;
  });
  return offencesIn(new Map(norms), new Map());
}

describe("the parts of the offences that may be in force", () => {
  it("are each a position; a wording whose text is not held is one, and other norms are none", () => {
    expect(
      laid({ a: [[ready("1"), ready("2")]], b: [[]], word: [[ready("1")]] }).map(({ key }) => key),
    ).toEqual(["tl.cc.a#1", "tl.cc.a#2", "tl.cc.b"]);
    expect(laid({ b: [[]] })[0]?.condition).toBe(blow);
  });

  it("know the same part of the other wordings, and whether all of them have it", () => {
    const both = { a: [[ready("1"), ready("2")], [ready("1")]] };
    const told = laid(both).map(({ siblings, everywhere }) => [siblings, everywhere]);
    expect(told).toEqual([
      [[2], true],
      [[], false],
      [[0], true],
    ]);
    expect(laid(both, true).map(({ everywhere }) => everywhere)).toEqual([false, false, false]);
  });

  it("yield within their wording; of another wording of their norm they are no rivals", () => {
    const of = laid({ a: [[ready("1"), ready("2", "1")], [ready("1")]] });
    expect(of.map(({ yieldsWithin, yieldsAcross }) => [yieldsWithin, yieldsAcross])).toEqual([
      [[], []],
      [[0], []],
      [[], []],
    ]);
  });

  it("yield across norms, whole or by part, in order and each once, never to themselves", () => {
    const of = laid({
      a: [[ready("1"), ready("2")]],
      b: [[ready("1", "tl.cc.c#1", "tl.cc.a", "tl.cc.a#2", "tl.cc.none", "1")]],
      c: [[ready("1"), ready("2")]],
    });
    expect(of[2]).toMatchObject({ key: "tl.cc.b#1", yieldsWithin: [], yieldsAcross: [0, 1, 3] });
    expect(laid({ a: [[ready("1", "2", "9"), ready("2")]] })[0]?.yieldsWithin).toEqual([1]);
  });
});

describe("the parts of a wording of another time", () => {
  const norm = { id: "tl.cc.a" };
  const yielding = (...parts: readonly ReadyPart[]) =>
    elsewhereOf(wording(norm, ...parts), new Map()).map(({ yieldsTo }) =>
      yieldsTo.map((condition) => parts.findIndex((part) => part.condition === condition)),
    );

  it("yield to those of the same wording that say so", () => {
    expect(yielding(ready("1"), ready("2", "1"), ready("3"))).toEqual([[1], [], []]);
    expect(yielding(ready("1"), ready("2", "tl.cc.a#1"))).toEqual([[1], []]);
    expect(yielding(ready("1"), ready("2", "tl.cc.a"))).toEqual([[1], []]);
    expect(yielding(ready("1"), ready("2", "tl.cc.b", "tl.cc.b#1"))).toEqual([[], []]);
    expect(yielding(ready("1", "1"), ready("2"))).toEqual([[], []]);
    expect(yielding(ready("1"), ready("2"))).toEqual([[], []]);
  });

  it("are one of unknown text where none is held, and none where nothing says when it applies", () => {
    expect(elsewhereOf(wording(norm), new Map())).toMatchObject([
      { part: null, condition: blow, yieldsTo: [] },
    ]);
    const silent = { ...wording(norm), when: null } as Wording;
    expect(elsewhereOf(silent, new Map())).toEqual([]);
  });
});
