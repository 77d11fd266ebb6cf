import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, asActor, postOf } from "../access/actor.ts";
import type { NewEntryInput } from "../contract/index.ts";
import type { NewEntry } from "../journal/entries.ts";
import { agreement } from "../notices/testing.ts";
import { breakGlass, glassNotices } from "../oversight/glass.ts";
import { keepRules } from "../oversight/rules.ts";
import { employed } from "../oversight/testing.ts";
import { openCase, writeEntry } from "./command.ts";
import { eraseAgreed } from "./erase.ts";
import { listCases } from "./list.ts";
import { queue } from "./queue.ts";
import { rebuild } from "./rebuild.ts";
import { searchCases } from "./search.ts";
import { resumeSession } from "./session.ts";
import { CALL, NOW, note, request, type Testland, testland } from "./testing.ts";
import { viewCase } from "./view.ts";

/** The respondent is of the police: his force sees nothing, and the force the pack names for it has the duties. */

let land: Testland;
beforeAll(async () => {
  land = await testland();
});
afterAll(() => land.close());

const RESPONDENT = { id: "p2", role: "respondent" as const };
const his = (agency: string) => [
  { id: "p1", role: "survivor" as const },
  { ...RESPONDENT, servesIn: agency },
];

async function write(actor: Actor, caseId: string, entry: NewEntryInput) {
  const { seq } = await viewCase(land.deps, actor, caseId, NOW);
  return writeEntry(land.deps, actor, caseId, { after: seq, entry }, request());
}

const persons = (agency: string): NewEntryInput => ({ type: "persons", body: { persons: his(agency) } });
const view = (actor: Actor, caseId: string) => viewCase(land.deps, actor, caseId, NOW);

async function sees(actor: Actor, caseId: string) {
  const shown = await view(actor, caseId).then(
    () => true,
    (error) => error.code,
  );
  const { rows } = await listCases(land.deps, actor, { limit: 200 }, NOW);
  const owed = await queue(land.deps, actor, { limit: 500 }, NOW);
  return [
    shown,
    rows.some((row) => row.caseId === caseId),
    owed.rows.some((row) => row.case.caseId === caseId),
  ];
}

const OPEN = [true, true, true];
const SHUT = ["not-found", false, false];

describe("a respondent who serves in an agency", () => {
  it("closes the case to it, and another takes over: at once, and as a rebuild makes it", async () => {
    const { caseId } = await openCase(land.deps, land.operator, CALL, request());
    expect(await sees(land.inspector, caseId)).toEqual(OPEN);
    expect(await sees(land.otherInspector, caseId)).toEqual(SHUT);
    await write(land.operator, caseId, persons(land.inspector.agency));
    expect(await sees(land.inspector, caseId)).toEqual(SHUT);
    expect(await sees(land.otherInspector, caseId)).toEqual(OPEN);
    const seen = await view(land.operator, caseId);
    expect(seen.closedTo).toEqual([land.inspector.agency]);
    expect(seen.participants.map(({ agency, ground }) => [agency, ground])).toEqual([
      [land.operator.agency, "report"],
      [land.otherInspector.agency, "rerouted"],
    ]);
    expect(seen.grants.map(({ agency }) => agency)).not.toContain(land.inspector.agency);
    for (const duty of seen.duties.filter(({ agencyKind }) => agencyKind === "police"))
      expect(duty.agency).toBe(land.otherInspector.agency);
    const { before, after } = await rebuild(land.deps);
    expect(after).toEqual(before);
  });

  it("opens nothing of what was told to the one that takes over: she is asked for that", async () => {
    const { caseId } = await openCase(land.deps, land.operator, CALL, request());
    await write(land.operator, caseId, persons(land.inspector.agency));
    const seen = await view(land.otherInspector, caseId);
    expect(seen.persons.every(({ name, phone, address }) => !name && !phone && !address)).toBe(true);
    expect(seen.entries.every(({ sealed }) => sealed === null)).toBe(true);
  });

  it("leaves nobody of his force a way in: no search, no entry, no referral, no consent, no key for what comes", async () => {
    const { caseId } = await openCase(land.deps, land.operator, CALL, request());
    const phone: NewEntryInput = {
      type: "persons",
      body: { persons: his(land.inspector.agency) },
      sealed: { persons: [{ id: "p1", phone: "5558001" }] },
    };
    await write(land.operator, caseId, phone);
    await write(land.operator, caseId, note("said afterwards"));
    const { deps, inspector, operator } = land;
    expect(
      (await searchCases(deps, operator, { by: "telephone", number: "5558001" }, NOW)).rows,
    ).toHaveLength(1);
    expect((await searchCases(deps, inspector, { by: "telephone", number: "5558001" }, NOW)).rows).toEqual(
      [],
    );
    await expect(
      writeEntry(deps, inspector, caseId, { after: 1, entry: note("x") }, request()),
    ).rejects.toMatchObject({ code: "not-found" });
    const [told] = CALL.referrals!;
    await expect(write(operator, caseId, { type: "referral", body: told! })).rejects.toMatchObject({
      fields: [{ field: "entry.body.agency", message: "closedToAgency" }],
    });
    const consent = { ...told!, language: "ru" as const, method: "spoken" as const };
    const { to: _to, ground: _ground, ...body } = consent;
    await expect(write(operator, caseId, { type: "consent-given", body })).rejects.toMatchObject({
      fields: [{ field: "entry.body.agency", message: "takesNoPart" }],
    });
    // What was sealed from then on is under keys that were never wrapped for it.
    const { rows } = await deps.store.owner.query(
      `select p.seq, exists (select from case_key k where k.case_id = p.case_id and k.class = p.class and k.author = p.author
                                and k.version = p.key_version and k.holder = $2) as his
         from sealed_part p where p.case_id = $1 order by p.seq`,
      [caseId, inspector.agency],
    );
    const last = Math.max(...rows.map(({ seq }) => seq));
    expect(rows.filter(({ seq }) => seq >= last - 1).map(({ his }) => his)).toEqual([false, false]);
    expect(rows.some(({ his }) => his)).toBe(true);
    expect(
      await asActor(deps.store.app, inspector, NOW, async (tx) => {
        const counts: number[] = [];
        for (const table of [
          "journal",
          "sealed_part",
          "case_key",
          "participant",
          "access_grant",
          "case_file",
          "duty",
        ])
          counts.push((await tx.query(`select from ${table} where case_id = $1`, [caseId])).rowCount ?? 0);
        return counts;
      }),
    ).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it("is told at the first call, by his own force too: it finishes the report, and that was that", async () => {
    const { operator, otherInspector } = land;
    const inspector = { ...land.inspector, account: otherInspector.account };
    const call = { ...CALL, persons: { body: { persons: his(inspector.agency) } }, referrals: [] };
    const { caseId } = await openCase(land.deps, inspector, call, request());
    expect(await sees(inspector, caseId)).toEqual(SHUT);
    expect(await sees(otherInspector, caseId)).toEqual(OPEN);
    await expect(
      openCase(land.deps, operator, { ...call, referrals: CALL.referrals! }, request()),
    ).rejects.toMatchObject({ fields: [{ field: "referrals.0.agency", message: "closedToAgency" }] });
  });

  it("is not undone by noting the people anew, only by correcting what was said", async () => {
    const { caseId } = await openCase(land.deps, land.operator, CALL, request());
    const { seq } = await write(land.operator, caseId, persons(land.inspector.agency));
    await write(land.operator, caseId, { type: "persons", body: { persons: [RESPONDENT] } });
    expect(await sees(land.inspector, caseId)).toEqual(SHUT);
    const correction: NewEntryInput = {
      type: "correction",
      body: { corrects: seq, body: { persons: [RESPONDENT] } },
      sealed: { why: "he left the force" },
    };
    await write(land.operator, caseId, correction);
    expect(await sees(land.inspector, caseId)).toEqual(OPEN);
    expect((await view(land.operator, caseId)).closedTo).toEqual([]);
    const { before, after } = await rebuild(land.deps);
    expect(after).toEqual(before);
  });

  it("where nobody would be left, oversight is told", async () => {
    const { caseId } = await openCase(land.deps, land.operator, { ...CALL, referrals: [] }, request());
    await write(land.operator, caseId, persons(land.operator.agency));
    const { rows } = await land.deps.store.owner.query("select kind from alert where case_id = $1", [caseId]);
    expect(rows).toEqual([{ kind: "nobody-left" }]);
    // An agency whose time is over is nobody.
    const other = await openCase(land.deps, land.operator, CALL, request());
    const later = request("2024-10-01T10:00:00Z");
    const entry = persons(land.operator.agency);
    await writeEntry(land.deps, land.operator, other.caseId, { after: other.seq, entry }, later);
    const told = await land.deps.store.owner.query("select kind from alert where case_id = $1", [
      other.caseId,
    ]);
    expect(told.rows).toEqual([{ kind: "nobody-left" }]);
  });

  it("is said of a respondent and an agency there is, and of nothing else", async () => {
    const { caseId } = await openCase(land.deps, land.operator, CALL, request());
    const faults = async (body: object) =>
      write(land.operator, caseId, { type: "persons", body } as NewEntryInput).catch(({ fields }) => fields);
    expect(await faults({ persons: his("testland.police.nowhere") })).toEqual([
      { field: "entry.body.persons.1.servesIn", message: "unknownAgency" },
    ]);
    expect(await faults({ persons: his("testland.system.tl") })).toMatchObject([
      { message: "unknownAgency" },
    ]);
    expect(
      await faults({ persons: [{ id: "p1", role: "survivor", servesIn: land.inspector.agency }] }),
    ).toMatchObject([{ message: "servesRespondent" }]);
    // To whom it is closed is worked out here, whatever a client says.
    await write(land.operator, caseId, {
      type: "persons",
      body: { persons: [RESPONDENT], closes: [{ agency: land.inspector.agency, instead: null }] },
    });
    expect(await sees(land.inspector, caseId)).toEqual(OPEN);
  });
});

describe("such an agency", () => {
  it("finds nothing of the case in its queue, also of what it promised her: the one in its stead owes that", async () => {
    const { deps, inspector, otherInspector, operator } = land;
    const { caseId, seq } = await openCase(deps, operator, CALL, request());
    const agreed = await writeEntry(deps, inspector, caseId, { after: seq, entry: agreement() }, request());
    const post = { ...postOf(inspector.agency, "police") };
    const failed: NewEntryInput = {
      type: "contact-tried",
      body: {
        agreement: agreed.seq,
        outcome: "not-sent",
        why: "expired",
        stillSafe: "not-asked",
        until: null,
      },
    };
    await asActor(deps.store.app, post, NOW, async (tx) => {
      const session = await resumeSession(deps, tx, caseId);
      session.write({ ...failed, happenedAt: NOW } as NewEntry, post, NOW);
      await session.commit(tx);
    });
    const owing = async (actor: Actor) =>
      (await queue(deps, actor, { limit: 500 }, NOW)).rows.filter(
        (row) => row.case.caseId === caseId && row.norm === null,
      ).length;
    expect([await owing(inspector), await owing(otherInspector)]).toEqual([1, 0]);
    await write(operator, caseId, persons(inspector.agency));
    expect([await owing(inspector), await owing(otherInspector)]).toEqual([0, 1]);
    // Whatever row still bore its name, it would be shut to it.
    await deps.store.owner.query("update duty set agency = $2 where case_id = $1", [
      caseId,
      inspector.agency,
    ]);
    const { rowCount } = await asActor(deps.store.app, inspector, NOW, (tx) =>
      tx.query("select from duty where case_id = $1", [caseId]),
    );
    expect(rowCount).toBe(0);
    await rebuild(deps);
  });

  it.each([
    ["another is named in its stead", "otherInspector", "inspector"],
    ["nobody is, but somebody else works on it", "operator", "inspector"],
  ] as const)(
    "keeps the case no more: where %s, that one erases, lifts holds and hears of emergencies",
    async (_, opens, takes) => {
      const { deps } = land;
      const [opener, keeper] = [land[opens], land[takes]];
      const second = { ...keeper, account: randomUUID() };
      const opened = await openCase(deps, opener, CALL, request());
      const { caseId, code } = opened;
      await write(land.inspector, caseId, note("been there"));
      if (opens !== "operator")
        await write(opener, caseId, { type: "hold-placed", body: { ground: "proceeding" } });
      await write(opener, caseId, {
        type: "erasure-asked",
        body: { classes: ["address"], record: false, ground: "survivor-asked" },
      });
      await write(opener, caseId, persons(opener.agency));
      expect(await sees(opener, caseId)).toEqual(SHUT);
      await keepRules(deps.store, deps.country);

      const stranger = await employed(deps, "shelter-worker", "testland.shelter.tl-s");
      await breakGlass(deps, stranger, { code, reason: "attack-now", words: "Screams." }, NOW);
      const notices = async (actor: Actor) =>
        (await glassNotices(deps, actor, NOW)).filter((one) => one.caseId === caseId).length;
      expect([await notices(keeper), await notices(opener)]).toEqual([1, 0]);

      const { entries } = await view(keeper, caseId);
      const [hold] = entries.filter(({ type }) => type === "hold-placed");
      if (hold) await write(keeper, caseId, { type: "hold-lifted", body: { hold: hold.seq } });
      const asked = entries.find(({ type }) => type === "erasure-asked")!;
      await write(second, caseId, { type: "erasure-approved", body: { request: asked.seq } });
      expect((await eraseAgreed(deps, caseId, NOW)).length).toBe(1);
      const past = asActor(deps.store.app, opener, NOW, (tx) =>
        tx.query(
          `insert into journal values ($1, 99, 'erasure-asked', 1, $2, $2, $3, $4, '{"classes": ["contact"]}', '{}')`,
          [caseId, NOW, opener.account, opener.agency],
        ),
      );
      await expect(past).rejects.toMatchObject({ code: "42501" });
    },
  );
});
