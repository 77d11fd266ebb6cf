import { Facts, Source, Text } from "@arasha/law";
import { z } from "zod";
import { InvalidPack } from "./fault.ts";
import { countryFolder, filesUnder, readFile } from "./load.ts";

/**
 * An incident, a date, the expected answer, and who says so. A lawyer adds one to `examples/` without touching code;
 * it runs as a test of the pack.
 */
export const Example = z.strictObject({
  id: z.string(),
  title: Text,
  /** What is told, short and in our own words, in English; no person named. */
  account: z.string().min(1),
  sources: z.array(Source).min(1),
  facts: Facts,
  expect: z.strictObject({
    /** Answers that must be there. */
    offences: z
      .array(
        z.strictObject({
          norm: z.string(),
          part: z.string().optional(),
          verdict: z.enum(["applies", "possible", "unknown-text"]),
        }),
      )
      .default([]),
    /** True: nothing but the offences listed. */
    none: z.boolean().optional(),
    /** Norms that must not be among the answers. */
    absent: z.array(z.string()).optional(),
    regime: z.strictObject({ established: z.boolean() }).optional(),
    /** Norms the answer must name as met but not in force that day. */
    notInForce: z.array(z.string()).optional(),
    measures: z
      .array(
        z.strictObject({
          norm: z.string(),
          verdict: z.enum(["applies", "possible", "unknown-text", "excluded"]),
        }),
      )
      .optional(),
  }),
  /** Why this is the answer, and on whose authority. */
  says: z.string().min(1),
});
export type Example = z.infer<typeof Example>;

/**
 * The examples of a country, in the order of their file names.
 *
 * @throws {InvalidPack} with every fault of every file.
 */
export function loadExamples(country: string): readonly Example[] {
  const folder = countryFolder(country);
  const readings = filesUnder(folder, "examples")
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => readFile(folder, file, Example));
  const faults = readings.flatMap((reading) => reading.faults ?? []);
  if (faults.length > 0) throw new InvalidPack(folder, faults);
  return readings.flatMap((reading) => (reading.faults === undefined ? [reading.value] : []));
}
