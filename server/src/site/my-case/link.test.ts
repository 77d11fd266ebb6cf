import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NOW } from "../../api/testing.ts";
import { hashLink, newLinkToken } from "../../notices/token.ts";
import { COOKIE } from "./context.ts";
import { type Victim, victim } from "./testing.ts";

/** What a link in a message leads to, and what it takes to get past it. */

let her: Victim;
beforeAll(async () => {
  her = await victim();
});
afterAll(() => her.service.close());

async function link(hours = 24): Promise<string> {
  const token = newLinkToken();
  await her.service.deps.store.owner.query(
    `insert into message (case_id, duty, asked_at, due_at, state, link_hash, link_until)
     values ($1, $2, $3, $3, 'sent', $4, $3::timestamptz + $5 * interval '1 hour')`,
    [her.caseId, token, NOW, hashLink(token), hours],
  );
  return `/n/${token}`;
}

describe("a link in a message", () => {
  it("leads to one page, whatever it is, that says nothing of what it opens", async () => {
    const real = await link();
    const pages = await Promise.all(
      [real, "/n/none", `/n/${newLinkToken()}`].map((path) => her.get(path, null)),
    );
    const [first = ""] = pages.map(({ body }) => body);
    for (const [at, path] of [real, "/n/none"].entries())
      expect(pages[at]?.body.replaceAll(path, "")).toBe(first.replaceAll(real, ""));
    for (const language of ["kk", "ru", "en"]) {
      const { body } = await her.get(real, null, language);
      const words = body.replace(/<link[^>]*>/g, "").replace(/<[^>]*>/g, " ");
      expect(words).not.toMatch(/law|закон|заң|case|violen|насил|зорлық|safe|spy|watch|след|бақыла/i);
      expect(body).toContain("noindex");
    }
    expect(first.indexOf('class="leave"')).toBeLessThan(first.indexOf("<form"));
  });

  it("opens her page by her key alone, once", async () => {
    const path = await link();
    const open = (key: string, to = path) => her.send(to, { key });
    expect((await open("0000-0000-0000")).statusCode).toBe(400);
    const answer = await open(her.keys.secret);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, "/my-case"]);
    const token = answer.cookies.find(({ name }) => name === COOKIE)?.value ?? "";
    expect((await her.get("/my-case", token)).body).toContain(her.keys.code);
    expect((await open(her.keys.secret)).statusCode).toBe(400);
  });

  it("opens nothing too late, and nothing without having been sent", async () => {
    const late = await link(-1);
    for (const path of [late, `/n/${newLinkToken()}`])
      expect((await her.send(path, { key: her.keys.secret })).statusCode).toBe(400);
  });

  it("shows nothing of a case by the key she is made to give", async () => {
    const answer = await her.send(await link(), { key: her.keys.duress });
    const token = answer.cookies.find(({ name }) => name === COOKIE)?.value ?? "";
    expect((await her.get("/my-case", token)).body).not.toContain(her.keys.code);
  });
});
