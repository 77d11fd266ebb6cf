import { describe, expect, it } from "vitest";
import { check } from "./check.ts";
import { testland } from "./testland.ts";
import {
  type Change,
  faultCodes,
  faults,
  inAmendment,
  inPart,
  inVersion,
  versionsOf,
  withNorm,
} from "./testland-changes.ts";

/** Each: what is changed in a sound pack, and all the check then says. */
type Rows = readonly (readonly [fault: string, change: Change])[];

describe("a sound pack", () => {
  it("has no faults", () => {
    expect(check(testland())).toEqual([]);
  });
});

describe("the lists of a pack", () => {
  it("hold each id once; one given three times is told once", () => {
    const again = <T>(list: readonly T[], at: number) => [...list, ...list.slice(at).slice(0, 1)];
    expect(
      faults((pack) => ({
        ...pack,
        norms: again(pack.norms, -1),
        acts: again(again(pack.acts, 0), 0),
        amendments: again(pack.amendments, 1),
      })),
    ).toEqual([
      "tl.dv.shelter: duplicate-id: The norm tl.dv.shelter is given twice.",
      "acts 3.id: duplicate-id: The act cc is given twice.",
      "amendments 5.id: duplicate-id: The amending act softening is given twice.",
    ]);
  });

  it("hold the act of every norm", () => {
    const without: Change = (pack) => ({ ...pack, acts: pack.acts.filter(({ id }) => id !== "dv") });
    expect(faults(without)).toEqual(
      ["family", "order", "shelter"].map(
        (name) => `tl.dv.${name}: unknown-act: The act dv is not among the acts of the pack.`,
      ),
    );
  });

  it("name norms that are there", () => {
    const milderLaw: Change = (pack) => {
      Object.assign(pack.acts[1] ?? {}, { milderLaw: "tl.x.y" });
      return pack;
    };
    expect(faults(milderLaw)).toEqual([
      "acts 1.milderLaw: reference: The act pc names as milder law the norm tl.x.y, which is not in the pack.",
    ]);
  });

  it("give the index by date, each date once", () => {
    const indexed =
      (...dates: readonly string[]): Change =>
      (pack) => ({ ...pack, mci: dates.map((from) => ({ ...pack.mci[0], from })) });
    expect(faults(indexed("2024-01-01", "2025-01-01"))).toEqual([]);
    expect(faults(indexed("2025-01-01", "2024-01-01"))).toEqual([
      "mci 1.from: mci-order: The index of 2024-01-01 stands after that of 2025-01-01: order them by date, each date once.",
    ]);
    expect(faultCodes(indexed("2024-01-01", "2024-01-01"))).toEqual(["mci 1.from: mci-order"]);
  });

  it("have a day of the week on which people work, and a clock", () => {
    const calendar =
      (values: object): Change =>
      (pack) => ({ ...pack, calendar: { ...pack.calendar, ...values } });
    expect(faults(calendar({ weekend: [1, 2, 3, 4, 5, 6, 6] }))).toEqual([]);
    expect(faults(calendar({ weekend: [1, 2, 3, 4, 5, 6, 7], zone: "Testland/Capital" }))).toEqual([
      "calendar weekend: calendar: Every day of the week is a day off: no term in working days could end.",
      'calendar zone: calendar: "Testland/Capital" is not a time zone. Write one of the IANA list, as Region/City.',
    ]);
  });
});

describe("the versions of a norm", () => {
  const TIMES: Rows = [
    [
      "tl.dv.family 1 from: overlap: The versions from first and from reform overlap: the first ends on 2025-09-16, the second begins on 2024-06-16.",
      inVersion("tl.dv.family", 0, { until: "stalking-act" }),
    ],
    [
      "tl.dv.family 1 from: overlap: The versions from first and from reform overlap: the first ends never, the second begins on 2024-06-16.",
      inVersion("tl.dv.family", 0, { until: undefined }),
    ],
    [
      "tl.dv.family 1 from: gap: Between the versions from first and from reform nothing is given for 2017-07-31 to 2024-06-16.",
      inVersion("tl.dv.family", 0, { until: "softening" }),
    ],
    [
      "tl.pc.battery 0 until: empty-version: The version from softening ends (2010-01-01) before it begins (2017-07-03).",
      inVersion("tl.pc.battery", 0, { until: "first" }),
    ],
    [
      "tl.cc.stalking 0 until: empty-version: The version from stalking-act ends (2025-09-16) before it begins (2025-09-16).",
      inVersion("tl.cc.stalking", 0, { until: "stalking-act" }),
    ],
    [
      "tl.cc.stalking 0 from: unknown-amendment: The amending act nowhere is not in the pack.",
      inVersion("tl.cc.stalking", 0, { from: "nowhere" }),
    ],
    [
      "tl.dv.order 0 until: unknown-amendment: The amending act nowhere is not in the pack.",
      inVersion("tl.dv.order", 0, { until: "nowhere" }),
    ],
  ];
  it.each(TIMES)("%s", (fault, change) => {
    expect(faults(change)).toEqual([fault]);
  });

  it("may share the window of the act between them, and follow one another by acts of one day", () => {
    const inForce = { earliest: "2024-06-01", latest: "2024-06-16", why: "imprecise" };
    expect(faults(inAmendment("reform", { inForce }))).toEqual([]);
    const sameDay = inAmendment("stalking-act", { inForce: "2024-06-16" });
    expect(faults(sameDay, inVersion("tl.dv.family", 0, { until: "stalking-act" }))).toEqual([]);
  });

  it("may end by a bill; with the bill passed they leave no gap and do not overlap", () => {
    const passed = versionsOf("tl.dv.shelter", { from: "first", until: "draft" }, { from: "draft" });
    expect(faults(passed)).toEqual([]);
    expect(faultCodes(versionsOf("tl.dv.shelter", { from: "first" }, { from: "draft" }))).toEqual([
      "tl.dv.shelter 1 from: overlap",
    ]);
    const later = inAmendment("stalking-act", { status: "bill", inForce: "2028-01-01" });
    const gap = [{ from: "first", until: "draft" }, { from: "stalking-act" }];
    expect(faultCodes(later, versionsOf("tl.dv.shelter", ...gap))).toEqual(["tl.dv.shelter 1 from: overlap"]);
    const begins = inAmendment("draft", { inForce: "2020-01-01" });
    const ended = { from: "reform", until: "draft" };
    expect(faultCodes(begins, versionsOf("tl.dv.shelter", ended))).toEqual([
      "tl.dv.shelter 0 until: empty-version",
    ]);
  });

  it("are told each of its faults once, with and without a bill, and every version its own", () => {
    const twoBills = inAmendment("stalking-act", { status: "bill", inForce: "2028-01-01" });
    const never = [{ from: "first" }, { from: "softening" }, { from: "reform", until: "stalking-act" }];
    const both = versionsOf("tl.dv.shelter", ...never, { from: "draft" });
    expect(faultCodes(twoBills, both).filter((line) => line.startsWith("tl.dv"))).toEqual([
      "tl.dv.shelter 1 from: overlap",
      "tl.dv.shelter 2 from: overlap",
      "tl.dv.shelter 3 from: overlap",
    ]);
    const empty = versionsOf("tl.dv.shelter", { from: "softening", until: "first" }, { from: "reform" });
    expect(faultCodes(empty)).toEqual(["tl.dv.shelter 0 until: empty-version", "tl.dv.shelter 1 from: gap"]);
    const two = versionsOf("tl.dv.shelter", { from: "first" }, { from: "reform", until: "softening" });
    expect(faultCodes(two)).toEqual([
      "tl.dv.shelter 1 from: overlap",
      "tl.dv.shelter 1 until: empty-version",
    ]);
  });
});

describe("a text said to be known", () => {
  const bare = { parts: undefined, measure: undefined, duties: undefined, when: undefined };
  const CONTENT: Rows = [
    [
      "tl.cc.stalking 0 text: no-parts: The text of this offence is said to be known, but no part of it is given.",
      inVersion("tl.cc.stalking", 0, bare),
    ],
    [
      "tl.cc.stalking 0 text: no-parts: The text of this offence is said to be known, but no part of it is given.",
      inVersion("tl.cc.stalking", 0, { parts: [] }),
    ],
    [
      "tl.dv.order 0 text: no-content: The text of this measure is said to be known, but what it provides is not given.",
      inVersion("tl.dv.order", 0, { measure: undefined }),
    ],
    [
      "tl.dv.owed 0 text: no-content: The text of this duty is said to be known, but what it provides is not given.",
      withNorm("tl.dv.owed", "duty", { duties: [] }),
    ],
    [
      "tl.dv.kin 0 text: no-content: The text of this definition is said to be known, but what it provides is not given.",
      withNorm("tl.dv.kin", "definition", {}),
    ],
  ];
  it.each(CONTENT)("%s", (fault, change) => {
    expect(faults(change)).toEqual([fault]);
  });

  it("is none where the text is not held, and where there is nothing to give beside the summary", () => {
    for (const text of ["partly", "unknown"])
      expect(faults(inVersion("tl.cc.stalking", 0, { ...bare, text }))).toEqual([]);
    for (const kind of ["right", "service", "general"])
      expect(faults(withNorm("tl.dv.one", kind, {}))).toEqual([]);
  });
});

describe("a part", () => {
  const stalking = (values: Record<string, unknown>) => inPart("tl.cc.stalking", 0, values);
  const fine = (values: object) => stalking({ sanctions: [{ kind: "fine", ...values }] });
  const PARTS: Rows = [
    [
      "tl.pc.quarrel 0 parts.1.part: duplicate-id: Part 1 is given twice.",
      inPart("tl.pc.quarrel", 1, { part: "1", overrides: [] }),
    ],
    [
      "tl.cc.stalking 0 parts.0.overrides.0: reference: Part 1 overrides 7, which is not in the pack.",
      stalking({ overrides: ["7"] }),
    ],
    [
      "tl.cc.stalking 0 parts.0.overrides.1: reference: Part 1 overrides tl.pc.battery#2, which is not in the pack.",
      stalking({ overrides: ["tl.pc.battery#1", "tl.pc.battery#2"] }),
    ],
    [
      "tl.cc.stalking 0 parts.0.overrides.0: reference: Part 1 overrides tl.x.y, which is not in the pack.",
      stalking({ overrides: ["tl.x.y"] }),
    ],
    [
      "tl.cc.stalking 0 parts.0.overrides.0: mutual-override: Part 1 overrides itself.",
      stalking({ overrides: ["tl.cc.stalking"] }),
    ],
    [
      "tl.cc.stalking 0 parts.0.overrides.0: mutual-override: Part 1 overrides itself.",
      stalking({ overrides: ["1"] }),
    ],
    [
      "tl.cc.stalking 0 parts.0.prosecution.norm: reference: Part 1 names for its prosecution the norm tl.x.y, which is not in the pack.",
      stalking({ prosecution: { mode: "public", norm: "tl.x.y" } }),
    ],
    [
      "tl.cc.stalking 0 parts.0.reconciliation.norm: reference: Part 1 names for reconciliation the norm tl.x.y, which is not in the pack.",
      stalking({ reconciliation: { effect: "none", norm: "tl.x.y" } }),
    ],
    [
      "tl.cc.stalking 0 parts.0.competent.norms.1: reference: Part 1 names for the competent body the norm tl.x.y, which is not in the pack.",
      stalking({
        competent: { prepares: ["police"], decides: ["court"], norms: ["tl.cc.in-time", "tl.x.y"] },
      }),
    ],
    [
      "tl.cc.stalking 0 parts.0.sanctions: no-sanction: The text is said to be known, but the sanction of part 1 is not given: then it is held partly.",
      stalking({ sanctions: "unknown" }),
    ],
    [
      "tl.cc.stalking 0 parts.0.sanctions.0: sanction: Part 1: the least fine (9) is more than the most (2).",
      fine({ unit: "mci", min: 9, max: 2 }),
    ],
    [
      "tl.cc.stalking 0 parts.0.sanctions.0: sanction: Part 1: fine has an amount without a unit.",
      fine({ max: 2 }),
    ],
    [
      "tl.cc.stalking 0 parts.0.sanctions.0: sanction: Part 1: fine has an amount without a unit.",
      fine({ min: 2 }),
    ],
  ];
  it.each(PARTS)("%s", (fault, change) => {
    expect(faults(change)).toEqual([fault]);
  });

  it("may have a penalty of one amount, of one bound, or of none", () => {
    for (const amount of [{ min: 5, max: 5 }, { min: 5 }, { max: 5 }, {}])
      expect(faults(fine({ unit: "mci", ...amount }))).toEqual([]);
    expect(faults(stalking({ sanctions: [{ kind: "warning" }] }))).toEqual([]);
  });

  it("overrides parts of its own wording, not of another", () => {
    expect(faults(stalking({ overrides: ["tl.cc.home-battery#2"] }))).toEqual([]);
    expect(faults(inVersion("tl.pc.breach", 0, { parts: [] }))).toEqual([]);
    const parts = testland().norms.find(({ id }) => id === "tl.pc.quarrel")?.versions[0]?.parts ?? [];
    const split = versionsOf(
      "tl.pc.quarrel",
      { until: "reform", parts: parts.slice(0, 1) },
      { from: "reform", parts: parts.slice(1) },
    );
    expect(faultCodes(split)).toEqual(["tl.pc.quarrel 1 parts.0.overrides.0: reference"]);
    // Of another norm, a part of any of its versions will do.
    expect(faults(stalking({ overrides: ["tl.pc.breach#1"] }))).toEqual([]);
  });
});

describe("a rule", () => {
  const rule = (values: object) => inVersion("tl.cc.in-time", 0, { rules: [values] });
  const never = { within: "never" };
  const RULES: Rows = [
    [
      "tl.cc.in-time 0 rules.0.except: reference: The rule excepts the norm tl.x.y, which is not in the pack.",
      rule({ rule: "suspended", kinds: ["arrest"], except: ["tl.cc.harm", "tl.x.y#1"] }),
    ],
    [
      "tl.cc.in-time 0 rules.0.terms: reference: The rule names the norm tl.x.y, which is not in the pack.",
      rule({
        rule: "limitation",
        terms: [
          { class: "crime", of: ["tl.cc.harm#1", "tl.x.y#1"], ...never },
          { class: "crime", ...never },
          { class: "misdemeanour", ...never },
        ],
      }),
    ],
  ];
  it.each(RULES)("%s", (fault, change) => {
    expect(faults(change)).toEqual([fault]);
  });

  it("of gravity rises step by step, and only the last has no bound", () => {
    const gravities = ["minor", "medium", "grave", "particularly-grave"];
    const steps = (...bounds: readonly (number | undefined)[]) =>
      rule({
        rule: "gravity",
        steps: bounds.map((maxMonths, at) => ({ gravity: gravities[at], maxMonths })),
      });
    for (const sound of [[undefined], [24, undefined], [24, 60, 144, undefined]])
      expect(faults(steps(...sound))).toEqual([]);
    for (const unsound of [[24], [24, 24, undefined], [60, 24, undefined], [24, undefined, undefined]])
      expect(faults(steps(...unsound))).toEqual([
        "tl.cc.in-time 0 rules.0.steps: rule: The steps of gravity must rise, and only the last has no bound.",
      ]);
  });
});

describe("a condition is looked at wherever it may stand", () => {
  const wrong = { fact: "relation", is: "wife" };
  const stalking = (values: Record<string, unknown>) => inPart("tl.cc.stalking", 0, values);
  const rules = (...list: readonly object[]) => inVersion("tl.cc.in-time", 0, { rules: list });
  const fine = { rule: "fine-index", day: "act" };
  const barred = { rule: "barred", kinds: ["arrest"], when: wrong };
  const terms = ["crime", "misdemeanour"].map((of) => ({ class: of, within: "never" }));
  const special = { class: "crime", when: wrong, within: "never" };
  const measure = { by: ["police"], lasts: "unknown", consentNeeded: "no" };
  const duty = { agency: "police", after: { event: "report" }, within: "same-day" };
  const owed = { ...duty, metBy: [{ event: "registered" }] };
  const PLACES: readonly (readonly [string, string, Change])[] = [
    ["tl.dv.shelter 0 when", "The version", inVersion("tl.dv.shelter", 0, { when: wrong })],
    ["tl.cc.stalking 0 parts.0.when", "Part 1", stalking({ when: wrong })],
    [
      "tl.cc.stalking 0 parts.0.reconciliation.barredWhen",
      "Part 1, reconciliation",
      stalking({ reconciliation: { effect: "ends", barredWhen: wrong } }),
    ],
    [
      "tl.cc.stalking 0 parts.0.sanctions.1.when",
      "Part 1, arrest",
      stalking({ sanctions: [{ kind: "warning" }, { kind: "arrest", when: wrong }] }),
    ],
    [
      "tl.dv.order 0 measure.when",
      "The measure",
      inVersion("tl.dv.order", 0, { measure: { ...measure, when: wrong } }),
    ],
    [
      "tl.dv.order 0 duties.1.when",
      "Duty 1",
      inVersion("tl.dv.order", 0, { duties: [owed, { ...owed, when: wrong }] }),
    ],
    [
      "tl.cc.in-time 0 rules.1.when",
      'The rule "barred"',
      // The index of fines is already ruled by another norm of the act.
      (pack) => rules(fine, barred)({ ...pack, norms: pack.norms.filter(({ id }) => id !== "tl.cc.index") }),
    ],
    [
      "tl.cc.in-time 0 rules.0.terms.0.when",
      'The rule "limitation"',
      rules({ rule: "limitation", terms: [special, ...terms] }),
    ],
  ];
  it.each(PLACES)("%s", (where, words, change) => {
    expect(faults(change)).toEqual([`${where}: comparison: ${words}: relation can never be "wife".`]);
  });
});

describe("a duty", () => {
  const notified = (to?: string) => ({ event: "notified", ...(to === undefined ? {} : { with: { to } }) });
  const duty = (values: object) =>
    inVersion("tl.dv.order", 0, {
      duties: [{ agency: "police", after: notified("court"), within: "same-day", ...values }],
    });

  it("that its own start meets is a fault", () => {
    const fault = ["tl.dv.order 0 duties.0.metBy: self-met: Duty 0 is met by the very entry that starts it."];
    expect(faults(duty({ metBy: [notified()] }))).toEqual(fault);
    expect(faults(duty({ metBy: [notified("court")] }))).toEqual(fault);
    expect(faults(duty({ metBy: [notified("school"), notified("court")] }))).toEqual(fault);
    expect(faults(duty({ metBy: [notified("school")] }))).toEqual([]);
    expect(faults(duty({ after: notified(), metBy: [notified("court")] }))).toEqual([]);
    expect(faults(duty({ metBy: [{ event: "registered" }] }))).toEqual([]);
    // One that comes back is met by each next entry of the kind.
    expect(faults(duty({ metBy: [notified()], within: { n: 7, unit: "days" }, recurring: true }))).toEqual(
      [],
    );
  });

  it("that comes back needs a figure for how soon", () => {
    for (const within of ["immediately", "same-day"])
      expect(faults(duty({ metBy: [{ event: "registered" }], within, recurring: true }))).toEqual([
        "tl.dv.order 0 duties.0.within: recurring: Duty 0 comes back again and again, but after no time: give a figure.",
      ]);
  });
});
