import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asActor } from "../access/actor.ts";
import { closeStore, type inTransaction, openStore, type Store } from "../store/store.ts";
import { freshDatabase, type TestDatabase } from "../store/testing.ts";
import type { NewEntry } from "./entries.ts";
import { append, extend, lookInto, newJournal, readJournal } from "./journal.ts";
import { requestContext, rotateMaster } from "./rotate.ts";

/** A change of the master key while a service reads and writes, and another on the same folder has not been told. */

const NOW = "2024-07-01T10:00:00Z";
const CASES = 300;
const actor = {
  account: randomUUID(),
  agency: "north",
  agencyKind: "police",
  role: "inspector",
  reads: ["own:narrative"],
};
const report = (code: number): NewEntry => ({
  type: "report",
  happenedAt: NOW,
  body: {
    code: `0000-${String(code).padStart(4, "0")}`,
    channel: "phone",
    place: "x",
    reportedBy: "survivor",
    synthetic: true,
  },
  sealed: { account: `told ${code}` },
});
const note = (text: string): NewEntry => ({
  type: "note",
  happenedAt: NOW,
  body: { class: "narrative" },
  sealed: { text },
});

let folder: string;
let database: TestDatabase;
let service: Store;
let keeper: Store;
let cases: string[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "arasha-rotate-"));
  database = { ...(await freshDatabase()), laterKeys: { kind: "folder", folder } };
  // Two programs: the service, and the command that changes the key.
  [service, keeper] = [openStore(database), openStore(database)];
  cases = await asActor(service.app, actor, NOW, async (tx) => {
    const made: string[] = [];
    for (let at = 0; at < CASES; at += 1) made.push(await open(service, tx, at));
    return made;
  });
});
afterAll(async () => {
  await Promise.all([service, keeper].map(closeStore));
  await database.drop();
  rmSync(folder, { recursive: true });
});

type Tx = Parameters<Parameters<typeof inTransaction>[1]>[0];

async function open(store: Store, tx: Tx, code: number): Promise<string> {
  const caseId = randomUUID();
  const { journal, added } = extend(newJournal(caseId, store.keys), [report(code)], actor, NOW);
  await append(tx, store.keys, journal, added);
  return caseId;
}

async function write(store: Store, caseId: string, text: string): Promise<void> {
  await asActor(store.app, actor, NOW, async (tx) => {
    const journal = await readJournal(tx, store.keys, caseId);
    const next = extend(journal!, [note(text)], actor, NOW);
    await append(tx, store.keys, next.journal, next.added);
  });
}

async function told(store: Store, caseId: string): Promise<string> {
  const journal = await asActor(store.app, actor, NOW, (tx) => lookInto(tx, store.keys, caseId, actor, NOW));
  return JSON.stringify(journal?.entries.map(({ sealed }) => sealed));
}

const wrappedWith = async () => {
  const { rows } = await keeper.owner.query(
    "select kek, count(*) as keys from case_key group by kek order by kek",
  );
  return Object.fromEntries(rows.map(({ kek, keys }) => [kek, keys]));
};

describe("a change of the master key under load", () => {
  it("fails no read and loses no writing, and, killed in the middle, goes on where it was", async () => {
    expect(await wrappedWith()).toEqual({ "master-1": 2 * CASES });
    let over = false;
    const failures: unknown[] = [];
    const written: [string, string][] = [];
    const opened: string[] = [];
    const busy = async (step: (turn: number) => Promise<void>) => {
      for (let turn = 0; !over; turn += 1) await step(turn).catch((error) => failures.push(error));
    };
    let reads = 0;
    const at = (turn: number, of: number) => cases[(turn * 7 + of * 101) % CASES]!;
    const load = [
      ...[0, 1].map((of) =>
        busy(async (turn) => {
          const code = cases.indexOf(at(turn, of));
          expect(await told(service, at(turn, of))).toContain(`told ${code}"`);
          reads += 1;
        }),
      ),
      busy(async (turn) => {
        const text = `during ${turn}`;
        await write(service, at(turn, 5), text);
        written.push([at(turn, 5), text]);
      }),
      busy(async (turn) => {
        opened.push(await asActor(service.app, actor, NOW, (tx) => open(service, tx, CASES + turn)));
      }),
    ];
    // The database sees what it sees when the program is killed: in the middle of a batch the line is gone.
    let batches = 0;
    const wrap: Store["keys"]["provider"]["wrap"] = async (kek, keys) => {
      batches += 1;
      if (batches === 2)
        await service.owner.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where query like '%skip locked%' and pid <> pg_backend_pid()",
        );
      return keeper.keys.provider.wrap(kek, keys);
    };
    const provider = { ...keeper.keys.provider, wrap };
    const dying = { ...keeper, keys: { ...keeper.keys, provider } };
    const cut = await rotateMaster(dying, NOW).catch((error: Error) => error);
    const half = await wrappedWith();
    // Both versions open, to a service that learned of the second by meeting it.
    const before = reads;
    while (reads - before < 20 && failures.length === 0) await sleep(5);
    const done = await rotateMaster(keeper, NOW).finally(() => {
      over = true;
    });
    await Promise.all(load);
    expect(String(cut)).toMatch(/terminat|connection error/i);
    expect(batches).toBe(2);
    expect(failures).toEqual([]);
    expect(half["master-1"]).toBeGreaterThan(0);
    expect(half["master-2"]).toBeGreaterThan(0);
    expect(done).toMatchObject({ kek: "master-2", before: ["master-1"] });
    expect(done!.rewrapped).toBeLessThan(half["master-1"] + opened.length * 2 + 1);
    expect(await wrappedWith()).toEqual({ "master-2": 2 * (CASES + opened.length) });
    expect(written.length).toBeGreaterThan(5);
    expect(opened.length).toBeGreaterThan(5);
    for (const [caseId, text] of written) expect(await told(service, caseId)).toContain(`${text}"`);
    for (const [turn, caseId] of opened.entries())
      expect(await told(service, caseId)).toContain(`told ${CASES + turn}"`);
  });

  it("retires the old version: nothing is wrapped with it, and what is opens with the new one alone", async () => {
    const { rows } = await keeper.owner.query(
      "select name, current, retired_at is not null as retired from kek order by name",
    );
    expect(rows).toEqual([
      { name: "master-1", current: false, retired: true },
      { name: "master-2", current: true, retired: false },
    ]);
    // The keys of legal requests go along.
    const [request, key] = [randomUUID(), keeper.keys.newKey()];
    const holder = { holder: "north", context: requestContext(request) };
    const [wrapped] = await keeper.keys.wrap("master-2", [{ ...holder, key }]);
    await keeper.owner.query(
      `insert into legal_request (id, agency, number, opened_at, kek, wrapped) values ($1, 'north', 'x', $2, $3, $4)`,
      [request, NOW, wrapped?.kek, wrapped?.wrapped],
    );
    const again = await rotateMaster(keeper, NOW);
    const { rows: kept } = await keeper.owner.query("select kek, wrapped from legal_request");
    expect(kept.map(({ kek }) => kek)).toEqual(["master-3"]);
    expect(await keeper.keys.unwrap([{ ...holder, ...kept[0] }])).toEqual([key]);
    expect(again).toMatchObject({ kek: "master-3", apart: [join(folder, "master-2.retired.key")] });
    expect(await told(service, cases[0]!)).toContain("told 0");
    // Cut short after the file was put apart and before that was written down: the next run says so again, and no more.
    await keeper.owner.query("update kek set retired_at = null where name = 'master-2'");
    expect(await rotateMaster(keeper, NOW)).toEqual({ ...again, rewrapped: 0, before: ["master-2"] });
    // Another service, without the files: it does not guess, it says which version it lacks.
    const without = openStore({ ...database, laterKeys: { kind: "given", versions: {} } });
    await expect(told(without, cases[0]!)).rejects.toThrow(/master-3.* is not here/);
    await closeStore(without);
  });

  it("makes no version where they are made elsewhere, and goes back to none", async () => {
    const third = Buffer.from(readFileSync(join(folder, "master-3.key"), "utf8"), "base64");
    const having = (versions: Readonly<Record<number, Buffer>>) =>
      openStore({ ...database, laterKeys: { kind: "given", versions } });
    const [given, lacking] = [having({ 3: third }), having({})];
    await expect(rotateMaster(given, NOW)).resolves.toBeNull();
    await expect(rotateMaster(lacking, NOW)).rejects.toThrow(/master-3.* is not here/);
    expect(Object.keys(await wrappedWith())).toEqual(["master-3"]);
    await Promise.all([given, lacking].map(closeStore));
  });
});
