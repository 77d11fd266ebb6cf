import type { Problem } from "@arasha/server/contract";
import { currentLanguage } from "../i18n/language.tsx";

/** A refusal or failure of a request, always as problem details (RFC 9457). `status` 0: the server was not reached. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

type Method = "GET" | "POST" | "PUT" | "DELETE";
type Options = {
  readonly body?: unknown;
  /** Idempotency-Key: the same for every retry of one submission, so that nothing is entered twice. */
  readonly key?: string;
  readonly signal?: AbortSignal;
};

/** One request to the service. Throws ProblemError for every answer that is not a success. */
export async function request<T>(method: Method, path: string, options: Options = {}): Promise<T> {
  const response = await send(method, path, options);
  if (!response.ok) throw new ProblemError(await problemOf(response));
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function send(method: Method, path: string, { body, key, signal }: Options): Promise<Response> {
  const headers = new Headers({ accept: "application/json", "accept-language": currentLanguage() });
  if (body !== undefined) headers.set("content-type", "application/json");
  if (key !== undefined) headers.set("idempotency-key", key);
  try {
    return await fetch(`/api${path}`, {
      method,
      headers,
      credentials: "same-origin",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ProblemError({ type: UNREACHABLE, title: UNREACHABLE, status: 0 });
  }
}

/** Types of problems the workspace makes itself; their words are in the messages, in the reader's language. */
export const UNREACHABLE = "urn:arasha:web:unreachable";
export const UNREADABLE = "urn:arasha:web:unreadable";

/** Not a refusal but a server not reached or failing: the same request may succeed in a while. */
export function isPassing(error: unknown): boolean {
  return error instanceof ProblemError && (error.problem.status === 0 || error.problem.status >= 500);
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback = { type: UNREADABLE, title: UNREADABLE, status: response.status };
  if (!response.headers.get("content-type")?.includes("json")) return fallback;
  try {
    const read = (await response.json()) as Partial<Problem> | null;
    return typeof read?.title === "string" ? { ...fallback, ...read } : fallback;
  } catch {
    return fallback;
  }
}
