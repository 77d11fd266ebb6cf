import { z } from "zod";
import { type DateText, dayAfter, plainDate } from "./date.ts";
import { Source, Text } from "./norm.ts";

/**
 * From when on a child is asked, agrees alone, and is no child any more, as one country has it. Years are ages reached.
 * `unknown` stays unknown: then nobody decides what hangs on it.
 */
export const Childhood = z.strictObject({
  /** First day this holds for; until the next one. */
  from: plainDate,
  majority: z.strictObject({
    age: z.int().positive(),
    /** When a person born on 29 February is a year older in a year without that day. */
    leapDay: z.enum(["february-28", "march-1", "unknown"]),
    sources: z.array(Source).min(1),
  }),
  /** Ages as they are coded, first and last: together every age below majority, each once. */
  bands: z.array(z.strictObject({ id: z.string(), first: z.int().min(0), last: z.int().min(0) })).min(1),
  /**
   * What a child's own word counts for from an age on, beside the guardian's consent: it is `explained` and no word asked;
   * the word is `asked` and noted; nothing opens without it (`needed`).
   */
  assent: z
    .array(
      z.strictObject({
        from: z.int().min(0),
        word: z.enum(["explained", "asked", "needed"]),
        sources: z.array(Source).min(1),
      }),
    )
    .min(1),
  /** What a child may agree to alone, and from which age. */
  alone: z.union([
    z.literal("unknown"),
    z.array(
      z.strictObject({
        purposes: z.array(z.string()).min(1),
        from: z.int().min(0),
        note: Text.optional(),
        sources: z.array(Source).min(1),
      }),
    ),
  ]),
  /** The body that speaks for a child whose guardians cannot; unknown: nobody does. */
  standIn: z.union([
    z.literal("unknown"),
    z.strictObject({ body: z.string(), sources: z.array(Source).min(1) }),
  ]),
  /** What is owed when a child has come of age: to be asked anew, in so many days, by whoever was let read. */
  atMajority: z.strictObject({
    norm: z.string(),
    title: Text,
    days: z.int().positive(),
    sources: z.array(Source).min(1),
  }),
});
export type Childhood = z.infer<typeof Childhood>;

/** What holds on a day, or null: nothing is known for it. */
export function childhoodOn(list: readonly Childhood[], on: DateText): Childhood | null {
  return (
    list
      .filter(({ from }) => from <= on)
      .sort((a, b) => (a.from < b.from ? -1 : 1))
      .at(-1) ?? null
  );
}

/** Ages somebody may have, as far as is known: the same number twice where it is known. */
export type Ages = { readonly least: number; readonly most: number };

/** The age on a day, in years reached. Two numbers on the one day a year that is disputed for those born on 29 February. */
export function agesOn(born: DateText, on: DateText, { leapDay }: Childhood["majority"]): Ages {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
  const reached = (birthday: DateText) => Math.max(0, on < birthday ? years - 1 : years);
  const [early, late] = birthdays(born, years, leapDay);
  return { least: reached(late), most: reached(early) };
}

/** The day a child comes of age: the first and last it can be. On the first guardians' consents end; by the last the child decides. */
export function majorityOf(
  born: DateText,
  { age, leapDay }: Childhood["majority"],
): { readonly earliest: DateText; readonly latest: DateText } {
  const [earliest, latest] = birthdays(born, age, leapDay);
  return { earliest, latest };
}

/**
 * The ages a child may have on a day, from the band it was noted in on an earlier one: what can be said without the date of
 * birth. Null for a band the pack does not hold, or a day before it was noted.
 */
export function agesFromBand(childhood: Childhood, band: string, noted: DateText, on: DateText): Ages | null {
  const found = childhood.bands.find(({ id }) => id === band);
  if (!found || on < noted) return null;
  // Born at the latest on the day that makes it the first age of the band that day, at the earliest the day after the
  // one that would make it older than the last. Both birthdays are taken to fall as early and late as any.
  const youngest = lastDayLike(yearsBefore(noted, found.first), noted);
  const oldest = dayAfter(yearsBefore(noted, found.last + 1), { years: 0, months: 0, weeks: 0, days: 1 });
  const loose = { ...childhood.majority, leapDay: "unknown" as const };
  return { least: agesOn(youngest, on, loose).least, most: agesOn(oldest, on, loose).most };
}

/** The bands these ages fall in; `adult` where they reach majority. */
export function bandsOf(
  childhood: Childhood,
  { least, most }: Ages,
): { readonly bands: readonly string[]; readonly adult: "yes" | "no" | "unknown" } {
  const { age } = childhood.majority;
  return {
    bands: childhood.bands.filter(({ first, last }) => least <= last && most >= first).map(({ id }) => id),
    adult: least >= age ? "yes" : most >= age ? "unknown" : "no",
  };
}

export type Word = Childhood["assent"][number]["word"];

/** Who may agree that something of a child is told, and what the child's own word counts for. */
export type Decision = {
  readonly adult: "yes" | "no" | "unknown";
  /** By whom a consent may be given: nobody where it cannot be told. */
  readonly by: readonly ("guardian" | "self")[];
  readonly word: Word;
  readonly standIn: string | null;
};

/**
 * Who decides on a purpose for somebody of these ages. Of ages not known, or reaching over majority, nobody does. Where a
 * child may agree alone its refusal stands against the guardian's consent; ages that reach over an edge are read strictly.
 */
export function whoDecides(childhood: Childhood, ages: Ages | null, purpose: string): Decision {
  const nobody = { by: [], word: "needed", standIn: null } as const;
  if (ages === null) return { ...nobody, adult: "unknown" };
  const { adult } = bandsOf(childhood, ages);
  if (adult === "unknown") return { ...nobody, adult };
  if (adult === "yes") return { adult, by: ["self"], word: "explained", standIn: null };
  const alone =
    childhood.alone === "unknown"
      ? undefined
      : childhood.alone.find(({ purposes }) => purposes.includes(purpose));
  const word = wordOf(childhood, ages.most);
  const mayRefuse = alone !== undefined && ages.most >= alone.from && word !== "explained";
  return {
    adult,
    by: alone !== undefined && ages.least >= alone.from ? ["guardian", "self"] : ["guardian"],
    word: mayRefuse ? "needed" : word,
    standIn: childhood.standIn === "unknown" ? null : childhood.standIn.body,
  };
}

/** Years that are in no band or in two, and steps of a child's word that do not begin at birth or come twice. */
export function childhoodFaults({ majority, bands, assent }: Childhood): readonly string[] {
  const ages = Array.from({ length: majority.age }, (_, age) => age);
  const bandsAt = (age: number) => bands.filter(({ first, last }) => first <= age && age <= last).length;
  return [
    ...ages.filter((age) => bandsAt(age) !== 1).map((age) => `age ${age} is in ${bandsAt(age)} bands`),
    ...bands.filter(({ last }) => last >= majority.age).map(({ id }) => `band ${id} reaches over majority`),
    ...(assent.some(({ from }) => from === 0) ? [] : ["no step of assent begins at age 0"]),
    ...(new Set(assent.map(({ from }) => from)).size === assent.length
      ? []
      : ["two steps of assent begin at one age"]),
  ];
}

function wordOf({ assent }: Childhood, age: number): Word {
  const steps = [...assent].sort((a, b) => a.from - b.from);
  return steps.filter(({ from }) => from <= age).at(-1)?.word ?? "needed";
}

/** The first and last day a birthday can fall on, so many years after birth. */
function birthdays(
  born: DateText,
  years: number,
  leapDay: Childhood["majority"]["leapDay"],
): readonly [DateText, DateText] {
  const day = dayAfter(born, { years, months: 0, weeks: 0, days: 0 });
  // `dayAfter` gives the last day of February where there is no 29th.
  if (!born.endsWith("-02-29") || day.endsWith("-02-29")) return [day, day];
  const march = `${day.slice(0, 4)}-03-01`;
  if (leapDay === "february-28") return [day, day];
  return leapDay === "march-1" ? [march, march] : [day, march];
}

function yearsBefore(day: DateText, years: number): DateText {
  return Temporal.PlainDate.from(day).subtract({ years }).toString();
}

/** A child born on 29 February may have had its birthday on the 28th. */
function lastDayLike(day: DateText, noted: DateText): DateText {
  const leap = noted.endsWith("-02-28") && Temporal.PlainDate.from(day).inLeapYear;
  return leap ? `${day.slice(0, 4)}-02-29` : day;
}
