import { describe, expect, it } from "vitest";
import { check } from "./check.ts";
import { compile } from "./compile.ts";
import { PackError } from "./error.ts";
import { type PackInput, testland } from "./testland.ts";

type Versions = Record<string, unknown>[];
const change = (id: string, how: (versions: Versions) => void) => (pack: PackInput) => {
  for (const norm of pack.norms.filter((one) => one.id === id)) how(norm.versions);
  return pack;
};
const set = (id: string, version: number, values: Record<string, unknown>) =>
  change(id, (versions) => void Object.assign(versions[version] ?? {}, values));
const part = (id: string, at: number, values: Record<string, unknown>) =>
  change(id, ([version]) => void Object.assign(((version?.parts ?? []) as Versions)[at] ?? {}, values));
const definitionOf = (name: string, uses: string) => ({
  id: `tl.dv.${name}`,
  kind: "definition",
  title: { kk: "a", ru: "b", en: "c" },
  versions: [{ ...saidIn, from: "first", when: { defined: `tl.dv.${uses}` } }],
});
const last = (id: string, values: Record<string, unknown>) =>
  change(id, (versions) => {
    Object.assign(((versions.at(-1)?.parts ?? []) as Versions)[0] ?? {}, values);
  });
const saidIn = {
  text: "known",
  summary: { kk: "a", ru: "b", en: "c" },
  sources: [{ title: "x", url: "https://x.example", confidence: "official" }],
};
const amend = (id: string, inForce: unknown) => (pack: PackInput) => {
  for (const act of pack.amendments.filter((one) => one.id === id)) act.inForce = inForce;
  return pack;
};

describe("a sound pack", () => {
  it("has no faults", () => {
    expect(check(testland())).toEqual([]);
  });
});

describe("a fault is found", () => {
  const FAULTS: readonly (readonly [string, (pack: PackInput) => PackInput, string, string])[] = [
    [
      "overlap",
      set("tl.dv.family", 0, { until: "stalking-act" }),
      "tl.dv.family",
      "overlap: the first ends on 2025-09-16, the second begins on 2024-06-16",
    ],
    ["overlap", set("tl.dv.family", 0, { until: undefined }), "tl.dv.family", "the first ends never"],
    [
      "gap",
      set("tl.dv.family", 0, { until: "softening" }),
      "tl.dv.family",
      "nothing is given for 2017-07-31 to 2024-06-16",
    ],
    [
      "empty-version",
      set("tl.pc.battery", 0, { until: "first" }),
      "tl.pc.battery",
      "ends (2010-01-01) before it begins (2017-07-03)",
    ],
    [
      "unknown-amendment",
      set("tl.cc.stalking", 0, { from: "nowhere" }),
      "tl.cc.stalking",
      "The amending act nowhere",
    ],
    [
      "unknown-act",
      (pack) => ({ ...pack, acts: pack.acts.filter(({ id }) => id !== "pc") }),
      "tl.pc.battery",
      "The act pc",
    ],
    [
      "duplicate-id",
      (pack) => ({ ...pack, norms: [...pack.norms, ...pack.norms.slice(-1)] }),
      "tl.dv.shelter",
      "given twice",
    ],
    [
      "duplicate-id",
      part("tl.pc.quarrel", 1, { part: "1", overrides: [] }),
      "tl.pc.quarrel",
      "Part 1 is given twice",
    ],
    ["no-parts", set("tl.cc.stalking", 0, { parts: undefined }), "tl.cc.stalking", "no part of it is given"],
    [
      "no-content",
      set("tl.dv.order", 0, { measure: undefined }),
      "tl.dv.order",
      "what it provides is not given",
    ],
    [
      "reference",
      part("tl.cc.stalking", 0, { when: { defined: "tl.dv.nothing" } }),
      "tl.cc.stalking",
      "the definition tl.dv.nothing",
    ],
    [
      "reference",
      part("tl.cc.stalking", 0, { when: { defined: "tl.dv.order" } }),
      "tl.cc.stalking",
      "it is of kind measure",
    ],
    ["reference", part("tl.cc.stalking", 0, { overrides: ["7"] }), "tl.cc.stalking", "overrides 7"],
    [
      "reference",
      part("tl.cc.stalking", 0, { overrides: ["tl.pc.battery#2"] }),
      "tl.cc.stalking",
      "overrides tl.pc.battery#2",
    ],
    [
      "reference",
      set("tl.cc.in-time", 0, {
        rules: [{ rule: "suspended", kinds: ["arrest"], except: ["tl.x.y#1"] }],
      }),
      "tl.cc.in-time",
      "The rule excepts the norm tl.x.y",
    ],
    [
      "reference",
      set("tl.cc.in-time", 0, {
        rules: [{ rule: "limitation", terms: [{ class: "crime", of: ["tl.x.y#1"], within: "never" }] }],
      }),
      "tl.cc.in-time",
      "The rule names the norm tl.x.y",
    ],
    [
      "reference",
      part("tl.cc.stalking", 0, { prosecution: { mode: "public", norm: "tl.x.y" } }),
      "tl.cc.stalking",
      "for its prosecution",
    ],
    [
      "reference",
      part("tl.cc.stalking", 0, { reconciliation: { effect: "none", norm: "tl.x.y" } }),
      "tl.cc.stalking",
      "for reconciliation",
    ],
    [
      "reference",
      part("tl.cc.stalking", 0, { when: { penalisedWithin: "P1Y", for: ["tl.x.y"] } }),
      "tl.cc.stalking",
      "penalties under tl.x.y",
    ],
    [
      "duration",
      part("tl.cc.stalking", 0, { when: { penalisedWithin: "a year", for: ["tl.cc.stalking"] } }),
      "tl.cc.stalking",
      "Write one year as P1Y",
    ],
    [
      "comparison",
      part("tl.cc.stalking", 0, { when: { fact: "relation", is: "wife" } }),
      "tl.cc.stalking",
      'relation can never be "wife"',
    ],
    [
      "comparison",
      part("tl.cc.stalking", 0, { when: { fact: "relation", atLeast: 3 } }),
      "tl.cc.stalking",
      "relation has no order",
    ],
    [
      "comparison",
      part("tl.cc.stalking", 0, { when: { fact: "victim.age", is: "18" } }),
      "tl.cc.stalking",
      'victim.age can never be "18"',
    ],
    [
      "comparison",
      part("tl.cc.stalking", 0, { when: { fact: "acts", is: "battery" } }),
      "tl.cc.stalking",
      "write {act: ...}",
    ],
    [
      "sanction",
      part("tl.cc.stalking", 0, { sanctions: [{ kind: "fine", unit: "mci", min: 9, max: 2 }] }),
      "tl.cc.stalking",
      "the least fine (9) is more than the most (2)",
    ],
    [
      "mutual-override",
      part("tl.pc.quarrel", 0, { overrides: ["2"] }),
      "tl.pc.quarrel",
      "tl.pc.quarrel#1 and tl.pc.quarrel#2 each override the other",
    ],
    [
      "mutual-override",
      part("tl.cc.home-battery", 0, { overrides: ["tl.cc.harm#1"] }),
      "tl.cc.harm",
      "tl.cc.harm#1 and tl.cc.home-battery#1",
    ],
    [
      "cycle",
      set("tl.dv.family", 1, { when: { not: { defined: "tl.dv.family" } } }),
      "tl.dv.family",
      "by way of itself",
    ],
    [
      "cycle",
      (pack) => ({
        ...pack,
        norms: [
          ...pack.norms,
          ...["a", "b", "c"].map((name, at) => definitionOf(name, ["b", "c", "b"][at] ?? "")),
        ],
      }),
      "tl.dv.b",
      "by way of itself (tl.dv.b → tl.dv.c → tl.dv.b)",
    ],
    [
      "mutual-override",
      (pack) =>
        ["tl.cc.stalking", "tl.cc.harm", "tl.pc.breach"].reduce(
          (changed, id, at, ids) => last(id, { overrides: [`${ids[(at + 1) % 3]}#1`] })(changed),
          pack,
        ),
      "tl.cc.harm",
      "tl.cc.harm#1, tl.cc.stalking#1, tl.pc.breach#1 override each other in a circle",
    ],
    [
      "mutual-override",
      part("tl.cc.stalking", 0, { overrides: ["tl.cc.stalking"] }),
      "tl.cc.stalking",
      "Part 1 overrides itself",
    ],
    [
      "no-sanction",
      part("tl.cc.stalking", 0, { sanctions: "unknown" }),
      "tl.cc.stalking",
      "the sanction of part 1 is not given",
    ],
    [
      "sanction",
      part("tl.cc.stalking", 0, { sanctions: [{ kind: "fine", max: 2 }] }),
      "tl.cc.stalking",
      "fine has an amount without a unit",
    ],
    [
      "rule",
      set("tl.cc.in-time", 0, {
        rules: [
          {
            rule: "gravity",
            steps: [
              { gravity: "minor", maxMonths: 24 },
              { gravity: "medium", maxMonths: 24 },
              { gravity: "grave" },
            ],
          },
        ],
      }),
      "tl.cc.in-time",
      "must rise",
    ],
    [
      "rule",
      set("tl.cc.in-time", 0, { rules: [{ rule: "gravity", steps: [{ gravity: "minor", maxMonths: 24 }] }] }),
      "tl.cc.in-time",
      "only the last has no bound",
    ],
    [
      "two-rules",
      set("tl.cc.in-time", 0, { rules: [{ rule: "fine-index", day: "act" }] }),
      "tl.cc.index",
      'tl.cc.in-time gives the rule "fine-index" for the same time',
    ],
    [
      "limitation",
      set("tl.cc.in-time", 0, {
        rules: [{ rule: "limitation", terms: [{ class: "crime", within: { n: 2, unit: "years" } }] }],
      }),
      "tl.cc.in-time",
      "when a misdemeanour offence of its act lapses",
    ],
    [
      "limitation",
      set("tl.cc.in-time", 0, {
        rules: [
          {
            rule: "limitation",
            terms: [
              { class: "misdemeanour", within: { n: 1, unit: "years" } },
              { class: "crime", gravity: "minor", within: { n: 2, unit: "years" } },
            ],
          },
        ],
      }),
      "tl.cc.in-time",
      "when a crime offence of its act lapses",
    ],
    [
      "address",
      set("tl.dv.shelter", 0, {
        sources: [{ title: "Letter", url: "mailto:clerk@law.testland.example", confidence: "secondary" }],
      }),
      "tl.dv.shelter",
      'The source "Letter" has no address on the web',
    ],
    [
      "address",
      set("tl.dv.shelter", 0, {
        readings: [
          {
            text: { kk: "a", ru: "b", en: "c" },
            authority: "x",
            sources: [{ title: "Desk", url: "https://desk/x", confidence: "secondary" }],
          },
        ],
      }),
      "tl.dv.shelter",
      'The source "Desk"',
    ],
    [
      "recurring",
      set("tl.dv.order", 0, {
        duties: [
          {
            agency: "police",
            after: { event: "report" },
            within: "immediately",
            recurring: true,
            metBy: [{ event: "registered" }],
          },
        ],
      }),
      "tl.dv.order",
      "after no time",
    ],
  ];
  it.each(FAULTS)("%s", (code, fault, norm, message) => {
    expect(check(testland(fault))).toContainEqual(
      expect.objectContaining({ code, norm, message: expect.stringContaining(message) }),
    );
  });
  it("in what belongs to no norm", () => {
    const found = check(
      testland((pack) => ({
        ...pack,
        acts: pack.acts.map((act) => ({ ...act, milderLaw: "tl.x.y" })),
        mci: [...pack.mci].reverse(),
        calendar: { ...pack.calendar, zone: "Testland/Capital", weekend: [1, 2, 3, 4, 5, 6, 7] },
      })),
    );
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(["reference", "mci-order", "calendar"]));
    expect(found.filter(({ code }) => code === "calendar")).toMatchObject([
      { list: "calendar", path: ["weekend"] },
      { list: "calendar", path: ["zone"] },
    ]);
    expect(found.filter(({ code }) => code === "reference")[0]).toMatchObject({
      list: "acts",
      path: [0, "milderLaw"],
    });
    expect(found.find(({ code }) => code === "mci-order")).toMatchObject({ list: "mci", path: [1, "from"] });
  });
  it("in the lists: an id given twice, once for each list", () => {
    const found = check(
      testland((pack) => ({
        ...pack,
        acts: [...pack.acts, ...pack.acts.slice(0, 1), ...pack.acts.slice(0, 1)],
        amendments: [...pack.amendments, ...pack.amendments.slice(1, 2)],
      })),
    );
    expect(found).toEqual([
      { list: "acts", path: [3, "id"], code: "duplicate-id", message: "The act cc is given twice." },
      {
        list: "amendments",
        path: [5, "id"],
        code: "duplicate-id",
        message: "The amending act softening is given twice.",
      },
    ]);
  });
  it("in the sources of the lists, and in a dispute whose window does not hold what a source says", () => {
    const nowhere = [{ title: "Cellar", url: "file:///cellar", confidence: "official" }];
    const claims = [
      { date: "2024-06", sources: nowhere },
      { date: "2025-01-01", sources: nowhere },
      { date: "2023", sources: nowhere },
    ];
    const found = check(
      testland((pack) => {
        const counting = { ...(pack.acts[0]?.counting as object), sources: nowhere };
        amend("reform", { earliest: "2024-06-01", latest: "2024-06-16", why: "disputed", claims })(pack);
        const [mci, ...others] = pack.mci;
        return {
          ...pack,
          acts: pack.acts.map((act) => ({ ...act, counting })),
          mci: [{ ...mci, sources: nowhere }, ...others],
          calendar: { ...pack.calendar, sources: nowhere },
          amendments: pack.amendments.map((act) => ({ ...act, sources: nowhere })),
        };
      }),
    );
    const where = found.map(({ list, path, code }) => `${list} ${path?.join(".")} ${code}`);
    expect(where).toEqual([
      ...[0, 1, 2].map((at) => `acts ${at}.counting.sources.0.url address`),
      ...[0, 1].map((at) => `amendments ${at}.sources.0.url address`),
      "amendments 2.sources.0.url address",
      "amendments 2.inForce.claims.0.sources.0.url address",
      "amendments 2.inForce.claims.1.sources.0.url address",
      "amendments 2.inForce.claims.1.date claim",
      "amendments 2.inForce.claims.2.sources.0.url address",
      "amendments 2.inForce.claims.2.date claim",
      ...[3, 4].map((at) => `amendments ${at}.sources.0.url address`),
      "mci 0.sources.0.url address",
      "calendar sources.0.url address",
    ]);
  });
  it("and what is complete is none: rules of another act or time, terms for every class, circles of other times", () => {
    const terms = [
      { class: "misdemeanour", within: { n: 1, unit: "years" } },
      ...["minor", "medium", "grave", "particularly-grave"].map((gravity) => ({
        class: "crime",
        gravity,
        within: { n: 2, unit: "years" },
      })),
    ];
    expect(check(testland(set("tl.cc.in-time", 0, { rules: [{ rule: "limitation", terms }] })))).toEqual([]);
    const earlier = set("tl.cc.in-time", 0, { until: "reform", rules: [{ rule: "fine-index", day: "act" }] });
    const later = set("tl.cc.index", 0, { from: "reform" });
    expect(check(testland((pack) => earlier(later(pack))))).toEqual([]);
    // The battery of 2010 and that of 2024 never meet.
    const apart = (pack: PackInput) =>
      part("tl.cc.battery", 0, { overrides: ["tl.cc.home-battery#1"] })(
        part("tl.cc.home-battery", 0, { overrides: ["tl.cc.battery#1"] })(pack),
      );
    expect(check(testland(apart))).toEqual([]);
  });
  it("with the field it stands in", () => {
    const found = check(
      testland((pack) =>
        set("tl.cc.stalking", 0, { from: "nowhere" })(part("tl.cc.stalking", 0, { overrides: ["7"] })(pack)),
      ),
    );
    expect(found.map(({ version, path }) => [version, path])).toEqual([
      [0, ["from"]],
      [0, ["parts", 0, "overrides", 0]],
    ]);
  });
  it("and a window that two versions share is none", () => {
    expect(
      check(testland(amend("reform", { earliest: "2024-06-01", latest: "2024-06-16", why: "imprecise" }))),
    ).toEqual([]);
  });
});

describe("a duty", () => {
  it("that its own start meets is a fault", () => {
    const event = { event: "notified", with: { to: "court" } };
    const duty = { agency: "police", after: event, within: "same-day", metBy: [{ event: "notified" }] };
    expect(check(testland(set("tl.dv.order", 0, { duties: [duty] })))).toMatchObject([{ code: "self-met" }]);
    const other = { ...duty, metBy: [{ event: "notified", with: { to: "school" } }] };
    expect(check(testland(set("tl.dv.order", 0, { duties: [other] })))).toEqual([]);
  });
});

describe("compile", () => {
  it("refuses a faulty pack with everything that is wrong in it", () => {
    const open = set("tl.dv.family", 0, { until: undefined });
    const nowhere = set("tl.cc.stalking", 0, { from: "nowhere" });
    const faulty = testland((pack) => open(nowhere(pack)));
    expect(() => compile(faulty)).toThrow(PackError);
    expect(() => compile(faulty)).toThrow(/tl\.cc\.stalking: The amending act nowhere/);
    expect(() => compile(faulty)).toThrow(/tl\.dv\.family: .* overlap/);
  });
});
