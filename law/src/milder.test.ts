import { describe, expect, it } from "vitest";
import { assess } from "./assess.ts";
import type { Facts } from "./facts.ts";
import { type PackInput, testlandLaw } from "./testland.ts";

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

describe("what is weighed", () => {
  type Provided = { readonly class: string; readonly sanctions: unknown };
  const fine = (max: number) => ({ kind: "fine", unit: "mci", max });
  const arrest = (max: number) => ({ kind: "arrest", unit: "days", max });
  const misdemeanour = (...sanctions: readonly object[]): Provided => ({ class: "misdemeanour", sanctions });
  const unread: Provided = { class: "misdemeanour", sanctions: "unknown" };

  /** Testland with other penalties for battery before and after the softening. */
  function lawWith(before: Provided, after: Provided, change: (pack: PackInput) => void = () => {}) {
    return testlandLaw((pack) => {
      for (const { id, versions } of pack.norms) {
        const provided = id === "tl.cc.battery" ? before : id === "tl.pc.battery" ? after : null;
        const [version] = versions;
        if (provided === null || version === undefined) continue;
        Object.assign((version.parts as object[])[0] ?? {}, provided);
        if (provided.sanctions === "unknown") version.text = "partly";
      }
      change(pack);
      return pack;
    });
  }

  const found = (
    law: Parameters<typeof assess>[0],
    facts: Partial<Facts> = {},
    date = "2015-05-05",
    decided = "2018-01-01",
  ) =>
    assess(law, { ...battery, ...facts, date }, { decided }).milder.map(
      ({ norm, part, verdict }) => `${norm}#${part} ${verdict}`,
    );

  it.each([
    [
      "the heaviest of each, wherever it stands",
      misdemeanour(arrest(30), fine(10)),
      misdemeanour(fine(500)),
      "milder",
    ],
    [
      "the class before any penalty",
      misdemeanour(fine(10)),
      { class: "administrative", sanctions: [arrest(5)] },
      "milder",
    ],
    [
      "a heavier class before any penalty",
      { class: "administrative", sanctions: [arrest(5)] },
      misdemeanour(fine(10)),
      null,
    ],
    [
      "a warning as much as a warning",
      misdemeanour({ kind: "warning" }),
      misdemeanour({ kind: "warning" }),
      null,
    ],
    ["nothing against a penalty not held", unread, misdemeanour(fine(10)), "not-comparable"],
    [
      "nothing against a penalty without an upper end",
      misdemeanour({ kind: "fine", unit: "mci", min: 5 }),
      misdemeanour(fine(10)),
      "not-comparable",
    ],
    [
      "no penalty without an upper end",
      misdemeanour(fine(10)),
      misdemeanour({ kind: "fine", unit: "mci", min: 5 }),
      "not-comparable",
    ],
  ] as const)("%s", (_, before, after, verdict) => {
    expect(found(lawWith(before, after))).toEqual(verdict === null ? [] : [`tl.pc.battery#1 ${verdict}`]);
  });

  it("only later law, from its first day on", () => {
    const harsher = lawWith(misdemeanour(fine(5)), misdemeanour(arrest(30)));
    expect(found(harsher, {}, "2018-01-01", "2018-06-01")).toEqual([]);
    expect(found(law, {}, "2015-05-05", "2017-07-31")).toEqual(["tl.pc.battery#1 milder"]);
  });

  it("only what surely applied", () => {
    expect(found(law, { relation: undefined }, "2018-01-01", "2025-01-01")).toEqual([]);
  });

  it("what stands of the later law: a part that yields is not among it", () => {
    const special = lawWith(misdemeanour(arrest(30)), misdemeanour(arrest(60)), (pack) => {
      const later = pack.norms.find(({ id }) => id === "tl.pc.battery")?.versions[0] as {
        parts: Record<string, unknown>[];
      };
      const [first] = later.parts;
      const lighter = { ...first, part: "2", sanctions: [fine(10)], overrides: ["1"] };
      later.parts = [first as Record<string, unknown>, lighter];
    });
    expect(found(special)).toEqual(["tl.pc.battery#2 milder"]);
  });

  it("each offence by itself", () => {
    const two = lawWith(misdemeanour(arrest(30)), misdemeanour(fine(10)), (pack) => {
      const old = pack.norms.find(({ id }) => id === "tl.cc.battery");
      pack.norms.push({ ...structuredClone(old), id: "tl.cc.blows" } as never);
    });
    const { milder } = assess(two, battery, { decided: "2018-01-01" });
    expect(milder.map(({ instead }) => instead)).toEqual(["tl.cc.battery#1", "tl.cc.blows#1"]);
  });

  it("the heaviest of all that applies later", () => {
    expect(found(law, { acts: ["battery", "insult"], history: [] })).toEqual(["tl.pc.battery#1 milder"]);
    const quarrel = (provided: Provided) => (pack: PackInput) => {
      const version = pack.norms.find(({ id }) => id === "tl.pc.quarrel")?.versions[0] ?? {};
      Object.assign((version.parts as object[])[0] ?? {}, provided);
    };
    const works = { kind: "corrective-works", unit: "months", max: 6 };
    const service = { kind: "community-service", unit: "hours", max: 100 };
    const rivals = lawWith(misdemeanour(arrest(30)), misdemeanour(works), quarrel(misdemeanour(service)));
    expect(found(rivals, { acts: ["battery", "insult"], history: [] })).toEqual([
      "tl.pc.quarrel#1 not-comparable",
    ]);
  });

  it("beside what was possible before and still is, however heavy", () => {
    const acts: Facts["acts"] = ["battery", "bodily-harm"];
    expect(found(law, { acts })).toEqual(["tl.pc.battery#1 milder"]);
    expect(found(law, { acts, relation: "none" })).toEqual(["tl.cc.harm#1 not-comparable"]);
  });

  it("nothing beside what is newly possible, or newly of a text not held", () => {
    const later = (version: object) =>
      lawWith(misdemeanour(arrest(30)), misdemeanour(fine(10)), (pack) => {
        const norm = pack.norms.find(({ id }) => id === "tl.pc.breach");
        pack.norms.push({
          ...norm,
          id: "tl.pc.new",
          versions: [{ ...norm?.versions[0], from: "softening", until: undefined, ...version }],
        } as never);
      });
    const acts: Facts["acts"] = ["battery", "breach-of-protective-order"];
    expect(found(later({ when: { act: "battery" } }), { acts })).toEqual(["tl.pc.new#null not-comparable"]);
    expect(found(later({ when: { act: "insult" } }), { acts })).toEqual(["tl.pc.battery#1 milder"]);
  });
});
