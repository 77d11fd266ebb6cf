import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { type FastifyInstance, fastify } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TooMuch } from "../access/budget.ts";
import { createApp } from "./app.ts";
import { BUDGETS, budgetsOf, keepBudgets } from "./budgets.ts";
import { NOW, startService, type TestService } from "./testing.ts";

/** Four cases at a stroke and one a minute; six of what computes, and three a minute. */
const FEW = budgetsOf({ reads: 1, computing: 3, atOnce: 100 });

let service: TestService;
let now = NOW;
let app: FastifyInstance;
beforeAll(async () => {
  service = await startService();
  app = await createApp(service.deps, {
    clock: () => now,
    webFolder: null,
    synthetic: true,
    budgets: FEW,
  });
});
afterAll(async () => {
  await app.close();
  await service.close();
});

const later = (seconds: number) => {
  now = Temporal.Instant.from(now).add({ seconds }).toString();
};
const cookies = new Map<string, Readonly<Record<string, string>>>();
const get = async (role: string | null, url: string, headers: Readonly<Record<string, string>> = {}) => {
  if (role !== null && !cookies.has(role)) {
    const opened = await app.inject({
      method: "POST",
      url: "/api/session",
      payload: { link: service.linkOf(role) },
    });
    cookies.set(role, Object.fromEntries(opened.cookies.map(({ name, value }) => [name, value])));
  }
  return app.inject({ url, headers, cookies: role === null ? {} : cookies.get(role)! });
};

describe("reading cases", () => {
  const noCase = "/api/cases/00000000-0000-4000-8000-000000000000";

  it("is no work for a program: lists, cases there are or not, searches and documents count for whoever asks", async () => {
    const asked = ["/api/cases", noCase, `${noCase}/documents/2`, `${noCase}/documents/2/pdf`];
    for (const url of asked) expect((await get("police-inspector", url)).statusCode).not.toBe(429);
    for (const url of [...asked, `${noCase}/documents/2/page`]) {
      const refused = await get("police-inspector", url, { "accept-language": "ru" });
      expect(refused.statusCode).toBe(429);
      expect(refused.headers["retry-after"]).toBe("60");
      expect(refused.json()).toMatchObject({
        type: "urn:arasha:problem:too-much",
        detail: "С вашим запросом всё в порядке. Подождите 60 секунд и продолжайте.",
      });
    }
    const search = { method: "POST", url: "/api/cases/search", payload: { number: "+70000000000" } } as const;
    expect((await app.inject({ ...search, cookies: cookies.get("police-inspector")! })).statusCode).toBe(429);
    // Her work goes on, and so does everybody else's.
    expect((await get("police-inspector", "/api/queue")).statusCode).toBe(200);
    expect((await get("hotline-operator", "/api/cases")).statusCode).toBe(200);
    later(60);
    expect((await get("police-inspector", "/api/cases")).statusCode).toBe(200);
    expect((await get("police-inspector", "/api/cases")).statusCode).toBe(429);
  });
});

describe("what computes", () => {
  it("is counted for an address, and told on a page in the reader's language; what is kept is sent to anybody", async () => {
    later(3600);
    const search = (word: string) => get(null, `/law/search?q=${word}`, { "accept-language": "kk" });
    for (let nr = 0; nr < 6; nr += 1) expect((await search(`word${nr}`)).statusCode).toBe(200);
    const refused = await search("another");
    expect(refused.statusCode).toBe(429);
    expect(refused.headers["retry-after"]).toBe("20");
    expect(refused.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(refused.headers["cache-control"]).toBe("no-store");
    expect(refused.body).toContain("20 секунд күтіп, бетті қайта ашыңыз");
    for (let nr = 0; nr < 20; nr += 1) expect((await search("word1")).statusCode).toBe(200);
    for (const url of [
      `/law/${[...service.deps.law.norms.keys()][0]}.json`,
      "/treaties/istanbul/matrix.csv",
      "/api/law/diff?from=2024-01-01&to=2024-02-01",
      "/api/trail/inclusion?leaf=0&size=1",
    ])
      expect([url, (await get(null, url)).statusCode]).toEqual([url, 429]);
    const answers = { method: "POST", url: "/law/what", payload: "go=start" } as const;
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect((await app.inject({ ...answers, headers: form })).statusCode).toBe(429);
    expect((await app.inject({ ...answers, headers: form, remoteAddress: "192.0.2.9" })).statusCode).toBe(
      200,
    );
    // A member of staff is counted by who she is, wherever she sits.
    expect((await get("ombudsman", "/api/statistics/misuse")).statusCode).toBe(200);
    expect((await get("ombudsman", "/api/statistics/misuse")).statusCode).toBe(429);
    expect((await get(null, "/api/health")).statusCode).toBe(200);
  });

  it("runs in a bounded number at once, and whoever hangs up frees no place that is still computing", async () => {
    const bare = fastify();
    bare.decorateRequest("signedIn", null);
    keepBudgets(bare, { clock: () => NOW }, budgetsOf({ reads: 1, computing: 100, atOnce: 2 }));
    bare.setErrorHandler((error, _, reply) => reply.code(error instanceof TooMuch ? 429 : 500).send("no"));
    const waiting: ((fault?: Error) => void)[] = [];
    bare.get("/", { config: { computes: 1 } }, async () => {
      await new Promise<void>((done, failed) =>
        waiting.push((fault) => (fault === undefined ? done() : failed(fault))),
      );
      return "done";
    });
    await bare.listen({ port: 0, host: "127.0.0.1" });
    const { port } = bare.server.address() as AddressInfo;
    const hasty = connect(port, "127.0.0.1", () => hasty.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
    while (waiting.length < 1) await new Promise(setImmediate);
    const second = bare.inject("/");
    while (waiting.length < 2) await new Promise(setImmediate);
    hasty.destroy();
    await once(hasty, "close");
    await new Promise((done) => setTimeout(done, 20));
    expect((await bare.inject("/")).statusCode).toBe(429);
    waiting[0]?.();
    waiting[1]?.(new Error("of ours"));
    expect((await second).statusCode).toBe(500);
    // Both places are free again: the one of whoever hung up, and the one of what failed.
    const [third, fourth] = [bare.inject("/"), bare.inject("/")];
    while (waiting.length < 4) await new Promise(setImmediate);
    expect((await bare.inject("/")).statusCode).toBe(429);
    for (const done of waiting.slice(2)) done();
    expect([(await third).statusCode, (await fourth).statusCode]).toEqual([200, 200]);
    await bare.close();
  });

  it("leaves connections to the database for those who work on cases", () => {
    expect(BUDGETS.atOnce).toBeLessThan(10);
  });
});
