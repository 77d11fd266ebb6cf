import { randomInt } from "node:crypto";

/** Crockford's base 32: no letter that is read or heard as another. */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A case code: eight characters, 40 random bits, easy to say over a telephone, telling nothing of the case. */
export function newCode(draw: () => number = () => randomInt(LETTERS.length)): string {
  const text = Array.from({ length: 8 }, () => LETTERS.charAt(draw())).join("");
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}
