import type { Law, ReadyPart, ReadySanction, Wording } from "./compile.ts";
import type { Context } from "./condition.ts";
import type { DateText } from "./date.ts";
import { gravityOf } from "./limitation.ts";
import type { Sanction } from "./norm.ts";
import { actId, key } from "./reference.ts";
import type { SanctionLimit, SanctionOnDay, Truth } from "./result.ts";
import type { RuleInForce, Slice } from "./slice.ts";

/** The day asked about, and the day the case was opened where that is another. */
export type Days = { readonly on: DateText; readonly caseOpened?: DateText | undefined };

/**
 * The sanctions of a part as they stand in the article, each with what keeps it from being imposed that day on this
 * respondent, and in whole units of the currency by the index (MCI) of the day that counts; no amount where that day's
 * index, or which day counts, is not known.
 */
export function sanctionsOnDay(
  law: Law,
  slice: Slice,
  wording: Wording,
  part: ReadyPart,
  context: Context,
  days: Days,
): readonly SanctionOnDay[] | "unknown" {
  const { sanctions } = part;
  if (sanctions === "unknown") return "unknown";
  const act = actId(wording.norm.id);
  const rules = slice.rules.get(act) ?? [];
  const gravity = rules.some(byGravity) ? gravityOf(slice, wording, part) : null;
  const offered = new Set(sanctions.map(({ sanction }) => sanction.kind));
  return sanctions.map((ready) => {
    const limits = [
      ...rules.flatMap((rule) =>
        limit(rule, ready.sanction, wording.norm.id, part, gravity, offered, context),
      ),
      ...ownLimit(ready, wording.norm.id, context),
    ];
    const imposable: Truth = limits.some(({ truth }) => truth === "yes")
      ? "no"
      : limits.length > 0
        ? "unknown"
        : "yes";
    const answer: SanctionOnDay = { ...ready.sanction, imposable, limits };
    const amount = ready.sanction.unit === "mci" ? amountOn(law, rules, ready.sanction, days) : null;
    return amount === null ? answer : { ...answer, amount };
  });
}

function byGravity({ rule }: RuleInForce): boolean {
  return rule.rule === "barred" && rule.gravity !== undefined;
}

/** What one rule of the act says of one penalty. */
function limit(
  { rule, when, norm, settled }: RuleInForce,
  sanction: Sanction,
  offence: string,
  { part }: ReadyPart,
  gravity: ReturnType<typeof gravityOf>,
  offered: ReadonlySet<Sanction["kind"]>,
  context: Context,
): readonly SanctionLimit[] {
  if (rule.rule !== "suspended" && rule.rule !== "barred" && rule.rule !== "only") return [];
  const named = rule.kinds.includes(sanction.kind);
  if (rule.rule === "suspended") {
    if (!named || rule.except.includes(offence) || rule.except.includes(key(offence, part.part))) return [];
    return [{ why: "suspended", norm, truth: settled ? "yes" : "unknown" }];
  }
  if (rule.rule === "barred" && !named) return [];
  const grave = rule.rule === "barred" && rule.gravity !== undefined ? rule.gravity : null;
  if (grave !== null && (gravity === null || (gravity !== "unknown" && !grave.includes(gravity)))) return [];
  if (
    rule.rule === "only" &&
    (named || sanction.additional || !rule.kinds.some((kind) => offered.has(kind)))
  ) {
    return [];
  }
  const truth = when === null ? "yes" : when.test(context);
  const sure = settled && (grave === null || gravity !== "unknown");
  return truth === "no" ? [] : [{ why: rule.rule, norm, truth: sure ? truth : "unknown" }];
}

function ownLimit({ when }: ReadySanction, norm: string, context: Context): readonly SanctionLimit[] {
  const open = when === null ? "yes" : when.test(context);
  return open === "yes" ? [] : [{ why: "respondent", norm, truth: open === "no" ? "yes" : "unknown" }];
}

/** The index in force on a day; null where no source gives it. The values are in order of time (`check`). */
export function mciOn(law: Law, on: DateText): number | null {
  return law.pack.mci.findLast(({ from }) => from <= on)?.value ?? null;
}

function amountOn(
  law: Law,
  rules: readonly RuleInForce[],
  { min, max }: Sanction,
  { on: asked, caseOpened }: Days,
): NonNullable<SanctionOnDay["amount"]> | null {
  const counts = new Set(
    rules.flatMap(({ rule, settled }) =>
      rule.rule === "fine-index" ? [settled ? rule.day : ("unknown" as const)] : [],
    ),
  );
  const [day] = counts;
  if (counts.size !== 1 || day === undefined || day === "unknown") return null;
  const on = day === "case-opened" ? (caseOpened ?? asked) : asked;
  const mci = mciOn(law, on);
  if (mci === null) return null;
  return {
    mci,
    on,
    ...(min === undefined ? {} : { min: Math.round(min * mci) }),
    ...(max === undefined ? {} : { max: Math.round(max * mci) }),
  };
}
