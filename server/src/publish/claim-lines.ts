import type { ClaimVerdict, Judged, Language, Text } from "@arasha/law";
import type { ClaimBook } from "@arasha/packs";
import type { Table } from "./table.ts";

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

/** A claim with the names of what it refers to. */
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

/** The words of the columns, and a verdict in words. */
export type ClaimWords = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly verdict: (verdict: ClaimVerdict) => string;
};

const WIDTHS = [9, 60, 14, 10, 16, 14, 11, 11, 30, 30, 50, 50, 12, 14, 18, 20, 9, 16, 60] as const;

/** The claims as a table in one language: one line each, in the order given. */
export function claimTable(
  judged: readonly Judged[],
  book: ClaimBook,
  language: Language,
  words: ClaimWords,
): Table {
  return {
    name: words.name,
    columns: WIDTHS.map((width, at) => ({ title: words.columns[at] ?? "", width })),
    rows: judged.map((one) => {
      const line = claimLine(one, book);
      const { from, to } = line.period === "not-stated" ? { from: null, to: null } : line.period;
      return [
        line.id,
        line.statement[language],
        line.value,
        one.claim.bound,
        line.printed,
        line.unit?.[language] ?? null,
        from,
        to ?? from,
        line.population[language],
        line.speaker?.[language] ?? null,
        line.source?.title ?? null,
        line.source?.url ?? null,
        line.date,
        one.claim.place ?? null,
        line.verdict,
        words.verdict(line.verdict),
        line.computed ? 1 : 0,
        line.found,
        line.note?.[language] ?? null,
      ];
    }),
  };
}
