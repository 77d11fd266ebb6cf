import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asActor } from "../access/actor.ts";
import type { NewEntryInput } from "../contract/index.ts";
import type { NewEntry } from "../journal/entries.ts";
import { append, extend, readJournal } from "../journal/journal.ts";
import { openCase, writeEntry } from "./command.ts";
import { rebuild } from "./rebuild.ts";
import { type Kazakhstan, kazakhstan, person, request } from "./testing.ts";
import { viewCase } from "./view.ts";

/** A clinic has to tell the police of her injuries, and she was not asked: what it takes to do so. */

let land: Kazakhstan;
beforeAll(async () => {
  land = await kazakhstan();
});
afterAll(() => land.close());

const NOW = "2026-05-04T06:00:00Z";
const clinician = person("clinician", "kz.health.kz-75", "health");
const colleague = person("clinician", "kz.health.kz-75", "health");
const DUTY = "kz.health-2020.115";

async function begin(facts = true): Promise<{ caseId: string; seq: number }> {
  return openCase(
    land.deps,
    clinician,
    {
      report: {
        channel: "clinic",
        place: "KZ-75",
        reportedBy: "survivor",
        sealed: { account: "canary of narrative" },
      },
      persons: {
        body: { persons: [{ id: "p1", role: "survivor", age: 34 }] },
        sealed: { persons: [{ id: "p1", name: "canary of identity", address: "canary of address" }] },
      },
      ...(facts && {
        facts: { date: "2026-05-03", acts: ["battery"], harm: "pain", relation: "spouse" } as const,
      }),
    },
    request(NOW),
  );
}

const tell = (norm = DUTY, to = "police", agency = land.inspector.agency): NewEntryInput => ({
  type: "referral",
  body: {
    to,
    agency,
    purpose: "police-response",
    ground: { kind: "norm", norm, notice: "told" },
    classes: ["identity"],
    until: null,
  },
});

const approve = (referral: number): NewEntryInput => ({ type: "disclosure-approved", body: { referral } });

function write(actor: typeof clinician, caseId: string, after: number, entry: NewEntryInput) {
  return writeEntry(land.deps, actor, caseId, { after, entry }, request(NOW));
}

const hidden = { code: "not-found" };

describe("telling without her consent", () => {
  it("opens nothing until a second person approves, and then the fewest fields", async () => {
    const { caseId, seq } = await begin();
    const asked = await write(clinician, caseId, seq, tell());
    await expect(viewCase(land.deps, land.inspector, caseId, NOW)).rejects.toMatchObject(hidden);
    const waiting = await viewCase(land.deps, colleague, caseId, NOW);
    expect(waiting.nextSteps).toContainEqual(
      expect.objectContaining({ type: "disclosure-approved", norm: DUTY, preset: { referral: asked.seq } }),
    );
    const own = await viewCase(land.deps, clinician, caseId, NOW);
    expect(own.nextSteps.map(({ type }) => type)).not.toContain("disclosure-approved");

    const { seq: approved } = await write(colleague, caseId, asked.seq, approve(asked.seq));
    const seen = await viewCase(land.deps, land.inspector, caseId, NOW);
    expect(JSON.stringify(seen)).toContain("canary of identity");
    expect(JSON.stringify(seen)).not.toMatch(/canary of (narrative|address)/);
    expect(seen.grants).toEqual([
      {
        seq: approved,
        children: [],
        agency: land.inspector.agency,
        classes: ["identity"],
        ground: "norm",
        purpose: "police-response",
        until: null,
      },
    ]);
    await expect(write(colleague, caseId, approved, approve(asked.seq))).rejects.toMatchObject({
      fields: [{ field: "entry.body.referral", message: "nothingToApprove" }],
    });
    const { before, after } = await rebuild(land.deps);
    expect(after).toEqual(before);
  });

  it("is not approved by the one who asks, in the service or past it", async () => {
    const { caseId, seq } = await begin();
    const asked = await write(clinician, caseId, seq, tell());
    await expect(write(clinician, caseId, asked.seq, approve(asked.seq))).rejects.toMatchObject({
      fields: [{ message: "secondPerson" }],
    });
    const past = (account: string, agency: string) =>
      asActor(land.deps.store.app, { ...clinician, account, agency }, NOW, (tx) =>
        tx.query(
          `insert into journal (case_id, seq, type, version, happened_at, recorded_at, actor, agency, body, classes)
           values ($1, $2, 'disclosure-approved', 1, $3, $3, $4, $5, $6, '{}')`,
          [caseId, asked.seq + 1, NOW, account, agency, { referral: asked.seq }],
        ),
      );
    await expect(past(clinician.account, clinician.agency)).rejects.toMatchObject({ code: "42501" });
    await expect(past(land.inspector.account, land.inspector.agency)).rejects.toMatchObject({
      code: "42501",
    });
    await expect(viewCase(land.deps, land.inspector, caseId, NOW)).rejects.toMatchObject(hidden);
  });

  it("is not approved once he turns out to serve with those who are to be told, and leaves them no key", async () => {
    const { caseId, seq } = await begin();
    const asked = await write(clinician, caseId, seq, tell());
    const persons = [{ id: "p2", role: "respondent" as const, servesIn: land.inspector.agency }];
    const closed = await write(clinician, caseId, asked.seq, { type: "persons", body: { persons } });
    await expect(write(colleague, caseId, closed.seq, approve(asked.seq))).rejects.toMatchObject({
      fields: [{ field: "entry.body.referral", message: "closedToAgency" }],
    });
    const waiting = await viewCase(land.deps, colleague, caseId, NOW);
    expect(waiting.nextSteps.map(({ type }) => type)).not.toContain("disclosure-approved");
    // Nor by whatever got past the checks: the entry itself wraps nothing for them.
    await asActor(land.deps.store.app, colleague, NOW, async (tx) => {
      const journal = await readJournal(tx, land.deps.store.keys, caseId);
      if (journal === null) throw new Error("gone");
      const past: NewEntry = { type: "disclosure-approved", happenedAt: NOW, body: { referral: asked.seq } };
      const { journal: longer, added } = extend(journal, [past], colleague, NOW);
      await append(tx, land.deps.store.keys, longer, added);
    });
    const { rows } = await land.deps.store.owner.query(
      "select holder from case_key where case_id = $1 and holder = $2",
      [caseId, land.inspector.agency],
    );
    expect(rows).toEqual([]);
  });

  it.each<[string, () => NewEntryInput, string]>([
    ["a norm that lays no duty on a clinic", () => tell("kz.prevention-2025.60"), "notYourDuty"],
    ["a norm that says to tell somebody else", () => tell(DUTY, "court", "kz.court.kz-75"), "notYourDuty"],
    ["a norm nobody knows", () => tell("kz.none.1"), "notInForce"],
  ])("is refused on %s", async (_, entry, message) => {
    const { caseId, seq } = await begin();
    await expect(write(clinician, caseId, seq, entry())).rejects.toMatchObject({
      code: "invalid",
      fields: [{ field: "entry.body.ground.norm", message }],
    });
  });

  it("waits for the facts that oblige to it", async () => {
    const { caseId, seq } = await begin(false);
    await expect(write(clinician, caseId, seq, tell())).rejects.toMatchObject({
      fields: [{ field: "entry.body.ground.norm", message: "factsFirst" }],
    });
  });

  it("names the norm and whether she was told, and takes no word of override in their place", async () => {
    const { caseId, seq } = await begin();
    const { type, body } = tell() as { type: "referral"; body: Record<string, unknown> };
    for (const ground of [
      { kind: "norm", norm: DUTY },
      { kind: "norm", notice: "told" },
      { kind: "norm", norm: DUTY, notice: "told", consentOverridden: true },
      { kind: "override" },
    ])
      await expect(
        write(clinician, caseId, seq, { type, body: { ...body, ground } } as unknown as NewEntryInput),
        JSON.stringify(ground),
      ).rejects.toThrow();
  });
});
