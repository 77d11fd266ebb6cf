import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { Act, AmendingAct, Body, Calendar, check, DatedValue, type Fault, Norm, Pack } from "@arasha/law";
import { z } from "zod";
import { unlistedBodies } from "./bodies.ts";
import { Agency, Codes, DemoRates, Place, Role } from "./country.ts";
import { InvalidPack, type PackFault } from "./fault.ts";
import type { Path } from "./words.ts";
import { type Reading, readYaml, writePath } from "./yaml.ts";

/** A country as the rest of the house uses it: its law, and who takes part where. */
export type Country = {
  readonly pack: Pack;
  readonly agencies: readonly Agency[];
  readonly places: readonly Place[];
  readonly roles: readonly Role[];
  readonly codes: Codes;
  readonly demo: DemoRates;
  /** SHA-256 (hex) over the name and content of every file of the pack: which law an answer was given from. */
  readonly hash: string;
};

/** `pack.yaml`: what the pack is, in a few words. */
const Head = Pack.pick({ country: true, title: true, currency: true, coversFrom: true });

const Bodies = z.array(Body).min(1);

const PACKS = fileURLToPath(new URL("..", import.meta.url));

/** Ids of the countries there are packs for, in order: the folders that hold a `pack.yaml`. */
export function countries(): readonly string[] {
  return readdirSync(PACKS)
    .filter((name) => existsSync(join(PACKS, name, "pack.yaml")))
    .sort();
}

/**
 * Reads a whole country: its law and its lists.
 *
 * @param id a name from `countries()`, or the path of a pack's folder.
 * @throws {InvalidPack} with every fault of every file.
 */
export function loadCountry(id: string): Country {
  const folder = countryFolder(id);
  const faults: PackFault[] = [];
  const pack = collect(faults, () => loadPack(folder));
  const agencies = take(faults, readFile(folder, "agencies.yaml", z.array(Agency).min(1)));
  const places = take(faults, readFile(folder, "places.yaml", z.array(Place).min(1)));
  const roles = take(faults, readFile(folder, "roles.yaml", z.array(Role).min(1)));
  const codes = take(faults, readFile(folder, "codes.yaml", Codes));
  const demo = take(faults, readFile(folder, "demo.yaml", DemoRates));
  if (!pack || !agencies || !places || !roles || !codes || !demo) throw new InvalidPack(folder, faults);
  return { pack, agencies, places, roles, codes, demo, hash: packHash(folder) };
}

/**
 * Reads the law of one pack: `pack.yaml`, `acts.yaml`, `amendments.yaml`, `mci.yaml`, `calendar.yaml`, the kinds of
 * body its norms may name in `bodies.yaml`, and one norm per file `law/<act>/<article>.yaml`. Each file is checked by itself first; when all can be read, what holds between
 * them (overlaps, gaps, references) is checked by `check` of @arasha/law.
 *
 * @throws {InvalidPack} with every fault of every file.
 */
export function loadPack(folder: string): Pack {
  const faults: PackFault[] = [];
  const head = take(faults, readFile(folder, "pack.yaml", Head));
  const acts = take(faults, readFile(folder, "acts.yaml", z.array(Act).min(1)));
  const amendments = take(faults, readFile(folder, "amendments.yaml", z.array(AmendingAct).min(1)));
  const mci = take(faults, readFile(folder, "mci.yaml", z.array(DatedValue)));
  const calendar = take(faults, readFile(folder, "calendar.yaml", Calendar));
  const bodies = take(faults, readFile(folder, "bodies.yaml", Bodies));
  const files = normFiles(folder).flatMap((file) => {
    const reading = readFile(folder, file, Norm);
    const norm = take(faults, reading);
    return norm === undefined || reading.faults !== undefined ? [] : [{ file, norm, lineOf: reading.lineOf }];
  });
  if (head !== undefined) faults.push(...misplaced(head.country, files));
  if (bodies !== undefined) faults.push(...unlistedBodies(files, bodies));
  if (!head || !acts || !amendments || !mci || !calendar || !bodies || faults.length > 0) {
    throw new InvalidPack(folder, faults);
  }
  const pack: Pack = {
    ...head,
    acts,
    bodies,
    amendments,
    norms: files.map(({ norm }) => norm),
    mci,
    calendar,
  };
  const between = check(pack).map((fault) => located(fault, files));
  if (between.length > 0) throw new InvalidPack(folder, between);
  return pack;
}

type NormFile = { readonly file: string; readonly norm: Norm; readonly lineOf: (path: Path) => number };

/** Norms that stand in a file named otherwise: nobody would find them there. */
function misplaced(country: string, files: readonly NormFile[]): readonly PackFault[] {
  return files.flatMap(({ file, norm, lineOf }) => {
    const expected = normIdOf(file, country);
    if (norm.id === expected) return [];
    const message = `is "${norm.id}", but this file holds "${expected}"`;
    return [{ file, line: lineOf(["id"]), path: "id", message }];
  });
}

/** Gives a fault found between files the place of the norm and version it is about. */
function located({ norm, version, message }: Fault, files: readonly NormFile[]): PackFault {
  const found = files.findLast((candidate) => candidate.norm.id === norm);
  if (found === undefined) return { file: "pack.yaml", line: 1, path: "", message };
  const path: Path = version === undefined ? [] : ["versions", version];
  return { file: found.file, line: found.lineOf(path), path: writePath(path), message };
}

/** The folder of a country's pack. @throws {InvalidPack} when there is none, naming those there are. */
export function countryFolder(id: string): string {
  const folder = /[/\\.]/.test(id) ? id : join(PACKS, id);
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder;
  const message = `there is no pack "${id}"; there are: ${countries().join(", ")}`;
  throw new InvalidPack(id, [{ file: id, line: 1, path: "", message }]);
}

/** Reads and checks one YAML file of a pack; a missing file is a fault like any other. */
export function readFile<T>(folder: string, file: string, schema: z.ZodType<T>): Reading<T> {
  const path = join(folder, file);
  if (!existsSync(path)) return { faults: [{ file, line: 1, path: "", message: "the file is missing" }] };
  return readYaml(file, readFileSync(path, "utf8"), schema);
}

/** Every file under a folder, as paths relative to the pack with `/`, in one order on every machine. */
export function filesUnder(folder: string, sub: string): readonly string[] {
  const root = join(folder, sub);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

function normFiles(folder: string): readonly string[] {
  return filesUnder(folder, "law").filter((file) => file.endsWith(".yaml"));
}

/** `law/uk-2014/109-1.yaml` of country kz holds `kz.uk-2014.109-1`. */
function normIdOf(file: string, country: string): string {
  const [, act, article] = file.replace(/\.yaml$/, "").split("/");
  return `${country}.${act ?? ""}.${article ?? ""}`;
}

function packHash(folder: string): string {
  const hash = createHash("sha256");
  for (const file of filesUnder(folder, ".")) {
    const content = readFileSync(join(folder, file));
    // The lengths keep two different sets of files from giving the same bytes.
    hash.update(`${file.length}:${file}${content.length}:`).update(content);
  }
  return hash.digest("hex");
}

function take<T>(faults: PackFault[], reading: Reading<T>): T | undefined {
  if (reading.faults === undefined) return reading.value;
  faults.push(...reading.faults);
  return undefined;
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
