import type { Body, Norm, Version } from "@arasha/law";
import type { PackFault } from "./fault.ts";
import { nearest, type Path } from "./words.ts";
import { writePath } from "./yaml.ts";

type NormFile = { readonly file: string; readonly norm: Norm; readonly lineOf: (path: Path) => number };

/**
 * Kinds of body a norm names that `bodies.yaml` does not list. The list is closed: a kind misspelt in one article would
 * otherwise be a body nobody belongs to, and its duty would fall on no one.
 */
export function unlistedBodies(files: readonly NormFile[], bodies: readonly Body[]): readonly PackFault[] {
  const listed = new Set(bodies.map(({ id }) => id));
  return files.flatMap(({ file, norm, lineOf }) =>
    norm.versions.flatMap((version, index) =>
      named(version)
        .filter(({ kind }) => !listed.has(kind))
        .map(({ kind, path }) => {
          const whole: Path = ["versions", index, ...path];
          return { file, line: lineOf(whole), path: writePath(whole), message: unlisted(kind, listed) };
        }),
    ),
  );
}

type Named = { readonly kind: string; readonly path: Path };

/** Every kind of body a version names, with the field that names it. */
function named({
  duties = [],
  measure,
  right,
  service,
  parts = [],
  tellings = [],
}: Version): readonly Named[] {
  return [
    ...duties.flatMap((duty, at): readonly Named[] => [
      { kind: duty.agency, path: ["duties", at, "agency"] },
      ...list(duty.reporting?.to, ["duties", at, "reporting", "to"]),
      ...by([duty.after], ["duties", at], () => ["after"]),
      ...by(duty.metBy, ["duties", at], (item) => ["metBy", item]),
      ...by(duty.voidedBy, ["duties", at], (item) => ["voidedBy", item]),
    ]),
    ...list(measure?.by, ["measure", "by"]),
    ...list(right?.from, ["right", "from"]),
    ...list(service?.by, ["service", "by"]),
    ...tellings.flatMap(({ agency, to }, at): readonly Named[] => [
      { kind: agency, path: ["tellings", at, "agency"] },
      ...list(to, ["tellings", at, "to"]),
    ]),
    ...parts.flatMap(({ competent }, at) =>
      competent === "unknown"
        ? []
        : [
            ...list(competent.prepares, ["parts", at, "competent", "prepares"]),
            ...list(competent.decides, ["parts", at, "competent", "decides"]),
          ],
    ),
  ];
}

function list(kinds: readonly string[] | undefined, path: Path): readonly Named[] {
  return (kinds ?? []).map((kind, at) => ({ kind, path: [...path, at] }));
}

function by(
  patterns: readonly { readonly by?: string | undefined }[],
  path: Path,
  place: (item: number) => Path,
): readonly Named[] {
  return patterns.flatMap(({ by: kind }, item) =>
    kind === undefined ? [] : [{ kind, path: [...path, ...place(item), "by"] }],
  );
}

function unlisted(kind: string, listed: ReadonlySet<string>): string {
  const near = nearest(kind, [...listed]);
  const help = near === undefined ? "add it there if there is such a body" : `did you mean "${near}"?`;
  return `"${kind}" is not a kind of body that bodies.yaml lists; ${help}`;
}
