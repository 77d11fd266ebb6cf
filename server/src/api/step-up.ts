import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { PasskeyAnswer, PasskeyOptions, PasswordProof } from "../contract/index.ts";
import { askForPasskey } from "../people/passkey.ts";
import { createPasswordCheck } from "../people/password.ts";
import { byPasskey, byPassword, stepUpBy } from "../people/sign-in.ts";
import { caller } from "./access.ts";
import { createDoorAttempts } from "./attempts.ts";
import { giveCookie, takeCookie } from "./cookies.ts";
import { Turned } from "./problems.ts";
import { answers, type RouteContext, typed } from "./route.ts";
import { refuseHaste } from "./session.ts";

const Done = z.undefined().describe("Proved; dangerous acts are open for some minutes");

/** Proving again who one is, with what one has: before a dangerous act, on the session one is in. */
export function stepUp(app: FastifyInstance, context: RouteContext): void {
  const { deps, clock, origin } = context;
  const { store } = deps;
  const attempts = createDoorAttempts(store, "step-up");
  const check = createPasswordCheck(context.hasher);

  typed(app).post(
    "/api/step-up/passkey/options",
    {
      config: { access: "account" },
      schema: {
        tags: ["step-up"],
        summary: "What a browser asks the caller's own passkeys",
        response: answers(200, PasskeyOptions, "not-signed-in", "cross-site"),
      },
    },
    async (request, reply) => {
      const { account } = caller(request);
      const { options, handle } = await askForPasskey(store, origin(), account.id, clock());
      giveCookie(context, request, reply, "arasha_challenge", handle);
      return { ...options };
    },
  );

  typed(app).post(
    "/api/step-up/passkey",
    {
      config: { access: "account" },
      schema: {
        tags: ["step-up"],
        summary: "Prove again who you are, with a passkey",
        body: PasskeyAnswer,
        response: answers(204, Done, "passkey", "not-signed-in", "invalid", "too-many", "cross-site"),
      },
    },
    async (request, reply) => {
      const { account, present } = caller(request);
      const now = clock();
      const handle = takeCookie(context, request, reply, "arasha_challenge");
      refuseHaste(await attempts.take(request.ip, account.id, now));
      const proof = await byPasskey(store, origin(), account.id, handle, request.body.response, now);
      const token = await stepUpBy(store, proof, present, now);
      if (token === null) throw new Turned("passkey");
      await attempts.right(request.ip, account.id, now);
      giveCookie(context, request, reply, "arasha_session", token);
      return reply.code(204).send();
    },
  );

  typed(app).post(
    "/api/step-up/password",
    {
      config: { access: "account" },
      schema: {
        tags: ["step-up"],
        summary: "Prove again who you are, with password and one-time code",
        body: PasswordProof,
        response: answers(204, Done, "not-signed-in", "invalid", "too-many", "cross-site"),
      },
    },
    async (request, reply) => {
      const { account, present } = caller(request);
      const now = clock();
      refuseHaste(await attempts.take(request.ip, account.id, now));
      const proof = await byPassword(check, store, { account: account.id }, request.body, now);
      const token = await stepUpBy(store, proof, present, now);
      if (token === null)
        throw new Turned("invalid", { fields: [{ field: "password", message: "wrongProof" }] });
      await attempts.right(request.ip, account.id, now);
      giveCookie(context, request, reply, "arasha_session", token);
      return reply.code(204).send();
    },
  );
}
