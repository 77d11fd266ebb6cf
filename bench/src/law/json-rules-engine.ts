import { Engine, type TopLevelCondition } from "json-rules-engine";
import { settle } from "./answer.ts";
import { type Form, form } from "./form.ts";
import { peerFacts } from "./peer-facts.ts";
import type { Plain, RuleSet } from "./rules.ts";

/**
 * json-rules-engine: a rule each. Facts are handed over flat (`victim.age` is one name), which spares it the JSONPath
 * look-ups that nested facts need. As it comes it refuses to run without a fact it is asked about, unless it is told
 * to allow undefined facts.
 */
export function jsonRulesEngine(set: RuleSet, allowUndefinedFacts = false): Form {
  const rules = set.rules.map(({ elements }, at) => ({
    conditions: asConditions(elements),
    event: { type: `${at}` },
  }));
  const engine = new Engine(rules, { allowUndefinedFacts });
  return form({
    name: `json-rules-engine${allowUndefinedFacts ? ", allowUndefinedFacts" : ""}`,
    prepare: (facts) => flat(peerFacts(set, facts)),
    ask: async (facts) => {
      const { events } = await engine.run(facts);
      const met: boolean[] = [];
      for (const { type } of events) met[Number(type)] = true;
      return settle(set, met);
    },
    read: (answers) => answers,
  });
}

/** `{victim: {age: 3}}` as `{"victim.age": 3}`. */
function flat(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.entries(value).map(([inner, one]) => [`${name}.${inner}`, one])
        : [[name, value]],
    ),
  );
}

/** At the top a rule must have a connective. */
function asConditions(condition: Plain): TopLevelCondition {
  const conditions = asCondition(condition);
  return "fact" in conditions ? { all: [conditions] } : conditions;
}

type Leaf = { readonly fact: string; readonly operator: string; readonly value: unknown };

function asCondition(condition: Plain): TopLevelCondition | Leaf {
  if ("all" in condition) return { all: condition.all.map(asCondition) };
  if ("any" in condition) return { any: condition.any.map(asCondition) };
  if ("not" in condition) return { not: asCondition(condition.not) };
  if ("act" in condition) return { fact: "acts", operator: "contains", value: condition.act };
  if ("repetition" in condition)
    return { fact: `repeated.${condition.repetition}`, operator: "equal", value: true };
  const { fact } = condition;
  if ("is" in condition) return { fact, operator: "equal", value: condition.is };
  if ("in" in condition) return { fact, operator: "in", value: condition.in };
  if ("atLeast" in condition) return { fact, operator: "greaterThanInclusive", value: condition.atLeast };
  return { fact, operator: "lessThan", value: condition.below };
}
