import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, asActor } from "../access/actor.ts";
import { openCase, writeEntry } from "../cases/command.ts";
import { eraseAgreed } from "../cases/erase.ts";
import { listCases } from "../cases/list.ts";
import { rebuild } from "../cases/rebuild.ts";
import { CALL, NOW, note, request, type Testland, testland } from "../cases/testing.ts";
import { viewCase } from "../cases/view.ts";
import { Refused } from "../journal/refused.ts";
import { openMyCase } from "../survivor/keys.ts";
import { alertsFor, closeAlert } from "./alerts.ts";
import { breakGlass, endGlass, glassNotices, seeGlass } from "./glass.ts";
import { employed, overseen } from "./testing.ts";

/** Emergency access in the fictional country: forty minutes, twice a day, reviewed within twenty hours. */

let land: Testland;
let reviewer: string;
let stranger: Actor;
beforeAll(async () => {
  land = await testland();
  reviewer = await overseen(land.deps);
});
afterAll(() => land.close());

const at = (minutes: number) => Temporal.Instant.from(NOW).add({ minutes }).toString();
const WHY = { reason: "attack-now", words: "A neighbour hears screams and nobody opens." };
const quick = { hash: async () => "x", verify: async () => true };
const inspector = () => employed(land.deps, "police-inspector", "testland.police.tl-s");
const break_ = (actor: Actor, code: string, now = NOW) => breakGlass(land.deps, actor, { code, ...WHY }, now);
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error) => (error instanceof Refused ? error.code : `${error.code ?? error}`),
  );

async function called(referrals = CALL.referrals ?? []) {
  return openCase(land.deps, land.operator, { ...CALL, referrals }, request());
}

describe("breaking the glass", () => {
  it("opens what the table of roles says for an emergency, to her alone, until its time is over", async () => {
    const { caseId, code: caseCode } = await called([]);
    stranger = await inspector();
    expect(await code(viewCase(land.deps, stranger, caseId, NOW))).toBe("not-found");
    const opened = await break_(stranger, ` ${caseCode.toLowerCase()} `);
    expect(opened).toMatchObject({ caseId, until: at(40) });
    const view = await viewCase(land.deps, stranger, caseId, at(39));
    expect(view.glass).toEqual({ id: opened.glass, until: at(40) });
    expect(view.persons[0]).toMatchObject({ name: "Synthetic Person", address: "1 Canary Street" });
    expect(view.entries.at(-1)).toMatchObject({
      type: "glass-broken",
      body: { reason: "attack-now", until: at(40) },
      actor: stranger.account,
    });
    // A colleague of hers has none of it, nor has she in a list, nor a moment later.
    expect(await code(viewCase(land.deps, await inspector(), caseId, at(1)))).toBe("not-found");
    expect((await listCases(land.deps, stranger, { limit: 9 }, at(1))).rows).toEqual([]);
    expect(await code(viewCase(land.deps, stranger, caseId, at(40)))).toBe("not-found");
    const { rows } = await land.deps.store.owner.query(
      "select from case_key where case_id = $1 and holder = $2",
      [caseId, stranger.agency],
    );
    expect(rows).toEqual([]);
  });

  it("opens to an agency that takes part the class she was not asked about", async () => {
    const referral = { ...CALL.referrals![0]!, classes: ["narrative" as const] };
    const { caseId, code: caseCode } = await called([referral]);
    const local = await employed(land.deps, "police-inspector", referral.agency);
    const before = await viewCase(land.deps, local, caseId, NOW);
    expect([before.persons[0]?.address, before.glass]).toEqual([null, null]);
    await break_(local, caseCode);
    expect((await viewCase(land.deps, local, caseId, at(1))).persons[0]?.address).toBe("1 Canary Street");
    expect((await viewCase(land.deps, local, caseId, at(41))).persons[0]?.address).toBeNull();
    // To look is not to act: her agency's part still ends with the consent it rests on.
    const view = await viewCase(land.deps, local, caseId, at(1));
    expect(view.participants.find(({ agency }) => agency === local.agency)?.until).toBe(referral.until);
  });

  it("tells oversight at once, whose case it is, and the trail; her words oversight alone", async () => {
    const { caseId, code: caseCode } = await called([]);
    const actor = await inspector();
    const { glass } = await break_(actor, caseCode);
    const alerts = await alertsFor(land.deps.store, reviewer, false, at(1));
    expect(alerts.find(({ code: of }) => of === caseCode)).toMatchObject({
      kind: "glass-broken",
      person: { id: actor.account, agency: actor.agency },
      code: caseCode,
      glass: { words: WHY.words, reviewBy: at(20 * 60), reviewAtLatest: at(48 * 60) },
    });
    const notices = await glassNotices(land.deps, land.operator, at(1));
    expect(notices.filter((one) => one.caseId === caseId)).toMatchObject([
      { code: caseCode, agency: actor.agency },
    ]);
    expect(await glassNotices(land.deps, land.otherInspector, at(1))).toEqual([]);
    expect(await code(seeGlass(land.deps, land.otherInspector, glass, at(1)))).toBe("not-found");
    await seeGlass(land.deps, land.operator, glass, at(2));
    expect((await glassNotices(land.deps, land.operator, at(3))).some(({ id }) => id === glass)).toBe(false);
    const { rows } = await land.deps.store.owner.query("select data from trail");
    expect(rows.map(({ data }) => JSON.parse(data)).filter((leaf) => leaf.glass === glass)).toMatchObject([
      { kind: "glass", deed: "broken", actor: actor.account, reason: "attack-now" },
    ]);
    for (const table of ["alert", "glass", "trail", "journal"]) {
      const all = await land.deps.store.owner.query(`select t::text as row from ${table} t`);
      expect(all.rows.some(({ row }) => row.includes("screams"))).toBe(false);
    }
  });

  it("is forgotten in its words with the case, from backups of the database too", async () => {
    const { store } = land.deps;
    const [{ caseId, code: caseCode }, other] = [await called([]), await called([])];
    await break_(await inspector(), caseCode);
    await break_(await inspector(), other.code);
    const find = async (of: string, closed: boolean) =>
      (await alertsFor(store, reviewer, closed, at(40))).find((one) => one.code === of)!;
    for (const of of [caseCode, other.code]) {
      const words = { finding: "explained", words: `looked into ${of}` } as const;
      await closeAlert(store, reviewer, (await find(of, false)).id, words, at(2));
    }
    const { rows } = await store.owner.query(
      "select g.id, g.words, g.alert, a.words as closing from glass g join alert a on a.id = g.alert where g.case_id = $1",
      [caseId],
    );
    const body = { record: false, classes: ["narrative" as const], ground: "survivor-asked" as const };
    const { seq } = await viewCase(land.deps, land.operator, caseId, at(3));
    const ask = { after: seq, entry: { type: "erasure-asked" as const, body } };
    const asked = await writeEntry(land.deps, land.operator, caseId, ask, request(at(3)));
    const approve = {
      after: asked.seq,
      entry: { type: "erasure-approved" as const, body: { request: asked.seq } },
    };
    const colleague = { ...land.operator, account: "00000000-0000-4000-8000-00000000c011" };
    await writeEntry(land.deps, colleague, caseId, approve, request(at(3)));
    await eraseAgreed(land.deps, caseId, at(4));
    // As they stand in a backup.
    const [was] = rows;
    await store.owner.query("update glass set words = $2 where id = $1", [was.id, was.words]);
    await store.owner.query("update alert set words = $2 where id = $1", [was.alert, was.closing]);
    const told = ({ glass, closed }: Awaited<ReturnType<typeof find>>) => [glass?.words, closed?.words];
    expect(told(await find(caseCode, true))).toEqual([null, ""]);
    expect(told(await find(other.code, true))).toEqual([WHY.words, `looked into ${other.code}`]);
  });

  it("answers a code nobody has like one she may not know of, and counts both", async () => {
    const actor = await inspector();
    expect(await code(break_(actor, "ZZZZ-ZZZZ"))).toBe("not-found");
    expect(await code(break_(actor, "' or true --"))).toBe("not-found");
    await land.deps.store.owner.query(
      "create or replace function glass_is_barred(the_case uuid, the_account uuid) returns boolean language sql stable return true",
    );
    const { code: hidden } = await called([]);
    expect(await code(break_(actor, hidden))).toBe("not-found");
    await land.deps.store.owner.query(
      "create or replace function glass_is_barred(the_case uuid, the_account uuid) returns boolean language sql stable return false",
    );
    // Three tries are all she has, for a code there is as for one there is not; and oversight knows.
    expect(await code(break_(actor, hidden))).toBe("glass-too-many");
    expect(await code(break_(actor, "ZZZZ-ZZZY"))).toBe("glass-too-many");
    const told = await alertsFor(land.deps.store, reviewer, false, at(1));
    expect(told.find(({ person }) => person?.id === actor.account)).toMatchObject({
      kind: "codes-tried",
      code: null,
    });
    expect(await code(break_(actor, hidden, at(24 * 60)))).toBe("done");
  });

  it("refuses a third use within a day alike for every code, and a role without emergency access", async () => {
    const actor = await inspector();
    const [one, two, three] = [await called([]), await called([]), await called([])];
    const first = await break_(actor, one.code);
    await break_(actor, two.code);
    expect(await break_(actor, one.code, at(5))).toEqual(first);
    expect(await code(break_(actor, three.code))).toBe("glass-too-many");
    expect(await code(break_(actor, "ZZZZ-ZZZZ"))).toBe("glass-too-many");
    const prosecutor = await employed(land.deps, "prosecutor", "testland.prosecutor.tl-s");
    expect(await code(break_(prosecutor, three.code))).toBe("not-allowed");
    expect(
      await code(breakGlass(land.deps, await inspector(), { code: three.code, ...WHY, reason: "x" }, NOW)),
    ).toBe("invalid");
  });
});

describe("under glass", () => {
  it("nothing is passed on: no referral, no consent, no approval, no keys, no entry where she has no part", async () => {
    const { caseId, code: caseCode, seq } = await called();
    const local = await employed(land.deps, "police-inspector", "testland.police.tl-n");
    const outsider = await inspector();
    await break_(local, caseCode);
    await break_(outsider, caseCode);
    const after = seq + 2;
    const refer = { ...CALL.referrals![0]!, agency: "testland.shelter.tl-n", to: "shelter", classes: [] };
    for (const actor of [local, outsider]) {
      const passing = writeEntry(
        land.deps,
        actor,
        caseId,
        { after, entry: { type: "referral", body: refer } },
        request(at(1)),
      );
      expect(await code(passing)).toBe("under-glass");
      expect(await code(openMyCase(land.deps, quick, actor, caseId, at(1)))).toBe("under-glass");
    }
    // Her agency's own work goes on; a stranger's does not begin.
    const wrote = writeEntry(land.deps, local, caseId, { after, entry: note("seen") }, request(at(1)));
    expect(await code(wrote)).toBe("done");
    const strange = { after: after + 1, entry: note("seen") };
    expect(await code(writeEntry(land.deps, outsider, caseId, strange, request(at(1))))).toBe("under-glass");
    // Once it has ended she refers like anybody.
    const { id } = (await viewCase(land.deps, local, caseId, at(2))).glass!;
    await endGlass(land.deps, local, id, at(2));
    const later = writeEntry(
      land.deps,
      local,
      caseId,
      { after: after + 1, entry: { type: "referral", body: refer } },
      request(at(3)),
    );
    expect(await code(later)).toBe("done");
    expect(await code(endGlass(land.deps, local, id, at(4)))).toBe("not-found");
  });

  it("no statement of the service's role gets more than that", async () => {
    const { caseId, code: caseCode } = await called([]);
    const actor = await inspector();
    const { glass } = await break_(actor, caseCode);
    const attacks = [
      `insert into case_key (case_id, class, author, version, holder, kek, wrapped)
       select case_id, class, author, version, '${actor.agency}', kek, wrapped from case_key where case_id = '${caseId}' limit 1`,
      `insert into sealed_part (case_id, seq, class, author, key_version, sealed)
       values ('${caseId}', 5, 'identity', '${actor.agency}', 1, 'x')`,
      `insert into journal (case_id, seq, type, version, happened_at, recorded_at, actor, agency, body, classes)
       values ('${caseId}', 99, 'note', 1, now(), '${at(1)}', '${actor.account}', '${actor.agency}', '{}', '{}')`,
      `insert into journal (case_id, seq, type, version, happened_at, recorded_at, actor, agency, body, classes)
       values ('${caseId}', 99, 'glass-broken', 1, now(), '${at(1)}', '${actor.account}', '${actor.agency}', '{}', '{}')`,
      `select open_my_case('${caseId}', '', null, 'a', 'b', '${at(1)}')`,
      `update glass set until = 'infinity'`,
      `delete from glass`,
      `insert into glass_lock values ('${actor.account}', now(), '${glass}')`,
      `delete from alert`,
      `update alert set state = 'closed'`,
      `update oversight_rule set glass_uses = 1000`,
      `select * from canary`,
      `select * from alerts(false, 10)`,
      `select close_alert(gen_random_uuid(), 'explained', 'x', now())`,
    ];
    for (const attack of attacks) {
      const failed = asActor(land.deps.store.app, actor, at(1), (tx) => tx.query(attack));
      expect([
        attack,
        await failed.then(
          () => "done",
          (error) => error.code,
        ),
      ]).toEqual([attack, "42501"]);
    }
    // Not longer, whatever end is asked for; not somebody else's; and not without its entry.
    const ended = await asActor(land.deps.store.app, actor, at(1), (tx) =>
      tx.query("select end_glass($1, $2) as e", [glass, at(500)]),
    );
    expect(ended.rows[0].e).toBeNull();
    const silent = asActor(land.deps.store.app, await inspector(), at(1), (tx) =>
      tx.query("select * from break_glass(gen_random_uuid(), $1, 'attack-now', 'x', $2)", [caseCode, at(1)]),
    );
    await expect(silent).rejects.toMatchObject({ code: "23001" });
    const updated = await asActor(land.deps.store.app, actor, at(1), (tx) =>
      tx.query("update case_file set status = 'closed' where case_id = $1", [caseId]),
    );
    expect(updated.rowCount).toBe(0);
  });

  it("leaves the derived tables as a rebuild makes them, and as many uses as there are entries and leaves", async () => {
    const { before, after } = await rebuild(land.deps);
    expect(after).toEqual(before);
    const { rows } = await land.deps.store.owner.query(
      `select (select count(*) from glass) as uses, (select count(*) from journal where type = 'glass-broken') as entries,
              (select count(*) from alert where kind = 'glass-broken') as alerts,
              (select count(*) from trail where data::jsonb ->> 'kind' = 'glass' and data::jsonb ->> 'deed' = 'broken') as leaves`,
    );
    const { uses, entries, alerts, leaves } = rows[0];
    expect(uses).toBeGreaterThan(5);
    expect([entries, alerts, leaves]).toEqual([uses, uses, uses]);
  });
});

describe("a review", () => {
  it("that is late locks, until it is done; misuse locks until two persons lift it", async () => {
    const actor = await inspector();
    const { code: caseCode } = await called([]);
    await break_(actor, caseCode);
    expect(await code(break_(actor, caseCode, at(20 * 60)))).toBe("glass-locked");
    const find = async (now: string) =>
      (await alertsFor(land.deps.store, reviewer, false, now)).find(
        ({ person, kind }) => person?.id === actor.account && kind === "glass-broken",
      );
    await closeAlert(
      land.deps.store,
      reviewer,
      (await find(at(1)))!.id,
      { finding: "explained", words: "The call was heard by the patrol." },
      at(30 * 60),
    );
    await break_(actor, caseCode, at(31 * 60));
    const words = { finding: "misuse", words: "She looked up a neighbour." } as const;
    await closeAlert(land.deps.store, reviewer, (await find(at(31 * 60)))!.id, words, at(32 * 60));
    expect(await code(break_(actor, caseCode, at(90 * 60)))).toBe("glass-locked");
    const again = await code(
      closeAlert(land.deps.store, reviewer, "00000000-0000-4000-8000-000000000000", words, at(33 * 60)),
    );
    expect(again).toBe("not-found");
  });
});
