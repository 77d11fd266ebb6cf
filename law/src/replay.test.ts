import { describe, expect, it } from "vitest";
import type { Facts } from "./facts.ts";
import { added, NO_TALLY, replay, tally, type VerdictChange } from "./replay.ts";
import { completeIncident, incomplete, random } from "./synthetic.ts";
import { testlandLaw } from "./testland.ts";
import { inAmendment, versionsOf } from "./testland-changes.ts";

const law = testlandLaw();
const chance = random(3);
const caseload: readonly Facts[] = Array.from({ length: 300 }, () =>
  incomplete(
    completeIncident(chance.pick(["2020-01-01", "2024-07-01"]), ["tl.pc.quarrel"], chance),
    chance,
    0.2,
  ),
);

describe("replay", () => {
  it("says what another day's law would have made of a case", () => {
    const blow = { date: "2024-06-15", acts: ["battery"], relation: "spouse" } as const;
    expect([...replay(law, [blow], { on: "2024-06-16" })][0]).toMatchObject([
      { answer: "tl.cc.home-battery#1", before: [], after: [{ class: "misdemeanour", verdict: "applies" }] },
      { answer: "tl.cc.home-battery#2", before: [], after: [{ class: "crime", verdict: "possible" }] },
      { answer: "tl.pc.battery#1", before: [{ class: "administrative", verdict: "applies" }], after: [] },
    ]);
  });

  it("differs in nothing under the law of the same day", () => {
    expect(tally(replay(law, caseload, {}))).toEqual({ ...NO_TALLY, cases: 300 });
  });

  it("reads the law as if a bill had passed", () => {
    const drafted = testlandLaw(versionsOf("tl.cc.stalking", { from: "reform", until: "draft" }));
    const followed = { date: "2025-01-01", acts: ["stalking"] } as const;
    const differing = (regime: Parameters<typeof replay>[2]) => [...replay(drafted, [followed], regime)][0];
    const lost = [{ answer: "tl.cc.stalking#1", before: [{ class: "crime" }], after: [] }];
    expect(differing({ on: "2027-01-01", bills: ["draft"] })).toMatchObject(lost);
    expect(differing({ on: "2027-01-01", bills: [] })).toEqual([]);
    expect(differing({ on: "2027-01-01" })).toEqual([]);
    // The law of the day of the act, although the bill ends it later.
    expect(differing({ bills: ["draft"] })).toEqual([]);
  });

  describe("inside a window, where two wordings may hold", () => {
    const inForce = { earliest: "2024-06-01", latest: "2024-06-16", why: "imprecise" };
    /** Stalking as an offence of one class after another; the first change is in July 2017, the second in June 2024. */
    const classes = (...of: readonly string[]) =>
      testlandLaw((pack) => {
        const parts = pack.norms.find(({ id }) => id === "tl.cc.stalking")?.versions[0]?.parts as object[];
        const acts = ["first", "softening", "reform"];
        const versions = of.map((one, at) => ({
          from: acts[at],
          until: acts[at + 1],
          parts: parts.map((part) => ({ ...part, class: one })),
        }));
        return inAmendment("reform", { inForce })(versionsOf("tl.cc.stalking", ...versions)(pack));
      });
    const stands = (law: ReturnType<typeof classes>, date: string, on: string) =>
      [...replay(law, [{ date, acts: ["stalking"] }], { on })]
        .flat()
        .map(({ before, after }) =>
          [before, after]
            .map((side) => side.map((one) => `${one.class} ${one.verdict}`).join(", "))
            .join(" | "),
        );

    it("the order of the wordings is no difference, another class or certainty is one", () => {
      const back = classes("crime", "misdemeanour", "crime");
      expect(stands(back, "2017-07-10", "2024-06-10")).toEqual([]);
      expect(stands(back, "2024-06-10", "2017-07-10")).toEqual([]);
      const on = classes("administrative", "misdemeanour", "crime");
      expect(stands(on, "2017-07-10", "2024-06-10")).toEqual([
        "administrative applies, misdemeanour applies | crime applies, misdemeanour applies",
      ]);
      expect(stands(on, "2017-07-02", "2017-08-01")).toEqual([
        "administrative applies | misdemeanour applies",
      ]);
      const same = classes("crime", "crime");
      expect(stands(same, "2017-07-10", "2017-08-01")).toEqual([]);
    });

    it("what may hold differs from what does", () => {
      const begun = testlandLaw(versionsOf("tl.cc.stalking", { from: "softening" }));
      expect(stands(begun, "2017-07-10", "2017-08-01")).toEqual(["crime possible | crime applies"]);
    });
  });

  it("counts parts of a caseload, in any order, as the whole", () => {
    const count = (cases: readonly Facts[]) => tally(replay(law, cases, { on: "2024-06-16" }));
    const [first, second] = [count(caseload.slice(0, 111)), count(caseload.slice(111))];
    expect(count(caseload).changed).toBeGreaterThan(10);
    expect(added(first, second)).toEqual(count(caseload));
    expect(added(second, first)).toEqual(count(caseload));
    expect(added(NO_TALLY, first)).toEqual(first);
  });
});

describe("a tally", () => {
  type Of = "administrative" | "misdemeanour" | "crime";
  const stand = (of: Of) => ({ class: of, verdict: "applies" }) as const;
  const offence = (answer: string, before: readonly Of[], after: readonly Of[]): VerdictChange => ({
    answer,
    kind: "offence",
    before: before.map(stand),
    after: after.map(stand),
  });
  const order: VerdictChange = {
    answer: "order",
    kind: "measure",
    before: [],
    after: [{ class: null, verdict: "applies" }],
  };
  const cases: readonly (readonly VerdictChange[])[] = [
    [],
    [offence("harm", [], ["crime"]), offence("blow", ["administrative"], []), order],
    // Two crimes gained in one case are one case; the two wordings of the threat are of two classes.
    [offence("harm", [], ["crime"]), offence("threat", [], ["crime", "misdemeanour"])],
    [offence("blow", ["administrative"], ["misdemeanour"]), offence("threat", ["crime"], [])],
  ];
  it("counts cases, what becomes of each answer, and the classes of offence gained and lost", () => {
    const counted = tally(cases);
    expect(counted).toEqual({
      cases: 4,
      changed: 3,
      answers: {
        blow: { gained: 0, lost: 1, changed: 1 },
        harm: { gained: 2, lost: 0, changed: 0 },
        order: { gained: 1, lost: 0, changed: 0 },
        threat: { gained: 1, lost: 1, changed: 0 },
      },
      classes: {
        administrative: { gained: 0, lost: 1 },
        crime: { gained: 2, lost: 1 },
        misdemeanour: { gained: 1, lost: 0 },
      },
    });
    expect(Object.keys(counted.answers)).toEqual(["blow", "harm", "order", "threat"]);
    expect(Object.keys(counted.classes)).toEqual(["administrative", "crime", "misdemeanour"]);
  });

  it("of each case alone adds up to that of all, whatever the other lacks", () => {
    const counted = tally(cases);
    const alone = cases.map((one) => tally([one]));
    expect(alone.reduce(added)).toEqual(counted);
    expect(alone.reduceRight(added)).toEqual(counted);
    expect(added(counted, counted).answers.blow).toEqual({ gained: 0, lost: 2, changed: 2 });
    expect(Object.keys(alone.reduceRight(added).answers)).toEqual(["blow", "harm", "order", "threat"]);
  });
});
