import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startService, type TestService } from "./testing.ts";

let service: TestService;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "arasha-web-"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>Arasha</title>");
  writeFileSync(join(folder, "assets", "app-1a2b.js"), "export {};");
  service = await startService({ webFolder: folder });
});
afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

const get = (url: string) => service.app.inject({ url });

describe("the pages", () => {
  it.each(["/", "/cases/7d0c1b0e", "/sign-in"])("%s is the workspace's first page", async (url) => {
    const answer = await get(encodeURI(url));
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["content-type"]).toContain("text/html");
    expect(answer.headers["cache-control"]).toBe("no-cache");
    expect(answer.body).toContain("<title>Arasha</title>");
  });

  it.each(["/апи", "/law~", "/casesold/1", "/.git/HEAD"])(
    "%s is said not to be there, on a page",
    async (url) => {
      const answer = await get(encodeURI(url));
      expect(answer.statusCode).toBe(404);
      expect(answer.headers["content-type"]).toContain("text/html");
      expect(answer.body).toContain("<title>Arasha</title>");
    },
  );

  it("serves built files for good", async () => {
    const answer = await get("/assets/app-1a2b.js");
    expect(answer.headers["content-type"]).toContain("javascript");
    expect(answer.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  });

  it.each(["/assets/gone.js", "/../package.json", "/api/nothing", "/api/"])(
    "%s is not there",
    async (url) => {
      const answer = await get(url);
      expect(answer.statusCode).toBe(404);
      expect(answer.json().type).toBe("urn:arasha:problem:not-found");
    },
  );
});

it("a path out of the folder is refused", async () => {
  const answer = await get("/assets/..%2f..%2f..%2fetc%2fpasswd");
  expect(answer.statusCode).toBe(400);
  expect(answer.json().type).toBe("urn:arasha:problem:malformed");
});

describe("headers", () => {
  it.each(["/", "/api/session", "/api/docs/"])(
    "of %s let no foreign script, frame or address through",
    async (url) => {
      const { headers } = await get(url);
      const policy = String(headers["content-security-policy"]);
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("object-src 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).not.toMatch(/script-src[^;]*unsafe|unsafe-eval/);
      expect(headers["referrer-policy"]).toBe("no-referrer");
      expect(headers["x-content-type-options"]).toBe("nosniff");
      const [, age] =
        /^max-age=(\d+); includeSubDomains$/.exec(String(headers["strict-transport-security"])) ?? [];
      expect(Number(age)).toBeGreaterThanOrEqual(365 * 24 * 3600);
    },
  );

  it("let no other site's page read an answer, and none is given to what asks for an echo", async () => {
    const origin = { origin: "https://elsewhere.example" };
    for (const method of ["GET", "OPTIONS"] as const) {
      const { headers } = await service.app.inject({ method, url: "/api/law/pack", headers: origin });
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
    }
    const echo = await service.app.inject({
      method: "TRACE" as "GET",
      url: "/api/health",
      headers: { "x-mine": "echoed" },
    });
    expect([echo.statusCode, echo.body.includes("echoed")]).toEqual([404, false]);
  });

  it("keep answers of the API out of every cache", async () => {
    expect((await get("/api/session")).headers["cache-control"]).toBe("no-store");
    expect((await get("/api/nothing")).headers["cache-control"]).toBe("no-store");
  });
});

describe("the contract for readers", () => {
  it("is OpenAPI 3.1 with a schema for every body", async () => {
    const contract = (await get("/api/openapi.json")).json();
    expect(contract.openapi).toBe("3.1.0");
    const operations = Object.entries<Record<string, Record<string, unknown>>>(contract.paths).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );
    expect(operations.length).toBeGreaterThan(15);
    // What is asked for, agreed to or sent again is said by the address alone.
    const bare =
      /\/(agreements\/\{id\}|lifting|question|options|\{id\}\/approval|invitation|my-case|notices\/\{id\})$/;
    for (const { path, method, operation } of operations) {
      expect(operation.summary).toEqual(expect.any(String));
      const takesBody = (method === "post" || method === "put") && !bare.test(path);
      expect([path, method, operation.requestBody !== undefined]).toEqual([path, method, takesBody]);
    }
    const problem = contract.paths["/api/cases"].post.responses["422"].content["application/problem+json"];
    expect(Object.keys(problem.schema.properties)).toContain("errors");
  });

  it("has a page that runs under the content security policy", async () => {
    const page = await get("/api/docs/");
    expect(page.statusCode).toBe(200);
    expect(page.headers["content-type"]).toContain("text/html");
    const scripts = [...page.body.matchAll(/<script([^>]*)>([^<]*)/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes, inline] of scripts) {
      expect(attributes).toMatch(/src="\.?\//);
      expect(inline?.trim()).toBe("");
    }
    expect(page.body).not.toMatch(/\son\w+=|https?:\/\//);
  });
});
