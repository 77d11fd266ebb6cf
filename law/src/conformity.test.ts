import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkJudgements, checkTreaty } from "./check-conformity.ts";
import { compile } from "./compile.ts";
import { peaceJudgements, peaceTreaty } from "./conformity.testing.ts";
import {
  type ConformityStatus,
  conformity,
  conformityHistory,
  conformityOf,
  matrix,
  reasonOf,
  score,
  segments,
} from "./conformity.ts";
import { LawError } from "./error.ts";
import type { Judgement, Judgements } from "./obligation.ts";
import { testland, testlandLaw } from "./testland.ts";

const law = testlandLaw();
const peace = matrix(law, peaceTreaty, peaceJudgements);
const statusOn = (item: string, on: string) => conformityOf(peace, item, on)?.status;

describe("the status of an item on a day", () => {
  it.each<[string, string, ConformityStatus]>([
    // Every blow was a misdemeanour; then only a petty offence at home; then a misdemeanour at home again.
    ["PT-1.1", "2010-01-01", "met"],
    ["PT-1.1", "2017-07-30", "met"],
    ["PT-1.1", "2017-07-31", "partial"],
    ["PT-1.1", "2024-06-15", "partial"],
    ["PT-1.1", "2024-06-16", "partial"],
    ["PT-1.2", "2025-09-15", "gap"],
    ["PT-1.2", "2025-09-16", "met"],
    ["PT-2a", "2015-02-28", "gap"],
    ["PT-2a", "2015-03-01", "partial"],
    ["PT-2a", "2019-08-31", "partial"],
    ["PT-2a", "2019-09-01", "gap"],
    ["PT-2b", "2011-12-31", "not-assessed"],
    ["PT-2b", "2012-01-01", "gap"],
    ["PT-1.1", "2009-12-31", "not-assessed"],
  ])("%s on %s is %s", (item, on, status) => {
    expect(statusOn(item, on)).toBe(status);
  });

  it("is by points: each is full, in part, or open", () => {
    const points = (on: string) =>
      conformityOf(peace, "PT-1.1", on)?.readings[0]?.points.map(({ test, state }) => [test, state]);
    expect(points("2024-06-15")).toEqual([
      ["home", "partial"],
      ["elsewhere", "partial"],
    ]);
    expect(points("2024-06-16")).toEqual([
      ["home", "full"],
      ["elsewhere", "none"],
    ]);
  });

  it("says what it would be if an act whose day is in doubt were in force already", () => {
    const inside = conformityOf(peace, "PT-1.1", "2017-07-10")?.readings[0];
    expect(inside).toMatchObject({ status: "met", otherwise: "partial" });
    expect(inside?.answers.map(({ norm, settled }) => [norm, settled])).toEqual([
      ["tl.cc.battery", false],
      ["tl.pc.battery", false],
    ]);
    expect(conformityOf(peace, "PT-1.1", "2018-01-01")?.readings[0]?.otherwise).toBeNull();
  });

  it("does not count a norm whose wording of the day is not held", () => {
    const unread = compile(
      testland((pack) => {
        const norm = pack.norms.find(({ id }) => id === "tl.cc.stalking");
        const [version] = norm?.versions ?? [];
        if (version !== undefined) Object.assign(version, { text: "unknown", parts: undefined });
        return pack;
      }),
    );
    const row = conformityOf(matrix(unread, peaceTreaty, peaceJudgements), "PT-1.2", "2025-10-01");
    expect(row).toMatchObject({ status: "not-assessed", readings: [{ points: [{ state: "unread" }] }] });
  });

  it("can be disputed: both readers stand, the first one's status is shown", () => {
    const row = conformityOf(peace, "PT-2b", "2020-01-01");
    expect(row).toMatchObject({ status: "gap", disputed: true });
    expect(row?.readings.map(({ by, status }) => [by, status])).toEqual([
      ["editors", "gap"],
      ["critics", "met"],
    ]);
    expect(conformityOf(peace, "PT-1.1", "2020-01-01")?.disputed).toBe(false);
  });

  it("answers to nothing that is no date, and knows no item there is not", () => {
    expect(() => conformity(peace, "2024-02-30")).toThrow(LawError);
    expect(conformityOf(peace, "PT-9", "2024-01-01")).toBeNull();
  });
});

it("only what is owed is scored; effort and meanings are told apart", () => {
  const rows = conformity(peace, "2025-10-01");
  expect(rows.map(({ binding }) => binding)).toEqual(["binding", "effort", "binding", "none"]);
  expect(score(rows)).toEqual({
    binding: { met: 0, partial: 1, gap: 1, "not-assessed": 0 },
    effort: { met: 1, partial: 0, gap: 0, "not-assessed": 0 },
    none: { met: 0, partial: 0, gap: 1, "not-assessed": 0 },
  });
});

it("the reason holds what answers, what it lacks and why points are open", () => {
  const [reading] = conformityOf(peace, "PT-1.1", "2024-06-15")?.readings ?? [];
  expect(reading && reasonOf(reading).en).toBe("A petty offence No crime Nothing is said");
  const [silent] = conformityOf(peace, "PT-2b", "2011-01-01")?.readings ?? [];
  expect(silent && reasonOf(silent).ru).toContain("Not read");
});

it("a bill moves the matrix where the law is compiled with it, and nowhere else", () => {
  const judged = answering("PT-1.2", [
    { norm: "tl.pc.quarrel", versions: ["draft"], extent: "full", why: text("Draft") },
  ]);
  const drafted = (bills: readonly string[]) =>
    matrix(
      compile(
        testland((pack) => {
          const quarrel = pack.norms.find(({ id }) => id === "tl.pc.quarrel");
          const [version] = quarrel?.versions ?? [];
          quarrel?.versions.push({ ...version, from: "draft" });
          if (version !== undefined) Object.assign(version, { until: "draft" });
          return pack;
        }),
        { bills },
      ),
      peaceTreaty,
      judged,
    );
  const status = (bills: readonly string[], on: string) => conformityOf(drafted(bills), "PT-1.2", on)?.status;
  expect([
    status([], "2027-01-01"),
    status(["draft"], "2026-12-31"),
    status(["draft"], "2027-01-01"),
  ]).toEqual(["gap", "gap", "met"]);
});

describe("over time", () => {
  const days = fc
    .integer({ min: 0, max: 365 * 19 })
    .map((n) => new Date(Date.UTC(2009, 6, 1 + n)).toISOString().slice(0, 10));

  it("the stretches of an item say on every day what the matrix says", () => {
    const all = segments(peace);
    fc.assert(
      fc.property(days, (on) => {
        for (const { obligation, status } of conformity(peace, on)) {
          const found = all
            .get(obligation)
            ?.find(({ from, until }) => from <= on && (until === null || on < until));
          expect(found?.status ?? "not-assessed").toBe(status);
        }
      }),
    );
  });

  it("every move names what moved it, and the moves in order lead from the first day to the last", () => {
    const steps = conformityHistory(peace);
    expect(steps).toEqual([
      { on: "2012-01-01", moves: [move("PT-2b", "not-assessed", "gap", {})] },
      { on: "2015-03-01", moves: [move("PT-2a", "gap", "partial", { evidence: ["refuge"] })] },
      {
        on: "2017-07-31",
        moves: [
          move("PT-1.1", "met", "partial", {
            amendments: ["softening"],
            norms: ["tl.cc.battery", "tl.pc.battery"],
          }),
        ],
      },
      { on: "2019-09-01", moves: [move("PT-2a", "partial", "gap", { evidence: ["refuge"] })] },
      {
        on: "2025-09-16",
        moves: [move("PT-1.2", "gap", "met", { amendments: ["stalking-act"], norms: ["tl.cc.stalking"] })],
      },
    ]);
  });

  it("more answers never make a status worse", () => {
    const rank = { gap: 0, "not-assessed": 0, partial: 1, met: 2 };
    const extents = fc.constantFrom("full" as const, "partial" as const);
    const norms = fc.constantFrom(...law.norms.keys());
    fc.assert(
      fc.property(days, norms, extents, fc.constantFrom("home", "elsewhere"), (on, norm, extent, test) => {
        const more = answering("PT-1.1", [
          {
            norm,
            tests: [test],
            extent,
            why: text("More"),
            ...(extent === "partial" && { missing: text("Some") }),
          },
        ]);
        const before = conformityOf(peace, "PT-1.1", on)?.status ?? "gap";
        const after = conformityOf(matrix(law, peaceTreaty, more), "PT-1.1", on)?.status ?? "gap";
        expect(rank[after]).toBeGreaterThanOrEqual(rank[before]);
      }),
    );
  });
});

describe("what is refused", () => {
  it("nothing of the sound ones", () => {
    expect(checkTreaty(peaceTreaty)).toEqual([]);
    expect(checkJudgements(law, peaceTreaty, peaceJudgements)).toEqual([]);
  });

  it.each<[string, Judgements, RegExp]>([
    ["an item there is not", judging("PT-2b", { item: "PT-9" }), /"PT-9" is not an item of peace/],
    ["a reader there is not", judging("PT-1.2", { by: "nobody" }), /"nobody" is not a listed reader/],
    [
      "a norm there is not",
      answering("PT-1.2", [{ norm: "tl.cc.none", extent: "full", why: text("x") }]),
      /"tl.cc.none" is not a norm of this pack/,
    ],
    [
      "a version there is not",
      answering("PT-1.2", [{ norm: "tl.cc.stalking", versions: ["reform"], extent: "full", why: text("x") }]),
      /no version of tl.cc.stalking was begun by "reform"; there are: stalking-act/,
    ],
    [
      "evidence there is not",
      answering("PT-2a", [{ evidence: "shelter", extent: "full", why: text("x") }]),
      /"shelter" is not listed evidence/,
    ],
    [
      "a test there is not",
      answering("PT-1.1", [{ norm: "tl.pc.quarrel", tests: ["street"], extent: "full", why: text("x") }]),
      /"street" is not a test of PT-1.1; it has: home, elsewhere/,
    ],
    [
      "a norm where practice is asked",
      answering("PT-2a", [{ norm: "tl.dv.shelter", extent: "full", why: text("x") }]),
      /PT-2a asks for practice/,
    ],
    [
      "a judgement without norm, evidence or source",
      judging("PT-2b", { sources: [] }),
      /must say where was looked/,
    ],
    ["a source there is not", judging("PT-2b", { sources: ["hearsay"] }), /"hearsay" is not a listed source/],
    [
      "an item nobody judged",
      { ...peaceJudgements, judgements: peaceJudgements.judgements.slice(1) },
      /PT-1.1 is not judged by "editors"/,
    ],
    [
      "a judgement given twice",
      {
        ...peaceJudgements,
        judgements: [...peaceJudgements.judgements, ...peaceJudgements.judgements.slice(0, 1)],
      },
      /"PT-1.1" is judged twice by "editors"/,
    ],
    [
      "a point left open without a reason",
      judging("PT-1.2", { absent: [{ from: "2011-01-01", why: text("Nothing") }] }),
      /PT-1.2: on 2010-01-01 nothing answers "whole"/,
    ],
  ])("%s", (_name, judgements, message) => {
    const faults = checkJudgements(law, peaceTreaty, judgements);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.message).toMatch(message);
  });

  it("an item in the wrong article, and one given twice", () => {
    const [first, ...rest] = peaceTreaty.articles;
    if (first === undefined) throw new Error("the treaty has articles");
    const wrong = { ...first, items: first.items.map((item) => ({ ...item, id: "PT-12.1" })) };
    expect(checkTreaty({ ...peaceTreaty, articles: [wrong, ...rest] }).map(({ message }) => message)).toEqual(
      [
        '"PT-12.1" does not begin with "PT-1", as items of this article do',
        '"PT-12.1" is given twice',
        '"PT-12.1" does not begin with "PT-1", as items of this article do',
      ],
    );
  });
});

function text(en: string) {
  return { kk: en, ru: en, en };
}

function answering(item: string, answers: Judgement["answers"]): Judgements {
  return {
    ...peaceJudgements,
    judgements: peaceJudgements.judgements.map((judgement) =>
      judgement.item === item && judgement.by === "editors"
        ? {
            ...judgement,
            answers: [...judgement.answers, ...answers].filter(
              (answer) => item !== "PT-1.2" || answers.includes(answer),
            ),
          }
        : judgement,
    ),
  };
}

function judging(item: string, rest: Partial<Judgement>): Judgements {
  return {
    ...peaceJudgements,
    judgements: peaceJudgements.judgements.map((judgement) =>
      judgement.item === item && judgement.by === "editors" ? { ...judgement, ...rest } : judgement,
    ),
  };
}

function move(
  obligation: string,
  before: ConformityStatus,
  after: ConformityStatus,
  by: { readonly amendments?: string[]; readonly norms?: string[]; readonly evidence?: string[] },
) {
  return { obligation, before, after, amendments: [], norms: [], evidence: [], ...by };
}
