import type { Language } from "@arasha/law";
import { type ClaimBook, describeFault, InvalidPack, loadClaims } from "@arasha/packs";
import { sayValue } from "../messages/say.ts";
import { type ClaimLine, claimLine } from "../publish/claim-lines.ts";
import { answer, type Common, columns, Ended, type Surroundings } from "./output.ts";

export type ClaimsOptions = Common & { readonly verdict?: string };

/** `harmony claims`: the register, each claim with its verdict. */
export async function harmonyClaims(
  { verdict, ...options }: ClaimsOptions,
  around: Surroundings,
): Promise<void> {
  const book = open();
  const lines = book.judged
    .filter((one) => verdict === undefined || one.verdict === verdict)
    .map((one) => claimLine(one, book));
  answer(around, options, lines, () => linesText(lines, options.lang));
}

function open(): ClaimBook {
  try {
    return loadClaims();
  } catch (error) {
    if (!(error instanceof InvalidPack)) throw error;
    throw new Ended(1, error.faults.map(describeFault).join("; "));
  }
}

function linesText(lines: readonly ClaimLine[], language: Language): string {
  return columns(
    lines.map(({ id, verdict, printed, value, found, statement }) => [
      id,
      sayValue(language, "cli.claim", verdict),
      printed ?? (value === null ? "" : String(value)),
      found === null ? "" : `→ ${found}`,
      statement[language],
    ]),
  );
}
