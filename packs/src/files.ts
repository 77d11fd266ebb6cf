import { createHash } from "node:crypto";
import { accessSync, constants, type Dirent, existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { z } from "zod";
import type { PackFault } from "./fault.ts";
import { readText } from "./read-text.ts";
import { type Reading, readYaml } from "./yaml.ts";

/** Reads and checks one YAML file of a pack; a file missing or unreadable is a fault like any other. */
export function readFile<T>(folder: string, file: string, schema: z.ZodType<T>): Reading<T> {
  const read = readText(join(folder, file), file);
  return "fault" in read ? { faults: [read.fault] } : readYaml(file, read.text, schema);
}

/** Every file under a folder, as paths relative to the pack with `/`, in one order on every machine. */
export function filesUnder(folder: string, sub: string): readonly string[] {
  return entriesUnder(folder, sub)
    .filter(({ entry }) => entry.isFile())
    .map(({ file }) => file);
}

/** The norms: `law/<act>/<article>.yaml`. */
export function normFiles(folder: string): readonly string[] {
  return filesUnder(folder, "law").filter((file) => file.endsWith(".yaml"));
}

/** Templates of documents: `documents/<id>-<version>.yaml`. */
export function documentFiles(folder: string): readonly string[] {
  return filesUnder(folder, "documents").filter((file) => file.endsWith(".yaml"));
}

/**
 * What lies in a pack and would silently not be read: links and other things that are no files, and files among the
 * norms and examples that are not called what is read. Hidden files are the editor's.
 */
export function strangers(folder: string): readonly PackFault[] {
  return entriesUnder(folder, ".").flatMap(({ file, entry }) => {
    const message = strange(file, entry);
    return message === null ? [] : [{ file, line: 1, path: "", message }];
  });
}

function strange(file: string, entry: Dirent): string | null {
  if (entry.isDirectory() || entry.name.startsWith(".")) return null;
  if (!entry.isFile()) return "is a link or a device: a pack holds plain files only";
  const [list = "", ...inside] = file.split("/");
  if (list !== "law" && list !== "examples" && list !== "documents") return null;
  if (!file.endsWith(".yaml")) return "would not be read: only files whose names end in .yaml are";
  if (list === "law" && inside.length !== 2) return "does not stand where norms do: law/<act>/<article>.yaml";
  return null;
}

function entriesUnder(
  folder: string,
  sub: string,
): readonly { readonly file: string; readonly entry: Dirent }[] {
  const root = join(folder, sub);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .map((entry) => ({
      entry,
      file: relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"),
    }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Whether each file of a pack can be opened. */
export function allReadable(folder: string): boolean {
  return filesUnder(folder, ".").every((file) => {
    try {
      accessSync(join(folder, file), constants.R_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** SHA-256 (hex) over the name and content of every file of a pack's law and lists: which law an answer was given from. */
export function packHash(folder: string): string {
  return hashOf(folder, (file) => !OPINIONS.some((part) => file.startsWith(`${part}/`)));
}

/** What readers say of the law, drafts of it and what was promised stand beside the law: no answer about a case rests on them. */
const OPINIONS = ["conformity", "bills", "commitments"];

/** SHA-256 (hex) over the name and content of the files asked for. */
export function hashOf(folder: string, asked: (file: string) => boolean): string {
  const hash = createHash("sha256");
  for (const file of filesUnder(folder, ".").filter(asked)) {
    const content = readFileSync(join(folder, file));
    // The lengths keep two different sets of files from giving the same bytes.
    hash.update(`${file.length}:${file}${content.length}:`).update(content);
  }
  return hash.digest("hex");
}
