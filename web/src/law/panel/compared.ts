import {
  type AnswerChange,
  assess,
  breaks,
  compare,
  type Facts,
  type Law,
  LawError,
  type OffenceAnswer,
  type Stand,
} from "@arasha/law";

/** One answer that differs between two days of law, with the norm and part it belongs to. */
export type Difference = {
  readonly norm: string;
  readonly part: string | null;
  readonly kind: Stand["kind"];
  readonly change: "gained" | "lost" | "changed";
  readonly before: AnswerChange["before"];
  readonly after: AnswerChange["after"];
};

export type Compared =
  | { readonly state: "compared"; readonly differences: readonly Difference[] }
  | { readonly state: "refused"; readonly code: LawError["code"]; readonly coversFrom: string };

/** The same incident under the law of two days: what comes, what goes, what is otherwise, in that order. */
export function compared(law: Law, facts: Facts, from: string, to: string): Compared {
  try {
    const { answers } = compare(law, from, to, facts);
    const of = (change: Difference["change"]) =>
      (answers?.[change] ?? []).map(({ answer, before, after }): Difference => {
        const [norm = answer, part = null] = answer.split("#");
        const kind = (before[0] ?? after[0])?.kind ?? "right";
        return { norm, part, kind, change, before, after };
      });
    return { state: "compared", differences: [...of("gained"), ...of("lost"), ...of("changed")] };
  } catch (error) {
    if (!(error instanceof LawError)) throw error;
    return { state: "refused", code: error.code, coversFrom: law.pack.coversFrom };
  }
}

/** A day on which norms change, with the acts that change them. */
export type BreakDay = { readonly date: string; readonly amendments: readonly string[] };

/** Every such day the law is held for, the latest first. */
export function breakDays(law: Law): readonly BreakDay[] {
  return breaks(law)
    .filter(({ date }) => date >= law.pack.coversFrom)
    .map(({ date, amendments }) => ({ date, amendments }))
    .toReversed();
}

/**
 * The offences and protection of a day's law, as one text: two days whose texts are the same treat this incident
 * alike. What a fine comes to in money is left out: the index changes every year, the law does not.
 */
export function standing(law: Law, facts: Facts, on: string): string {
  const { offences, measures } = assess(law, facts, { on, because: false });
  return JSON.stringify([
    offences
      .map((one) => JSON.stringify([one.norm, one.part, one.verdict, one.class, penalties(one)]))
      .sort(),
    measures.map((one) => JSON.stringify([one.norm, one.verdict])).sort(),
  ]);
}

function penalties({ sanctions }: OffenceAnswer): unknown {
  return sanctions === "unknown" ? sanctions : sanctions.map(({ amount: _money, ...rest }) => rest);
}
