import { dictionary } from "@zxcvbn-ts/language-common";

const MOST = 3000;
/** Of the list what is as long as a password has to be here (`PASSWORD_LENGTH`) is common however far down it stands. */
const LONG = 15;
/** The passwords people take most, in small letters; the list begins with the commonest. */
const COMMON = dictionary["passwords-common"]
  .filter((password, at) => at < MOST || password.length >= LONG)
  .map((password) => password.toLowerCase());

/** Shorter ones stand in any sentence by chance. */
const SHORTEST = 4;
/** What a common password counts for within a longer one: it is guessed whole, as two signs are. */
const COUNTS_FOR = 2;
/** So many signs' worth at least: four common words do, one with a number behind it does not. */
const ENOUGH = 8;

const PIECES: ReadonlySet<string> = new Set(COMMON.filter(({ length }) => length >= SHORTEST));
const LONGEST = Math.max(...COMMON.map(({ length }) => length));

/** Whether a password, in small letters, is a common one or put together from few of them. */
export function isCommonPassword(plain: string): boolean {
  return worth(plain) < ENOUGH;
}

/** The least it can count for, however it is cut into pieces; what stands in it before counts for nothing more. */
function worth(plain: string): number {
  const least = [0];
  for (let end = 1; end <= plain.length; end += 1) {
    const repeated = plain[end - 1] === plain[end - 2];
    let best = (least[end - 1] ?? 0) + (repeated ? 0 : 1);
    for (let start = Math.max(0, end - LONGEST); start <= end - SHORTEST; start += 1) {
      const piece = plain.slice(start, end);
      const before = plain.slice(0, start).includes(piece);
      if (before || PIECES.has(piece)) best = Math.min(best, (least[start] ?? 0) + (before ? 0 : COUNTS_FOR));
    }
    least[end] = best;
  }
  return least[plain.length] ?? 0;
}
