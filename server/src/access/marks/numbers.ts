import type { Identifiers } from "@arasha/packs";

/** Telephone numbers in a line of text, as E.164 without the plus; what is no whole number is left out. */
export function telephonesIn(
  text: string,
  { code, trunk, digits }: Identifiers["telephone"],
): readonly string[] {
  const runs = text.match(/\+?\d[\d\s().\-–]*\d/g) ?? [];
  const numbers = runs.flatMap((run) => {
    const told = run.replace(/\D/g, "");
    if (told.length === trunk.length + digits && told.startsWith(trunk))
      return [code + told.slice(trunk.length)];
    if (run.startsWith("+") || told.startsWith("00")) return [told.replace(/^00/, "")];
    if (told.length === digits) return [code + told];
    return told.length === code.length + digits && told.startsWith(code) ? [told] : [];
  });
  return [...new Set(numbers.filter((number) => number.length >= SHORTEST && number.length <= LONGEST))];
}

/** E.164 has at most fifteen digits; below eight no country has numbers one could be reached by from outside. */
const SHORTEST = 8;
const LONGEST = 15;

/** A personal number, its digits alone; null where the text is none. */
export function personalNumberIn(text: string, { digits }: Identifiers["personalNumber"]): string | null {
  const told = text.replace(/[\s-]/g, "");
  return /^\d+$/.test(told) && told.length === digits ? told : null;
}
