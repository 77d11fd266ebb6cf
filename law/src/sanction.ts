import type { Law, ReadyPart, Wording } from "./compile.ts";
import type { Context } from "./condition.ts";
import type { DateText } from "./date.ts";
import type { SanctionOnDay } from "./result.ts";
import type { Slice } from "./slice.ts";

/** The day asked about, and the day the case was opened where that is another. */
export type Days = { readonly on: DateText; readonly caseOpened?: DateText | undefined };

/**
 * The sanctions of a part as they stand on a day: amounts in whole units of the currency, by the index (MCI) of the
 * day the act says counts; no amount where that rule or that day's index is not known. A sanction that another norm
 * suspends, or may suspend, that day is not available.
 */
export function sanctionsOnDay(
  law: Law,
  slice: Slice,
  wording: Wording,
  part: ReadyPart,
  context: Context,
  days: Days,
): readonly SanctionOnDay[] | "unknown" {
  if (part.sanctions === "unknown") return "unknown";
  return part.sanctions.map(({ sanction, when }) => {
    const suspended = sanction.suspendedBy !== undefined && slice.norms.has(sanction.suspendedBy);
    const forRespondent = when === null ? "yes" : when.test(context);
    const answer: SanctionOnDay = { ...sanction, available: !suspended, forRespondent };
    if (sanction.unit !== "mci") return answer;
    const amount = amountOn(law, wording, days, sanction.min, sanction.max);
    return amount === null ? answer : { ...answer, amount };
  });
}

/** The index in force on a day; null where no source gives it. The values are in order of time (`check`). */
export function mciOn(law: Law, on: DateText): number | null {
  return law.pack.mci.findLast(({ from }) => from <= on)?.value ?? null;
}

function amountOn(
  law: Law,
  wording: Wording,
  { on: asked, caseOpened }: Days,
  min: number | undefined,
  max: number | undefined,
): NonNullable<SanctionOnDay["amount"]> | null {
  const rule = wording.act?.mciDay;
  if (rule === undefined) return null;
  const on = rule === "case-opened" ? (caseOpened ?? asked) : asked;
  const mci = mciOn(law, on);
  if (mci === null) return null;
  return {
    mci,
    on,
    ...(min === undefined ? {} : { min: Math.round(min * mci) }),
    ...(max === undefined ? {} : { max: Math.round(max * mci) }),
  };
}
