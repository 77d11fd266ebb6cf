import type { Law, ReadyPart, ReadySanction } from "./compile.ts";
import type { Context } from "./condition.ts";
import type { DateText } from "./date.ts";
import type { Sanction } from "./norm.ts";
import type { OffenceEntry } from "./offence-entry.ts";
import { key } from "./reference.ts";
import type { OffenceAnswer, SanctionLimit, SanctionOnDay, Truth } from "./result.ts";
import type { RuleInForce } from "./slice.ts";

/** A penalty of a part and all that may keep it from being imposed, found before any facts are known. */
export type SanctionInForce = { readonly sanction: Sanction; readonly limits: readonly PossibleLimit[] };

type PossibleLimit = Omit<SanctionLimit, "truth"> & {
  /** `no`: for these facts it keeps from nothing. */
  readonly truth: (context: Context) => Truth;
};

export function sanctionsInForce(
  rules: readonly RuleInForce[],
  offence: string,
  part: ReadyPart | null,
  gravity: OffenceAnswer["gravity"],
): readonly SanctionInForce[] | "unknown" {
  if (part === null || part.sanctions === "unknown") return "unknown";
  const offered = new Set(part.sanctions.map(({ sanction }) => sanction.kind));
  const names = [offence, key(offence, part.part.part)];
  return part.sanctions.map((ready) => ({
    sanction: ready.sanction,
    limits: [
      ...rules.flatMap((rule) => limitBy(rule, ready.sanction, names, gravity, offered)),
      ...ownLimit(ready, offence),
    ],
  }));
}

/** What one rule of the act may say of one penalty. */
function limitBy(
  { rule, when, norm, settled }: RuleInForce,
  sanction: Sanction,
  offence: readonly string[],
  gravity: OffenceAnswer["gravity"],
  offered: ReadonlySet<Sanction["kind"]>,
): readonly PossibleLimit[] {
  if (rule.rule !== "suspended" && rule.rule !== "barred" && rule.rule !== "only") return [];
  const named = rule.kinds.includes(sanction.kind);
  if (rule.rule === "only") {
    if (named || sanction.additional || !rule.kinds.some((kind) => offered.has(kind))) return [];
  } else if (!named) return [];
  if (rule.rule === "suspended" && offence.some((name) => rule.except.includes(name))) return [];
  const grave = rule.rule === "barred" && rule.gravity !== undefined ? rule.gravity : null;
  if (grave !== null && (gravity === null || (gravity !== "unknown" && !grave.includes(gravity)))) return [];
  const sure = settled && (grave === null || gravity !== "unknown");
  const truth = (context: Context): Truth => {
    const stated = when === null ? "yes" : when.test(context);
    return stated === "no" || sure ? stated : "unknown";
  };
  return [{ why: rule.rule, norm, truth }];
}

function ownLimit({ when }: ReadySanction, norm: string): readonly PossibleLimit[] {
  if (when === null) return [];
  const truth = (context: Context): Truth => {
    const open = when.test(context);
    return open === "unknown" ? "unknown" : open === "yes" ? "no" : "yes";
  };
  return [{ why: "respondent", norm, truth }];
}

/** Whose day's index fixes a fine under the rules of an act. */
export type FineDay = "act" | "case-opened" | "unknown";

export function fineDayOf(rules: readonly RuleInForce[]): FineDay {
  const days = new Set(
    rules.flatMap(({ rule, settled }): FineDay[] =>
      rule.rule === "fine-index" ? [settled ? rule.day : "unknown"] : [],
    ),
  );
  const [day] = days;
  return days.size === 1 && day !== undefined ? day : "unknown";
}

/** The day asked about, and the day the case was opened where that is another. */
export type Days = { readonly on: DateText; readonly caseOpened?: DateText | undefined };

/**
 * The sanctions of a part as they stand in the article, each with what keeps it from being imposed that day on this
 * respondent, and in whole units of the currency by the index (MCI) of the day that counts; no amount where that day's
 * index, or which day counts, is not known.
 */
export function sanctionsOnDay(
  law: Law,
  { sanctions, fineDay }: OffenceEntry,
  context: Context,
  days: Days,
): readonly SanctionOnDay[] | "unknown" {
  if (sanctions === "unknown") return "unknown";
  return sanctions.map(({ sanction, limits: possible }) => {
    const limits: SanctionLimit[] = [];
    for (const { why, norm, truth: of } of possible) {
      const truth = of(context);
      if (truth !== "no") limits.push({ why, norm, truth });
    }
    const imposable: Truth = limits.some(({ truth }) => truth === "yes")
      ? "no"
      : limits.length > 0
        ? "unknown"
        : "yes";
    const answer: SanctionOnDay = { ...sanction, imposable, limits };
    const amount = sanction.unit === "mci" ? amountOn(law, fineDay, sanction, days) : null;
    return amount === null ? answer : { ...answer, amount };
  });
}

/** The index in force on a day; null where no source gives it. The values are in order of time (`check`). */
export function mciOn(law: Law, on: DateText): number | null {
  return law.pack.mci.findLast(({ from }) => from <= on)?.value ?? null;
}

function amountOn(
  law: Law,
  fineDay: FineDay,
  { min, max }: Sanction,
  { on: asked, caseOpened }: Days,
): NonNullable<SanctionOnDay["amount"]> | null {
  if (fineDay === "unknown") return null;
  const on = fineDay === "case-opened" ? (caseOpened ?? asked) : asked;
  const mci = mciOn(law, on);
  if (mci === null) return null;
  return {
    mci,
    on,
    ...(min === undefined ? {} : { min: Math.round(min * mci) }),
    ...(max === undefined ? {} : { max: Math.round(max * mci) }),
  };
}
