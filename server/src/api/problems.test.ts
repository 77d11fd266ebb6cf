import { request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Problem } from "../contract/index.ts";
import { startService, type TestService } from "./testing.ts";

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const ASSESS = { method: "POST", url: "/api/law/assess" } as const;
const JSON_TYPE = { "content-type": "application/json" };

async function assess(facts: unknown, language = "en") {
  const payload = { facts } as object;
  const answer = await service.app.inject({ ...ASSESS, payload, headers: { "accept-language": language } });
  return { status: answer.statusCode, problem: answer.json() };
}

describe("problem details", () => {
  it.each([
    ["kk", "Табылмады"],
    ["ru", "Не найдено"],
    ["en", "Not found"],
    ["de", "Not found"],
    ["de, kk;q=0.5, ru;q=0.7", "Не найдено"],
  ])("speak the reader's language: %s", async (language, title) => {
    const answer = await service.app.inject({ url: "/api/x", headers: { "accept-language": language } });
    expect(answer.statusCode).toBe(404);
    expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(Problem.parse(answer.json())).toMatchObject({
      type: "urn:arasha:problem:not-found",
      title,
      status: 404,
    });
  });

  it.each([
    ["en", "Unknown fact `harn`: did you mean `harm`?"],
    ["ru", "Неизвестный факт `harn`: возможно, имелось в виду `harm`?"],
    ["kk", "Белгісіз факт: `harn`. Мүмкін, `harm` шығар?"],
  ])("name a misspelt fact and the one that was meant, in %s", async (language, message) => {
    const { status, problem } = await assess({ date: "2024-07-01", harn: "pain" }, language);
    expect(status).toBe(422);
    expect(problem.errors).toEqual([{ field: "facts.harn", message }]);
  });

  it("name every field at fault, once", async () => {
    const { problem } = await assess({
      date: "2024-02-30",
      relation: "wife",
      acts: ["battery", "kissing"],
      victim: { age: -1, sex: null, pregnant: "no" },
      circumstances: { wepon: true },
    });
    const messages = Object.fromEntries(
      problem.errors.map(({ field, message }: { field: string; message: string }) => [field, message]),
    );
    expect(messages).toEqual({
      "facts.date": "`2024-02-30` is not a day of the calendar. Write year-month-day: 2024-06-16.",
      "facts.relation": expect.stringMatching(/^`wife` is not one of: spouse, ex-spouse, partner, .*none\.$/),
      "facts.acts.1": expect.stringMatching(/^`kissing` is not one of: /),
      "facts.victim.age": "Must be at least 0.",
      "facts.victim.sex": "This is empty. Leave it out when it is not known.",
      "facts.victim.pregnant": "Must be true or false.",
      "facts.circumstances.wepon": "Unknown fact `wepon`: did you mean `weapon`?",
    });
    expect(problem.detail).toBe("Nothing was written. 7 fields to correct.");
  });

  it("say which day is the first when an act lies before it", async () => {
    for (const date of ["2008-12-31", { from: "2008-01-01", to: "2009-12-31" }]) {
      const { status, problem } = await assess({ date });
      expect(status).toBe(422);
      expect(problem.errors).toEqual([
        { field: "facts.date", message: "Lies before 2010-01-01, the first day the law is held for." },
      ]);
    }
    expect((await assess({ date: "2010-01-01" })).status).toBe(200);
  });

  it.each([
    ["a date is missing", {}, "facts.date", "This is needed."],
    ["a date is a number", { date: 20240701 }, "facts.date", "Must be text."],
    ["a stretch lacks its end", { date: { from: "2024-01-01" } }, "facts.date.to", "This is needed."],
    [
      "a stretch runs backwards",
      { date: { from: "2024-02-01", to: "2024-01-01" } },
      "facts.date",
      "The first day lies after the last.",
    ],
    ["there are no facts at all", undefined, "facts", "This is needed."],
    [
      "an age is half a year",
      { date: "2024-01-01", victim: { age: 1.5 } },
      "facts.victim.age",
      "Must be a whole number.",
    ],
    [
      "an age is enormous",
      { date: "2024-01-01", victim: { age: 1e300 } },
      "facts.victim.age",
      /^Must be at most/,
    ],
  ])("when %s", async (_, facts, field, message) => {
    const { status, problem } = await assess(facts);
    expect(status).toBe(422);
    expect(problem.errors).toHaveLength(1);
    expect(problem.errors[0].field).toBe(field);
    expect(problem.errors[0].message).toMatch(message);
  });
});

describe("bodies that cannot be read", () => {
  const send = (payload: string | Buffer, headers: Record<string, string> = JSON_TYPE) =>
    service.app.inject({ ...ASSESS, payload, headers });

  it.each([
    ["cut off", '{"facts": {"date": "2024-0'],
    ["empty", ""],
    ["no JSON", "date: 2024-07-01"],
    ["a prototype in disguise", '{"__proto__": {"admin": true}}'],
    ["Latin-1", Buffer.from([0x7b, 0x22, 0xe4, 0x22, 0x3a, 0x31, 0x7d])],
  ])("%s: 400", async (_, payload) => {
    const answer = await send(payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().type).toBe("urn:arasha:problem:malformed");
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml"])(
    "%s: 415",
    async (type) => {
      const answer = await send("{}", { "content-type": type });
      expect(answer.statusCode).toBe(415);
      expect(answer.json().title).toBe("Only JSON is accepted here");
    },
  );

  it("holds text the database cannot store: 422 with the field", async () => {
    for (const bad of ["\\u0000", "a\\ud800b", "\\udc00"]) {
      const answer = await send(`{"facts": {"date": "2024-01-01", "history": [{"norm": "${bad}"}]}}`);
      expect(answer.statusCode).toBe(422);
      expect(answer.json().errors).toMatchObject([{ field: "facts.history.0.norm" }]);
    }
    const whole = await send(
      '{"facts": {"date": "2024-01-01", "history": [{"norm": "\\ud83d\\ude00", "executed": "2024-01-01"}]}}',
    );
    expect(whole.statusCode).toBe(200);
  });

  it("nested ten thousand levels deep: 422", async () => {
    const answer = await send(`{"facts": ${"[".repeat(10_000)}${"]".repeat(10_000)}}`);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors[0].message).toBe("Is nested too deeply.");
  });
});

describe("addresses and methods", () => {
  it("a case id that is no UUID leads nowhere", async () => {
    const answer = await service.as("police-inspector", { url: "/api/cases/1' or '1'='1" });
    expect(answer.statusCode).toBe(404);
  });

  it("an address that cannot be decoded: 400", async () => {
    const answer = await service.app.inject({ url: "/api/cases/%E0%A4%A" });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().type).toBe("urn:arasha:problem:malformed");
  });

  it("a method the address does not have: 405, naming those it has", async () => {
    const answer = await service.app.inject({ method: "PUT", url: "/api/cases" });
    expect(answer.statusCode).toBe(405);
    expect(answer.headers.allow).toBe("GET, HEAD, POST");
    expect(answer.json().detail).toBe("This address answers to: GET, HEAD, POST.");
  });
});

describe("on a real socket", () => {
  let port = 0;
  beforeAll(async () => {
    await service.app.listen({ port: 0, host: "127.0.0.1" });
    port = (service.app.server.address() as AddressInfo).port;
  });

  it.each(["told beforehand", "found out on the way"])("20 MB are answered: length %s", async (how) => {
    const body = Buffer.alloc(20 * 1024 * 1024, "a");
    const answer = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const request = httpRequest({
        port,
        host: "127.0.0.1",
        path: "/api/law/assess",
        method: "POST",
        headers: how === "told beforehand" ? { ...JSON_TYPE, "content-length": body.length } : JSON_TYPE,
      });
      request.on("error", reject);
      request.on("response", (response) => {
        let text = "";
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode, text }));
      });
      request.end(body);
    });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.text)).toMatchObject({
      type: "urn:arasha:problem:too-large",
      detail: "At most 1 MB are accepted. Nothing was written.",
    });
  });

  it("whoever sends nothing more, or never ends, is not waited for without end", () => {
    const { requestTimeout, headersTimeout, timeout } = service.app.server;
    for (const wait of [requestTimeout, headersTimeout, timeout]) {
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(120_000);
    }
  });

  it.each([
    ["what is not HTTP", "HELLO ARASHA\r\n\r\n"],
    [
      "a body with two lengths",
      "POST /api/law/assess HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
  ])("%s is answered as a problem too", async (_, sent) => {
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => socket.write(sent));
      let received = "";
      socket.on("data", (chunk) => {
        received += chunk;
      });
      socket.on("end", () => resolve(received));
      socket.on("error", reject);
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(Problem.parse(JSON.parse(text.slice(text.indexOf("{"))))).toMatchObject({ status: 400 });
  });
});

describe("when the database is gone", () => {
  it("answers 503 with a time to come back, and logs nothing of the request", async () => {
    const lines: string[] = [];
    const level = "info";
    const log = (...said: unknown[]) => lines.push(JSON.stringify(said));
    const logger = {
      level,
      info: log,
      error: log,
      warn: log,
      debug: log,
      trace: log,
      fatal: log,
      silent: log,
    };
    const broken = await startService({
      logger: { ...logger, child: () => ({ ...logger, child: () => logger }) } as never,
    });
    const cookie = await broken.as("hotline-operator", { url: "/api/session" });
    expect(cookie.statusCode).toBe(200);
    await broken.deps.store.app.end();
    const answer = await broken.as("hotline-operator", {
      method: "POST",
      url: "/api/cases/search",
      payload: { by: "code", number: "SECRET" },
    });
    expect(answer.statusCode).toBe(503);
    expect(answer.headers["retry-after"]).toBe("2");
    expect(answer.json().type).toBe("urn:arasha:problem:unavailable");
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join("\n")).not.toContain("SECRET");
    await broken.app.close();
    await broken.deps.store.owner.end();
  });
});
