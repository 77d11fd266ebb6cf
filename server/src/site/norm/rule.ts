import type { Rule, Sanction } from "@arasha/law";
import { conditionLines, links } from "./condition.ts";
import { type Line, line } from "./line.ts";
import { either, listed, type Reader } from "./reader.ts";
import { spanText } from "./size.ts";

/** A norm about norms in words: what it says of the penalties, the gravity or the limitation of its act's offences. */
export function ruleLine(reader: Reader, rule: Rule): Line {
  const { say } = reader;
  switch (rule.rule) {
    case "fine-index":
      return line(say(`rule.fine-index.${rule.day}`));
    case "suspended":
      return {
        text: [
          say("rule.suspended", { kinds: kinds(reader, rule.kinds) }),
          ...(rule.except.length > 0 ? [` ${say("rule.except")} `, ...links(reader, rule.except)] : []),
        ],
      };
    case "barred": {
      const gravities = rule.gravity?.map((gravity) => say(`gravity.${gravity}`));
      return {
        text: [
          say("rule.barred", { kinds: kinds(reader, rule.kinds) }),
          gravities ? ` (${either(reader, gravities)})` : "",
          ":",
        ],
        of: conditionLines(reader, rule.when),
      };
    }
    case "only":
      return {
        text: [say("rule.only", { kinds: kinds(reader, rule.kinds) })],
        of: conditionLines(reader, rule.when),
      };
    case "gravity":
      return { text: [say("rule.gravity")], of: gravitySteps(reader, rule) };
    case "limitation":
      return { text: [say("rule.limitation")], of: rule.terms.map((term) => limitationTerm(reader, term)) };
  }
}

function kinds(reader: Reader, of: readonly Sanction["kind"][]): string {
  return listed(
    reader,
    of.map((kind) => reader.say(`sanction.${kind}`)),
  );
}

function gravitySteps(
  { say }: Reader,
  { steps }: Extract<Rule, { readonly rule: "gravity" }>,
): readonly Line[] {
  return steps.map(({ gravity, maxMonths }) => {
    const name = say(`gravity.${gravity}`);
    return line(
      maxMonths === undefined
        ? say("rule.gravity.above", { name })
        : say("rule.gravity.upTo", { name, size: say("size.years.upTo", { max: maxMonths / 12 }) }),
    );
  });
}

type LimitationTerm = Extract<Rule, { readonly rule: "limitation" }>["terms"][number];

function limitationTerm(reader: Reader, term: LimitationTerm): Line {
  const { say } = reader;
  const what = term.gravity === undefined ? say(`class.${term.class}`) : say(`gravity.${term.gravity}`);
  const within = term.within === "never" ? say("limitation.never") : spanText(say, term.within);
  return {
    text: [
      `${what}: ${within}`,
      ...(term.of ? [` – ${say("rule.onlyFor")} `, ...links(reader, term.of)] : []),
    ],
    ...(term.when && { of: conditionLines(reader, term.when) }),
  };
}
