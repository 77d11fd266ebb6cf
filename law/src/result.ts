import type { DateText } from "./date.ts";
import type { FactPath } from "./facts.ts";
import type {
  Competence,
  EventPattern,
  EventType,
  Gravity,
  OffenceClass,
  Reporting,
  Right,
  Sanction,
  Service,
  Source,
  Term,
  Text,
} from "./norm.ts";

/** Kleene's three values: a condition holds, does not hold, or cannot be told from the facts given. */
export type Truth = "yes" | "no" | "unknown";

/**
 * Why a condition came out as it did: the condition's own tree, each node with its answer. Data, so that it can be
 * stored, replayed and read aloud in any language (`sentence`).
 */
export type Explanation =
  | { readonly op: "all" | "any" | "not"; readonly truth: Truth; readonly of: readonly Explanation[] }
  | {
      readonly op: "is" | "in" | "atLeast" | "below" | "act" | "penalisedWithin";
      readonly truth: Truth;
      readonly fact: FactPath;
      readonly expected: unknown;
      /** Absent when the fact is unknown. */
      readonly value?: unknown;
    }
  | {
      readonly op: "defined";
      readonly truth: Truth;
      readonly norm: string;
      readonly of: readonly Explanation[];
    }
  | {
      readonly op: "in-force";
      readonly truth: Truth;
      readonly norm: string;
      readonly on: DateText;
      readonly from?: DateText;
      readonly until?: DateText;
    };

/** What stands in the way of a certain answer: a fact not asked, a date of law not established, or a text not held. */
export type Missing =
  | { readonly kind: "fact"; readonly fact: FactPath }
  | {
      readonly kind: "date-of-law";
      readonly amendment: string;
      readonly earliest: DateText;
      readonly latest: DateText;
    }
  | { readonly kind: "text"; readonly norm: string };

/** A sanction as it stands on the day asked about, in indices and in the country's currency. */
export type SanctionOnDay = Sanction & {
  /** Whole units of the currency; absent when not a fine or the index is not known. */
  readonly amount?: {
    readonly min?: number;
    readonly max?: number;
    readonly mci: number;
    readonly on: DateText;
  };
  /** Whether it can be imposed that day on this respondent; the article names it in any case. */
  readonly imposable: Truth;
  /** What keeps, or may keep, it from being imposed. */
  readonly limits: readonly SanctionLimit[];
};

/**
 * Why a penalty that stands in the article may not be imposed. `suspended`: by another norm, for all; `barred`: for
 * such a respondent; `only`: another penalty of the article must be chosen; `respondent`: by the article itself.
 */
export type SanctionLimit = {
  readonly why: "suspended" | "barred" | "only" | "respondent";
  /** The norm that says so. */
  readonly norm: string;
  /** Never `no`: `unknown` while a fact, or a date of law, is. */
  readonly truth: Truth;
};

/** The last day on which the act can still be answered for, as far as its date alone tells. */
export type Limitation =
  | { readonly kind: "until"; readonly until: DateText; readonly norm: string }
  | { readonly kind: "never"; readonly norm: string }
  | { readonly kind: "unknown" };

export type OffenceAnswer = {
  readonly norm: string;
  readonly part: string | null;
  /** Id of the amending act that began the wording answered from: inside an uncertain window there may be two. */
  readonly wording: string;
  readonly title: Text;
  readonly class: OffenceClass | "unknown";
  /** `displaced` and `excluded` only when everything is asked for. */
  readonly verdict: "applies" | "possible" | "unknown-text" | "displaced" | "excluded";
  readonly displacedBy?: string;
  readonly sanctions: readonly SanctionOnDay[] | "unknown";
  readonly prosecution: { readonly mode: string; readonly norm?: string; readonly note?: Text };
  readonly reconciliation: {
    readonly effect: string;
    readonly barred: Truth;
    readonly norm?: string;
    readonly note?: Text;
  };
  /** Category of a crime by its heaviest penalty; null for what is no crime. */
  readonly gravity: Gravity | "unknown" | null;
  readonly limitation: Limitation;
  readonly competent: Competence | "unknown";
  readonly because: Explanation;
  readonly missing: readonly Missing[];
  readonly source: readonly Source[];
  readonly summary: Text;
  /** Rival readings, each with its authority. */
  readonly readings: readonly {
    readonly text: Text;
    readonly authority: string;
    readonly sources: readonly Source[];
  }[];
};

export type MeasureAnswer = {
  readonly norm: string;
  /** Id of the amending act that began the wording answered from. */
  readonly wording: string;
  readonly title: Text;
  readonly verdict: "applies" | "possible" | "unknown-text" | "excluded";
  readonly by: readonly string[];
  readonly lasts: unknown;
  readonly consentNeeded: "no" | "opinion" | "yes" | "unknown";
  readonly because: Explanation;
  /** Where it hangs on whether the law of the day asked about sees an offence of these classes. */
  readonly offence?: { readonly classes: readonly OffenceClass[]; readonly truth: Truth };
  readonly missing: readonly Missing[];
  readonly source: readonly Source[];
  readonly summary: Text;
};

export type DutyAnswer = {
  readonly norm: string;
  readonly wording: string;
  readonly title: Text;
  readonly agency: string;
  readonly after: EventType;
  /** The whole pattern: a duty of those who took the report themselves names the channel. */
  readonly starts: EventPattern;
  readonly within: Term;
  readonly recurring: boolean;
  /** Where the duty is to tell another body. */
  readonly reporting?: Reporting;
  readonly verdict: "applies" | "possible" | "unknown-text";
  readonly because: Explanation;
  /** Where it hangs on what the act was by the law of its own day: whether an offence of these classes is there. */
  readonly offence?: { readonly classes: readonly OffenceClass[]; readonly truth: Truth };
  readonly missing: readonly Missing[];
  readonly source: readonly Source[];
  readonly summary: Text;
};

export type RightAnswer = Omit<MeasureAnswer, "by" | "lasts" | "consentNeeded"> & {
  readonly right?: Right;
  readonly service?: Service;
};

/** The stretch of time around the date in which no norm of the pack changes (the index of fines may). Half-open: `until` is the next break. */
export type Regime = {
  /** First day, as id: `2024-06-16`. */
  readonly id: string;
  readonly from: DateText;
  readonly until: DateText | null;
  /** False where an act whose first day is not established may change what the law provides; `amendments` names it. */
  readonly established: boolean;
  readonly amendments: readonly string[];
};

/** A norm whose elements are, or may be, met by the facts but which was not in force: why "nothing applies". */
export type NotInForce = {
  readonly norm: string;
  readonly part: string | null;
  readonly title: Text;
  /** What it would have said in its own time. */
  readonly verdict: "applies" | "possible";
  readonly from: DateText;
  readonly until: DateText | null;
  readonly because: Explanation;
  readonly source: readonly Source[];
};

/** A later norm, in force before the decision, under which the same conduct is treated more lightly. Proposed, never applied. */
export type MilderLaw = {
  readonly norm: string;
  readonly part: string | null;
  readonly from: DateText;
  readonly instead: string;
  readonly verdict: "milder" | "not-comparable" | "no-longer-punishable";
  readonly by: string | undefined;
};

/** An unknown fact on which an open answer hangs. */
export type Question = {
  readonly fact: FactPath;
  /** The answers that at least one value of it would settle. */
  readonly settles: readonly string[];
  /** How much of what is open it would settle, from 0 to 1, by the weights of `QUESTION_WEIGHTS`: on average over the values the open answers tell apart, with the best of them and with the worst. */
  readonly settled: { readonly expected: number; readonly best: number; readonly worst: number };
};

export type Assessment = {
  readonly date: DateText;
  readonly regime: Regime;
  readonly offences: readonly OffenceAnswer[];
  readonly measures: readonly MeasureAnswer[];
  readonly duties: readonly DutyAnswer[];
  readonly rights: readonly RightAnswer[];
  /** Duties known to be in force of which no text is held: never silently left out. */
  readonly unread: readonly RightAnswer[];
  readonly questions: readonly Question[];
  readonly notInForce: readonly NotInForce[];
  readonly milder: readonly MilderLaw[];
};

/** An entry of a case's journal as far as the law is concerned. `at` is an instant, ISO 8601 with offset. */
export type CaseEvent = {
  readonly type: EventType;
  readonly at: string;
  /** Kind of agency that wrote it. */
  readonly agencyKind: string;
  readonly body: Readonly<Record<string, unknown>>;
};

export type DutyState = "open" | "late" | "met" | "met-late" | "void";

/** One clock: what an agency owes on this case. Instants are ISO 8601 UTC. */
export type CaseDuty = {
  /** `<norm>/<n-th duty of the version>/<seq of the starting event>/<round>`: stable across rebuilds. */
  readonly duty: string;
  readonly norm: string;
  readonly title: Text;
  readonly agency: string;
  readonly startedAt: string;
  /** Null where the law gives no figure (`immediately`): then it is owed from `startedAt` on. */
  readonly due: string | null;
  readonly state: DutyState;
  readonly metAt: string | null;
  readonly voidAt: string | null;
  readonly verdict: "applies" | "possible";
  /** Working days outside the calendar's years, or a counting rule not established: the due time is the strictest reading. */
  readonly dueEstablished: boolean;
};
