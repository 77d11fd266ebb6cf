import type { Truth } from "./result.ts";

/**
 * A truth in two bits: whether it may be, and whether it is sure to be. Kleene's "and" and "or" are then those of the
 * machine.
 */
export type Bits = number;
export const NO: Bits = 0b00;
export const UNKNOWN: Bits = 0b01;
export const YES: Bits = 0b11;

export function wordFor(bits: Bits): Truth {
  return bits === NO ? "no" : bits === YES ? "yes" : "unknown";
}

export function bitsFor(truth: Truth): Bits {
  return truth === "no" ? NO : truth === "yes" ? YES : UNKNOWN;
}

export function turned(bits: Bits): Bits {
  return bits === UNKNOWN ? UNKNOWN : YES - bits;
}
