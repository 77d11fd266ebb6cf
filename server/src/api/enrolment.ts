import type { FastifyInstance, FastifyRequest } from "fastify";
import {
  EnrolmentView,
  EnrolPassword,
  Me,
  NewPasskeyAnswer,
  OpenInvitation,
  PasskeyOptions,
  Totp,
} from "../contract/index.ts";
import {
  type Enrolment,
  enrolmentOf,
  enrolPasskey,
  enrolPassword,
  offerTotp,
  openInvitation,
} from "../people/enrol.ts";
import { askForNewPasskey, newPasskey } from "../people/passkey.ts";
import type { Session } from "../people/session.ts";
import { createDoorAttempts } from "./attempts.ts";
import { deviceOf, enter, giveCookie, heldCookie, takeCookie } from "./cookies.ts";
import { Turned } from "./problems.ts";
import { answers, type RouteContext, typed } from "./route.ts";
import { me, refuseHaste } from "./session.ts";

/** From an invitation to a way in of one's own. What was opened is held by this browser, in a cookie. */
export function enrolment(app: FastifyInstance, context: RouteContext): void {
  const { deps, clock, origin } = context;
  const { store } = deps;
  const attempts = createDoorAttempts(store, "enrolment");
  const held = async (request: FastifyRequest, now: string): Promise<Enrolment & { token: string }> => {
    const token = heldCookie(context, request, "arasha_enrolment");
    const open = await enrolmentOf(store, token, now);
    if (!open || token === undefined) throw new Turned("invitation");
    return { ...open, token };
  };
  const view = ({ name, role: roleId, agency: agencyId, recovery, until }: Enrolment): EnrolmentView => {
    const role = deps.roles.get(roleId);
    const agency = deps.agencies.get(agencyId);
    // The pack has changed since: the invitation leads nowhere any more.
    if (!role || !agency) throw new Turned("invitation");
    return {
      name,
      role: { id: role.id, name: role.name },
      agency: { id: agency.id, name: agency.name },
      recovery,
      until,
      provider: context.provider?.name ?? null,
    };
  };

  typed(app).post(
    "/api/enrolment",
    {
      config: { access: "public" },
      schema: {
        tags: ["enrolment"],
        summary: "Open an invitation; the link opens nothing after that",
        body: OpenInvitation,
        response: answers(200, EnrolmentView, "invitation", "invalid", "too-many", "cross-site"),
      },
    },
    async (request, reply) => {
      const now = clock();
      refuseHaste(await attempts.take(request.ip, null, now));
      const opened = await openInvitation(store, request.body.invitation, now);
      const open = opened && (await enrolmentOf(store, opened.token, now));
      if (!open) throw new Turned("invitation");
      await attempts.passed(request.ip, null, now);
      giveCookie(context, request, reply, "arasha_enrolment", opened.token);
      return view(open);
    },
  );

  typed(app).get(
    "/api/enrolment",
    {
      config: { access: "public" },
      schema: {
        tags: ["enrolment"],
        summary: "The invitation this browser has opened",
        response: answers(200, EnrolmentView, "invitation"),
      },
    },
    async (request) => view(await held(request, clock())),
  );

  typed(app).post(
    "/api/enrolment/passkey/options",
    {
      config: { access: "public" },
      schema: {
        tags: ["enrolment"],
        summary: "What a browser needs to make the first passkey",
        response: answers(200, PasskeyOptions, "invitation", "cross-site"),
      },
    },
    async (request, reply) => {
      const now = clock();
      const { account, name } = await held(request, now);
      const purpose = "passkey-enrolment";
      const asked = await askForNewPasskey(store, origin(), { id: account, name }, purpose, now);
      giveCookie(context, request, reply, "arasha_challenge", asked.handle);
      return { ...asked.options };
    },
  );

  typed(app).post(
    "/api/enrolment/passkey",
    {
      config: { access: "public" },
      schema: {
        tags: ["enrolment"],
        summary: "Enrol with a passkey, and come in",
        body: NewPasskeyAnswer,
        response: answers(200, Me, "invitation", "passkey", "invalid", "cross-site"),
      },
    },
    async (request, reply) => {
      const now = clock();
      const handle = takeCookie(context, request, reply, "arasha_challenge");
      const { token, account } = await held(request, now);
      const { response } = request.body;
      const made = await newPasskey(store, origin(), account, "passkey-enrolment", handle, response, now);
      if (!made) throw new Turned("passkey");
      return arrive(
        await enrolPasskey(store, token, account, made, deviceOf(request), now),
        async (session) => {
          takeCookie(context, request, reply, "arasha_enrolment");
          await enter(context, request, reply, session);
        },
      );
    },
  );

  typed(app).post(
    "/api/enrolment/password/options",
    {
      config: { access: "public" },
      schema: {
        tags: ["enrolment"],
        summary: "A secret for one-time codes, where a passkey does not serve",
        response: answers(200, Totp, "invitation", "cross-site"),
      },
    },
    async (request) => {
      const open = await held(request, clock());
      return offerTotp(store, open.token, open);
    },
  );

  typed(app).post(
    "/api/enrolment/password",
    {
      config: { access: "public" },
      schema: {
        tags: ["enrolment"],
        summary: "Enrol with a password and one-time codes, and come in",
        body: EnrolPassword,
        response: answers(200, Me, "invitation", "invalid", "too-many", "cross-site"),
      },
    },
    async (request, reply) => {
      const now = clock();
      const { token } = await held(request, now);
      refuseHaste(await attempts.take(request.ip, null, now));
      const enrolled = await enrolPassword(
        store,
        context.hasher,
        token,
        request.body,
        deviceOf(request),
        now,
      );
      await attempts.passed(request.ip, null, now);
      return arrive(enrolled, async (session) => {
        takeCookie(context, request, reply, "arasha_enrolment");
        await enter(context, request, reply, session);
      });
    },
  );

  async function arrive(session: Session | null, come: (session: Session) => Promise<void>): Promise<Me> {
    if (!session) throw new Turned("invitation");
    await come(session);
    return me(context, session);
  }
}
