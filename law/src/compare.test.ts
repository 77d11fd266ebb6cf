import { describe, expect, it } from "vitest";
import { breaks, compare, regimeOn, show } from "./compare.ts";
import { compile } from "./compile.ts";
import { testland, testlandLaw } from "./testland.ts";
import { inAmendment, versionsOf } from "./testland-changes.ts";

const law = testlandLaw();
const names = (changes: readonly { readonly norm: string }[]) => changes.map(({ norm }) => norm);

describe("between two days", () => {
  it("norms began, ended or changed, by the acts between them", () => {
    const found = compare(law, "2024-06-15", "2024-06-16");
    expect(names(found.began)).toEqual(["tl.cc.home-battery"]);
    expect(names(found.ended)).toEqual(["tl.pc.battery", "tl.pc.no-arrest"]);
    expect(found.changed).toMatchObject([
      { norm: "tl.dv.family", before: [0], after: [1], established: true },
      { norm: "tl.pc.breach", before: [0], after: [1], established: true },
    ]);
    expect(found.breaks.map(({ id }) => id)).toEqual(["reform"]);
    expect(found.answers).toBeUndefined();
  });
  it("nothing differs inside one regime", () => {
    expect(compare(law, "2024-06-16", "2025-09-15")).toMatchObject({
      began: [],
      ended: [],
      changed: [],
      breaks: [],
    });
  });
  it("a window is a change that is not established", () => {
    expect(compare(law, "2017-07-02", "2017-07-10").began).toMatchObject([
      { norm: "tl.dv.shelter", established: false },
      { norm: "tl.pc.battery", established: false },
    ]);
  });
  it("what was not established, and now is, has changed", () => {
    expect(compare(law, "2017-07-10", "2017-08-01").changed).toMatchObject([
      { norm: "tl.dv.shelter", before: [0], after: [0], established: false },
      { norm: "tl.pc.battery", before: [0], after: [0], established: false },
    ]);
  });
  it("the other way round, what began has ended, by the same acts", () => {
    const back = compare(law, "2024-06-16", "2024-06-15");
    expect(names(back.ended)).toEqual(["tl.cc.home-battery"]);
    expect(names(back.began)).toEqual(["tl.pc.battery", "tl.pc.no-arrest"]);
    expect(back.breaks.map(({ id }) => id)).toEqual(["reform"]);
  });
  it("the acts stand in the order in which they may have taken force", () => {
    const acts = (a: string, b: string, of = law) => compare(of, a, b).breaks.map(({ id }) => id);
    expect(acts("2010-01-01", "2026-01-01")).toEqual(["softening", "reform", "stalking-act"]);
    // Inside the window of the first act only its last day is still to come, and the second comes before that.
    const early = testlandLaw(inAmendment("reform", { inForce: "2017-07-20" }));
    expect(acts("2017-07-10", "2017-08-01", early)).toEqual(["softening", "reform"]);
    const wide = { earliest: "2017-07-03", latest: "2017-07-10", why: "imprecise" };
    const same = testlandLaw(inAmendment("stalking-act", { inForce: wide }));
    expect(acts("2017-07-05", "2017-08-01", same)).toEqual(["softening", "stalking-act"]);
  });
  it("a day that is none, or before the law is held, is named as the first or the second", () => {
    expect(() => compare(law, "2024-02-30", "2024-06-16")).toThrow('from: "2024-02-30" is not a date');
    expect(() => compare(law, "2024-06-16", "2009-12-31")).toThrow("to: 2009-12-31 is before 2010-01-01");
  });
  it("offences, measures and rights of an incident are gained, lost, or stand otherwise", () => {
    const partner = { date: "2024-06-15", acts: [], relation: "partner", respondent: { age: 30 } } as const;
    expect(compare(law, "2024-06-15", "2024-06-16", partner).answers).toMatchObject({
      gained: [{ answer: "tl.dv.order", before: [], after: [{ kind: "measure", verdict: "applies" }] }],
      lost: [],
    });
    const blow = {
      date: "2017-07-01",
      acts: ["battery" as const],
      relation: "spouse" as const,
      victim: { sex: "female" as const },
    };
    const fresh = compare(law, "2017-07-02", "2017-08-01", blow).answers;
    expect(fresh?.gained).toMatchObject([
      { answer: "tl.dv.shelter", before: [], after: [{ kind: "right", verdict: "applies" }] },
      { answer: "tl.pc.battery#1", before: [], after: [{ kind: "offence", class: "administrative" }] },
    ]);
    expect(fresh?.lost).toMatchObject([{ answer: "tl.cc.battery#1", after: [] }]);
    const settled = compare(law, "2017-07-10", "2017-08-01", blow).answers;
    expect(settled?.changed).toMatchObject([
      { answer: "tl.dv.shelter", before: [{ verdict: "possible" }], after: [{ verdict: "applies" }] },
      { answer: "tl.pc.battery#1", before: [{ verdict: "possible" }], after: [{ verdict: "applies" }] },
    ]);
    expect([settled?.gained, settled?.lost.map(({ answer }) => answer)]).toEqual([[], ["tl.cc.battery#1"]]);
  });
  it("the answer for an incident differs", () => {
    const facts = {
      date: "2024-06-15",
      acts: ["battery" as const],
      relation: "spouse" as const,
      victim: { pregnant: false },
    };
    const { answers } = compare(law, "2024-06-15", "2024-06-16", facts);
    expect(answers?.gained).toMatchObject([
      { answer: "tl.cc.home-battery#1", before: [], after: [{ verdict: "applies", class: "misdemeanour" }] },
    ]);
    expect(answers?.lost).toMatchObject([
      { answer: "tl.pc.battery#1", before: [{ verdict: "applies", class: "administrative" }], after: [] },
    ]);
    expect(answers?.changed).toEqual([]);
  });
  it("a bill counts only in a law compiled with it", () => {
    const pack = testland((raw) => {
      const norm = raw.norms.find(({ id }) => id === "tl.cc.home-battery");
      const version = norm?.versions[0] ?? {};
      norm?.versions.splice(0, 1, { ...version, until: "draft" }, { ...version, from: "draft" });
      return raw;
    });
    expect(compare(compile(pack), "2026-12-31", "2027-01-01").changed).toEqual([]);
    expect(show(compile(pack), "tl.cc.home-battery")?.versions).toMatchObject([{ index: 0, ends: null }]);
    const passed = compile(pack, { bills: ["draft"] });
    expect(compare(passed, "2026-12-31", "2027-01-01").changed).toMatchObject([
      { norm: "tl.cc.home-battery", after: [1] },
    ]);
  });
});

describe("one norm", () => {
  it("is shown with its windows, or as it was on a day", () => {
    expect(show(law, "tl.pc.battery")?.versions).toMatchObject([
      { index: 0, begins: { earliest: "2017-07-03", latest: "2017-07-31" }, ends: { latest: "2024-06-16" } },
    ]);
    expect(show(law, "tl.pc.battery", "2017-07-10")?.versions).toMatchObject([{ inForce: "possibly" }]);
    expect(show(law, "tl.pc.battery", "2017-07-31")?.versions).toMatchObject([{ inForce: "surely" }]);
    expect(show(law, "tl.pc.battery", "2024-06-16")?.versions).toEqual([]);
    expect(show(law, "tl.pc.nothing")).toBeNull();
    expect(show(law, "tl.pc.battery")?.versions[0]).not.toHaveProperty("inForce");
    expect(() => show(law, "tl.pc.battery", "2009-12-31")).toThrow("on: 2009-12-31 is before 2010-01-01");
  });
});

describe("breaks", () => {
  it("are every day on which a norm may begin, change or end, and bound the regimes", () => {
    const days = breaks(law);
    const softening = {
      amendments: ["softening"],
      norms: ["tl.cc.battery", "tl.dv.shelter", "tl.pc.battery"],
    };
    expect(days.slice(1)).toEqual([
      { date: "2017-07-03", ...softening },
      { date: "2017-07-31", ...softening },
      {
        date: "2024-06-16",
        amendments: ["reform"],
        norms: ["tl.cc.home-battery", "tl.dv.family", "tl.pc.battery", "tl.pc.breach", "tl.pc.no-arrest"],
      },
      { date: "2025-09-16", amendments: ["stalking-act"], norms: ["tl.cc.stalking"] },
    ]);
    expect(days[0]).toMatchObject({ date: "2010-01-01", amendments: ["first"] });
    expect(days.map(({ date }) => regimeOn(law, date).id)).toEqual(days.map(({ date }) => date));
    expect(regimeOn(law, "2030-01-01")).toMatchObject({ from: "2025-09-16", until: null });
  });
  it("stand in order, and so do the acts of one day", () => {
    const one = (inForce: string) => inAmendment("stalking-act", { inForce });
    const together = testlandLaw((pack) =>
      one("2024-06-16")(versionsOf("tl.cc.battery", { from: "stalking-act" })(pack)),
    );
    const days = breaks(together);
    expect(days.map(({ date }) => date)).toEqual(["2010-01-01", "2017-07-03", "2017-07-31", "2024-06-16"]);
    expect(days.at(-1)?.amendments).toEqual(["reform", "stalking-act"]);
  });
});
