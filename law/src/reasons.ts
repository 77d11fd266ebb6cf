import { clauses, fill, oneOf } from "./clauses.ts";
import type { Law, Wording } from "./compile.ts";
import type { DateText } from "./date.ts";
import { dateInWords } from "./date-in-words.ts";
import type { FactPath } from "./facts.ts";
import type { AmendingAct, Confidence, Language, OffenceClass, Source } from "./norm.ts";
import { cite, type FactLeaf, named, phrase } from "./phrase.ts";
import { key } from "./reference.ts";
import type { Explanation, Truth } from "./result.ts";
import { possibly, surely, type Window, windowOf } from "./window.ts";

/**
 * One reason in plain words, with the reasons it rests on beneath it. The tree has no negations: what a norm excludes
 * stands as what was found ("the victim is not pregnant"), and `truth` says whether it speaks for the answer.
 */
export type Reason = {
  /**
   * `answer`: the top. `all`, `any`: the branches; all beneath must speak for it, or one. `fact`: hangs on one fact.
   * `definition`: its own reasons are beneath it. `in-force`: a norm on the day of law. `text`: a wording the pack does
   * not hold. `offence`: the duty hangs on what the act was by the law of its own day.
   */
  readonly kind: "answer" | "all" | "any" | "fact" | "definition" | "in-force" | "text" | "offence";
  /** `yes`: speaks for the answer; `no`: against it; `unknown`: cannot be told. Of the top: it applies, does not, or may. */
  readonly truth: Truth;
  /** It decided what stands above it: what it says is why. The top decides by definition. */
  readonly decides: boolean;
  /** A clause: no capital, no full stop. It stands after "because", after a mark, or alone. */
  readonly words: string;
  /** The fact it hangs on, and what was given for it (absent while unknown). */
  readonly fact?: FactPath;
  readonly value?: unknown;
  /** The norm it speaks of. */
  readonly norm?: CitedNorm | undefined;
  readonly of: readonly Reason[];
};

export type CitedNorm = {
  readonly id: string;
  readonly part: string | null;
  readonly title: string;
  /** As staff cite it: `CC 109-1 part 2`. */
  readonly cited: string;
  /** The wording on that day, where there is one. */
  readonly wording?: CitedWording;
};

export type CitedWording = {
  readonly on: DateText;
  readonly begins: Window;
  readonly ends: Window | null;
  readonly text: "known" | "partly" | "unknown";
  readonly sources: readonly Source[];
  /** The best among the sources. */
  readonly confidence: Confidence;
  /** The act that began it: when it took force, and where that was read. */
  readonly by: { readonly id: string; readonly title: string; readonly sources: readonly Source[] };
};

/** What an answer of an assessment must hold to be explained; each of its lists does. */
export type Explained = {
  readonly norm: string;
  readonly part?: string | null;
  /** Id of the amending act that began the wording answered from. */
  readonly wording?: string;
  readonly verdict: "applies" | "possible" | "unknown-text" | "displaced" | "excluded";
  readonly displacedBy?: string;
  readonly because?: Explanation;
  /** Of a duty: it hangs on an offence of one of these classes. */
  readonly offence?: { readonly classes: readonly OffenceClass[]; readonly truth: Truth };
};

/**
 * Why an answer is what it is, as a tree a person can read: what is found of each fact, each definition unfolded with
 * its norm and source, and always the norm in force on the day, the act that put it in force, and where that was read.
 *
 * @param on the day of law, `date` of the assessment.
 */
export function reasons(answer: Explained, on: DateText, language: Language, law: Law): Reason {
  const reader: Reader = { on, language, law };
  const part = answer.part ?? null;
  const norm = named(key(answer.norm, part), language, law);
  const { because } = answer;
  if (because?.op === "in-force") {
    const words = fill(clauses.excluded, language, { norm });
    const reason = notInForce(because, part, reader);
    const of = decided([reason], "no");
    return { kind: "answer", truth: "no", decides: true, words, norm: reason.norm, of };
  }
  const wordings = wordingsOf(answer.norm, reader);
  const wording = wordings.find(({ version }) => version.from === answer.wording) ?? wordings[0];
  const other = answer.displacedBy === undefined ? "" : named(answer.displacedBy, language, law);
  const truth: Truth = VERDICTS[answer.verdict];
  const of = [
    ...(because === undefined ? [] : conditionReasons(because, false, reader)),
    ...(answer.offence === undefined ? [] : [offenceReason(answer.offence, reader)]),
    ...(wording === undefined ? [] : [inForce(wording, part, reader, answer.verdict === "applies")]),
    ...(answer.verdict === "unknown-text" ? [textNotHeld(answer.norm, part, reader)] : []),
  ];
  return {
    kind: "answer",
    truth,
    decides: true,
    words: fill(clauses[answer.verdict], language, { norm, other }),
    norm: citedNorm(answer.norm, part, wording, reader),
    of: decided(of, truth),
  };
}

/** The reasons of a condition alone, without the norm that states it. `on` is needed to say which definition held. */
export function conditionReason(because: Explanation, language: Language, law: Law, on?: DateText): Reason {
  const of = conditionReasons(because, false, { language, law, on });
  const { truth } = because;
  const [only] = of;
  if (only !== undefined && of.length === 1) return { ...only, decides: true };
  return {
    kind: "all",
    truth,
    decides: true,
    words: branchWords("all", truth, language),
    of: decided(of, truth),
  };
}

const VERDICTS: Readonly<Record<Explained["verdict"], Truth>> = {
  applies: "yes",
  possible: "unknown",
  "unknown-text": "unknown",
  displaced: "no",
  excluded: "no",
};

type Reader = { readonly law: Law; readonly language: Language; readonly on: DateText | undefined };

/** A reason before it is known whether it decided what stands above it. */
type Found = Omit<Reason, "decides">;

/**
 * A condition as the reasons that must all hold: the outermost `all` gives its parts, anything else is one reason.
 * Where explanations were not asked for the `all` is empty.
 */
function conditionReasons(because: Explanation, negated: boolean, reader: Reader): readonly Found[] {
  const reason = reasonOf(because, negated, reader);
  return reason.kind === "all" ? reason.of : [reason];
}

/** Negations are carried down to the facts (De Morgan), where they turn the truth and not the words. */
function reasonOf(node: Explanation, negated: boolean, reader: Reader): Found {
  const truth = negated ? opposite(node.truth) : node.truth;
  if (isBranch(node)) {
    if (node.op === "not") return reasonOf(node.of[0] as Explanation, !negated, reader);
    const kind = (node.op === "all") === negated ? "any" : "all";
    const children = node.of.map((child) => reasonOf(child, negated, reader));
    const [only] = children;
    if (only !== undefined && children.length === 1) return only;
    // A group within a group of its kind says nothing of its own.
    const of = children.flatMap((child): readonly Found[] => (child.kind === kind ? child.of : [child]));
    const words = branchWords(kind, truth, reader.language);
    return { kind, truth, words, of: decided(of, truth) };
  }
  if (node.op === "defined") return definitionReason(node, negated, truth, reader);
  if (node.op === "in-force") return notInForce(node, null, reader);
  return factReason(node, negated, truth, reader);
}

type Branch = Extract<Explanation, { readonly op: "all" | "any" | "not" }>;

function isBranch(node: Explanation): node is Branch {
  return node.op === "all" || node.op === "any" || node.op === "not";
}

function opposite(truth: Truth): Truth {
  return truth === "unknown" ? "unknown" : truth === "yes" ? "no" : "yes";
}

/** Of a group, those decide that came out as the group did: it holds of `all` and `any`, held, failed or open. */
function decided(of: readonly Found[], truth: Truth): readonly Reason[] {
  return of.map((reason) => ({ ...reason, decides: reason.truth === truth }));
}

function branchWords(kind: "all" | "any", truth: Truth, language: Language): string {
  const ending = { yes: "Yes", no: "No", unknown: "Unknown" } as const;
  return clauses[`${kind}${ending[truth]}`][language];
}

function factReason(leaf: FactLeaf, negated: boolean, truth: Truth, { language, law }: Reader): Found {
  return {
    kind: "fact",
    truth,
    words: phrase(leaf, negated, language, law),
    fact: leaf.fact,
    ...(leaf.value === undefined ? {} : { value: leaf.value }),
    of: [],
  };
}

type DefinitionNode = Extract<Explanation, { readonly op: "defined" }>;

function definitionReason(node: DefinitionNode, negated: boolean, truth: Truth, reader: Reader): Found {
  const { language, law, on } = reader;
  const ending = { yes: "definitionYes", no: "definitionNo", unknown: "definitionUnknown" } as const;
  const words = fill(clauses[ending[node.truth]], language, { norm: named(node.norm, language, law) });
  const wordings = wordingsOf(node.norm, reader);
  const held = wordings.filter(({ when }) => when !== null);
  const [wording] = wordings;
  const of =
    wordings.length > 1 && held.length === node.of.length
      ? // Several wordings may be in force: each with what it says.
        wordings.map((one) => {
          const said = node.of[held.indexOf(one)];
          const rests = said === undefined ? [] : conditionReasons(said, negated, reader);
          return { ...inForce(one, null, reader, false), of: decided(rests, truth) };
        })
      : [
          ...node.of.flatMap((child) => conditionReasons(child, negated, reader)),
          ...(wording === undefined ? [] : [inForce(wording, null, reader, false)]),
        ];
  const missing = on !== undefined && node.of.length === 0 ? [textNotHeld(node.norm, null, reader)] : [];
  return {
    kind: "definition",
    truth,
    words,
    norm: citedNorm(node.norm, null, wording, reader),
    of: decided([...of, ...missing], truth),
  };
}

function offenceReason({ classes, truth }: NonNullable<Explained["offence"]>, { language }: Reader): Found {
  const names = oneOf(
    classes.map((one) => clauses[one][language]),
    language,
  );
  const words =
    truth === "unknown"
      ? fill(clauses.notKnownWhether, language, {
          whether: fill(clauses.whetherOffence, language, { classes: names }),
        })
      : fill(clauses.offence, language, { classes: names });
  return { kind: "offence", truth, words, of: [] };
}

/** The wordings of a norm that may be in force on the day; none where no day is asked about. */
function wordingsOf(norm: string, { law, on }: Reader): readonly Wording[] {
  return on === undefined ? [] : (law.norms.get(norm)?.wordings ?? []).filter((one) => possibly(one, on));
}

function inForce(wording: Wording, part: string | null, reader: Reader, applies: boolean): Found {
  const { law, language, on = "" } = reader;
  const { norm } = wording;
  const values = {
    on: dateInWords(on, language),
    norm: named(key(norm.id, part), language, law),
    span: spanInWords(wording, language),
    amendment: amendment(wording.version.from, law).title[language],
  };
  const base = {
    kind: "in-force" as const,
    norm: citedNorm(norm.id, part, wording, reader),
    of: [],
  };
  if (surely(wording, on)) return { ...base, truth: "yes", words: fill(clauses.inForce, language, values) };
  // An answer that applies although the day is not established rests on wordings that all say so.
  if (applies) return { ...base, truth: "yes", words: fill(clauses.whicheverWording, language, values) };
  const open = uncertain(wording, on, law);
  const text = open.disputed ? clauses.disputedInForce : clauses.perhapsInForce;
  const words = fill(text, language, {
    ...values,
    amendment: open.act.title[language],
    earliest: dateInWords(open.window.earliest, language),
    latest: dateInWords(open.window.latest, language),
  });
  return { ...base, truth: "unknown", words };
}

type Uncertain = { readonly act: AmendingAct; readonly window: Window; readonly disputed: boolean };

/** The act because of which nobody can say whether a wording held that day: the one that began it, or ended it. */
function uncertain({ version, begins }: Wording, on: DateText, law: Law): Uncertain {
  const act = amendment(begins.latest > on ? version.from : (version.until ?? version.from), law);
  const disputed = typeof act.inForce !== "string" && act.inForce.why === "disputed";
  return { act, window: windowOf(act.inForce), disputed };
}

/** A checked pack holds every act its versions name. */
function amendment(id: string, law: Law): AmendingAct {
  return law.amendments.get(id) as AmendingAct;
}

type InForceNode = Extract<Explanation, { readonly op: "in-force" }>;

/** A norm whose elements are met, but which was not in force that day. */
function notInForce(node: InForceNode, part: string | null, reader: Reader): Found {
  const { law, language } = reader;
  const wording = law.norms.get(node.norm)?.wordings.find(({ begins }) => begins.earliest === node.from);
  const words = fill(clauses.notInForce, language, {
    on: dateInWords(node.on, language),
    norm: named(key(node.norm, part), language, law),
    span: wording === undefined ? "–" : spanInWords(wording, language),
  });
  return {
    kind: "in-force",
    truth: node.truth,
    words,
    norm: citedNorm(node.norm, part, wording, reader),
    of: [],
  };
}

function spanInWords({ begins, ends }: Wording, language: Language): string {
  const since =
    begins.earliest === begins.latest
      ? fill(clauses.since, language, { from: dateInWords(begins.earliest, language) })
      : fill(clauses.sinceBetween, language, {
          earliest: dateInWords(begins.earliest, language),
          latest: dateInWords(begins.latest, language),
        });
  if (ends === null) return since;
  return fill(clauses.until, language, { since, until: dateInWords(ends.latest, language) });
}

function textNotHeld(norm: string, part: string | null, { language, law }: Reader): Found {
  const words = fill(clauses.textNotHeld, language, { norm: named(key(norm, part), language, law) });
  return { kind: "text", truth: "unknown", words, of: [] };
}

function citedNorm(
  id: string,
  part: string | null,
  wording: Wording | undefined,
  { language, law, on }: Reader,
): CitedNorm {
  const cited = {
    id,
    part,
    title: law.norms.get(id)?.norm.title[language] ?? id,
    cited: cite(id, part, language, law),
  };
  if (wording === undefined || on === undefined) return cited;
  const { version, begins, ends } = wording;
  const by = amendment(version.from, law);
  return {
    ...cited,
    wording: {
      on,
      begins,
      ends,
      text: version.text,
      sources: version.sources,
      confidence: bestConfidence(version.sources),
      by: { id: by.id, title: by.title[language], sources: by.sources },
    },
  };
}

const CONFIDENCES: readonly Confidence[] = ["official", "secondary", "unverified"];

/** A wording is as sure as the surest of its sources. */
export function bestConfidence(sources: readonly Source[]): Confidence {
  return CONFIDENCES.find((one) => sources.some(({ confidence }) => confidence === one)) ?? "unverified";
}
