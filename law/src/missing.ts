import type { Wording } from "./compile.ts";
import type { Compiled, Context } from "./condition.ts";
import type { Judged } from "./judge.ts";
import type { Missing, Truth } from "./result.ts";
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
