import { type Childhood, childhoodFaults, type Pack } from "@arasha/law";
import type { Codes } from "./country.ts";
import type { PackFault } from "./fault.ts";
import type { ReadList } from "./lists.ts";
import type { Path } from "./words.ts";
import { writePath } from "./yaml.ts";

/** Ages in no band or in two, and bodies, purposes and norms that stand nowhere else in the pack. */
export function faultsOfChildhood(
  { file, value, lineOf }: ReadList<readonly Childhood[]>,
  pack: Pack,
  codes: Codes,
): readonly PackFault[] {
  const bodies = new Set((pack.bodies ?? []).map(({ id }) => id));
  const norms = new Set(pack.norms.map(({ id }) => id));
  const purposes = new Set(codes.referralPurposes.map(({ id }) => id));
  const fault = (path: Path, message: string): PackFault => ({
    file,
    line: lineOf(path),
    path: writePath(path),
    message,
  });
  return value.flatMap((one, at) => [
    ...childhoodFaults(one).map((message) => fault([at, "bands"], message)),
    ...(one.standIn !== "unknown" && !bodies.has(one.standIn.body)
      ? [fault([at, "standIn", "body"], `"${one.standIn.body}" is not a kind of body that bodies.yaml lists`)]
      : []),
    ...(norms.has(one.atMajority.norm)
      ? []
      : [fault([at, "atMajority", "norm"], `there is no norm "${one.atMajority.norm}" in the pack`)]),
    ...(one.alone === "unknown" ? [] : one.alone).flatMap((rule, index) =>
      rule.purposes
        .filter((purpose) => !purposes.has(purpose))
        .map((purpose) =>
          fault(
            [at, "alone", index, "purposes"],
            `"${purpose}" is not a purpose of a referral that codes.yaml lists`,
          ),
        ),
    ),
  ]);
}
