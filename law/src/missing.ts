import type { Wording } from "./compile.ts";
import type { Compiled, Context } from "./condition.ts";
import { FACT_PATHS, type FactPath } from "./facts.ts";
import type { Judged } from "./judge.ts";
import { key } from "./reference.ts";
import type { Assessment, Missing, Question, Truth } from "./result.ts";
import type { Sides } from "./slice.ts";

/** What stands between this answer and a certain one. */
export function missingFor(
  { norm }: Wording,
  condition: Compiled | null,
  truth: Truth,
  sides: Sides,
  context: Context,
  textUnknown: boolean,
): readonly Missing[] {
  if (truth !== "unknown" && sides.settled && !textUnknown) return [];
  return gather((add) => {
    if (textUnknown && truth !== "no") add({ kind: "text", norm: norm.id });
    if (truth !== "no") for (const date of sides.unsettled) add(date);
    if (truth === "unknown") condition?.missing(context, add);
  });
}

/** What stands in the way of knowing whether one of these offences is there. */
export function missingForOffences(open: readonly Judged[], context: Context): readonly Missing[] {
  return gather((add) => {
    for (const { entry, truth } of open) {
      if (entry.part === null) add({ kind: "text", norm: entry.wording.norm.id });
      for (const date of entry.sides.unsettled) add(date);
      if (truth === "unknown") entry.condition?.missing(context, add);
    }
  });
}

/** Gathers what is missing, each thing once, in the order it was met. */
function gather(say: (add: (missing: Missing) => void) => void): readonly Missing[] {
  const seen = new Map<string, Missing>();
  say((missing) => seen.set(identity(missing), missing));
  return [...seen.values()];
}

function identity(missing: Missing): string {
  if (missing.kind === "fact") return missing.fact;
  return missing.kind === "text" ? `text ${missing.norm}` : `date ${missing.amendment}`;
}

const POSITION = new Map(Object.keys(FACT_PATHS).map((path, index) => [path, index]));

/**
 * What to ask next: each unknown fact on which an open answer hangs, with the norms it helps to settle, the fact
 * that settles most first, then in the order of the vocabulary.
 */
export function questions(
  answers: Pick<Assessment, "offences" | "measures" | "duties" | "rights" | "unread">,
): readonly Question[] {
  const settles = new Map<FactPath, Set<string>>();
  const ask = (name: string, missing: readonly Missing[]) => {
    for (const one of missing) {
      if (one.kind !== "fact") continue;
      const names = settles.get(one.fact);
      if (names === undefined) settles.set(one.fact, new Set([name]));
      else names.add(name);
    }
  };
  for (const offence of answers.offences) {
    if (offence.verdict === "possible" || offence.verdict === "unknown-text") {
      ask(key(offence.norm, offence.part), offence.missing);
    }
  }
  for (const answer of [...answers.measures, ...answers.rights, ...answers.duties, ...answers.unread])
    ask(answer.norm, answer.missing);
  return [...settles]
    .map(([fact, names]) => ({ fact, settles: [...names] }))
    .sort(
      (a, b) =>
        b.settles.length - a.settles.length || (POSITION.get(a.fact) ?? 0) - (POSITION.get(b.fact) ?? 0),
    );
}
