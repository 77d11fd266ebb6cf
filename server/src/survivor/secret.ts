import { randomInt } from "node:crypto";

/** Crockford's base 32: no letter that is read or heard as another. Twelve of them are 60 random bits. */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS = 3;
const GROUP = 4;

/** A secret she can write on a slip of paper or learn: three groups of four signs, `7KQ2-M0XD-94TB`. */
export function newSecret(draw: () => number = () => randomInt(LETTERS.length)): string {
  const group = () => Array.from({ length: GROUP }, () => LETTERS.charAt(draw())).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}

/**
 * A code or a secret as it was meant: small letters, blanks, hyphens left out, letters taken for numerals, and letters of a
 * Cyrillic keyboard that look like ours all come to the same. What is no sign of the alphabet is left out.
 */
export function asMeant(typed: string): string {
  return [...typed.slice(0, LONGEST).normalize("NFKC").toUpperCase()]
    .map((sign) => LOOK_ALIKE[sign] ?? sign)
    .filter((sign) => LETTERS.includes(sign))
    .join("");
}

/** Nobody types more than this by accident. */
const LONGEST = 60;

const LOOK_ALIKE: Readonly<Record<string, string>> = {
  O: "0",
  I: "1",
  L: "1",
  А: "A",
  В: "B",
  Е: "E",
  К: "K",
  Қ: "K",
  М: "M",
  Н: "H",
  О: "0",
  Р: "P",
  С: "C",
  Т: "T",
  Х: "X",
  І: "1",
};

/** A code as the database has it: `7KQ2-M0XD`. */
export function codeAsMeant(typed: string): string {
  const signs = asMeant(typed);
  return `${signs.slice(0, GROUP)}-${signs.slice(GROUP, 2 * GROUP)}`;
}
