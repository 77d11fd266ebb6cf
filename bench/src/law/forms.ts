import { type Assessment, assess, type Facts, type Law } from "@arasha/law";
import { type Answer, answersOf } from "./answer.ts";
import { byHand } from "./hand.ts";
import { jsonLogic } from "./json-logic.ts";
import { jsonRulesEngine } from "./json-rules-engine.ts";
import type { RuleSet } from "./rules.ts";
import { zen } from "./zen.ts";

/** One way to reach the decision. */
export type Form<Ready = unknown, Reply = unknown> = {
  readonly name: string;
  /** Brings a case into the shape this form likes best. Not timed: a present to the form. */
  readonly prepare: (facts: Facts) => Ready;
  /** What is timed. */
  readonly ask: (ready: Ready) => Reply | Promise<Reply>;
  /** The verdicts in the reply. Not timed. */
  readonly read: (reply: Reply) => readonly Answer[];
};

/** Keeps the types of one form together and lets forms of different types stand in one list. */
export function form<Ready, Reply>(one: Form<Ready, Reply>): Form {
  return one as unknown as Form;
}

/** Every form of the same decision; the first is the one the others are held against. */
export function forms(law: Law, rules: RuleSet): readonly Form[] {
  return [
    ours("law.assess, answers only", law, false),
    ours("law.assess, with reasons", law, true),
    form({
      name: "written by hand in TypeScript",
      prepare: (facts) => facts,
      ask: byHand,
      read: (answers) => answers,
    }),
    ...jsonLogic(rules),
    ...zen(rules),
    ...jsonRulesEngine(rules),
  ];
}

function ours(name: string, law: Law, because: boolean): Form {
  return form({
    name,
    prepare: (facts: Facts) => facts,
    ask: (facts): Assessment => assess(law, facts, { because }),
    read: answersOf,
  });
}
