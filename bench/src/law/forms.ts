import type { Law } from "@arasha/law";
import { type Form, form } from "./form.ts";
import { byHand } from "./hand.ts";
import { jsonLogic } from "./json-logic.ts";
import { jsonRulesEngine } from "./json-rules-engine.ts";
import { ours } from "./ours.ts";
import type { RuleSet } from "./rules.ts";
import { zen } from "./zen.ts";

/** Every form of the same decision; the first is the one the others are held against. */
export type Forms = {
  /** Those that carry an unknown fact through to the answer. */
  readonly threeValued: readonly Form[];
  readonly twoValued: readonly Form[];
};

export function forms(law: Law, rules: RuleSet): Forms {
  return {
    threeValued: [
      ...ours(law, rules),
      form({
        name: "by hand in TypeScript",
        prepare: (facts) => facts,
        ask: byHand,
        read: (answers) => answers,
      }),
    ],
    twoValued: [...jsonLogic(rules), ...zen(rules), jsonRulesEngine(rules)],
  };
}
