import { compiled, loadCountry } from "@arasha/packs";
import { describe, expect, it } from "vitest";
import { testlandLaw } from "../../../law/src/testland.ts";
import { agree } from "./agree.ts";
import { form } from "./form.ts";
import { forms } from "./forms.ts";
import { rulesOn } from "./rules.ts";

const kz = compiled(loadCountry("kz").pack);
const testland = testlandLaw();

/** The stretches of law whose start is established, latest first: two values have no answer to the others. */
const established = (law: typeof kz) =>
  law.stretches.flatMap(({ regime }) => (regime.established ? [regime.from] : [])).reverse();

describe("the forms of the decision", () => {
  // The one written by hand is not asked here: whoever corrects the pack is not made to correct a measurement. It is
  // held against the pack before it is timed.
  it.each([
    ...established(testland).map((day) => ["testland", testland, day] as const),
    ...established(kz)
      .slice(0, 4)
      .map((day) => ["kz", kz, day] as const),
  ])("say the same in %s", async (_country, law, day) => {
    const rules = rulesOn(law, day);
    const { engine, peers } = forms(law, rules);
    const { difference, rulesMet } = await agree(rules, [...engine, ...peers], engine, 60);
    expect(difference).toBeNull();
    expect(rulesMet).toBeGreaterThan(0);
  });

  it("are told apart when one of them is told another law", async () => {
    const rules = rulesOn(testland, "2024-06-16");
    const { engine } = forms(testland, rules);
    const silent = form({ name: "silent", prepare: (facts) => facts, ask: () => [], read: (none) => none });
    const { difference } = await agree(rules, [engine[0]!, silent], engine, 150);
    expect(difference).toContain("silent says");
  });
});
