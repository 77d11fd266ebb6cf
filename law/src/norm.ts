import { z } from "zod";
import { plainDate } from "./date.ts";
import { ACTS, FACT_PATHS, type FactPath } from "./facts.ts";

/**
 * What a country pack is made of. The schema is the contract between a lawyer's YAML and the engine;
 * `docs/law.md` explains it for lawyers. ISO 8601 for dates and durations, the country's currency in
 * whole units, MCI (monthly calculation index) as a number of indices.
 */

/** One text in every language of the pack. */
export const Text = z.strictObject({ kk: z.string().min(1), ru: z.string().min(1), en: z.string().min(1) });
export type Text = z.infer<typeof Text>;
export const LANGUAGES = ["kk", "ru", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** `official`: read in the act or its official amendment note; `secondary`: press, note, guide; `unverified`: inference. */
export const Confidence = z.enum(["official", "secondary", "unverified"]);
export type Confidence = z.infer<typeof Confidence>;

/** Where something was read. `title` names the document in its own language; `url` where it can be opened. */
export const Source = z.strictObject({
  title: z.string().min(1),
  url: z.url(),
  read: plainDate.optional(),
  confidence: Confidence,
  note: z.string().optional(),
});
export type Source = z.infer<typeof Source>;

/** What one side of a dispute says: a date as precise as the source gives it (`2025-08-20`, `2025-08`, `2025`). */
export const DateClaim = z.strictObject({
  date: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, "partial-date"),
  sources: z.array(Source).min(1),
});

/**
 * When an amending act took force. `earliest` and `latest` differ when the day is not established, because it is
 * imprecise or because sources dispute it: an act inside the window gets both answers. A dispute names its sides.
 */
export const InForce = z.union([
  plainDate,
  z
    .strictObject({
      earliest: plainDate,
      latest: plainDate,
      why: z.enum(["imprecise", "disputed"]),
      claims: z.array(DateClaim).min(2).optional(),
    })
    .refine((window) => window.earliest <= window.latest, "window")
    .refine((window) => window.why !== "disputed" || window.claims !== undefined, "claims"),
]);
export type InForce = z.infer<typeof InForce>;

/** An act that begins or ends versions of norms. One date, one place. */
export const AmendingAct = z.strictObject({
  id: z.string(),
  title: Text,
  signed: plainDate.optional(),
  published: plainDate.optional(),
  inForce: InForce,
  /** A bill is never applied to a case; only `compare` may be asked about it. */
  status: z.enum(["law", "bill"]).default("law"),
  sources: z.array(Source).min(1),
});
export type AmendingAct = z.infer<typeof AmendingAct>;

// ---------------------------------------------------------------------------------------------------------------
// Conditions: plain data, a closed vocabulary, three-valued

const paths = Object.keys(FACT_PATHS) as [FactPath, ...FactPath[]];
const scalar = z.union([z.string(), z.number(), z.boolean()]);

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly act: (typeof ACTS)[number] }
  | { readonly fact: FactPath; readonly is: string | number | boolean }
  | { readonly fact: FactPath; readonly in: readonly (string | number)[] }
  | { readonly fact: FactPath; readonly atLeast: number | string }
  | { readonly fact: FactPath; readonly below: number | string }
  | { readonly defined: string }
  | { readonly penalisedWithin: string; readonly for: readonly string[] };

/**
 * - `all`, `any`, `not`: Kleene's strong three-valued connectives.
 * - `act`: the act is among the acts of the incident.
 * - `fact` with `is`, `in`, `atLeast`, `below`: comparison; `harm` is ordered as in HARMS.
 * - `defined`: the definition norm of that id, in its version in force on the date asked about.
 * - `penalisedWithin` an ISO duration `for` norms: the act falls within that time after a penalty for one of
 *   them was executed ("repeated within a year").
 */
export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Condition).min(1) }),
    z.strictObject({ any: z.array(Condition).min(1) }),
    z.strictObject({ not: Condition }),
    z.strictObject({ act: z.enum(ACTS) }),
    z.strictObject({ fact: z.enum(paths), is: scalar }),
    z.strictObject({ fact: z.enum(paths), in: z.array(z.union([z.string(), z.number()])).min(1) }),
    z.strictObject({ fact: z.enum(paths), atLeast: z.union([z.number(), z.string()]) }),
    z.strictObject({ fact: z.enum(paths), below: z.union([z.number(), z.string()]) }),
    z.strictObject({ defined: z.string() }),
    z.strictObject({ penalisedWithin: z.string(), for: z.array(z.string()).min(1) }),
  ]),
);

// ---------------------------------------------------------------------------------------------------------------
// What a version provides

export const SANCTION_KINDS = [
  "warning",
  "fine",
  "corrective-works",
  "community-service",
  "arrest",
  "restriction-of-liberty",
  "deprivation-of-liberty",
  "life-imprisonment",
  "disqualification",
  "confiscation",
] as const;
const SanctionKind = z.enum(SANCTION_KINDS);

/**
 * One alternative of a sanction. Amounts: MCI for fines and corrective works, hours, days or months for the rest;
 * a warning, confiscation and life imprisonment have none.
 * `min` = `max` where the article fixes the amount. `when`: only for some respondents. `additional`: imposed beside a
 * main penalty, not instead of it. What other norms say of penalties (`Rule`) is not repeated here.
 */
export const Sanction = z.strictObject({
  kind: SanctionKind,
  unit: z.enum(["mci", "hours", "days", "months"]).optional(),
  min: z.number().min(0).optional(),
  max: z.number().min(0).optional(),
  when: Condition.optional(),
  additional: z.literal(true).optional(),
});
export type Sanction = z.infer<typeof Sanction>;

export const OFFENCE_CLASSES = ["administrative", "misdemeanour", "crime"] as const;
export type OffenceClass = (typeof OFFENCE_CLASSES)[number];

export const Prosecution = z.strictObject({
  /** Who can set it going: `private` and `private-public` need the victim's complaint; `complaint` is the administrative equivalent. */
  mode: z.enum(["public", "private-public", "private", "ex-officio", "complaint", "unknown"]),
  norm: z.string().optional(),
  note: Text.optional(),
});

export const Reconciliation = z.strictObject({
  /** `ends`: must end the case; `may-release`: the court may; `none`: never; `unknown`: not established. */
  effect: z.enum(["ends", "may-release", "none", "unknown"]),
  barredWhen: Condition.optional(),
  norm: z.string().optional(),
  note: Text.optional(),
});

/** Rival readings of one provision, each with its authority. */
export const Reading = z.strictObject({ text: Text, authority: z.string(), sources: z.array(Source).min(1) });

/** Kinds of body (as in the agencies of the country) that prepare the case and that decide it. */
export const Competence = z.strictObject({
  prepares: z.array(z.string()).min(1),
  decides: z.array(z.string()).min(1),
  norms: z.array(z.string()).default([]),
});
export type Competence = z.infer<typeof Competence>;

export const GRAVITIES = ["minor", "medium", "grave", "particularly-grave"] as const;
export type Gravity = (typeof GRAVITIES)[number];

export const Part = z.strictObject({
  part: z.string(),
  class: z.enum(OFFENCE_CLASSES),
  when: Condition,
  /** Parts (`"1"`) of this norm, norms (`xx.code.5`) or parts of norms (`xx.code.5#1`) that yield to this one when both are met. */
  overrides: z.array(z.string()).default([]),
  /** `unknown` where the sources do not give the sanction. */
  sanctions: z.union([z.literal("unknown"), z.array(Sanction).min(1)]),
  prosecution: Prosecution,
  reconciliation: Reconciliation,
  competent: z.union([z.literal("unknown"), Competence]).default("unknown"),
  /** Only where the part departs from the rule of its act: a crime of negligence weighs less than its penalty. */
  gravity: z.enum([...GRAVITIES, "unknown"]).optional(),
  /** Only where the part departs from the rule of its act: it never lapses, or nobody knows. */
  limitation: z.enum(["never", "unknown"]).optional(),
});
export type Part = z.infer<typeof Part>;

export const TERM_UNITS = ["hours", "days", "calendar-days", "working-days", "months", "years"] as const;
const Span = z.strictObject({ n: z.int().positive(), unit: z.enum(TERM_UNITS) });
/** A length of time in the units of the law. */
export type Span = z.infer<typeof Span>;

/**
 * A time limit. Hours run on instants; days, months and years on local dates and end at midnight at the end of the
 * last day. How the start and days off count is the rule of the act (`Counting`), unless said here.
 * `immediately`: at once, no figure; `same-day`: by the end of the local day of the event.
 */
export const Term = z.union([z.literal("immediately"), z.literal("same-day"), Span]);
export type Term = z.infer<typeof Term>;

/** How an act counts its terms. `unknown` fields fall back to the strictest reading, and the result says so. */
export const Counting = z.strictObject({
  /** Is the hour or day of the event itself counted? */
  startCounts: z.boolean(),
  /** Are days off skipped when a term is given in days? */
  skipDaysOff: z.boolean(),
  /** Does a last day that is a day off move to the next working day? */
  rollToWorkingDay: z.boolean(),
  established: z.boolean(),
  sources: z.array(Source),
});
export type Counting = z.infer<typeof Counting>;

/** The kinds of journal entry a duty can start from or be met by. */
export const EVENTS = [
  "report",
  "persons",
  "incident",
  "risk-check",
  "protective-order-issued",
  "protective-order-served",
  "protective-order-copy-given",
  "protective-order-checked",
  "protective-order-breached",
  "protective-order-ended",
  "notified",
  "referral",
  "consent-given",
  "consent-withdrawn",
  "disclosure-approved",
  "asked-anew",
  "registered",
  "proceeding-opened",
  "proceeding-ended",
  "outcome",
  "note",
  "correction",
  "closing",
  "my-case-opened",
  "my-case-closed",
  "coerced-access",
  "erasure-asked",
  "erasure-approved",
  "erased",
  "hold-placed",
  "hold-lifted",
  "glass-broken",
  "complaint",
  "document-made",
  "document-approved",
  "document-served",
  "safe-contact-agreed",
  "safe-contact-withdrawn",
  "contact-tried",
] as const;
export type EventType = (typeof EVENTS)[number];

/**
 * An event, narrowed by the kind of agency that wrote it and by equality on fields of the entry's body:
 * `{event: notified, by: police, with: {to: prevention-subjects}}`.
 */
export const EventPattern = z.strictObject({
  event: z.enum(EVENTS),
  by: z.string().optional(),
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export type EventPattern = z.infer<typeof EventPattern>;

/** A duty to tell another body: of whom, and whether the person concerned is asked. */
export const Reporting = z.strictObject({
  to: z.array(z.string()).min(1),
  about: z.enum(["victim", "child", "respondent", "family", "incident"]),
  /** `not-asked`: the norm provides for no consent; `opinion`: her view is taken into account; `required`: only with it. */
  consent: z.enum(["not-asked", "opinion", "required", "unknown"]),
});
export type Reporting = z.infer<typeof Reporting>;

export const Duty = z.strictObject({
  /** What is owed, verb first, as the person who owes it would say it; the norm's own title where left out. */
  title: Text.optional(),
  /** Kind of agency that owes it: `police`, `prosecutor`, `court`, `hotline`, `shelter`, `health`, `family-support` ... */
  agency: z.string(),
  after: EventPattern,
  within: Term,
  /** The term runs from the very minute and its last day never moves, whatever the rule of the act: detention. */
  runsAtOnce: z.literal(true).optional(),
  /** Recurring: a new term of the same length begins each time it is met, until one of `until` happens. */
  recurring: z.boolean().default(false),
  metBy: z.array(EventPattern).min(1),
  /** Events that end the duty unmet. */
  voidedBy: z.array(EventPattern).default([]),
  /** It also ends by itself this long after the event it follows (an order that runs out). */
  lapsesAfter: Span.optional(),
  /** Only where the incident's facts say so; unknown facts keep the duty, marked `possible`. */
  when: Condition.optional(),
  /**
   * Only where the law of the day of the act sees an offence of one of these classes, whenever the clock starts: the
   * steps follow today's procedure, what the act was follows its own day. A possible offence keeps it, `possible`.
   */
  offence: z.array(z.enum(OFFENCE_CLASSES)).min(1).optional(),
  reporting: Reporting.optional(),
});
export type Duty = z.infer<typeof Duty>;

export const Measure = z.strictObject({
  /** Kinds of agency that may order it. */
  by: z.array(z.string()).min(1),
  when: Condition.optional(),
  /** Only where the law sees an offence of one of these classes; a possible offence keeps it, `possible`. */
  offence: z.array(z.enum(OFFENCE_CLASSES)).min(1).optional(),
  /** How long it lasts, from service; `unknown` where not established. */
  lasts: z.union([z.literal("unknown"), z.strictObject({ min: Span.optional(), max: Span })]),
  consentNeeded: z.enum(["no", "opinion", "yes", "unknown"]),
  /** The kind of journal entry that records it being ordered; absent for measures cases do not record yet. */
  recordedAs: z.enum(EVENTS).optional(),
});
export type Measure = z.infer<typeof Measure>;

/** Who holds a right, and against which kinds of body. */
export const Right = z.strictObject({
  of: z.array(z.enum(["victim", "child", "representative", "respondent", "witness", "anyone"])).min(1),
  from: z.array(z.string()).default([]),
  /** Only where the law sees an offence of one of these classes; a possible offence keeps it, `possible`. */
  offence: z.array(z.enum(OFFENCE_CLASSES)).min(1).optional(),
});
export type Right = z.infer<typeof Right>;

/** A service: who gives it, for how long at most, and what it is made to depend on. */
export const Service = z.strictObject({
  by: z.array(z.string()).min(1),
  lasts: z.union([z.literal("unknown"), z.strictObject({ max: Span })]).optional(),
  complaintNeeded: z.enum(["no", "yes", "unknown"]),
  consentNeeded: z.enum(["no", "yes", "unknown"]),
});
export type Service = z.infer<typeof Service>;

/**
 * A norm about norms: what one norm of an act says of the offences of that act, in force when it is itself.
 * - `fine-index`: whose day's MCI fixes a fine, that of the act or of the day the case was opened.
 * - `suspended`: penalties of these kinds stand in the articles and may not be imposed, save under the norms excepted.
 * - `barred`: they may not be imposed on a respondent for whom `when` holds; with `gravity`, only for such crimes.
 * - `only`: where `when` holds and the article offers one of these kinds, no other may be imposed.
 * - `gravity`: categories of crimes by the longest deprivation of liberty, in months; the last has no bound.
 * - `limitation`: how long after the act a person can still be held liable. The first term that fits counts: `of`
 *   keeps one to the norms, or parts of norms, named; `when` to facts that surely hold.
 */
export const Rule = z.discriminatedUnion("rule", [
  z.strictObject({ rule: z.literal("fine-index"), day: z.enum(["act", "case-opened"]) }),
  z.strictObject({
    rule: z.literal("suspended"),
    kinds: z.array(SanctionKind).min(1),
    except: z.array(z.string()).default([]),
  }),
  z.strictObject({
    rule: z.literal("barred"),
    kinds: z.array(SanctionKind).min(1),
    when: Condition,
    gravity: z.array(z.enum(GRAVITIES)).min(1).optional(),
  }),
  z.strictObject({ rule: z.literal("only"), kinds: z.array(SanctionKind).min(1), when: Condition }),
  z.strictObject({
    rule: z.literal("gravity"),
    steps: z
      .array(z.strictObject({ gravity: z.enum(GRAVITIES), maxMonths: z.int().positive().optional() }))
      .min(1),
  }),
  z.strictObject({
    rule: z.literal("limitation"),
    terms: z
      .array(
        z.strictObject({
          class: z.enum(OFFENCE_CLASSES),
          gravity: z.enum(GRAVITIES).optional(),
          of: z.array(z.string()).min(1).optional(),
          when: Condition.optional(),
          within: z.union([
            z.strictObject({ n: z.int().positive(), unit: z.enum(["days", "months", "years"]) }),
            z.literal("never"),
          ]),
        }),
      )
      .min(1),
  }),
]);
export type Rule = z.infer<typeof Rule>;

export const NORM_KINDS = [
  "definition",
  "offence",
  "measure",
  "duty",
  "right",
  "service",
  "general",
] as const;
export type NormKind = (typeof NORM_KINDS)[number];

/**
 * What a norm says of telling others without the person's agreement, beside duties to: leave (`may`), or secrecy
 * (`must-not`), for a kind of body, where `when` holds.
 */
export const TellingRule = z.strictObject({
  agency: z.string(),
  answer: z.enum(["may", "must-not"]),
  /** Kinds of body it may be told to; none: whoever asks. */
  to: z.array(z.string()).default([]),
  when: Condition.optional(),
});
export type TellingRule = z.infer<typeof TellingRule>;

const versionBase = {
  /** Ids of amending acts: the version begins when `from` takes force and ends when `until` does. */
  from: z.string(),
  until: z.string().optional(),
  summary: Text,
  sources: z.array(Source).min(1),
  readings: z.array(Reading).default([]),
};

/**
 * One wording of a norm. `text: unknown` means it is known that a norm applied, not what it said; `when` may then
 * still state for which incidents it applied.
 */
export const Version = z.strictObject({
  ...versionBase,
  text: z.enum(["known", "partly", "unknown"]),
  when: Condition.optional(),
  parts: z.array(Part).optional(),
  measure: Measure.optional(),
  duties: z.array(Duty).optional(),
  right: Right.optional(),
  service: Service.optional(),
  rules: z.array(Rule).optional(),
  tellings: z.array(TellingRule).optional(),
});
export type Version = z.infer<typeof Version>;

export const Norm = z.strictObject({
  id: z.string().regex(/^[a-z]{2,}\.[a-z0-9-]+\.[a-z0-9-]+$/),
  kind: z.enum(NORM_KINDS),
  title: Text,
  /** `false` where the number of the article itself is not confirmed. */
  numberConfirmed: z.boolean().default(true),
  versions: z.array(Version).min(1),
});
export type Norm = z.infer<typeof Norm>;

/** An act of parliament or code the norms belong to. */
export const Act = z.strictObject({
  id: z.string(),
  title: Text,
  /** Short name as staff cite it: `CC`. */
  cited: Text,
  url: z.url().optional(),
  /** Norm that says a milder later law works backwards. */
  milderLaw: z.string().optional(),
  counting: Counting.optional(),
});
export type Act = z.infer<typeof Act>;

/** A kind of body the norms name (`police`, `guardianship` ...). Which of them take part in cases is not law. */
export const Body = z.strictObject({
  id: z.string(),
  name: Text,
  /** Of a wider kind (any organisation): which of the other kinds belong to it; `unknown` where nobody established it. */
  members: z.union([z.enum(["everyone", "unknown"]), z.array(z.string()).min(1)]).optional(),
});
export type Body = z.infer<typeof Body>;

/** A dated value: it holds from `from` until the next one. `null` where no source gives it. */
export const DatedValue = z.strictObject({
  from: plainDate,
  value: z.int().nullable(),
  sources: z.array(Source),
});

export const Calendar = z.strictObject({
  zone: z.string(),
  /** ISO weekday numbers of the weekly days off. */
  weekend: z.array(z.int().min(1).max(7)),
  /** Years the lists are complete for; outside them working days are computed from weekends alone and marked so. */
  years: z.array(z.int()),
  daysOff: z.array(z.strictObject({ date: plainDate, name: z.string() })),
  /** Weekend days that were worked in exchange. */
  worked: z.array(plainDate),
  sources: z.array(Source).min(1),
});
export type Calendar = z.infer<typeof Calendar>;

/** A whole country pack, checked. Plain JSON, so the server can send it to the browser as it is. */
export const Pack = z.strictObject({
  country: z.string(),
  title: Text,
  currency: z.string(),
  /** First day the pack answers for: an act before it is refused, not guessed at. */
  coversFrom: plainDate,
  acts: z.array(Act),
  /** The closed list of kinds of body its norms may name; left out in packs made by hand. */
  bodies: z.array(Body).optional(),
  amendments: z.array(AmendingAct),
  norms: z.array(Norm),
  mci: z.array(DatedValue),
  calendar: Calendar,
});
export type Pack = z.infer<typeof Pack>;
