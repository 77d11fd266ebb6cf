import {
  assess,
  compare,
  coverage,
  type Fault,
  firstDay,
  type Language,
  type Law,
  lastDay,
  PackError,
  plainDate,
  show,
} from "@arasha/law";
import {
  answerTo,
  billFaults,
  claimFaults,
  commitmentFaults,
  compiled,
  conformityFaults,
  countries,
  countryFolder,
  differences,
  holdsParticipation,
  InvalidPack,
  loadExamples,
  loadLaw,
  loadPack,
  loadParticipation,
  nearest,
  type PackFault,
  participations,
} from "@arasha/packs";
import { say, sayFault } from "../messages/say.ts";
import { assessmentText } from "./assessment-text.ts";
import { comparisonText, coverageText, faultsText, faultText, normText } from "./law-text.ts";
import { answer, type Common, Ended, type Surroundings } from "./output.ts";
import { readFacts } from "./read-facts.ts";
import { withBillNamed } from "./with-bill.ts";

export type AssessOptions = Common & {
  readonly country: string;
  readonly on?: string;
  readonly decided?: string;
  readonly withBill?: string;
  readonly all?: boolean;
};

/** `law assess`: what the law of the date of the act answers to an incident. */
export async function lawAssess(file: string, options: AssessOptions, around: Surroundings): Promise<void> {
  const { lang, on, decided } = options;
  for (const [name, date] of Object.entries({ on, decided }))
    if (date !== undefined) readDate(name, date, lang);
  const today = open(options.country, lang);
  const { facts, refuse } = await readFacts(file, { language: lang, ...(on && { on }) }, around);
  const { coversFrom } = today.pack;
  if (lastDay(facts) < coversFrom) {
    const fault = { message: "beforeCoverage", values: { first: coversFrom } };
    throw on === undefined ? refuse("date", fault) : badOption("on", fault, lang);
  }
  if (decided !== undefined && decided < lastDay(facts))
    throw badOption("decided", { message: "beforeAct" }, lang);
  const law =
    options.withBill === undefined
      ? today
      : withBillNamed(options.country, today.pack, options.withBill, firstDay(facts), lang);
  const assessment = assess(law, facts, { all: options.all ?? false, ...(decided && { decided }) });
  answer(around, options, assessment, () => assessmentText(assessment, law, lang));
}

export type ShowOptions = Common & { readonly country: string; readonly on?: string };

/** `law show`: a norm with all its versions, or those (possibly) in force on a day. */
export async function lawShow(id: string, options: ShowOptions, around: Surroundings): Promise<void> {
  const { lang, on } = options;
  if (on !== undefined) readDate("on", on, lang);
  const law = open(options.country, lang);
  if (on !== undefined) refuseUncovered(law.pack.coversFrom, "on", on, lang);
  const shown = show(law, id.split("#")[0] ?? id, on);
  if (!shown) {
    const near = nearest(id, [...law.norms.keys()]);
    throw new Ended(
      1,
      near === undefined
        ? say(lang, "law.unknownNorm", { norm: id })
        : say(lang, "law.unknownNormNear", { norm: id, near }),
    );
  }
  const { versions: _, ...norm } = shown.norm;
  const value = {
    ...norm,
    ...(on !== undefined && { on }),
    versions: shown.versions.map(({ version, ...place }) => ({ ...version, ...place })),
  };
  answer(around, options, value, () => normText(shown, law, lang, on));
}

export type DiffOptions = Common & { readonly country: string; readonly facts?: string };

/** `law diff`: norms that began, ended or changed between two days, and what that does to an incident. */
export async function lawDiff(
  from: string,
  to: string,
  options: DiffOptions,
  around: Surroundings,
): Promise<void> {
  const { lang } = options;
  readDate("DATE1", from, lang);
  readDate("DATE2", to, lang);
  if (from > to) throw badArgument("DATE1", { message: "datesReversed" }, lang);
  const law = open(options.country, lang);
  refuseUncovered(law.pack.coversFrom, "DATE1", from, lang);
  const incident =
    options.facts === undefined ? undefined : await readFacts(options.facts, { language: lang }, around);
  const comparison = compare(law, from, to, incident?.facts);
  answer(around, options, comparison, () => comparisonText(comparison, lang));
}

/** One thing wrong with a pack, wherever it was found: in a file, between the norms, or by an example. */
export type CheckFault = { readonly pack: string } & (
  | (PackFault & { readonly code: "file" })
  | Fault
  | { readonly code: "example"; readonly example: string; readonly message: string }
);

/** `law check`: every fault of a pack, or of all there are. Ends with 1 when there is one. */
export async function lawCheck(
  pack: string | undefined,
  options: Common,
  around: Surroundings,
): Promise<void> {
  if (pack !== undefined && holdsParticipation(pack)) return treatyCheck(pack, options, around);
  const packs = pack === undefined ? countries() : [knownCountry(pack, options.lang)];
  const treaties = pack === undefined ? participations() : [];
  const faults = [
    ...packs.flatMap((id) => faultsOf(id).map((fault) => ({ pack: id, ...fault }))),
    ...treaties.flatMap(treatyFaults),
    ...(pack === undefined
      ? claimFaults().map((fault) => ({ pack: "claims", ...fault, code: "file" as const }))
      : []),
  ];
  const held =
    faults.length > 0 ? [] : packs.map((id) => ({ pack: id, ...coverage(loadPack(countryFolder(id))) }));
  answer(around, options, { packs, faults, coverage: held }, () =>
    [
      faultsText(faults, options.lang),
      ...held.map(({ pack: id, ...found }) => coverageText(id, found, options.lang)),
    ].join("\n\n"),
  );
  if (faults.length > 0) throw new Ended(1, say(options.lang, "cli.faults", { count: faults.length }));
}

/** The same of the folder of a treaty's participants. */
function treatyCheck(id: string, options: Common, around: Surroundings): void {
  const faults = treatyFaults(id);
  answer(around, options, { packs: [id], faults, coverage: [] }, () => faultsText(faults, options.lang));
  if (faults.length > 0) throw new Ended(1, say(options.lang, "cli.faults", { count: faults.length }));
}

function treatyFaults(id: string): readonly CheckFault[] {
  try {
    loadParticipation(id);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidPack)) throw error;
    return error.faults.map((fault) => ({ pack: id, ...fault, code: "file" as const }));
  }
}

function faultsOf(id: string) {
  try {
    const law = compiled(loadLaw(id).pack);
    const examples = loadExamples(id).flatMap((example) =>
      differences(example, answerTo(law, example)).map((message) => ({
        code: "example" as const,
        example: example.id,
        message,
      })),
    );
    const beside = [...conformityFaults(id), ...billFaults(id), ...commitmentFaults(id)];
    return [...examples, ...beside.map((fault) => ({ ...fault, code: "file" as const }))];
  } catch (error) {
    if (error instanceof InvalidPack || error instanceof PackError) return faultsIn(error);
    throw error;
  }
}

function faultsIn(error: InvalidPack | PackError) {
  if (error instanceof PackError) return error.faults;
  return error.faults.map((fault) => ({ ...fault, code: "file" as const }));
}

/** The law of a country, ready to be asked. A country there is no pack for is bad input; a pack with faults, a refusal. */
export function open(country: string, language: Language): Law {
  const id = knownCountry(country, language);
  try {
    return compiled(loadPack(countryFolder(id)));
  } catch (error) {
    if (!(error instanceof InvalidPack || error instanceof PackError)) throw error;
    const [first] = faultsIn(error);
    const count = say(language, "cli.faults", { count: error.faults.length });
    throw new Ended(1, `${count}: ${first === undefined ? id : faultText({ pack: id, ...first })}`);
  }
}

/** The name of a country, or the path of a pack's folder. */
export function knownCountry(id: string, language: Language): string {
  if (countries().includes(id)) return id;
  try {
    countryFolder(id);
    return id;
  } catch (error) {
    if (!(error instanceof InvalidPack)) throw error;
    throw new Ended(2, say(language, "law.unknownCountry", { country: id, known: countries().join(", ") }));
  }
}

/** Refuses text that is no date, naming the option or argument. */
export function readDate(name: string, date: string, language: Language): void {
  if (plainDate.safeParse(date).success) return;
  const fault = { message: "date", values: { value: date } };
  throw /^[A-Z]/.test(name) ? badArgument(name, fault, language) : badOption(name, fault, language);
}

function refuseUncovered(first: string, name: string, date: string, language: Language): void {
  if (date >= first) return;
  const fault = { message: "beforeCoverage", values: { first } };
  throw /^[A-Z]/.test(name) ? badArgument(name, fault, language) : badOption(name, fault, language);
}

type FaultWords = { readonly message: string; readonly values?: Readonly<Record<string, string>> };

function badOption(name: string, fault: FaultWords, language: Language): Ended {
  return badArgument(`--${name}`, fault, language);
}

function badArgument(name: string, fault: FaultWords, language: Language): Ended {
  return new Ended(2, `${name}: ${sayFault(language, { field: name, ...fault })}`);
}
