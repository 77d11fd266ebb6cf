import { LogicEngine } from "json-logic-engine";
import { settle } from "./answer.ts";
import { type Form, form } from "./form.ts";
import { peerFacts } from "./peer-facts.ts";
import type { Plain, RuleSet } from "./rules.ts";

/** JSON Logic by json-logic-engine: all rules as one array, compiled to a function, and interpreted. */
export function jsonLogic(set: RuleSet): readonly Form[] {
  const engine = new LogicEngine();
  const logic = set.rules.map(({ elements }) => asLogic(elements));
  const compiled = engine.build(logic) as (facts: unknown) => readonly boolean[];
  const shared = {
    prepare: peerFacts.bind(null, set),
    read: (answers: ReturnType<typeof settle>) => answers,
  };
  return [
    form({
      name: "json-logic-engine, compiled",
      ...shared,
      ask: (facts) => settle(set, compiled(facts)),
    }),
    form({
      name: "json-logic-engine, interpreted",
      ...shared,
      ask: (facts) => settle(set, engine.run(logic, facts) as readonly boolean[]),
    }),
  ];
}

/** A condition in JSON Logic, https://jsonlogic.com/operations.html. */
function asLogic(condition: Plain): object {
  if ("all" in condition) return { and: condition.all.map(asLogic) };
  if ("any" in condition) return { or: condition.any.map(asLogic) };
  if ("not" in condition) return { "!": asLogic(condition.not) };
  if ("act" in condition) return { in: [condition.act, { var: "acts" }] };
  if ("repetition" in condition) return { "===": [{ var: `repeated.${condition.repetition}` }, true] };
  const fact = { var: condition.fact };
  if ("is" in condition) return { "===": [fact, condition.is] };
  if ("in" in condition) return { in: [fact, condition.in] };
  if ("atLeast" in condition) return { ">=": [fact, condition.atLeast] };
  return { "<": [fact, condition.below] };
}
