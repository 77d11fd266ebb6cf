import type { CaseState } from "../cases/state.ts";
import { effective } from "../cases/state.ts";
import { classOf } from "../journal/compartments.ts";
import type { Entry } from "../journal/entries.ts";
import { digitsOf, type Token, tokensOf } from "./skeleton.ts";

/**
 * Whether words somebody typed tell where the protected people are or how they are called: their addresses, telephones,
 * places of work, the children's schools, as the case holds them or ever held them, however they are written.
 */

export const GUARDED = ["address", "phone", "workplace", "school"] as const;
export type GuardedKind = (typeof GUARDED)[number];

/** What must not be told. */
export type Secret = { readonly kind: GuardedKind; readonly text: string };

/** Where a text tells it: places in the text, from 0, the end not included. */
export type Leak = { readonly kind: GuardedKind; readonly from: number; readonly to: number };

/** What a case holds of everybody but the respondent, as far as it was opened to the reader; old values too. */
export function secretsOf(entries: readonly Entry[]): readonly Secret[] {
  const found: Secret[] = [];
  const his = new Set<string>();
  for (const { respondent, kind, text } of contactsIn(entries)) {
    if (respondent) his.add(norm(text));
    else found.push({ kind, text });
  }
  // A home he lives in too is his own address: it tells him nothing.
  return found.filter(({ text }) => !his.has(norm(text)));
}

/** Whether the case holds guarded content that was not opened to this reader: then no text can be held against it. */
export function hasUnseen(entries: readonly Entry[]): boolean {
  return entries.some(
    ({ type, classes, opened = [] }) =>
      HOLDING.has(type) &&
      classes.some((name) => GUARDED_CLASSES.has(classOf(name)) && !opened.includes(name)),
  );
}

const HOLDING: ReadonlySet<string> = new Set(["persons", "report", "correction"]);
const GUARDED_CLASSES: ReadonlySet<string> = new Set(["address", "contact", "child"]);

/** Every place where a text tells one of the secrets. `open`: words everybody may read, names of towns and agencies. */
export function leaksIn(text: string, secrets: readonly Secret[], open: readonly string[]): readonly Leak[] {
  const tokens = tokensOf(text);
  const free = new Set(open.flatMap((words) => tokensOf(words)).flatMap(stems));
  const found = secrets.flatMap((secret) => [
    ...placesIn(tokens, text, secret, free),
    ...numbersIn(text, secret),
  ]);
  return found
    .filter((leak, index) => found.findIndex((other) => same(leak, other)) === index)
    .sort((a, b) => a.from - b.from);
}

function same(a: Leak, b: Leak): boolean {
  return a.from === b.from && a.to === b.to;
}

/** A telephone by its last digits, wherever they stand in order. */
function numbersIn(text: string, { kind, text: secret }: Secret): readonly Leak[] {
  const digits = digitsOf(text);
  const stream = digits.map(({ sign }) => sign).join("");
  return [...secret.matchAll(/\+?\d[\d\s().-]{4,}\d/g)].flatMap(([number]) => {
    const last = number.replace(/\D/g, "").slice(-TELLING);
    const at = last.length < FEWEST_DIGITS ? -1 : stream.indexOf(last);
    const [first, end] = [digits[at], digits[at + last.length - 1]];
    return at < 0 || !first || !end ? [] : [{ kind, from: first.at, to: end.at + 1 }];
  });
}

/** A subscriber's number without codes of country and network. */
const TELLING = 7;
const FEWEST_DIGITS = 6;

function placesIn(
  tokens: readonly Token[],
  text: string,
  { kind, text: secret }: Secret,
  open: ReadonlySet<string>,
): readonly Leak[] {
  const parts = tokensOf(secret);
  const words = new Set(
    parts
      .filter((part) => part.kind === "word" && part.text.length > 2)
      .flatMap(stems)
      .filter((stem) => stem.length > 1 && !GENERIC.has(stem)),
  );
  const numbers = parts
    .filter((part) => part.kind === "number" && part.text.length < 5)
    .map((part) => part.text);
  const leak = (...of: readonly Token[]): Leak => ({
    kind,
    from: Math.min(...of.map(({ from }) => from)),
    to: Math.max(...of.map(({ to }) => to)),
  });
  const dates = datesIn(text);
  const plain = tokens.filter(({ first, last }) => first === last);
  const after = ({ last }: Token, reach: number) => plain.slice(last + 1, last + reach + 1);
  const near = (token: Token, reach: number) => [
    ...plain.slice(Math.max(0, token.first - reach), token.first),
    ...after(token, reach),
  ];
  const numberNear = (token: Token, reach: number) =>
    near(token, reach).find(
      (other) => numbers.includes(other.text) && !dates.some((date) => inside(other, date)),
    );
  return tokens.flatMap((token): readonly Leak[] => {
    if (token.kind === "number") {
      const next = numbers[numbers.indexOf(token.text) + 1];
      if (!numbers.includes(token.text) || next === undefined) return [];
      if (dates.some((date) => inside(token, date))) return [];
      const second = after(token, 3).find((other) => other.kind === "number");
      return second?.text === next ? [leak(token, second)] : [];
    }
    const matched = [...words].filter((stem) => token.skeletons.some((sound) => sounds(sound, stem, token)));
    if (matched.some((stem) => !open.has(stem))) return [leak(token)];
    const cut = token.short && token.text.length > 1 ? token.skeletons : [];
    const short = cut.some((sound) => sound.length > 1 && [...words].some((stem) => stem.startsWith(sound)));
    const generic = token.text.length > 1 && stems(token).some((stem) => GENERIC.has(stem));
    if (matched.length === 0 && !short && !generic) return [];
    // A street called like a region or a town tells by what stands beside it: a number of hers, or that it is a street.
    const number = numberNear(token, generic ? 2 : 3);
    const street = near(token, 1).some((other) => stems(other).some(isStreet));
    if (number) return [leak(token, number)];
    return matched.length > 0 && street ? [leak(token)] : [];
  });
}

/** The same word, whatever its ending. */
function sounds(sound: string, wanted: string, token: Token): boolean {
  if (token.first !== token.last) return sound.includes(wanted);
  if (stem(sound) === wanted) return token.text.length > 2;
  return wanted.length > 2 && sound.startsWith(wanted) && sound.length - wanted.length <= 4;
}

function stems(token: Token): readonly string[] {
  const known = STEMS.get(token);
  if (known) return known;
  const found = token.kind === "word" ? token.skeletons.map(stem) : [];
  STEMS.set(token, found);
  return found;
}

/** Each token is asked once for every secret of the case. */
const STEMS = new WeakMap<Token, readonly string[]>();

/** With whatever ending: көше, көшесі, көшесіндегі. */
function isStreet(word: string): boolean {
  return [...STREETS].some((street) => word === street || (street.length > 2 && word.startsWith(street)));
}

/** Without the vowels it ends in: they are what endings change. */
function stem(sound: string): string {
  return sound.replace(/[aeo]+$/, "") || sound;
}

type Span = { readonly from: number; readonly to: number };

/** Days and hours are numbers that tell no place. */
function datesIn(text: string): readonly Span[] {
  return [...text.matchAll(/\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}[:.]\d{2}(?!\d)/g)].map((found) => ({
    from: found.index,
    to: found.index + found[0].length,
  }));
}

function inside(token: Span, span: Span): boolean {
  return token.from >= span.from && token.to <= span.to;
}

const STREET_WORDS =
  "улица ул проспект пр просп переулок пер бульвар площадь шоссе көшесі көше даңғылы даңғыл тұйығы " +
  "street st str avenue ave lane road boulevard ulica ulitsa koshesi kosesi dangyly";

/** Words of every address, which tell nothing alone; beside a number of the address they do. */
const GENERIC_WORDS =
  "микрорайон мкр мкрн район квартал дом д корпус корп строение подъезд этаж квартира кв комната офис город г поселок " +
  "пос село аул область школа гимназия лицей садик детский сад ясли колледж университет завод магазин больница " +
  "поликлиника номер работа класс шағын ауданы аудан мөлтек үй үйі пәтер пәтері қаласы қала ауылы ауыл облысы мектеп " +
  "мектебі гимназиясы лицейі балабақша балабақшасы бала бақша колледжі университеті зауыты дүкені ауруханасы " +
  "square district microdistrict house building block entrance floor apartment apt flat room office city town village " +
  "region school gymnasium lyceum kindergarten nursery college university plant shop hospital clinic number work dom " +
  "kvartira uy pater mektep shkola";

const STREETS = stemsOf(STREET_WORDS);
const GENERIC: ReadonlySet<string> = new Set([...STREETS, ...stemsOf(GENERIC_WORDS)]);

function stemsOf(words: string): ReadonlySet<string> {
  return new Set(tokensOf(words).flatMap(stems));
}

type Contact = Secret & { readonly respondent: boolean };

/** Every telephone, address, place of work and school ever written down on a case, with whose it is. */
export function contactsIn(entries: readonly Entry[]): readonly Contact[] {
  const standing = [...entries, ...effective(entries)];
  return standing.flatMap((entry): readonly Contact[] => {
    if (entry.type === "safe-contact-agreed") {
      const { to = "", note = "" } = entry.sealed ?? {};
      return [to, note].map((told) => ({ kind: "phone", text: digitsOnly(told), respondent: false }));
    }
    if (entry.type !== "persons") return [];
    const roles = new Map(entry.body.persons.map(({ id, role }) => [id, role]));
    return (entry.sealed?.persons ?? []).flatMap((person) =>
      GUARDED.flatMap((kind) => {
        const text = person[kind];
        const respondent = roles.get(person.id) === "respondent";
        return text === undefined ? [] : [{ kind, text, respondent }];
      }),
    );
  });
}

/** Of a note on how she is called only the numbers are held against a text: its words are everybody's. */
function digitsOnly(note: string): string {
  return (note.match(/\+?\d[\d\s().-]{4,}\d/g) ?? []).join(" ; ");
}

/** An address as a place, however it is written: its words and numbers, in any order, without street and house. */
function norm(text: string): string {
  const parts = tokensOf(text).map((token) =>
    token.kind === "number" ? token.text : stem(token.skeletons[0] ?? ""),
  );
  return [...new Set(parts.filter((part) => !GENERIC.has(part)))].sort().join(" ");
}

/**
 * Whether a letter to her may be posted: never to an address the other party has or ever had, which is where he looks for
 * her post. Unknown where her address is not open to whoever asks.
 */
export function postable(
  entries: readonly Entry[],
  persons: CaseState["persons"],
): "yes" | "shared" | "unknown" {
  const hers = persons.filter(({ role }) => role === "survivor").flatMap(({ address }) => address ?? []);
  if (hers.length === 0 || hasUnseen(entries)) return "unknown";
  const his = contactsIn(entries)
    .filter(({ kind, respondent }) => respondent && kind === "address")
    .map(({ text }) => norm(text));
  return hers.some((address) => his.includes(norm(address))) ? "shared" : "yes";
}
