import type { Duty, EventPattern, EventType, Wording } from "@arasha/law";
import type { Codes } from "@arasha/packs";
import { conditionLines } from "./condition.ts";
import { type Line, line, type Row, type Section } from "./line.ts";
import { agencyName, bodies, forOffences, type Reader, row } from "./reader.ts";
import { spanText, termText } from "./size.ts";

/** One duty in words: who owes it, from what event on, within what time, when it is done and when it falls away. */
export function dutySection(reader: Reader, { norm, version }: Wording, duty: Duty, index: number): Section {
  const { say, language } = reader;
  const rows: readonly (Row | null)[] = [
    row(reader, "owes", [line(agencyName(reader, duty.agency))]),
    row(reader, "after", [line(eventText(reader, duty.after))]),
    row(reader, "within", [
      line(termText(say, duty.within), duty.recurring ? `. ${say("duty.recurring")}` : null),
    ]),
    duty.when ? row(reader, "onlyWhen", conditionLines(reader, duty.when)) : null,
    ...forOffences(reader, duty.offence),
    ...(duty.reporting ? reportingRows(reader, duty.reporting) : []),
    row(
      reader,
      "metBy",
      duty.metBy.map((event) => line(eventText(reader, event))),
    ),
    endRow(reader, duty),
  ];
  return {
    key: `duty-${duty.title?.en ?? index}`,
    title: duty.title?.[language] ?? ((version.duties?.length ?? 0) > 1 ? norm.title[language] : null),
    rows: rows.filter((one) => one !== null),
  };
}

function reportingRows(
  reader: Reader,
  { to, about, consent }: NonNullable<Duty["reporting"]>,
): readonly Row[] {
  const { say } = reader;
  return [
    row(reader, "tell", [
      line(say("reporting.tell", { bodies: bodies(reader, to), about: say(`about.${about}`) })),
    ]),
    row(reader, "consent", [line(say(`reporting.consent.${consent}`))]),
  ];
}

function endRow(reader: Reader, { voidedBy, lapsesAfter }: Duty): Row | null {
  const ends: readonly Line[] = [
    ...voidedBy.map((event) => line(eventText(reader, event))),
    ...(lapsesAfter === undefined
      ? []
      : [line(reader.say("duty.lapses", { span: spanText(reader.say, lapsesAfter) }))]),
  ];
  return ends.length === 0 ? null : row(reader, "ends", ends);
}

/** An event of a case, narrowed by who wrote it and by what it says: `notified (prosecutor), by the police`. */
function eventText(reader: Reader, { event, by, with: fields }: EventPattern): string {
  const { say } = reader;
  const name = say(`event.${event}`);
  const details = Object.entries(fields ?? {}).map(([field, value]) => codeName(reader, event, field, value));
  const narrowed =
    details.length === 0 ? name : say("event.narrowed", { event: name, detail: details.join(", ") });
  return by === undefined ? narrowed : say("event.by", { event: narrowed, body: agencyName(reader, by) });
}

const LISTS: Readonly<Record<string, keyof Codes>> = {
  channel: "channels",
  to: "notified",
  register: "registers",
  track: "proceedingTracks",
  outcome: "outcomes",
  purpose: "referralPurposes",
};

/** A coded value by the country's own list for its field; a kind of body, or anything else, by its word. */
function codeName(reader: Reader, event: EventType, field: string, value: string | number | boolean): string {
  const { book, language } = reader;
  const list = LISTS[field];
  const coded =
    list === undefined || (event === "referral" && field === "to") ? [] : (book.country.codes?.[list] ?? []);
  return coded.find(({ id }) => id === value)?.name[language] ?? agencyName(reader, String(value));
}
