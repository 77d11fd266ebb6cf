import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readable, startSite } from "../../testing.ts";
import { years } from "../../time/strip.ts";
import { scaleFor } from "./timeline.ts";

describe("the pages of commitments", () => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await startSite("kz", "testland");
  });
  afterAll(() => app.close());
  const ask = (url: string) => app.inject({ url });

  it("put what is overdue first, with its days", async () => {
    const answer = await ask("/commitments?on=2024-09-01&lang=en");
    const text = readable(answer);
    expect(answer.statusCode).toBe(200);
    expect(text).toContain("63 days overdue");
    const heads = [...answer.body.matchAll(/<h2><span class="pledge-state ([a-z-]+)"/g)].map(
      ([, one]) => one,
    );
    expect(heads).toEqual(["overdue", "open", "no-deadline", "done", "dropped"]);
  });

  it("tell of one what is computed, and nothing that was reported later", async () => {
    const path = "/commitments/kz.commitment-coe-launch?lang=en&on=";
    const [before, after] = await Promise.all(["2024-09-01", "2025-06-01"].map((on) => ask(path + on)));
    expect(readable(before ?? { body: "" })).toContain("Nothing was reported that was found.");
    expect(readable(after ?? { body: "" })).toContain("since 31 May 2025, 335 days after the deadline");
  });

  it("can each be read in every language, in words of its own", { timeout: 60_000 }, async () => {
    const listed = (await ask("/commitments?on=2026-11-28")).body.matchAll(
      /href="(\/commitments\/kz[^"]+)"/g,
    );
    const links = [...listed].map(([, link]) => (link ?? "").replaceAll("&amp;", "&"));
    expect(links.length).toBeGreaterThan(12);
    for (const [at, link] of links.entries()) {
      const answer = await ask(`${link}&lang=${["kk", "ru", "en"][at % 3]}`);
      expect([link, answer.statusCode]).toEqual([link, 200]);
      expect(readable(answer), link).not.toMatch(/undefined|\[object|NaN|\bnull\b|\{\w+\}|commitments\./);
    }
  });

  it("are shown on the last day there is text for, over an axis that can be read", async () => {
    const answer = await ask("/commitments?on=9999-12-31&lang=en");
    expect(answer.statusCode).toBe(200);
    expect(answer.body.match(/<line class="year"/g)?.length).toBeLessThan(40);
  });

  it("can be taken away, as they stand on the day", async () => {
    const lines = (await ask("/commitments.json?on=2025-09-16")).json() as { id: string; state: string }[];
    expect(lines.find(({ id }) => id === "kz.commitment-stalking")?.state).toBe("done");
    const csv = await ask("/commitments.csv?on=2024-09-01&lang=en");
    expect(csv.body).toMatch(/kz\.commitment-coe-launch,overdue,announcement,.*,2024-06-30,-63,/);
    const xlsx = await ask("/commitments.xlsx?on=2024-09-01");
    expect([xlsx.statusCode, xlsx.rawPayload.subarray(0, 2).toString()]).toEqual([200, "PK"]);
  });

  it("say so where there is none, and where a day or an id is none", async () => {
    expect(readable(await ask("/commitments?country=testland&lang=en"))).toContain(
      "No commitment of this country",
    );
    expect((await ask("/commitments/kz.commitment-none?lang=en")).statusCode).toBe(404);
    expect((await ask("/commitments?on=2024-02-30&lang=en")).statusCode).toBe(400);
    // Not made yet on that day.
    expect((await ask("/commitments/kz.commitment-stalking?on=2024-01-01")).statusCode).toBe(404);
  });
});

it("an axis holds every year of a short time, and few of a long one, from whatever year", () => {
  const yearsOf = (from: string, to: string) => {
    const scale = scaleFor([], to);
    return [...years({ ...scale, from, to }, 0).markup.matchAll(/>(\d+)<\/text>/g)].map(([, year]) =>
      Number(year),
    );
  };
  expect(yearsOf("2009-01-01", "2012-01-01")).toEqual([2009, 2010, 2011]);
  expect(yearsOf("0001-01-01", "0003-01-01")).toEqual([1, 2]);
  expect(yearsOf("2003-01-01", "2203-01-01")).toEqual(Array.from({ length: 40 }, (_, at) => 2005 + 5 * at));
  expect(yearsOf("0000-01-01", "9999-12-31")).toHaveLength(20);
});
