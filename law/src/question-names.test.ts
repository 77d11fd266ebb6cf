import { describe, expect, it } from "vitest";
import { ACT_GROUPS } from "./act-groups.ts";
import {
  ACTS,
  COMPLAINTS,
  FACT_PATHS,
  type FactPath,
  HARMS,
  MOTIVES,
  PLACES,
  RELATIONS,
  SEXES,
} from "./facts.ts";
import { LANGUAGES } from "./norm.ts";
import { answerName, questionNames } from "./question-names.ts";

const VALUES: Partial<Record<FactPath, readonly string[]>> = {
  acts: ACTS,
  harm: HARMS,
  relation: RELATIONS,
  "victim.sex": SEXES,
  "respondent.sex": SEXES,
  "circumstances.place": PLACES,
  "circumstances.motive": MOTIVES,
  complaint: COMPLAINTS,
};

describe("questions in plain words", () => {
  it("asks every fact as a question, no two alike", () => {
    for (const language of LANGUAGES) {
      const asked = Object.values(questionNames).map((text) => text[language]);
      expect(new Set(asked).size).toBe(Object.keys(FACT_PATHS).length);
      for (const question of asked) expect(question).toMatch(/^\p{Lu}.*\?$/u);
    }
  });

  it("has an answer for every value of every choice, no two alike within a question", () => {
    for (const [fact, kind] of Object.entries(FACT_PATHS)) {
      const values = kind === "boolean" ? [true, false] : (VALUES[fact as FactPath] ?? []);
      if (kind === "choice" || kind === "ordered" || kind === "list") expect(values, fact).not.toEqual([]);
      for (const language of LANGUAGES) {
        const answers = values.map((value) => answerName(fact as FactPath, value)?.[language]);
        expect(answers, fact).not.toContain(undefined);
        expect(new Set(answers).size, fact).toBe(values.length);
      }
    }
  });

  it("has no words for what is outside the vocabulary", () => {
    expect(answerName("relation", "constructor")).toBeUndefined();
    expect(answerName("victim.age", 30)).toBeUndefined();
    expect(answerName("circumstances.weapon", "home")).toBeUndefined();
  });

  it("groups every act once", () => {
    expect(Object.values(ACT_GROUPS).flat().toSorted()).toEqual(ACTS.toSorted());
  });
});
