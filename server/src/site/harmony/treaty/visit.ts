import { type DateText, dateInWords, type Participant, type Source } from "@arasha/law";
import type { TreatyBook } from "@arasha/packs";
import { byName, stateName } from "../../../messages/state-names.ts";
import type { Visit } from "../../visit.ts";

/** A visit to the pages of one treaty. */
export type TreatyVisit = Visit & {
  readonly treaty: TreatyBook;
  /** The address of its page. */
  readonly here: string;
};

/** A treaty is not bound to the days a country's law is held for: the day asked for is the day shown. */
export function treatyVisit(visit: Visit, treaty: TreatyBook): TreatyVisit {
  const early = visit.fault === "before-coverage" && visit.asked !== null;
  return {
    ...visit,
    ...(early && { on: visit.asked as DateText, fault: null }),
    treaty,
    here: `/treaties/${treaty.participation.id}`,
  };
}

export function partyPath({ here }: TreatyVisit, code: string): string {
  return `${here}/${code.toLowerCase()}`;
}

export function nameOf({ language }: Visit, code: string): string {
  return stateName(code, language);
}

/** Names in the order of the reader's alphabet. */
export function namesOf(visit: Visit, codes: readonly string[]): string {
  return byName(codes, visit.language)
    .map((code) => nameOf(visit, code))
    .join(", ");
}

/** Participants in the order of their names in the reader's language. */
export function inOrder({ language, treaty }: TreatyVisit): readonly Participant[] {
  const { participants } = treaty.participation;
  const of = new Map(participants.map((one) => [one.code, one]));
  return byName([...of.keys()], language).flatMap((code) => of.get(code) ?? []);
}

/** The sources of those ids, in the order of the list. */
export function sourcesOf({ treaty }: TreatyVisit, ids: Iterable<string>): readonly Source[] {
  const wanted = new Set(ids);
  return treaty.participation.sources.filter(({ id }) => wanted.has(id));
}

const options = { timeZone: "UTC", year: "numeric", month: "long" } as const;
/** Made once: making one takes longer than writing a whole page. */
const months = {
  kk: new Intl.DateTimeFormat("kk", options),
  ru: new Intl.DateTimeFormat("ru", options),
  en: new Intl.DateTimeFormat("en", options),
};

/** A day in words, or as far as it is known: `14 July 2025`, `September 2025`, `2019`. */
export function partialDay({ language }: Visit, date: string): string {
  if (date.length === 10) return dateInWords(date, language);
  if (date.length === 4) return date;
  return months[language].format(new Date(`${date}-01T00:00:00Z`));
}
