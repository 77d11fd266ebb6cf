import { Commitment, checkCommitment, type Known, type Law } from "@arasha/law";
import { knownFor } from "./claims.ts";
import { InvalidPack, type PackFault } from "./fault.ts";
import { filesUnder, readFile } from "./files.ts";
import { countryFolder } from "./head.ts";
import { writePath } from "./yaml.ts";

/** What was promised and recommended, and what tells whether it was done. */
export type CommitmentBook = { readonly commitments: readonly Commitment[]; readonly known: Known };

/**
 * Reads what was promised and recommended to a country, `commitments/<name>.yaml`, one a file, in the order of their ids.
 *
 * @param country a name from `countries()`, or the path of a pack's folder.
 * @param law the law of that country, where the caller has it at hand already.
 * @throws {InvalidPack} with every fault of every file, and of what holds between them, the law and the treaties.
 */
export function loadCommitments(country: string, law?: Law): CommitmentBook {
  const folder = countryFolder(country);
  const known = knownFor(country, law);
  const faults: PackFault[] = [];
  const seen = new Map<string, string>();
  const commitments = filesUnder(folder, "commitments")
    .filter((file) => file.endsWith(".yaml"))
    .flatMap((file) => {
      const reading = readFile(folder, file, Commitment);
      if (reading.faults !== undefined) {
        faults.push(...reading.faults);
        return [];
      }
      const { value, lineOf } = reading;
      const first = seen.get(value.id);
      seen.set(value.id, file);
      const { country: prefix } = known.law.pack;
      const between = [
        ...(first === undefined
          ? []
          : [{ path: ["id"], message: `"${value.id}" is given twice, first in ${first}` }]),
        ...(value.id.startsWith(`${prefix}.`)
          ? []
          : [{ path: ["id"], message: `"${value.id}" must begin with "${prefix}."` }]),
        ...checkCommitment(value, known),
      ];
      faults.push(
        ...between.map(({ path, message }) => ({
          file,
          line: lineOf(path),
          path: writePath(path),
          message,
        })),
      );
      return [value];
    });
  if (faults.length > 0) throw new InvalidPack(folder, faults);
  return { commitments: commitments.sort((a, b) => (a.id < b.id ? -1 : 1)), known };
}

/** Every fault of a country's commitments, for `law check`. */
export function commitmentFaults(country: string): readonly PackFault[] {
  if (filesUnder(countryFolder(country), "commitments").length === 0) return [];
  try {
    loadCommitments(country);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidPack)) throw error;
    return error.faults;
  }
}
