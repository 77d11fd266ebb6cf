import type { FastifyInstance, FastifyRequest } from "fastify";
import { type Allowance, createBudget, networkOf, TooMuch } from "../access/budget.ts";
import type { RouteContext } from "./route.ts";

/**
 * How much one person, one address and all together may ask of one process. They are meant for programs: whoever reads and
 * clicks, however tired and however fast, stays far below. An operator sets others with the environment (cli/use-settings.ts).
 */
export type Budgets = {
  readonly reads: Allowance;
  readonly computing: Allowance;
  /** Requests that compute at once. */
  readonly atOnce: number;
};

/** In a minute. */
export const PACE = {
  /**
   * Cases, lists of cases and documents opened by one account. A shift that opens one every two seconds goes through, and so
   * does a rush of 120; a program that walks two thousand cases is slowed to that pace after the first 120, while the rules of
   * oversight tell of it within a minute.
   */
  reads: 30,
  /**
   * Work for one address, or for one account: an assessment, a comparison, a page that was not made before today, a proof of the
   * trail count one, files more (`computes` of their routes). Twenty-five people behind one address who each go through all questions
   * of `/law/what` within the same minute stay below; at some milliseconds each it is a small part of a core.
   */
  computing: 300,
  /** Each may hold one of the ten connections to the database: the others are for those who work on cases. */
  atOnce: 6,
} as const;

export function budgetsOf({
  reads,
  computing,
  atOnce,
}: Readonly<Record<keyof typeof PACE, number>>): Budgets {
  return {
    reads: { atOnce: 4 * reads, aMinute: reads },
    computing: { atOnce: 2 * computing, aMinute: computing },
    atOnce,
  };
}

export const BUDGETS: Budgets = budgetsOf(PACE);

/** Counts work that was not foreseen by a route: throws `TooMuch` where it is too much for whoever asks. */
export type Charge = (request: FastifyRequest, cost?: number) => void;

declare module "fastify" {
  interface FastifyContextConfig {
    /** It shows what is in a case: counted for the account. */
    reads?: true;
    /** It makes somebody else wait while it computes: how many times as much as an assessment. */
    computes?: number;
  }
  interface FastifyRequest {
    computing: boolean;
  }
}

/** Holds every route to what it declares. After `guard`: who asks is known by then. */
export function keepBudgets(
  app: FastifyInstance,
  { clock }: Pick<RouteContext, "clock">,
  budgets: Budgets,
): Charge {
  const reads = createBudget(budgets.reads);
  const computing = createBudget(budgets.computing);
  const refuse = (seconds: number) => {
    if (seconds > 0) throw new TooMuch(seconds);
  };
  const charge: Charge = (request, cost = 1) => {
    const who = request.signedIn?.account.id ?? networkOf(request.ip);
    refuse(computing.take(who, clock(), cost));
  };
  let running = 0;
  app.decorateRequest("computing", false);
  // Before a body is read.
  app.addHook("onRequest", (request, _, done) => {
    if (request.is404) return done();
    const { reads: counted, computes } = request.routeOptions.config;
    if (counted && request.signedIn) refuse(reads.take(request.signedIn.account.id, clock()));
    if (computes !== undefined) charge(request, computes);
    done();
  });
  // After it: whoever sends slowly holds no place.
  app.addHook("preHandler", (request, _, done) => {
    if (!request.is404 && request.routeOptions.config.computes !== undefined) {
      if (running >= budgets.atOnce) throw new TooMuch(1);
      running += 1;
      request.computing = true;
    }
    done();
  });
  // The answer is made, be it an error; whoever takes it slowly holds no place either.
  app.addHook("onSend", (request, _reply, payload, done) => {
    if (request.computing) {
      request.computing = false;
      running -= 1;
    }
    done(null, payload);
  });
  return charge;
}
