import { assess } from "./assess.ts";
import { type Law, sliceOn } from "./compile.ts";
import { contextOf, evaluate } from "./condition.ts";
import type { DateText } from "./date.ts";
import type { ACTS, Facts } from "./facts.ts";
import { both } from "./judge.ts";
import type { Body, Duty, Reporting, Source, Text } from "./norm.ts";
import type { Missing, Truth } from "./result.ts";

/**
 * What the law of a day says of telling others without asking the person: a duty to (`must`), leave to (`may`), secrecy
 * (`must-not`); `depends`: a fact not given, or whether the body is one of those meant, decides; `unknown`: the pack holds
 * no rule, and then it is hers to agree to.
 */
export type TellingAnswer = "must" | "depends" | "may" | "must-not" | "unknown";

export type Telling = {
  readonly norm: string;
  readonly title: Text;
  readonly answer: Exclude<TellingAnswer, "unknown">;
  /** Kinds of body told; none: whoever it is. */
  readonly to: readonly string[];
  /** Of a duty: how soon. */
  readonly within: Duty["within"] | null;
  readonly about: Reporting["about"] | null;
  readonly consent: Reporting["consent"] | null;
  /** The duty is laid on a wider kind of body, and nobody established whether this kind is one of it. */
  readonly perhapsOurs: boolean;
  readonly missing: readonly Missing[];
  readonly source: readonly Source[];
};

/** All that a member of staff of this kind of body has to know of telling others, for these facts, strongest first. */
export function tellings(law: Law, kind: string, facts: Facts, on: DateText): readonly Telling[] {
  const bodies = law.pack.bodies ?? [];
  const belongs = (agency: string) => membership(bodies, agency, kind);
  const duties = assess(law, facts, { on, because: false }).duties.flatMap((duty): readonly Telling[] => {
    const ours = belongs(duty.agency);
    if (duty.reporting === undefined || ours === "no") return [];
    const { to, about, consent } = duty.reporting;
    const certain = duty.verdict === "applies" && ours === "yes";
    return [
      {
        norm: duty.norm,
        title: duty.title,
        answer: certain ? "must" : "depends",
        to,
        within: duty.within,
        about,
        consent,
        perhapsOurs: ours === "unknown",
        missing: duty.missing,
        source: duty.source,
      },
    ];
  });
  return [...duties, ...leaveAndSecrecy(law, belongs, facts, on)].sort(
    (a, b) => ORDER.indexOf(a.answer) - ORDER.indexOf(b.answer),
  );
}

const ORDER: readonly TellingAnswer[] = ["must", "depends", "may", "must-not", "unknown"];

/** The strongest of them: what a cell of the matrix says. */
export function tellingAnswer(found: readonly Telling[]): TellingAnswer {
  return found[0]?.answer ?? "unknown";
}

type Deed = (typeof ACTS)[number];

/** The matrix of one kind of body on one day: for each age of the victim and each act, what it must, may, must not tell. */
export function tellingMatrix(
  law: Law,
  kind: string,
  on: DateText,
  ages: readonly (number | null)[],
  acts: readonly Deed[],
): readonly {
  readonly age: number | null;
  readonly act: Deed;
  readonly answer: TellingAnswer;
  readonly tellings: readonly Telling[];
}[] {
  return ages.flatMap((age) =>
    acts.map((act) => {
      const victim = age === null ? {} : { victim: { age } };
      const found = tellings(law, kind, { date: on, acts: [act], ...victim }, on);
      return { age, act, answer: tellingAnswer(found), tellings: found };
    }),
  );
}

/** Of whom a duty has to be told before anything was asked: of everybody, of children only, or it hangs on what happened. */
export type Limit = Telling & { readonly when: "always" | "child" | "depends" };

const GROWN = 30;
const YOUNG = 10;

/**
 * What she has to be told before the first question: the duties to tell that may come of it, as far as it can be said of
 * somebody of whom nothing is known. `on` is the day of the conversation.
 */
export function limitsOfConfidentiality(law: Law, kind: string, on: DateText): readonly Limit[] {
  const of = (age: number | null) =>
    tellings(law, kind, { date: on, ...(age === null ? {} : { victim: { age } }) }, on).filter(
      ({ within }) => within !== null,
    );
  const same = (one: Telling) => (other: Telling) =>
    other.norm === one.norm && other.to.join() === one.to.join();
  const [grown, young] = [of(GROWN), of(YOUNG)];
  const limits = of(null).map((telling): Limit => {
    const [adult, child] = [grown.find(same(telling)), young.find(same(telling))];
    const when = telling.answer === "must" ? "always" : adult === undefined && child ? "child" : "depends";
    // Of a child it is certain as soon as it is one.
    return when === "child" && child ? { ...child, when } : { ...telling, when };
  });
  return limits.filter(
    (one, index) => limits.findIndex((other) => same(one)(other) && other.when === one.when) === index,
  );
}

type Belongs = (agency: string) => "yes" | "no" | "unknown";

/** Norms that leave or forbid telling, where they are in force and hold; leave that may hold is no leave. */
function leaveAndSecrecy(law: Law, belongs: Belongs, facts: Facts, on: DateText): readonly Telling[] {
  const slice = sliceOn(law, on);
  const context = contextOf(facts, slice.definitions);
  return [...slice.norms.values()].flatMap(({ wordings, settled }) =>
    wordings.flatMap(({ norm, version }) =>
      (version.tellings ?? []).flatMap(({ agency, answer, to, when }): readonly Telling[] => {
        const truth = [version.when, when].reduce<Truth>(
          (so, condition) => (condition === undefined ? so : both(so, evaluate(condition, context))),
          "yes",
        );
        const [ours, forbids] = [belongs(agency), answer === "must-not"];
        if (ours === "no" || truth === "no") return [];
        // Secrecy that may hold is kept; leave is taken only where it surely does.
        if (!forbids && (truth !== "yes" || ours !== "yes" || !settled)) return [];
        return [
          {
            norm: norm.id,
            title: norm.title,
            answer,
            to,
            within: null,
            about: null,
            consent: null,
            perhapsOurs: ours === "unknown",
            missing: [],
            source: version.sources,
          },
        ];
      }),
    ),
  );
}

function membership(bodies: readonly Body[], agency: string, kind: string): "yes" | "no" | "unknown" {
  if (agency === kind) return "yes";
  const members = bodies.find(({ id }) => id === agency)?.members;
  if (members === undefined) return "no";
  if (members === "everyone") return "yes";
  return members === "unknown" ? "unknown" : members.includes(kind) ? "yes" : "no";
}
