import fc from "fast-check";

const SURROGATES = { from: 0xd800, count: 0x800 };

/**
 * Any character there is, for `fc.string`: the same as its unit `binary`, which first writes down all 1.1 million of them to
 * find back by what number one was made, in seconds and once a worker.
 */
export const ANY_CHARACTER = fc
  .nat({ max: 0x10ffff - SURROGATES.count })
  .map(
    (number) => String.fromCodePoint(number < SURROGATES.from ? number : number + SURROGATES.count),
    numberOf,
  );

function numberOf(text: unknown): number {
  const [point, ...more] = typeof text === "string" ? [...text].map((one) => one.codePointAt(0) ?? -1) : [];
  const ends = SURROGATES.from + SURROGATES.count;
  if (point === undefined || more.length > 0 || (point >= SURROGATES.from && point < ends))
    throw new Error("not one character");
  return point < SURROGATES.from ? point : point - SURROGATES.count;
}
