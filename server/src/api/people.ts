import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Invited, InvitePerson, People } from "../contract/index.ts";
import {
  approveInvitation,
  deactivate,
  endSessionsOf,
  type Invited as Invitation,
  invite,
  inviteAgain,
  people as peopleOf,
  withdrawInvitation,
} from "../people/administer.ts";
import { caller } from "./access.ts";
import { answers, type RouteContext, typed } from "./route.ts";

const Which = z.strictObject({ id: z.uuid() });
const Done = z.undefined().describe("Done, with effect at once");
const CLOSED = ["not-signed-in", "not-allowed", "step-up", "cross-site"] as const;

/** The people of the installation, for administrators: who they are and how they come in, and nothing of any case. */
export function people(app: FastifyInstance, { deps, clock, origin }: RouteContext): void {
  const { store } = deps;
  const shown = ({ token, ...invited }: Invitation): Invited => ({
    ...invited,
    // In the fragment, which no server and no log ever sees.
    link: token === null ? null : `${origin()}/invitation#${token}`,
  });

  typed(app).get(
    "/api/people",
    {
      config: { access: "administrator" },
      schema: {
        tags: ["people"],
        summary: "Everybody with an account, and where somebody can be invited to",
        response: answers(200, People, "not-signed-in", "not-allowed"),
      },
    },
    async (request): Promise<People> => ({
      asOf: clock(),
      people: (await peopleOf(store, { account: caller(request).account.id })).map((person) => ({
        ...person,
        ways: [...person.ways],
      })),
      agencies: deps.country.agencies.map(({ id, kind, name }) => ({ id, kind, name })),
      roles: deps.country.roles.map(({ id, agencyKind, name, administrator }) => ({
        id,
        agencyKind,
        name,
        administrator,
      })),
    }),
  );

  typed(app).post(
    "/api/people",
    {
      config: { access: "administrator", stepUp: true },
      schema: {
        tags: ["people"],
        summary: "Invite somebody to an agency and a role",
        body: InvitePerson,
        response: answers(201, Invited, "invalid", ...CLOSED),
      },
    },
    async (request, reply) => {
      const keeper = { account: caller(request).account.id };
      return reply.code(201).send(shown(await invite(store, keeper, deps, request.body, clock())));
    },
  );

  typed(app).post(
    "/api/people/:id/invitation",
    {
      config: { access: "administrator", stepUp: true },
      schema: {
        tags: ["people"],
        summary: "Invite somebody again, or ask for her recovery; what was open before ends",
        params: Which,
        response: answers(201, Invited, "not-found", ...CLOSED),
      },
    },
    async (request, reply) => {
      const keeper = { account: caller(request).account.id };
      return reply.code(201).send(shown(await inviteAgain(store, keeper, request.params.id, clock())));
    },
  );

  typed(app).post(
    "/api/invitations/:id/approval",
    {
      config: { access: "administrator", stepUp: true },
      schema: {
        tags: ["people"],
        summary: "Agree, as the second administrator, and get the link to hand over",
        params: Which,
        response: answers(201, Invited, "not-found", "second-person", ...CLOSED),
      },
    },
    async (request, reply) => {
      const keeper = { account: caller(request).account.id };
      return reply.code(201).send(shown(await approveInvitation(store, keeper, request.params.id, clock())));
    },
  );

  typed(app).delete(
    "/api/invitations/:id",
    {
      config: { access: "administrator", stepUp: true },
      schema: {
        tags: ["people"],
        summary: "Take back an invitation, or the wish for one",
        params: Which,
        response: answers(204, Done, "not-found", ...CLOSED),
      },
    },
    async (request, reply) => {
      await withdrawInvitation(store, { account: caller(request).account.id }, request.params.id, clock());
      return reply.code(204).send();
    },
  );

  typed(app).delete(
    "/api/people/:id/sessions",
    {
      config: { access: "administrator", stepUp: true },
      schema: {
        tags: ["people"],
        summary: "Sign somebody out everywhere with effect on her next request; her ways in stay",
        params: Which,
        response: answers(204, Done, "not-found", ...CLOSED),
      },
    },
    async (request, reply) => {
      await endSessionsOf(store, { account: caller(request).account.id }, request.params.id, clock());
      return reply.code(204).send();
    },
  );

  typed(app).delete(
    "/api/people/:id",
    {
      config: { access: "administrator", stepUp: true },
      schema: {
        tags: ["people"],
        summary: "Close an account with effect on its next request",
        params: Which,
        response: answers(204, Done, "not-found", ...CLOSED),
      },
    },
    async (request, reply) => {
      await deactivate(store, { account: caller(request).account.id }, request.params.id, clock());
      return reply.code(204).send();
    },
  );
}
