import { gunzipSync } from "node:zlib";
import { assess, compare } from "@arasha/law";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startService, type TestService } from "./testing.ts";

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const get = (url: string, headers: Record<string, string> = {}) => service.app.inject({ url, headers });

describe("the law over HTTP", () => {
  it("answers exactly what the engine answers, to anybody", async () => {
    const facts = { date: "2023-01-10", acts: ["battery" as const], relation: "spouse" as const };
    for (const options of [{}, { all: true }, { on: "2015-01-01" }, { decided: "2026-01-01" }]) {
      const payload = { facts, ...options };
      const answer = await service.app.inject({ method: "POST", url: "/api/law/assess", payload });
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toEqual(JSON.parse(JSON.stringify(assess(service.deps.law, facts, options))));
    }
  });

  it("shows a norm with all its versions, or those of one day", async () => {
    const all = (await get("/api/law/norms/testland.penal-1990.10")).json();
    expect(all.norm.id).toBe("testland.penal-1990.10");
    expect(all.versions).toHaveLength(3);
    const one = (await get("/api/law/norms/testland.penal-1990.10?on=2023-01-10")).json();
    expect(one.versions).toMatchObject([{ inForce: "surely", version: { from: "testland.reform" } }]);
  });

  it("does not know a norm that is not in the pack", async () => {
    expect((await get("/api/law/norms/testland.penal-1990.99")).statusCode).toBe(404);
    expect((await get("/api/law/norms/%00")).statusCode).toBe(404);
  });

  it("says what changed between two days", async () => {
    const answer = await get("/api/law/diff?from=2015-01-01&to=2023-01-10");
    const expected = compare(service.deps.law, "2015-01-01", "2023-01-10");
    expect(answer.json()).toEqual(JSON.parse(JSON.stringify(expected)));
    expect(expected.changed.length).toBeGreaterThan(0);
  });

  it.each([
    ["/api/law/diff?from=2015-01-01", "to"],
    ["/api/law/diff?from=2015-02-29&to=2016-01-01", "from"],
    ["/api/law/diff?from=2016-01-01&to=2015-01-01", "from"],
    ["/api/law/diff?from=1999-01-01&to=2015-01-01", "from"],
    ["/api/law/norms/testland.penal-1990.10?on=1999-01-01", "on"],
    ["/api/law/norms/testland.penal-1990.10?on=x", "on"],
  ])("names the field at fault: %s", async (url, field) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toMatchObject([{ field }]);
  });

  it("hands out the whole pack once, and then only its tag", async () => {
    const first = await get("/api/law/pack", { "accept-encoding": "gzip" });
    expect(first.headers["content-encoding"]).toBe("gzip");
    expect(JSON.parse(gunzipSync(first.rawPayload).toString())).toEqual(service.deps.country.pack);
    const again = await get("/api/law/pack", { "if-none-match": String(first.headers.etag) });
    expect(again.statusCode).toBe(304);
    expect(again.body).toBe("");
    const plain = await get("/api/law/pack");
    expect(plain.json()).toEqual(service.deps.country.pack);
  });
});
