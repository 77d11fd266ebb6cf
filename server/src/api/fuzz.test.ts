import { randomUUID } from "node:crypto";
import fc from "fast-check";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ANY_CHARACTER } from "../../../packs/src/any-text.testing.ts";
import { Problem } from "../contract/index.ts";
import { startService, type TestService } from "./testing.ts";

/**
 * Whatever is sent, the answer is never a fault of ours: below 500, and a problem in the agreed form where it refuses.
 * Requests are made from the OpenAPI document the service itself gives out, so a new route is fuzzed the day it appears.
 */
let service: TestService;
let routes: readonly Route[];
let caseId: string;
/** The last entry of the case, so that commands get past the check for newer ones. */
let seq: number;
let written = 0;

type Route = { readonly method: "GET" | "POST"; readonly url: string; readonly queries: readonly string[] };

beforeAll(async () => {
  service = await startService();
  const contract = (await service.app.inject({ url: "/api/openapi.json" })).json();
  routes = Object.entries<Record<string, { parameters?: { in: string; name: string }[] }>>(
    contract.paths,
  ).flatMap(([url, operations]) =>
    Object.entries(operations).map(([method, { parameters = [] }]) => ({
      method: method.toUpperCase() as Route["method"],
      url,
      queries: parameters.filter((one) => one.in === "query").map(({ name }) => name),
    })),
  );
  // Signing out would end the sessions the other requests are sent with.
  routes = routes.filter(({ method, url }) => `${method} ${url}` !== "DELETE /api/session");
  const opened = await service.as("police-inspector", post("/api/cases", VALID.open));
  ({ caseId, seq } = opened.json());
  expect(opened.statusCode).toBe(201);
});
afterAll(() => service.close());

describe("the service under random requests", () => {
  it("survives any JSON at any address", async () => {
    const text = fc.oneof(
      fc.string({ unit: ANY_CHARACTER }),
      fc.constantFrom(...NASTY.filter((one) => typeof one === "string")),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.jsonValue({ maxDepth: 4 }),
        text,
        fc.constantFrom(...ROLES),
        fc.string({ maxLength: 30 }),
        async (index, body, word, role, language) => {
          const route = routes[index % routes.length]!;
          const url = route.url.replace(/\{\w+\}/, () => encodeURIComponent(word.toWellFormed()) || "x");
          const query = route.queries
            .map((name) => `${name}=${encodeURIComponent(word.toWellFormed())}`)
            .join("&");
          await send(role, {
            method: route.method,
            url: query === "" ? url : `${url}?${query}`,
            headers: {
              "idempotency-key": randomUUID(),
              "accept-language": language.replace(/[^\x20-\x7e]/g, ""),
            },
            ...(route.method !== "GET" && { payload: body as object }),
          });
        },
      ),
      { numRuns: 400 },
    );
  });

  it("survives every valid body with something in it replaced", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(Object.keys(VALID) as (keyof typeof VALID)[])),
        fc.option(fc.nat(), { freq: 4 }),
        fc.oneof(fc.constantFrom(...NASTY), fc.jsonValue({ maxDepth: 2 })),
        fc.constantFrom("police-inspector", "police-inspector", ...ROLES),
        async (kind, place, value, role) => {
          const valid = VALID[kind];
          const current = "after" in valid ? { ...valid, after: seq } : valid;
          // Now and then nothing is replaced, so that the case grows and later requests meet it as it then is.
          const body = place === null ? current : replaceAt(current, place, value);
          const answer = await send(role, post(ADDRESS[kind](), body));
          if ("after" in valid && answer.statusCode === 201) {
            seq = answer.json().seq;
            written++;
          }
        },
      ),
      { numRuns: 800 },
    );
  });

  it("wrote what was still in order, and works afterwards", async () => {
    expect(written).toBeGreaterThan(10);
    const read = await service.as("police-inspector", { url: `/api/cases/${caseId}` });
    expect(read.statusCode).toBe(200);
  });
});

const ROLES = ["hotline-operator", "police-inspector", "prosecutor", "ombudsman", null] as const;

async function send(role: string | null, request: InjectOptions): Promise<LightMyRequestResponse> {
  const answer = await service.as(role, request);
  expect(answer.statusCode, `${request.method} ${request.url}: ${answer.body}`).toBeLessThan(500);
  if (answer.statusCode < 400) return answer;
  expect(answer.headers["content-type"]).toContain("application/problem+json");
  const problem = Problem.parse(answer.json());
  expect(problem.status).toBe(answer.statusCode);
  for (const error of problem.errors ?? []) expect(error.message).not.toBe("");
  return answer;
}

function post(url: string, payload: unknown): InjectOptions {
  return { method: "POST", url, headers: { "idempotency-key": randomUUID() }, payload: payload as object };
}

/** Values that have broken programs before. */
const NASTY: readonly unknown[] = [
  null,
  true,
  0,
  -0,
  -1,
  1.5,
  1e300,
  2 ** 31,
  2 ** 53,
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\u202e",
  "x".repeat(30_000),
  "0000-01-01",
  "0000-01-01T00:00:00Z",
  "0001-01-01T00:00:00Z",
  "9999-12-31",
  "9999-12-31T23:59:59.999999999+00:00",
  "2024-02-30",
  "2024-06-16T24:00:00Z",
  "00000000-0000-0000-0000-000000000000",
  "'; drop table journal; --",
  "constructor",
  "__proto__",
  "toString",
  [],
  {},
  [null],
  { constructor: 1 },
  { toString: "x", valueOf: null },
];

const note = { type: "note", happenedAt: "2026-03-10T08:59:00Z", body: {}, sealed: { text: "A note" } };
const entry = (of: object) => ({ after: 1, entry: of });
const VALID = {
  open: {
    happenedAt: "2026-03-10T08:00:00+05:00",
    report: {
      channel: "phone",
      place: "TL-N",
      reportedBy: "survivor",
      sealed: { account: "What she told" },
    },
    safeContact: {
      body: {
        channel: "e-mail",
        hours: [{ days: [1, 2], from: "09:00", to: "12:00" }],
        says: { kind: "disguise", disguise: "reply" },
        language: "ru",
        until: "2026-04-01T09:00:00Z",
      },
      sealed: { to: "she@example.org", codeWord: "plum", note: "After nine" },
    },
    persons: {
      body: { persons: [{ id: "p1", role: "survivor", age: 30, sex: "female", language: "kk" }] },
      sealed: { persons: [{ id: "p1", name: "A name", phone: "1", address: "A street" }] },
    },
    facts: { date: { from: "2026-03-01", to: "2026-03-09" }, acts: ["battery"], victim: { age: 30 } },
    riskCheck: { body: { flags: { weapon: "yes" }, judgement: "high" }, sealed: { note: "A note" } },
    referrals: [
      {
        to: "police",
        agency: "testland.police.tl-n",
        purpose: "safe-place",
        ground: { kind: "norm", norm: "testland.family-2010.12", notice: "told" },
        classes: ["identity"],
        until: null,
      },
    ],
  },
  note: entry(note),
  incident: entry({ type: "incident", body: { facts: { date: "2026-03-09", acts: ["battery"] } } }),
  correction: entry({
    type: "correction",
    body: { corrects: 1, body: { channel: "phone", place: "TL-N" } },
    sealed: { why: "A slip", sealed: { account: "Told again" } },
  }),
  order: entry({
    type: "protective-order-issued",
    body: { norm: "testland.family-2010.12", consent: "agrees" },
  }),
  served: entry({ type: "protective-order-served", body: { order: 1, refusedToSign: false } }),
  opened: entry({
    type: "proceeding-opened",
    body: { track: "criminal", norm: "testland.penal-1990.10", part: "1" },
  }),
  ended: entry({ type: "proceeding-ended", body: { proceeding: 1, ending: "fine" } }),
  assess: {
    facts: {
      date: "2023-01-10",
      acts: ["battery"],
      harm: "pain",
      relation: "spouse",
      victim: { age: 30, sex: "female" },
      history: [{ norm: "testland.penal-1990.10", executed: "2022-12-01" }],
      reconciliation: { agreed: false, before: 0 },
    },
    on: "2023-01-10",
    decided: "2024-01-01",
    all: true,
  },
  signIn: { link: "a-link-that-was-never-issued" },
} as const;

const entries = () => `/api/cases/${caseId}/entries`;
const ADDRESS: Readonly<Record<keyof typeof VALID, () => string>> = {
  open: () => "/api/cases",
  note: entries,
  incident: entries,
  correction: entries,
  order: entries,
  served: entries,
  opened: entries,
  ended: entries,
  assess: () => "/api/law/assess",
  signIn: () => "/api/session",
};

/** A copy with one value, anywhere in it, replaced; `place` counts the values in the order they are written. */
function replaceAt(root: unknown, place: number, value: unknown): unknown {
  const total = count(root);
  let left = place % total;
  const walk = (node: unknown): unknown => {
    if (left-- === 0) return value;
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([name, inner]) => [name, walk(inner)]));
  };
  return walk(root);
}

function count(node: unknown): number {
  if (typeof node !== "object" || node === null) return 1;
  return Object.values(node).reduce<number>((sum, inner) => sum + count(inner), 1);
}
