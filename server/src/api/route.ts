import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from "fastify";
import { createSerializerCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import type { z } from "zod";
import type { Deps } from "../cases/deps.ts";
import { Problem } from "../contract/index.ts";
import type { Hasher } from "../people/password.ts";
import type { Provider } from "../people/provider.ts";
import type { ProblemCode } from "./problems.ts";
import { PROBLEMS } from "./problems.ts";

/** What a resource is given to build its routes from. */
export type RouteContext = {
  readonly deps: Deps;
  readonly clock: () => string;
  readonly synthetic: boolean;
  /** Where this installation is reached, `https://arasha.example`: passkeys and providers hold on to it. */
  readonly origin: () => string;
  /** Where the public pages are reached; null: at the same address. */
  readonly publicOrigin: () => string | null;
  readonly hasher: Hasher;
  /** `null` where people sign in with passkeys and passwords alone. */
  readonly provider: Provider | null;
};

type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** The instance, its handlers typed by the Zod schemas of their routes. */
export function typed(app: FastifyInstance): App {
  return app.withTypeProvider<ZodTypeProvider>();
}

/** Answers pass through their schema too: a field the contract does not name cannot slip out. */
export const encodeResponse = createSerializerCompiler({});

/** The answers of a route for OpenAPI: the good one, and every problem it may end in. */
export function answers<Status extends number, Schema extends z.ZodType>(
  status: Status,
  schema: Schema,
  ...problems: readonly ProblemCode[]
): Record<Status, Schema> {
  const refusals = Object.fromEntries(
    problems.map((code) => [
      PROBLEMS[code],
      { content: { "application/problem+json": { schema: Problem } } },
    ]),
  );
  // Statuses of problems are no part of the handler's type: problems are thrown, never returned.
  return { ...refusals, [status]: schema } as Record<Status, Schema>;
}
