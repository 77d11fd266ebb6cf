import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startService, type TestService } from "../../../api/testing.ts";
import { readable } from "../../testing.ts";

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const SAID = {
  statement: "Every second call ends with a <b>reconciliation</b>",
  who: "An agency",
  where: "https://example.org/news",
  about: "all calls of 2023",
};
const send = (form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
  service.app.inject({
    method: "POST",
    url: "/claims/propose?lang=en",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    payload: new URLSearchParams(form).toString(),
  });
const waiting = async () => {
  const { rows } = await service.deps.store.owner.query(
    "select count(*)::integer as waiting from register_proposal",
  );
  return rows[0].waiting as number;
};

describe("suggesting a claim", () => {
  it("asks nothing of who it is, in three languages", async () => {
    for (const [lang, title] of [
      ["en", "Suggest a claim"],
      ["ru", "Предложить утверждение"],
      ["kk", "Тұжырым ұсыну"],
    ]) {
      const page = await service.app.inject({ url: `/claims/propose?lang=${lang}` });
      expect(page.statusCode).toBe(200);
      expect(readable(page)).toContain(title);
      expect(page.body).not.toMatch(/name="(name|email|phone)"/);
      expect(page.headers["set-cookie"]).toBeUndefined();
    }
  });

  it("answers with a number, and those who keep the registers read it under that number, sealed until then", async () => {
    const answer = await send(SAID);
    expect(answer.statusCode).toBe(200);
    const [, number] = /number is ([0-9A-F]{4}-[0-9A-F]{4})\./.exec(readable(answer)) ?? [];
    const { rows } = (await service.as("researcher", { url: "/api/registers" })).json();
    expect(rows).toHaveLength(1);
    expect(rows[0].id.toUpperCase().replace("-", "").slice(0, 8)).toBe(number?.replace("-", ""));
    expect(rows[0].suggestion).toMatchObject({ ...SAID, language: "en", when: "", figure: "" });
    const kept = await service.deps.store.owner.query(
      "select row_to_json(p)::text || coalesce((select string_agg(data, '') from trail), '') as text from register_proposal p",
    );
    expect(kept.rows[0].text).not.toMatch(/reconciliation|127\.0\.0\.1|example\.org/);
  });

  it("keeps what was typed when something is missing, and says what", async () => {
    const before = await waiting();
    const answer = await send({ ...SAID, where: "javascript:alert(1)", who: "" });
    expect(answer.statusCode).toBe(400);
    expect(readable(answer)).toContain("“Who said it”, “Where it can be read”");
    expect(answer.body).toContain("Every second call ends with a &lt;b&gt;");
    expect(answer.body).not.toContain("<b>");
    expect(await waiting()).toBe(before);
  });

  it("takes nothing from another site's page, nor what is too large or no form", async () => {
    const before = await waiting();
    expect((await send(SAID, { origin: "https://elsewhere.example" })).statusCode).toBe(403);
    expect((await send(SAID, { "sec-fetch-site": "cross-site" })).statusCode).toBe(403);
    expect((await send({ ...SAID, statement: "x".repeat(40_000) })).statusCode).toBe(400);
    expect((await send(SAID, { "content-type": "application/json" })).statusCode).toBe(400);
    expect(await waiting()).toBe(before);
  });

  it("takes a few from one connection within a minute, and more from the next minute on", async () => {
    service.setNow("2026-03-10T10:00:00Z");
    const sent = [];
    for (let nr = 0; nr < 7; nr += 1) sent.push((await send(SAID)).statusCode);
    expect(sent).toEqual([200, 200, 200, 200, 200, 429, 429]);
    service.setNow("2026-03-10T10:01:00Z");
    expect((await send(SAID)).statusCode).toBe(200);
  });
});
