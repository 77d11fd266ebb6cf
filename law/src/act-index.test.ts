import { describe, expect, it } from "vitest";
import { actIndex, mayHold } from "./act-index.ts";
import { ACTS } from "./facts.ts";
import { actSet } from "./read.ts";

const index = () =>
  actIndex([new Set(["battery"]), null, new Set(["battery", "rape"]), new Set(["rape"]), new Set()]);
const open = (...acts: readonly string[]) => mayHold(index(), actSet(acts));

describe("what the acts leave open", () => {
  it("is everything while they are unknown", () => {
    expect(mayHold(index(), null)).toEqual([0, 1, 2, 3, 4]);
  });

  it("is what hangs on no act, when there was none or none that anything asks for", () => {
    expect(open()).toEqual([1]);
    expect(open("stalking")).toEqual([1]);
  });

  it("is that and what asks for one of them, each once, in order", () => {
    expect(open("battery")).toEqual([0, 1, 2]);
    expect(open("rape")).toEqual([1, 2, 3]);
    expect(open("rape", "battery", "stalking", "rape")).toEqual([0, 1, 2, 3]);
  });

  it("tells every act of the vocabulary from every other", () => {
    const each = actIndex(ACTS.map((act) => new Set([act])));
    for (const [at, act] of ACTS.entries()) expect(mayHold(each, actSet([act]))).toEqual([at]);
    expect(mayHold(each, actSet(ACTS.toReversed()))).toEqual([...ACTS.keys()]);
  });

  it("leaves out an act nothing asks for, and one outside the vocabulary", () => {
    const [first = "", second = ""] = ACTS;
    expect(mayHold(actIndex([new Set([second])]), actSet([first]))).toEqual([]);
    expect(mayHold(actIndex([new Set(["no-such-act"]), null]), actSet([first]))).toEqual([1]);
  });
});
