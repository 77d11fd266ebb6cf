import type { ClaimVerdict, Judged, Language, Text } from "@arasha/law";
import { type ClaimBook, describeFault, InvalidPack, loadClaims } from "@arasha/packs";
import { sayValue } from "../messages/say.ts";
import { answer, type Common, columns, Ended, type Surroundings } from "./output.ts";

export type ClaimsOptions = Common & { readonly verdict?: string };

/** A claim as programs read it. */
export type ClaimLine = {
  readonly id: string;
  readonly statement: Text;
  readonly value: number | null;
  readonly printed: string | null;
  readonly unit: Text | null;
  readonly period: Judged["claim"]["period"];
  readonly population: Text;
  readonly speaker: Text | null;
  /** `url` is null where nobody recorded the address. */
  readonly source: { readonly title: string; readonly url: string | null } | null;
  /** When it was published, as far as known. */
  readonly date: string | null;
  readonly checkedAgainst: Text | Judged["claim"]["check"] | null;
  readonly verdict: ClaimVerdict;
  /** True where the data here decide it, and `found` is what they have. */
  readonly computed: boolean;
  readonly found: string | null;
  readonly note: Text | null;
};

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

export function claimLine({ claim, verdict, computed, found }: Judged, { register }: ClaimBook): ClaimLine {
  const series = register.series.find(({ id }) => id === claim.series);
  const said = register.documents.find(({ id }) => id === claim.said);
  const unit = register.units.find(({ id }) => id === (claim.unit ?? series?.unit));
  return {
    id: claim.id,
    statement: claim.statement ?? series?.name ?? claim.population,
    value: claim.value,
    printed: claim.printed ?? null,
    unit: unit?.name ?? null,
    period: claim.period,
    population: claim.population,
    speaker: register.speakers.find(({ id }) => id === claim.speaker)?.name ?? null,
    source:
      said === undefined
        ? null
        : { title: said.source.title, url: "url" in said.source ? said.source.url : null },
    date: said?.date ?? null,
    checkedAgainst: claim.check ?? claim.against ?? null,
    verdict,
    computed,
    found,
    note: claim.note ?? null,
  };
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
