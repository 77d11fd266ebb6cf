import { describe, expect, it } from "vitest";
import { assess } from "./assess.ts";
import { Bill, billState, judgedWithBill, withBill } from "./bill.ts";
import { compile } from "./compile.ts";
import { peaceJudgements, peaceTreaty } from "./conformity.testing.ts";
import { conformityOf, matrix } from "./conformity.ts";
import { LawError } from "./error.ts";
import { Facts } from "./facts.ts";
import { testland, testlandLaw } from "./testland.ts";

const text = (en: string) => ({ kk: en, ru: en, en });
const sources = [{ title: "Assembly paper", url: "https://assembly.example", confidence: "official" }];
const step = (event: string, on?: string) => ({ event, ...(on && { on }), what: text(event), sources });
const said = { text: "known", summary: text("Draft"), sources };

/** A harsher battery at home, a new offence, and an end to the quarrel. */
const raw = {
  id: "tl.bill-peace",
  title: text("Peace bill"),
  summary: text("More peace"),
  events: [step("initiative", "2026-01"), step("first-reading", "2026-03-01")],
  takesForce: "2027-01-01",
  drafts: [
    {
      norm: "tl.cc.home-battery",
      version: {
        ...said,
        parts: [part("1", "crime", [{ kind: "deprivation-of-liberty", unit: "months", max: 36 }])],
      },
    },
    {
      norm: "tl.cc.blow",
      adds: { kind: "offence", title: text("A blow anywhere") },
      version: { ...said, parts: [part("1", "misdemeanour", [{ kind: "arrest", unit: "days", max: 3 }])] },
    },
  ],
  repeals: ["tl.pc.quarrel"],
  answers: [
    {
      item: "PT-1.1",
      answers: [{ norm: "tl.cc.blow", tests: ["elsewhere"], extent: "full", why: text("A blow anywhere") }],
    },
  ],
  drops: [],
  sources,
};
const bill = Bill.parse(raw);
const lawWith = (from?: string) => compile(withBill(testland(), bill, from));

describe("the law with a bill", () => {
  const blow = (date: string) => Facts.parse({ date, acts: ["battery"], relation: "spouse", harm: "pain" });
  const answers = (law: ReturnType<typeof lawWith>, date: string) =>
    assess(law, blow(date)).offences.map(({ norm, class: kind }) => [norm, kind]);

  it("is today's until the bill takes force, and the bill's from then on", () => {
    expect(answers(lawWith(), "2026-12-31")).toEqual(answers(testlandLaw(), "2026-12-31"));
    expect(answers(lawWith(), "2027-01-01")).toEqual(
      expect.arrayContaining([
        ["tl.cc.blow", "misdemeanour"],
        ["tl.cc.home-battery", "crime"],
      ]),
    );
  });

  it("can be asked of an earlier day", () => {
    expect(answers(lawWith("2026-06-01"), "2026-06-01")).toEqual(answers(lawWith(), "2027-01-01"));
    expect(answers(lawWith("2026-06-01"), "2026-05-31")).toEqual(answers(testlandLaw(), "2026-05-31"));
  });

  it("has no norm the bill repeals", () => {
    const insult = Facts.parse({ date: "2027-02-01", acts: ["insult"], relation: "spouse" });
    const norms = (law: ReturnType<typeof lawWith>) => assess(law, insult).offences.map(({ norm }) => norm);
    expect(norms(testlandLaw())).toContain("tl.pc.quarrel");
    expect(norms(lawWith())).not.toContain("tl.pc.quarrel");
  });

  it("moves the matrix by the bill's answers, and by its wording of norms that answered already", () => {
    const status = (on: string) =>
      conformityOf(matrix(lawWith(), peaceTreaty, judgedWithBill(peaceJudgements, bill)), "PT-1.1", on)
        ?.status;
    expect([status("2026-12-31"), status("2027-01-01")]).toEqual(["partial", "met"]);
  });

  it("loses the answers it says fall", () => {
    const dropping = { ...bill, drops: [{ item: "PT-1.1", norm: "tl.cc.home-battery" }] };
    const [first] = judgedWithBill(peaceJudgements, dropping).judgements;
    expect(first?.answers.map(({ norm }) => norm)).toEqual(["tl.cc.battery", "tl.pc.battery", "tl.cc.blow"]);
  });

  it("brings forward what a bill that passed became", () => {
    const passed = { ...bill, drafts: [], repeals: [], became: ["stalking-act"] };
    const stalked = Facts.parse({ date: "2025-09-01", acts: ["stalking"] });
    const norms = (from?: string) =>
      assess(compile(withBill(testland(), passed, from)), stalked).offences.map(({ norm }) => norm);
    expect([norms(), norms("2025-09-01")]).toEqual([[], ["tl.cc.stalking"]]);
    // Not later than it came.
    expect(norms("2026-01-01")).toEqual([]);
  });

  it("ends with the wording it replaces; what is repealed has no later wording", () => {
    const [home] = bill.drafts;
    if (home === undefined) throw new Error("the bill has drafts");
    // On 1 January 2012 battery was a misdemeanour, softened in 2017; families were read more widely from 2024 on.
    const early = {
      ...bill,
      drafts: [{ ...home, norm: "tl.cc.battery" }],
      repeals: ["tl.dv.family"],
      answers: [],
    };
    const law = compile(withBill(testland(), early, "2012-01-01"));
    expect(
      law.norms.get("tl.cc.battery")?.wordings.map(({ begins, ends }) => [begins.latest, ends?.latest]),
    ).toEqual([
      ["2010-01-01", "2012-01-01"],
      ["2012-01-01", "2017-07-31"],
    ]);
    expect(law.norms.get("tl.dv.family")?.wordings.map(({ ends }) => ends?.latest)).toEqual(["2012-01-01"]);
  });

  it("is refused where it changes what is not there", () => {
    const unknown = { ...bill, drafts: [], repeals: ["tl.cc.none"] };
    const ended = { ...bill, drafts: [], repeals: ["tl.cc.battery"] };
    expect(() => withBill(testland(), unknown)).toThrow(/changes tl.cc.none, which the pack does not have/);
    expect(() => withBill(testland(), ended)).toThrow(
      /changes tl.cc.battery, which is not in force on 2027-01-01/,
    );
    expect(() => withBill(testland(), { ...bill, takesForce: undefined })).toThrow(LawError);
  });
});

describe("where a bill stands", () => {
  it.each([
    [["drafting"], "drafted"],
    [["initiative", "first-reading"], "pending"],
    [["initiative", "first-reading", "suspension"], "suspended"],
    [["initiative", "first-reading", "suspension", "withdrawal"], "withdrawn"],
    [["initiative", "rejection"], "rejected"],
    [["initiative", "adoption", "signature"], "adopted"],
    [["initiative", "adoption", "signature", "publication", "entry-into-force"], "law"],
  ])("%j: %s", (events, state) => {
    expect(billState(Bill.parse({ ...raw, events: events.map((event) => step(event)) }))).toBe(state);
  });
});

it.each([
  ["a draft without a day", { takesForce: undefined }, "bill-day"],
  ["nothing at all", { drafts: [], repeals: [] }, "bill-empty"],
])("%s is refused", (_name, change, message) => {
  const read = Bill.safeParse({ ...raw, ...change });
  expect(read.error?.issues.map((issue) => issue.message)).toEqual([message]);
});

function part(number: string, kind: string, sanctions: readonly object[]) {
  return {
    part: number,
    class: kind,
    when: { act: "battery" },
    sanctions,
    prosecution: { mode: "public" },
    reconciliation: { effect: "none" },
  };
}
