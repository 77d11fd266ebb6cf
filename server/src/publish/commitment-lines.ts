import {
  type Commitment,
  type CommitmentKind,
  type CommitmentStanding,
  type CommitmentState,
  type DateText,
  type Language,
  reportsBy,
  type StandingCommitment,
} from "@arasha/law";
import type { Table } from "./table.ts";

/** A commitment and how it stands on a day, as programs read it: everything that is held, and what is computed. */
export type CommitmentLine = Omit<Commitment, "due"> &
  CommitmentStanding & { readonly on: DateText; readonly stated: Commitment["due"] };

/** `due` is the last day, computed; `stated` is the deadline as it was given. What was reported later is left out. */
export function commitmentLine({ commitment, standing }: StandingCommitment, on: DateText): CommitmentLine {
  return { ...commitment, progress: [...reportsBy(commitment, on)], stated: commitment.due, on, ...standing };
}

/** The words of the columns, a state, a kind, and that something entered by review on a day. */
export type CommitmentWords = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly state: (state: CommitmentState) => string;
  readonly kind: (kind: CommitmentKind) => string;
  readonly entered: (date: DateText) => string;
};

const WIDTHS = [30, 16, 20, 60, 28, 28, 28, 22, 14, 12, 14, 12, 24, 60, 60, 60, 14] as const;

/** One row a commitment, in the order they are given. */
export function commitmentTable(
  standing: readonly StandingCommitment[],
  on: DateText,
  language: Language,
  words: CommitmentWords,
): Table {
  return {
    name: words.name,
    columns: words.columns.map((title, at) => ({ title, width: WIDTHS[at] ?? 20 })),
    rows: standing.map(({ commitment: one, standing: { state, due, daysLeft, ended, daysLate } }) => [
      one.id,
      words.state(state),
      words.kind(one.kind),
      one.text[language],
      one.owner[language],
      one.by[language],
      one.to[language],
      typeof one.made === "string" ? one.made : `${one.made.earliest}/${one.made.latest}`,
      due,
      daysLeft,
      ended,
      daysLate,
      [...one.about.items, ...one.about.norms, ...one.about.treaties, ...one.claims].join(" "),
      reportsBy(one, on)
        .map(({ on, says, entered }) =>
          [
            `${dayOf(on)}: ${says[language]}`,
            ...(entered === undefined ? [] : [`(${words.entered(entered)})`]),
          ].join(" "),
        )
        .join("\n"),
      one.unconfirmed?.[language] ?? null,
      one.sources
        .map((source) => ("url" in source ? `${source.title}: ${source.url}` : source.title))
        .join("\n"),
      one.entered ?? null,
    ]),
  };
}

function dayOf(on: Commitment["made"]): string {
  return typeof on === "string" ? on : `${on.earliest}/${on.latest}`;
}
