import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asActor } from "../access/actor.ts";
import { closeStore, openStore, type Store } from "../store/store.ts";
import { freshDatabase, type TestDatabase } from "../store/testing.ts";
import type { NewEntry } from "./entries.ts";
import { append, extend, lookInto, newJournal, readJournal } from "./journal.ts";

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

const NOW = "2024-07-01T10:00:00Z";
const actor = {
  account: randomUUID(),
  agency: "north",
  agencyKind: "police",
  role: "inspector",
  reads: ["own:narrative"],
};
const report: NewEntry = {
  type: "report",
  happenedAt: NOW,
  body: {
    code: "0000-0001",
    channel: "phone",
    place: "x",
    reportedBy: "survivor",
    synthetic: true,
  },
  sealed: { account: "what she said" },
};
const note = (text: string): NewEntry => ({
  type: "note",
  happenedAt: NOW,
  body: { class: "narrative" },
  sealed: { text },
});

async function write(entries: readonly NewEntry[]): Promise<string> {
  const caseId = randomUUID();
  await asActor(store.app, actor, NOW, async (tx) => {
    const { journal, added } = extend(newJournal(caseId, store.keys), entries, actor, NOW);
    await append(tx, store.keys, journal, added);
  });
  return caseId;
}

const read = (caseId: string) =>
  asActor(store.app, actor, NOW, (tx) => lookInto(tx, store.keys, caseId, actor, NOW));

describe("the journal", () => {
  it("reads what was written, in order, opened", async () => {
    const journal = await read(await write([report, note("one"), note("two")]));
    expect(journal?.entries.map(({ seq, type, sealed }) => [seq, type, sealed])).toEqual([
      [1, "report", { account: "what she said" }],
      [2, "note", { text: "one" }],
      [3, "note", { text: "two" }],
    ]);
    expect(journal?.entries[1]).toMatchObject({ actor: actor.account, agency: "north", recordedAt: NOW });
  });

  it("lets only one writer take a place", async () => {
    const caseId = await write([report]);
    const attempt = () =>
      asActor(store.app, actor, NOW, async (tx) => {
        const journal = await readJournal(tx, store.keys, caseId);
        if (!journal) throw new Error("gone");
        const { journal: next, added } = extend(journal, [note("mine")], actor, NOW);
        await append(tx, store.keys, { ...next, fresh: false }, added);
      });
    // Both have read the case before either writes.
    const results = await Promise.allSettled([attempt(), attempt(), attempt()]);
    const lost = results.filter((result) => result.status === "rejected");
    for (const { reason } of lost) expect(reason).toMatchObject({ code: "23505", constraint: "journal_key" });
    expect((await read(caseId))?.entries).toHaveLength(1 + results.length - lost.length);
  });

  it("has stopped writing before it is told that the key store failed", async () => {
    const failing = {
      ...store.keys,
      secrets: { ...store.keys.secrets, keep: () => Promise.reject(new Error("no key store")) },
    };
    const running = new Set<Promise<unknown>>();
    const left = asActor(store.app, actor, NOW, async (tx) => {
      const query = (...args: readonly never[]) => {
        const answer = Reflect.apply(tx.query, tx, args) as Promise<unknown>;
        running.add(answer);
        return answer.finally(() => running.delete(answer));
      };
      const watched = new Proxy(tx, {
        get: (target, name) => (name === "query" ? query : Reflect.get(target, name)),
      });
      const { journal, added } = extend(newJournal(randomUUID(), store.keys), [report], actor, NOW);
      await append(watched, failing, journal, added).finally(() => expect(running.size).toBe(0));
    });
    await expect(left).rejects.toThrow("no key store");
  });

  it("refuses a sealed part moved to another entry or another case", async () => {
    const [one, other] = [await write([report, note("a"), note("b")]), await write([report, note("c")])];
    const admin = store.owner;
    await admin.query("alter table sealed_part disable trigger sealed_part_is_append_only");
    try {
      await admin.query(
        "update sealed_part set sealed = (select sealed from sealed_part where case_id = $1 and seq = 2) where case_id = $1 and seq = 3",
        [one],
      );
      await expect(read(one)).rejects.toThrow(/authenticate/);
      await admin.query(
        "update sealed_part set sealed = (select sealed from sealed_part where case_id = $1 and seq = 2) where case_id = $2 and seq = 2",
        [one, other],
      );
      await expect(read(other)).rejects.toThrow(/authenticate/);
    } finally {
      await admin.query("alter table sealed_part enable trigger sealed_part_is_append_only");
    }
  });

  it("is unreadable once the key of the case is gone", async () => {
    const caseId = await write([report, note("secret")]);
    await store.owner.query("delete from case_key where case_id = $1", [caseId]);
    await expect(read(caseId)).rejects.toThrow();
  });
});
