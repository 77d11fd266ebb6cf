import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { LawError, sliceOn, type Tally } from "@arasha/law";
import { compiled, countries, countryFolder, loadPack } from "@arasha/packs";
import { BadLine, replayFile } from "../evidence/replay.ts";
import { answer, type Common, columns, Ended, type Surroundings } from "./output.ts";

export type ReplayOptions = Common & {
  readonly country: string;
  readonly on?: string;
  readonly bill?: string;
  readonly threads?: number;
};

/** `law replay`: a caseload, an incident a line, under the law of another day. */
export async function lawReplay(file: string, options: ReplayOptions, around: Surroundings): Promise<void> {
  const { country, on, bill } = options;
  if (on === undefined && bill === undefined)
    throw new Ended(2, "Name another regime: --on DATE, --bill ID, or both.");
  if (!countries().includes(country)) throw new Ended(2, `--country: there is no law of "${country}".`);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
    throw new Ended(2, `${file}: no such file.`);
  const pack = loadPack(countryFolder(country));
  if (bill !== undefined && !pack.amendments.some(({ id, status }) => id === bill && status === "bill"))
    throw new Ended(2, `--bill: "${bill}" is no bill of this pack.`);
  try {
    if (on !== undefined) sliceOn(compiled(pack), on, "--on");
    const regime = { ...(on !== undefined && { on }), ...(bill !== undefined && { bills: [bill] }) };
    const told = { at: Date.parse(around.clock()) };
    const tally = await replayFile(file, {
      country,
      regime,
      threads: options.threads ?? availableParallelism(),
      soFar: (cases) => {
        const now = Date.parse(around.clock());
        if (now - told.at < 1000) return;
        told.at = now;
        around.err(`${cases} cases\n`);
      },
    });
    answer(around, options, { regime, ...tally }, () => text(tally));
  } catch (error) {
    if (error instanceof LawError) throw new Ended(2, error.message);
    if (error instanceof BadLine) throw new Ended(2, `${file}:${error.fault.line}: ${error.fault.why}`);
    throw error;
  }
}

function text({ cases, changed, answers, classes }: Tally): string {
  const rows = [
    ["", "gained", "lost", "changed"],
    ...Object.entries(classes).map(([name, { gained, lost }]) => [name, `${gained}`, `${lost}`, ""]),
    ...Object.entries(answers).map(([name, { gained, lost, changed: other }]) => [
      name,
      `${gained}`,
      `${lost}`,
      `${other}`,
    ]),
  ];
  return `${cases} cases, ${changed} of them differ\n\n${columns(rows)}`;
}
