import { readFileSync, statSync } from "node:fs";
import { Facts, type Language } from "@arasha/law";
import { readYaml } from "@arasha/packs";
import { z } from "zod";
import type { FieldFault } from "../journal/refused.ts";
import { faultsOf } from "../messages/faults.ts";
import { say, sayFault } from "../messages/say.ts";
import { Ended, type Surroundings } from "./output.ts";

/** An incident takes a few hundred bytes; what is larger than this is another file. */
const LIMIT = 1024 * 1024;

export type ReadFacts = {
  readonly facts: Facts;
  /** A refusal about one of these facts, with the file and line it stands on. */
  readonly refuse: (field: string, fault: Omit<FieldFault, "field">) => Ended;
};

/**
 * Reads the facts of an incident from a YAML or JSON file, or from standard input (`-`). `on` takes the place of the
 * date of the act. Whatever is wrong is refused in one line: file, line, field, and what to do.
 */
export async function readFacts(
  file: string,
  options: { readonly on?: string; readonly language: Language },
  around: Surroundings,
): Promise<ReadFacts> {
  const { language, on } = options;
  const name = file === "-" ? say(language, "cli.stdin") : file;
  const text = file === "-" ? await around.stdin() : readText(file, language);
  if (text.length > LIMIT) throw tooLarge(name, language);

  const reading = readYaml(name, text, z.unknown());
  if (reading.faults !== undefined) throw oneLine(reading.faults.map(inOneLine), language);

  const { lineOf, value } = reading;
  const place = (field: string) => {
    const line = lineOf(field === "" ? [] : field.split(".").map(step));
    return `${name}:${line}:${field === "" ? "" : ` ${field}:`}`;
  };
  const raw = on !== undefined && isGroup(value) ? { ...value, date: on } : value;
  const parsed = Facts.safeParse(raw);
  if (!parsed.success) {
    const faults = faultsOf(Facts, parsed.error.issues, raw);
    throw oneLine(
      faults.map((fault) => `${place(fault.field)} ${sayFault(language, fault)}`),
      language,
    );
  }
  const refuse: ReadFacts["refuse"] = (field, fault) =>
    new Ended(2, `${place(field)} ${sayFault(language, { field, ...fault })}`);
  const { date } = parsed.data;
  if (typeof date !== "string" && date.from > date.to) throw refuse("date", { message: "datesReversed" });
  return { facts: parsed.data, refuse };
}

function readText(file: string, language: Language): string {
  try {
    if (statSync(file).size > LIMIT) throw tooLarge(file, language);
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Ended) throw error;
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new Ended(2, `${file}: ${say(language, "cli.noFile", { why: REASONS[why] ?? why })}`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EISDIR: "it is a folder",
  EACCES: "no permission",
};

function tooLarge(name: string, language: Language): Ended {
  return new Ended(2, `${name}: ${say(language, "cli.fileTooLarge", { limit: "1 MB" })}`);
}

function inOneLine(fault: {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}): string {
  return `${fault.file}:${fault.line}: ${fault.message}`;
}

function oneLine(messages: readonly string[], language: Language): Ended {
  const [first = "", ...more] = messages;
  const rest = more.length === 0 ? "" : ` ${say(language, "cli.andMore", { count: more.length })}`;
  return new Ended(2, `${first}${rest}`);
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function step(text: string): string | number {
  return /^\d+$/.test(text) ? Number(text) : text;
}
