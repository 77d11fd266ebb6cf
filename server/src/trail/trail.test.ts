import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { entryDigest } from "../journal/digest.ts";
import { append, extend, lookInto, newJournal, readJournal } from "../journal/journal.ts";
import { closeStore, inTransaction, openStore, type Store } from "../store/store.ts";
import { freshDatabase, type TestDatabase } from "../store/testing.ts";
import { readCheckpoint, signingKey, signNote, writeCheckpoint } from "./note.ts";
import { proveConsistency } from "./proofs.ts";
import { sequence } from "./sequence.ts";
import { trailSigner } from "./signer.ts";
import { type Verification, verifyTrail } from "./verify.ts";
import { witness } from "./witness.ts";

const NOW = "2026-03-10T09:00:00Z";
const ANNA = { account: randomUUID(), agency: "testland.police.tl-1" };

let database: TestDatabase;
let store: Store;
beforeEach(async () => {
  database = await freshDatabase();
  store = openStore(database);
});
afterEach(async () => {
  await closeStore(store);
  await database.drop();
});

const signer = () => trailSigner(store.keys);

async function asAnna<T>(fn: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  const context = { account: ANNA.account, agency: ANNA.agency, reads: "own:narrative", at: NOW };
  const settings = Object.entries(context).map(
    ([name, value]) => `set_config('arasha.${name}', '${value}', true)`,
  );
  const begin = `begin; select ${settings.join(", ")}`;
  return inTransaction(store.app, fn, begin);
}

/** A case of one report, a note on it, and a look into it. */
async function workOnACase(): Promise<string> {
  const caseId = randomUUID();
  const body = {
    code: `${caseId.slice(0, 4).toUpperCase()}-0000`.replaceAll(/[ILOU]/g, "0"),
    channel: "call",
    place: "TL-1",
    reportedBy: "survivor",
    synthetic: true,
  } as const;
  await asAnna(async (tx) => {
    const report = { type: "report", happenedAt: NOW, body, sealed: { account: "she says" } } as const;
    const note = {
      type: "note",
      happenedAt: NOW,
      body: { class: "narrative" },
      sealed: { text: "he came back" },
    } as const;
    const { journal, added } = extend(newJournal(caseId, store.keys), [report, note], ANNA, NOW);
    await append(tx, store.keys, journal, added);
  });
  await asAnna((tx) => lookInto(tx, store.keys, caseId, ANNA, NOW));
  return caseId;
}

async function verify(): Promise<Verification> {
  const client = await store.owner.connect();
  try {
    return await verifyTrail(client, signer(), entryDigest);
  } finally {
    client.release();
  }
}

/** What no role of Arasha may do: change rows as the superuser, with the triggers asleep. */
async function tamper(sql: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  try {
    await client.query("set session_replication_role = replica; set search_path = arasha");
    await client.query(sql, values);
  } finally {
    await client.end();
  }
}

describe("the trail", () => {
  it("holds a leaf for what was written and one for each look, under names of the case's own and nothing else of it", async () => {
    const caseId = await workOnACase();
    expect(await sequence(store, signer(), NOW)).toBe(2);
    const { rows } = await store.owner.query("select data from trail order by leaf");
    const [written, read] = rows.map(({ data }) => JSON.parse(data));
    expect(written).toMatchObject({ kind: "written", actor: ANNA.account, agency: ANNA.agency, v: 1 });
    expect(written.entries).toHaveLength(2);
    expect(read).toMatchObject({ kind: "read", upTo: 2, classes: ["narrative"] });
    // What was written can be found again by its digest, so it stands under another name than who looked.
    const journal = await asAnna((tx) => readJournal(tx, store.keys, caseId));
    expect(written.case).toBe(store.keys.writtenOnTrail(journal!.key, caseId));
    expect(read.case).toBe(store.keys.caseOnTrail(journal!.key, caseId));
    expect(read.case).not.toBe(written.case);
    for (const { data } of rows) {
      expect(data).not.toContain(caseId);
      expect(data).not.toMatch(/she says|he came back/);
    }
    expect(await verify()).toMatchObject({ size: 2, checkpoints: 1, entries: 2, waiting: 0, fault: null });
  });

  it("loses nothing that was written and keeps nothing that was rolled back", async () => {
    await workOnACase();
    await expect(
      asAnna(async (tx) => {
        const { journal, added } = extend(
          newJournal(randomUUID(), store.keys),
          [{ type: "note", happenedAt: NOW, body: { class: "narrative" }, sealed: { text: "x" } }],
          ANNA,
          NOW,
        );
        await append(tx, store.keys, journal, added);
        throw new Error("the connection is lost");
      }),
    ).rejects.toThrow();
    expect(await sequence(store, signer(), NOW)).toBe(2);
    expect((await verify()).fault).toBeNull();
  });

  it("is sequenced once, however many programs try at the same time", async () => {
    for (let n = 0; n < 5; n++) await workOnACase();
    const other = openStore(database);
    const sizes = await Promise.all(
      [store, other, store, other].map((one) => sequence(one, trailSigner(one.keys), NOW)),
    );
    await closeStore(other);
    expect(new Set(sizes)).toEqual(new Set([10]));
    expect(await verify()).toMatchObject({ size: 10, checkpoints: 1, fault: null });
  });

  it("says what waits for its place, and counts it as written", async () => {
    await workOnACase();
    expect(await verify()).toMatchObject({ size: 0, waiting: 2, entries: 2, fault: null });
  });

  it("is nothing the service may read, change, or write in another's name", async () => {
    await workOnACase();
    const denied = { code: "42501" };
    for (const sql of [
      "select * from trail",
      "update trail set leaf = 0",
      "delete from trail",
      "truncate trail",
      "insert into trail_node (level, index, hash) values (0, 0, sha256(''))",
      "insert into trail_checkpoint (size, signed_at, note) values (1, now(), '')",
    ])
      await expect(asAnna((tx) => tx.query(sql))).rejects.toMatchObject(denied);
    await expect(
      asAnna((tx) =>
        tx.query("insert into trail (recorded_at, data) values ($1, $2)", [
          NOW,
          JSON.stringify({ actor: randomUUID() }),
        ]),
      ),
    ).rejects.toMatchObject(denied);
  });

  it("refuses change even to the owner of the tables", async () => {
    await workOnACase();
    await sequence(store, signer(), NOW);
    for (const sql of [
      "update trail set data = '{}'",
      "update trail set leaf = leaf + 10",
      "delete from trail",
      "truncate trail",
      "update trail_checkpoint set note = ''",
      "delete from trail_checkpoint",
    ])
      await expect(store.owner.query(sql)).rejects.toMatchObject({ code: "23001" });
  });
});

describe("tampering is found", () => {
  const CASES: readonly (readonly [string, string, object])[] = [
    [
      "a look is rewritten",
      "update trail set data = replace(data, 'read', 'reaD') where leaf = 1",
      { kind: "root", at: 6 },
    ],
    ["a look is deleted", "delete from trail where leaf = 1", { kind: "leaf-missing", at: 1 }],
    [
      "two leaves change places",
      "update trail set leaf = 1 - leaf + 1000 where leaf < 2; update trail set leaf = leaf - 1000 where leaf > 999",
      { kind: "root", at: 6 },
    ],
    ["the end is cut off", "delete from trail where leaf >= 4", { kind: "cut-off", at: 4, signed: 6 }],
    [
      "a leaf is put in between",
      "update trail set leaf = leaf + 101 where leaf >= 3; update trail set leaf = leaf - 100 where leaf > 100; " +
        "insert into trail (recorded_at, data, leaf) select recorded_at, data, 3 from trail where leaf = 2",
      { kind: "root", at: 6 },
    ],
    [
      "an entry is rewritten",
      "update journal set body = '{}' where seq = 1",
      { kind: "entry-changed", at: 1 },
    ],
    [
      "an entry is back-dated",
      "update journal set happened_at = happened_at - interval '1 day' where seq = 2",
      { kind: "entry-changed", at: 2 },
    ],
    ["an entry is deleted", "delete from journal where seq = 2", { kind: "entries-missing", at: 3 }],
    [
      "a sealed part of an entry is another's",
      "update sealed_part j set sealed = o.sealed from sealed_part o where o.case_id = j.case_id and j.seq = 1 and o.seq = 2",
      { kind: "entry-changed", at: 1 },
    ],
    ["a checkpoint is unsigned", "update trail_checkpoint set note = 'none'", { kind: "signature", at: 6 }],
    [
      "a checkpoint is moved to another size",
      "update trail_checkpoint set size = 5",
      { kind: "checkpoint", at: 5 },
    ],
  ];

  it.each(CASES)("%s", async (_, sql, fault) => {
    for (let n = 0; n < 3; n++) await workOnACase();
    await sequence(store, signer(), NOW);
    expect((await verify()).fault).toBeNull();
    await tamper(sql);
    expect((await verify()).fault).toMatchObject(fault);
  });

  it("the whole trail is made anew and signed with another key", async () => {
    await workOnACase();
    await sequence(store, signer(), NOW);
    const { rows } = await store.owner.query("select note from trail_checkpoint");
    const checkpoint = readCheckpoint(rows[0].note)!;
    const forged = signNote(writeCheckpoint(checkpoint), {
      name: signer().name,
      key: signingKey(Buffer.alloc(32, 1)),
    });
    await tamper("update trail_checkpoint set note = $1", [forged]);
    expect((await verify()).fault).toEqual({ kind: "signature", at: 2 });
  });

  it("yesterday's copy of the whole database holds by itself: only a witness finds it out", async () => {
    await workOnACase();
    await sequence(store, signer(), NOW);
    const seen = async () =>
      (await store.app.query("select note from trail_checkpoint order by size desc limit 1")).rows[0].note;
    const yesterday = await seen();
    await workOnACase();
    await sequence(store, signer(), NOW);
    const today = await seen();
    const never = async () => {
      throw new Error("no proof was to be asked for");
    };
    expect(await witness(today, yesterday, signer(), never)).toEqual({ kind: "refused", why: "shrunk" });
    const prove = async (from: number, to: number) => (await proveConsistency(store, from, to)) ?? [];
    expect(await witness(yesterday, today, signer(), prove)).toMatchObject({ kind: "grown" });
  });
});
