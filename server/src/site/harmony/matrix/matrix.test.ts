import { gunzipSync } from "node:zlib";
import { CONFORMITY_STATUSES, type ConformityStatus, conformity, LANGUAGES, type Segment } from "@arasha/law";
import fc from "fast-check";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookOf, readable, startSite } from "../../testing.ts";
import { deskOf } from "../desk.ts";
import { HEIGHT, phasesOf, scaleFor, stretchesOf } from "./chart.ts";

const MATRIX = "/treaties/istanbul/matrix";
const BILL = "kz.bill-2023-women-children";

const book = bookOf("kz");
let app: FastifyInstance;
beforeAll(async () => {
  app = await startSite("kz", "uz");
});
afterAll(() => app.close());

const ask = (url: string, headers: Readonly<Record<string, string>> = {}) => app.inject({ url, headers });

describe("the picture", () => {
  const day = fc
    .integer({ min: 0, max: 6000 })
    .map((days) => Temporal.PlainDate.from("2009-01-01").add({ days }).toString());
  const segments = fc
    .array(fc.tuple(day, fc.constantFrom(...CONFORMITY_STATUSES)), { maxLength: 6 })
    .map((moves): readonly Segment[] => {
      const all: readonly (readonly [string, ConformityStatus])[] = [["2009-01-01", "gap"], ...moves];
      const starts = new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
      const days = [...starts.keys()];
      return [...starts].map(([from, status], at) => ({ from, until: days[at + 1] ?? null, status }));
    });
  const scale = scaleFor({ since: "2009-01-01" }, "2026-03-10");

  it("fills its whole height and width, and no place twice", () => {
    fc.assert(
      fc.property(fc.array(segments, { minLength: 1, maxLength: 5 }), (all) => {
        const drawn = stretchesOf(scale, phasesOf(all));
        for (const edge of new Set(drawn.map(({ left }) => left))) {
          const here = drawn.filter(({ left, right }) => left <= edge && edge < right);
          expect(here.reduce((sum, { height }) => sum + height, 0)).toBeCloseTo(HEIGHT, 6);
        }
        const area = drawn.reduce((sum, { left, right, height }) => sum + (right - left) * height, 0);
        expect(area).toBeCloseTo(100 * HEIGHT, 4);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the page of the matrix", () => {
  it("shows each item as the law of the day answers it", async () => {
    const on = "2025-09-16";
    const desk = deskOf(book, "istanbul");
    if (desk === null) throw new Error("there is no matrix");
    const { body } = await ask(`${MATRIX}?on=${on}&lang=en`);
    const shown = [...body.matchAll(/#(IC-[^"]+)">IC-[^<]+<\/a><\/th>.*?<span class="stand ([a-z-]+)">/g)];
    expect(shown.map(([, item, status]) => `${item} ${status}`)).toEqual(
      conformity(desk.matrix, on).map(({ obligation, status }) => `${obligation} ${status}`),
    );
  });

  it.each([
    ["/treaties/nothing/matrix", 404],
    ["/treaties/istanbul/articles/82", 404],
    ["/treaties/istanbul/articles/first", 404],
    ["/bills/kz.nothing", 404],
    [`${MATRIX}?on=2024-02-30`, 400],
    [`${MATRIX}.csv?on=soon`, 400],
    ["/treaties/nothing/matrix.pdf", 404],
  ] as const)("%s is answered with a page", async (url, status) => {
    const answer = await ask(url);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(answer.body.match(/<h1/g)).toHaveLength(1);
  });

  it("and all beside it can be read, the languages taking turns, and is small", async () => {
    const paths = [
      ...LANGUAGES.map(() => MATRIX),
      ...LANGUAGES.map(() => `${MATRIX}?country=uz`),
      ...LANGUAGES.map(() => `${MATRIX}?bill=${BILL}&on=2024-06-15`),
      ...Array.from({ length: 81 }, (_, at) => `/treaties/istanbul/articles/${at + 1}`),
      "/bills",
      ...(deskOf(book, "istanbul")?.bills ?? []).map(({ id }) => `/bills/${id}`),
    ];
    for (const [at, path] of paths.entries()) {
      const url = `${path}${path.includes("?") ? "&" : "?"}lang=${LANGUAGES[at % LANGUAGES.length]}`;
      const answer = await ask(url, { "accept-encoding": "gzip" });
      expect(answer.statusCode, url).toBe(200);
      const body = gunzipSync(answer.rawPayload).toString();
      expect(readable({ body }), url).not.toMatch(
        /undefined|\[object|NaN|\bnull\b|\{\w+\}|(matrix|bills)\.\w|г\.\./,
      );
      expect(body.match(/<h1/g), url).toHaveLength(1);
      expect(answer.rawPayload.length, url).toBeLessThan(40_000);
    }
  });
});

describe("a page that is kept", () => {
  it("is the same bytes again, and another for each language, day and packing", async () => {
    const as = async (url: string, language: string, packing = "") =>
      (await ask(url, { "accept-language": language, "accept-encoding": packing })).rawPayload.toString(
        "hex",
      );
    const one = await as(MATRIX, "ru");
    const others = [
      await as(MATRIX, "kk"),
      await as(`${MATRIX}?on=2024-06-15`, "ru"),
      await as(MATRIX, "ru", "gzip"),
    ];
    expect(await as(MATRIX, "ru")).toBe(one);
    expect(new Set([one, ...others]).size).toBe(4);
    expect(gunzipSync(Buffer.from(others[2] ?? "", "hex")).toString("hex")).toBe(one);
  });
});
