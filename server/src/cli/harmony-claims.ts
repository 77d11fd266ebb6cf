import type { Language } from "@arasha/law";
import { loadClaims } from "@arasha/packs";
import { sayValue } from "../messages/say.ts";
import { type ClaimLine, claimLine } from "../publish/claim-lines.ts";
import { answer, type Common, columns, type Surroundings } from "./output.ts";
import { refusing } from "./with-bill.ts";

export type ClaimsOptions = Common & { readonly verdict?: string };

/** `harmony claims`: the register, each claim with its verdict. */
export async function harmonyClaims(
  { verdict, ...options }: ClaimsOptions,
  around: Surroundings,
): Promise<void> {
  const book = refusing(() => loadClaims());
  const lines = book.judged
    .filter((one) => verdict === undefined || one.verdict === verdict)
    .map((one) => claimLine(one, book));
  answer(around, options, lines, () => linesText(lines, options.lang));
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
