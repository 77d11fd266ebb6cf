import type { FastifyInstance } from "fastify";
import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readable, startSite } from "../../testing.ts";

let app: FastifyInstance;
beforeAll(async () => {
  app = await startSite("kz");
});
afterAll(() => app.close());

const page = (url: string) => app.inject({ url, headers: { "accept-language": "en" } });
const text = async (url: string) => readable(await page(url));
const idsOn = async (url: string) =>
  [...(await page(url)).body.matchAll(/href="\/claims\/([A-Z]+-\d+)/g)].map(([, id]) => id);

describe("the list of claims", () => {
  it("shows those of a verdict and with every word, in the reader's language", async () => {
    const all = await idsOn("/claims");
    expect(all.length).toBeGreaterThanOrEqual(178);
    const verdicts = ["matches", "differs", "cannot-be-checked", "not-a-valid-figure"];
    const parts = await Promise.all(verdicts.map((verdict) => idsOn(`/claims?verdict=${verdict}`)));
    expect(parts.flat().sort()).toEqual([...all].sort());
    expect(await idsOn("/claims?verdict=differs&q=ASTANA+times")).toEqual(["CL-027", "CL-031"]);
    expect(await idsOn("/claims?q=%D1%81%D0%B5%D0%BC%D0%B8%D0%BD%D0%B0%D1%80&lang=ru")).toEqual([
      "CL-019",
      "CL-020",
    ]);
    expect(await text("/claims?q=nothing+of+the+kind")).toContain("No claim fits");
    // No verdict of that name: the list is whole.
    expect(await idsOn("/claims?verdict=true")).toEqual(all);
  });

  it("can be taken away as it is shown", async () => {
    const query = "?verdict=differs&lang=en";
    const ids = await idsOn(`/claims${query}`);
    const lines = (await page(`/claims.json${query}`)).json();
    expect(lines.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(lines.find(({ id }: { id: string }) => id === "CL-027")).toMatchObject({
      value: 39,
      verdict: "differs",
      computed: true,
      found: "38",
    });
    const csv = await page(`/claims.csv${query}`);
    expect(csv.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(csv.body.split("\r\n").slice(1).filter(Boolean)).toHaveLength(ids.length);
    const book = await page(`/claims.xlsx${query}`);
    const [sheet] = await readXlsxFile(book.rawPayload);
    expect(sheet?.data.slice(1).map(([id]) => id)).toEqual(ids);
  });
});

describe("the page of a claim", () => {
  it("says the check in words, both sides of it, and leads to the treaty of that day", async () => {
    const { body } = await page("/claims/CL-027");
    const words = readable({ body });
    for (const said of [
      "39 states",
      "computed from the data",
      "How many states stand so on 5 April 2024: Party:",
      "The claim says: 39",
      "The data have: 38",
    ])
      expect(words).toContain(said);
    expect(body).toContain('href="/treaties/istanbul?on=2024-04-05"');
  });

  it("leads to the article it was held against, on that day", async () => {
    expect((await page("/claims/cl-075")).body).toContain('href="/law/kz.koap-2014.54?on=2024-06-15"');
    expect((await page("/claims/CL-015")).body).toContain('href="/treaties/istanbul/articles/37"');
    expect(await text("/claims/CL-048")).toContain("(misdemeanour, crime) for: humiliation (spouse)");
  });

  it("says when nobody recorded an address, and never prints a number that is none", async () => {
    expect(await text("/claims/CL-045")).toContain("its address was not recorded");
    const words = await text("/claims/CL-085");
    expect(words).toContain("no number");
    expect(words).toContain("not a valid figure");
  });

  it("is not there for a claim nobody made", async () => {
    for (const url of ["/claims/CL-999", "/claims/series/none", "/claims/a/b"])
      expect((await page(url)).statusCode).toBe(404);
  });
});

describe("the page of a series", () => {
  it("draws each figure over its time at its height, and tells which it could not draw", async () => {
    const { body } = await page("/claims/series/admin-cases");
    const bars = [
      ...body.matchAll(/class="figure (\w+(?:-\w+)?)" x1="([\d.]+)%" x2="([\d.]+)%" y1="(\d+)"/g),
    ];
    // 2018, 2021 twice, 2022 and 2025: five bars, the two of 2021 over the same time at different heights.
    expect(bars).toHaveLength(5);
    const [, narrow, wide] = bars.map(([, bound, left, right, y]) => ({ bound, left, right, y: Number(y) }));
    expect([narrow?.left, narrow?.right]).toEqual([wide?.left, wide?.right]);
    expect(narrow?.y).toBeGreaterThan(wide?.y ?? Number.POSITIVE_INFINITY);
    expect([narrow?.bound, wide?.bound]).toEqual(["about", "exact"]);
    expect(await text("/claims/series/deaths-family")).toContain(
      "Not drawn, for want of a time or a number: 3",
    );
  });
});
