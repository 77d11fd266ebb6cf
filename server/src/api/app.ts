import { loadParticipation, participations } from "@arasha/packs";
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from "fastify";
import type { Deps } from "../cases/deps.ts";
import { argon2, type Hasher } from "../people/password.ts";
import { createProvider, type ProviderConfig } from "../people/provider.ts";
import { overlayOf } from "../registers/overlay.ts";
import { proposeClaim } from "../site/harmony/propose/propose.ts";
import { myCase } from "../site/my-case/my-case.ts";
import type { Book } from "../site/shelf.ts";
import { site } from "../site/site.ts";
import { guard } from "./access.ts";
import { account } from "./account.ts";
import { agreements } from "./agreements.ts";
import { createCounter, createDoorAttempts } from "./attempts.ts";
import { breaches } from "./breaches.ts";
import { BUDGETS, type Budgets, type Charge, keepBudgets } from "./budgets.ts";
import { cases } from "./cases.ts";
import { country } from "./country.ts";
import { docs } from "./docs.ts";
import { documents } from "./documents.ts";
import { draft } from "./draft.ts";
import { type Certificate, encrypted } from "./encrypted.ts";
import { enrolment } from "./enrolment.ts";
import { BODY_LIMIT, installErrors, lastResort } from "./errors.ts";
import { glass } from "./glass.ts";
import { health } from "./health.ts";
import { acceptJson, validatorCompiler } from "./input.ts";
import { law } from "./law.ts";
import { answerWrongMethods, watchRoutes } from "./methods.ts";
import { myCaseKeys } from "./my-case.ts";
import { oversight } from "./oversight.ts";
import { pages } from "./pages.ts";
import { people } from "./people.ts";
import { provider } from "./provider.ts";
import { queue } from "./queue.ts";
import { registers } from "./registers.ts";
import { requests } from "./requests.ts";
import { encodeResponse, type RouteContext } from "./route.ts";
import { refuseOtherSites } from "./same-site.ts";
import { session } from "./session.ts";
import { signInRoutes } from "./sign-in.ts";
import { statistics } from "./statistics.ts";
import { stepUp } from "./step-up.ts";
import { trail } from "./trail.ts";

/**
 * Whom one listener serves. `public`: the law and the survivor's own page, and nothing that knows of staff. `staff`: the
 * workspace and the interface behind it, and nothing of hers. On separate hosts no cookie, script or fault of the one
 * reaches the other.
 */
export type Audience = "everybody" | "staff" | "public";

export type AppOptions = {
  /** Everybody, unless the installation has hosts of their own for the public and for staff. */
  readonly audience?: Audience;
  /** Where the public pages are, where they have a host of their own; asked for when needed. */
  readonly publicOrigin?: () => string | null;
  /** The instant it is now, ISO 8601. The only clock of the service. */
  readonly clock: () => string;
  /** The built staff workspace; `null` serves the API alone. */
  readonly webFolder: string | null;
  /** True on a demonstration database: every page says so. */
  readonly synthetic: boolean;
  readonly logger?: FastifyBaseLogger;
  /** Ends TLS here; in the clear without. */
  readonly tls?: Certificate | null;
  /** Believe the `X-Forwarded-*` headers: all, or those of a proxy at this address. Only behind a proxy that sets them. */
  readonly trustProxy?: boolean | string;
  /** Where the service is reached; asked for when needed, since a port may be known only once it listens. */
  readonly origin?: () => string;
  /** Hashes passwords; argon2id unless a test brings something quicker. */
  readonly hasher?: Hasher;
  readonly provider?: ProviderConfig | null;
  /** How much may be asked of this process; BUDGETS by default. */
  readonly budgets?: Budgets;
  /** The law of other countries, shown to the public after that of the one whose cases are worked on here. */
  readonly beside?: readonly Book[];
};

/**
 * The HTTP service: one Fastify instance, ready to listen or to be asked with `inject`. It holds no rule of its own;
 * each route translates between one message of the contract and one function of the inside.
 */
export async function createApp(deps: Deps, options: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy ?? false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: PATIENCE_MS,
    connectionTimeout: PATIENCE_MS,
    https: options.tls ? encrypted(options.tls) : null,
    ...lastResort(deps),
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(encodeResponse);
  acceptJson(app);
  installErrors(app, deps, options.clock);
  const routes = watchRoutes(app);

  keepNothing(app);
  endConnections(app);
  await app.register(helmet, SECURITY_HEADERS);
  await app.register(cookie);
  refuseOtherSites(app);
  const context: RouteContext = {
    deps,
    clock: options.clock,
    synthetic: options.synthetic,
    origin: options.origin ?? (() => "http://localhost"),
    hasher: options.hasher ?? argon2(),
    provider: options.provider ? createProvider(options.provider) : null,
    publicOrigin: options.publicOrigin ?? (() => null),
  };
  guard(app, context);
  const charge = keepBudgets(app, context, options.budgets ?? BUDGETS);
  logWithoutPersons(app);

  const { audience = "everybody" } = options;
  if (audience !== "public") await serveStaff(app, context);
  for (const resource of [trail, health]) await app.register(async (scope) => resource(scope, context));
  if (audience !== "staff") await servePublic(app, context, charge, options.beside ?? []);
  if (audience === "public") app.get("/", OPEN, (_, reply) => reply.redirect("/law", 303));
  if (options.webFolder !== null && audience !== "public") await pages(app, options.webFolder);
  answerWrongMethods(app, routes);
  return app;
}

/** How long a request may take to arrive, and a connection be silent: the largest body on the slowest line, and no longer. */
const PATIENCE_MS = 120_000;
async function serveStaff(app: FastifyInstance, context: RouteContext): Promise<void> {
  await docs(app);
  for (const resource of [...DOOR, ...WORK]) await app.register(async (scope) => resource(scope, context));
}

/** Cases and what is done about them, and what the pages of staff are made from. */
const WORK = [
  queue,
  cases,
  myCaseKeys,
  documents,
  requests,
  breaches,
  draft,
  glass,
  statistics,
  oversight,
  registers,
  agreements,
  country,
  law,
] as const;

const OPEN = { config: { access: "public" }, schema: { hide: true } } as const;

/** The law, for anybody, and the survivor's own page. No route of these asks who somebody of staff is. */
async function servePublic(
  app: FastifyInstance,
  { deps, clock, hasher }: RouteContext,
  charge: Charge,
  beside: readonly Book[],
): Promise<void> {
  const overlay = overlayOf(deps);
  await overlay.refresh();
  const { unfit } = overlay.current();
  if (unfit.length > 0)
    app.log.warn({ unfit }, "accepted claims and reports of an earlier form are not shown");
  const reviewed = overlay.current;
  const books = [deps, ...beside].map(({ country, law }) => ({ country, law, reviewed }));
  const pagesFor = {
    books,
    treaties: participations().map(loadParticipation),
    clock,
    revision: () => reviewed().revision,
    charge,
  };
  await app.register(async (scope) => site(scope, pagesFor));
  const suggestions = createCounter(deps.store, "suggestion", SUGGESTED_FROM_ONE_ADDRESS);
  await app.register(async (scope) =>
    proposeClaim(scope, { ...pagesFor, store: deps.store, take: suggestions.take }),
  );
  await app.register(async (scope) =>
    myCase(scope, { ...pagesFor, deps, hasher, attempts: createDoorAttempts(deps.store, "my-case") }),
  );
}

/** Claims suggested from one address within a minute. */
const SUGGESTED_FROM_ONE_ADDRESS = 5;

/** Coming in, and what is about oneself and one's people. */
const DOOR = [session, signInRoutes, provider, enrolment, stepUp, account, people] as const;

/** No script but our own files, nothing framed, no address handed on, no form to elsewhere. */
const SECURITY_HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", "data:"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  frameguard: { action: "deny" },
  referrerPolicy: { policy: "no-referrer" },
} as const;

const UNUSUAL: ReadonlySet<number> = new Set([400, 403, 405, 413, 415, 429]);

/** Nothing the API answers stays in a cache, unless a route says otherwise. */
function keepNothing(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    if (request.url.startsWith("/api/")) reply.header("cache-control", "no-store");
  });
}

/** From the moment the service is told to stop, an answer also ends its connection: nobody waits for an idle one. */
function endConnections(app: FastifyInstance): void {
  let stopping = false;
  app.addHook("preClose", async () => {
    stopping = true;
  });
  app.addHook("onSend", async (_, reply) => {
    if (stopping) reply.header("connection", "close");
  });
}

/**
 * One line a request: the pattern of the route, never its address, since addresses carry ids and searches. What the pages of
 * this house never send, and what was tried too often or by the wrong person, is a warning.
 */
function logWithoutPersons(app: FastifyInstance): void {
  app.addHook("onResponse", async (request, reply) => {
    request.log[UNUSUAL.has(reply.statusCode) ? "warn" : "info"](
      {
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        ...(request.signedIn && { account: request.signedIn.account.id }),
      },
      "answered",
    );
  });
}
