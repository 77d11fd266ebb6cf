import type { Body } from "@arasha/law";
import type { Agency, Code, Codes, Place, Role } from "./country.ts";
import type { PackFault } from "./fault.ts";
import type { Oversight } from "./oversight.ts";
import { nearest, type Path } from "./words.ts";
import { writePath } from "./yaml.ts";

/** One list of a country as it was read, with the line of each field. */
export type ReadList<T> = {
  readonly file: string;
  readonly value: T;
  readonly lineOf: (path: Path) => number;
};

export type Lists = {
  readonly bodies: readonly Body[];
  readonly agencies: ReadList<readonly Agency[]>;
  readonly places: ReadList<readonly Place[]>;
  readonly roles: ReadList<readonly Role[]>;
  readonly codes: ReadList<Codes>;
  readonly oversight: ReadList<Oversight>;
};

/** Ids given twice, agencies and roles of a kind or in a place there is none of, and cases handed to whom they cannot be. */
export function checkLists({
  bodies,
  agencies,
  places,
  roles,
  codes,
  oversight,
}: Lists): readonly PackFault[] {
  const kinds = bodies.map(({ id }) => id);
  const there = places.value.map(({ id }) => id);
  return [
    ...twice(agencies, agencies.value),
    ...agencies.value.flatMap(({ kind, place }, at) => [
      ...unknown(agencies, [at, "kind"], kind, kinds, "kind of body that bodies.yaml lists"),
      ...(place === null
        ? []
        : unknown(agencies, [at, "place"], place, there, "place that places.yaml lists")),
    ]),
    ...agencies.value.flatMap(({ kind, place, rerouteTo }, at) => {
      if (rerouteTo === undefined) return [];
      const other = agencies.value.find(({ id }) => id === rerouteTo);
      if (!other) {
        const ids = agencies.value.map(({ id }) => id);
        return unknown(agencies, [at, "rerouteTo"], rerouteTo, ids, "known agency");
      }
      if (other.kind === kind && other.place !== place) return [];
      const message = `"${rerouteTo}" is not of the same kind in another place`;
      return [fault(agencies, [at, "rerouteTo"], message)];
    }),
    ...twice(places, places.value),
    ...twice(roles, roles.value),
    ...roles.value.flatMap(({ agencyKind }, at) =>
      unknown(roles, [at, "agencyKind"], agencyKind, kinds, "kind of body that bodies.yaml lists"),
    ),
    ...roles.value.flatMap((role, at) =>
      role.administrator && (role.oversight || role.registers || worksOnCases(role))
        ? [
            fault(
              roles,
              [at, "administrator"],
              "an administrator neither reads, writes, takes calls, counts cases, oversees nor keeps the registers",
            ),
          ]
        : [],
    ),
    ...roles.value.flatMap((role, at) =>
      role.oversight && (role.complaints || worksOnCases(role))
        ? [
            fault(
              roles,
              [at, "oversight"],
              "who oversees neither reads, writes, takes calls, counts cases nor hears complaints",
            ),
          ]
        : [],
    ),
    ...roles.value.flatMap((role, at) =>
      role.registers && (role.oversight || role.complaints || worksOnCases(role))
        ? [
            fault(
              roles,
              [at, "registers"],
              "who keeps the registers neither reads, writes, takes calls, counts cases, hears complaints nor oversees",
            ),
          ]
        : [],
    ),
    ...codes.value.referralPurposes.flatMap(({ needs = [], attends }, at) =>
      needs.includes("address") && !attends
        ? [
            fault(
              codes,
              ["referralPurposes", at, "needs"],
              "an address is opened only for a purpose that attends",
            ),
          ]
        : [],
    ),
    ...Object.entries(codes.value).flatMap(([name, list]: [string, readonly Code[]]) =>
      twice(codes, list, [name]),
    ),
    ...twice(oversight, oversight.value.glass.reasons, ["glass", "reasons"]),
    ...oversight.value.rules.flatMap((rule, at) =>
      rule.rule === "off-shift"
        ? rule.roles.flatMap((role, index) =>
            unknown(
              oversight,
              ["rules", at, "roles", index],
              role,
              roles.value.map(({ id }) => id),
              "role that roles.yaml lists",
            ),
          )
        : [],
    ),
  ];
}

function worksOnCases({ mayWrite, statistics, intake, counsel, requests, reads }: Role): boolean {
  return (
    mayWrite.length > 0 ||
    statistics ||
    intake ||
    counsel ||
    requests ||
    Object.values(reads).some(({ length }) => length > 0)
  );
}

function twice(
  list: ReadList<unknown>,
  entries: readonly { readonly id: string }[],
  above: Path = [],
): readonly PackFault[] {
  const seen = new Set<string>();
  return entries.flatMap(({ id }, at) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [fault(list, [...above, at, "id"], `"${id}" is given twice`)];
  });
}

function unknown(
  list: ReadList<unknown>,
  path: Path,
  value: string,
  known: readonly string[],
  what: string,
): readonly PackFault[] {
  if (known.includes(value)) return [];
  const near = nearest(value, known);
  const help = near === undefined ? "" : `; did you mean "${near}"?`;
  return [fault(list, path, `"${value}" is not a ${what}${help}`)];
}

function fault({ file, lineOf }: ReadList<unknown>, path: Path, message: string): PackFault {
  return { file, line: lineOf(path), path: writePath(path), message };
}
