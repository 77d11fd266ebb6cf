import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SESSION_COOKIE } from "./cookies.ts";
import { NOW, startService, type TestService } from "./testing.ts";

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const post = (link: unknown, headers: Record<string, string> = {}) =>
  service.app.inject({ method: "POST", url: "/api/session", payload: { link }, headers });
const later = (hours: number) => Temporal.Instant.from(NOW).add({ hours }).toString();

describe("signing in", () => {
  it("opens a session in a cookie no script and no other site can use", async () => {
    const answer = await post(service.linkOf("ombudsman"));
    expect(answer.statusCode).toBe(200);
    expect(answer.cookies).toMatchObject([
      { name: SESSION_COOKIE, httpOnly: true, sameSite: "Strict", path: "/", maxAge: 12 * 3600 },
    ]);
    expect(answer.cookies[0]?.value).toMatch(/^[\w-]{43}$/);
    expect(answer.json()).toMatchObject({
      role: { id: "ombudsman" },
      agency: { id: "testland.ombudsman.tl", kind: "ombudsman", place: null },
      mayWrite: [],
      statistics: true,
      intake: false,
      synthetic: true,
      publicOrigin: null,
      country: "testland",
    });
  });

  it("marks the cookie for encrypted connections when the proxy says this is one", async () => {
    const behind = await startService({ trustProxy: true });
    const request = {
      method: "POST",
      url: "/api/session",
      payload: { link: behind.linkOf("ombudsman") },
    } as const;
    const secure = await behind.app.inject({ ...request, headers: { "x-forwarded-proto": "https" } });
    expect(secure.cookies).toMatchObject([{ secure: true }]);
    const unasked = { ...request, payload: { link: service.linkOf("ombudsman") } };
    const told = await service.app.inject({ ...unasked, headers: { "x-forwarded-proto": "https" } });
    expect(told.cookies[0]?.secure).toBeUndefined();
    await behind.close();
  });

  it("works again with the same link until it expires", async () => {
    const link = service.linkOf("prosecutor");
    expect((await post(link)).statusCode).toBe(200);
    service.setNow(later(7 * 24 - 1));
    expect((await post(link)).statusCode).toBe(200);
    service.setNow(later(7 * 24));
    const answer = await post(link);
    expect(answer.statusCode).toBe(401);
    expect(answer.json().type).toBe("urn:arasha:problem:link");
    service.setNow(NOW);
  });

  it("ends after twelve hours, however busy", async () => {
    const signedIn = await post(service.linkOf("court-clerk"));
    const cookies = { [SESSION_COOKIE]: signedIn.cookies[0]?.value ?? "" };
    const ask = async () => (await service.app.inject({ url: "/api/session", cookies })).statusCode;
    for (let half = 1; half < 24; half++) {
      service.setNow(
        Temporal.Instant.from(NOW)
          .add({ minutes: half * 30 })
          .toString(),
      );
      expect(await ask()).toBe(200);
    }
    service.setNow(Temporal.Instant.from(NOW).add({ hours: 12 }).subtract({ seconds: 1 }).toString());
    expect(await ask()).toBe(200);
    service.setNow(later(12));
    expect(await ask()).toBe(401);
    service.setNow(NOW);
  });

  it("ends after an hour without a sign of life, and pages that look by themselves are none", async () => {
    const signedIn = await post(service.linkOf("court-clerk"));
    const cookies = { [SESSION_COOKIE]: signedIn.cookies[0]?.value ?? "" };
    const ask = async (minutes: number, url: string) => {
      service.setNow(Temporal.Instant.from(NOW).add({ minutes }).toString());
      return (await service.app.inject({ url, cookies })).statusCode;
    };
    expect(await ask(50, "/api/session")).toBe(200);
    expect(await ask(100, "/api/queue")).toBe(200);
    expect(await ask(109, "/api/queue")).toBe(200);
    expect(await ask(110, "/api/session")).toBe(401);
    service.setNow(NOW);
  });

  it("ends when asked to, on the server and not only in the browser", async () => {
    const signedIn = await post(service.linkOf("shelter-worker"));
    const cookies = { [SESSION_COOKIE]: signedIn.cookies[0]?.value ?? "" };
    const left = await service.app.inject({ method: "DELETE", url: "/api/session", cookies });
    expect(left.statusCode).toBe(204);
    expect(left.cookies).toMatchObject([{ name: SESSION_COOKIE, value: "" }]);
    expect((await service.app.inject({ url: "/api/session", cookies })).statusCode).toBe(401);
  });

  it.each([undefined, "", "short", 7, "x".repeat(201), { a: 1 }])(
    "refuses what is no link: %j",
    async (link) => {
      const answer = await post(link);
      expect(answer.statusCode).toBe(422);
      expect(answer.json().errors).toMatchObject([{ field: "link" }]);
    },
  );

  it("knows nothing of a cookie somebody made up", async () => {
    for (const value of ["x", "x".repeat(3000), encodeURIComponent("\u0000")]) {
      const answer = await service.app.inject({ url: "/api/session", cookies: { [SESSION_COOKIE]: value } });
      expect(answer.statusCode).toBe(401);
    }
  });

  it("makes somebody who guesses wait, and nobody else", async () => {
    const guess = (ip: string) =>
      service.app.inject({
        method: "POST",
        url: "/api/session",
        payload: { link: "a-guess-of-some-length-or-other" },
        remoteAddress: ip,
      });
    for (let attempt = 0; attempt < 20; attempt++) expect((await guess("10.0.0.1")).statusCode).toBe(401);
    const refused = await guess("10.0.0.1");
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers["retry-after"])).toBe(60);
    // Where no proxy is named, nobody says whose address it is but the connection itself.
    const disguised = await service.app.inject({
      method: "POST",
      url: "/api/session",
      payload: { link: "a-guess-of-some-length-or-other" },
      remoteAddress: "10.0.0.1",
      headers: { "x-forwarded-for": "10.9.9.9" },
    });
    expect(disguised.statusCode).toBe(429);
    expect((await guess("10.0.0.2")).statusCode).toBe(401);
    service.setNow(later(1));
    expect((await guess("10.0.0.1")).statusCode).toBe(401);
    service.setNow(NOW);
  });
});

describe("requests another site sends", () => {
  it.each([
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ "sec-fetch-site": "same-site" }, 403],
    [{ origin: "https://evil.example" }, 403],
    [{ origin: "null" }, 403],
    [{ origin: "http://localhost:80", host: "localhost:80", "sec-fetch-site": "same-origin" }, 200],
    [{}, 200],
  ])("%j: %i", async (headers, status) => {
    const answer = await post(service.linkOf("ombudsman"), headers as Record<string, string>);
    expect(answer.statusCode).toBe(status);
  });
});
