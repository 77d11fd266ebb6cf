import { fastify } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACCESS, type Access } from "./access.ts";
import { watchRoutes } from "./methods.ts";
import { startService, type TestService } from "./testing.ts";

/**
 * Every route of the service and who may call it, written down a second time by hand. A new route fails this test until
 * somebody has decided, here too, whom it is for.
 */
const DECLARED: Readonly<Record<string, Access>> = {
  "POST /api/session": "public",
  "GET /api/session": "account",
  "DELETE /api/session": "public",
  "GET /api/sign-in": "public",
  "POST /api/sign-in/passkey/options": "public",
  "POST /api/sign-in/passkey": "public",
  "POST /api/sign-in/password": "public",
  "POST /api/provider": "public",
  "GET /api/provider/callback": "public",
  "POST /api/enrolment": "public",
  "GET /api/enrolment": "public",
  "POST /api/enrolment/passkey/options": "public",
  "POST /api/enrolment/passkey": "public",
  "POST /api/enrolment/password/options": "public",
  "POST /api/enrolment/password": "public",
  "POST /api/step-up/passkey/options": "account",
  "POST /api/step-up/passkey": "account",
  "POST /api/step-up/password": "account",
  "GET /api/account": "account",
  "PUT /api/account/mail": "account",
  "PUT /api/account/password": "account",
  "POST /api/account/passkeys/options": "account",
  "POST /api/account/passkeys": "account",
  "DELETE /api/account/passkeys/:id": "account",
  "DELETE /api/account/sessions/:id": "account",
  "DELETE /api/account/sessions": "account",
  "GET /api/account/declaration": "signed-in",
  "POST /api/account/declaration": "signed-in",
  "GET /api/people": "administrator",
  "POST /api/people": "administrator",
  "POST /api/people/:id/invitation": "administrator",
  "POST /api/invitations/:id/approval": "administrator",
  "DELETE /api/invitations/:id": "administrator",
  "DELETE /api/people/:id": "administrator",
  "DELETE /api/people/:id/sessions": "administrator",
  "GET /api/queue": "signed-in",
  "GET /api/cases": "signed-in",
  "POST /api/cases/search": "signed-in",
  "POST /api/cases": "signed-in",
  "GET /api/cases/:caseId": "signed-in",
  "POST /api/cases/:caseId/entries": "signed-in",
  "POST /api/cases/:caseId/my-case": "signed-in",
  "DELETE /api/cases/:caseId/my-case": "signed-in",
  "POST /api/cases/:caseId/children/:child/my-case": "signed-in",
  "DELETE /api/cases/:caseId/children/:child/my-case": "signed-in",
  "POST /api/cases/:caseId/documents": "signed-in",
  "GET /api/cases/:caseId/documents/:seq": "signed-in",
  "POST /api/cases/:caseId/documents/:seq/approval": "signed-in",
  "POST /api/cases/:caseId/documents/:seq/service": "signed-in",
  "GET /api/cases/:caseId/documents/:seq/pdf": "signed-in",
  "GET /api/cases/:caseId/documents/:seq/page": "signed-in",
  "GET /api/documents.css": "public",
  "GET /api/requests": "requests",
  "POST /api/requests": "requests",
  "GET /api/requests/:id": "requests",
  "POST /api/requests/:id/entries": "requests",
  "POST /api/requests/:id/answer": "requests",
  "GET /api/requests/:id/answers/:seq/pdf": "requests",
  "GET /api/breaches": "administrator",
  "POST /api/breaches": "administrator",
  "POST /api/breaches/:id/entries": "administrator",
  "GET /api/draft": "intake",
  "PUT /api/draft": "intake",
  "DELETE /api/draft": "intake",
  "GET /api/statistics/funnel": "statistics",
  "GET /api/oversight/alerts": "oversight",
  "POST /api/oversight/alerts/:id/question": "oversight",
  "POST /api/oversight/alerts/:id/closing": "oversight",
  "POST /api/oversight/alerts/:id/lifting": "oversight",
  "GET /api/oversight/misuse": "oversight",
  "GET /api/oversight/canaries": "oversight",
  "POST /api/oversight/canaries": "oversight",
  "POST /api/glass": "signed-in",
  "DELETE /api/glass/:id": "signed-in",
  "GET /api/glass/notices": "signed-in",
  "POST /api/glass/notices/:id": "signed-in",
  "GET /api/agreements": "account",
  "POST /api/agreements": "account",
  "POST /api/agreements/:id": "account",
  "DELETE /api/agreements/:id": "account",
  "GET /api/statistics/misuse": "statistics",
  "GET /api/registers": "registers",
  "GET /api/registers/commitments": "registers",
  "GET /api/registers/items": "registers",
  "POST /api/registers": "registers",
  "POST /api/registers/:id/decision": "registers",
  "GET /api/questions": "account",
  "POST /api/questions/:id": "account",
  "GET /api/country": "account",
  "POST /api/law/assess": "public",
  "GET /api/law/norms/:id": "public",
  "GET /api/law/diff": "public",
  "GET /api/law/pack": "public",
  "GET /api/health": "public",
  "GET /api/openapi.json": "public",
  "GET /api/trail/key": "public",
  "GET /api/trail/checkpoint": "public",
  "GET /api/trail/consistency": "public",
  "GET /api/trail/inclusion": "public",
};

let service: TestService;
beforeAll(async () => {
  service = await startService();
  await service.app.ready();
});
afterAll(() => service.close());

describe("who may call", () => {
  it("knows every address of the contract", () => {
    const paths = Object.entries(service.app.swagger().paths ?? {});
    const documented = paths.flatMap(([path, methods]) =>
      Object.keys(methods ?? {}).map(
        (method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`,
      ),
    );
    const undocumented = ["GET /api/openapi.json"];
    expect([...documented, ...undocumented].sort()).toEqual(Object.keys(DECLARED).sort());
  });

  it.each(Object.entries(DECLARED))("%s is for: %s", async (route, access) => {
    const [method, url] = request(route);
    const closed = [401, 403];
    const nobody = await service.app.inject({ method, url });
    expect(closed.includes(nobody.statusCode)).toBe(access !== "public");
    // Signing out ends the session the other routes are asked with.
    if (route === "DELETE /api/session") return;
    for (const [role, kinds] of Object.entries(ROLES)) {
      const answer = await service.as(role, { method, url });
      expect([role, answer.statusCode === 403]).toEqual([role, !kinds.includes(access)]);
    }
  });

  it("refuses to start with a route that does not say whom it is for", async () => {
    const app = fastify();
    watchRoutes(app);
    app.get("/api/forgotten", () => "anything");
    await expect(app.ready()).rejects.toThrow("/api/forgotten");
  });

  it("has a word for each kind of caller in this list", () => {
    expect(new Set(Object.values(DECLARED))).toEqual(new Set(ACCESS));
  });
});

/** What the roles of the test country may call, from its roles.yaml read by a person. */
const ROLES: Readonly<Record<string, readonly Access[]>> = {
  "hotline-operator": ["public", "account", "signed-in", "intake"],
  "police-inspector": ["public", "account", "signed-in", "requests"],
  ombudsman: ["public", "account", "signed-in", "statistics"],
  administrator: ["public", "account", "administrator"],
  "data-protection-officer": ["public", "account", "oversight"],
  researcher: ["public", "account", "registers"],
};

function request(route: string): ["GET" | "POST" | "PUT" | "DELETE", string] {
  const [method, path] = route.split(" ") as ["GET", string];
  return [
    method,
    path
      .replace(":caseId", "00000000-0000-4000-8000-000000000000")
      .replace(":id", "nothing")
      .replace(":seq", "2"),
  ];
}
