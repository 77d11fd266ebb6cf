import {
  assess,
  type DateText,
  dateInWords,
  type Law,
  type OffenceAnswer,
  type Part,
  type SanctionLimit,
  type SanctionOnDay,
  type Wording,
} from "@arasha/law";
import { cite } from "../cite.ts";
import { conditionLines, conditionUnder, links } from "./condition.ts";
import { type Inline, type Line, line, type Row, type Section } from "./line.ts";
import { bodies, type Reader, row } from "./reader.ts";
import { moneyText, sizeText } from "./size.ts";

/** A part of an offence in words: when, what can follow, who sets it going, how it can end, until when. */
export function partSection(reader: Reader, wording: Wording, part: Part): Section {
  const { say } = reader;
  const answer = answersOn(reader.book.law, reader.day).find(
    (one) => one.norm === wording.norm.id && one.part === part.part && one.wording === wording.version.from,
  );
  const rows: readonly (Row | null)[] = [
    row(reader, "class", [line(say(`class.${part.class}`))]),
    row(reader, "when", conditionLines(reader, part.when)),
    row(reader, "sanctions", sanctionLines(reader, part, answer)),
    row(
      reader,
      "prosecution",
      [prosecutionLine(reader, part)],
      part.prosecution.mode === "unknown" && part.prosecution.note === undefined,
    ),
    row(
      reader,
      "reconciliation",
      reconciliationLines(reader, part),
      part.reconciliation.effect === "unknown" && part.reconciliation.note === undefined,
    ),
    row(reader, "competent", competentLines(reader, part), part.competent === "unknown"),
    answer?.gravity
      ? row(reader, "gravity", [line(say(`gravity.${answer.gravity}`))], answer.gravity === "unknown")
      : null,
    row(reader, "limitation", [limitationLine(reader, answer)], answer?.limitation.kind === "unknown"),
    part.overrides.length > 0
      ? row(reader, "overrides", [
          {
            text: links(
              reader,
              part.overrides.map((one) => inNorm(one, wording)),
            ),
          },
        ])
      : null,
  ];
  return {
    key: `part-${part.part}`,
    title: say("part.title", { part: part.part }),
    rows: rows.filter((one) => one !== null),
  };
}

function inNorm(reference: string, { norm }: Wording): string {
  return reference.includes(".") ? reference : `${norm.id}#${reference}`;
}

function sanctionLines(reader: Reader, part: Part, answer: OffenceAnswer | undefined): readonly Line[] {
  const { say } = reader;
  if (part.sanctions === "unknown") return [line(say("sanction.unknown"))];
  const onDay = answer !== undefined && answer.sanctions !== "unknown" ? answer.sanctions : [];
  return part.sanctions.map((sanction, index): Line => {
    const size = sizeText(say, sanction);
    const name = say(`sanction.${sanction.kind}`);
    const text = size === null ? name : `${name}: ${size}`;
    const stands = onDay[index];
    return {
      text: [sanction.additional ? say("sanction.additional", { sanction: text }) : text],
      ...(sanction.when && { of: [conditionUnder(reader, say("sanction.onlyWhen"), sanction.when)] }),
      notes: stands === undefined ? [] : [...amountNote(reader, stands), ...limitNotes(reader, stands)],
    };
  });
}

function amountNote(reader: Reader, { amount }: SanctionOnDay): readonly Line[] {
  if (amount === undefined) return [];
  const { say, language, book } = reader;
  const money = (n: number) => moneyText(n, book.law.pack.currency, language);
  const { min, max } = amount;
  const size =
    min === undefined
      ? say("money.upTo", { max: money(max ?? 0) })
      : max === undefined
        ? say("money.from", { min: money(min) })
        : min === max
          ? money(min)
          : say("money.between", { min: money(min), max: money(max) });
  return [line(say("money.note", { size, mci: money(amount.mci), date: dateInWords(amount.on, language) }))];
}

function limitNotes(reader: Reader, { limits }: SanctionOnDay): readonly Line[] {
  return limits
    .filter(({ why }) => why !== "respondent")
    .map(({ why, truth, norm }: SanctionLimit) => {
      const sure = truth === "yes" ? "surely" : "perhaps";
      return line(
        `${reader.say(`limit.${why as "suspended" | "barred" | "only"}.${sure}`)} (`,
        ref(reader, norm),
        ")",
      );
    });
}

function ref({ visit, book }: Reader, norm: string): Inline {
  return { norm, text: cite(visit, book, norm) };
}

function prosecutionLine(reader: Reader, { prosecution }: Part): Line {
  return said(reader, reader.say(`prosecution.${prosecution.mode}`), prosecution);
}

function reconciliationLines(reader: Reader, { reconciliation }: Part): readonly Line[] {
  const barred = reconciliation.barredWhen;
  return [
    {
      ...said(reader, reader.say(`reconciliation.${reconciliation.effect}`), reconciliation),
      ...(barred && { of: [conditionUnder(reader, reader.say("reconciliation.barred"), barred)] }),
    },
  ];
}

/** Words, the norm they follow from, and the pack's own note. */
function said(
  reader: Reader,
  words: string,
  { norm, note }: { readonly norm?: string | undefined; readonly note?: Part["prosecution"]["note"] },
): Line {
  return line(
    words,
    norm === undefined ? null : " (",
    norm === undefined ? null : ref(reader, norm),
    norm === undefined ? null : ")",
    note === undefined ? null : `. ${note[reader.language]}`,
  );
}

function competentLines(reader: Reader, { competent }: Part): readonly Line[] {
  const { say } = reader;
  if (competent === "unknown") return [line(say("unknown.notEstablished"))];
  return [
    line(say("competent.prepares", { bodies: bodies(reader, competent.prepares) })),
    line(say("competent.decides", { bodies: bodies(reader, competent.decides) })),
    ...(competent.norms.length > 0 ? [{ text: links(reader, competent.norms) }] : []),
  ];
}

function limitationLine(reader: Reader, answer: OffenceAnswer | undefined): Line {
  const { say, language, day } = reader;
  const limitation = answer?.limitation ?? { kind: "unknown" as const };
  if (limitation.kind === "unknown") return line(say("unknown.notEstablished"));
  if (limitation.kind === "never")
    return line(`${say("limitation.never")} (`, ref(reader, limitation.norm), ")");
  const length = lengthOf(day, limitation.until);
  return {
    text: [
      `${say("limitation.within", { length: say(`span.${length.unit}`, { n: length.n }) })} (`,
      ref(reader, limitation.norm),
      ")",
    ],
    notes: [
      line(
        say("limitation.until", {
          act: dateInWords(day, language),
          until: dateInWords(limitation.until, language),
        }),
      ),
    ],
  };
}

/** How long after the act, as the rule that was applied must have said it. */
function lengthOf(
  act: DateText,
  until: DateText,
): { readonly n: number; readonly unit: "years" | "months" | "days" } {
  const from = Temporal.PlainDate.from(act);
  const { years, months, days } = from.until(until, { largestUnit: "years" });
  if (days !== 0) return { n: from.until(until, { largestUnit: "days" }).days, unit: "days" };
  return months === 0 ? { n: years, unit: "years" } : { n: years * 12 + months, unit: "months" };
}

const answered = new WeakMap<Law, Map<DateText, readonly OffenceAnswer[]>>();
const KEPT_DAYS = 24;

/** What the engine says of every offence on a day when nothing is known of the incident: the last days asked are kept. */
function answersOn(law: Law, day: DateText): readonly OffenceAnswer[] {
  const days = answered.get(law) ?? new Map<DateText, readonly OffenceAnswer[]>();
  answered.set(law, days);
  const known = days.get(day);
  if (known) return known;
  const { offences } = assess(law, { date: day }, { all: true, because: false });
  const [oldest] = days.keys();
  if (days.size >= KEPT_DAYS && oldest !== undefined) days.delete(oldest);
  days.set(day, offences);
  return offences;
}
