import { describe, expect, it } from "vitest";
import { breaks, compare, regimeOn, show } from "./compare.ts";
import { compile } from "./compile.ts";
import { testland, testlandLaw } from "./testland.ts";

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
  });
});

describe("breaks", () => {
  it("are every day on which a norm may change, and bound the regimes", () => {
    const days = breaks(law);
    expect(days.map(({ date }) => date)).toEqual([
      "2010-01-01",
      "2017-07-03",
      "2017-07-31",
      "2024-06-16",
      "2025-09-16",
    ]);
    expect(days.at(-1)).toEqual({
      date: "2025-09-16",
      amendments: ["stalking-act"],
      norms: ["tl.cc.stalking"],
    });
    expect(days.map(({ date }) => regimeOn(law, date).id)).toEqual(days.map(({ date }) => date));
    expect(regimeOn(law, "2030-01-01")).toMatchObject({ from: "2025-09-16", until: null });
  });
});
