import type { z } from "zod";
import type { PackFault } from "./fault.ts";
import { readFile } from "./files.ts";
import type { ReadList } from "./lists.ts";

/** Reads one file of a folder with the lines of its fields; what keeps it from being read joins the faults. */
export function readInto<T>(
  folder: string,
  file: string,
  schema: z.ZodType<T>,
  faults: PackFault[],
): ReadList<T> | undefined {
  const reading = readFile(folder, file, schema);
  if (reading.faults === undefined) return { file, value: reading.value, lineOf: reading.lineOf };
  faults.push(...reading.faults);
  return undefined;
}
