import type { Assessment, OffenceAnswer } from "@arasha/law";
import type { Example } from "./example.ts";

/** In words, every way in which an answer is not the one the example expects; empty when it is. */
export function differences({ expect: expected }: Example, answer: Assessment): readonly string[] {
  const answered = answer.offences.filter(({ verdict }) => verdict !== "displaced" && verdict !== "excluded");
  return [
    ...missingOffences(expected, answered),
    ...surplusOffences(expected, answered),
    ...(expected.course ?? []).flatMap((wanted) => courseDiffers(wanted, answered)),
    ...(expected.notInForce ?? [])
      .filter((norm) => !answer.notInForce.some((met) => met.norm === norm))
      .map((norm) => `${norm} is not named as not in force`),
    ...measuresDiffer(expected, answer),
    ...dutiesDiffer(expected, answer),
    ...rightsDiffer(expected, answer),
    ...milderDiffers(expected, answer),
    ...(expected.questions ?? [])
      .filter((fact) => !answer.questions.some((question) => question.fact === fact))
      .map((fact) => `${fact} is not asked (but ${list(answer.questions.map((one) => one.fact))})`),
    ...regimeDiffers(expected, answer),
  ];
}

type Expected = Example["expect"];

function missingOffences(expected: Expected, answered: readonly OffenceAnswer[]): readonly string[] {
  return expected.offences.flatMap((wanted) => {
    const same = answered.filter(({ norm, part }) => norm === wanted.norm && part === (wanted.part ?? part));
    const verdicts = same.map(({ verdict }) => verdict);
    if (same.length === 0) return [`${name(wanted)} is not answered (but ${list(answered.map(name))})`];
    return verdicts.includes(wanted.verdict) ? [] : [`${name(wanted)} is ${verdicts}, not ${wanted.verdict}`];
  });
}

function surplusOffences(expected: Expected, answered: readonly OffenceAnswer[]): readonly string[] {
  return answered.flatMap(({ norm, part }) => {
    const listed = expected.offences.some((wanted) => wanted.norm === norm && (wanted.part ?? part) === part);
    return [
      ...(expected.none === true && !listed ? [`${name({ norm, part })} is not expected`] : []),
      ...(expected.absent?.includes(norm) ? [`${name({ norm, part })} must be absent`] : []),
    ];
  });
}

function courseDiffers(
  wanted: NonNullable<Expected["course"]>[number],
  answered: readonly OffenceAnswer[],
): readonly string[] {
  const found = answered.find(({ norm, part }) => norm === wanted.norm && part === wanted.part);
  if (found === undefined) return [`${name(wanted)} is not answered (but ${list(answered.map(name))})`];
  const is = (what: string, value: string, expected: string | undefined) =>
    expected === undefined || expected === value
      ? []
      : [`${name(wanted)}: ${what} is ${value}, not ${expected}`];
  const open =
    found.sanctions === "unknown"
      ? ["unknown"]
      : found.sanctions.filter(({ imposable }) => imposable === "yes").map(({ kind }) => kind);
  const { limitation } = found;
  return [
    ...is("prosecution", found.prosecution.mode, wanted.prosecution),
    ...is("the bar to reconciliation", found.reconciliation.barred, wanted.barred),
    ...is("what can be imposed", open.join(", "), wanted.imposable?.join(", ")),
    ...is("limitation", limitation.kind === "until" ? limitation.until : limitation.kind, wanted.limitation),
  ];
}

function measuresDiffer(expected: Expected, answer: Assessment): readonly string[] {
  return (expected.measures ?? []).flatMap((wanted) => {
    const verdict = answer.measures.find(({ norm }) => norm === wanted.norm)?.verdict ?? "excluded";
    return verdict === wanted.verdict ? [] : [`measure ${wanted.norm} is ${verdict}, not ${wanted.verdict}`];
  });
}

function dutiesDiffer(expected: Expected, answer: Assessment): readonly string[] {
  const owed = (expected.duties ?? []).flatMap((wanted) => {
    const duty = answer.duties.find(
      ({ norm, agency, reporting }) =>
        norm === wanted.norm &&
        agency === wanted.agency &&
        (wanted.consent === undefined || reporting !== undefined),
    );
    const [verdict, consent] = [duty?.verdict ?? "excluded", duty?.reporting?.consent ?? "nothing"];
    const which = `duty ${wanted.norm} of ${wanted.agency}`;
    return [
      ...(verdict === wanted.verdict ? [] : [`${which} is ${verdict}, not ${wanted.verdict}`]),
      ...(wanted.consent === undefined || wanted.consent === consent
        ? []
        : [`${which} says of consent ${consent}, not ${wanted.consent}`]),
    ];
  });
  const read = (expected.unread ?? []).filter((norm) => !answer.unread.some((duty) => duty.norm === norm));
  return [...owed, ...read.map((norm) => `${norm} is not named as a duty whose text is not held`)];
}

function rightsDiffer(expected: Expected, answer: Assessment): readonly string[] {
  return (expected.rights ?? []).flatMap((wanted) => {
    const verdict = answer.rights.find(({ norm }) => norm === wanted.norm)?.verdict ?? "excluded";
    return verdict === wanted.verdict ? [] : [`right ${wanted.norm} is ${verdict}, not ${wanted.verdict}`];
  });
}

function milderDiffers({ milder: expected }: Expected, answer: Assessment): readonly string[] {
  if (expected === undefined) return [];
  const wanted = expected.map(({ norm, instead, verdict }) => `${norm} instead of ${instead}: ${verdict}`);
  const found = answer.milder.map(({ norm, instead, verdict }) => {
    const asked = expected.some((one) => one.instead === instead);
    return `${norm} instead of ${asked ? instead : instead.replace(/#.*/, "")}: ${verdict}`;
  });
  return [
    ...wanted.filter((one) => !found.includes(one)).map((one) => `not proposed: ${one} (but ${list(found)})`),
    ...found.filter((one) => !wanted.includes(one)).map((one) => `not expected: ${one}`),
  ];
}

function regimeDiffers(expected: Expected, answer: Assessment): readonly string[] {
  const established = expected.regime?.established ?? answer.regime.established;
  return established === answer.regime.established
    ? []
    : [`the regime is ${established ? "not " : ""}established`];
}

function list(names: readonly string[]): string {
  return names.join(", ") || "nothing";
}

function name({ norm, part }: { readonly norm: string; readonly part?: string | null | undefined }): string {
  return part === undefined || part === null ? norm : `${norm}#${part}`;
}
