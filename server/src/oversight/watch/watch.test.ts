import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../access/actor.ts";
import { openCase, writeEntry } from "../../cases/command.ts";
import { CALL, note, request, type Testland, testland } from "../../cases/testing.ts";
import { viewCase } from "../../cases/view.ts";
import { funnel } from "../../evidence/funnel.ts";
import { agreeTo, askFor } from "../../people/request.ts";
import { alertsFor, answerQuestion, askAbout, closeAlert, questionsTo } from "../alerts.ts";
import { canariesFor, plantCanary } from "../canary.ts";
import { misuse } from "../misuse.ts";
import { employed, overseen } from "../testing.ts";
import { createWatch } from "./watch.ts";

const NOW = "2026-03-10T09:00:00Z";
const at = (minutes: number) => Temporal.Instant.from(NOW).add({ minutes }).toString();

let land: Testland;
let reviewer: string;
let ombudsman: Actor;
beforeAll(async () => {
  land = await testland();
  reviewer = await overseen(land.deps);
  ombudsman = await employed(land.deps, "ombudsman", "testland.ombudsman.tl");
});
afterAll(() => land.close());

const watch = (now: string) => createWatch(land.deps, at(-60 * 24 * 31)).look(now);
const waiting = (now: string) => alertsFor(land.deps.store, reviewer, false, now);
const call = (now: string) => openCase(land.deps, land.operator, { ...CALL, referrals: [] }, request(now));

describe("the watch", () => {
  it("finds who opens a planted case, within the next look, once; the case is in no number", async () => {
    const { agencies } = await canariesFor(land.deps, reviewer, NOW);
    expect(agencies).toContain("testland.hotline.tl");
    const before = await funnel(land.deps, null, "2024-01-01", NOW);
    const code = await plantCanary(land.deps, reviewer, "testland.hotline.tl", NOW);
    expect((await funnel(land.deps, null, "2024-01-01", NOW)).after.reported).toBe(before.after.reported);
    const operator = await employed(land.deps, "hotline-operator", "testland.hotline.tl");
    const { rows } = await land.deps.store.owner.query("select case_id from case_file where code = $1", [
      code,
    ]);
    await viewCase(land.deps, operator, rows[0].case_id, at(1));
    expect(await watch(at(2))).toMatchObject({ raised: 1, found: [{ rule: "canary" }] });
    expect((await watch(at(3))).raised).toBe(0);
    const [alert] = await waiting(at(3));
    expect(alert).toMatchObject({ kind: "canary", code, person: { id: operator.account } });
  });

  it("tells looks with a reason from those without", async () => {
    const cases = [await call(NOW), await call(NOW), await call(NOW), await call(NOW), await call(NOW)];
    const curious = await employed(land.deps, "hotline-operator", "testland.hotline.tl");
    const busy = await employed(land.deps, "hotline-operator", "testland.hotline.tl");
    const later = 60 * 24 * 5;
    for (const [nr, { caseId, seq }] of cases.entries()) {
      await writeEntry(land.deps, busy, caseId, { after: seq, entry: note("called back") }, request(at(10)));
      // Nothing is new any more: only what she herself wrote is a reason now.
      await viewCase(land.deps, busy, caseId, at(later + nr));
      await viewCase(land.deps, curious, caseId, at(later + nr));
    }
    const { found } = await watch(at(later + 9));
    const people = found.filter(({ rule }) => rule === "without-task").map(({ account }) => account);
    expect(people).toEqual([curious.account]);
  });

  it("draws the looks of a month by a lot anybody can draw again", async () => {
    const april = "2026-04-02T09:00:00Z";
    const { raised } = await watch(april);
    expect(raised).toBe(5);
    expect((await watch(april)).raised).toBe(0);
    const drawn = (await waiting(april)).filter(({ kind }) => kind === "sample");
    const seed = drawn[0]?.detail.seed;
    const { rows } = await land.deps.store.owner.query(
      `select leaf, data from trail where recorded_at >= '2026-03-01T00:00:00+05:00' and recorded_at < '2026-04-01T00:00:00+05:00'`,
    );
    const lot = (leaf: number) => createHash("sha256").update(`${seed}|${leaf}`).digest("hex");
    const expected = rows
      .filter(({ data }) => JSON.parse(data).kind === "read")
      .map(({ leaf }) => leaf as number)
      .sort((a, b) => (lot(a) < lot(b) ? -1 : 1))
      .slice(0, 5);
    expect(drawn.map(({ detail }) => detail.leaf).sort()).toEqual(expected.sort());
    expect(drawn.every(({ code }) => code !== null)).toBe(true);
  });
});

describe("an alert", () => {
  it("is asked about, answered and closed, and her words are for oversight alone", async () => {
    const [alert] = (await waiting(at(20))).filter(({ kind }) => kind === "without-task");
    const about = alert!.person!.id;
    await askAbout(land.deps.store, reviewer, alert!.id, at(20));
    const [question, ...more] = await questionsTo(land.deps.store, about);
    expect([question?.id, question?.code, more]).toEqual([alert!.id, null, []]);
    await expect(
      answerQuestion(land.deps.store, reviewer, alert!.id, "not mine", at(21)),
    ).rejects.toMatchObject({
      code: "not-found",
    });
    await answerQuestion(land.deps.store, about, alert!.id, "We were told to check old files.", at(21));
    const told = (await waiting(at(22))).find(({ id }) => id === alert!.id);
    expect(told?.answer?.words).toBe("We were told to check old files.");
    await closeAlert(
      land.deps.store,
      reviewer,
      alert!.id,
      { finding: "explained", words: "Her head of shift confirms it." },
      at(23),
    );
    const closed = await alertsFor(land.deps.store, reviewer, true, at(24));
    expect(closed[0]).toMatchObject({ id: alert!.id, closed: { finding: "explained" } });
    const { rows } = await land.deps.store.owner.query("select a::text as row from alert a");
    expect(rows.some(({ row }) => /old files|head of shift/.test(row))).toBe(false);
  });
});

describe("what is published", () => {
  it("leaves out small counts, until somebody of oversight agrees to show them, for a day", async () => {
    const april = "2026-04-03T09:00:00Z";
    const counts = async (now: string) =>
      (await misuse(land.deps, ombudsman.account, now)).rows.map(({ kind, raised }) => [kind, raised]);
    expect(Object.fromEntries(await counts(april))).toMatchObject({ canary: null, sample: 5 });
    expect((await misuse(land.deps, land.operator.account, april)).rows).toEqual([]);
    const id = await askFor(land.deps.store, ombudsman.account, { kind: "small-cells" }, april);
    await expect(agreeTo(land.deps.store, ombudsman.account, id, april)).rejects.toMatchObject({
      code: "not-found",
    });
    await agreeTo(land.deps.store, reviewer, id, april);
    expect(Object.fromEntries(await counts(april))).toMatchObject({ canary: 1, sample: 5 });
    expect(Object.fromEntries(await counts("2026-04-04T09:00:01Z"))).toMatchObject({ canary: null });
  });
});
