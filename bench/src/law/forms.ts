import type { Law } from "@arasha/law";
import { type Form, form } from "./form.ts";
import { byHand } from "./hand.ts";
import { jsonLogic } from "./json-logic.ts";
import { jsonRulesEngine } from "./json-rules-engine.ts";
import { ours } from "./ours.ts";
import type { RuleSet } from "./rules.ts";
import { zen } from "./zen.ts";

/** Every form of the same decision, by what it can say. */
export type Forms = {
  /** This engine: the first of them is the one the others are held against. */
  readonly engine: readonly Form[];
  /** The law of one day, kept in step with the pack by hand; it also says what is unknown. */
  readonly hand: Form;
  /** Translated from the pack by a program. Two-valued. */
  readonly peers: readonly Form[];
};

export function forms(law: Law, rules: RuleSet): Forms {
  return {
    engine: ours(law, rules),
    hand: form({
      name: "by hand in TypeScript",
      prepare: (facts) => facts,
      ask: byHand,
      read: (answers) => answers,
    }),
    peers: [...jsonLogic(rules), ...zen(rules), jsonRulesEngine(rules)],
  };
}
