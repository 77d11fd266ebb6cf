import type { Check, Claim, Register } from "./claim.ts";
import type { Known } from "./claim-verdict.ts";

/** One thing wrong in a register: the claim's place among all, the field, and what to do. */
export type RegisterFault = {
  readonly at: number;
  readonly path: readonly (string | number)[];
  readonly message: string;
};

/** Ids given twice, names that stand in none of the lists, checks of what the data do not hold. */
export function checkRegister(register: Register, known: Known): readonly RegisterFault[] {
  const ids = (list: readonly { readonly id: string }[]) => new Set(list.map(({ id }) => id));
  const lists = {
    series: ids(register.series),
    unit: ids(register.units),
    speaker: ids(register.speakers),
    said: ids(register.documents),
  };
  const claims = ids(register.claims);
  const seen = new Set<string>();
  return register.claims.flatMap((claim, at) => {
    const twice = seen.has(claim.id) ? [{ at, path: ["id"], message: `"${claim.id}" is given twice` }] : [];
    seen.add(claim.id);
    const unlisted = (Object.keys(lists) as (keyof typeof lists)[]).flatMap((field) => {
      const name = claim[field];
      return name === undefined || lists[field].has(name)
        ? []
        : [{ at, path: [field], message: `"${name}" is not listed` }];
    });
    return [
      ...twice,
      ...unlisted,
      ...inCheck(claim, claims, known).map((message) => ({ at, path: ["check"], message })),
    ];
  });
}

function inCheck({ check, value }: Claim, claims: ReadonlySet<string>, known: Known): readonly string[] {
  if (check === undefined) return [];
  const missing = [
    ...normsOf(check)
      .filter((id) => !known.law.norms.has(id))
      .map((id) => `"${id}" is not a norm of this pack`),
    ...(check.of === "act-day" && !known.law.amendments.has(check.act)
      ? [`"${check.act}" is not an act of this pack`]
      : []),
    ...figuresOf(check)
      .filter((id) => !claims.has(id))
      .map((id) => `"${id}" is not a claim of this register`),
    ...("treaty" in check && !known.participations.has(check.treaty) && !known.treaties.has(check.treaty)
      ? [`"${check.treaty}" is not a treaty there are data for`]
      : []),
  ];
  const compared = check.of === "figure" || check.of === "ratio" || check.of === "change";
  return compared && value === null ? [...missing, "a figure that is checked must have a value"] : missing;
}

function normsOf(check: Check): readonly string[] {
  switch (check.of) {
    case "norm-in-force":
    case "sanction":
      return [check.norm];
    case "heavier":
      return [check.before.norm, check.after.norm];
    case "acts-signed":
      return check.touching;
    default:
      return [];
  }
}

function figuresOf(check: Check): readonly string[] {
  switch (check.of) {
    case "figure":
      return [check.figure];
    case "ratio":
      return [check.part, check.whole];
    case "change":
      return [check.from, check.to];
    default:
      return [];
  }
}
