import fc from "fast-check";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ANY_CHARACTER } from "../../../packs/src/any-text.testing.ts";
import { startSite } from "./testing.ts";

/** Whatever is asked for, the answer is a page: never a fault of ours, never somebody else's markup. */

let app: FastifyInstance;
beforeAll(async () => {
  app = await startSite("testland", "kz");
});
afterAll(() => app.close());

const NASTY = [
  "",
  " ",
  "\u0000",
  "\ud800",
  "\u202e",
  "%",
  "%00",
  "..",
  "../../etc/passwd",
  "<script>alert(1)</script>",
  `"><img src=x onerror=alert(1)>`,
  "'; drop table journal; --",
  "constructor",
  "__proto__",
  "toString",
  "2024-06-16",
  "2024-02-30",
  "0000-01-01",
  "-000001-01-01",
  "9999-12-31",
  "10000-01-01",
  "2016-05-10",
  "x".repeat(20_000),
  "109-1",
  "109¹",
  "kz.uk-2014.109-1",
  "testland.penal-1990.10",
  "қорғау нұсқамасы",
  "kz.",
  ".",
  ".json",
  ".akn.xml",
  "kk",
];
const NAMES = ["verdict", "on", "with", "from", "to", "q", "lang", "country", "x"];
const PATHS = [
  "/law",
  "/law/",
  "/law/regimes",
  "/law/changes",
  "/law/search",
  "/law/pack.json",
  "/law/testland.penal-1990.10",
  "/law/kz.koap-2014.73",
  "/law/testland.penal-1990.10.json",
  "/law/acts/kz.uk-2014",
  "/treaties",
  "/treaties/istanbul",
  "/treaties/istanbul.csv",
  "/treaties/istanbul.json",
  "/treaties/istanbul/kz",
  "/claims",
  "/claims.csv",
  "/claims/CL-001",
  "/claims/series/reports-to-police",
  "/commitments",
  "/commitments.csv",
  "/commitments/kz.commitment-stalking",
];

const word = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: ANY_CHARACTER, maxLength: 40 }));
const path = fc.oneof(
  fc.constantFrom(...PATHS),
  word.map((text) => `/law/${encodeURIComponent(text.toWellFormed())}`),
  word.map((text) => `/treaties/${encodeURIComponent(text.toWellFormed())}`),
  word.map((text) => `/treaties/istanbul/${encodeURIComponent(text.toWellFormed())}`),
  word.map((text) => `/claims/${encodeURIComponent(text.toWellFormed())}`),
  word.map((text) => `/claims/series/${encodeURIComponent(text.toWellFormed())}`),
  word.map((text) => `/law/acts/${encodeURIComponent(text.toWellFormed())}`),
);
const query = fc.array(fc.tuple(fc.constantFrom(...NAMES), word), { maxLength: 4 });

it("survives any address and any query", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(path, query, fc.string({ maxLength: 30 }), async (at, asked, wish) => {
      const parameters = new URLSearchParams(asked.map(([name, value]) => [name, value.toWellFormed()]));
      await ask(`${at}?${parameters}`, wish);
    }),
    { numRuns: 1500 },
  );
});

it("survives a query that is no query", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...PATHS), fc.string({ maxLength: 60 }), async (at, text) => {
      await ask(`${at}?${text.replace(/[^\x21-\x7e]|#/g, "")}`, "");
    }),
    { numRuns: 500 },
  );
});

async function ask(url: string, wish: string): Promise<void> {
  const answer = await app.inject({ url, headers: { "accept-language": wish.replace(/[^\x20-\x7e]/g, "") } });
  expect(answer.statusCode, url).toBeLessThan(500);
  expect(answer.headers["set-cookie"]).toBeUndefined();
  if (!String(answer.headers["content-type"]).startsWith("text/html")) return;
  expect(answer.body).not.toMatch(/<script>|<img|onerror=alert\(1\)>/);
  expect(answer.body.isWellFormed()).toBe(true);
  expect(answer.body.match(/<html /g)).toHaveLength(1);
}
