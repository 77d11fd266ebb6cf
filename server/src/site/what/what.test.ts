import { FACT_PATHS } from "@arasha/law";
import fc from "fast-check";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ANY_CHARACTER } from "../../../../packs/src/any-text.testing.ts";
import { readable, startSite } from "../testing.ts";
import { readTold, writeAnswer } from "./answers.ts";

let app: FastifyInstance;
beforeAll(async () => {
  app = await startSite("kz");
}, 60_000);
afterAll(() => app.close());

const PATH = "/law/what";
const FORM = "application/x-www-form-urlencoded";
const send = (payload: string, headers: Readonly<Record<string, string>> = {}) =>
  app.inject({
    method: "POST",
    url: PATH,
    headers: { "content-type": FORM, "accept-language": "en", ...headers },
    payload,
  });
const step = (...fields: readonly (readonly [string, string])[]) =>
  send(String(new URLSearchParams([...fields.map((f) => [...f])])));
const question = ({ body }: LightMyRequestResponse) => /name="q" value="([^"]*)"/.exec(body)?.[1] ?? null;

describe("the questions", () => {
  it("say what stays on the telephone before they ask anything", async () => {
    const page = await app.inject({ url: PATH, headers: { "accept-language": "en" } });
    expect(readable(page)).toContain("What stays on this phone");
    expect(question(page)).toBeNull();
  });

  it("come one at a time: when, what happened, between whom, then what settles most", async () => {
    expect(question(await step(["go", "start"]))).toBe("date");
    expect(question(await step(["q", "date"], ["v", "2026-03-05"], ["go", "next"]))).toBe("acts");
    const acts = await step(["d", "2026-03-05"], ["q", "acts"], ["v", "battery"], ["go", "next"]);
    expect(question(acts)).toBe("relation");
    const then = await step(
      ["d", "2026-03-05"],
      ["f", "acts=battery"],
      ["q", "relation"],
      ["v", "spouse"],
      ["go", "next"],
    );
    expect(question(then)).not.toBeNull();
    expect(["date", "acts", "relation"]).not.toContain(question(then));
  });

  it("can all be skipped, and are not asked twice", async () => {
    let fields: (readonly [string, string])[] = [
      ["d", "2026-03-05"],
      ["f", "acts=battery"],
      ["f", "relation=spouse"],
    ];
    const asked = new Set<string>();
    for (let page = await step(...fields, ["go", "next"]); question(page) !== null; ) {
      const fact = question(page) ?? "";
      expect(asked.has(fact), fact).toBe(false);
      asked.add(fact);
      page = await step(...fields, ["q", fact], ["go", "skip"]);
      fields = [...fields, ["f", fact]];
      expect(page.statusCode).toBe(200);
    }
    expect(asked.size).toBeGreaterThan(5);
  });

  it("go back to the answer before, which is taken back", async () => {
    const page = await step(
      ["d", "2026-03-05"],
      ["f", "acts=battery"],
      ["f", "relation=spouse"],
      ["go", "back"],
    );
    expect(question(page)).toBe("relation");
    expect(page.body).not.toContain("relation=spouse");
  });

  it("say at the question what is wrong with an answer", async () => {
    const none = await step(["d", "2026-03-05"], ["q", "acts"], ["go", "next"]);
    expect([none.statusCode, question(none)]).toEqual([400, "acts"]);
    expect(none.body).toContain('role="alert"');
    for (const day of ["2026-02-30", "1990-01-01", "2027-01-01", "<b>"]) {
      const page = await step(["q", "date"], ["v", day], ["go", "next"]);
      expect([page.statusCode, question(page)], day).toEqual([400, "date"]);
    }
    const age = await step(
      ["d", "2026-03-05"],
      ["f", "acts=battery"],
      ["f", "relation"],
      ["q", "victim.age"],
      ["v", "200"],
      ["go", "next"],
    );
    expect([age.statusCode, question(age)]).toEqual([400, "victim.age"]);
  });
});

describe("the answer", () => {
  const told = [
    ["d", "2026-03-05"],
    ["f", "acts=battery"],
    ["f", "relation=spouse"],
  ] as const;

  it("names what applies, who must act and what is open, and the reasons", async () => {
    const page = await step(...told, ["q", "harm"], ["v", "pain"], ["go", "result"]);
    const text = readable(page);
    for (const part of [
      "The law names this",
      "Battery",
      "Why",
      "What can protect you",
      "Your rights, and help",
    ])
      expect(text, part).toContain(part);
    expect(text).toContain("the act is battery");
  });

  it("stays small, in every language", async () => {
    for (const language of ["kk", "ru", "en"]) {
      const headers = { "accept-language": language, "accept-encoding": "gzip" };
      const page = await send(
        String(new URLSearchParams([...told.map((f) => [...f]), ["q", "harm"], ["go", "result"]])),
        headers,
      );
      expect(page.rawPayload.length, language).toBeLessThan(30_000);
    }
  });
});

describe("what is sent", () => {
  it("leaves nothing behind: no address, no cookie, no copy, a neutral title", async () => {
    const page = await step(
      ["d", "2026-03-05"],
      ["f", "acts=rape"],
      ["q", "relation"],
      ["v", "spouse"],
      ["go", "next"],
    );
    expect(page.headers["set-cookie"]).toBeUndefined();
    expect(page.headers["cache-control"]).toBe("no-store");
    expect(page.headers.location).toBeUndefined();
    const hrefs = [...page.body.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, address]) => address);
    expect(hrefs.filter((address) => /rape|spouse|2026-03-05/.test(address ?? ""))).toEqual([]);
    expect(/<title>(.*?)<\/title>/.exec(page.body)?.[1]).toBe("Articles · The law, by date");
  });

  it("is refused with one clear page when it was tampered with, is too long or is no form", async () => {
    for (const bad of [
      "f=relation%3Dconstructor",
      "f=__proto__%3D1",
      "f=acts%3D",
      "d=2026-02-30",
      "f=relation&f=relation",
      "q=toString&go=next",
      "d=2999-01-01",
    ]) {
      const page = await send(bad);
      expect(page.statusCode, bad).toBe(400);
      expect(readable(page), bad).toContain("Nothing was stored");
    }
    expect((await send(`f=${"x".repeat(20_000)}`)).statusCode).toBe(400);
    expect((await send("{}", { "content-type": "application/json" })).statusCode).toBe(400);
  });

  it("never breaks the page nor becomes markup, whatever it is", async () => {
    const names = fc.constantFrom("d", "f", "q", "v", "go", "x");
    const text = fc.oneof(
      fc.string({ unit: ANY_CHARACTER, maxLength: 30 }),
      fc.constantFrom(
        "<script>x</script>",
        '"><img src=x>',
        "acts=battery",
        "relation",
        "date",
        "next",
        "result",
        "back",
        "history",
        "2026-03-05",
      ),
      fc.constantFrom(...Object.keys(FACT_PATHS)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(names, text), { maxLength: 8 }), async (fields) => {
        const page = await send(String(new URLSearchParams(fields.map(([n, v]) => [n, v.toWellFormed()]))));
        expect(page.statusCode).toBeLessThan(500);
        expect(page.body).not.toContain("<script>x");
        expect(page.body).not.toContain("<img");
      }),
      { numRuns: 120 },
    );
  });

  it("comes back as it was told", () => {
    const answers = [
      { fact: "acts", value: ["battery", "insult"] },
      { fact: "victim.age", value: 0 },
      { fact: "history", value: [] },
      { fact: "victim.pregnant", value: false },
      { fact: "harm", value: null },
    ] as const;
    const fields = new URLSearchParams([
      ["d", "2026-03-05"],
      ...answers.map((one) => ["f", writeAnswer(one)]),
    ]);
    // The acts come in the order of the vocabulary.
    expect(readTold(fields)).toEqual({
      date: "2026-03-05",
      answers: [{ fact: "acts", value: ["insult", "battery"] }, ...answers.slice(1)],
    });
  });
});
