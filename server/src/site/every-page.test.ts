import { gunzipSync } from "node:zlib";
import { LANGUAGES } from "@arasha/law";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimsOf } from "./harmony/claims/book.ts";
import { bookOf, readable, startSite } from "./testing.ts";
import { turnsOf } from "./time/history.ts";

/** Every page there is of every country: of each norm in each of its wordings, of each act, of each turn of the law. */

const SMALL = 40_000;

describe.each(["testland", "kz", "uz"])("every page of %s", (country) => {
  const book = bookOf(country);
  const { law } = book;
  const shelf = { books: [book] };
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await startSite(country);
  });
  afterAll(() => app.close());

  async function look(url: string): Promise<void> {
    const answer = await app.inject({ url, headers: { "accept-encoding": "gzip" } });
    expect(answer.statusCode, url).toBe(200);
    expect(answer.headers["content-encoding"], url).toBe("gzip");
    const body = gunzipSync(answer.rawPayload).toString();
    const text = readable({ body });
    // Words that were forgotten, values that were not there, templates that were not filled in.
    expect(text, url).not.toMatch(/undefined|\[object|NaN|\bnull\b|\{\w+\}|row\.|event\./);
    expect(body.match(/<h1/g), url).toHaveLength(1);
    expect(answer.rawPayload.length, `${url} is large`).toBeLessThan(SMALL);
  }

  const asked = (path: string, language: string, on: string) => `${path}?on=${on}&lang=${language}`;

  it("of a norm can be read, the languages taking turns", { timeout: 240_000 }, async () => {
    let turn = 0;
    for (const { norm, wordings } of law.norms.values()) {
      const days = new Set(wordings.flatMap(({ begins }) => [begins.earliest, begins.latest]));
      for (const day of [...days, "2026-11-27"]) {
        const language = LANGUAGES[turn++ % LANGUAGES.length] ?? "en";
        if (day >= law.pack.coversFrom) await look(asked(`/law/${norm.id}`, language, day));
      }
    }
  });

  it.runIf(country === "kz")(
    "of a claim, of a series, of all claims can be read",
    { timeout: 120_000 },
    async () => {
      const about = claimsOf(shelf);
      const { claims = [], series = [] } = about?.register ?? {};
      expect(claims.length).toBeGreaterThan(0);
      const paths = [
        ...claims.map(({ id }) => `/claims/${id}`),
        ...series.map(({ id }) => `/claims/series/${id}`),
      ];
      for (const [at, path] of paths.entries())
        await look(`${path}?lang=${LANGUAGES[at % LANGUAGES.length]}`);
      for (const language of LANGUAGES) await look(`/claims?lang=${language}`);
    },
  );

  it.each(LANGUAGES)(
    "of an act, of a day, of a turn can be read in %s, the days taking turns",
    { timeout: 240_000 },
    async (language) => {
      for (const act of law.pack.acts)
        await look(asked(`/law/acts/${country}.${act.id}`, language, "2024-06-20"));
      const turn = LANGUAGES.indexOf(language);
      for (const [at, { latest }] of turnsOf(law).entries()) {
        if (latest <= law.pack.coversFrom) continue;
        // What changed has words of its own; the first page has the same words on every day.
        await look(asked("/law/changes", language, latest));
        if (at % LANGUAGES.length === turn) await look(asked("/law", language, latest));
      }
      await look(`/law/changes?from=${law.pack.coversFrom}&to=2031-01-01&lang=${language}`);
      await look(`/law/regimes?lang=${language}`);
    },
  );
});
