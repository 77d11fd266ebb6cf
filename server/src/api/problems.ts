import { type Language, LawError } from "@arasha/law";
import { TooMuch } from "../access/budget.ts";
import type { Problem } from "../contract/index.ts";
import { type FieldFault, REFUSALS, Refused } from "../journal/refused.ts";
import type { MessageValues } from "../messages/say.ts";
import { say, sayFault } from "../messages/say.ts";
import { databaseTrouble } from "./database-trouble.ts";

/** Every kind of problem this service answers with, and its HTTP status. The names are stable: clients rely on them. */
export const PROBLEMS = {
  ...REFUSALS,
  malformed: 400,
  link: 401,
  "sign-in": 401,
  /** She is signed in, and has to prove again who she is. */
  "step-up": 403,
  "cross-site": 403,
  method: 405,
  /** An invitation or its enrolment that opens nothing, whatever the reason. */
  invitation: 410,
  "too-large": 413,
  "media-type": 415,
  passkey: 422,
  "too-many": 429,
  /** No attempt at a door, but too much of what may be done. */
  "too-much": 429,
  failed: 500,
  provider: 502,
  unavailable: 503,
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

export type Headers = Readonly<Record<string, string>>;

/** A refusal of the edge itself, before any rule of the inside was asked. */
export class Turned extends Error {
  readonly code: ProblemCode;
  readonly values: MessageValues;
  readonly headers: Headers;
  readonly fields: readonly FieldFault[];

  constructor(
    code: ProblemCode,
    more: { values?: MessageValues; headers?: Headers; fields?: readonly FieldFault[] } = {},
  ) {
    super(code);
    this.name = "Turned";
    this.code = code;
    this.values = more.values ?? {};
    this.headers = more.headers ?? {};
    this.fields = more.fields ?? [];
  }
}

/** What a problem is told with: the reader's language, the request's number, and the first day the law is held for. */
export type ProblemContext = {
  readonly language: Language;
  readonly requestId: string;
  readonly coversFrom: string;
  readonly bodyLimit: string;
};

export type Told = { readonly problem: Problem; readonly headers: Headers };

/**
 * Any error as problem details (RFC 9457). What is not known here is `failed`: 500, with the number of the request and
 * nothing of the inside.
 */
export function problemOf(error: unknown, context: ProblemContext): Told {
  if (error instanceof Refused) return refused(error, context);
  if (error instanceof Turned) return tell(error.code, context, error);
  if (error instanceof TooMuch) return tooMuch(error, context);
  if (error instanceof LawError) return tell("invalid", context, { fields: [lawFault(error, context)] });
  const trouble = databaseTrouble(error);
  if (trouble === "unavailable") return tell("unavailable", context, { headers: { "retry-after": "2" } });
  if (trouble === "out-of-range") return tell("invalid", context, { detail: "field.outOfRange" });
  return tell(frameworkProblem(error), context, {});
}

function tooMuch({ seconds }: TooMuch, context: ProblemContext): Told {
  return tell("too-much", context, { values: { seconds }, headers: { "retry-after": `${seconds}` } });
}

function refused(error: Refused, context: ProblemContext): Told {
  const { problem, headers } = tell(error.code, context, {
    fields: error.fields,
    values: { count: error.code === "case-moved" ? error.changed.length : error.fields.length },
  });
  if (error.code !== "case-moved") return { problem, headers };
  const changed = error.changed.map(({ seq, type, recordedAt }) => ({ seq, type, recordedAt }));
  return { problem: { ...problem, changed: changed as Problem["changed"] }, headers };
}

function tell(
  code: ProblemCode,
  context: ProblemContext,
  more: {
    readonly fields?: readonly FieldFault[];
    readonly values?: MessageValues;
    readonly headers?: Headers;
    readonly detail?: "field.outOfRange";
  },
): Told {
  const { language } = context;
  const fields = more.fields ?? [];
  const values = { count: fields.length, id: context.requestId, limit: context.bodyLimit, ...more.values };
  return {
    problem: {
      type: `urn:arasha:problem:${code}`,
      title: say(language, `problem.${code}.title`),
      status: PROBLEMS[code],
      detail: say(language, more.detail ?? `problem.${code}.detail`, values),
      ...(fields.length > 0 && {
        errors: fields.map((fault) => ({ field: fault.field, message: sayFault(language, fault) })),
      }),
    },
    headers: more.headers ?? {},
  };
}

function lawFault(error: LawError, context: ProblemContext): FieldFault {
  const { field } = error;
  if (error.code === "before-coverage")
    return { field, message: "beforeCoverage", values: { first: context.coversFrom } };
  return { field, message: error.code === "instant" ? "instant" : "invalidValue" };
}

/** Fastify's own errors, by its stable codes; those it adds later, by their status. */
function frameworkProblem(error: unknown): ProblemCode {
  const { code, statusCode } = (typeof error === "object" && error !== null ? error : {}) as {
    readonly code?: unknown;
    readonly statusCode?: unknown;
  };
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE" || statusCode === 413) return "too-large";
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE" || statusCode === 415) return "media-type";
  if (statusCode === 404 || statusCode === 414) return "not-found";
  if (typeof statusCode === "number" && statusCode >= 400 && statusCode < 500) return "malformed";
  return "failed";
}
