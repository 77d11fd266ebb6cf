import type { FastifyInstance } from "fastify";
import { Me, PasskeyAnswer, PasskeyOptions, PasswordSignIn, WaysIn } from "../contract/index.ts";
import { askForPasskey } from "../people/passkey.ts";
import { createPasswordCheck, normalLogin } from "../people/password.ts";
import { byPasskey, byPassword, enterBy } from "../people/sign-in.ts";
import { createAskings, createDoorAttempts } from "./attempts.ts";
import { deviceOf, enter, giveCookie, takeCookie } from "./cookies.ts";
import { Turned } from "./problems.ts";
import { answers, type RouteContext, typed } from "./route.ts";
import { me, refuseHaste } from "./session.ts";

/** The door: with a passkey, or with password and one-time code. Every failure is told alike. */
export function signInRoutes(app: FastifyInstance, context: RouteContext): void {
  const { deps, clock, synthetic, origin } = context;
  const { store } = deps;
  const attempts = createDoorAttempts(store, "sign-in");
  const askings = createAskings(store, "passkey");
  const check = createPasswordCheck(context.hasher);

  typed(app).get(
    "/api/sign-in",
    {
      config: { access: "public" },
      schema: { tags: ["sign-in"], summary: "Which ways in there are", response: answers(200, WaysIn) },
    },
    () => ({ provider: context.provider?.name ?? null, demonstration: synthetic }),
  );

  typed(app).post(
    "/api/sign-in/passkey/options",
    {
      config: { access: "public" },
      schema: {
        tags: ["sign-in"],
        summary: "What a browser asks its passkeys; nobody is named",
        response: answers(200, PasskeyOptions, "too-many", "cross-site"),
      },
    },
    async (request, reply) => {
      const now = clock();
      refuseHaste(await askings.take(request.ip, now));
      const { options, handle } = await askForPasskey(store, origin(), null, now);
      giveCookie(context, request, reply, "arasha_challenge", handle);
      return { ...options };
    },
  );

  typed(app).post(
    "/api/sign-in/passkey",
    {
      config: { access: "public" },
      schema: {
        tags: ["sign-in"],
        summary: "Sign in with a passkey",
        body: PasskeyAnswer,
        response: answers(200, Me, "sign-in", "invalid", "too-many", "cross-site"),
      },
    },
    async (request, reply) => {
      const now = clock();
      const handle = takeCookie(context, request, reply, "arasha_challenge");
      refuseHaste(await attempts.take(request.ip, null, now));
      const proof = await byPasskey(store, origin(), null, handle, request.body.response, now);
      const opened = await enterBy(store, proof, deviceOf(request), now);
      if (!opened) throw new Turned("sign-in");
      await attempts.passed(request.ip, null, now);
      await enter(context, request, reply, opened);
      return me(context, opened);
    },
  );

  typed(app).post(
    "/api/sign-in/password",
    {
      config: { access: "public" },
      schema: {
        tags: ["sign-in"],
        summary: "Sign in with name, password and one-time code",
        body: PasswordSignIn,
        response: answers(200, Me, "sign-in", "invalid", "too-many", "cross-site"),
      },
    },
    async (request, reply) => {
      const now = clock();
      const login = normalLogin(request.body.login);
      refuseHaste(await attempts.take(request.ip, login, now));
      const proof = await byPassword(check, store, { login }, request.body, now);
      const opened = await enterBy(store, proof, deviceOf(request), now);
      if (!opened) throw new Turned("sign-in");
      await attempts.passed(request.ip, login, now);
      await enter(context, request, reply, opened);
      return me(context, opened);
    },
  );
}
