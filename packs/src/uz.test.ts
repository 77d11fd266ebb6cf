import { assess, compare, conformity, conformityOf, type Facts, matrix } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { compiled } from "./compiled.ts";
import { answerTo, differences, loadExamples, loadJudgements, loadLaw, loadTreaty } from "./index.ts";

/** A country of which only the law is held, and that from second hand: the expectations are those of its examples' sources. */
const { pack } = loadLaw("uz");
const law = compiled(pack);

describe("each example of Uzbekistan is answered as its source says", () => {
  it.each(loadExamples("uz").map((example) => [example.id, example] as const))("%s", (_id, example) => {
    expect(differences(example, answerTo(law, example))).toEqual([]);
  });
});

describe("the law of Uzbekistan", () => {
  it("has norms enough to be read, each in three languages and with an address to read it at", () => {
    expect(pack.norms.length).toBeGreaterThanOrEqual(25);
    for (const { id, title, versions } of pack.norms) {
      expect(new Set(Object.values(title)).size, id).toBe(3);
      for (const { summary, sources } of versions) {
        expect(new Set(Object.values(summary)).size, id).toBe(3);
        for (const { url } of sources) expect(url, id).toMatch(/^https?:\/\//);
      }
    }
  });

  it("claims to have read the text of no act: what was had is what others report of it", () => {
    const read = pack.norms.flatMap(({ versions }) => versions.flatMap(({ sources }) => sources));
    expect(read.filter(({ confidence }) => confidence === "official")).toEqual([]);
  });

  it("moves battery by a husband from a general article to one of its own in April 2023", () => {
    const battery = (date: string): Facts => ({
      date,
      acts: ["battery"],
      harm: "pain",
      relation: "spouse",
      history: [],
    });
    const [before, after] = ["2023-04-10", "2023-04-13"].map((date) =>
      assess(law, battery(date)).offences.map(({ norm, part }) => `${norm}#${part}`),
    );
    expect(before).toEqual(["uz.cao-1994.52#2"]);
    expect(after).toEqual(["uz.cao-1994.59-2#2"]);
    expect(compare(law, "2023-04-10", "2023-04-13").began.map(({ norm }) => norm)).toContain(
      "uz.cc-1994.126-1",
    );
  });

  it("gives an order of thirty days at first, of a year now, and both where the day of the change is not known", () => {
    const lasting = (date: string) =>
      assess(law, { date, acts: ["battery"], harm: "pain", victim: { sex: "female", age: 30 } })
        .measures.filter(({ norm }) => norm === "uz.women-2019.order")
        .map(({ lasts }) => lasts);
    const [month, year] = [{ max: { n: 30, unit: "days" } }, { max: { n: 1, unit: "years" } }];
    expect(lasting("2022-01-01")).toEqual([month]);
    expect(lasting("2024-01-01")).toEqual([month, year]);
    expect(lasting("2025-01-01")).toEqual([year]);
  });
});

describe("Uzbekistan beside the Istanbul Convention", () => {
  const judgements = loadJudgements("uz", "istanbul");
  if (judgements === null) throw new Error("nobody compared");
  const of = matrix(law, loadTreaty("istanbul"), judgements);

  it("moves with the law: harassment has its article since April 2023, before there was none", () => {
    expect(conformityOf(of, "IC-40", "2023-04-10")?.status).toBe("gap");
    expect(conformityOf(of, "IC-40", "2023-04-13")?.status).toBe("met");
    expect(conformityOf(of, "IC-35", "2023-04-13")?.status).toBe("partial");
    expect(conformityOf(of, "IC-46.c", "2023-04-10")?.status).toBe("not-assessed");
    expect(conformityOf(of, "IC-46.c", "2023-04-13")?.status).toBe("partial");
  });

  it("says why the rest is not assessed, item by item, and takes no silence for a gap", () => {
    const rows = conformity(of, "2026-11-28");
    const silent = rows.filter(({ status }) => status === "not-assessed");
    expect(silent.length).toBeGreaterThan(rows.length / 2);
    for (const row of silent)
      expect(row.readings[0]?.silent.map(({ en }) => en).join(" "), row.obligation).toContain(
        "were not read",
      );
    expect(rows.filter(({ status }) => status === "gap")).toEqual([]);
  });
});
