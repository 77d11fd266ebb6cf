import { LANGUAGES } from "@arasha/law";
import type { Contact } from "./country.ts";
import type { PackFault } from "./fault.ts";
import type { ReadList } from "./lists.ts";
import type { Path } from "./words.ts";
import { writePath } from "./yaml.ts";

/** Where the address stands in a text. */
export const LINK = "{link}";

/** What is left of one short message for its words, when the address is as long as one may be. */
export const LONGEST_TEXT = 70 - "https://".length - 22 - "/n/".length - 22;

/** Disguises that would give her away, have no place for the address, or do not fit one short message. */
export function checkContact(contact: ReadList<Contact>): readonly PackFault[] {
  const { value } = contact;
  const ids = value.disguises.map(({ id }) => id);
  return value.disguises.flatMap((disguise, at) => [
    ...(ids.indexOf(disguise.id) < at ? [fault(contact, [at, "id"], `"${disguise.id}" is given twice`)] : []),
    ...(["sender", "subject", "text"] as const).flatMap((field) =>
      LANGUAGES.flatMap((language) => {
        const text = disguise[field][language];
        const clue = clueIn(value, text);
        const place = [at, field, language];
        return [
          ...(clue === null ? [] : [fault(contact, place, `holds "${clue}", which is forbidden there`)]),
          ...(field === "text" ? textFaults(contact, place, text) : []),
        ];
      }),
    ),
  ]);
}

/** The forbidden part of a word that a text holds, as it is written or in Latin letters; null where it holds none. */
export function clueIn({ forbidden }: Pick<Contact, "forbidden">, text: string): string | null {
  const written = text.toLowerCase();
  const readings = [written, latin(written)];
  return (
    forbidden.find((part) => readings.some((one) => one.includes(part) || one.includes(latin(part)))) ?? null
  );
}

/** Cyrillic letters of Russian and Kazakh as people write them with Latin ones. */
function latin(text: string): string {
  return [...text].map((letter) => LATIN[letter] ?? letter).join("");
}

const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  (
    "а=a ә=a б=b в=v г=g ғ=g д=d е=e ё=e ж=zh з=z и=i й=y к=k қ=k л=l м=m н=n ң=n о=o ө=o п=p р=r с=s т=t у=u ұ=u ү=u " +
    "ф=f х=kh һ=h ц=ts ч=ch ш=sh щ=shch ъ= ы=y і=i ь= э=e ю=yu я=ya"
  )
    .split(" ")
    .map((pair) => pair.split("=") as [string, string]),
);

function textFaults(contact: ReadList<Contact>, place: Path, text: string): readonly PackFault[] {
  const parts = text.split(LINK);
  if (parts.length !== 2) return [fault(contact, place, `must hold ${LINK} once`)];
  const length = text.length - LINK.length;
  if (length <= LONGEST_TEXT) return [];
  return [
    fault(contact, place, `has ${length} signs beside the address; one short message leaves ${LONGEST_TEXT}`),
  ];
}

function fault(list: ReadList<unknown>, path: Path, message: string): PackFault {
  const whole = ["disguises", ...path];
  return { file: list.file, line: list.lineOf(whole), path: writePath(whole), message };
}
