import type { Law, ReadyPart } from "./compile.ts";
import type { Context } from "./condition.ts";
import type { DateText } from "./date.ts";
import { type Judged, judge } from "./judge.ts";
import { OFFENCE_CLASSES, type SANCTION_KINDS } from "./norm.ts";
import type { MilderLaw, SanctionOnDay } from "./result.ts";
import { sanctionsOnDay } from "./sanction.ts";
import type { Slice } from "./slice.ts";

/**
 * Later law, in force by the day of the decision, that treats the conduct more lightly than an offence that applied
 * on the day of the act. Each finding once, at the first regime it holds in. Proposed for a person to decide:
 * harsher law is never proposed, and nothing here changes the verdicts.
 */
export function milderLaw(
  law: Law,
  judged: readonly Judged[],
  context: Context,
  on: DateText,
  decided: DateText,
): readonly MilderLaw[] {
  const found = new Map<string, MilderLaw>();
  const later = law.stretches.filter(({ regime }) => regime.from > on && regime.from <= decided);
  const applied = judged.filter(({ verdict }) => verdict === "applies");
  for (const { slice: lawOf } of later) {
    const slice = lawOf();
    const there = { ...context, definitions: slice.definitions };
    const standing = judge(slice, there).filter(({ verdict }) => verdict !== "displaced");
    for (const offence of applied) {
      const unchanged = standing.some(({ entry }) => samePart(entry, offence.entry));
      if (unchanged) continue;
      const finding = compared(
        law,
        { context, on, offence, standing: judged },
        { slice, context: there, standing },
      );
      if (finding === null) continue;
      const { wording, part } = finding.by?.entry ?? offence.entry;
      const name = [offence.entry.key, finding.verdict, wording.norm.id, wording.index, part?.part.part].join(
        " ",
      );
      if (found.has(name)) continue;
      found.set(name, {
        norm: wording.norm.id,
        part: part?.part.part ?? null,
        from: slice.regime.from,
        instead: offence.entry.key,
        verdict: finding.verdict,
        by: offence.entry.wording.act?.milderLaw,
      });
    }
  }
  return [...found.values()];
}

/** The offence goes on unchanged: whatever stands beside it, nothing is lighter. */
function samePart(a: Judged["entry"], b: Judged["entry"]): boolean {
  return a.wording === b.wording && a.part === b.part;
}

type Before = {
  readonly context: Context;
  readonly on: DateText;
  readonly offence: Judged;
  readonly standing: readonly Judged[];
};
type After = { readonly slice: Slice; readonly context: Context; readonly standing: readonly Judged[] };
type Finding = { readonly verdict: MilderLaw["verdict"]; readonly by: Judged | null };

function compared(law: Law, before: Before, after: After): Finding | null {
  const [first] = after.standing;
  if (first === undefined) return { verdict: "no-longer-punishable", by: null };
  const open = after.standing.find((one) => one.verdict !== "applies" && !stoodBefore(one, before));
  const applying = after.standing.filter(({ verdict }) => verdict === "applies");
  if (applying.length === 0) return { verdict: "not-comparable", by: open ?? first };
  const old = weight(law, before.offence, before.context, before.on);
  let heaviest: { readonly of: Judged; readonly weight: Weight } | null = null;
  for (const offence of applying) {
    const one = weight(law, offence, after.context, after.slice.regime.from);
    const difference: number | null = heaviest === null ? 1 : compareWeights(one, heaviest.weight);
    if (difference === null) return { verdict: "not-comparable", by: offence };
    if (difference > 0) heaviest = { of: offence, weight: one };
  }
  if (heaviest === null) return null;
  const difference = compareWeights(heaviest.weight, old);
  if (difference === null) return { verdict: "not-comparable", by: heaviest.of };
  // What surely applies is not lighter: whatever else may apply beside it, the later law is not milder.
  if (difference >= 0) return null;
  // Lighter so far; what is newly possible, or newly of unknown text, may be heavier than anything known.
  return open === undefined
    ? { verdict: "milder", by: heaviest.of }
    : { verdict: "not-comparable", by: open };
}

function stoodBefore({ entry, verdict }: Judged, { standing }: Before): boolean {
  return standing.some((one) => one.verdict === verdict && samePart(one.entry, entry));
}

/** From lightest to heaviest; kinds in one row weigh the same and cannot be told apart by their amounts. */
const KIND_RANK: Readonly<Record<(typeof SANCTION_KINDS)[number], number>> = {
  warning: 0,
  fine: 1,
  "corrective-works": 2,
  "community-service": 2,
  arrest: 3,
  "restriction-of-liberty": 4,
  "deprivation-of-liberty": 5,
  "life-imprisonment": 6,
  // Only ever additional: never weighed.
  disqualification: 0,
  confiscation: 0,
};

/** Kinds an article gives no amount for: two of them weigh the same. */
const WITHOUT_AMOUNT: ReadonlySet<SanctionOnDay["kind"]> = new Set(["warning", "life-imprisonment"]);

type Weight = { readonly class: number; readonly heaviest: SanctionOnDay | null };

function weight(law: Law, offence: Judged, context: Context, on: DateText): Weight {
  // What applies has a text.
  const { part } = offence.entry.part as ReadyPart;
  const sanctions = sanctionsOnDay(law, offence.entry, context, { on });
  const open = sanctions === "unknown" ? [] : sanctions.filter((s) => s.imposable !== "no" && !s.additional);
  const heaviest = open.reduce<SanctionOnDay | null>(
    (top, s) => (top === null || (compareSanctions(s, top) ?? 0) > 0 ? s : top),
    null,
  );
  return { class: OFFENCE_CLASSES.indexOf(part.class), heaviest };
}

/** Negative: the first is lighter. Null: they cannot be compared. */
function compareWeights(a: Weight, b: Weight): number | null {
  if (a.class !== b.class) return a.class - b.class;
  return a.heaviest === null || b.heaviest === null ? null : compareSanctions(a.heaviest, b.heaviest);
}

function compareSanctions(a: SanctionOnDay, b: SanctionOnDay): number | null {
  if (KIND_RANK[a.kind] !== KIND_RANK[b.kind]) return KIND_RANK[a.kind] - KIND_RANK[b.kind];
  if (a.kind === b.kind && WITHOUT_AMOUNT.has(a.kind)) return 0;
  if (a.kind !== b.kind || a.unit !== b.unit || a.max === undefined || b.max === undefined) return null;
  return a.max - b.max;
}
