import {
  type Assessment,
  type Comparison,
  Facts,
  NORM_KINDS,
  Norm,
  OFFENCE_CLASSES,
  plainDate,
  type Shown,
  Source,
  Text,
  Version,
} from "@arasha/law";
import { z } from "zod";

/**
 * Messages of the law routes. What goes in is validated; what comes out is the engine's own answer, unchanged: its
 * types are the truth, and these schemas describe it to readers of the OpenAPI page.
 */
export const AssessInput = z.strictObject({
  facts: Facts,
  /** The day whose law is asked, where it is not the day of the act. */
  on: plainDate.optional(),
  /** The day of the decision: later, milder law up to it is searched for. */
  decided: plainDate.optional(),
  /** Also what is excluded or displaced. */
  all: z.boolean().default(false),
});

const answer = {
  norm: z.string(),
  title: Text,
  verdict: z.enum(["applies", "possible", "unknown-text", "displaced", "excluded"]),
  missing: z.array(z.looseObject({ kind: z.enum(["fact", "date-of-law", "text"]) })),
  source: z.array(Source),
  summary: Text,
};
const regime = z.looseObject({
  id: z.string(),
  from: z.string(),
  until: z.string().nullable(),
  established: z.boolean(),
  amendments: z.array(z.string()),
});

export const AssessmentView = describes<Assessment>(
  z.looseObject({
    date: z.string(),
    regime,
    offences: z.array(
      z.looseObject({
        ...answer,
        part: z.string().nullable(),
        class: z.enum([...OFFENCE_CLASSES, "unknown"]),
        sanctions: z.union([z.literal("unknown"), z.array(z.looseObject({ kind: z.string() }))]),
        prosecution: z.looseObject({ mode: z.string() }),
        reconciliation: z.looseObject({ effect: z.string(), barred: z.enum(["yes", "no", "unknown"]) }),
        because: z.looseObject({ truth: z.enum(["yes", "no", "unknown"]) }),
      }),
    ),
    measures: z.array(z.looseObject({ ...answer, by: z.array(z.string()) })),
    duties: z.array(z.looseObject({ ...answer, agency: z.string(), after: z.string() })),
    rights: z.array(z.looseObject(answer)),
    questions: z.array(z.looseObject({ fact: z.string(), settles: z.array(z.string()) })),
    notInForce: z.array(z.looseObject({ norm: z.string(), from: z.string(), until: z.string().nullable() })),
    milder: z.array(z.looseObject({ norm: z.string(), from: z.string(), instead: z.string() })),
  }),
);

const window = z.looseObject({ earliest: z.string(), latest: z.string() });

export const ShownNorm = describes<Shown>(
  z.looseObject({
    norm: z.looseObject({ id: Norm.shape.id, kind: z.enum(NORM_KINDS), title: Text }),
    versions: z.array(
      z.looseObject({
        version: z.looseObject({
          from: Version.shape.from,
          text: Version.shape.text,
          summary: Text,
          sources: z.array(Source),
        }),
        begins: window,
        ends: window.nullable(),
        inForce: z.enum(["surely", "possibly"]).optional(),
      }),
    ),
  }),
);

const changes = z.array(z.looseObject({ norm: z.string(), title: Text, established: z.boolean() }));

export const ComparisonView = describes<Comparison>(
  z.looseObject({
    from: z.string(),
    to: z.string(),
    began: changes,
    ended: changes,
    changed: changes,
    breaks: z.array(z.looseObject({ id: z.string(), title: Text })),
  }),
);

/** Ties a loose description to the engine's type, whose lists are read-only, which Zod's own inference is not. */
function describes<T>(schema: z.ZodType): z.ZodType<T> {
  return schema as z.ZodType<T>;
}
