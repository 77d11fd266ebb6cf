import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, asActor } from "../access/actor.ts";
import type { StaffTold } from "../access/marks/marks.ts";
import type { NewEntryInput, OpenCase } from "../contract/index.ts";
import { Refused } from "../journal/refused.ts";
import { askAbout } from "../oversight/alerts.ts";
import { liftConflict } from "../oversight/conflicts.ts";
import { breakGlass } from "../oversight/glass.ts";
import { keepRules } from "../oversight/rules.ts";
import { declare } from "../people/declaration.ts";
import type { Tx } from "../store/store.ts";
import { openCase, writeEntry } from "./command.ts";
import { listCases } from "./list.ts";
import { queue } from "./queue.ts";
import { rebuild } from "./rebuild.ts";
import { searchCases } from "./search.ts";
import { CALL, NOW, request, type Testland, testland } from "./testing.ts";
import { viewCase } from "./view.ts";

/**
 * Who is related to somebody in a case, and what she then sees of it: what she would see of a case that does not exist. Each
 * is held against a colleague of the same agency, for whom nothing has changed.
 */

let land: Testland;
let colleague: Actor;
beforeAll(async () => {
  land = await testland();
  colleague = await staff(land.inspector);
});
afterAll(() => land.close());

/** Somebody with an account of her own, in the agency of another. */
async function staff(like: Actor, oversight = false): Promise<Actor> {
  const account = randomUUID();
  await land.deps.store.owner.query(
    `insert into account (id, agency, role, name, oversight, created_at, enrolled_at)
     values ($1::uuid, $2, $3, 'Synthetic ' || $1::uuid, $4, $5, $5)`,
    [account, like.agency, like.role, oversight, NOW],
  );
  return { ...like, account };
}

const NOTHING: StaffTold = { telephones: [], addresses: [], relatives: [] };
const tell = (who: Actor, told: Partial<StaffTold>) =>
  declare(land.deps.store, land.deps.marker, who.account, { ...NOTHING, ...told }, NOW);

/** A call referred to the police of the north; her age tells her year of birth, so only what a test adds can be met. */
type People = NonNullable<NonNullable<OpenCase["persons"]>["sealed"]>["persons"];
async function aCase(people: People, age = 36, referrals = CALL.referrals): Promise<string> {
  const persons = {
    body: {
      persons: [
        { id: "p1", role: "survivor" as const, age: 34 },
        { id: "p2", role: "respondent" as const, age },
        { id: "p3", role: "witness" as const },
      ],
    },
    sealed: { persons: people },
  };
  const command = { ...CALL, persons, ...(referrals && { referrals }) };
  return (await openCase(land.deps, land.operator, command, request())).caseId;
}

/** What somebody is shown of a case, by every way there is to it. */
async function sees(who: Actor, caseId: string) {
  const { deps } = land;
  const view = await viewCase(deps, who, caseId, NOW).catch((error) => error);
  const { rows } = await listCases(deps, who, { limit: 200 }, NOW);
  const owed = await queue(deps, who, { limit: 500 }, NOW);
  const sql = await asActor(deps.store.app, who, NOW, async (tx) => [
    ...(await rowsOf(tx, caseId)),
    await toldBy(tx, caseId),
  ]);
  return {
    view: view instanceof Refused ? view.code : "seen",
    listed: rows.some((row) => row.caseId === caseId),
    owed: owed.rows.some((row) => row.case.caseId === caseId),
    sql: sql.some((count) => count > 0),
  };
}

const TABLES = "journal sealed_part case_key participant access_grant case_file duty case_fact".split(" ");

async function rowsOf(tx: Tx, caseId: string): Promise<readonly number[]> {
  const counts: number[] = [];
  for (const table of TABLES)
    counts.push((await tx.query(`select from ${table} where case_id = $1`, [caseId])).rowCount ?? 0);
  return counts;
}

/** How many questions about a case and a class the service's role may put to the database past all tables, and are answered by yes. */
async function toldBy(tx: Tx, caseId: string): Promise<number> {
  const { rows } = await tx.query(
    `select p.oid::regproc::text as name, p.pronargs as count from pg_proc p
      where p.pronamespace = 'arasha'::regnamespace and p.prorettype = 'boolean'::regtype and p.provolatile <> 'v'
        and p.proargtypes::text in ('2950', '2950 25', '2950 25 25') and has_function_privilege(p.oid, 'execute')`,
  );
  expect(rows.length).toBeGreaterThan(5);
  const asked = rows.map(({ name, count }) => `${name}(${["$1", "c", "a"].slice(0, count).join(", ")})`);
  const kept = await land.deps.store.owner.query(
    "select array_agg(distinct class) as classes, array_agg(distinct author) as authors from case_key where case_id = $1",
    [caseId],
  );
  const [{ classes, authors }] = kept.rows;
  const { rowCount } = await tx.query(
    `select from unnest($2::text[]) c, unnest($3::text[]) a where $1::uuid is not null and (${asked.join(" or ")})`,
    [caseId, classes, authors],
  );
  return rowCount ?? 0;
}

const ALL = { view: "seen", listed: true, owed: true, sql: true };
const NONE = { view: "not-found", listed: false, owed: false, sql: false };

const alerts = async (who: Actor) =>
  (
    await land.deps.store.owner.query(
      "select kind, case_id, detail from alert where account = $1 order by raised_at",
      [who.account],
    )
  ).rows;

const AIGUL = { surname: "Ахметова", given: "Айгүл", patronymic: "Серікқызы" };

/** What a member of staff gives, and what is told of a case, on which it is closed to her and to nobody else. */
const RELATED: readonly [string, Partial<StaffTold>, People, string][] = [
  [
    "the respondent himself",
    { personalNumber: "123456789" },
    [{ id: "p2", personalNumber: "123 456 789" }],
    "personal-number",
  ],
  ["by her telephone", { telephones: ["0555 12 34"] }, [{ id: "p1", phone: "+99 5551234" }], "telephone"],
  [
    "her brother, in the household",
    { self: AIGUL, addresses: ["Абай көшесі, 10 үй"] },
    [{ id: "p2", name: "Ахметов Дәурен", address: "ул. Абая, 10" }],
    "household",
  ],
  [
    "under another name in the same flat",
    { self: AIGUL, addresses: ["Сатпаева 3-7"] },
    [{ id: "p1", address: "ул. Сатпаева, д. 3, кв. 7" }],
    "flat",
  ],
  [
    "a former husband, by the surname she had",
    { self: { ...AIGUL, formerSurnames: ["Жүсіпова"] } },
    [{ id: "p1", name: "Jusupova Aigul Serikovna" }],
    "name",
  ],
  [
    "a son, whose patronymic nobody told",
    { relatives: [{ surname: "Жүсіпов", given: "Ержан", born: 1988 }] },
    [{ id: "p2", name: "Yerzhan Zhusupov" }],
    "name-and-year",
  ],
];

describe("a case of", () => {
  it.each(RELATED)("%s does not exist for her, whichever is told first", async (_, told, people, by) => {
    const [before, after] = [await staff(land.inspector), await staff(land.inspector)];
    await tell(before, told);
    const caseId = await aCase(people);
    expect(await sees(before, caseId)).toEqual(NONE);
    expect(await sees(after, caseId)).toEqual(ALL);
    await tell(after, told);
    expect(await sees(after, caseId)).toEqual(NONE);
    expect(await sees(colleague, caseId)).toEqual(ALL);
    // Somebody independent hears of each once, and by what it was found.
    for (const one of [before, after]) {
      await tell(one, told);
      expect(await alerts(one)).toEqual([{ kind: "conflict", case_id: caseId, detail: { by: [by] } }]);
    }
  });

  it.each([
    ["somebody with the same common name", { self: { surname: "Иванов", given: "Сергей" } }, "Иванов Сергей"],
    ["a namesake of another age", { self: { ...AIGUL, born: 1960 } }, "Ахметова Айгуль"],
    ["another with the surname", { self: { ...AIGUL, given: "Жанар", born: 1988 } }, "Ахметов Болат"],
  ])("%s is there to be worked on", async (_, told, name) => {
    const her = await staff(land.inspector);
    await tell(her, told);
    expect(await sees(her, await aCase([{ id: "p2", name }]))).toEqual(ALL);
    expect(await alerts(her)).toEqual([]);
  });

  it("a witness is there to be worked on: the inspector who came to the door is one", async () => {
    const her = await staff(land.inspector);
    await tell(her, { self: AIGUL });
    const caseId = await aCase([{ id: "p3", name: "Ахметова Айгүл Серікқызы" }]);
    expect(await sees(her, caseId)).toEqual(ALL);
  });

  it("her brother stays closed to her in whichever agency she serves next", async () => {
    const her = await staff(land.otherInspector);
    await tell(her, { telephones: ["5550001"] });
    const caseId = await aCase([{ id: "p2", phone: "5550001" }]);
    await land.deps.store.owner.query("update account set agency = $2 where id = $1", [
      her.account,
      land.inspector.agency,
    ]);
    expect(await sees({ ...land.inspector, account: her.account }, caseId)).toEqual(NONE);
    // Nor does a new account open it, once she has declared what she has to.
    const again = await staff(land.inspector);
    await tell(again, { telephones: ["5550001"] });
    expect(await sees(again, caseId)).toEqual(NONE);
  });

  it("her brother is written down to the end by the one who takes it, and then is no more", async () => {
    const her = await staff(land.operator);
    await tell(her, { telephones: ["5550002"] });
    const { persons: _people, ...call } = CALL;
    const opened = await openCase(land.deps, her, call, request());
    const body = { persons: [{ id: "p1", role: "respondent" as const }] };
    const entry = { type: "persons" as const, body, sealed: { persons: [{ id: "p1", phone: "5550002" }] } };
    const asked = request();
    const send = () => writeEntry(land.deps, her, opened.caseId, { after: opened.seq, entry }, asked);
    const written = await send();
    expect(await sees(her, opened.caseId)).toMatchObject({ view: "not-found", sql: false });
    // A retry finds the answer that was lost, and nothing more is learnt by it.
    expect(await send()).toEqual(written);
    expect((await sees(land.operator, opened.caseId)).view).toBe("seen");
  });

  it("a wrong number opens again when it is corrected", async () => {
    const her = await staff(land.operator);
    await tell(her, { telephones: ["5550003"] });
    const caseId = await aCase([{ id: "p2", phone: "5550003" }]);
    expect((await sees(her, caseId)).view).toBe("not-found");
    const { seq } = await viewCase(land.deps, land.operator, caseId, NOW);
    const body = {
      corrects: 2,
      resealed: false,
      body: { persons: [{ id: "p2", role: "respondent" }] },
    };
    const sealed = { why: "typed wrongly", sealed: { persons: [{ id: "p2", phone: "5550004" }] } };
    const entry = { type: "correction" as const, body, sealed };
    await writeEntry(land.deps, land.operator, caseId, { after: seq, entry }, request());
    expect((await sees(her, caseId)).view).toBe("seen");
  });

  it("two who tell at the same moment is not missed: one waits for the other", async () => {
    const her = await staff(land.inspector);
    const caseId = await aCase([{ id: "p1", phone: "5550009" }]);
    const { deps, operator } = land;
    const mark = await deps.marker.ofSearch("telephone", "5550005");
    const marks = JSON.stringify([
      {
        seq: 2,
        person: "p2",
        kind: "telephone",
        mark: mark?.mark.toString("base64"),
        class: "contact",
        author: operator.agency,
      },
    ]);
    let declared = false;
    let declaring: Promise<void> = Promise.resolve();
    await asActor(deps.store.app, operator, NOW, async (tx) => {
      await tx.query("select mark_parties($1, '{}', $2, $3)", [caseId, marks, NOW]);
      declaring = tell(her, { telephones: ["5550005"] }).then(() => {
        declared = true;
      });
      await waiting();
      expect(declared).toBe(false);
    });
    await declaring;
    expect(await sees(her, caseId)).toEqual(NONE);
  });
});

/** Until somebody waits for a lock. */
async function waiting(): Promise<void> {
  for (let tried = 0; tried < 200; tried += 1) {
    const { rows } = await land.deps.store.owner.query(
      "select count(*) as n from pg_locks where not granted and locktype = 'advisory'",
    );
    if (rows[0].n > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("nobody waits");
}

describe("a conflict", () => {
  it("is lifted by oversight and by nobody else; another thing in common is a new one", async () => {
    const her = await staff(land.inspector);
    const reviewer = await staff(
      { ...land.inspector, agency: "testland.oversight.tl", role: "reviewer" },
      true,
    );
    await tell(her, { telephones: ["5550006"] });
    const caseId = await aCase([{ id: "p1", phone: "5550006" }]);
    const { rows } = await land.deps.store.owner.query("select id from alert where account = $1", [
      her.account,
    ]);
    const lift = (who: Actor) => liftConflict(land.deps.store, who.account, rows[0].id, NOW);
    for (const nobody of [her, colleague, land.operator])
      await expect(lift(nobody)).rejects.toMatchObject({ code: "42501" });
    // To ask her would tell her.
    await expect(askAbout(land.deps.store, reviewer.account, rows[0].id, NOW)).rejects.toMatchObject({
      code: "not-found",
    });
    expect(await sees(her, caseId)).toEqual(NONE);
    await lift(reviewer);
    expect(await sees(her, caseId)).toEqual(ALL);
    const trail = await land.deps.store.owner.query(
      "select data::jsonb -> 'actor' as actor, data::jsonb -> 'alert' as alert from trail where data::jsonb ->> 'deed' = 'lifted'",
    );
    expect(trail.rows).toEqual([{ actor: reviewer.account, alert: rows[0].id }]);
    // The same again is not raised again.
    await tell(her, { telephones: ["5550006"] });
    expect(await sees(her, caseId)).toEqual(ALL);
    await expect(lift(reviewer)).rejects.toMatchObject({ code: "not-found" });
    await tell(her, { addresses: ["Сатпаева 9-1"] });
    const { seq } = await viewCase(land.deps, land.operator, caseId, NOW);
    const body = { persons: [{ id: "p1", role: "survivor" as const }] };
    const sealed = { persons: [{ id: "p1", address: "Сәтпаев к-сі 9-1" }] };
    const entry = { type: "persons" as const, body, sealed };
    await writeEntry(land.deps, land.operator, caseId, { after: seq, entry }, request());
    expect(await sees(her, caseId)).toEqual(NONE);
    expect((await alerts(her)).map(({ detail }) => detail.by)).toEqual([["telephone"], ["flat"]]);
  });

  it("is not opened by an emergency, and shuts what one opened", async () => {
    const [barred, shut] = [await staff(land.otherInspector), await staff(land.otherInspector)];
    await tell(barred, { telephones: ["5550010"] });
    const caseId = await aCase([{ id: "p1", phone: "5550010" }]);
    const { code } = (await viewCase(land.deps, land.operator, caseId, NOW)).case;
    const glass = { code, reason: "attack-now", words: "Screams are heard through the door." };
    await keepRules(land.deps.store, land.deps.country);
    await expect(breakGlass(land.deps, barred, glass, NOW)).rejects.toMatchObject({ code: "not-found" });
    await breakGlass(land.deps, shut, glass, NOW);
    expect((await sees(shut, caseId)).view).toBe("seen");
    await tell(shut, { telephones: ["5550010"] });
    expect(await sees(shut, caseId)).toEqual(NONE);
  });

  it("is no way to learn anything as the role of the service: every statement answers as for no case at all", async () => {
    const her = await staff(land.inspector);
    await tell(her, { telephones: ["5550007"] });
    const closed = await aCase([{ id: "p1", phone: "5550007" }]);
    const insert = (seq: number, type: string, body: object) => (id: string) =>
      `insert into journal (case_id, seq, type, version, happened_at, recorded_at, actor, agency, body, classes)
       values ('${id}', ${seq}, '${type}', 1, '${NOW}', '${NOW}', '${her.account}', '${her.agency}', '${JSON.stringify(body)}', '{}')`;
    const statements: ((id: string) => string)[] = [
      ...TABLES.map((table) => (id: string) => `select count(*) from ${table} where case_id = '${id}'`),
      (id) => `select takes_part('${id}'), may_read('${id}', 'contact', '${her.agency}')`,
      (id) => `select * from cases_with('telephone', '\\x${id.replaceAll("-", "").slice(0, 16)}')`,
      // An entry that is there, and one that is not yet.
      insert(2, "note", {}),
      insert(99, "note", {}),
      insert(99, "disclosure-approved", { referral: 5 }),
      insert(99, "consent-withdrawn", { consent: 5 }),
      (id) => `update case_file set status = 'closed' where case_id = '${id}'`,
      (id) => `delete from duty where case_id = '${id}'`,
      (id) =>
        `insert into sealed_part (case_id, seq, class, author, key_version, sealed) values ('${id}', 1, 'plan', '${her.agency}', 1, '\\x00')`,
      (id) =>
        `insert into case_key (case_id, class, author, version, holder, kek, wrapped) values ('${id}', 'contact', '${her.agency}', 9, 'x', 'y', '\\x00')`,
      (id) => `select close_my_case('${id}', '')`,
      (id) => `select open_my_case('${id}', '', null, 'x', 'y', '${NOW}')`,
      (id) => `select mark_parties('${id}', '{2}', '[]', '${NOW}')`,
    ];
    const said = (id: string) =>
      Promise.all(
        statements.map((statement) =>
          asActor(land.deps.store.app, her, NOW, (tx) => tx.query(statement(id))).then(
            ({ rows, rowCount }) => [rowCount, rows],
            (error) => [error.code, error.message],
          ),
        ),
      );
    expect(await said(closed)).toEqual(await said(randomUUID()));
    // Nor are the marks, who is in conflict, or the columns that say so, there to be read.
    for (const secret of [
      "select * from staff_mark",
      "select * from party_mark",
      "select * from conflict",
      "select * from exclusion",
      "select closed_to from participant",
      "select shut from participant",
      "select closed_to from duty",
      "update duty set closed_to = '{}'",
      "select * from duty",
      `select closed_accounts('${closed}')`,
      `select close_doors('${closed}')`,
      `select find_conflicts('${closed}', '${NOW}')`,
      `select is_let_in(j) from journal j`,
    ])
      await expect(
        asActor(land.deps.store.app, her, NOW, (tx) => tx.query(secret)),
        secret,
      ).rejects.toMatchObject({ code: "42501" });
  });

  it("outlives the marks, which are erased with the keys of what they were made of", async () => {
    const { owner } = land.deps.store;
    const her = await staff(land.inspector);
    await tell(her, { telephones: ["5550011"] });
    const caseId = await aCase([{ id: "p1", phone: "5550011", address: "Сатпаева 40-4" }]);
    const left = async () => {
      const { rows } = await owner.query(
        `select (select array_agg(distinct class order by class) from party_mark where case_id = $1) as classes,
                exists (select from conflict c join staff_mark s on s.account = c.account and s.mark = c.mark
                         where c.case_id = $1) as told`,
        [caseId],
      );
      return rows[0];
    };
    expect(await left()).toEqual({ classes: ["address", "contact"], told: true });
    await owner.query("delete from case_key where case_id = $1 and class = 'contact'", [caseId]);
    expect(await left()).toEqual({ classes: ["address"], told: false });
    expect(await sees(her, caseId)).toEqual(NONE);
  });

  it("forgets a household with the surname as with the home, and with a child's record where only that told the surname", async () => {
    const { owner } = land.deps.store;
    const persons = {
      body: {
        persons: [
          { id: "p1", role: "survivor" as const, age: 34 },
          { id: "p4", role: "child" as const, age: 9 },
        ],
      },
      sealed: {
        persons: [
          { id: "p1", name: "Canary", address: "ул. Абая, 77" },
          { id: "p4", name: "Sparrow" },
        ],
      },
    };
    const households = async (caseId: string) =>
      (await owner.query("select from party_mark where case_id = $1 and kind = 'household'", [caseId]))
        .rowCount;
    for (const [erased, left] of [
      ["identity", [2, 1]],
      ["child/p4", [2, 1]],
      ["address", [2, 0]],
    ] as const) {
      const { caseId } = await openCase(land.deps, land.operator, { ...CALL, persons }, request());
      const before = await households(caseId);
      await owner.query("delete from case_key where case_id = $1 and class = $2", [caseId, erased]);
      expect([before, await households(caseId)], erased).toEqual(left);
    }
  });

  it("is closed to a relative of a witness who turns out to be the respondent: he is told anew, or it is not taken", async () => {
    const her = await staff(land.inspector);
    await tell(her, { telephones: ["5550099"] });
    const caseId = await aCase([{ id: "p3", phone: "5550099" }]);
    expect(await sees(her, caseId)).toEqual(ALL);
    const again = (role: "witness" | "respondent") => [
      { id: "p1", role: "survivor" as const },
      { id: "p3", role },
    ];
    const write = async (entry: NewEntryInput) => {
      const { seq } = await viewCase(land.deps, land.operator, caseId, NOW);
      return writeEntry(land.deps, land.operator, caseId, { after: seq, entry }, request());
    };
    const phone = { persons: [{ id: "p3", phone: "5550099" }] };
    const refused = (field: string) => ({ fields: [{ field, message: "witnessToldAnew" }] });
    const turned = { type: "persons", body: { persons: again("respondent") } } as const;
    const idAlone = { persons: [{ id: "p3" }] };
    for (const sealed of [undefined, idAlone])
      await expect(write({ ...turned, ...(sealed && { sealed }) })).rejects.toMatchObject(
        refused("entry.body.persons.1.role"),
      );
    const corrects = (body: object, sealed?: Record<string, unknown>): NewEntryInput => ({
      type: "correction",
      body: { corrects: 2, body: { persons: [...again("respondent")], ...body } },
      sealed: { why: "he did it", ...(sealed && { sealed }) },
    });
    await expect(write(corrects({}))).rejects.toMatchObject(refused("entry.body.body.persons.1.role"));
    expect(await sees(her, caseId)).toEqual(ALL);
    const { seq } = await write({ ...turned, sealed: phone });
    expect(await sees(her, caseId)).toEqual(NONE);
    // And the other way about: he did no more than see it.
    const back = {
      type: "correction",
      body: { corrects: seq, body: { persons: again("witness") } },
    } as const;
    await expect(write({ ...back, sealed: { why: "a slip" } })).rejects.toMatchObject(
      refused("entry.body.body.persons.1.role"),
    );
    await write({ ...back, sealed: { why: "a slip", sealed: phone } });
    expect(await sees(her, caseId)).toEqual(ALL);
  });

  it("leaves the derived tables as a rebuild makes them", async () => {
    const { before, after } = await rebuild(land.deps);
    expect(after).toEqual(before);
  });
});

describe("a search by number", () => {
  const find = async (who: Actor, number: string, by: "telephone" | "personal-number" = "telephone") =>
    (await searchCases(land.deps, who, { by, number }, NOW)).rows.map(({ caseId }) => caseId);

  it("finds exactly, where the number may be read, and leaves no word of it on the trail", async () => {
    const people = [{ id: "p1", phone: "5557001", personalNumber: "555700100" }];
    const caseId = await aCase(people);
    expect(await find(land.operator, "0 555-70-01")).toEqual([caseId]);
    expect(await find(land.operator, "555700100", "personal-number")).toEqual([caseId]);
    expect(await find(land.operator, "5557002")).toEqual([]);
    expect(await find(land.inspector, "+99 5557001")).toEqual([caseId]);
    // The shelter takes no part, and the prosecutor was not let read contacts.
    expect(await find(land.shelter, "5557001")).toEqual([]);
    const { seq } = await viewCase(land.deps, land.operator, caseId, NOW);
    const entry = {
      type: "referral" as const,
      body: {
        to: "prosecutor",
        agency: land.prosecutor.agency,
        purpose: "safe-place",
        ground: { kind: "consent" as const, language: "ru" as const, method: "spoken" as const },
        classes: ["identity" as const],
        until: "2024-08-01T10:00:00Z",
      },
    };
    await writeEntry(land.deps, land.operator, caseId, { after: seq, entry }, request());
    expect(await find(land.prosecutor, "5557001")).toEqual([]);
    expect(await find(land.prosecutor, "555700100", "personal-number")).toEqual([caseId]);
    await expect(find(land.operator, "55 57")).rejects.toMatchObject({
      code: "invalid",
      fields: [{ field: "number", message: "notATelephone" }],
    });
    const { rows } = await land.deps.store.owner.query(
      "select data from trail where data::jsonb ->> 'kind' = 'searched' order by nr",
    );
    expect(rows.map(({ data }) => JSON.parse(data).found)).toEqual([1, 1, 0, 1, 0, 0, 1]);
    expect(rows.map(({ data }) => data).join()).not.toMatch(/5557|70-01/);
  });

  it("finds no case that is closed to her, as if it were not there", async () => {
    const her = await staff(land.inspector);
    const [one, other] = [
      await aCase([{ id: "p1", phone: "5557010" }]),
      await aCase([{ id: "p1", phone: "5557010", address: "Сатпаева 30-3" }]),
    ];
    expect((await find(her, "5557010")).sort()).toEqual([one, other].sort());
    await tell(her, { addresses: ["Сатпаева 30-3"] });
    expect(await find(her, "5557010")).toEqual([one]);
    expect((await find(colleague, "5557010")).sort()).toEqual([one, other].sort());
  });
});
