import type { Facts } from "@arasha/law";
import { compile } from "@arasha/law";
import { loadCountry } from "@arasha/packs";
import { describe, expect, it } from "vitest";
import { random } from "../random.ts";
import { written } from "./answer.ts";
import { completeCase, incomplete } from "./cases.ts";
import { type Form, verdicts } from "./form.ts";
import { forms } from "./forms.ts";
import { HAND_WRITTEN } from "./hand.ts";
import { rulesOn } from "./rules.ts";

const law = compile(loadCountry("kz").pack);
const rules = rulesOn(law, HAND_WRITTEN);
const { threeValued, twoValued } = forms(law, rules);
const [ours, ...others] = threeValued as [Form, ...Form[]];

async function answer(form: Form, facts: Facts): Promise<string> {
  return written(await verdicts(form, facts));
}

describe("every form of the decision", () => {
  it("says the same of a case of which everything is known", async () => {
    const chance = random(11);
    for (let round = 0; round < 200; round += 1) {
      const facts = completeCase(rules, chance);
      const expected = await answer(ours, facts);
      for (const form of [...others, ...twoValued])
        expect(await answer(form, facts), form.name).toBe(expected);
    }
  });

  it("says the same of a case of which little is known, where it can say unknown", async () => {
    const chance = random(12);
    for (let round = 0; round < 2000; round += 1) {
      const facts = incomplete(completeCase(rules, chance), chance, round % 2 === 0 ? 0.2 : 0.6);
      const expected = await answer(ours, facts);
      for (const form of others) expect(await answer(form, facts), form.name).toBe(expected);
    }
  });
});
