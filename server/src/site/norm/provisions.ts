import type { Measure, Right, Service, Version, Wording } from "@arasha/law";
import { conditionLines } from "./condition.ts";
import { dutySection } from "./duty.ts";
import { line, type Row, type Section } from "./line.ts";
import { partSection } from "./offence.ts";
import { bodies, forOffences, listed, type Reader, row } from "./reader.ts";
import { ruleLine } from "./rule.ts";
import { spanText } from "./size.ts";

/**
 * Everything one wording of a norm provides, in words: section by section, field by field. The same fields have the same
 * keys in every wording, so that two can be laid side by side.
 */
export function provisionsOf(reader: Reader, wording: Wording): readonly Section[] {
  const { version } = wording;
  const whole = wholeRows(reader, version);
  return [
    ...(whole.length > 0 ? [{ key: "whole", title: null, rows: whole }] : []),
    ...(version.parts ?? []).map((part) => partSection(reader, wording, part)),
    ...(version.duties ?? []).map((duty, index) => dutySection(reader, wording, duty, index)),
  ];
}

function wholeRows(reader: Reader, version: Version): readonly Row[] {
  const { when, measure, right, service, rules } = version;
  return [
    ...(when === undefined ? [] : [row(reader, "when", conditionLines(reader, when))]),
    ...(measure === undefined ? [] : measureRows(reader, measure)),
    ...(right === undefined ? [] : rightRows(reader, right)),
    ...(service === undefined ? [] : serviceRows(reader, service)),
    ...(rules === undefined
      ? []
      : [
          row(
            reader,
            "rules",
            rules.map((rule) => ruleLine(reader, rule)),
          ),
        ]),
  ];
}

function measureRows(reader: Reader, { by, when, offence, lasts, consentNeeded }: Measure): readonly Row[] {
  const { say } = reader;
  const length =
    lasts === "unknown"
      ? say("unknown.notEstablished")
      : lasts.min === undefined
        ? say("lasts.upTo", { max: spanText(say, lasts.max) })
        : lasts.min.n === lasts.max.n && lasts.min.unit === lasts.max.unit
          ? spanText(say, lasts.max)
          : say("lasts.between", { min: spanText(say, lasts.min), max: spanText(say, lasts.max) });
  return [
    row(reader, "by", [line(bodies(reader, by))]),
    ...(when === undefined ? [] : [row(reader, "when", conditionLines(reader, when))]),
    ...forOffences(reader, offence),
    row(reader, "lasts", [line(length)]),
    row(reader, "consent", [line(say(`consent.${consentNeeded}`))]),
  ];
}

function rightRows(reader: Reader, { of, from, offence }: Right): readonly Row[] {
  const holders = of.map((holder) => reader.say(`holder.${holder}`));
  return [
    row(reader, "of", [line(listed(reader, holders))]),
    ...(from.length > 0 ? [row(reader, "from", [line(bodies(reader, from))])] : []),
    ...forOffences(reader, offence),
  ];
}

function serviceRows(reader: Reader, { by, lasts, complaintNeeded, consentNeeded }: Service): readonly Row[] {
  const { say } = reader;
  const length =
    lasts === undefined || lasts === "unknown"
      ? say("unknown.notEstablished")
      : say("lasts.upTo", { max: spanText(say, lasts.max) });
  return [
    row(reader, "givenBy", [line(bodies(reader, by))]),
    ...(lasts === undefined ? [] : [row(reader, "lasts", [line(length)])]),
    row(reader, "complaint", [line(say(`complaintNeeded.${complaintNeeded}`))]),
    row(reader, "consent", [line(say(`consent.${consentNeeded}`))]),
  ];
}
