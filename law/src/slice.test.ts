import { describe, expect, it } from "vitest";
import { mayHold } from "./act-index.ts";
import { assess } from "./assess.ts";
import { type Law, sliceOn } from "./compile.ts";
import { actSet } from "./read.ts";
import { type PackInput, testlandLaw } from "./testland.ts";

const title = { kk: "kk", ru: "ru", en: "en" };
const sources = [
  { title: "Gazette of Testland", url: "https://law.testland.example/gazette", confidence: "official" },
];
const said = { summary: title, sources, text: "known", from: "first" };
const act = (id: string, inForce: unknown, status = "law") => ({ id, title, inForce, status, sources });
const window = (earliest: string, latest: string) => ({ earliest, latest, why: "imprecise" });
const norm = (id: string, kind: string, ...versions: readonly object[]) => ({
  id,
  kind,
  title,
  versions: versions.map((version) => ({ ...said, ...version })),
});

/** Testland with these acts and norms more, and the versions of some norms changed. */
function lawWith(
  amendments: readonly object[],
  norms: readonly object[] = [],
  versions: Readonly<Record<string, object>> = {},
): Law {
  return testlandLaw((pack): PackInput => {
    for (const { id, versions: own } of pack.norms) Object.assign(own[0] ?? {}, versions[id]);
    return {
      ...pack,
      amendments: [...pack.amendments, ...(amendments as PackInput["amendments"])],
      norms: [...pack.norms, ...(norms as PackInput["norms"])],
    };
  });
}
const regime = (law: Law, on: string) => sliceOn(law, on).regime;

describe("time is cut", () => {
  it("where an act only ends a norm, and the norm is gone from that day", () => {
    const law = lawWith([act("repeal", "2020-01-01")], [], { "tl.pc.quarrel": { until: "repeal" } });
    expect(regime(law, "2019-12-31").until).toBe("2020-01-01");
    expect(regime(law, "2020-01-01").from).toBe("2020-01-01");
    expect(sliceOn(law, "2019-12-31").norms.has("tl.pc.quarrel")).toBe(true);
    expect(sliceOn(law, "2020-01-01").norms.has("tl.pc.quarrel")).toBe(false);
  });

  it("not where a bill would end one", () => {
    const bill = act("bill", window("2027-01-01", "2027-06-01"), "bill");
    const law = lawWith([bill], [], { "tl.pc.quarrel": { until: "bill" } });
    expect(regime(law, "2027-03-01")).toMatchObject({ from: "2025-09-16", until: null, established: true });
    expect(sliceOn(law, "2027-03-01").norms.get("tl.pc.quarrel")).toMatchObject({
      settled: true,
      unsettled: [],
    });
  });

  it("not where an act touches no norm", () => {
    expect(regime(lawWith([act("idle", "2020-01-01")]), "2020-06-01").from).toBe("2017-07-31");
  });
});

describe("the regime is in doubt", () => {
  const doubt = act("doubt", window("2019-01-01", "2019-12-31"));
  const established = (law: Law) => regime(law, "2019-06-01").established;

  it("while an act may have ended an offence", () => {
    const law = lawWith([doubt], [], { "tl.pc.quarrel": { until: "doubt" } });
    expect(regime(law, "2019-06-01")).toMatchObject({ established: false, amendments: ["doubt"] });
    expect(regime(law, "2019-12-31")).toMatchObject({ established: true, amendments: [] });
  });

  it("while one may have brought a measure, a definition or a rule, not while one may have brought a right", () => {
    const measure = { by: ["court"], lasts: "unknown", consentNeeded: "no" };
    const rules = [{ rule: "suspended", kinds: ["arrest"] }];
    const when = { fact: "harm", is: "pain" };
    expect(established(lawWith([doubt], [norm("tl.dv.new", "measure", { from: "doubt", measure })]))).toBe(
      false,
    );
    expect(established(lawWith([doubt], [norm("tl.dv.new", "definition", { from: "doubt", when })]))).toBe(
      false,
    );
    expect(established(lawWith([doubt], [norm("tl.dv.new", "right", { from: "doubt", when })]))).toBe(true);
    const ruled = norm("tl.dv.new", "general", { until: "doubt" }, { from: "doubt", rules });
    expect(established(lawWith([doubt], [ruled]))).toBe(false);
    const silent = norm("tl.dv.new", "general", { until: "doubt" }, { from: "doubt" });
    expect(established(lawWith([doubt], [silent]))).toBe(true);
  });

  it("for each act that may change it, in the order of their names", () => {
    const early = act("early", window("2017-07-03", "2017-07-31"));
    const law = lawWith([early], [], { "tl.pc.quarrel": { from: "early" } });
    expect(regime(law, "2017-07-10").amendments).toEqual(["early", "softening"]);
    const brief = lawWith([act("brief", window("2017-07-10", "2018-01-01"))], [], {
      "tl.pc.battery": { until: "brief" },
    });
    expect(sliceOn(brief, "2017-07-20").norms.get("tl.pc.battery")?.unsettled).toEqual([
      { kind: "date-of-law", amendment: "brief", earliest: "2017-07-10", latest: "2018-01-01" },
      { kind: "date-of-law", amendment: "softening", earliest: "2017-07-03", latest: "2017-07-31" },
    ]);
  });
});

describe("offences of another time", () => {
  const law = testlandLaw();
  const elsewhere = (on: string) => [
    ...new Set(sliceOn(law, on).elsewhere.map(({ wording }) => wording.norm.id)),
  ];

  it("are those surely not in force", () => {
    expect(elsewhere("2024-07-01")).toEqual(
      expect.arrayContaining(["tl.cc.battery", "tl.cc.stalking", "tl.pc.battery"]),
    );
    expect(elsewhere("2024-07-01")).not.toContain("tl.cc.home-battery");
    expect(elsewhere("2017-07-10")).not.toContain("tl.pc.battery");
    expect(elsewhere("2017-07-10")).not.toContain("tl.cc.battery");
  });

  it("are read with the definitions of their own first day", () => {
    const met = (relation: "partner" | "ex-spouse") =>
      assess(law, {
        date: "2020-01-01",
        acts: ["battery"],
        relation,
        victim: { pregnant: false },
      }).notInForce.map(({ norm: id, verdict }) => `${id} ${verdict}`);
    expect(met("partner")).toEqual(["tl.cc.battery applies", "tl.cc.home-battery applies"]);
    expect(sliceOn(law, "2020-01-01").definitions.size).toBe(1);
  });
});

describe("what the norms of a day provide", () => {
  const when = { act: "battery" };
  const duty = {
    agency: "police",
    after: { event: "report" },
    within: "same-day",
    metBy: [{ event: "registered" }],
  };
  const measure = { by: ["court"], lasts: "unknown", consentNeeded: "no", when };
  const slice = () =>
    sliceOn(
      lawWith(
        [],
        [
          norm("tl.dv.a-duty", "duty", { duties: [{ ...duty, when }, duty] }),
          norm("tl.dv.a-measure", "measure", { measure }),
          norm("tl.dv.a-right", "right", { when }),
          norm("tl.dv.a-service", "service", { when }),
          norm("tl.dv.unread-duty", "duty", { text: "unknown", when }),
          norm("tl.dv.unread-measure", "measure", { text: "unknown" }),
          norm("tl.dv.unread-right", "right", { text: "unknown" }),
        ],
      ),
      "2024-07-01",
    );
  const told = (
    list: readonly {
      readonly wording: { readonly norm: { readonly id: string } };
      readonly textHeld: boolean;
    }[],
  ) => list.map(({ wording, textHeld }) => `${wording.norm.id} ${textHeld}`);

  it("is in lists by kind, with whether the text is held", () => {
    const { measures, rights, unread } = slice();
    expect(told(measures)).toEqual([
      "tl.dv.a-measure true",
      "tl.dv.order true",
      "tl.dv.unread-measure false",
    ]);
    expect(told(rights)).toEqual([
      "tl.dv.a-right true",
      "tl.dv.a-service true",
      "tl.dv.shelter true",
      "tl.dv.unread-right false",
    ]);
    expect(told(unread)).toEqual(["tl.dv.unread-duty false"]);
  });

  it("is asked only where the acts leave it open", () => {
    const { byAct, duties } = slice();
    const open = (acts: readonly string[]) => ({
      offences: mayHold(byAct.offences, actSet(acts)),
      measures: mayHold(byAct.measures, actSet(acts)),
      rights: mayHold(byAct.rights, actSet(acts)),
      unread: mayHold(byAct.unread, actSet(acts)),
    });
    expect(open([])).toEqual({ offences: [], measures: [1, 2], rights: [2, 3], unread: [] });
    expect(open(["battery"])).toMatchObject({ measures: [0, 1, 2], rights: [0, 1, 2, 3], unread: [0] });
    expect(mayHold(byAct.duties, actSet([])).map((at) => duties[at]?.wording.norm.id)).toEqual([
      "tl.dv.a-duty",
      "tl.dv.order",
      "tl.dv.order",
      "tl.dv.order",
    ]);
  });

  it("a rule that is perhaps not in force is not settled", () => {
    const rules = [{ rule: "suspended", kinds: ["arrest"] }];
    const settled = (law: Law, on: string) =>
      sliceOn(law, on)
        .rules.get("dv")
        ?.map((rule) => rule.settled);
    const law = lawWith([], [norm("tl.dv.new", "general", { from: "softening", rules })]);
    expect(settled(law, "2017-07-10")).toEqual([false]);
    expect(settled(law, "2017-07-31")).toEqual([true]);
    expect(settled(law, "2017-07-02")).toBeUndefined();
  });
});
