import type { Assessment } from "@arasha/law";
import type { Example } from "./example.ts";

/** In words, every way in which an answer is not the one the example expects; empty when it is. */
export function differences({ expect: expected }: Example, answer: Assessment): readonly string[] {
  const found: string[] = [];
  const answered = answer.offences.filter(({ verdict }) => verdict !== "displaced" && verdict !== "excluded");

  for (const wanted of expected.offences) {
    const same = answered.filter(({ norm, part }) => norm === wanted.norm && part === (wanted.part ?? part));
    const verdicts = same.map(({ verdict }) => verdict);
    if (same.length === 0)
      found.push(`${name(wanted)} is not answered (but ${answered.map(name).join(", ") || "nothing"})`);
    else if (!verdicts.includes(wanted.verdict))
      found.push(`${name(wanted)} is ${verdicts}, not ${wanted.verdict}`);
  }
  for (const { norm, part } of answered) {
    const listed = expected.offences.some((wanted) => wanted.norm === norm && (wanted.part ?? part) === part);
    if (expected.none === true && !listed) found.push(`${name({ norm, part })} is not expected`);
    if (expected.absent?.includes(norm)) found.push(`${name({ norm, part })} must be absent`);
  }
  for (const norm of expected.notInForce ?? []) {
    if (!answer.notInForce.some((met) => met.norm === norm))
      found.push(`${norm} is not named as not in force`);
  }
  for (const wanted of expected.measures ?? []) {
    const verdict = answer.measures.find(({ norm }) => norm === wanted.norm)?.verdict ?? "excluded";
    if (verdict !== wanted.verdict) found.push(`measure ${wanted.norm} is ${verdict}, not ${wanted.verdict}`);
  }
  const established = expected.regime?.established ?? answer.regime.established;
  if (established !== answer.regime.established)
    found.push(`the regime is ${established ? "not " : ""}established`);
  return found;
}

function name({ norm, part }: { readonly norm: string; readonly part?: string | null | undefined }): string {
  return part === undefined || part === null ? norm : `${norm}#${part}`;
}
