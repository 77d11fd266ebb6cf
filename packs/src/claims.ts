import { join } from "node:path";
import {
  Claim,
  checkRegister,
  type Judged,
  judgedClaims,
  type Known,
  type Law,
  Register,
  type RegisterFault,
  type Text,
} from "@arasha/law";
import { z } from "zod";
import { compiled } from "./compiled.ts";
import { loadTreaty, treaties } from "./conformity.ts";
import { InvalidPack, type PackFault } from "./fault.ts";
import { filesUnder, hashOf } from "./files.ts";
import { countryFolder, PACKS } from "./head.ts";
import type { ReadList } from "./lists.ts";
import { loadPack } from "./load.ts";
import { loadParticipation, participations } from "./participation.ts";
import { readInto } from "./read-into.ts";
import { writePath } from "./yaml.ts";

/** The register of claims about a country, and every claim with its verdict. */
export type ClaimBook = {
  /** Whose law it is held against. */
  readonly country: string;
  readonly register: Register;
  /** In the order of their ids. */
  readonly judged: readonly Judged[];
  /** Titles of the treaties there are data for. */
  readonly treaties: ReadonlyMap<string, Text>;
  /** SHA-256 (hex) over the files it was read from. */
  readonly hash: string;
};

const FOLDER = join(PACKS, "claims");
const Head = Register.omit({ claims: true }).extend({ country: z.string() });

/**
 * Reads the register: `register.yaml` with the lists its claims name, and `claims/*.yaml`. Verdicts are computed from
 * the law, the treaties and the figures as they are now; a law that is at hand already need not be read again.
 *
 * @throws {InvalidPack} with every fault of every file, and of what holds between them and the data.
 */
export function loadClaims(
  folder: string = FOLDER,
  lawOf: (country: string) => Law = compiledLaw,
): ClaimBook {
  const faults: PackFault[] = [];
  const head = readInto(folder, "register.yaml", Head, faults);
  const lists = filesUnder(folder, "claims")
    .filter((file) => file.endsWith(".yaml"))
    .flatMap((file) => readInto(folder, file, z.array(Claim).min(1), faults) ?? []);
  if (head === undefined || faults.length > 0) throw new InvalidPack(folder, faults);
  const { country, ...named } = head.value;
  const register: Register = { ...named, claims: lists.flatMap(({ value }) => value) };
  const known = knownFor(country, lawOf(country));
  const places = lists.flatMap(({ file, lineOf, value }) => value.map((_, at) => ({ file, lineOf, at })));
  const between = checkRegister(register, known).map((fault) => located(fault, places));
  if (between.length > 0) throw new InvalidPack(folder, between);
  const treaties = new Map(
    [...known.treaties.values(), ...known.participations.values()].map(({ id, title }) => [id, title]),
  );
  return {
    country,
    register,
    judged: judgedClaims(register, known).toSorted((a, b) => (a.claim.id < b.claim.id ? -1 : 1)),
    treaties,
    hash: hashOf(folder, () => true),
  };
}

/** The country the register is about, without the register. Throws {@link InvalidPack} where its head cannot be read. */
export function claimsCountry(folder: string = FOLDER): string {
  const faults: PackFault[] = [];
  const head = readInto(folder, "register.yaml", Head, faults);
  if (head === undefined) throw new InvalidPack(folder, faults);
  return head.value.country;
}

/** Every fault of the register, as a list; empty where there is none. */
export function claimFaults(folder: string = FOLDER): readonly PackFault[] {
  try {
    loadClaims(folder);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidPack)) throw error;
    return error.faults;
  }
}

/** What claims about a country are held against. */
export function knownFor(country: string, law: Law = compiledLaw(country)): Known {
  return {
    law,
    treaties: new Map(treaties().map((id) => [id, loadTreaty(id)])),
    participations: new Map(participations().map((id) => [id, loadParticipation(id).participation])),
  };
}

function compiledLaw(country: string): Law {
  return compiled(loadPack(countryFolder(country)));
}

type Place = Pick<ReadList<unknown>, "file" | "lineOf"> & { readonly at: number };

function located({ at, path, message }: RegisterFault, places: readonly Place[]): PackFault {
  const place = places[at];
  if (place === undefined) return { file: "register.yaml", line: 1, path: "", message };
  const whole = [place.at, ...path];
  return { file: place.file, line: place.lineOf(whole), path: writePath(whole), message };
}
