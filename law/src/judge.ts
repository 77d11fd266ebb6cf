import type { Context } from "./condition.ts";
import type { OffenceClass } from "./norm.ts";
import type { OffenceAnswer, Truth } from "./result.ts";
import type { OffenceEntry, Slice } from "./slice.ts";

/** One part of an offence held against the facts. */
export type Judged = {
  readonly entry: OffenceEntry;
  readonly truth: Truth;
  readonly verdict: OffenceAnswer["verdict"];
  readonly displacedBy?: string;
};

/**
 * The verdict on every offence of a slice, in the order of `slice.offences`. A part yields only to a part whose
 * elements are surely met; while that is unknown both stand. Inside a window of uncertain entry into force an
 * offence applies only if every wording that may be in force says so.
 */
export function judge(slice: Slice, context: Context): readonly Judged[] {
  const { offences } = slice;
  const truths = offences.map((entry) => entry.condition?.test(context) ?? "unknown");
  const displacedBy: (string | undefined)[] = new Array(offences.length);
  for (const [at, entry] of offences.entries()) {
    if (truths[at] !== "yes") continue;
    for (const yielding of entry.yieldsWithin) displacedBy[yielding] ??= entry.key;
    if (entry.yieldsAcross.length === 0 || !everySideMet(entry, truths)) continue;
    for (const yielding of entry.yieldsAcross) displacedBy[yielding] ??= entry.key;
  }
  return offences.map((entry, at) => {
    const truth = truths[at] as Truth;
    const by = displacedBy[at];
    if (truth === "no") return { entry, truth, verdict: "excluded" };
    if (by !== undefined) return { entry, truth, verdict: "displaced", displacedBy: by };
    if (entry.part === null) return { entry, truth, verdict: "unknown-text" };
    const stands = entry.siblings.every((other) => displacedBy[other] === undefined);
    const certain = truth === "yes" && stands && everySideMet(entry, truths);
    return { entry, truth, verdict: certain ? "applies" : "possible" };
  });
}

function everySideMet(entry: OffenceEntry, truths: readonly Truth[]): boolean {
  if (entry.sides.settled) return true;
  return entry.everywhere && entry.siblings.every((other) => truths[other] === "yes");
}

/** The offences of these classes that stand. One whose text is not held may be of any class. */
export function standing(judged: readonly Judged[], classes: readonly OffenceClass[]): readonly Judged[] {
  return judged.filter(
    ({ entry, verdict }) =>
      verdict !== "excluded" &&
      verdict !== "displaced" &&
      (entry.part === null || classes.includes(entry.part.part.class)),
  );
}

/** Whether an offence of one of these classes is there. */
export function seen(judged: readonly Judged[], classes: readonly OffenceClass[]): Truth {
  const found = standing(judged, classes);
  if (found.some(({ verdict }) => verdict === "applies")) return "yes";
  return found.length > 0 ? "unknown" : "no";
}

/** Both hold, one fails, or it cannot be told: Kleene's conjunction. */
export function both(a: Truth, b: Truth): Truth {
  if (a === "no" || b === "no") return "no";
  return a === "unknown" || b === "unknown" ? "unknown" : "yes";
}
