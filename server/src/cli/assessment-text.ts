import {
  type Assessment,
  type DutyAnswer,
  factNames,
  type Language,
  type Law,
  type Missing,
  type OffenceAnswer,
  type Reason,
  reasons,
  type SanctionOnDay,
  type Source,
  type Term,
} from "@arasha/law";
import { penaltyText, rangeText } from "../messages/penalty.ts";
import { say, sayValue } from "../messages/say.ts";
import { indent } from "./output.ts";

/**
 * An assessment to be read: what applies with its reason, sanctions and source; what may apply and the fact it waits
 * for; why nothing does; what to ask next. Nothing is left out that decides; what only might is kept to a line.
 */
export function assessmentText(assessment: Assessment, law: Law, language: Language): string {
  const reader: Reader = { law, language };
  return [
    head(assessment, reader),
    ...offences(assessment, reader),
    section(say(language, "cli.notInForce"), assessment.notInForce, (one) =>
      [
        `${one.norm}${part(one.part, reader)} · ${say(language, "cli.inForce", { from: one.from, until: one.until ?? "open" })}`,
        `  ${one.title[language]}`,
        ...sources(one.source, reader),
      ].join("\n"),
    ),
    section(say(language, "cli.milder"), assessment.milder, (one) =>
      [
        `${one.norm}${part(one.part, reader)} · ${say(language, "cli.instead", { from: one.from, instead: one.instead })} · ${sayValue(language, "cli.later", one.verdict)}`,
        one.by === undefined ? "" : `  ${say(language, "cli.rule", { norm: one.by })}`,
      ]
        .filter(Boolean)
        .join("\n"),
    ),
    section(say(language, "cli.measures"), assessment.measures, (one) =>
      line(one.norm, one.title[language], one.verdict, one.missing, reader),
    ),
    section(say(language, "cli.duties"), assessment.duties, (one) =>
      line(one.norm, `${one.title[language]} (${clock(one, reader)})`, one.verdict, one.missing, reader),
    ),
    section(say(language, "cli.unread"), assessment.unread, (one) =>
      line(one.norm, one.title[language], one.verdict, one.missing, reader),
    ),
    section(say(language, "cli.rights"), assessment.rights, (one) =>
      line(one.norm, one.title[language], one.verdict, one.missing, reader),
    ),
    section(
      say(language, "cli.questions"),
      assessment.questions,
      ({ fact, settles, settled }) =>
        `${fact}: ${factNames[fact][language]} (${say(language, "cli.settles", { count: settles.length, share: settled.expected })})`,
    ),
  ]
    .filter((block) => block !== "")
    .join("\n\n");
}

type Reader = { readonly law: Law; readonly language: Language };

function head({ date, regime }: Assessment, { language }: Reader): string {
  const held = say(language, "cli.regime", { date, from: regime.from, until: regime.until ?? "open" });
  if (regime.established) return held;
  return `${held}\n${say(language, "cli.notEstablished", { amendments: regime.amendments.join(", ") })}`;
}

function offences(assessment: Assessment, reader: Reader): readonly string[] {
  const { language } = reader;
  if (assessment.offences.length === 0) return [say(language, "cli.noOffences")];
  return [
    section(say(language, "cli.offences"), assessment.offences, (one) =>
      offence(one, assessment.date, reader),
    ),
  ];
}

function offence(one: OffenceAnswer, on: string, reader: Reader): string {
  const { language, law } = reader;
  const title = [
    `${one.norm}${part(one.part, reader)}`,
    one.title[language],
    sayValue(language, "cli.class", one.class),
    sayValue(language, "cli.verdict", one.verdict),
  ].join(" · ");
  const missing = missingText(one.missing, reader);
  // What only may apply is one line and what it waits for; the rest is asked for with `law show`.
  if (one.verdict === "possible") return missing === "" ? title : `${title}\n  ${missing}`;
  return [
    title,
    `  ${one.summary[language]}`,
    `  ${say(language, "cli.because")}:`,
    indent(tree(reasons(one, on, language, law).of, reader), 4),
    missing === "" ? "" : `  ${missing}`,
    sanctions(one.sanctions, reader),
    ...sources(one.source, reader),
  ]
    .filter((text) => text !== "")
    .join("\n");
}

/** Reasons as lines, each with its answer as a sign: `+` speaks for it, `-` against it, `?` is not known. */
function tree(of: readonly Reason[], reader: Reader): string {
  return of
    .flatMap((reason) => [
      `${SIGNS[reason.truth]} ${reason.words}`,
      ...(reason.of.length === 0 ? [] : [indent(tree(reason.of, reader), 4)]),
      ...(reason.kind === "in-force" ? readIn(reason, reader) : []),
    ])
    .join("\n");
}

const SIGNS = { yes: "+", no: "-", unknown: "?" } as const;

/** Where it was read that a definition held. The sources of the offence itself stand below its sanctions. */
function readIn({ norm }: Reason, { law, language }: Reader): readonly string[] {
  if (norm?.wording === undefined || law.norms.get(norm.id)?.norm.kind !== "definition") return [];
  return sources(norm.wording.sources, { language });
}

function sanctions(of: OffenceAnswer["sanctions"], { law, language }: Reader): string {
  const title = `  ${say(language, "cli.sanctions")}:`;
  if (of === "unknown") return `${title} ${say(language, "cli.sanctionsUnknown")}`;
  return [title, ...of.map((one) => `    ${sanctionText(one, law.pack.currency, language)}`)].join("\n");
}

/** `fine 20–80 MCI (73,840–295,360 XXX) – not for this respondent`. */
export function sanctionText(sanction: SanctionOnDay, currency: string, language: Language): string {
  const { amount } = sanction;
  const limits = sanction.limits.map(({ why, truth, norm }) =>
    sayValue(language, truth === "yes" ? "cli.limit" : "cli.perhapsLimit", why, { norm }),
  );
  return [
    penaltyText(sanction, language),
    amount === undefined ? "" : `(${rangeText(amount.min, amount.max, language)} ${currency})`,
    limits.length === 0 ? "" : `– ${limits.join(", ")}`,
  ]
    .filter((word) => word !== "")
    .join(" ");
}

function line(
  norm: string,
  title: string,
  verdict: string,
  missing: readonly Missing[],
  reader: Reader,
): string {
  const waits = verdict === "possible" ? missingText(missing, reader) : "";
  const text = `${norm} · ${title} · ${sayValue(reader.language, "cli.verdict", verdict)}`;
  return waits === "" ? text : `${text}\n  ${waits}`;
}

function missingText(missing: readonly Missing[], { language }: Reader): string {
  if (missing.length === 0) return "";
  const words = missing.map((one) => {
    if (one.kind === "fact") return factNames[one.fact][language];
    if (one.kind === "text") return say(language, "cli.missingText", { norm: one.norm });
    const { amendment, earliest, latest } = one;
    return say(language, "cli.missingDate", { amendment, earliest, latest });
  });
  return `${say(language, "cli.missing")}: ${[...new Set(words)].join("; ")}`;
}

/** Where it was read, and how sure that makes us. */
export function sources(of: readonly Source[], { language }: Pick<Reader, "language">): readonly string[] {
  return of.map((source) => {
    const sure = sayValue(language, "cli.confidence", source.confidence);
    const url = source.url === undefined ? "" : ` ${source.url}`;
    return `  ${say(language, "cli.source")}: ${source.title} (${sure})${url}`;
  });
}

function part(of: string | null, { language }: Reader): string {
  return of === null ? "" : ` ${say(language, "cli.part", { part: of })}`;
}

/**
 * Who owes it, within which time, after which entry: `police, within 3 days, after: proceeding opened (criminal)`;
 * of a duty to tell another body, also whom, and whether the person concerned is asked.
 */
function clock({ agency, within, starts, reporting }: DutyAnswer, reader: Reader): string {
  const { language } = reader;
  const narrowed = Object.values(starts.with ?? {}).join(", ");
  const event = sayValue(language, "cli.event", starts.event);
  return [
    body(agency, reader),
    term(within, language),
    say(language, "cli.after", { event: narrowed === "" ? event : `${event} (\`${narrowed}\`)` }),
    ...(reporting === undefined
      ? []
      : [
          say(language, "cli.tells", { to: reporting.to.map((kind) => body(kind, reader)).join(", ") }),
          sayValue(language, "cli.consent", reporting.consent),
        ]),
  ].join(", ");
}

/** A kind of body by the name its country gives it. */
function body(kind: string, { law, language }: Reader): string {
  return law.pack.bodies?.find(({ id }) => id === kind)?.name[language] ?? kind;
}

function term(within: Term, language: Language): string {
  if (within === "immediately") return say(language, "cli.immediately");
  if (within === "same-day") return say(language, "cli.sameDay");
  const { n, unit } = within;
  return say(language, "cli.within", { n, unit: sayValue(language, "cli.unit", unit, { n }) });
}

function section<T>(title: string, items: readonly T[], write: (item: T) => string): string {
  if (items.length === 0) return "";
  return [title.toUpperCase(), ...items.map((item) => indent(write(item), 2))].join("\n");
}
