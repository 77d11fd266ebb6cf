import { type Assessment, assess, type Facts, key, type Law, type Verdict, verdicts } from "@arasha/law";
import { type Answer, answersOf } from "./answer.ts";
import { type Form, form } from "./form.ts";
import type { RuleSet } from "./rules.ts";

/** This engine: the verdicts as the peers are asked for them, and the whole assessment the service gives. */
export function ours(law: Law, set: RuleSet): readonly Form[] {
  return [
    decision("`law.verdicts`", law, set, false),
    decision("`law.verdicts`, with the full explanation", law, set, true),
    whole("`law.assess`, without reasons", law, set, false),
    whole("`law.assess`, with reasons", law, set, true),
  ];
}

function decision(name: string, law: Law, { rules }: RuleSet, because: boolean): Form {
  const asked = new Set(rules.map((rule) => rule.key));
  return form({
    name,
    prepare: (facts: Facts) => facts,
    ask: (facts): readonly Verdict[] => verdicts(law, facts, { because }),
    read: (found): readonly Answer[] =>
      found
        .map(({ norm, part, verdict }) => ({ key: key(norm, part), verdict }))
        .filter((answer) => asked.has(answer.key)),
  });
}

function whole(name: string, law: Law, { rules }: RuleSet, because: boolean): Form {
  const asked = new Set(rules.map((rule) => rule.key));
  return form({
    name,
    prepare: (facts: Facts) => facts,
    ask: (facts): Assessment => assess(law, facts, { because }),
    read: (assessment) => answersOf(assessment).filter((answer) => asked.has(answer.key)),
  });
}
