import type { FastifyInstance, HTTPMethods } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COOKIE } from "../site/my-case/context.ts";
import { openMyCase } from "../survivor/keys.ts";
import { createApp } from "./app.ts";
import { QUICK, startService, type TestService } from "./testing.ts";

/** The two listeners of an installation that has a host for the public and one for staff, over one database. */

let service: TestService;
let staff: FastifyInstance;
let open: FastifyInstance;
beforeAll(async () => {
  service = await startService({ audience: "staff", origin: () => STAFF, publicOrigin: () => PUBLIC });
  staff = service.app;
  const clock = () => "2026-03-10T09:00:00Z";
  const options = { clock, webFolder: null, synthetic: true, hasher: QUICK };
  open = await createApp(service.deps, { ...options, audience: "public", origin: () => PUBLIC });
  await Promise.all([staff.ready(), open.ready()]);
});
afterAll(async () => {
  await open.close();
  await service.close();
});

const STAFF = "https://staff.example";
const PUBLIC = "https://law.example";
/** What both answer: whether the service is up, and the hashes and signatures of the trail. */
const SHARED = /^\/api\/(health|trail\/)/;
const HERS = [
  "/law",
  "/law/what",
  "/law/search",
  "/law/testland.family-2010.12",
  "/treaties/istanbul",
  "/my-case",
  "/my-case/leave",
];

describe("the host of the public pages", () => {
  it("has no route of the staff's, whatever the method and whoever asks", async () => {
    const cookie = await staffCookie();
    const routes = staffRoutes();
    expect(routes.length).toBeGreaterThan(40);
    for (const { method, url } of routes) {
      const answer = await open.inject({ method, url, headers: { cookie } });
      expect([method, url, answer.statusCode]).toEqual([method, url, 404]);
      expect(answer.headers["set-cookie"]).toBeUndefined();
    }
  });

  it("sets no cookie but hers, and reads no other", async () => {
    const cookie = await staffCookie();
    for (const url of ["/", ...HERS]) {
      const answer = await open.inject({ url, headers: { cookie } });
      expect([url, answer.statusCode < 400]).toEqual([url, true]);
      const names = answer.cookies.map(({ name }) => name);
      expect(names.filter((name) => name !== COOKIE)).toEqual([]);
      expect(answer.body).not.toContain("hotline-operator");
    }
    // The session of a member of staff is no key to her page.
    const value = cookie.split("=")[1] ?? "";
    const door = await open.inject({ url: "/my-case", headers: { cookie: `${COOKIE}=${value}` } });
    expect(door.body).toContain('name="key"');
  });

  it("lets no other site read or write: it answers no request across origins", async () => {
    for (const app of [open, staff])
      for (const url of ["/api/health", "/law", "/api/session"]) {
        const headers = { origin: STAFF, "access-control-request-method": "GET" };
        for (const method of ["OPTIONS", "GET"] as const) {
          const answer = await app.inject({ method, url, headers });
          const told = Object.keys(answer.headers).filter((name) => name.startsWith("access-control-"));
          expect(told).toEqual([]);
        }
      }
  });
});

describe("the host of staff", () => {
  it("has none of the public pages, and her session opens nothing there", async () => {
    const token = await herToken();
    for (const url of HERS)
      for (const method of ["GET", "POST"] as const)
        expect((await staff.inject({ method, url, cookies: { [COOKIE]: token } })).statusCode).toBe(404);
    for (const name of [COOKIE, "__Host-arasha_session", "arasha_session"]) {
      const answer = await staff.inject({ url: "/api/session", cookies: { [name]: token } });
      expect(answer.statusCode).toBe(401);
    }
  });

  it("binds its cookies to itself: by name to this host and to an encrypted line, and takes no other", async () => {
    const answer = await signIn();
    expect(answer.headers["set-cookie"]).toMatch(
      /^__Host-arasha_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    const value = answer.cookies[0]?.value ?? "";
    const ask = (name: string) => staff.inject({ url: "/api/session", cookies: { [name]: value } });
    expect((await ask("__Host-arasha_session")).json()).toMatchObject({ publicOrigin: PUBLIC });
    // What a neighbour of the same domain could plant is not looked at.
    expect((await ask("arasha_session")).statusCode).toBe(401);
  });
});

function signIn() {
  const payload = { link: service.linkOf("hotline-operator") };
  return staff.inject({ method: "POST", url: "/api/session", payload });
}

async function staffCookie(): Promise<string> {
  const [cookie] = (await signIn()).cookies;
  return `${cookie?.name}=${cookie?.value}`;
}

function staffRoutes(): readonly { readonly method: HTTPMethods & "GET"; readonly url: string }[] {
  const routes = Object.entries(staff.swagger().paths ?? {}).flatMap(([path, methods]) =>
    Object.keys(methods ?? {}).map((method) => ({
      method: method.toUpperCase() as "GET",
      url: path.replace(/\{\w+\}/g, "00000000-0000-4000-8000-000000000000"),
    })),
  );
  const more = ["/api/openapi.json", "/api/docs", "/sign-in", "/cases", "/index.html"];
  const all = [...routes, ...more.map((url) => ({ method: "GET" as const, url }))];
  return all.filter(({ url }) => !SHARED.test(url));
}

/** She opens her page on the public host. */
async function herToken(): Promise<string> {
  const opened = await service.as("hotline-operator", {
    method: "POST",
    url: "/api/cases",
    headers: { "idempotency-key": "0b0e7a53-6f0c-4a7e-9a57-1f3a5b0a6f10" },
    payload: { report: { channel: "phone", place: "TL-N", reportedBy: "survivor" } },
  });
  const { caseId } = opened.json();
  const operator = service.accounts.find(({ role }) => role === "hotline-operator");
  if (operator === undefined) throw new Error("no operator");
  const actor = {
    account: operator.id,
    agency: operator.agency,
    agencyKind: "hotline",
    role: operator.role,
    reads: [],
  };
  const { code, secret } = await openMyCase(service.deps, QUICK, actor, caseId, "2026-03-10T09:00:00Z");
  const answer = await open.inject({
    method: "POST",
    url: "/my-case",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: String(new URLSearchParams({ code, key: secret })),
  });
  const token = answer.cookies.find(({ name }) => name === COOKIE)?.value;
  if (token === undefined) throw new Error(`not let in: ${answer.body}`);
  return token;
}
