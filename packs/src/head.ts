import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Pack } from "@arasha/law";
import { z } from "zod";
import { InvalidPack } from "./fault.ts";
import { readFile } from "./files.ts";

/**
 * What a pack holds: `cases`, the law and all that casework needs, or the `law` alone, which can be read, asked and
 * compared, while no workspace starts with it.
 */
export const HOLDS = ["cases", "law"] as const;

/** `pack.yaml`: what the pack is, in a few words. */
export const Head = Pack.pick({ country: true, title: true, currency: true, coversFrom: true }).extend({
  holds: z.enum(HOLDS).default("cases"),
  fictional: z.boolean().default(false),
});

/** The folder of all packs. */
export const PACKS = fileURLToPath(new URL("..", import.meta.url));

/** Ids of the countries there are packs for, in order: the folders that hold a `pack.yaml`. */
export function countries(): readonly string[] {
  return readdirSync(PACKS)
    .filter((name) => existsSync(join(PACKS, name, "pack.yaml")))
    .sort();
}

/** Those of them with all that casework needs. */
export function workingCountries(): readonly string[] {
  return countries().filter((id) => headOf(join(PACKS, id))?.holds !== "law");
}

/** Those of them that are real: what the public may be shown. */
export function realCountries(): readonly string[] {
  return countries().filter((id) => headOf(join(PACKS, id))?.fictional !== true);
}

/** What a pack says of itself; undefined where that cannot be read, which reading the pack then says. */
export function headOf(folder: string): z.infer<typeof Head> | undefined {
  const reading = readFile(folder, "pack.yaml", Head);
  return reading.faults === undefined ? reading.value : undefined;
}

/** The folder of a country's pack. @throws {InvalidPack} when there is none, naming those there are. */
export function countryFolder(id: string): string {
  const folder = /[/\\.]/.test(id) ? id : join(PACKS, id);
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder;
  const message = `there is no pack "${id}"; there are: ${countries().join(", ")}`;
  throw new InvalidPack(id, [{ file: id, line: 1, path: "", message }]);
}

/** A pack without fault, asked for what it does not have. */
export class LawAlone extends InvalidPack {
  constructor(folder: string) {
    const message = "this pack holds the law alone: it can be read and asked, but no cases worked on with it";
    super(folder, [{ file: "pack.yaml", line: 1, path: "holds", message }]);
    this.message = `${basename(folder)}: ${message}. Packs for casework: ${workingCountries().join(", ")}.`;
  }
}
