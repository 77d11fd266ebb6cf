import { describe, expect, it } from "vitest";
import type { AmendingAct, Norm } from "./norm.ts";
import { order, possibly, type Span, surely, timeline, unsettled, windowOf } from "./window.ts";

const span = (begins: string, latest: string, ends: readonly [string, string] | null) =>
  ({
    begins: { earliest: begins, latest },
    ends: ends === null ? null : { earliest: ends[0], latest: ends[1] },
  }) as Span;

describe("a window", () => {
  it("is one day where the day is established", () => {
    expect(windowOf("2024-06-16")).toEqual({ earliest: "2024-06-16", latest: "2024-06-16" });
    expect(unsettled(windowOf("2024-06-16"), "2024-06-16")).toBe(false);
  });

  it("is open from its first day to the one before its last", () => {
    const window = { earliest: "2017-07-03", latest: "2017-07-31" };
    expect(
      ["2017-07-02", "2017-07-03", "2017-07-30", "2017-07-31"].map((on) => unsettled(window, on)),
    ).toEqual([false, true, true, false]);
  });
});

describe("a wording", () => {
  const doubtful = span("2017-07-03", "2017-07-31", ["2024-06-01", "2024-06-16"]);
  const on = (day: string) => [possibly(doubtful, day), surely(doubtful, day)];

  it("is possibly in force within all its days, surely within those beyond doubt", () => {
    expect(on("2017-07-02")).toEqual([false, false]);
    expect(on("2017-07-03")).toEqual([true, false]);
    expect(on("2017-07-30")).toEqual([true, false]);
    expect(on("2017-07-31")).toEqual([true, true]);
    expect(on("2024-05-31")).toEqual([true, true]);
    expect(on("2024-06-01")).toEqual([true, false]);
    expect(on("2024-06-15")).toEqual([true, false]);
    expect(on("2024-06-16")).toEqual([false, false]);
  });

  it("that nothing ended holds on", () => {
    expect(surely(span("2017-07-03", "2017-07-03", null), "2124-01-01")).toBe(true);
  });
});

describe("the timeline of a norm", () => {
  const amendments = new Map(
    [
      { id: "early", inForce: { earliest: "2017-07-03", latest: "2017-07-10", why: "imprecise" } },
      { id: "late", inForce: { earliest: "2017-07-03", latest: "2017-07-31", why: "imprecise" } },
      { id: "first", inForce: "2010-01-01" },
      { id: "draft", inForce: "2027-01-01", status: "bill" },
    ].map((act) => [act.id, act as unknown as AmendingAct]),
  );
  const of = (versions: readonly object[], bills: readonly string[] = []) =>
    timeline({ versions } as unknown as Norm, amendments, new Set(bills)).map(
      ({ version, index, begins, ends }) =>
        `${index} ${version.from} ${begins.latest} ${ends === null ? "-" : ends.latest}`,
    );

  it("is in order of time, by the latest day where the earliest is the same", () => {
    expect(of([{ from: "late" }, { from: "early" }, { from: "first", until: "early" }])).toEqual([
      "2 first 2010-01-01 2017-07-10",
      "1 early 2017-07-10 -",
      "0 late 2017-07-31 -",
    ]);
  });

  it("holds a bill only where it is asked for", () => {
    const versions = [{ from: "first", until: "draft" }, { from: "draft" }];
    expect(of(versions)).toEqual(["0 first 2010-01-01 -"]);
    expect(of(versions, ["draft"])).toEqual(["0 first 2010-01-01 2027-01-01", "1 draft 2027-01-01 -"]);
  });

  it("leaves out what the pack does not hold", () => {
    expect(of([{ from: "nobody" }, { from: "first", until: "nobody" }])).toEqual(["1 first 2010-01-01 -"]);
  });
});

it("the order of code units", () => {
  expect([order("a", "b"), order("b", "a"), order("a", "a")]).toEqual([-1, 1, 0]);
});
