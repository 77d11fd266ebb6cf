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
      "Yes: because the act is battery; because the respondent is the victim's spouse.",
    );
    expect(sentence(because, "ru", law)).toBe("Да: потому что деяние – побои; потому что стороны – супруги.");
    expect(sentence(because, "kk", law)).toBe(
      "Иә: себебі әрекет – ұрып-соғу; себебі тараптар – ерлі-зайыптылар.",
    );
  });
  it("says only what failed, and only what is not known", () => {
    const failed = reason({ ...battery, relation: "none" }, "tl.cc.home-battery", "2");
    expect(sentence(failed, "en", law)).toBe(
      "No: because the respondent is not related to the victim (what counts: spouse, former spouse or cohabiting partner).",
    );
    const open = reason(battery, "tl.cc.home-battery", "2");
    expect(sentence(open, "en", law)).toBe("Not known: it is not known whether the victim is pregnant.");
    expect(sentence(open, "kk", law)).toBe("Белгісіз: жәбірленуші жүкті ме, белгісіз.");
    expect(sentence(open, "ru", law)).toBe("Неизвестно: неизвестно, беременна ли потерпевшая.");
  });
  it("tells penalties by title, date and period", () => {
    const facts = { date: "2024-07-01", acts: ["insult" as const], relation: "spouse" as const };
    const history = [{ norm: "tl.pc.quarrel", executed: "2024-03-10" }];
    const again = reason({ ...facts, history }, "tl.pc.quarrel", "2");
    expect(sentence(again, "en", law)).toContain(
      "because a penalty under “Quarrel at home” (PC quarrel) was served within 1 year before the act (“Quarrel at home” (PC quarrel), 10 March 2024)",
    );
    const never = reason({ ...facts, history: [] }, "tl.pc.quarrel", "2");
    expect(sentence(never, "ru", law)).toBe(
      "Нет: потому что за 1 год до деяния не исполнялось взыскание по норме «ru Quarrel at home» (ru PC quarrel).",
    );
    const elsewhere = reason(
      { ...facts, history: [{ norm: "xx.other.1", executed: "2024-03-10" }] },
      "tl.pc.quarrel",
      "2",
    );
    expect(sentence(elsewhere, "kk", law)).toContain("бұрынғы жазалар: xx.other.1, 2024 ж. 10 наурыз.");
  });
  it("tells what must not be as what was found", () => {
    const order = (respondent: { age?: number }) => {
      const [found] = assess(law, { ...battery, respondent }, { all: true }).measures;
      return found && sentence(found.because, "en", law);
    };
    expect(order({ age: 15 })).toBe("No: because the respondent is 15, which is under 16.");
    expect(order({ age: 16 })).toContain("because the respondent is 16, which is 16 or over.");
    expect(order({})).toBe("Not known: it is not known whether the respondent is under 16.");
  });
  it("tells that a norm was not in force", () => {
    const [stalking] = assess(law, { date: "2025-07-01", acts: ["stalking"] }).notInForce;
    expect(stalking && sentence(stalking.because, "en", law)).toBe(
      "No: because on 1 July 2025 “Stalking” (CC stalking) was not in force (since 16 September 2025).",
    );
    expect(stalking && sentence(stalking.because, "ru", law)).toContain("1 июля 2025 г. норма «ru Stalking»");
  });
  it("is the bare answer where explanations were not asked for", () => {
    const { offences } = assess(law, battery, { because: false });
    expect(offences[0] && sentence(offences[0].because, "en", law)).toBe("Yes.");
  });
});

describe("an outline", () => {
  it("gives the whole tree, indented", () => {
    expect(outline(reason(battery, "tl.cc.home-battery", "2"), "en", law).split("\n")).toEqual([
      "Not known: it is not known whether all that is needed is there",
      "  Yes: the act is battery",
      "  Yes: the definition “Family” (DV family) is met",
      "    Yes: the respondent is the victim's spouse",
      "  Not known: it is not known whether the victim is pregnant",
    ]);
  });
});

describe("words", () => {
  it("are yes and no for what holds or not, none for numbers and what is outside the vocabulary", () => {
    expect([true, false].map((value) => valueName("victim.pregnant", value)?.en)).toEqual(["yes", "no"]);
    expect(valueName("victim.age", 30)).toBeUndefined();
    expect(valueName("victim.age", "old")).toBeUndefined();
    expect(valueName("relation", "wife")).toBeUndefined();
    expect(valueName("relation", "spouse")?.en).toBe("spouse");
  });

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
