import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, asAccount, asActor } from "../access/actor.ts";
import { alertsFor, closeAlert } from "../oversight/alerts.ts";
import { liftConflict } from "../oversight/conflicts.ts";
import { breakGlass } from "../oversight/glass.ts";
import { employed, overseen } from "../oversight/testing.ts";
import { declare } from "../people/declaration.ts";
import type { Tx } from "../store/store.ts";
import { openCase } from "./command.ts";
import { CALL, NOW, request, type Testland, testland } from "./testing.ts";
import { viewCase } from "./view.ts";

/** Doors that must be shut whatever happens at the same moment, and whoever else is named on the case. */

let land: Testland;
let reviewer: string;
beforeAll(async () => {
  land = await testland();
  reviewer = await overseen(land.deps);
});
afterAll(() => land.close());

const view = (actor: Actor, caseId: string) => viewCase(land.deps, actor, caseId, NOW);
const seen = (actor: Actor, caseId: string) =>
  view(actor, caseId).then(
    () => "seen",
    (error) => error.code,
  );

let told = 0;
function telephone(): string {
  told += 1;
  return `${5560000 + told}`;
}

async function aCase(phone: string, referrals = CALL.referrals ?? []) {
  const persons = { ...CALL.persons!, sealed: { persons: [{ id: "p1", phone, address: "Сатпаева 30-3" }] } };
  return openCase(land.deps, land.operator, { ...CALL, persons, referrals }, request());
}

function tell(who: Actor, told: { telephones?: string[]; addresses?: string[] }): Promise<void> {
  const all = { telephones: [], addresses: [], relatives: [], ...told };
  return declare(land.deps.store, land.deps.marker, who.account, all, NOW);
}

/** An entry past the service, with the rest of its transaction still to come. */
function entry(tx: Tx, actor: Actor, caseId: string, seq: number, type: string, body: object) {
  return tx.query(
    `insert into journal (case_id, seq, type, version, happened_at, recorded_at, actor, agency, body, classes)
     values ($1, $2, $3, 1, $4, $4, $5, $6, $7, '{}')`,
    [caseId, seq, type, NOW, actor.account, actor.agency, body],
  );
}

/** While a transaction stands open another begins; it is through, or waits. */
async function meanwhile(other: Promise<void>): Promise<void> {
  let over = false;
  other.then(
    () => (over = true),
    () => (over = true),
  );
  for (let tried = 0; !over && tried < 500; tried += 1) {
    const { rows } = await land.deps.store.owner.query(
      "select exists (select from pg_locks where not granted) as waits",
    );
    if (rows[0].waits) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe("at the moment she says that it is about somebody close", () => {
  it("the case that is being referred to her agency stays closed to her", async () => {
    const her = await employed(land.deps, "shelter-worker", land.shelter.agency);
    const phone = telephone();
    const { caseId, seq } = await aCase(phone);
    const { operator } = land;
    let declaring = Promise.resolve();
    await asActor(land.deps.store.app, operator, NOW, async (tx) => {
      const body = { ...CALL.referrals![0]!, to: "shelter", agency: her.agency, classes: [] };
      await entry(tx, operator, caseId, seq + 1, "referral", body);
      declaring = tell(her, { telephones: [phone] });
      await meanwhile(declaring);
    });
    await declaring;
    expect(await seen(land.shelter, caseId)).toBe("seen");
    expect(await seen(her, caseId)).toBe("not-found");
  });

  it("the emergency access she is just opening shuts", async () => {
    const her = await employed(land.deps, "police-inspector", land.otherInspector.agency);
    const phone = telephone();
    const { caseId, code, seq } = await aCase(phone);
    let declaring = Promise.resolve();
    await asActor(land.deps.store.app, her, NOW, async (tx) => {
      const broken = await tx.query("select outcome from break_glass($1, $2, 'attack-now', null, $3)", [
        randomUUID(),
        code,
        NOW,
      ]);
      expect(broken.rows).toEqual([{ outcome: "opened" }]);
      await entry(tx, her, caseId, seq + 1, "glass-broken", { reason: "attack-now" });
      declaring = tell(her, { telephones: [phone] });
      await meanwhile(declaring);
    });
    await declaring;
    expect(await seen(her, caseId)).toBe("not-found");
    // Nor does a row of it that somebody left open.
    await land.deps.store.owner.query("update glass set until = '2100-01-01' where account = $1", [
      her.account,
    ]);
    const rows = await asActor(land.deps.store.app, her, NOW, async (tx) => [
      (await tx.query("select from journal where case_id = $1", [caseId])).rowCount,
      (await tx.query("select from sealed_part where case_id = $1", [caseId])).rowCount,
    ]);
    expect(rows).toEqual([0, 0]);
  });

  it("somebody tells of her anew while another conflict of hers is lifted: neither waits for the other for ever", async () => {
    const her = await employed(land.deps, "police-inspector", land.inspector.agency);
    const phone = telephone();
    const { caseId, seq } = await aCase(phone);
    await tell(her, { telephones: [phone] });
    const found = await land.deps.store.owner.query("select id from alert where account = $1", [her.account]);
    const { inspector } = land;
    const marked = await land.deps.marker.ofSearch("telephone", phone);
    let lifting = Promise.resolve();
    await asActor(land.deps.store.app, inspector, NOW, async (tx) => {
      await entry(tx, inspector, caseId, seq + 1, "persons", { persons: [] });
      lifting = liftConflict(land.deps.store, reviewer, found.rows[0].id, NOW);
      await meanwhile(lifting);
      const mark = {
        seq: seq + 1,
        person: "p1",
        kind: "telephone",
        class: "contact",
        author: inspector.agency,
      };
      const marks = JSON.stringify([{ ...mark, mark: marked?.mark.toString("base64") }]);
      await tx.query("select mark_parties($1, '{}', $2, $3)", [caseId, marks, NOW]);
    });
    await lifting;
    expect(await seen(her, caseId)).toBe("seen");
  });
});

describe("whoever writes past the service on a case that is not hers", () => {
  it("is told the same as of one that is not there, whatever the entry and whatever stands on the case", async () => {
    const { deps, operator } = land;
    const phone = telephone();
    const persons = {
      body: { persons: [{ id: "p1", role: "survivor" as const, band: "15-17" as const }] },
      sealed: { persons: [{ id: "p1", phone }] },
    };
    const { caseId, seq } = await openCase(deps, operator, { ...CALL, persons, referrals: [] }, request());
    const norm = { kind: "norm", norm: "x.1", notice: "told" };
    await asActor(deps.store.app, operator, NOW, async (tx) => {
      const told = { to: "police", agency: land.inspector.agency, ground: norm, classes: [], purpose: "x" };
      await entry(tx, operator, caseId, seq + 1, "referral", { ...told, until: null });
      await entry(tx, operator, caseId, seq + 2, "document-made", {});
      await entry(tx, operator, caseId, seq + 3, "erasure-asked", { classes: ["contact"], record: false });
      await tx.query("update case_file set last_seq = $2 where case_id = $1", [caseId, seq + 3]);
    });
    const related = await employed(deps, "hotline-operator", operator.agency);
    await tell(related, { telephones: [phone] });
    const stranger = await employed(deps, "shelter-worker", land.shelter.agency);

    const consent = { agency: land.shelter.agency, classes: ["identity"], purpose: "x", until: null };
    const entries: readonly [number, string, object][] = [
      [2, "note", {}],
      [2, "erased", {}],
      [2, "glass-broken", {}],
      [99, "note", {}],
      [99, "erased", { request: seq + 3, classes: ["contact"], record: false }],
      [99, "disclosure-approved", { referral: seq + 1 }],
      [99, "document-approved", { document: seq + 2 }],
      [99, "document-served", { document: seq + 2 }],
      [99, "erasure-asked", { classes: ["contact"], record: false }],
      [99, "erasure-approved", { request: seq + 3 }],
      [99, "consent-given", consent],
      [99, "consent-given", { ...consent, children: [{ child: "p1", by: "p2" }] }],
      [99, "referral", { ...consent, ground: { kind: "consent" } }],
    ];
    const tried = (who: Actor, as: Actor, id: string, one: readonly [number, string, object]) =>
      asActor(deps.store.app, who, NOW, (tx) => entry(tx, as, id, ...one)).then(
        () => "written",
        (error) => `${error.code} ${error.message} ${error.detail ?? ""}`,
      );
    for (const who of [related, stranger])
      for (const as of [who, operator, { ...stranger, account: randomUUID() }])
        for (const one of entries) {
          const [there, nowhere] = [
            await tried(who, as, caseId, one),
            await tried(who, as, randomUUID(), one),
          ];
          expect([who.role, as.agency, one, there]).toEqual([who.role, as.agency, one, nowhere]);
          expect(there).toMatch(/^42501 /);
        }
    // To open a case under an id that is taken is refused without saying so.
    for (const who of [related, stranger])
      expect(await tried(who, who, caseId, [1, "report", {}])).toMatch(/^42501 this agency takes no part/);
  });
});

describe("oversight", () => {
  it("hears nothing of a conflict of its own, under whichever account, and neither lifts nor closes it", async () => {
    const { deps } = land;
    const phone = telephone();
    const name = "Synthetic Namesake";
    const her = await employed(deps, "police-inspector", land.inspector.agency, name);
    const self = await employed(deps, "data-protection-officer", "testland.data-protection.tl", name);
    await aCase(phone);
    await tell(her, { telephones: [phone] });
    const { rows } = await deps.store.owner.query("select id from alert where account = $1", [her.account]);
    const [{ id }] = rows;
    const listed = async (who: string) =>
      (await alertsFor(deps.store, who, false, NOW)).some((alert) => alert.id === id);
    expect([await listed(self.account), await listed(reviewer)]).toEqual([false, true]);
    const found = { finding: "explained", words: "Nothing." } as const;
    for (const act of [
      () => liftConflict(deps.store, self.account, id, NOW),
      () => closeAlert(deps.store, self.account, id, found, NOW),
    ])
      await expect(act()).rejects.toMatchObject({ code: "not-found" });
    await closeAlert(deps.store, reviewer, id, found, NOW);
    expect((await alertsFor(deps.store, self.account, true, NOW)).some((alert) => alert.id === id)).toBe(
      false,
    );
    // Who reviews works on no case, and has nothing to declare.
    await expect(tell(self, { telephones: [phone] })).rejects.toMatchObject({ code: "42501" });
  });

  it("plants no case of anybody's, and the service's role neither plants nor raises anything", async () => {
    const { deps } = land;
    const { caseId } = await aCase(telephone());
    const planting = (pool: pg.Pool, id: string) =>
      asAccount(pool, reviewer, (tx) => tx.query("select plant_canary($1, $2)", [id, NOW]));
    for (const id of [caseId, randomUUID()])
      await expect(planting(deps.store.owner, id)).rejects.toThrow(/only a case invented for it/);
    await expect(planting(deps.store.app, caseId)).rejects.toMatchObject({ code: "42501" });
    await expect(
      asAccount(deps.store.app, reviewer, (tx) =>
        tx.query("select raise_alert('conflict', $1, null, '{}', $2)", [land.inspector.account, NOW]),
      ),
    ).rejects.toThrow(/permission denied/);
  });

  it("hears of news for her from nobody who only looks in an emergency", async () => {
    const { deps } = land;
    const { caseId, code } = await aCase(telephone());
    const her = await employed(deps, "police-inspector", land.otherInspector.agency);
    await breakGlass(deps, her, { code, reason: "attack-now", words: "Screams." }, NOW);
    await expect(
      asActor(deps.store.app, her, NOW, (tx) => tx.query("select ask_message($1, 1, $2)", [caseId, NOW])),
    ).rejects.toMatchObject({ code: "42501" });
  });
});
