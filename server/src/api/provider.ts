import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ProviderAddress, ProviderErrand } from "../contract/index.ts";
import { Refused } from "../journal/refused.ts";
import { enrolIdentity, enrolmentOf } from "../people/enrol.ts";
import type { Errand, Identity, Provider } from "../people/provider.ts";
import { byIdentity, enterBy, stepUpBy } from "../people/sign-in.ts";
import { signedInBy } from "./access.ts";
import { createAskings } from "./attempts.ts";
import { deviceOf, enter, giveCookie, heldCookie, takeCookie } from "./cookies.ts";
import { Turned } from "./problems.ts";
import { answers, type RouteContext, typed } from "./route.ts";
import { refuseHaste } from "./session.ts";

const CALLBACK = "/api/provider/callback";

/** Signing in where one's own organisation does: out to its OpenID Connect provider, and back. */
export function provider(app: FastifyInstance, context: RouteContext): void {
  const { deps, clock, origin } = context;
  const { store } = deps;
  const askings = createAskings(store, "provider");

  typed(app).post(
    "/api/provider",
    {
      config: { access: "public" },
      schema: {
        tags: ["sign-in"],
        summary:
          "Where to go to sign in at the provider, to bind one's account to it, or to prove who one is",
        body: ProviderErrand,
        response: answers(
          200,
          ProviderAddress,
          "not-found",
          "not-signed-in",
          "invitation",
          "invalid",
          "too-many",
          "cross-site",
          "provider",
        ),
      },
    },
    async (request, reply) => {
      const there = providerOf(context);
      const now = clock();
      refuseHaste(await askings.take(request.ip, now));
      const errand = await errandOf(request, now);
      const { url, handle } = await reached(there.send(store, errand, `${origin()}${CALLBACK}`, now));
      giveCookie(context, request, reply, "arasha_errand", handle);
      return { url };
    },
  );

  app.get(
    CALLBACK,
    {
      config: { access: "public" },
      schema: { tags: ["sign-in"], summary: "Back from the provider; leads on to a page" },
    },
    async (request, reply) => {
      const there = providerOf(context);
      const now = clock();
      const handle = takeCookie(context, request, reply, "arasha_errand");
      const back = await reached(there.receive(store, handle, `${origin()}${request.url}`, now)).catch(
        (error: unknown) => {
          if (error instanceof Turned) return "unreachable" as const;
          throw error;
        },
      );
      // A browser stands here, not a program: it is led to a page that says what happened, in her language.
      if (back === "unreachable") return onwards(reply, "/sign-in?problem=provider");
      if (back === null) return onwards(reply, "/sign-in?problem=sign-in");
      if (!back.strong) return onwards(reply, await tooWeak(back.errand, now));
      return onwards(reply, await run(back.errand, back.identity, request, reply, now));
    },
  );

  async function errandOf(request: FastifyRequest, now: string): Promise<Errand> {
    const wanted = (request.body as { readonly for: Errand["for"] }).for;
    if (wanted === "sign-in") return { for: "sign-in" };
    if (wanted === "step-up") {
      const { account, present } = await signedInBy(context, request, now);
      return { for: "step-up", account: account.id, session: present.session };
    }
    const open = await enrolmentOf(store, heldCookie(context, request, "arasha_enrolment"), now);
    if (!open) throw new Turned("invitation");
    return { for: "enrolment", account: open.account };
  }

  /** Does what she was sent for, and says on which page it goes on. */
  async function run(
    errand: Errand,
    identity: Identity,
    request: FastifyRequest,
    reply: FastifyReply,
    now: string,
  ): Promise<string> {
    if (errand.for === "step-up") {
      const proof = await byIdentity(store, identity);
      const who = { account: { id: errand.account }, session: errand.session };
      const token = await stepUpBy(store, proof, who, now);
      if (token === null) return "/account?problem=sign-in";
      giveCookie(context, request, reply, "arasha_session", token);
      return "/account";
    }
    const session =
      errand.for === "sign-in"
        ? await enterBy(store, await byIdentity(store, identity), deviceOf(request), now)
        : await bind(errand.account, identity, request, now);
    if (session === "taken") return "/invitation?problem=taken";
    if (!session)
      return errand.for === "sign-in" ? "/sign-in?problem=sign-in" : "/invitation?problem=invitation";
    if (errand.for === "enrolment") takeCookie(context, request, reply, "arasha_enrolment");
    await enter(context, request, reply, session);
    return "/";
  }

  /** Whoever she is there: two factors were not asked of her. It is an attempt that failed, as any other. */
  async function tooWeak(errand: Errand, now: string): Promise<string> {
    if (errand.for === "enrolment") return "/invitation?problem=weak";
    const proof = { kind: "failed", account: null, method: "provider" } as const;
    if (errand.for === "sign-in") {
      await enterBy(store, proof, "", now);
      return "/sign-in?problem=weak";
    }
    await stepUpBy(store, proof, { account: { id: errand.account }, session: errand.session }, now);
    return "/account?problem=weak";
  }

  async function bind(account: string, identity: Identity, request: FastifyRequest, now: string) {
    const token = heldCookie(context, request, "arasha_enrolment");
    if (token === undefined) return null;
    return enrolIdentity(store, token, account, identity, deviceOf(request), now).catch((error: unknown) => {
      if (error instanceof Refused && error.code === "invalid") return "taken" as const;
      throw error;
    });
  }
}

function providerOf({ provider }: RouteContext): Provider {
  if (!provider) throw new Turned("not-found");
  return provider;
}

function onwards(reply: FastifyReply, path: string): FastifyReply {
  return reply.redirect(path, 303);
}

/** A provider that does not answer, or not as it should, is told as that. Anything else stays what it is. */
async function reached<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!isOfTheProvider(error)) throw error;
    throw new Turned("provider");
  }
}

function isOfTheProvider(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { readonly code?: unknown };
  return (typeof code === "string" && code.startsWith("OAUTH_")) || error.message === "fetch failed";
}
