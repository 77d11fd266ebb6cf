import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readable, startSite } from "./testing.ts";

let app: FastifyInstance;
beforeAll(async () => {
  app = await startSite();
});
afterAll(() => app.close());

const get = (url: string, headers: Readonly<Record<string, string>> = {}) => app.inject({ url, headers });
const NORM = "/law/testland.penal-1990.10";

describe("a public page", () => {
  it("keeps nothing anywhere", async () => {
    const { headers } = await get(NORM);
    expect(headers["set-cookie"]).toBeUndefined();
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers.vary).toContain("accept-language");
    expect(headers["content-security-policy"]).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
  });

  it("lets the exit come first, and tells the next site nothing", async () => {
    const { body } = await get(NORM);
    const first = /<body>\s*(?:<header[^>]*>\s*)?<a ([^>]*)>/.exec(body)?.[1] ?? "";
    expect(first).toContain("data-leave");
    expect(first).toMatch(/rel="noreferrer/);
  });

  it("has a title that says nothing to somebody who looks over a shoulder", async () => {
    const { body } = await get(NORM, { "accept-language": "en" });
    const title = /<title>(.*?)<\/title>/.exec(body)?.[1] ?? "";
    expect(title).toBe("PC art. 10 · The law, by date");
  });

  it("speaks the language of the address, else of the browser", async () => {
    const language = async (url: string, wish?: string) =>
      /<html lang="(..)">/.exec(
        (await get(url, wish === undefined ? {} : { "accept-language": wish })).body,
      )?.[1];
    expect(await language(NORM)).toBe("en");
    expect(await language(NORM, "ru-RU, en;q=0.5")).toBe("ru");
    expect(await language(`${NORM}?lang=kk`, "ru")).toBe("kk");
    expect(await language(`${NORM}?lang=xx`, "ru")).toBe("ru");
  });

  it("keeps language and day on its links", async () => {
    const { body } = await get(`${NORM}?on=2024-01-01&lang=ru`);
    expect(body).toContain('href="/law?on=2024-01-01&amp;lang=ru"');
    expect(body).toContain(`href="${NORM}?on=2024-01-01&amp;lang=kk"`);
    expect(body).toContain(`<link rel="canonical" href="${NORM}?on=2024-01-01">`);
    const { body: plain } = await get(NORM);
    expect(plain).toContain('href="/law"');
    expect(plain).toContain(`<link rel="canonical" href="${NORM}">`);
  });

  it("is small on the line for who can unpack it", async () => {
    const packed = await app.inject({ url: NORM, headers: { "accept-encoding": "gzip" } });
    expect(packed.headers["content-encoding"]).toBe("gzip");
    expect(packed.rawPayload.length).toBeLessThan((await get(NORM)).rawPayload.length / 1.5);
  });
});

describe("what is not there", () => {
  it.each([
    ["/law/nothing/here", 404, "There is no such page"],
    ["/law/testland.penal-1990.100", 404, "Did you mean"],
    [`${NORM}?on=2024-02-30`, 400, "There is no such day"],
    [`${NORM}?on=1999-01-01`, 400, "Before the first day covered"],
    [`/law/${"x".repeat(300)}`, 404, "There is no such page"],
  ] as const)("%s is answered with a page", async (url, status, words) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(readable(answer)).toContain(words);
  });

  it("is not repeated as markup", async () => {
    const hostile = encodeURIComponent(`"><script>alert(1)</script>`);
    for (const url of [`/law/${hostile}`, `${NORM}?on=${hostile}`, `${NORM}?lang=${hostile}`]) {
      const { body } = await get(url);
      expect(body).not.toContain("<script>");
      expect(body).not.toContain('"><script');
    }
  });
});
