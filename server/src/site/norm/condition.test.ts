import type { Condition, Language } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { bookOf, visitTo } from "../testing.ts";
import { conditionLines, conditionUnder } from "./condition.ts";
import { plainText } from "./line.ts";
import { readerOn } from "./reader.ts";

const book = bookOf("testland");

function said(condition: Condition, language: Language = "en"): readonly string[] {
  const visit = visitTo("/law", book, { lang: language });
  return conditionLines(readerOn(visit, book, "2024-01-01"), condition).map(plainText);
}

describe("a condition in words", () => {
  it("puts what must all hold line by line, alternatives under a line that says so", () => {
    expect(
      said({
        all: [
          { any: [{ act: "battery" }, { act: "insult" }] },
          { any: [{ act: "stalking" }, { fact: "victim.age", below: 14 }] },
          { all: [{ fact: "victim.pregnant", is: true }] },
        ],
      }),
    ).toEqual([
      "act: battery or insult",
      "any one of these: [act: stalking; victim's age: less than 14]",
      "the victim is pregnant",
    ]);
  });

  it.each([
    [{ fact: "victim.pregnant", is: false }, "the victim is not pregnant"],
    [{ not: { fact: "victim.pregnant", is: true } }, "the victim is not pregnant"],
    [
      { fact: "relation", in: ["spouse", "ex-spouse", "partner"] },
      "relation: spouse, former spouse, or cohabiting partner",
    ],
    [{ not: { fact: "relation", is: "none" } }, "except: relation: none"],
    [{ fact: "harm", atLeast: "light" }, "harm to health: light or worse"],
    [{ fact: "harm", below: "medium" }, "harm to health: lighter than medium"],
    [{ fact: "respondent.age", atLeast: 16 }, "respondent's age: 16 or more"],
    [{ defined: "testland.family-2010.1" }, "within the definition: People of one household (PHA art. 1)"],
    [
      { penalisedWithin: "P6M", for: ["testland.penal-1990.10"] },
      "within 6 months of a penalty served for: PC art. 10",
    ],
    [
      { penalisedWithin: "P1Y", for: ["testland.penal-1990.10"] },
      "within 1 year of a penalty served for: PC art. 10",
    ],
  ] satisfies [Condition, string][])("%j", (condition, words) => {
    expect(said(condition)).toEqual([words]);
  });

  it("speaks every language", () => {
    const condition: Condition = { fact: "harm", atLeast: "light" };
    expect([said(condition, "kk"), said(condition, "ru")]).toEqual([
      ["денсаулыққа зиян: жеңіл және одан ауыр"],
      ["вред здоровью: лёгкий и тяжелее"],
    ]);
  });

  it("stands in the line that says what it is for where it is a single one", () => {
    const reader = readerOn(visitTo("/law", book), book, "2024-01-01");
    const under = (condition: Condition) => plainText(conditionUnder(reader, "only for:", condition));
    expect(under({ fact: "respondent.age", below: 18 })).toBe("only for: respondent's age: less than 18");
    expect(under({ not: { fact: "relation", is: "none" } })).toBe("except: relation: none");
    expect(under({ all: [{ act: "battery" }, { act: "insult" }] })).toBe(
      "only for: [act: battery; act: insult]",
    );
  });
});
