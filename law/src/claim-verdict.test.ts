import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checked, figure, knownHere, peaceParticipation, registerOf } from "./claim.testing.ts";
import type { Check, Claim } from "./claim.ts";
import { judgedClaims, type Known } from "./claim-verdict.ts";
import { addDays } from "./date.ts";
import { testlandLaw } from "./testland.ts";

/** What becomes of one check, beside figures it may name. */
function verdictOf(check: Check, value: number | null = null, figures: readonly Claim[] = [], known?: Known) {
  const [{ verdict, found, computed } = { verdict: null, found: null, computed: null }] = judgedClaims(
    registerOf([checked(check, value), ...figures]),
    known ?? knownHere(),
  );
  return [verdict, found, computed];
}

const peace = { treaty: "peace" } as const;
const battery = { acts: ["battery"], harm: "pain", relation: "spouse" };
const [matches, differs, undecided] = [
  (found: string) => ["matches", found, true],
  (found: string) => ["differs", found, true],
  ["cannot-be-checked", null, true],
];

describe("a claim that is checked", () => {
  it("counts who takes part in a treaty, each way, states and organisations apart", () => {
    const count = (rest: Partial<Check & { of: "treaty-count" }>) =>
      verdictOf({
        of: "treaty-count",
        ...peace,
        measure: "everRatified",
        on: "2013-01-01",
        who: "states",
        is: 2,
        ...rest,
      });
    expect(count({})).toEqual(matches("2"));
    expect(count({ is: 3 })).toEqual(differs("2"));
    expect(count({ on: "2010-01-09" })).toEqual(differs("0"));
    expect(count({ measure: "inForce", on: "2010-04-30", is: 0 })).toEqual(matches("0"));
    expect(count({ measure: "signedOnly", is: 1 })).toEqual(matches("1"));
    expect(count({ measure: "signedOnly", who: "organisations", is: 1 })).toEqual(matches("1"));
    expect(count({ measure: "signedOnly", who: "all", is: 2 })).toEqual(matches("2"));
    expect(count({ treaty: "nowhere" })).toEqual(undecided);
  });

  it("has the days of a treaty, as precisely as they were said", () => {
    const day = (step: "adopted" | "opened", is: string, treaty = "peace") =>
      verdictOf({ of: "treaty-day", treaty, step, is });
    expect(day("adopted", "2009-05-01")).toEqual(matches("2009-05-01"));
    expect(day("adopted", "2009-05")).toEqual(matches("2009-05-01"));
    expect(day("opened", "2009")).toEqual(matches("2009-06-01"));
    expect(day("opened", "2009-05")).toEqual(differs("2009-06-01"));
    expect(day("opened", "2009", "nowhere")).toEqual(undecided);
  });

  it("has the acts of a state, and says where there is none", () => {
    const act = (party: string, step: (Check & { of: "participation" })["step"], is: string) =>
      verdictOf({ of: "participation", ...peace, party, step, is });
    expect(act("AA", "ratification", "2010-01")).toEqual(matches("2010-01-10"));
    expect(act("AA", "in-force", "2010-01")).toEqual(differs("2010-05-01"));
    expect(act("CC", "signature", "2011-03-03")).toEqual(matches("2011-03-03"));
    expect(act("CC", "ratification", "none")).toEqual(matches("none"));
    expect(act("ZZ", "signature", "2011")).toEqual(differs("none"));
    expect(act("DD", "invitation", "2015-04")).toEqual(matches("2015-04-22"));
    // The last day is one of two: the month is known, the day is not said.
    expect(act("DD", "invitation-until", "2020-04")).toEqual(matches("2020-04"));
    expect(act("DD", "invitation-until", "2020-04-22")).toEqual(differs("2020-04"));
    expect(act("AA", "invitation-until", "none")).toEqual(matches("none"));
    expect(
      verdictOf({ of: "participation", treaty: "x", party: "AA", step: "signature", is: "2009" }),
    ).toEqual(undecided);
  });

  it("knows whether a norm was in force, and when it cannot know", () => {
    const force = (norm: string, on: string, is: boolean) => verdictOf({ of: "norm-in-force", norm, on, is });
    const stalking = testlandLaw().norms.get("tl.cc.stalking")?.wordings[0];
    const begins = stalking?.begins ?? { earliest: "", latest: "" };
    expect(force("tl.cc.stalking", begins.latest, true)).toEqual(matches("true"));
    expect(force("tl.cc.stalking", addDays(begins.earliest, -1), true)).toEqual(differs("false"));
    expect(force("tl.cc.stalking", "1950-01-01", false)).toEqual(undecided);
    expect(force("tl.cc.nothing", "2020-01-01", true)).toEqual(undecided);
    // It began on a day nobody knows, between the 3rd and the 31st.
    expect(force("tl.pc.battery", "2017-07-15", true)).toEqual(undecided);
  });

  it("has the days of a law, and none where the day is not established or not held", () => {
    const law = testlandLaw((pack) => ({
      ...pack,
      amendments: pack.amendments.map((one) =>
        one.id === "reform" ? { ...one, signed: "2019-12-01", inForce: "2020-01-01" } : one,
      ),
    }));
    const day = (act: string, step: "signed" | "published" | "in-force", is: string) =>
      verdictOf({ of: "act-day", act, step, is }, null, [], knownHere({ law }));
    expect(day("reform", "signed", "2019-12")).toEqual(matches("2019-12-01"));
    expect(day("reform", "in-force", "2020-01-01")).toEqual(matches("2020-01-01"));
    expect(day("reform", "in-force", "2019")).toEqual(differs("2020-01-01"));
    expect(day("reform", "published", "2019")).toEqual(undecided);
    expect(day("nothing", "signed", "2019")).toEqual(undecided);
    const count = (touching: readonly string[], is: number) =>
      verdictOf(
        { of: "acts-signed", on: "2019-12-01", touching: [...touching], is },
        null,
        [],
        knownHere({ law }),
      );
    expect(count(["tl.cc.home-battery", "tl.pc.battery"], 1)).toEqual(matches("1"));
    expect(count(["tl.cc.home-battery"], 2)).toEqual(differs("1"));
    expect(count(["tl.cc.stalking"], 1)).toEqual(differs("0"));
  });

  it("has the highest sanction of a kind; one whose text was not read is not nought", () => {
    const late = "2025-01-01";
    const sanction = (norm: string, part: string, kind: "fine" | "arrest", is: number, on = late) =>
      verdictOf({ of: "sanction", norm, part, kind, on, is });
    expect(sanction("tl.cc.home-battery", "1", "fine", 80)).toEqual(matches("80"));
    expect(sanction("tl.cc.home-battery", "1", "arrest", 15)).toEqual(differs("50"));
    expect(sanction("tl.cc.home-battery", "2", "arrest", 0)).toEqual(matches("0"));
    expect(sanction("tl.pc.breach", "1", "fine", 0)).toEqual(undecided);
    expect(sanction("tl.cc.home-battery", "9", "fine", 0)).toEqual(undecided);
    const unread = testlandLaw((pack) =>
      JSON.parse(
        JSON.stringify(pack).replaceAll('"kind":"arrest","unit":"days","max":50', '"kind":"arrest"'),
      ),
    );
    expect(
      verdictOf(
        { of: "sanction", norm: "tl.cc.home-battery", part: "1", kind: "arrest", on: late, is: 0 },
        null,
        [],
        knownHere({ law: unread }),
      ),
    ).toEqual(undecided);
  });

  it("compares sanctions before and after", () => {
    const heavier = (kind: "fine" | "arrest", norm: string, is: boolean) =>
      verdictOf({
        of: "heavier",
        kind,
        before: { norm: "tl.pc.quarrel", part: "2", on: "2025-01-01" },
        after: { norm, part: "1", on: "2025-01-01" },
        is,
      });
    expect(heavier("fine", "tl.cc.home-battery", true)).toEqual(matches("true"));
    expect(heavier("fine", "tl.cc.home-battery", false)).toEqual(differs("true"));
    expect(heavier("fine", "tl.pc.quarrel", true)).toEqual(differs("false"));
    expect(heavier("fine", "tl.pc.breach", true)).toEqual(undecided);
  });

  it("asks the law of a day about an incident", () => {
    const covers = (
      facts: object,
      is: boolean,
      classes: ("misdemeanour" | "crime")[] = ["misdemeanour", "crime"],
    ) => verdictOf({ of: "incident", facts: { date: "2025-01-01", ...facts }, classes, is });
    expect(covers(battery, true)).toEqual(matches("true"));
    expect(covers({ ...battery, acts: ["insult"] }, true)).toEqual(differs("false"));
    // Whether she is pregnant was not said, and it decides.
    expect(covers(battery, true, ["crime"])).toEqual(undecided);
    expect(covers({ ...battery, victim: { pregnant: false } }, false, ["crime"])).toEqual(matches("false"));
    expect(covers({ acts: ["no such act"] }, true)).toEqual(undecided);
  });

  it("asks a treaty what it obliges to; an item that is not held is not known to be owed or not", () => {
    const owed = (...items: string[]) => verdictOf({ of: "obligations", ...peace, items });
    expect(owed("PT-1.1", "PT-2a")).toEqual(matches("true"));
    expect(owed("PT-1.1", "PT-1.2")).toEqual(differs("false"));
    expect(owed("PT-2b")).toEqual(differs("false"));
    expect(owed("PT-1.1", "PT-9")).toEqual(undecided);
    expect(verdictOf({ of: "obligations", treaty: "nowhere", items: ["PT-1.1"] })).toEqual(undecided);
  });

  it("is held against another figure, a share or a change of two", () => {
    const figures = [
      figure("FG-001", 50),
      figure("FG-002", 200),
      figure("FG-003", 0),
      figure("FG-004", null),
    ];
    const of = (check: Check, value: number | null) => verdictOf(check, value, figures);
    const same = (id: string, within = 0): Check => ({ of: "figure", figure: id, within });
    expect(of(same("FG-001"), 50)).toEqual(matches("50"));
    expect(of(same("FG-001"), 49)).toEqual(differs("50"));
    expect(of(same("FG-001", 1), 49)).toEqual(matches("50"));
    expect(of(same("FG-004"), 49)).toEqual(undecided);
    expect(of(same("FG-001"), null)[0]).toBe("cannot-be-checked");
    const ratio = (part: string, whole: string): Check => ({
      of: "ratio",
      part,
      whole,
      times: 100,
      within: 0.5,
    });
    expect(of(ratio("FG-001", "FG-002"), 25)).toEqual(matches("25"));
    expect(of(ratio("FG-001", "FG-002"), 26)).toEqual(differs("25"));
    expect(of(ratio("FG-001", "FG-003"), 25)).toEqual(undecided);
    expect(of(ratio("FG-001", "FG-004"), 25)).toEqual(undecided);
    const change = (from: string, to: string): Check => ({ of: "change", from, to, within: 0.1 });
    expect(of(change("FG-002", "FG-001"), -75)).toEqual(matches("-75"));
    expect(of(change("FG-001", "FG-002"), 75)).toEqual(differs("300"));
    expect(of(change("FG-003", "FG-001"), 75)).toEqual(undecided);
  });

  it("keeps a verdict that was typed, and says that nobody computed it", () => {
    const [one] = judgedClaims(registerOf([figure("FG-001", 1, { verdict: "differs" })]), knownHere());
    expect(one).toMatchObject({ verdict: "differs", computed: false, found: null });
  });
});

describe("a computed verdict changes when its datum does", () => {
  it("whatever states ratify", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }), (many, said) => {
        const [first] = peaceParticipation.participants;
        const participants = Array.from({ length: many }, (_, at) => ({
          ...peaceParticipation.participants[2],
          ...first,
          code: `A${String.fromCharCode(65 + at)}`,
        })) as typeof peaceParticipation.participants;
        const known = knownHere({
          participations: new Map([["peace", { ...peaceParticipation, participants }]]),
        });
        const check: Check = {
          of: "treaty-count",
          ...peace,
          measure: "party",
          on: "2020-01-01",
          who: "states",
          is: said,
        };
        expect(verdictOf(check, null, [], known)).toEqual([
          many === said ? "matches" : "differs",
          String(many),
          true,
        ]);
      }),
      { numRuns: 25 },
    );
  });

  it("whatever the figures are, to within the room given", () => {
    const number = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(number, number, number, fc.integer({ min: 0, max: 50 }), (from, to, said, within) => {
        const figures = [figure("FG-001", from), figure("FG-002", to)];
        const [verdict] = verdictOf({ of: "change", from: "FG-001", to: "FG-002", within }, said, figures);
        // In whole numbers and another order of steps than the code: |100·to - 100·from - said·from| <= within·from.
        const room = Math.abs(100 * to - 100 * from - said * from) - within * from;
        // What is shown is rounded to a tenth; closer than that to the edge either may be said.
        if (Math.abs(room) > from / 10) expect(verdict).toBe(room < 0 ? "matches" : "differs");
      }),
      { numRuns: 100 },
    );
  });
});
