import { describe, expect, it } from "vitest";
import { assess } from "./assess.ts";
import type { Facts } from "./facts.ts";
import { testlandLaw } from "./testland.ts";

const law = testlandLaw();
const battery: Facts = {
  date: "2015-05-05",
  acts: ["battery"],
  relation: "spouse",
  victim: { pregnant: false },
};

describe("milder later law", () => {
  const milder = (date: string, decided: string, facts: Facts = battery) =>
    assess(law, { ...facts, date }, { decided }).milder;
  it("is proposed, with the norm that makes it count", () => {
    expect(milder("2015-05-05", "2018-01-01")).toEqual([
      {
        norm: "tl.pc.battery",
        part: "1",
        from: "2017-07-31",
        instead: "tl.cc.battery#1",
        verdict: "milder",
        by: "tl.cc.in-time",
      },
    ]);
  });
  it("is not proposed before it is surely in force, nor when it is harsher", () => {
    expect(milder("2015-05-05", "2017-07-30")).toEqual([]);
    expect(milder("2024-06-15", "2025-01-01")).toEqual([]);
    const { offences } = assess(law, { ...battery, date: "2024-06-15" }, { decided: "2025-01-01" });
    expect(offences.map(({ norm }) => norm)).toEqual(["tl.pc.battery"]);
  });
  it("tells when the conduct is no longer punishable at all", () => {
    expect(milder("2015-05-05", "2018-01-01", { ...battery, relation: "none" })).toMatchObject([
      {
        norm: "tl.cc.battery",
        instead: "tl.cc.battery#1",
        verdict: "no-longer-punishable",
        from: "2017-07-31",
      },
    ]);
  });
  it("is found once, though further regimes follow, whatever else was and stays possible", () => {
    const busier = testlandLaw((pack) => {
      const [last] = pack.amendments.slice(-1);
      pack.amendments.push({ ...last, id: "later", inForce: "2020-01-01", status: "law" });
      for (const { id, versions } of pack.norms) {
        if (id === "tl.cc.stalking") Object.assign(versions[0] ?? {}, { from: "later" });
      }
      return pack;
    });
    const asked: Facts = { ...battery, acts: ["battery", "insult"] };
    const found = assess(busier, asked, { decided: "2024-01-01" }).milder;
    expect(found.map(({ instead, verdict, from }) => [instead, verdict, from])).toEqual([
      ["tl.cc.battery#1", "milder", "2017-07-31"],
    ]);
  });
  it("does not weigh a sanction that was suspended: no arrest then, arrest now, is not milder", () => {
    const suspended = testlandLaw((pack) => {
      for (const { id, versions } of pack.norms) {
        const [part] = (versions[0]?.parts ?? []) as Record<string, unknown>[];
        const fine = { kind: "fine", unit: "mci", max: 10 };
        const arrest = { kind: "arrest", unit: "days", max: 30 };
        if (id === "tl.cc.battery") Object.assign(part ?? {}, { sanctions: [fine, arrest] });
        if (id === "tl.pc.battery")
          Object.assign(part ?? {}, { class: "misdemeanour", sanctions: [{ ...fine, max: 20 }] });
        const rules = [{ rule: "suspended", kinds: ["arrest"] }];
        if (id === "tl.cc.in-time") Object.assign(versions[0] ?? {}, { rules });
      }
      return pack;
    });
    expect(assess(suspended, { ...battery, date: "2015-05-05" }, { decided: "2018-01-01" }).milder).toEqual(
      [],
    );
  });
  it("does not compare with what is only possible", () => {
    expect(milder("2015-05-05", "2018-01-01", { date: "2015-05-05", acts: ["battery"] })).toMatchObject([
      { norm: "tl.pc.battery", verdict: "not-comparable" },
    ]);
  });
  it.each([
    [[{ kind: "arrest", unit: "days", max: 10 }], "milder"],
    [[{ kind: "arrest", unit: "days", max: 30 }], null],
    [[{ kind: "fine", unit: "mci", max: 500 }], "milder"],
    [
      [
        { kind: "fine", unit: "mci", max: 5 },
        { kind: "deprivation-of-liberty", unit: "months", max: 1 },
      ],
      null,
    ],
    [[{ kind: "arrest", unit: "hours", max: 10 }], "not-comparable"],
    ["unknown", "not-comparable"],
  ] as const)(
    "weighs sanctions of the same class: arrest of 30 days against %j: %s",
    (sanctions, verdict) => {
      const changed = testlandLaw((pack) => {
        for (const { id, versions } of pack.norms) {
          const [part] = (versions[0]?.parts ?? []) as Record<string, unknown>[];
          if (id !== "tl.pc.battery") continue;
          Object.assign(part ?? {}, { class: "misdemeanour", sanctions });
          if (sanctions === "unknown") Object.assign(versions[0] ?? {}, { text: "partly" });
        }
        return pack;
      });
      const found = assess(changed, { ...battery, date: "2015-05-05" }, { decided: "2018-01-01" }).milder;
      expect(found.map((one) => one.verdict)).toEqual(verdict === null ? [] : [verdict]);
    },
  );
});
