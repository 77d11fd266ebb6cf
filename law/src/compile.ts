import { check } from "./check.ts";
import { type Compiled, compileCondition } from "./condition.ts";
import { type DateText, isDate } from "./date.ts";
import { LawError, PackError } from "./error.ts";
import type { Act, AmendingAct, Condition, Duty, Norm, Pack, Part, Rule, Sanction, Version } from "./norm.ts";
import { actId } from "./reference.ts";
import { type Slice, type Stretch, stretches } from "./slice.ts";
import { type Span, timeline } from "./window.ts";

/** A pack made ready to be asked. Build it once; it holds no state and can be shared. */
export type Law = {
  readonly pack: Pack;
  readonly acts: ReadonlyMap<string, Act>;
  readonly amendments: ReadonlyMap<string, AmendingAct>;
  readonly norms: ReadonlyMap<string, NormInTime>;
  /** The law day by day: stretches in which no norm changes, in order. The first reaches back without end. */
  readonly stretches: readonly Stretch[];
};

export type NormInTime = { readonly norm: Norm; readonly wordings: readonly Wording[] };

/** One version of a norm, placed in time, its conditions compiled. */
export type Wording = Span & {
  readonly norm: Norm;
  readonly act: Act | undefined;
  readonly when: Compiled | null;
  readonly parts: readonly ReadyPart[];
  readonly measure: Compiled | null;
  readonly duties: readonly ReadyDuty[];
  readonly rules: readonly ReadyRule[];
};

export type ReadyPart = {
  readonly part: Part;
  readonly condition: Compiled;
  readonly barred: Compiled | null;
  readonly sanctions: readonly ReadySanction[] | "unknown";
};
export type ReadySanction = { readonly sanction: Sanction; readonly when: Compiled | null };
/** What a norm says of other norms; `when` only for rules that depend on the facts, `terms` as in the rule. */
export type ReadyRule = {
  readonly rule: Rule;
  readonly when: Compiled | null;
  readonly terms: readonly (Compiled | null)[];
};
export type ReadyDuty = { readonly duty: Duty; readonly when: Compiled | null };

/**
 * Compiles a checked pack. Bills are left out unless named in `bills`: then the law is read as if they had passed,
 * for `compare` only. A version's own `when` is a condition of everything it provides.
 * Throws PackError with every fault `check` finds.
 */
export function compile(pack: Pack, options: { readonly bills?: readonly string[] } = {}): Law {
  const faults = check(pack);
  if (faults.length > 0) throw new PackError(faults);
  const bills = new Set(options.bills);
  const acts = new Map(pack.acts.map((act) => [act.id, act]));
  const amendments = new Map(pack.amendments.map((amendment) => [amendment.id, amendment]));
  const norms = new Map(
    [...pack.norms]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((norm) => {
        const act = acts.get(actId(norm.id));
        const wordings = timeline(norm, amendments, bills).map((span) => wordingOf(norm, act, span));
        return [norm.id, { norm, wordings }];
      }),
  );
  return { pack, acts, amendments, norms, stretches: stretches(pack.coversFrom, norms, amendments) };
}

/**
 * The law on a day. Throws LawError on text that is no date, and on a day before the pack's `coversFrom`: there
 * "no norm applies" would be a guess.
 */
export function sliceOn(law: Law, date: DateText, field = "date"): Slice {
  if (!isDate(date)) {
    throw new LawError("date", field, `${field}: "${date}" is not a date. Write year-month-day: 2024-06-16.`);
  }
  const { coversFrom } = law.pack;
  if (date < coversFrom) {
    throw new LawError(
      "before-coverage",
      field,
      `${field}: ${date} is before ${coversFrom}, the first day the law is held for.`,
    );
  }
  return sliceAt(law.stretches, date);
}

/** The law of the stretch a day falls in; a day before all of them falls in the first. */
export function sliceAt(of: readonly Stretch[], date: DateText): Slice {
  let low = 0;
  let high = of.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((of[middle] as Stretch).regime.from <= date) low = middle;
    else high = middle - 1;
  }
  return (of[low] as Stretch).slice();
}

function wordingOf(norm: Norm, act: Act | undefined, span: Span): Wording {
  const { version } = span;
  return {
    ...span,
    norm,
    act,
    when: optional(version.when),
    parts: (version.parts ?? []).map((part) => ({
      part,
      condition: compileCondition(guarded(version, part.when)),
      barred: optional(part.reconciliation.barredWhen),
      sanctions:
        part.sanctions === "unknown"
          ? "unknown"
          : part.sanctions.map((sanction) => ({ sanction, when: optional(sanction.when) })),
    })),
    measure: version.measure === undefined ? null : within(version, version.measure.when),
    duties: (version.duties ?? []).map((duty) => ({
      duty,
      when: within(version, duty.when),
    })),
    rules: (version.rules ?? []).map((rule) => ({
      rule,
      when: "when" in rule ? compileCondition(guarded(version, rule.when)) : null,
      terms: rule.rule === "limitation" ? rule.terms.map((term) => optional(term.when)) : [],
    })),
  };
}

function guarded(version: Version, condition: Condition): Condition {
  return version.when === undefined ? condition : { all: [version.when, condition] };
}

/** The condition of a version and of what it provides, together; null where neither is stated. */
function within(version: Version, condition: Condition | undefined): Compiled | null {
  return optional(condition === undefined ? version.when : guarded(version, condition));
}

function optional(condition: Condition | undefined): Compiled | null {
  return condition === undefined ? null : compileCondition(condition);
}
