import {
  type Assessment,
  assess,
  FACT_PATHS,
  type FactPath,
  Facts,
  type Law,
  plainDate,
  Reporting,
  Source,
  Text,
} from "@arasha/law";
import { z } from "zod";
import { InvalidPack } from "./fault.ts";
import { filesUnder, readFile } from "./files.ts";
import { countryFolder } from "./head.ts";

const paths = Object.keys(FACT_PATHS) as [FactPath, ...FactPath[]];

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
  /** The day of the decision: later law in force by then may be milder. */
  decided: plainDate.optional(),
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
    /** The later law proposed as milder, and no other; empty: none. Asked only with `decided`. */
    milder: z
      .array(
        z.strictObject({
          norm: z.string(),
          /** Norm, or norm and part (`xx.code.5#1`), it takes the place of. */
          instead: z.string(),
          verdict: z.enum(["milder", "not-comparable", "no-longer-punishable"]),
        }),
      )
      .optional(),
    /** Facts the answer must ask for. */
    questions: z.array(z.enum(paths)).optional(),
    /** How the case starts and ends, for offences among the answers: by `norm` and `part`. */
    course: z
      .array(
        z.strictObject({
          norm: z.string(),
          part: z.string(),
          prosecution: z.string().optional(),
          /** Whether reconciliation is barred: `yes`, `no`, `unknown`. */
          barred: z.enum(["yes", "no", "unknown"]).optional(),
          /** Kinds of penalty that can be imposed on this respondent that day, main and additional. */
          imposable: z.array(z.string()).optional(),
          /** Last day on which the act can be answered for, or `never`. */
          limitation: z.string().optional(),
        }),
      )
      .optional(),
    /** What bodies owe: the norm and the kind of body; `consent` as the duty to tell another body says it. */
    duties: z
      .array(
        z.strictObject({
          norm: z.string(),
          agency: z.string(),
          verdict: z.enum(["applies", "possible", "unknown-text", "excluded"]),
          consent: Reporting.shape.consent.optional(),
        }),
      )
      .optional(),
    /** Rights and services. */
    rights: z
      .array(
        z.strictObject({
          norm: z.string(),
          verdict: z.enum(["applies", "possible", "unknown-text", "excluded"]),
        }),
      )
      .optional(),
    /** Duties of which no more is known than that they applied. */
    unread: z.array(z.string()).optional(),
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

/** What the law answers to an example: that of the day of the act, searched for milder law to the day of the decision. */
export function answerTo(law: Law, { facts, decided }: Pick<Example, "facts" | "decided">): Assessment {
  return assess(law, facts, decided === undefined ? {} : { decided });
}
