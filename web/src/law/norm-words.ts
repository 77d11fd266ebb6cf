import type {
  Confidence,
  EventType,
  Law,
  Norm,
  Part,
  Sanction,
  SanctionOnDay,
  Source,
  Term,
  Version,
  Wording,
} from "@arasha/law";
import { currencySign, formatNumber } from "../i18n/format.ts";
import type { Language, Translate } from "../i18n/translate.ts";

/** How a norm is cited: the act's short name and the article, `УК 109-1`, with its part where one is meant. */
export function cite(law: Law, norm: string, part: string | null, language: Language, t: Translate): string {
  const [, act = "", article = ""] = norm.split(".");
  const cited = law.acts.get(act)?.cited[language] ?? act;
  return part === null
    ? t("norm.cite", { act: cited, article })
    : t("norm.citePart", { act: cited, article, part });
}

/** The wordings of a norm that hold, or may hold, on a day, and all of them in order of time. */
export function wordingsOn(law: Law, norm: string, on: string) {
  const all = law.norms.get(norm)?.wordings ?? [];
  return { all, on: all.filter((wording) => mayHold(wording, on)) };
}

/** False while it is not established whether the wording was in force that day. */
export function surelyHolds({ begins, ends }: Wording, on: string): boolean {
  return begins.latest <= on && (ends === null || on < ends.earliest);
}

/** Whether the wording held that day for at least one choice of the days that are not established. */
export function mayHold({ begins, ends }: Wording, on: string): boolean {
  return begins.earliest <= on && (ends === null || on < ends.latest);
}

/** The measures in force on a day whose ordering is recorded by that kind of entry. */
export function measuresRecordedAs(law: Law, type: EventType, on: string): readonly Norm[] {
  return [...law.norms.values()]
    .filter(({ wordings }) =>
      wordings.some((wording) => wording.version.measure?.recordedAs === type && mayHold(wording, on)),
    )
    .map(({ norm }) => norm);
}

/** A time limit in words: `within 24 hours`, `by the end of the same day`. */
export function termWords(term: Term, t: Translate): string {
  if (term === "immediately") return t("term.immediately");
  if (term === "same-day") return t("term.same-day");
  return t(`term.${term.unit}`, { n: term.n });
}

/** A sanction with its bounds: `fine of 10 MCI (39,320 XXX)`, `arrest of 10 to 15 days`. */
export function sanctionWords(
  sanction: Sanction & Pick<SanctionOnDay, "amount">,
  currency: string,
  language: Language,
  t: Translate,
): string {
  const { kind, unit, min, max, amount } = sanction;
  const name = t(`sanction.${kind}`);
  const size = bounds(min, max, (n) => formatNumber(n, language), t);
  if (size === null || unit === undefined) return name;
  const withUnit = t(`sanction.size.${unit}`, { name, size });
  const money = amount && bounds(amount.min, amount.max, (n) => formatNumber(n, language), t);
  return money
    ? t("sanction.money", { sanction: withUnit, money, currency: currencySign(currency) })
    : withUnit;
}

function bounds(
  min: number | undefined,
  max: number | undefined,
  write: (n: number) => string,
  t: Translate,
): string | null {
  if (min === undefined && max === undefined) return null;
  if (min === undefined) return t("bounds.upTo", { max: write(max ?? 0) });
  if (max === undefined) return t("bounds.from", { min: write(min) });
  return min === max ? write(min) : t("bounds.between", { min: write(min), max: write(max) });
}

const CONFIDENCES: readonly Confidence[] = ["official", "secondary", "unverified"];

/** A wording is as sure as the surest of its sources. */
export function confidenceOf(sources: readonly Source[]): Confidence {
  return CONFIDENCES.find((one) => sources.some(({ confidence }) => confidence === one)) ?? "unverified";
}

/** What became of a part since an earlier wording; null: nothing, or the earlier text is not held. */
export function changeOf(before: Version, part: Part): "added" | "changed" | null {
  if (before.text === "unknown") return null;
  const earlier = before.parts?.find((one) => one.part === part.part);
  if (earlier === undefined) return "added";
  return JSON.stringify(earlier) === JSON.stringify(part) ? null : "changed";
}

/** Parts an earlier wording had and this one has not; none where either text is not held. */
export function partsGone(before: Version, now: Version): readonly string[] {
  if (before.text === "unknown" || now.text === "unknown") return [];
  const kept = new Set((now.parts ?? []).map(({ part }) => part));
  return (before.parts ?? []).map(({ part }) => part).filter((part) => !kept.has(part));
}
