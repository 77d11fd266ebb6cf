import { describe, expect, it } from "vitest";
import { faultCodes, faults, inPart, inVersion, versionsOf } from "./testland-changes.ts";

const GRAVITIES = ["minor", "medium", "grave", "particularly-grave"];
const rule = (values: object) => inVersion("tl.cc.in-time", 0, { rules: [values] });
const two = { within: { n: 2, unit: "years" } };

describe("two norms of an act that give the same rule", () => {
  const index = { rule: "fine-index", day: "act" };
  it("for the same time are told, the later in the pack as the one too many", () => {
    expect(faults(rule(index))).toEqual([
      'tl.cc.index 0 rules.0: two-rules: tl.cc.in-time gives the rule "fine-index" for the same time: which of them counts?',
    ]);
    const gravity = { rule: "gravity", steps: [{ gravity: "minor" }] };
    expect(faultCodes(rule(gravity), inVersion("tl.cc.index", 0, { rules: [gravity] }))).toEqual([
      "tl.cc.index 0 rules.0: two-rules",
    ]);
  });

  it("for times that touch, in acts that differ, or with kinds that may be many, are none", () => {
    const before = { until: "reform", rules: [index] };
    for (const [first, second] of [
      ["tl.cc.in-time", "tl.cc.index"],
      ["tl.cc.index", "tl.cc.in-time"],
    ] as const) {
      const change = [inVersion(first, 0, before), versionsOf(second, { from: "reform", rules: [index] })];
      expect(faults(...change), first).toEqual([]);
    }
    const suspended = { rule: "suspended", kinds: ["arrest"] };
    expect(faults(rule(suspended), inVersion("tl.cc.index", 0, { rules: [suspended] }))).toEqual([]);
  });

  it("overlap where the earlier ends after the later begins, whichever is which", () => {
    const until = (end: string) => ({ until: end, rules: [index] });
    const from = { from: "reform", until: undefined, rules: [index] };
    const other = "tl.cc.index 0 rules.0: two-rules";
    expect(
      faultCodes(inVersion("tl.cc.in-time", 0, until("stalking-act")), versionsOf("tl.cc.index", from)),
    ).toEqual([other]);
    expect(
      faultCodes(versionsOf("tl.cc.in-time", from), inVersion("tl.cc.index", 0, until("stalking-act"))),
    ).toEqual([other]);
    const within = { from: "softening", until: "reform", rules: [index] };
    expect(
      faultCodes(inVersion("tl.cc.in-time", 0, until("stalking-act")), versionsOf("tl.cc.index", within)),
    ).toEqual([other]);
  });
});

describe("a rule of limitation", () => {
  const limitation = (...terms: readonly object[]) =>
    rule({ rule: "limitation", terms: terms.map((term) => ({ ...two, ...term })) });
  const misdemeanour = { class: "misdemeanour" };
  const fault = (of: string) =>
    `tl.cc.in-time 0 rules.0: limitation: The rule says nothing, or not for every case, of when a ${of} offence of its act lapses.`;

  it("covers every class its act has offences of", () => {
    expect(faults(limitation({ class: "crime" }))).toEqual([fault("misdemeanour")]);
    expect(faults(limitation(misdemeanour))).toEqual([fault("crime")]);
    expect(faults(limitation({ class: "administrative" }))).toEqual([fault("crime"), fault("misdemeanour")]);
    expect(faults(limitation(misdemeanour, { class: "crime" }))).toEqual([]);
  });

  it("covers crimes by each gravity, other classes only as a whole", () => {
    const by = (of: string) => GRAVITIES.map((gravity) => ({ class: of, gravity }));
    expect(faults(limitation(misdemeanour, ...by("crime")))).toEqual([]);
    expect(faults(limitation(misdemeanour, ...by("crime").slice(1)))).toEqual([fault("crime")]);
    expect(faults(limitation({ class: "crime" }, ...by("misdemeanour")))).toEqual([fault("misdemeanour")]);
  });

  it("covers nothing by a term of some norms, or of some facts, only", () => {
    const adult = { class: "crime", when: { fact: "respondent.age", atLeast: 18 } };
    const some = { class: "crime", of: ["tl.cc.harm"] };
    expect(faults(limitation(misdemeanour, adult, some))).toEqual([fault("crime")]);
  });

  it("need not cover a part that says so itself, nor what is in force at another time", () => {
    const own = ["tl.cc.stalking", "tl.cc.harm"].map((id) => inPart(id, 0, { limitation: "never" }));
    const graver = inPart("tl.cc.home-battery", 1, { limitation: "unknown" });
    expect(faults(limitation(misdemeanour), ...own, graver)).toEqual([]);
    const early = inVersion("tl.cc.in-time", 0, { until: "softening" });
    const harm = inVersion("tl.cc.harm", 0, { from: "reform" });
    expect(faults(limitation(misdemeanour), early, harm)).toEqual([]);
  });
});
