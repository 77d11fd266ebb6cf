import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeStore, openStore, type Store, type Tx } from "../store/store.ts";
import { freshDatabase, type TestDatabase } from "../store/testing.ts";
import { type Actor, asActor } from "./actor.ts";

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await freshDatabase();
  store = openStore(database);
});
afterAll(async () => {
  await closeStore(store);
  await database.drop();
});

const person = (agency: string): Actor => ({
  account: randomUUID(),
  agency,
  agencyKind: "police",
  role: "inspector",
  reads: ["own:narrative", "consent:narrative"],
});
const north = person("north");
const south = person("south");

const AT = "2024-07-01T10:00:00Z";
const UNTIL = "2024-08-01T10:00:00Z";

async function write(tx: Tx, actor: Actor, caseId: string, seq: number, type: string, body: object) {
  await tx.query(
    `insert into journal (case_id, seq, type, version, happened_at, recorded_at, actor, agency, body, classes)
     values ($1, $2, $3, 1, $4, $4, $5, $6, $7, '{}')`,
    [caseId, seq, type, AT, actor.account, actor.agency, body],
  );
}

async function openCase(actor: Actor): Promise<string> {
  const caseId = randomUUID();
  await asActor(store.app, actor, AT, async (tx) => {
    await write(tx, actor, caseId, 1, "report", { code: caseId.slice(0, 9) });
    await tx.query(
      `insert into case_key (case_id, class, author, version, holder, kek, wrapped)
       values ($1, 'trail', '', 1, 'installation', 'test', '\\x00'), ($1, 'narrative', $2, 1, $2, 'test', '\\x00')`,
      [caseId, actor.agency],
    );
    await tx.query(
      `insert into sealed_part (case_id, seq, class, author, key_version, sealed)
       values ($1, 1, 'narrative', $2, 1, '\\x00')`,
      [caseId, actor.agency],
    );
    await tx.query(
      `insert into case_file (case_id, code, place, synthetic, status, risk, opened_at, acts, last_seq)
       values ($1, $2, 'here', true, 'open', 'high', $3, '{}', 1)`,
      [caseId, caseId, AT],
    );
    await tx.query(
      `insert into duty (case_id, duty, norm, agency_kind, agency, started_at, verdict, due_established)
       values ($1, 'd', 'x.y.1', 'police', $2, $3, 'applies', true)`,
      [caseId, actor.agency, AT],
    );
    await tx.query(
      `insert into case_fact (case_id, act_date, reported_at, place, ordered, served, breached)
       values ($1, '2024-07-01', $2, 'here', false, false, false)`,
      [caseId, AT],
    );
  });
  return caseId;
}

const OF_A_CASE = [
  "journal",
  "sealed_part",
  "case_key",
  "participant",
  "access_grant",
  "case_file",
  "duty",
  "case_fact",
] as const;
const NOTHING = OF_A_CASE.map(() => 0);

async function rowsSeen(tx: Tx, caseId: string): Promise<number[]> {
  const seen: number[] = [];
  for (const table of OF_A_CASE)
    seen.push((await tx.query(`select from ${table} where case_id = $1`, [caseId])).rowCount ?? 0);
  return seen;
}

describe("row-level security", () => {
  it("shows a case to the agency that opened it and to nobody else", async () => {
    const caseId = await openCase(north);
    expect(await asActor(store.app, north, AT, (tx) => rowsSeen(tx, caseId))).toEqual([
      1, 1, 2, 1, 0, 1, 1, 1,
    ]);
    expect(await asActor(store.app, south, AT, (tx) => rowsSeen(tx, caseId))).toEqual(NOTHING);
  });

  it("lets an agency in from the moment a case is referred to it", async () => {
    const caseId = await openCase(north);
    await asActor(store.app, north, AT, (tx) =>
      write(tx, north, caseId, 2, "referral", {
        agency: "south",
        ground: { kind: "consent" },
        purpose: "x",
        classes: [],
        until: UNTIL,
      }),
    );
    expect(await asActor(store.app, south, AT, (tx) => rowsSeen(tx, caseId))).toEqual([
      2, 0, 1, 2, 0, 1, 1, 1,
    ]);
  });

  it("shows nothing to a transaction that has not said who asks", async () => {
    await openCase(north);
    const client = new pg.Client({ connectionString: database.appUrl, options: "-c search_path=arasha" });
    await client.connect();
    try {
      const tables = await client.query(
        "select relname from pg_class where relnamespace = 'arasha'::regnamespace and relkind = 'r' order by 1",
      );
      for (const { relname } of tables.rows) {
        for (const setting of [null, ""]) {
          await client.query("begin");
          if (setting !== null)
            await client.query(
              "select set_config('arasha.agency', $1, true), set_config('arasha.account', $1, true)",
              [setting],
            );
          const seen = await client.query(`select from ${relname}`).then(
            (result) => result.rowCount,
            (error) => error.code,
          );
          await client.query("rollback");
          // Either no privilege at all, or no row.
          expect([0, "42501"], relname).toContain(seen);
        }
      }
    } finally {
      await client.end();
    }
  });

  it("gives a connection back without anybody's rights", async () => {
    const caseId = await openCase(north);
    await asActor(store.app, north, AT, (tx) => rowsSeen(tx, caseId));
    for (let borrowed = 0; borrowed < 12; borrowed += 1) {
      const { rows, rowCount } = await store.app.query(
        "select case_id, arasha.me_agency() as me from journal",
      );
      expect([rowCount, rows]).toEqual([0, []]);
    }
  });

  it("refuses entries in another's name, on another's case, or out of the blue", async () => {
    const caseId = await openCase(north);
    const attempts: [string, (tx: Tx) => Promise<void>][] = [
      ["another agency", (tx) => write(tx, { ...south, agency: "north" }, caseId, 2, "note", {})],
      ["another person", (tx) => write(tx, { ...north, agency: "south" }, caseId, 2, "note", {})],
      ["another's case", (tx) => write(tx, south, caseId, 2, "note", {})],
      [
        "letting oneself in",
        (tx) => write(tx, south, caseId, 2, "referral", { agency: "south", ground: {} }),
      ],
      ["a case without a report", (tx) => write(tx, south, randomUUID(), 2, "note", {})],
    ];
    for (const [what, attempt] of attempts)
      await expect(asActor(store.app, south, AT, attempt), what).rejects.toMatchObject({ code: "42501" });
  });

  it("lets nobody put herself among the participants, or read keys, drafts and accounts of others", async () => {
    const caseId = await openCase(north);
    const attempts = [
      `insert into participant (case_id, agency, since, ground, seq) values ('${caseId}', 'south', now(), 'x', 1)`,
      `update participant set agency = 'south' where case_id = '${caseId}'`,
      "select * from account",
      "select * from session",
      "select * from sign_in_link",
      `update journal set body = '{}' where case_id = '${caseId}'`,
      `delete from journal where case_id = '${caseId}'`,
      "truncate journal",
      `delete from case_key where case_id = '${caseId}'`,
      "create table mine (x int)",
      "create temp table mine (x int)",
    ];
    for (const sql of attempts)
      await expect(
        asActor(store.app, south, AT, (tx) => tx.query(sql)),
        sql,
      ).rejects.toMatchObject({ code: "42501" });
  });

  it("keeps the journal and what is sealed append-only even for its owner", async () => {
    const caseId = await openCase(north);
    for (const sql of [
      `update journal set body = '{}' where case_id = '${caseId}'`,
      `delete from journal where case_id = '${caseId}'`,
      "truncate journal cascade",
      `update sealed_part set sealed = '' where case_id = '${caseId}'`,
      `delete from sealed_part where case_id = '${caseId}'`,
    ])
      await expect(store.owner.query(sql), sql).rejects.toMatchObject({ code: "23001" });
  });

  it("covers every table, and lets no object or function slip past it", async () => {
    const { rows } = await store.owner.query(
      `select relname, relrowsecurity and relforcerowsecurity as forced, obj_description(oid) as comment,
              pg_get_userbyid(relowner) as owner
         from pg_class where relnamespace = 'arasha'::regnamespace and relkind in ('r', 'v', 'm', 'p')`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { relname, forced, comment, owner } of rows) {
      expect(forced, `${relname} has row-level security forced`).toBe(true);
      expect(comment, `${relname} says what it is`).toBeTruthy();
      expect(owner, `${relname} is not a superuser's`).toBe("arasha_owner");
    }
    const { rows: open } = await store.owner.query(
      `select p.proname from pg_proc p where p.pronamespace = 'arasha'::regnamespace
          and p.prosecdef and not coalesce(p.proconfig::text like '%search_path%', false)`,
    );
    expect(open).toEqual([]);
    const { rows: app } = await store.owner.query(
      "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = 'arasha_app'",
    );
    expect(app).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false }]);
  });

  it("answers statistics only to accounts that may read them", async () => {
    await openCase(north);
    const [reader, other] = [person("ombudsman"), person("ombudsman")];
    for (const [actor, statistics] of [[reader, true] as const, [other, false] as const])
      await store.owner.query(
        "insert into account (id, agency, role, name, statistics, created_at) values ($1, 'ombudsman', 'r', 'n', $2, now())",
        [actor.account, statistics],
      );
    const total = (actor: Actor) =>
      asActor(
        store.app,
        actor,
        AT,
        async (tx) => (await tx.query("select * from funnel('2024-06-16')")).rowCount,
      );
    expect(await total(reader)).toBeGreaterThan(0);
    expect(await total(other)).toBe(0);
    expect(await total(north)).toBe(0);
  });
});

describe("a backend that dies in the middle", () => {
  it("never answers with another person's rights", async () => {
    const caseId = await openCase(north);
    const admin = new pg.Client({ connectionString: database.superuserUrl });
    await admin.connect();
    try {
      await expect(
        asActor(store.app, north, AT, async (tx) => {
          const { rows } = await tx.query("select pg_backend_pid() as pid");
          await admin.query("select pg_terminate_backend($1)", [rows[0].pid]);
          return rowsSeen(tx, caseId);
        }),
      ).rejects.toThrow();
      const seen = await Promise.all(
        Array.from({ length: 20 }, () => asActor(store.app, south, AT, (tx) => rowsSeen(tx, caseId))),
      );
      for (const rows of seen) expect(rows).toEqual(NOTHING);
    } finally {
      await admin.end();
    }
  });
});
