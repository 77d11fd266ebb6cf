import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, asActor } from "../access/actor.ts";
import type { NewEntryInput } from "../contract/index.ts";
import { liftConflict } from "../oversight/conflicts.ts";
import { employed, overseen } from "../oversight/testing.ts";
import { declare } from "../people/declaration.ts";
import type { Tx } from "../store/store.ts";
import { openCase, writeEntry } from "./command.ts";
import { queue } from "./queue.ts";
import { rebuild } from "./rebuild.ts";
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

async function write(actor: Actor, caseId: string, entry: NewEntryInput) {
  const { seq } = await view(actor, caseId);
  return writeEntry(land.deps, actor, caseId, { after: seq, entry }, request());
}

let telephones = 5560000;
const telephone = () => `${(telephones += 1)}`;

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
      const broken = await tx.query("select outcome from break_glass($1, $2, 'attack-now', 'x', $3)", [
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
    await land.deps.store.owner.query("update glass set until = 'infinity' where account = $1", [
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
      const mark = { seq: seq + 1, person: "p1", kind: "telephone", class: "contact", author: inspector.agency };
      const marks = JSON.stringify([{ ...mark, mark: marked?.mark.toString("base64") }]);
      await tx.query("select mark_parties($1, '{}', $2, $3)", [caseId, marks, NOW]);
    });
    await lifting;
    expect(await seen(her, caseId)).toBe("seen");
  });
});
