import { describe, expect, it } from "vitest";
import { assess } from "./assess.ts";
import { ACTS, COMPLAINTS, FACT_PATHS, HARMS, PLACES, RELATIONS, SEXES } from "./facts.ts";
import { LANGUAGES } from "./norm.ts";
import { outline, sentence } from "./sentence.ts";
import { testlandLaw } from "./testland.ts";
import { factNames, joints, valueName } from "./words.ts";

const law = testlandLaw();
const reason = (facts: Parameters<typeof assess>[1], norm: string, part: string) => {
  const found = assess(law, facts, { all: true }).offences.find((o) => o.norm === norm && o.part === part);
  if (found === undefined) throw new Error(`no answer for ${norm}#${part}`);
  return found.because;
};
const battery = { date: "2024-07-01", acts: ["battery" as const], relation: "spouse" as const };

describe("a sentence", () => {
  it("says what decided, in each language", () => {
    const because = reason(battery, "tl.cc.home-battery", "1");
    expect(sentence(because, "en", law)).toBe(
      "Yes: act: battery; relation: spouse (needed: one of spouse, former spouse, cohabiting partner).",
    );
    expect(sentence(because, "ru", law)).toContain("Да: деяние: побои; отношения сторон: супруг(а)");
    expect(sentence(because, "kk", law)).toContain("Иә: әрекет: ұрып-соғу; тараптардың қатынасы: жұбай");
  });
  it("says only what failed, and only what is not known", () => {
    const failed = reason({ ...battery, relation: "none" }, "tl.cc.home-battery", "2");
    expect(sentence(failed, "en", law)).toBe(
      "No: relation: none (needed: one of spouse, former spouse, cohabiting partner).",
    );
    const open = reason(battery, "tl.cc.home-battery", "2");
    expect(sentence(open, "en", law)).toBe("Not known: victim is pregnant: not known (needed: yes).");
  });
  it("tells penalties by title, date and period", () => {
    const facts = { date: "2024-07-01", acts: ["insult" as const], relation: "spouse" as const };
    const again = reason(
      { ...facts, history: [{ norm: "tl.pc.quarrel", executed: "2024-03-10" }] },
      "tl.pc.quarrel",
      "2",
    );
    expect(sentence(again, "en", law)).toContain(
      "earlier penalties: Quarrel at home, 10 March 2024 (needed: a penalty within 1 year under Quarrel at home)",
    );
    const never = reason({ ...facts, history: [] }, "tl.pc.quarrel", "2");
    expect(sentence(never, "ru", law)).toBe(
      "Нет: прежние взыскания: ничего не названо (нужно: взыскание за период 1 год по норме: ru Quarrel at home).",
    );
  });
  it("tells what must not be", () => {
    const [order] = assess(law, { ...battery, respondent: { age: 15 } }, { all: true }).measures;
    expect(order && sentence(order.because, "en", law)).toBe(
      "No: respondent's age: 15 (must not be: below 16).",
    );
  });
  it("tells that a norm was not in force", () => {
    const [stalking] = assess(law, { date: "2025-07-01", acts: ["stalking"] }).notInForce;
    expect(stalking && sentence(stalking.because, "en", law)).toBe(
      "No: Stalking: not in force on 1 July 2025 (from 16 September 2025).",
    );
    expect(stalking && sentence(stalking.because, "ru", law)).toContain("не действует 1 июля 2025");
  });
});

describe("an outline", () => {
  it("gives the whole tree, indented", () => {
    expect(outline(reason(battery, "tl.cc.home-battery", "2"), "en", law).split("\n")).toEqual([
      "Not known: all of these",
      "  Yes: all of these",
      "    Yes: act: battery",
      "    Yes: Family",
      "      Yes: relation: spouse (needed: one of spouse, former spouse, cohabiting partner)",
      "  Not known: victim is pregnant: not known (needed: yes)",
    ]);
  });
});

describe("words", () => {
  it("are there for every fact and every value, in every language, and differ between them", () => {
    const values = {
      acts: ACTS,
      harm: HARMS,
      relation: RELATIONS,
      "victim.sex": SEXES,
      "circumstances.place": PLACES,
      complaint: COMPLAINTS,
    } as const;
    const texts = [
      ...Object.values(factNames),
      ...Object.values(joints),
      ...Object.entries(values).flatMap(([fact, list]) =>
        list.map((value) => valueName(fact as keyof typeof FACT_PATHS, value)),
      ),
    ];
    for (const text of texts) {
      for (const language of LANGUAGES) expect(text?.[language]).toMatch(/\p{L}/u);
      expect(text?.kk).not.toBe(text?.en);
      expect(text?.ru).not.toBe(text?.en);
    }
    expect(Object.keys(factNames).sort()).toEqual(Object.keys(FACT_PATHS).sort());
  });
});
