import { ZenEngine } from "@gorules/zen-engine";
import { settle } from "./answer.ts";
import { type Form, form } from "./form.ts";
import { peerFacts } from "./peer-facts.ts";
import type { Plain, RuleSet } from "./rules.ts";

/** ZEN by GoRules: one decision table, a row a rule, that collects every row that holds. */
export function zen(set: RuleSet): readonly Form[] {
  const decision = new ZenEngine().createDecision(table(set));
  const shared = {
    prepare: peerFacts.bind(null, set),
    read: (answers: ReturnType<typeof settle>) => answers,
  };
  const ask = async (facts: ReturnType<typeof shared.prepare>, trace: boolean) => {
    const { result } = await decision.evaluate(facts, { trace });
    const met: boolean[] = [];
    for (const { rule } of result as readonly { readonly rule: number }[]) met[rule] = true;
    return settle(set, met);
  };
  return [
    form({ name: "@gorules/zen-engine", ...shared, ask: (facts) => ask(facts, false) }),
    form({ name: "@gorules/zen-engine, with its trace", ...shared, ask: (facts) => ask(facts, true) }),
  ];
}

/** A JSON Decision Model, https://docs.gorules.io/developers/jdm/standard. */
function table({ rules }: RuleSet): object {
  const position = { x: 0, y: 0 };
  return {
    nodes: [
      { id: "facts", name: "facts", type: "inputNode", position },
      {
        id: "rules",
        name: "rules",
        type: "decisionTableNode",
        position,
        content: {
          hitPolicy: "collect",
          inputs: [{ id: "elements", name: "elements", type: "expression" }],
          outputs: [{ id: "rule", name: "rule", field: "rule", type: "expression" }],
          rules: rules.map(({ elements }, at) => ({
            _id: `${at}`,
            elements: asExpression(elements),
            rule: `${at}`,
          })),
        },
      },
      { id: "answer", name: "answer", type: "outputNode", position },
    ],
    edges: [
      { id: "in", type: "edge", sourceId: "facts", targetId: "rules" },
      { id: "out", type: "edge", sourceId: "rules", targetId: "answer" },
    ],
  };
}

/** A condition in the ZEN expression language. */
function asExpression(condition: Plain): string {
  if ("all" in condition) return `(${condition.all.map(asExpression).join(" and ")})`;
  if ("any" in condition) return `(${condition.any.map(asExpression).join(" or ")})`;
  if ("not" in condition) return `not (${asExpression(condition.not)})`;
  if ("act" in condition) return `(${literal(condition.act)} in acts)`;
  if ("repetition" in condition) return `repeated.${condition.repetition} == true`;
  if ("is" in condition) return `${condition.fact} == ${literal(condition.is)}`;
  if ("in" in condition) return `(${condition.fact} in [${condition.in.map(literal).join(", ")}])`;
  if ("atLeast" in condition) return `${condition.fact} >= ${condition.atLeast}`;
  return `${condition.fact} < ${condition.below}`;
}

function literal(value: string | number | boolean): string {
  return typeof value === "string" ? `'${value}'` : `${value}`;
}
