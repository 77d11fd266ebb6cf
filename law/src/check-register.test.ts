import { describe, expect, it } from "vitest";
import { checkRegister } from "./check-register.ts";
import { checked, figure, knownHere, registerOf } from "./claim.testing.ts";
import { type Check, Claim } from "./claim.ts";

const faults = (...claims: readonly ReturnType<typeof figure>[]) =>
  checkRegister(registerOf(claims), knownHere()).map(
    ({ at, path, message }) => `${at} ${path.join(".")}: ${message}`,
  );
const text = { kk: "қ", ru: "р", en: "e" };

describe("a register", () => {
  it("that is sound has no fault", () => {
    expect(faults(figure("FG-001", 1), figure("FG-002", null, { verdict: "not-a-valid-figure" }))).toEqual(
      [],
    );
  });

  it("names the claim given twice and the name that stands in no list", () => {
    expect(faults(figure("FG-001", 1), figure("FG-001", 2))).toEqual(['1 id: "FG-001" is given twice']);
    const nobody = figure("FG-001", 1, { speaker: "nobody", said: "nowhere", unit: "none", series: "lost" });
    expect(faults(nobody)).toEqual([
      '0 series: "lost" is not listed',
      '0 unit: "none" is not listed',
      '0 speaker: "nobody" is not listed',
      '0 said: "nowhere" is not listed',
    ]);
  });

  it.each<[Check, string]>([
    [
      { of: "norm-in-force", norm: "tl.x.1", on: "2020-01-01", is: true },
      '"tl.x.1" is not a norm of this pack',
    ],
    [
      { of: "sanction", norm: "tl.x.1", part: "1", kind: "fine", on: "2020-01-01", is: 1 },
      '"tl.x.1" is not a norm of this pack',
    ],
    [
      { of: "acts-signed", on: "2020-01-01", touching: ["tl.cc.harm", "tl.x.1"], is: 1 },
      '"tl.x.1" is not a norm of this pack',
    ],
    [{ of: "act-day", act: "lost", step: "signed", is: "2020" }, '"lost" is not an act of this pack'],
    [
      { of: "treaty-day", treaty: "lost", step: "adopted", is: "2020" },
      '"lost" is not a treaty there are data for',
    ],
    [{ of: "obligations", treaty: "lost", items: ["X"] }, '"lost" is not a treaty there are data for'],
    [{ of: "figure", figure: "FG-009", within: 0 }, '"FG-009" is not a claim of this register'],
    [
      { of: "ratio", part: "FG-001", whole: "FG-009", times: 1, within: 0 },
      '"FG-009" is not a claim of this register',
    ],
    [{ of: "change", from: "FG-009", to: "FG-001", within: 0 }, '"FG-009" is not a claim of this register'],
  ])("says what a check names that is not held: %j", (check, message) => {
    expect(faults(figure("FG-001", 1), checked(check, 1))).toEqual([`1 check: ${message}`]);
  });

  it("of a comparison needs a value to compare", () => {
    expect(faults(figure("FG-001", 1), checked({ of: "figure", figure: "FG-001", within: 0 }))).toEqual([
      "1 check: a figure that is checked must have a value",
    ]);
  });
});

describe("a claim as it is written", () => {
  const written = {
    id: "FG-001",
    statement: text,
    value: 5,
    period: { from: "2024" },
    population: text,
    speaker: "minister",
    said: "gazette",
    verdict: "matches",
  };
  const refused = (change: object) =>
    Claim.safeParse({ ...written, ...change }).error?.issues.map(({ message, path }) => path[0] ?? message);

  it("is read", () => {
    expect(refused({})).toBeUndefined();
    expect(refused({ period: "not-stated" })).toBeUndefined();
    expect(
      refused({ printed: "-100", value: null, base: "missing", verdict: "not-a-valid-figure" }),
    ).toBeUndefined();
  });

  it.each([
    ["without a time", { period: undefined }, ["period"]],
    ["without whom it is about", { population: undefined }, ["population"]],
    ["of a day there is none of", { period: { from: "2024-13" } }, ["period"]],
    ["of nothing", { statement: undefined }, ["claim-what"]],
    ["with no verdict and no check", { verdict: undefined }, ["claim-verdict"]],
    ["judged and checked at once", { check: { of: "figure", figure: "FG-002" } }, ["claim-verdict"]],
    ["that is infinite and has a number", { printed: "INF" }, ["claim-infinite", "claim-invalid"]],
    ["that is infinite and matches", { printed: "∞ %", value: null }, ["claim-invalid"]],
    ["of a base of nought", { base: 0 }, ["claim-base"]],
    ["of a missing base that cannot be checked", { base: "missing", value: null }, ["claim-base"]],
    ["under an id of another form", { id: "x1" }, ["id"]],
    ["of an infinite number", { value: Number.POSITIVE_INFINITY }, ["value"]],
  ])("is refused %s", (_, change, expected) => {
    expect(refused(change)).toEqual(expected);
  });
});
