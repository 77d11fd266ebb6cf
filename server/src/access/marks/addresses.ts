import { skeleton } from "./names.ts";

/**
 * An address as people tell it, brought to what tells homes apart: the words of the street and the numbers in their order.
 * `г. Город, ул. Абая, д. 10, кв. 25`, `Абай көшесі 10-25` and `Abay st. 10, apt 25` are one home. Town and region are
 * left out, since one of two people often does: so two homes in two towns may be taken for one, and a home is not missed.
 */
export type Home = {
  /** Street and house. */
  readonly house: string;
  /** With the flat; null where none was told. */
  readonly flat: string | null;
};

/**
 * Null where no house can be told.
 *
 * @param country words that name the country, lower case: they tell no home.
 */
export function homeOf(address: string, country: ReadonlySet<string> = NONE): Home | null {
  const streetOf = (parts: readonly string[]) => lastWord(parts, country);
  const told = address.toLowerCase().normalize("NFC").replace(POSTCODE, " ");
  const parts = partsOf(told);
  const numbers = parts.filter(isNumber).map(houseNumber);
  // `г.` may stand for a town or be somebody's initial: a street is one or the other, a numbered district has none.
  const outOfTown = streetOf(partsOf(told.replace(TOWN, " ")));
  const street = outOfTown !== "" || DISTRICT.test(told) ? outOfTown : streetOf(parts);
  // A house of a numbered district has no street to name: two numbers are its least.
  const least = street === "" ? 2 : 1;
  if (numbers.length < least) return null;
  const whole = [street, ...numbers].join(" ");
  return {
    house: [street, ...numbers.slice(0, least)].join(" "),
    flat: numbers.length > least ? whole : null,
  };
}

const NONE: ReadonlySet<string> = new Set();

function partsOf(text: string): readonly string[] {
  return text.match(/\d+(?:\s?[а-яa-z](?!\p{L}))?|\p{L}{2,}/gu) ?? [];
}

/**
 * A street goes by its last word before the number: `Мухтара Ауэзова`, `М. Ауэзова` and `Ауэзова` are one. Titles
 * (`батыр`, `хан`) are not the name, and are there in one telling and not in another.
 */
function lastWord(parts: readonly string[], country: ReadonlySet<string>): string {
  const words = (among: readonly string[]) =>
    among.filter((part) => !isNumber(part) && !GENERIC.has(part) && !country.has(part)).map(skeleton);
  const before = words(parts.slice(0, parts.findIndex(isNumber)));
  const found = before.length > 0 ? before : words(parts);
  return found.at(-1) ?? "";
}

function isNumber(part: string): boolean {
  return /^\d/.test(part);
}

/** `10а` and `10 A` are one house. */
function houseNumber(text: string): string {
  const digits = text.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
  return digits + skeleton(text.replace(/[\d\s]/g, ""));
}

const POSTCODE = /(?<!\d)\d{5,6}(?!\d)/g;

/** A town said to be one, before or after its name. */
const TOWN =
  /(?<!\p{L})(?:(?:г|гор|город|қ|с|п|село|ауыл|аул|пос|поселок|посёлок)(?:\.\s*|\s+)\p{L}[\p{L}-]*|\p{L}[\p{L}-]*\s+(?:қаласы|қ\.|ауылы|кенті|city))(?!\p{L})/gu;

const DISTRICT = /(?<!\p{L})(?:мкр|мкрн|микрорайон|ықшам|шағын|mkr|microdistrict)(?!\p{L})/u;

/** Words that say what the next one is. */
const GENERIC: ReadonlySet<string> = new Set(
  [
    "көшесі көше сі көш лы даң шағын шағынауданы шағынаудан даңғылы даңғыл тұйық тұйығы ықшам ауданы аудан мөлтек үй пәтер павильон корпус блок подъезд этаж қабат",
    "улица ул проспект пр пр-т просп переулок пер бульвар бул микрорайон мкр мкрн район дом д квартира кв корп стр строение",
    "street st avenue ave av lane boulevard blvd district microdistrict house flat apartment apt building bld block entrance floor no",
    "kosesi koshesi dangyly uy pater ulitsa ul prospekt dom kvartira kv mkr mikrorayon mikroraion область облысы обл region oblast",
    "батыр батыра batyr хан хана khan ақын акын акына aqyn akyn ата би бия bi әулие академик академика",
    "республика республикасы republic",
  ].flatMap((row) => row.split(" ")),
);
