import { compile } from "@arasha/law";
import { loadCountry } from "@arasha/packs";
import { describe, expect, it } from "vitest";
import { agree } from "./agree.ts";
import { form } from "./form.ts";
import { forms } from "./forms.ts";
import { rulesOn } from "./rules.ts";

const law = compile(loadCountry("kz").pack);

describe("the forms of the decision", () => {
  // The one written by hand is not asked here: whoever corrects the pack is not made to correct a measurement.
  it.each(["2024-07-01", "2025-10-01", "2026-06-01"])("say the same under the law of %s", async (day) => {
    const rules = rulesOn(law, day);
    const { engine, peers } = forms(law, rules);
    const { difference, rulesMet } = await agree(rules, [...engine, ...peers], engine, 150);
    expect(difference).toBeNull();
    expect(rulesMet).toBeGreaterThan(rules.rules.length / 2);
  });

  it("are told apart when one of them is told another law", async () => {
    const rules = rulesOn(law, "2025-10-01");
    const { engine } = forms(law, rules);
    const silent = form({ name: "silent", prepare: (facts) => facts, ask: () => [], read: (none) => none });
    const { difference } = await agree(rules, [engine[0]!, silent], engine, 150);
    expect(difference).toContain("silent says");
  });
});
