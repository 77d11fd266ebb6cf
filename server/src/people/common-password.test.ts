import { dictionary } from "@zxcvbn-ts/language-common";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Refused } from "../journal/refused.ts";
import { isCommonPassword } from "./common-password.ts";
import { checkPassword, PASSWORD_LENGTH } from "./password.ts";

const LIST = dictionary["passwords-common"].slice(0, 3000).map((password) => password.toLowerCase());

describe("a password", () => {
  it("is none of the 3,000 most common, nor one of them with others, numbers or itself behind it", () => {
    expect(LIST).toHaveLength(3000);
    expect(new Set(LIST).size).toBe(LIST.length);
    const made = LIST.flatMap((common, at) => [
      common,
      `${common}2026!`,
      `${common}${LIST[(at + 7) % LIST.length]}`,
      common.repeat(4),
    ]);
    expect(made.filter((password) => !isCommonPassword(password))).toEqual([]);
    // Shorter ones are refused before, by their length.
    const long = dictionary["passwords-common"].filter(({ length }) => length >= PASSWORD_LENGTH.min);
    expect(long.length).toBeGreaterThan(0);
    expect(long.filter((common) => isTaken(common))).toEqual([]);
  });

  it.each([
    "qwertyuiop12345",
    "iloveyou1234567",
    "dragondragon!!!!!!!!!!",
    "1qaz2wsx3edc4rfv",
    "shadow-shadow-1990",
  ])("%s is put together from few common ones", (password) => expect(isCommonPassword(password)).toBe(true));

  it.each([
    "four words nobody says",
    "correct horse battery staple",
    "төрт сөз ешкім айтпайды",
    "vq7!kd0wz-mx2rb",
  ])("%s is not", (password) => expect(isCommonPassword(password)).toBe(false));

  it("is never refused as common when fifteen different signs of no list make it", () => {
    const letters = fc.shuffledSubarray([..."әғқңөұүһібжзйлмпц"], { minLength: 15 });
    fc.assert(
      fc.property(letters, (signs) => !isCommonPassword(signs.join(""))),
      { numRuns: 50 },
    );
  });
});

function isTaken(password: string): boolean {
  try {
    checkPassword(password, "nobody-of-that-name");
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
