import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { NewEntryInput } from "../contract/index.ts";
import { openCase, writeEntry } from "./command.ts";
import { queue } from "./queue.ts";
import { DERIVED, rebuild } from "./rebuild.ts";
import { CALL, NOW, note, request, type Testland, testland } from "./testing.ts";
import { viewCase } from "./view.ts";

let land: Testland;
beforeAll(async () => {
  land = await testland();
});
afterAll(() => land.close());

const open = () => openCase(land.deps, land.operator, CALL, request());

describe("opening a case", () => {
  it("writes what was taken down and lets in the agency it was referred to", async () => {
    const { caseId, seq } = await open();
    expect(seq).toBe(5);
    const view = await viewCase(land.deps, land.inspector, caseId, NOW);
    expect(view.entries.map((entry) => entry.type)).toEqual([
      "report",
      "persons",
      "incident",
      "risk-check",
      "referral",
    ]);
    expect(view.persons[0]).toMatchObject({ name: "Synthetic Person", age: 34, role: "survivor" });
    expect(view.safeContact).toBeNull();
    expect(view.participants.map((participant) => participant.agency)).toEqual([
      "testland.hotline.tl",
      "testland.police.tl-n",
    ]);
  });

  it("is not there for anybody else, nor is a case that does not exist", async () => {
    const { caseId } = await open();
    for (const id of [caseId, randomUUID()])
      await expect(viewCase(land.deps, land.otherInspector, id, NOW)).rejects.toMatchObject({
        code: "not-found",
      });
  });

  it("keeps names, telephones, addresses and free text out of everything but the sealed column", async () => {
    await open();
    const { rows } = await land.deps.store.owner.query(
      "select table_name as name from information_schema.tables where table_schema = 'arasha'",
    );
    for (const { name } of rows) {
      const { rows: plain } = await land.deps.store.owner.query(
        `select count(*) as found from ${name} t where t::text ~* 'synthetic person|canary street|kitchen|mornings'`,
      );
      expect(plain[0].found, name).toBe(0);
    }
  });

  it("starts the clock of the police at the report", async () => {
    const { caseId } = await open();
    const work = await queue(land.deps, land.inspector, { limit: 500 }, NOW);
    const mine = work.rows.filter((row) => row.case.caseId === caseId);
    expect(mine.map((row) => [row.norm, row.due])).toContainEqual([
      "testland.family-2010.14",
      // Twelve hours from the next full hour: the hour that has begun is not counted there.
      "2024-07-01T23:00:00Z",
    ]);
    expect(JSON.stringify(work)).not.toContain("Synthetic Person");
  });
});

describe("an act that went on for years", () => {
  it("is taken down though it began before the law is held: its last day decides", async () => {
    const date = { from: "1999-01-01", to: "2024-06-30" };
    const facts = { ...CALL.facts, date };
    const { caseId } = await openCase(land.deps, land.operator, { ...CALL, facts }, request());
    const view = await viewCase(land.deps, land.inspector, caseId, NOW);
    expect(view.facts?.date).toEqual(date);
    expect(view.case.actDate).toBe("2024-06-30");
    const over = { ...CALL, facts: { ...facts, date: { from: "1999-01-01", to: "1999-06-30" } } };
    await expect(openCase(land.deps, land.operator, over, request())).rejects.toMatchObject({
      code: "invalid",
      fields: [{ field: "facts.date", message: "beforeCoverage" }],
    });
  });
});

describe("a first report that is refused", () => {
  it("names each fault by its place in what was sent, and opens nothing", async () => {
    const referral = {
      to: "police",
      agency: "testland.police.tl-n",
      purpose: "safe-place",
      ground: { kind: "emergency", why: "threat-to-life" },
    } as const;
    const refused: [object, string][] = [
      [{ report: { ...CALL.report, place: "TL-X" } }, "report.place"],
      [{ facts: { date: "2024-07-02" } }, "facts.date"],
      [{ riskCheck: { body: { flags: { mood: "yes" }, judgement: "high" } } }, "riskCheck.body.flags.mood"],
      [{ referrals: [referral, { ...referral, agency: "nobody" }] }, "referrals.1.agency"],
      [{ happenedAt: "2024-07-03T00:00:00Z" }, "happenedAt"],
    ];
    const before = await land.deps.store.owner.query("select count(*) as cases from case_file");
    for (const [change, field] of refused)
      await expect(
        openCase(land.deps, land.operator, { ...CALL, ...change }, request()),
      ).rejects.toMatchObject({ code: "invalid", fields: [{ field }] });
    expect((await land.deps.store.owner.query("select count(*) as cases from case_file")).rows).toEqual(
      before.rows,
    );
  });
});

describe("writing an entry", () => {
  it("is refused when the case has moved on, and says what is new", async () => {
    const { caseId, seq } = await open();
    await writeEntry(land.deps, land.inspector, caseId, { after: seq, entry: note("first") }, request());
    await expect(
      writeEntry(land.deps, land.operator, caseId, { after: seq, entry: note("second") }, request()),
    ).rejects.toMatchObject({ code: "case-moved", changed: [{ seq: seq + 1, type: "note" }] });
    expect((await viewCase(land.deps, land.operator, caseId, NOW)).seq).toBe(seq + 1);
  });

  it("lets exactly one of many through at once; the others learn what changed", async () => {
    const { caseId, seq } = await open();
    const results = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) =>
        writeEntry(land.deps, land.inspector, caseId, { after: seq, entry: note(`n ${index}`) }, request()),
      ),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected")
        expect(result.reason).toMatchObject({ code: "case-moved", changed: [{ seq: seq + 1 }] });
  });

  it("answers a repeated request with the first answer and writes nothing, however many at once", async () => {
    const { caseId, seq } = await open();
    const again = request();
    const command = { after: seq, entry: note("once") };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => writeEntry(land.deps, land.inspector, caseId, command, again)),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect((await viewCase(land.deps, land.inspector, caseId, NOW)).seq).toBe(seq + 1);
    const opening = request();
    const cases = await Promise.all(
      Array.from({ length: 6 }, () => openCase(land.deps, land.operator, CALL, opening)),
    );
    expect(new Set(cases.map((one) => one.caseId)).size).toBe(1);
  });

  it("refuses a key that was used for something else", async () => {
    const { caseId, seq } = await open();
    const again = request();
    await writeEntry(land.deps, land.inspector, caseId, { after: seq, entry: note("one") }, again);
    await expect(
      writeEntry(land.deps, land.inspector, caseId, { after: seq + 1, entry: note("two") }, again),
    ).rejects.toMatchObject({ code: "key-reused" });
  });

  const wrong: [string, NewEntryInput, string, string][] = [
    [
      "an order that does not exist",
      { type: "protective-order-served", body: { order: 2, refusedToSign: false } },
      "body.order",
      "noSuchOrder",
    ],
    [
      "a measure that is none",
      { type: "protective-order-issued", body: { norm: "testland.penal-1990.10", consent: "agrees" } },
      "body.norm",
      "notAMeasure",
    ],
    [
      "the agency that keeps the accounts",
      {
        type: "referral",
        body: {
          to: "system",
          agency: "testland.system.tl",
          purpose: "safe-place",
          ground: { kind: "emergency", why: "threat-to-life" },
        },
      },
      "body.agency",
      "unknownAgency",
    ],
    [
      "an agency nobody knows",
      {
        type: "referral",
        body: {
          to: "police",
          agency: "nobody",
          purpose: "safe-place",
          ground: { kind: "emergency", why: "threat-to-life" },
        },
      },
      "body.agency",
      "unknownAgency",
    ],
    [
      "a norm not in force as ground",
      {
        type: "referral",
        body: {
          to: "shelter",
          agency: "testland.shelter.tl-n",
          purpose: "safe-place",
          ground: { kind: "norm", norm: "testland.none.1", notice: "told" },
        },
      },
      "body.ground.norm",
      "notInForce",
    ],
    [
      "an offence that is none",
      { type: "proceeding-opened", body: { track: "criminal", norm: "testland.family-2010.12" } },
      "body.norm",
      "notAnOffence",
    ],
    ["a code nobody knows", { type: "notified", body: { to: "the-neighbours" } }, "body.to", "unknownCode"],
    [
      "an act in the future",
      { type: "incident", body: { facts: { date: "2024-07-02" } } },
      "body.facts.date",
      "future",
    ],
    [
      "an act before the law is held",
      { type: "incident", body: { facts: { date: "1999-01-01" } } },
      "body.facts.date",
      "beforeCoverage",
    ],
    [
      "an entry from the future",
      { ...note("x"), happenedAt: "2024-07-01T10:06:00Z" } as NewEntryInput,
      "happenedAt",
      "future",
    ],
    [
      "an entry before the report",
      { ...note("x"), happenedAt: "2024-06-30T10:00:00Z" } as NewEntryInput,
      "happenedAt",
      "beforeReport",
    ],
    [
      "a correction of nothing",
      { type: "correction", body: { corrects: 77, body: {} }, sealed: { why: "?" } },
      "body.corrects",
      "noSuchEntry",
    ],
    [
      "a correction of who was let in",
      { type: "correction", body: { corrects: 5, body: {} }, sealed: { why: "?" } },
      "body.corrects",
      "notCorrectable",
    ],
    [
      "a correction that does not fit",
      {
        type: "correction",
        body: { corrects: 3, body: { facts: { date: "yesterday" } } },
        sealed: { why: "?" },
      },
      "body.body.facts.date",
      "invalidValue",
    ],
  ];
  it.each(wrong)("refuses %s at its field and writes nothing", async (_, entry, field, message) => {
    const { caseId, seq } = await open();
    await expect(
      writeEntry(land.deps, land.inspector, caseId, { after: seq, entry }, request()),
    ).rejects.toMatchObject({ code: "invalid", fields: [{ field: `entry.${field}`, message }] });
    expect((await viewCase(land.deps, land.inspector, caseId, NOW)).seq).toBe(seq);
  });

  it("keeps each role to its own entries", async () => {
    const { caseId, seq } = await open();
    const entry: NewEntryInput = {
      type: "protective-order-issued",
      body: { norm: "testland.family-2010.12", consent: "agrees" },
    };
    await expect(
      writeEntry(land.deps, land.operator, caseId, { after: seq, entry }, request()),
    ).rejects.toMatchObject({ code: "not-allowed" });
  });
});

describe("a protective order", () => {
  it("runs from issue to breach, with its clocks and the steps the law allows", async () => {
    const { caseId } = await open();
    const write = async (entry: NewEntryInput, at: string) => {
      const { seq } = await viewCase(land.deps, land.inspector, caseId, at);
      return writeEntry(land.deps, land.inspector, caseId, { after: seq, entry }, request(at));
    };
    const before = await viewCase(land.deps, land.inspector, caseId, NOW);
    expect(before.nextSteps).toContainEqual(
      expect.objectContaining({ type: "protective-order-issued", norm: "testland.family-2010.12" }),
    );
    const { seq: order } = await write(
      { type: "protective-order-issued", body: { norm: "testland.family-2010.12", consent: "agrees" } },
      "2024-07-01T11:00:00Z",
    );
    await write(
      { type: "protective-order-served", body: { order, refusedToSign: true } },
      "2024-07-01T12:00:00Z",
    );
    const served = await viewCase(land.deps, land.inspector, caseId, "2024-07-01T12:30:00Z");
    expect(served.orders).toMatchObject([
      { seq: order, state: "in-force", expiresAt: "2024-07-30T19:00:00Z" },
    ]);
    expect(served.nextSteps.map((step) => step.type)).toContain("protective-order-copy-given");
    await expect(
      write(
        { type: "protective-order-served", body: { order, refusedToSign: false } },
        "2024-07-01T13:00:00Z",
      ),
    ).rejects.toMatchObject({ fields: [{ field: "entry.body.order", message: "alreadyServed" }] });
    await write({ type: "protective-order-breached", body: { order } }, "2024-07-03T12:00:00Z");
    const late = await viewCase(land.deps, land.inspector, caseId, "2024-07-08T00:00:00Z");
    expect(late.duties.find((duty) => duty.due === "2024-07-07T19:00:00Z")).toMatchObject({ state: "late" });
    const gone = await viewCase(land.deps, land.inspector, caseId, "2024-08-01T00:00:00Z");
    expect(gone.orders[0]?.state).toBe("expired");
    const work = await queue(land.deps, land.inspector, { limit: 500 }, "2024-08-01T00:00:00Z");
    const checks = work.rows.filter(
      (row) => row.case.caseId === caseId && row.norm === "testland.family-2010.12",
    );
    // The check was missed and is void with the order: nothing is left to do about it.
    expect(checks.filter((row) => row.due === "2024-07-07T19:00:00Z")).toEqual([]);
  });
});

describe("a correction", () => {
  it("replaces what the case stands on and leaves the first word readable", async () => {
    const { caseId, seq } = await open();
    const facts = {
      date: "2024-06-30",
      acts: ["battery" as const],
      harm: "pain" as const,
      relation: "ex-spouse" as const,
    };
    await writeEntry(
      land.deps,
      land.inspector,
      caseId,
      {
        after: seq,
        entry: { type: "correction", body: { corrects: 3, body: { facts } }, sealed: { why: "misheard" } },
      },
      request(),
    );
    const view = await viewCase(land.deps, land.inspector, caseId, NOW);
    expect(view.facts?.relation).toBe("ex-spouse");
    expect(view.case.relation).toBe("ex-spouse");
    expect(view.entries[2]).toMatchObject({ correctedBy: seq + 1, body: { facts: { relation: "spouse" } } });
  });
});

describe("rebuild", () => {
  it("gives the same rows, byte for byte, whatever was written", async () => {
    const fresh = await testland();
    try {
      const entries = fc.constantFrom<NewEntryInput>(
        note("n"),
        { type: "notified", body: { to: "prevention-subjects" } },
        { type: "protective-order-issued", body: { norm: "testland.family-2010.12", consent: "agrees" } },
        { type: "protective-order-served", body: { order: 6, refusedToSign: false } },
        { type: "protective-order-checked", body: { order: 6, complied: true } },
        { type: "protective-order-breached", body: { order: 6 } },
        { type: "protective-order-ended", body: { order: 6, ending: "expired" } },
        { type: "proceeding-opened", body: { track: "criminal", norm: "testland.penal-1990.10", part: "1" } },
        {
          type: "referral",
          body: {
            to: "shelter",
            agency: "testland.shelter.tl-n",
            purpose: "safe-place",
            ground: { kind: "emergency", why: "threat-to-life" },
          },
        },
        {
          type: "correction",
          body: { corrects: 3, body: { facts: { date: "2024-06-29" } } },
          sealed: { why: "date" },
        },
        { type: "risk-check", body: { flags: { weapon: "yes" }, judgement: "immediate" } },
        ...["testland.hotline.tl", "testland.police.tl-n"].map((servesIn) => ({
          type: "persons" as const,
          body: { persons: [{ id: "p2", role: "respondent" as const, servesIn }] },
        })),
        { type: "closing", body: { closing: "safe" } },
      );
      await fc.assert(
        fc.asyncProperty(fc.array(entries, { maxLength: 8 }), async (story) => {
          let { caseId, seq } = await openCase(fresh.deps, fresh.operator, CALL, request());
          for (const [index, entry] of story.entries()) {
            const at = Temporal.Instant.from(NOW)
              .add({ hours: 7 * (index + 1) })
              .toString();
            // What the rules refuse is not written; what they allow must be rebuilt.
            seq = await writeEntry(
              fresh.deps,
              fresh.inspector,
              caseId,
              { after: seq, entry },
              request(at),
            ).then(
              (written) => written.seq,
              () => seq,
            );
          }
        }),
        { numRuns: 25 },
      );
      const first = await rebuild(fresh.deps);
      expect(first.before.map((table) => table.name)).toEqual([...DERIVED]);
      expect(first.before.every((table) => table.rows > 0)).toBe(true);
      expect(first.after).toEqual(first.before);
      // And it does notice what was written past the journal.
      await fresh.deps.store.owner.query("update case_file set risk = 'forged' where risk = 'high'");
      const mended = await rebuild(fresh.deps);
      expect(mended.before).not.toEqual(first.after);
      expect(mended.after).toEqual(first.after);
    } finally {
      await fresh.close();
    }
  });
});
