import { assess, type Facts, LANGUAGES } from "@arasha/law";
import { compiled, countryFolder, loadExamples, loadPack } from "@arasha/packs";
import { describe, expect, it } from "vitest";
import { assessmentText } from "./assessment-text.ts";

const law = compiled(loadPack(countryFolder("kz")));
const battery: Facts = { date: "2024-06-16", acts: ["battery"], harm: "pain", relation: "spouse" };

function told(facts: Facts, options: Parameters<typeof assess>[2] = {}): string {
  return assessmentText(assess(law, facts, options), law, "en");
}

describe("an assessment to be read", () => {
  // All that is excluded is most of the law, and the same for most examples: for one in ten it is told too.
  const examples = loadExamples("kz").map(({ id, facts }, at) => ({
    id,
    assessment: assess(law, facts, { all: at % 10 === 0, decided: "2026-11-01" }),
  }));

  it.each(LANGUAGES)("puts every example into words in %s", (language) => {
    for (const { id, assessment } of examples) {
      const text = assessmentText(assessment, law, language);
      const answers = [...assessment.offences, ...assessment.duties, ...assessment.unread];
      expect(
        answers.filter(({ norm }) => !text.includes(norm)),
        id,
      ).toEqual([]);
      // What a message or a list of words has no place for would stand there as it is.
      expect(text, id).not.toMatch(/[{}]|undefined|\[object|cli\./);
    }
  });

  it("says of a later law whether it is milder or only to be compared", () => {
    const later = told(battery, { on: "2022-05-01", decided: "2026-01-01" });
    expect(later).toContain(
      "kz.koap-2014.73-2 part 1 · from 2023-07-01, in place of kz.koap-2014.73-2#1 · cannot be weighed against",
    );
    expect(later).toContain("Rule: kz.koap-2014.5");
  });

  it("says of a duty who owes it, by when, and what starts its clock", () => {
    const text = told(battery);
    expect(text).toContain("(police, within 7 calendar days, after: protective order served)");
    expect(text).toContain("(police, within 3 days, after: proceeding opened (`criminal`))");
    expect(text).toContain(
      "(family support centre, within 3 days, after: recorded as done (`information-request`))",
    );
  });

  it("names duties whose text is not held", () => {
    const text = told(battery, { on: "2022-05-01" });
    expect(text).toMatch(/DUTIES IN FORCE WHOSE TEXT IS NOT HELD\n {2}kz\.dv-2009\.10 /);
  });
});
