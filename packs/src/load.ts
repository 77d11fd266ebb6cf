import {
  Act,
  AmendingAct,
  Body,
  Calendar,
  Childhood,
  check,
  DatedValue,
  type Fault,
  Norm,
  type Pack,
} from "@arasha/law";
import { z } from "zod";
import { unlistedBodies } from "./bodies.ts";
import { faultsOfChildhood } from "./childhood.ts";
import { checkContact } from "./contact.ts";
import { Agency, Codes, Contact, DemoRates, Identifiers, Place, Retention, Role } from "./country.ts";
import { BreachRules, DocumentTemplate, LegalRequests, templateFaults } from "./documents.ts";
import { InvalidPack, type PackFault } from "./fault.ts";
import { allReadable, documentFiles, filesUnder, normFiles, packHash, strangers } from "./files.ts";
import { countryFolder, Head, type HOLDS, headOf, LawAlone } from "./head.ts";
import { checkLists, type ReadList } from "./lists.ts";
import { Oversight } from "./oversight.ts";
import { readInto } from "./read-into.ts";
import type { Path } from "./words.ts";
import { writePath } from "./yaml.ts";

/** The law of a country as its readers use it, whether or not cases are worked on by it. */
export type CountryLaw = {
  readonly pack: Pack;
  readonly holds: (typeof HOLDS)[number];
  /** No country at all: for tests, never shown to the public beside real ones. */
  readonly fictional: boolean;
  /** Names of the coded choices, where there are any. */
  readonly codes: Codes | null;
  /** SHA-256 (hex) over the name and content of every file of the pack: which law an answer was given from. */
  readonly hash: string;
};

/** A country as the rest of the house uses it: its law, and who takes part where. */
export type Country = CountryLaw & {
  readonly agencies: readonly Agency[];
  readonly places: readonly Place[];
  readonly roles: readonly Role[];
  readonly codes: Codes;
  readonly retention: Retention;
  /** From when on a child is asked, agrees alone, and is of age. */
  readonly childhood: readonly Childhood[];
  readonly contact: Contact;
  readonly identifiers: Identifiers;
  readonly demo: DemoRates;
  /** What may leave the house, to whom: every version of every template. */
  readonly documents: readonly DocumentTemplate[];
  readonly requests: LegalRequests;
  readonly breach: BreachRules;
  readonly oversight: Oversight;
};

const Bodies = z.array(Body).min(1);

/**
 * Reads a country for those who only read its law: a working pack whole, with every fault of its lists, a pack of the
 * law alone as far as it goes.
 *
 * @param id a name from `countries()`, or the path of a pack's folder.
 * @throws {InvalidPack} with every fault of every file.
 */
export function loadLaw(id: string): CountryLaw {
  const folder = countryFolder(id);
  const head = headOf(folder);
  if (head?.holds !== "law") return loadCountry(id);
  const pack = loadPack(folder);
  const unread = filesUnder(folder, ".").filter((file) => CASEWORK.test(file));
  const faults = unread.map((file) => ({
    file,
    line: 1,
    path: "",
    message: "would not be read: pack.yaml says that this pack holds the law alone",
  }));
  if (faults.length > 0) throw new InvalidPack(folder, faults);
  return { pack, holds: "law", fictional: head.fictional, codes: null, hash: packHash(folder) };
}

/** What only a pack for casework has. */
const CASEWORK =
  /^(agencies|places|roles|codes|retention|children|contact|identifiers|demo|requests|breach|oversight)\.yaml$|^documents\//;

/**
 * Reads a whole country: its law and its lists.
 *
 * @param id a name from `countries()`, or the path of a pack's folder.
 * @throws {InvalidPack} with every fault of every file; of a pack that holds the law alone, that it does.
 */
export function loadCountry(id: string): Country {
  const folder = countryFolder(id);
  return kept(folder, countriesRead, () => readCountry(folder));
}

function readCountry(folder: string): Country {
  const faults: PackFault[] = [];
  const list = lists(folder, faults);
  const head = headOf(folder);
  if (head?.holds === "law") throw new LawAlone(folder);
  const pack = collect(faults, () => loadPack(folder));
  const agencies = list("agencies.yaml", z.array(Agency).min(1));
  const places = list("places.yaml", z.array(Place).min(1));
  const roles = list("roles.yaml", z.array(Role).min(1));
  const codes = list("codes.yaml", Codes);
  const retention = list("retention.yaml", Retention);
  const childhood = list("children.yaml", z.array(Childhood).min(1));
  const contact = list("contact.yaml", Contact);
  const identifiers = list("identifiers.yaml", Identifiers);
  const demo = list("demo.yaml", DemoRates);
  const requests = list("requests.yaml", LegalRequests);
  const breach = list("breach.yaml", BreachRules);
  const templates = documentFiles(folder).flatMap((file) => list(file, DocumentTemplate) ?? []);
  if (pack) faults.push(...documentsFaults(templates, pack), ...ruleFaults({ requests, breach }, pack));
  const oversight = list("oversight.yaml", Oversight);
  if (pack && agencies && places && roles && codes && oversight) {
    faults.push(...checkLists({ bodies: pack.bodies ?? [], agencies, places, roles, codes, oversight }));
  }
  if (contact) faults.push(...checkContact(contact));
  if (pack && codes && childhood) faults.push(...faultsOfChildhood(childhood, pack, codes.value));
  if (
    !head ||
    !pack ||
    !agencies ||
    !places ||
    !roles ||
    !codes ||
    !retention ||
    !childhood ||
    !contact ||
    !identifiers ||
    !demo ||
    !requests ||
    !breach ||
    !oversight ||
    faults.length > 0
  ) {
    throw new InvalidPack(folder, faults);
  }
  return {
    pack,
    holds: head.holds,
    fictional: head.fictional,
    agencies: agencies.value,
    places: places.value,
    roles: roles.value,
    codes: codes.value,
    retention: retention.value,
    childhood: childhood.value,
    contact: contact.value,
    identifiers: identifiers.value,
    demo: demo.value,
    documents: templates.map(({ value }) => value),
    requests: requests.value,
    breach: breach.value,
    oversight: oversight.value,
    hash: packHash(folder),
  };
}

/**
 * Reads the law of one pack: `pack.yaml`, `acts.yaml`, `amendments.yaml`, `mci.yaml`, `calendar.yaml`, the kinds of
 * body its norms may name in `bodies.yaml`, and one norm per file `law/<act>/<article>.yaml`. Each file is checked by
 * itself first; when all can be read, what holds between them (overlaps, gaps, references) is checked by `check` of
 * @arasha/law.
 *
 * @throws {InvalidPack} with every fault of every file.
 */
export function loadPack(folder: string): Pack {
  return kept(folder, packsRead, () => readPack(folder));
}

function readPack(folder: string): Pack {
  const faults: PackFault[] = [];
  const list = lists(folder, faults);
  const head = list("pack.yaml", Head);
  const acts = list("acts.yaml", z.array(Act).min(1));
  const amendments = list("amendments.yaml", z.array(AmendingAct).min(1));
  const mci = list("mci.yaml", z.array(DatedValue));
  const calendar = list("calendar.yaml", Calendar);
  const bodies = list("bodies.yaml", Bodies);
  const files = normFiles(folder).flatMap((file): readonly NormFile[] => {
    const read = list(file, Norm);
    return read === undefined ? [] : [{ file, norm: read.value, lineOf: read.lineOf }];
  });
  faults.push(...strangers(folder));
  if (head !== undefined) faults.push(...misplaced(head.value.country, files));
  if (bodies !== undefined) faults.push(...unlistedBodies(files, bodies.value));
  if (!head || !acts || !amendments || !mci || !calendar || !bodies || faults.length > 0) {
    throw new InvalidPack(folder, faults);
  }
  const { country, title, currency, coversFrom } = head.value;
  const pack: Pack = {
    country,
    title,
    currency,
    coversFrom,
    acts: acts.value,
    bodies: bodies.value,
    amendments: amendments.value,
    norms: files.map(({ norm }) => norm),
    mci: mci.value,
    calendar: calendar.value,
  };
  const between = check(pack).map((fault) => located(fault, files, { acts, amendments, mci, calendar }));
  if (between.length > 0) throw new InvalidPack(folder, between);
  return pack;
}

const countriesRead = new Map<string, Country>();
const packsRead = new Map<string, Pack>();
const MOST_KEPT = 4;

/** What was read from files of this content, as long as only a few others were read since: reading takes seconds. */
function kept<T>(folder: string, read: Map<string, T>, readNow: () => T): T {
  // Files that cannot be opened have no content to go by: reading them says which, and why.
  if (!allReadable(folder)) return readNow();
  const hash = packHash(folder);
  const value = read.get(hash) ?? readNow();
  read.delete(hash);
  read.set(hash, value);
  const [oldest] = read.keys();
  if (read.size > MOST_KEPT && oldest !== undefined) read.delete(oldest);
  return value;
}

type NormFile = { readonly file: string; readonly norm: Norm; readonly lineOf: (path: Path) => number };

/** Reads files of one pack, and gathers the faults of those that cannot be. */
function lists(folder: string, faults: PackFault[]) {
  return <T>(file: string, schema: z.ZodType<T>) => readInto(folder, file, schema, faults);
}

/** Templates that stand in a file named otherwise, name what the pack has not, or say what no document may. */
function documentsFaults(templates: readonly ReadList<DocumentTemplate>[], pack: Pack): readonly PackFault[] {
  const norms = new Set(pack.norms.map(({ id }) => id));
  const kinds = new Set((pack.bodies ?? []).map(({ id }) => id));
  return templates.flatMap(({ file, value, lineOf }) => {
    const expected = `documents/${value.id}-${value.version}.yaml`;
    const misnamed =
      file === expected ? [] : [{ path: ["id"], message: `stands in ${file}, not in ${expected}` }];
    return [...misnamed, ...templateFaults(value, { norms, kinds })].map(({ path, message }) => ({
      file,
      line: lineOf(path),
      path: writePath(path),
      message,
    }));
  });
}

/** Norms that the rules of requests and breaches rest on and the pack does not have. */
function ruleFaults(
  read: {
    readonly requests: ReadList<LegalRequests> | undefined;
    readonly breach: ReadList<BreachRules> | undefined;
  },
  pack: Pack,
): readonly PackFault[] {
  const norms = new Set(pack.norms.map(({ id }) => id));
  const missing = (list: ReadList<unknown>, path: Path, id: string | undefined): readonly PackFault[] =>
    id === undefined || norms.has(id)
      ? []
      : [
          {
            file: list.file,
            line: list.lineOf(path),
            path: writePath(path),
            message: `"${id}" is not a norm of this pack`,
          },
        ];
  const { requests, breach } = read;
  return [
    ...(requests?.value.instruments ?? []).flatMap((instrument, at) =>
      requests === undefined
        ? []
        : [
            ...missing(requests, ["instruments", at, "norm"], instrument.norm),
            ...(["answerWithin", "objectWithin"] as const).flatMap((clock) => {
              const term = instrument[clock];
              return term === "unknown"
                ? []
                : missing(requests, ["instruments", at, clock, "norm"], term.norm);
            }),
          ],
    ),
    ...(breach ? missing(breach, ["norm"], breach.value.norm) : []),
  ];
}

/** Norms that stand in a file named otherwise: nobody would find them there. */
function misplaced(country: string, files: readonly NormFile[]): readonly PackFault[] {
  return files.flatMap(({ file, norm, lineOf }) => {
    const expected = normIdOf(file, country);
    if (expected === null || norm.id === expected) return [];
    const message = `is "${norm.id}", but this file holds "${expected}"`;
    return [{ file, line: lineOf(["id"]), path: "id", message }];
  });
}

/** `law/code-2014/109-1.yaml` of country xx holds `xx.code-2014.109-1`; null where no norm should stand. */
function normIdOf(file: string, country: string): string | null {
  const [, act, article, ...deeper] = file.replace(/\.yaml$/, "").split("/");
  return act === undefined || article === undefined || deeper.length > 0
    ? null
    : `${country}.${act}.${article}`;
}

type Located = Readonly<Record<NonNullable<Fault["list"]>, ReadList<unknown>>>;

/** Gives a fault found between files the place of what it is about. */
function located(fault: Fault, files: readonly NormFile[], read: Located): PackFault {
  const { norm, version, message } = fault;
  const inside = fault.path ?? [];
  const place = (file: string, lineOf: (path: Path) => number, path: Path): PackFault => ({
    file,
    line: lineOf(path),
    path: writePath(path),
    message,
  });
  if (fault.list !== undefined) {
    const { file, lineOf } = read[fault.list];
    return place(file, lineOf, inside);
  }
  const found = files.findLast((candidate) => candidate.norm.id === norm);
  if (found === undefined) return { file: "pack.yaml", line: 1, path: "", message };
  return place(found.file, found.lineOf, version === undefined ? [] : ["versions", version, ...inside]);
}

function collect<T>(faults: PackFault[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidPack)) throw error;
    faults.push(...error.faults);
    return undefined;
  }
}
