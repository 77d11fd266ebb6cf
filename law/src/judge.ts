import { mayHold } from "./act-index.ts";
import type { Context } from "./condition.ts";
import type { OffenceClass } from "./norm.ts";
import type { OffenceEntry } from "./offence-entry.ts";
import type { OffenceAnswer, Truth } from "./result.ts";
import type { Slice } from "./slice.ts";

/** One part of an offence held against the facts. */
export type Judged = {
  readonly entry: OffenceEntry;
  readonly truth: Truth;
  readonly verdict: OffenceAnswer["verdict"];
  readonly displacedBy?: string;
};

/**
 * The verdict on the offences of a slice, in the order of `slice.offences`; what is excluded is left out unless `all`
 * is asked for. A part yields only to a part whose elements are surely met; while that is unknown both stand. Inside a
 * window of uncertain entry into force an offence applies only if every wording that may be in force says so.
 */
export function judge(slice: Slice, context: Context, all = false): readonly Judged[] {
  const { offences, byAct } = slice;
  const asked = all ? byAct.offences.everything : mayHold(byAct.offences, context.acts);
  const found: Found = { asked, truths: [], displacedBy: [] };
  for (const at of asked) {
    const { condition } = offences[at] as OffenceEntry;
    found.truths.push(condition === null ? "unknown" : condition.test(context));
  }
  for (let place = 0; place < asked.length; place += 1) {
    if (found.truths[place] === "yes") displace(offences[asked[place] as number] as OffenceEntry, found);
  }
  const judged: Judged[] = [];
  for (let place = 0; place < asked.length; place += 1) {
    const truth = found.truths[place] as Truth;
    if (truth === "no" && !all) continue;
    const at = asked[place] as number;
    const entry = offences[at] as OffenceEntry;
    const displacedBy = found.displacedBy[at];
    if (truth === "no") judged.push({ entry, truth, verdict: "excluded" });
    else if (displacedBy !== undefined) judged.push({ entry, truth, verdict: "displaced", displacedBy });
    else if (entry.part === null) judged.push({ entry, truth, verdict: "unknown-text" });
    else judged.push({ entry, truth, verdict: certain(entry, truth, found) ? "applies" : "possible" });
  }
  return judged;
}

/** What was asked, by position in the slice and in order; the truths in the same order. What was not asked is `no`. */
type Found = {
  readonly asked: readonly number[];
  readonly truths: Truth[];
  /** By position in the slice: the offence that displaces it, the first of several. */
  readonly displacedBy: (string | undefined)[];
};

function displace(entry: OffenceEntry, found: Found): void {
  const { displacedBy } = found;
  for (const yielding of entry.yieldsWithin) displacedBy[yielding] ??= entry.key;
  // Stryker disable next-line ConditionalExpression: with nothing to yield, the answer changes nothing
  if (entry.yieldsAcross.length === 0 || !everySideMet(entry, found)) return;
  for (const yielding of entry.yieldsAcross) displacedBy[yielding] ??= entry.key;
}

function certain(entry: OffenceEntry, truth: Truth, found: Found): boolean {
  if (truth !== "yes") return false;
  if (entry.sides.settled) return true;
  return (
    entry.siblings.every((other) => found.displacedBy[other] === undefined) && everySideMet(entry, found)
  );
}

function everySideMet({ sides, everywhere, siblings }: OffenceEntry, { asked, truths }: Found): boolean {
  if (sides.settled) return true;
  return everywhere && siblings.every((other) => truths[asked.indexOf(other)] === "yes");
}

/** The offences of these classes that stand. One whose text is not held may be of any class. */
export function standing(judged: readonly Judged[], classes: readonly OffenceClass[]): readonly Judged[] {
  return judged.filter((one) => stands(one, classes));
}

/** Whether an offence of one of these classes is there. */
export function seen(judged: readonly Judged[], classes: readonly OffenceClass[]): Truth {
  let found: Truth = "no";
  for (const one of judged) {
    if (!stands(one, classes)) continue;
    if (one.verdict === "applies") return "yes";
    found = "unknown";
  }
  return found;
}

function stands({ entry, verdict }: Judged, classes: readonly OffenceClass[]): boolean {
  if (verdict === "excluded" || verdict === "displaced") return false;
  return entry.part === null || classes.includes(entry.part.part.class);
}

/** Both hold, one fails, or it cannot be told: Kleene's conjunction. */
export function both(a: Truth, b: Truth): Truth {
  if (a === "no" || b === "no") return "no";
  return a === "unknown" || b === "unknown" ? "unknown" : "yes";
}
