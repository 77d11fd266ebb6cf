import { type Assessment, assess, type Facts, key, type Law, lastDay, sliceOn } from "@arasha/law";
import { type Answer, answersOf } from "./answer.ts";
import { type Form, form } from "./form.ts";
import type { RuleSet } from "./rules.ts";

/** `law.assess` as the service calls it, and what of its time goes into the conditions alone. */
export function ours(law: Law, set: RuleSet): readonly Form[] {
  return [
    whole("`law.assess`, without reasons", law, set, false),
    whole("`law.assess`, with reasons", law, set, true),
    conditionsAlone(law, set),
  ];
}

function whole(name: string, law: Law, { rules }: RuleSet, because: boolean): Form {
  const asked = new Set(rules.map(({ key }) => key));
  return form({
    name,
    prepare: (facts: Facts) => facts,
    ask: (facts): Assessment => assess(law, facts, { because }),
    read: (assessment) => answersOf(assessment).filter(({ key }) => asked.has(key)),
  });
}

/** The compiled conditions of the engine, asked as the peers are, with no answer built around them. */
function conditionsAlone(law: Law, { date, rules }: RuleSet): Form {
  const slice = sliceOn(law, date);
  const measures = [...slice.norms.values()].flatMap(({ wordings }) =>
    wordings
      .filter(({ norm }) => norm.kind === "measure")
      .map(({ norm, measure, when }) => [key(norm.id, null), measure ?? when] as const),
  );
  const byKey = new Map([
    ...slice.offences.map(({ key, condition }) => [key, condition] as const),
    ...measures,
  ]);
  const conditions = rules.map((rule) => byKey.get(rule.key));
  return form({
    name: "the same engine, conditions alone",
    prepare: (facts: Facts) => ({ facts, act: lastDay(facts), definitions: slice.definitions }),
    ask: (context) => {
      const truths = conditions.map((condition) => condition!.test(context));
      const displaced: boolean[] = [];
      for (const [at, { displaces }] of rules.entries()) {
        if (truths[at] === "yes") for (const other of displaces) displaced[other] = true;
      }
      const answers: Answer[] = [];
      for (const [at, { key, verdict }] of rules.entries()) {
        if (truths[at] === "no" || displaced[at]) continue;
        answers.push({
          key,
          verdict: truths[at] === "unknown" && verdict === "applies" ? "possible" : verdict,
        });
      }
      return answers;
    },
    read: (answers: readonly Answer[]) => answers,
  });
}
