import { mayHold } from "./act-index.ts";
import type { Context } from "./condition.ts";
import type { OffenceClass } from "./norm.ts";
import { classBits, type OffenceEntry } from "./offence-entry.ts";
import type { OffenceAnswer, Truth } from "./result.ts";
import { answersOn } from "./sheet.ts";
import type { Slice } from "./slice.ts";

/** One part of an offence held against the facts. */
export type Judged = {
  readonly entry: OffenceEntry;
  readonly truth: Truth;
  readonly verdict: OffenceAnswer["verdict"];
  readonly displacedBy?: string;
};

/** What was asked, by position in the slice, and of each the answer and the verdict. What was not asked is excluded. */
export type Judgement = {
  readonly asked: readonly number[];
  readonly truths: readonly Truth[];
  readonly verdicts: readonly Verdict[];
  /** Of each the offence that displaces it, the first of several. */
  readonly displacedBy: readonly (string | undefined)[];
  readonly sight: Sight;
};
type Verdict = OffenceAnswer["verdict"];

/**
 * The verdict on the offences of a slice, in the order of `slice.offences`; what is excluded is left out unless `all`
 * is asked for. A part yields only to a part whose elements are surely met; while that is unknown both stand. Inside a
 * window of uncertain entry into force an offence applies only if every wording that may be in force says so.
 */
export function judge(slice: Slice, context: Context, all = false): readonly Judged[] {
  return listed(slice, judgementOf(slice, context, all), all);
}

/** The same without a word for each offence, for those who ask about many cases. */
export function judgementOf(slice: Slice, context: Context, all = false): Judgement {
  const { offences, byAct, sheets } = slice;
  const asked = all ? byAct.offences.everything : mayHold(byAct.offences, context.acts);
  const truths = answersOn(sheets.offences, context, asked);
  const found: Found = { asked, truths, displacedBy: [] };
  for (let place = 0; place < asked.length; place += 1) {
    if (truths[place] === "yes") displace(offences[asked[place] as number] as OffenceEntry, found);
  }
  const verdicts: Verdict[] = [];
  let [surely, perhaps] = [0, 0];
  for (let place = 0; place < asked.length; place += 1) {
    const at = asked[place] as number;
    const verdict = verdictOn(offences[at] as OffenceEntry, place, found);
    verdicts.push(verdict);
    if (verdict === "excluded" || verdict === "displaced") continue;
    const { classes } = offences[at] as OffenceEntry;
    if (verdict === "applies") surely |= classes;
    perhaps |= classes;
  }
  return { asked, truths, verdicts, displacedBy: found.displacedBy, sight: { surely, perhaps } };
}

function verdictOn(entry: OffenceEntry, place: number, found: Found): Verdict {
  const truth = found.truths[place];
  if (truth === "no") return "excluded";
  if (found.displacedBy[place] !== undefined) return "displaced";
  if (entry.part === null) return "unknown-text";
  return truth === "yes" && certain(entry, found) ? "applies" : "possible";
}

/** A judgement as a list, with what is excluded only where it is asked for. */
export function listed(
  { offences }: Slice,
  { asked, truths, verdicts, displacedBy }: Judgement,
  all: boolean,
): readonly Judged[] {
  const judged: Judged[] = [];
  for (let place = 0; place < asked.length; place += 1) {
    const at = asked[place] as number;
    const verdict = verdicts[place] as Verdict;
    if (verdict === "excluded" && !all) continue;
    const one = { entry: offences[at] as OffenceEntry, truth: truths[place] as Truth, verdict };
    judged.push(verdict === "displaced" ? { ...one, displacedBy: displacedBy[place] as string } : one);
  }
  return judged;
}

type Found = Pick<Judgement, "asked" | "truths"> & { readonly displacedBy: (string | undefined)[] };

function displace(entry: OffenceEntry, found: Found): void {
  for (const yielding of entry.yieldsWithin) mark(yielding, entry, found);
  // Stryker disable next-line ConditionalExpression: with nothing to yield, the answer changes nothing
  if (entry.yieldsAcross.length === 0 || !everySideMet(entry, found)) return;
  for (const yielding of entry.yieldsAcross) mark(yielding, entry, found);
}

/** What was not asked is excluded already. */
function mark(yielding: number, { key }: OffenceEntry, { asked, displacedBy }: Found): void {
  const place = asked.indexOf(yielding);
  if (place >= 0) displacedBy[place] ??= key;
}

function certain(entry: OffenceEntry, found: Found): boolean {
  const { sides, siblings } = entry;
  if (sides.settled) return true;
  const { asked, displacedBy } = found;
  const stand = siblings.every((other) => displacedBy[asked.indexOf(other)] === undefined);
  return stand && everySideMet(entry, found);
}

function everySideMet({ sides, everywhere, siblings }: OffenceEntry, { asked, truths }: Found): boolean {
  if (sides.settled) return true;
  return everywhere && siblings.every((other) => truths[asked.indexOf(other)] === "yes");
}

/** The offences of these classes that stand. One whose text is not held may be of any class. */
export function standing(judged: readonly Judged[], classes: readonly OffenceClass[]): readonly Judged[] {
  const asked = classBits(classes);
  return judged.filter(
    ({ entry, verdict }) =>
      verdict !== "excluded" && verdict !== "displaced" && (entry.classes & asked) !== 0,
  );
}

/** The classes, as bits, of which an offence applies, and those of which one may be there. */
export type Sight = { readonly surely: number; readonly perhaps: number };

/** Whether an offence of one of these classes, given as bits, is there. */
export function seen({ surely, perhaps }: Sight, classes: number): Truth {
  return (surely & classes) !== 0 ? "yes" : (perhaps & classes) !== 0 ? "unknown" : "no";
}

/** Both hold, one fails, or it cannot be told: Kleene's conjunction. */
export function both(a: Truth, b: Truth): Truth {
  if (a === "no" || b === "no") return "no";
  return a === "unknown" || b === "unknown" ? "unknown" : "yes";
}
