import {
  conformity,
  conformityHistory,
  type ItemRow,
  judgedWithBill,
  type Language,
  type Matrix,
  matrix,
  score,
} from "@arasha/law";
import {
  compiled,
  countryFolder,
  lawWithBill,
  loadJudgements,
  loadPack,
  loadTreaty,
  treaties,
} from "@arasha/packs";
import { say, sayValue } from "../messages/say.ts";
import { type MatrixLine, matrixLine } from "../publish/matrix-lines.ts";
import { knownCountry, readDate } from "./law.ts";
import { answer, type Common, columns, Ended, type Surroundings } from "./output.ts";
import { billNamed, refusing } from "./with-bill.ts";

export type MatrixOptions = Common & {
  readonly country: string;
  readonly treaty: string;
  readonly on?: string;
  readonly withBill?: string;
};

/** `harmony matrix`: what a treaty asks, item by item, and what the law of a day gives. */
export async function harmonyMatrix(options: MatrixOptions, around: Surroundings): Promise<void> {
  const { lang } = options;
  const on = options.on ?? around.clock().slice(0, 10);
  readDate("on", on, lang);
  const bill = options.withBill;
  const asked = openMatrix(options, bill === undefined ? undefined : { named: bill, from: on });
  const rows = conformity(asked, on);
  const lines = rows.map((row) => matrixLine(row, lang));
  answer(around, options, lines, () => matrixText(rows, lines, lang));
}

/** `harmony history`: every day on which a status moved since the readers' first day, and by which law or evidence. */
export async function harmonyHistory(options: MatrixOptions, around: Surroundings): Promise<void> {
  const { lang } = options;
  const asked = openMatrix(options);
  const steps = conformityHistory(asked);
  answer(around, options, steps, () =>
    steps
      .flatMap(({ on, moves }) => [
        on,
        ...moves.map(({ obligation, before, after, amendments, evidence }) =>
          [
            `  ${obligation}:`,
            `${sayValue(lang, "cli.conformity", before)} → ${sayValue(lang, "cli.conformity", after)}`,
            ...[...amendments, ...evidence].map((id) => `(${id})`),
          ].join(" "),
        ),
      ])
      .join("\n"),
  );
}

function openMatrix(
  { country, treaty, lang }: Pick<MatrixOptions, "country" | "treaty" | "lang">,
  drafted?: { readonly named: string; readonly from: string },
): Matrix {
  const id = knownCountry(country, lang);
  if (!treaties().includes(treaty)) {
    throw new Ended(2, say(lang, "harmony.unknownTreaty", { treaty, known: treaties().join(", ") }));
  }
  return refusing(() => {
    const pack = loadPack(countryFolder(id));
    const judgements = loadJudgements(id, treaty);
    if (judgements === null) throw new Ended(1, say(lang, "harmony.notJudged", { country, treaty }));
    const asked = loadTreaty(treaty);
    if (drafted === undefined) return matrix(compiled(pack), asked, judgements);
    const bill = billNamed(id, pack, drafted.named, lang);
    return matrix(lawWithBill(pack, bill, drafted.from), asked, judgedWithBill(judgements, bill));
  });
}

function matrixText(rows: readonly ItemRow[], lines: readonly MatrixLine[], language: Language): string {
  const { binding, effort } = score(rows);
  const counts = (of: typeof binding) =>
    Object.entries(of)
      .map(([status, count]) => `${sayValue(language, "cli.conformity", status)} ${count}`)
      .join(" · ");
  return [
    columns(
      lines.map(({ obligation, status, norms, evidence }) => [
        obligation,
        sayValue(language, "cli.conformity", status),
        [...norms, ...evidence].join(" "),
      ]),
    ),
    `${say(language, "harmony.owed")}: ${counts(binding)}`,
    `${say(language, "harmony.effort")}: ${counts(effort)}`,
  ].join("\n\n");
}
