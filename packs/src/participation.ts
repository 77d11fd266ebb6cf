import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  checkParticipation,
  Participant,
  type Participation,
  type ParticipationFault,
  ParticipationHead,
  PublishedCount,
} from "@arasha/law";
import { z } from "zod";
import { InvalidPack, type PackFault } from "./fault.ts";
import { allReadable, filesUnder, hashOf } from "./files.ts";
import { PACKS } from "./head.ts";
import type { ReadList } from "./lists.ts";
import { readInto } from "./read-into.ts";
import { nearest } from "./words.ts";
import { writePath } from "./yaml.ts";

/** Where a state stands on the map of tiles: columns from the west, rows from the north, from 0. */
export const Tile = z.strictObject({
  code: z.string().regex(/^[A-Z]{2}$/, "state-code"),
  column: z.int().min(0).max(30),
  row: z.int().min(0).max(30),
});
export type Tile = z.infer<typeof Tile>;

/** Who takes part in a treaty, the map it is drawn on, and the edition of the data. */
export type TreatyBook = {
  readonly participation: Participation;
  readonly tiles: readonly Tile[];
  /** SHA-256 (hex) over the files it was read from. */
  readonly hash: string;
};

const HEAD = "participation.yaml";
const FOLDER = join(PACKS, "treaties");

/** Ids of the treaties whose participants are held, in order: the folders under `treaties` with a `participation.yaml`. */
export function participations(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((name) => existsSync(join(FOLDER, name, HEAD)))
    .sort();
}

/**
 * Reads who takes part in a treaty: `participation.yaml`, one file a state or organisation (`parties/<code>.yaml`), the
 * counts others published (`counts.yaml`) and the map (`tiles.yaml`).
 *
 * @param id a name from `participations()`, or the path of such a folder.
 * @throws {InvalidPack} with every fault of every file; where there is no such treaty, naming the nearest.
 */
export function loadParticipation(id: string): TreatyBook {
  const folder = folderOf(id);
  if (!allReadable(folder)) return readBook(folder, "");
  const hash = hashOf(folder, () => true);
  const known = booksRead.get(folder);
  if (known?.hash === hash) return known;
  const book = readBook(folder, hash);
  booksRead.set(folder, book);
  return book;
}

/** What was read last from a folder: its files are read again when one of them has changed. */
const booksRead = new Map<string, TreatyBook>();

/** Whether a folder is to be read as one of these. */
export function holdsParticipation(folder: string): boolean {
  return existsSync(join(folder, HEAD));
}

function folderOf(id: string): string {
  const folder = /[/\\.]/.test(id) ? id : join(FOLDER, id);
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder;
  const near = nearest(id, participations());
  const hint = near === undefined ? `there are: ${participations().join(", ")}` : `did you mean "${near}"?`;
  throw new InvalidPack(id, [
    { file: id, line: 1, path: "", message: `there is no treaty "${id}"; ${hint}` },
  ]);
}

function readBook(folder: string, hash: string): TreatyBook {
  const faults: PackFault[] = [];
  const list = <T>(file: string, schema: z.ZodType<T>) => readInto(folder, file, schema, faults);
  const head = list(HEAD, ParticipationHead);
  const counts = list("counts.yaml", z.array(PublishedCount));
  const tiles = list("tiles.yaml", z.array(Tile));
  const parties = filesUnder(folder, "parties").flatMap((file) => list(file, Participant) ?? []);
  faults.push(...parties.flatMap(misplaced), ...(tiles === undefined ? [] : onOneAnother(tiles)));
  if (!head || !counts || !tiles || faults.length > 0) throw new InvalidPack(folder, faults);
  const participation: Participation = {
    ...head.value,
    participants: parties.map(({ value }) => value),
    counts: counts.value,
  };
  const between = checkParticipation(participation).map((fault) => located(fault, { head, counts, parties }));
  if (between.length > 0) throw new InvalidPack(folder, between);
  return { participation, tiles: tiles.value, hash };
}

function misplaced({ file, value, lineOf }: ReadList<Participant>): readonly PackFault[] {
  const expected = `parties/${value.code.toLowerCase()}.yaml`;
  if (file === expected) return [];
  return [
    { file, line: lineOf(["code"]), path: "code", message: `is "${value.code}", but stands in ${file}` },
  ];
}

function onOneAnother({ file, value, lineOf }: ReadList<readonly Tile[]>): readonly PackFault[] {
  return value.flatMap((tile, at) => {
    const other = value
      .slice(0, at)
      .find(({ code, column, row }) => code === tile.code || (column === tile.column && row === tile.row));
    if (other === undefined) return [];
    const message =
      other.code === tile.code ? `"${tile.code}" is given twice` : `stands where ${other.code} stands`;
    return [{ file, line: lineOf([at]), path: writePath([at]), message }];
  });
}

type Files = {
  readonly head: ReadList<unknown>;
  readonly counts: ReadList<unknown>;
  readonly parties: readonly ReadList<unknown>[];
};

function located({ of, at, path, message }: ParticipationFault, { head, counts, parties }: Files): PackFault {
  const whole = { participants: path, counts: [at, ...path], sources: ["sources", at, ...path] }[of];
  const read = { participants: parties[at] ?? head, counts, sources: head }[of];
  return { file: read.file, line: read.lineOf(whole), path: writePath(whole), message };
}
