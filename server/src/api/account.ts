import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import {
  AccountView,
  ChangePassword,
  Declaration,
  Declared,
  Ended,
  NewPasskeyAnswer,
  PasskeyOptions,
  SetMail,
} from "../contract/index.ts";
import { Refused } from "../journal/refused.ts";
import { changePassword } from "../people/change-password.ts";
import { declare, declaredAt } from "../people/declaration.ts";
import { myMail, setMyMail } from "../people/mail.ts";
import { addPasskey, askForNewPasskey, newPasskey, passkeysOf, removePasskey } from "../people/passkey.ts";
import { waysInOf } from "../people/password.ts";
import { endSessions, sessionsOf } from "../people/session.ts";
import { caller } from "./access.ts";
import { createDoorAttempts } from "./attempts.ts";
import { deviceOf, giveCookie, takeCookie } from "./cookies.ts";
import { Turned } from "./problems.ts";
import { answers, type RouteContext, typed } from "./route.ts";
import { refuseHaste } from "./session.ts";

const Gone = z.undefined().describe("Gone");
const Which = z.strictObject({ id: z.uuid() });

/** What one may see and change of one's own account. Never a name, an agency or a role: those are given. */
export function account(app: FastifyInstance, context: RouteContext): void {
  const { deps, clock, origin } = context;
  const { store } = deps;
  // One count with the proofs by password: whoever guesses at both has not twice as many.
  const attempts = createDoorAttempts(store, "step-up");

  typed(app).get(
    "/api/account",
    {
      config: { access: "account" },
      schema: {
        tags: ["account"],
        summary: "The caller's own ways in and open sessions",
        response: answers(200, AccountView, "not-signed-in"),
      },
    },
    async (request): Promise<AccountView> => {
      const { account, present } = caller(request);
      const [passkeys, sessions, ways, mail] = await Promise.all([
        passkeysOf(store, account.id),
        sessionsOf(store, account.id, clock()),
        waysInOf(store, account.id),
        myMail(store, account.id),
      ]);
      return {
        method: present.method,
        session: present.session,
        login: ways.login,
        provider: ways.issuer === null ? null : (context.provider?.name ?? ways.issuer),
        mail,
        passkeys: [...passkeys],
        sessions: [...sessions],
      };
    },
  );

  typed(app).put(
    "/api/account/mail",
    {
      config: { access: "account", stepUp: true },
      schema: {
        tags: ["account"],
        summary:
          "Where the caller is told of sign-ins and changes of her ways in; the address before is told of it",
        body: SetMail,
        response: answers(204, Gone, "not-signed-in", "invalid", "step-up", "cross-site"),
      },
    },
    async (request, reply): Promise<FastifyReply> => {
      await setMyMail(store, caller(request).account.id, request.body.mail, clock());
      return reply.code(204).send();
    },
  );

  typed(app).put(
    "/api/account/password",
    {
      config: { access: "account", stepUp: true },
      schema: {
        tags: ["account"],
        summary: "Change the caller's password; all her other sessions end",
        body: ChangePassword,
        response: answers(
          204,
          z.undefined().describe("Changed"),
          "not-signed-in",
          "invalid",
          "not-found",
          "step-up",
          "too-many",
          "cross-site",
        ),
      },
    },
    async (request, reply): Promise<FastifyReply> => {
      const { account, present } = caller(request);
      const now = clock();
      refuseHaste(await attempts.take(request.ip, account.id, now));
      await changePassword(store, context.hasher, present, request.body, now, () =>
        attempts.right(request.ip, account.id, now),
      );
      return reply.code(204).send();
    },
  );

  typed(app).get(
    "/api/account/declaration",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["account"],
        summary: "When the caller last declared what could set her in conflict with a case",
        response: answers(200, Declared, "not-signed-in"),
      },
    },
    async (request): Promise<Declared> => ({ at: await declaredAt(store, caller(request).account.id) }),
  );

  typed(app).post(
    "/api/account/declaration",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["account"],
        summary:
          "Declare who one is and who is close: kept as marks nobody can read, and added to what was given before",
        body: Declaration,
        response: answers(200, Declared, "not-signed-in", "invalid", "cross-site"),
      },
    },
    async (request): Promise<Declared> => {
      const now = clock();
      await declare(store, deps.marker, caller(request).account.id, request.body, now);
      return { at: now };
    },
  );

  typed(app).post(
    "/api/account/passkeys/options",
    {
      config: { access: "account", stepUp: true },
      schema: {
        tags: ["account"],
        summary: "What a browser needs to make one more passkey",
        response: answers(200, PasskeyOptions, "not-signed-in", "step-up", "cross-site"),
      },
    },
    async (request, reply) => {
      const { account } = caller(request);
      const asked = await askForNewPasskey(store, origin(), account, "passkey-addition", clock());
      giveCookie(context, request, reply, "arasha_challenge", asked.handle);
      return { ...asked.options };
    },
  );

  typed(app).post(
    "/api/account/passkeys",
    {
      config: { access: "account", stepUp: true },
      schema: {
        tags: ["account"],
        summary: "Add a passkey",
        body: NewPasskeyAnswer,
        response: answers(
          204,
          z.undefined().describe("Added"),
          "not-signed-in",
          "step-up",
          "passkey",
          "invalid",
          "cross-site",
        ),
      },
    },
    async (request, reply) => {
      const { account } = caller(request);
      const now = clock();
      const handle = takeCookie(context, request, reply, "arasha_challenge");
      const { response } = request.body;
      const made = await newPasskey(store, origin(), account.id, "passkey-addition", handle, response, now);
      if (!made) throw new Turned("passkey");
      await addPasskey(store, account.id, made, deviceOf(request), now);
      return reply.code(204).send();
    },
  );

  typed(app).delete(
    "/api/account/passkeys/:id",
    {
      config: { access: "account", stepUp: true },
      schema: {
        tags: ["account"],
        summary: "Remove a passkey; the only way in stays",
        params: Which,
        response: answers(204, Gone, "not-signed-in", "step-up", "not-found", "last-way", "cross-site"),
      },
    },
    async (request, reply) => {
      const outcome = await removePasskey(store, caller(request).account.id, request.params.id, clock());
      if (outcome === "none") throw new Refused("not-found");
      if (outcome === "last") throw new Refused("last-way");
      return reply.code(204).send();
    },
  );

  typed(app).delete(
    "/api/account/sessions/:id",
    {
      config: { access: "account", stepUp: true },
      schema: {
        tags: ["account"],
        summary: "End one of the caller's sessions",
        params: Which,
        response: answers(204, Gone, "not-signed-in", "step-up", "not-found", "cross-site"),
      },
    },
    async (request, reply) => {
      const ended = await endSessions(store, caller(request).account.id, request.params, clock());
      if (ended === 0) throw new Refused("not-found");
      return reply.code(204).send();
    },
  );

  typed(app).delete(
    "/api/account/sessions",
    {
      config: { access: "account", stepUp: true },
      schema: {
        tags: ["account"],
        summary: "End all of the caller's sessions but this one",
        response: answers(200, Ended, "not-signed-in", "step-up", "cross-site"),
      },
    },
    async (request) => {
      const { account, present } = caller(request);
      return { ended: await endSessions(store, account.id, { allBut: present.session }, clock()) };
    },
  );
}
