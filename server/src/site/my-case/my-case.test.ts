import { LANGUAGES } from "@arasha/law";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rebuild } from "../../cases/rebuild.ts";
import { placeholders } from "../../messages/testing.ts";
import { sequence } from "../../trail/sequence.ts";
import { trailSigner } from "../../trail/signer.ts";
import { readable } from "../testing.ts";
import { formsOn, type Victim, victim } from "./testing.ts";
import { MY_CASE_WORDS, type MyCaseKey } from "./words.ts";

let her: Victim;
beforeAll(async () => {
  her = await victim();
});
afterAll(() => her.service.close());

const NOW = "2026-03-10T09:00:00Z";

describe("her page", () => {
  it("says what the device may tell before anything is typed", async () => {
    const page = await her.get("/my-case", null);
    const text = page.body;
    expect(text.indexOf("Before you type anything")).toBeGreaterThan(0);
    expect(text.indexOf("Before you type anything")).toBeLessThan(text.indexOf("<input"));
    expect(readable(page)).toContain("A spying program sees everything");
  });

  it("shows decisions, duties, who reads and who looked, in every language", async () => {
    await her.view("police-inspector");
    await sequence(her.service.deps.store, trailSigner(her.service.deps.store.keys), NOW);
    const token = await her.enter(her.keys.secret);
    const shown = {
      en: ["In force until", "You agreed that it reads: what you told", "looked", "By e-mail"],
      ru: [
        "Действует до",
        "Вы согласились, чтобы читали: что вы рассказали",
        "Смотрели",
        "По электронной почте",
      ],
      kk: ["Күшінде", "Оқуына келістіңіз: сіздің айтқаныңыз", "Қарады", "электрондық пошта"],
    };
    her.wait(12);
    for (const language of LANGUAGES) {
      const page = await her.get("/my-case", token, language);
      expect(page.statusCode).toBe(200);
      const text = readable(page);
      expect(text, language).not.toMatch(/undefined|\[object|NaN|\bnull\b|\{\w+\}|(?:look|class|ground)\.\w/);
      for (const part of shown[language]) expect(text).toContain(part);
      expect(page.rawPayload.length).toBeLessThan(60_000);
    }
  });

  it("names the leaf of each look, and the proof that it is in the trail", async () => {
    const token = await her.enter(her.keys.secret);
    const page = await her.get("/my-case", token);
    const links = [...page.body.matchAll(/href="(\/api\/trail\/inclusion[^"]*)"/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) {
      const proof = await her.service.app.inject({ url: (link ?? "").replaceAll("&amp;", "&") });
      expect(proof.statusCode).toBe(200);
    }
    const [leaf, hash] = [/number (\d+) of the trail/, /class="hash">([^<]*)</].map(
      (pattern) => pattern.exec(page.body)?.[1] ?? "",
    );
    const { rows } = await her.service.deps.store.owner.query(
      "select encode(hash, 'base64') as hash from trail_node where level = 0 and index = $1",
      [leaf],
    );
    expect(rows[0].hash).toBe(hash);
  });

  it("takes back what she agreed to, at once: the police read no more of it", async () => {
    const narrative = async () => JSON.stringify((await her.view("police-inspector")).entries[0]);
    expect(await narrative()).toContain("kitchen");
    const token = await her.enter(her.keys.secret);
    const [form] = formsOn(await her.get("/my-case", token), "consent");
    const done = await her.send("/my-case/consent", form!, token);
    expect([done.statusCode, done.headers.location]).toEqual([303, "/my-case"]);
    expect(await narrative()).not.toContain("kitchen");
    const written = (await her.view()).entries.at(-1);
    expect(written).toMatchObject({ type: "consent-withdrawn", agency: "survivor" });
    expect(formsOn(await her.get("/my-case", token), "consent")).toHaveLength(1);
  });

  it("complains of a duty that is late, and lets in whoever hears it, to what is coded alone", async () => {
    her.wait(60 * 24 * 6);
    const token = await her.enter(her.keys.secret);
    const before = await her.service.as("ombudsman", { url: `/api/cases/${her.caseId}` });
    expect(before.statusCode).toBe(404);
    const [form] = formsOn(await her.get("/my-case", token), "complaint");
    expect(form).toBeDefined();
    expect((await her.send("/my-case/complaint", form!, token)).statusCode).toBe(303);
    // Sent again, it is not written again.
    expect((await her.send("/my-case/complaint", form!, token)).statusCode).toBe(400);
    expect(readable(await her.get("/my-case", token))).toContain("You complained on 16 March 2026");
    const heard = await her.view("ombudsman");
    const complaint = heard.entries.find(({ type }) => type === "complaint");
    expect(complaint?.body).toMatchObject({ duty: form?.what });
    expect(Number(complaint?.body.daysLate)).toBeGreaterThan(3);
    expect(heard.entries.filter(({ sealed }) => sealed !== null)).toEqual([]);
    expect(heard.participants.at(-1)).toMatchObject({ ground: "complaint", until: null });
  });

  it("writes nothing past the journal: all that follows from it can be made anew", async () => {
    const { before, after } = await rebuild(her.service.deps);
    expect(after).toEqual(before);
    const { rows } = await her.service.deps.store.owner.query(
      "select ground from participant where case_id = $1 order by seq desc limit 1",
      [her.caseId],
    );
    expect(rows[0].ground).toBe("complaint");
  });
});

describe("its words", () => {
  const keys = Object.keys(MY_CASE_WORDS.en) as readonly MyCaseKey[];
  const cyrillic = /\p{Script=Cyrillic}/u;

  it("take the same values in every language, each in its own letters", () => {
    for (const key of keys) {
      for (const language of LANGUAGES)
        expect([key, language, ...placeholders(MY_CASE_WORDS[language][key])]).toEqual([
          key,
          language,
          ...placeholders(MY_CASE_WORDS.en[key]),
        ]);
      expect(cyrillic.test(MY_CASE_WORDS.en[key]), key).toBe(false);
      expect(cyrillic.test(MY_CASE_WORDS.kk[key]) && cyrillic.test(MY_CASE_WORDS.ru[key]), key).toBe(true);
    }
  });
});
