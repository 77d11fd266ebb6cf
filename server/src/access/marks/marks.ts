import { createHmac, scrypt } from "node:crypto";
import { promisify } from "node:util";
import type { Text } from "@arasha/law";
import type { Identifiers } from "@arasha/packs";
import { type Compartment, recordOf } from "../../journal/compartments.ts";
import { type Home, homeOf } from "./addresses.ts";
import { namePartsOf } from "./names.ts";
import { personalNumberIn, telephonesIn } from "./numbers.ts";

/**
 * Blind indexes. A mark is what is left of a number, a name or a home when nobody is to read it and equality still has to
 * be found: HMAC-SHA-256 under a key the database never sees, cut to 64 bits.
 *
 * One equal mark is a conflict of interest, so each kind is made to mean one person or one home:
 * - `personal-number`, `telephone`: the number.
 * - `flat`: street, house and flat.
 * - `household`: a surname and street and house.
 * - `name`: a whole name, with the patronymic.
 * - `name-and-year`: surname and given name with the year of birth, give or take one.
 *
 * A surname, or surname and given name alone, make no mark: too many people share them.
 */
export const MARK_KINDS = [
  "personal-number",
  "telephone",
  "flat",
  "household",
  "name",
  "name-and-year",
] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

export type Mark = { readonly kind: MarkKind; readonly mark: Buffer };

/**
 * A mark of somebody a case is about; `class` and `person` say of what it was made. One of a household is made of a home and
 * a surname, which may be another person's: `surname` is the class that was told in. It is erased with either.
 */
export type PartyMark = Mark & {
  readonly person: string;
  readonly class: Compartment;
  readonly surname?: Compartment;
};

/** Somebody a case is about, as told. */
export type Party = {
  readonly id: string;
  readonly child: boolean;
  readonly age: number | null;
  /** Date of birth. */
  readonly born?: string | undefined;
  readonly name?: string | undefined;
  readonly personalNumber?: string | undefined;
  readonly phone?: string | undefined;
  readonly address?: string | undefined;
};

type StructuredName = {
  readonly surname: string;
  readonly given: string;
  readonly patronymic?: string | undefined;
  /** Year of birth. */
  readonly born?: number | undefined;
};

/** What a member of staff tells of herself and hers. */
export type StaffTold = {
  readonly self?: (StructuredName & { readonly formerSurnames?: readonly string[] | undefined }) | undefined;
  readonly personalNumber?: string | undefined;
  readonly telephones: readonly string[];
  readonly addresses: readonly string[];
  readonly relatives: readonly StructuredName[];
};

export type Marker = {
  /** Of the people of a case, told in `year`. */
  readonly ofParties: (parties: readonly Party[], year: number) => Promise<readonly PartyMark[]>;
  readonly ofStaff: (told: StaffTold) => Promise<readonly Mark[]>;
  /** Of a telephone or personal number to look for; null where the text is none. */
  readonly ofSearch: (kind: "telephone" | "personal-number", text: string) => Promise<Mark | null>;
  /** Whether a mark can be made of it. */
  readonly reads: Readonly<Record<"telephone" | "personalNumber" | "home", (text: string) => boolean>>;
};

/** @param country what it is called: in an address it tells no home. */
export function createMarker(key: Buffer, identifiers: Identifiers, country: Text): Marker {
  const names = new Set(Object.values(country).flatMap((name) => name.toLowerCase().split(" ")));
  const mark = (kind: MarkKind, text: string): Mark => ({
    kind,
    mark: createHmac("sha256", key).update(`${kind}\0${text}`).digest().subarray(0, MARK_BYTES),
  });
  const ofNumber = async (text: string): Promise<readonly Mark[]> => {
    const number = personalNumberIn(text, identifiers.personalNumber);
    return number === null ? [] : [mark("personal-number", await slowly(key, number))];
  };
  const ofTelephones = (text: string) =>
    telephonesIn(text, identifiers.telephone).map((number) => mark("telephone", number));
  const ofName = (name: string, years: readonly number[]) => {
    const { words, names } = namePartsOf(name);
    const whole = words.length >= WHOLE ? [mark("name", [...words].sort().join(" "))] : [];
    const dated = pairs(names).flatMap((pair) =>
      years.map((year) => mark("name-and-year", `${pair.join(" ")} ${year}`)),
    );
    return [...whole, ...dated];
  };
  const ofHousehold = (surname: string, { house }: Home) => mark("household", `${surname} ${house}`);
  const homesIn = (addresses: readonly string[]) =>
    addresses.flatMap((address) => homeOf(address, names) ?? []);
  const ofFlats = (homes: readonly Home[]) =>
    homes.flatMap(({ flat }) => (flat === null ? [] : [mark("flat", flat)]));

  return {
    ofParties: async (parties, year) => {
      // The address may be told of one and the surname of another: they are a household all the same.
      // Where a child bears an adult's surname the mark stands as long as the adult's: the last of two that are equal counts.
      const surnames = [...parties]
        .sort((a, b) => Number(b.child) - Number(a.child))
        .flatMap((party) =>
          namePartsOf(party.name ?? "").names.map((form) => ({ form, told: classOf(party, "identity") })),
        );
      const all = await Promise.all(
        parties.map(async (party) => {
          const of = (name: Compartment, marks: readonly Mark[]) =>
            marks.map((one) => ({
              ...one,
              person: party.id,
              class: classOf(party, name),
            }));
          const homes = homesIn([party.address ?? ""]);
          return [
            ...of("identity", await ofNumber(party.personalNumber ?? "")),
            ...of("contact", ofTelephones(party.phone ?? "")),
            ...of("identity", ofName(party.name ?? "", yearsOf(party, year))),
            ...of("address", ofFlats(homes)),
            ...homes.flatMap((home) =>
              surnames.flatMap(({ form, told }) =>
                of("address", [ofHousehold(form, home)]).map((one) => ({ ...one, surname: told })),
              ),
            ),
          ];
        }),
      );
      return distinct(all.flat());
    },
    ofStaff: async ({ self, personalNumber, telephones, addresses, relatives }) => {
      const own = self
        ? [self.surname, ...(self.formerSurnames ?? [])].map((surname) => ({ ...self, surname }))
        : [];
      const people = [...own, ...relatives];
      const homes = homesIn(addresses);
      const surnames = new Set(people.flatMap(({ surname }) => namePartsOf(surname).names));
      return distinct([
        ...(await ofNumber(personalNumber ?? "")),
        ...telephones.flatMap(ofTelephones),
        ...people.flatMap(({ surname, given, patronymic = "", born }) =>
          ofName(`${surname} ${given} ${patronymic}`, born === undefined ? [] : [born]),
        ),
        ...ofFlats(homes),
        ...homes.flatMap((home) => [...surnames].map((surname) => ofHousehold(surname, home))),
      ]);
    },
    ofSearch: async (kind, text) => {
      const [found = null] = kind === "telephone" ? ofTelephones(text) : await ofNumber(text);
      return found;
    },
    reads: {
      telephone: (text) => telephonesIn(text, identifiers.telephone).length > 0,
      personalNumber: (text) => personalNumberIn(text, identifiers.personalNumber) !== null,
      home: (text) => homeOf(text, names) !== null,
    },
  };
}

/** 64 bits: among a thousand million pairs of marks none meet by chance, and half of the hash is gone. */
const MARK_BYTES = 8;
/** Words of a whole name. */
const WHOLE = 3;

/**
 * Years somebody of this age, told in that year, may have been born in. An age is often an estimate: a year either way.
 */
function yearsOf({ born, age }: Pick<Party, "born" | "age">, year: number): readonly number[] {
  if (born !== undefined) return [Number(born.slice(0, 4))];
  return age === null ? [] : [-2, -1, 0, 1].map((off) => year - age + off);
}

/** All of a child is its record. */
function classOf({ id, child }: Party, name: Compartment): Compartment {
  return child ? recordOf(id) : name;
}

/** Every two of a few names, in one order. */
function pairs(names: readonly string[]): readonly (readonly string[])[] {
  const sorted = [...names].sort();
  return sorted.flatMap((one, at) => sorted.slice(at + 1).map((other) => [one, other]));
}

function distinct<M extends Mark & { readonly person?: string }>(marks: readonly M[]): readonly M[] {
  const seen = new Map(marks.map((one) => [`${one.person} ${one.kind} ${one.mark.toString("hex")}`, one]));
  return [...seen.values()];
}

/**
 * A personal number has about thirty bits: a day of birth and a few digits. Whoever had the key could try them all, so each
 * costs sixteen megabytes and some hundredths of a second. Telephones are marked without: a call brings several, and who has
 * the key of the marks has the master key beside it and reads the telephone where it is sealed.
 */
async function slowly(key: Buffer, number: string): Promise<string> {
  const salt = createHmac("sha256", key).update("personal-number\0salt").digest();
  const slow = await stretch(number, salt, 32, { N: 2 ** 14, r: 8, p: 1 });
  return slow.toString("base64");
}

const stretch = promisify<string, Buffer, number, object, Buffer>(scrypt);
