import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCountry } from "@arasha/packs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { NewEntryInput } from "../contract/index.ts";
import { wrapForOwn, wrappedByMaster } from "../journal/rotate.ts";
import { earlierHalves, makePair, renewPair } from "../store/custody.ts";
import { createKeys, INSTALLATION } from "../store/keys.ts";
import { closeStore, openStore, type Store } from "../store/store.ts";
import { freshDatabase, type TestDatabase } from "../store/testing.ts";
import { openCase, writeEntry } from "./command.ts";
import { createDeps, type Deps } from "./deps.ts";
import { NOW, person, request } from "./testing.ts";
import { viewCase } from "./view.ts";

/** A shelter that holds its own key, and a hub on the same database that has only the public half of it. */

const operator = person("hotline-operator", "testland.hotline.tl", "hotline");
const inspector = person("police-inspector", "testland.police.tl-n", "police");
const worker = person("shelter-worker", "testland.shelter.tl-n", "shelter");

let folder: string;
let database: TestDatabase;
let stores: Store[];
let hub: Deps;
let shelter: Deps;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "arasha-custody-"));
  const made = makePair(join(folder, "shelter"), worker.agency);
  mkdirSync(join(folder, "hub"));
  copyFileSync(made.public, join(folder, "hub", `${worker.agency}.public.pem`));
  database = await freshDatabase();
  const country = loadCountry("testland");
  stores = ["hub", "shelter"].map((who) => openStore({ ...database, agencyKeys: join(folder, who) }));
  [hub, shelter] = stores.map((store) => createDeps(store, country)) as [Deps, Deps];
});
afterAll(async () => {
  await Promise.all(stores.map(closeStore));
  await database.drop();
  rmSync(folder, { recursive: true });
});

const AGREED = {
  purpose: "safe-place",
  ground: { kind: "consent", language: "kk", method: "spoken" },
  classes: ["narrative"],
  until: "2024-08-01T10:00:00Z",
} as const;

const refer = (to: string, agency: string): NewEntryInput => ({
  type: "referral",
  body: { ...AGREED, to, agency, classes: [...AGREED.classes] },
});
const note = (text: string): NewEntryInput => ({ type: "note", body: {}, sealed: { text } });

async function told(deps: Deps, reader: typeof worker, caseId: string): Promise<string> {
  const view = await viewCase(deps, reader, caseId, NOW);
  return view.entries.map(({ sealed }) => JSON.stringify(sealed)).join(" ");
}

describe("an agency that holds its own key", () => {
  it("is told what she agreed to, and what it writes the hub cannot read, with all the keys the hub has", async () => {
    const opened = await openCase(
      hub,
      operator,
      {
        report: {
          channel: "phone",
          place: "TL-N",
          reportedBy: "survivor",
          sealed: { account: "told to the hotline" },
        },
      },
      request(),
    );
    const { caseId } = opened;
    let after = opened.seq;
    const write = async (deps: Deps, actor: typeof worker, entry: NewEntryInput) => {
      after = (await writeEntry(deps, actor, caseId, { after, entry }, request())).seq;
    };
    await write(hub, operator, refer("shelter", worker.agency));
    expect(await told(shelter, worker, caseId)).toContain("told to the hotline");
    await write(shelter, worker, note("told to the shelter"));
    expect(await told(shelter, worker, caseId)).toContain("told to the shelter");

    // Signed in at the hub, even the shelter's own worker reads nothing of it there, and is told that there is more.
    const atHub = await viewCase(hub, worker, caseId, NOW);
    expect(JSON.stringify(atHub)).not.toMatch(/told to the (shelter|hotline)/);
    expect(atHub.entries.at(-1)?.withheld).toEqual(["narrative"]);

    const { rows } = await stores[0]!.owner.query(
      "select class, author, version, holder, kek, wrapped from case_key where case_id = $1 and author = $2",
      [caseId, worker.agency],
    );
    expect(rows.map(({ holder }) => holder)).toEqual([worker.agency]);
    const derived = createKeys(database.masterKey);
    for (const { class: name, author, version, kek, wrapped } of rows) {
      const context = `case-key|${caseId}|${name}|${author}|${version}`;
      expect(kek).toMatch(/^own-[0-9a-f]{16}$/);
      expect(await hub.store.keys.unwrap([{ holder: author, kek, wrapped, context }])).toEqual([null]);
      for (const holder of [INSTALLATION, ...hub.agencies.keys()])
        for (const bytes of [wrapped, wrapped.subarray(33)])
          for (const by of [derived, hub.store.keys])
            await expect(
              by.unwrap([{ holder, kek: "master-1", wrapped: bytes, context }]),
              holder,
            ).rejects.toThrow();
      const [opened] = await shelter.store.keys.unwrap([{ holder: author, kek, wrapped, context }]);
      expect(opened).toHaveLength(32);
    }

    // What she agrees to have passed on, the shelter passes on.
    await write(shelter, worker, refer("police", inspector.agency));
    expect(await told(hub, inspector, caseId)).toMatch(/told to the hotline.*told to the shelter/);

    // A worker signed in at the hub writes, and it is the shelter's to read, not the hub's.
    await write(hub, worker, note("written at the hub"));
    expect(await told(hub, worker, caseId)).not.toContain("written at the hub");
    expect(await told(shelter, worker, caseId)).toContain("written at the hub");
  });

  it("takes over what was told to it before, and nothing it writes from then on is under a key the hub had", async () => {
    const court = person("court-clerk", "testland.court.tl-n", "court");
    const report = {
      channel: "phone",
      place: "TL-N",
      reportedBy: "survivor",
      sealed: { account: "told before" },
    } as const;
    const { caseId, seq } = await openCase(hub, operator, { report }, request());
    const entry = refer("court", court.agency);
    const referred = await writeEntry(hub, operator, caseId, { after: seq, entry }, request());
    const first = await writeEntry(
      hub,
      court,
      caseId,
      { after: referred.seq, entry: note("one") },
      request(),
    );

    const files = makePair(join(folder, "court"), court.agency);
    expect(hub.store.keys.ownKey(court.agency)).toBeNull();
    copyFileSync(files.public, join(folder, "hub", `${court.agency}.public.pem`));
    // A service that was running before wraps for the new key from then on, and a handing over cut short is found to be one.
    const again = { holder: court.agency, context: "x", key: Buffer.alloc(32) };
    const [wrapped] = await hub.store.keys.wrap("master-1", [again]);
    expect(wrapped?.kek).toBe(hub.store.keys.ownKey(court.agency));
    expect(await wrappedByMaster(hub.store, court.agency)).toBe(true);
    const [later, own] = ["hub", "court"].map((who) =>
      openStore({ ...database, agencyKeys: join(folder, who) }),
    ) as [Store, Store];
    stores.push(later, own);
    expect(await wrapForOwn(later, court.agency, { newCaseKeys: true })).toBe(2);
    expect(await wrappedByMaster(hub.store, court.agency)).toBe(false);
    const [hubNow, theirs] = [createDeps(later, hub.country), createDeps(own, hub.country)];
    expect(await told(theirs, court, caseId)).toMatch(/told before.*one/);
    expect(await told(hubNow, court, caseId)).not.toMatch(/told before|one/);
    await writeEntry(theirs, court, caseId, { after: first.seq, entry: note("two") }, request());
    const { rows } = await later.owner.query(
      "select version, retired from case_key where case_id = $1 and author = $2 order by version",
      [caseId, court.agency],
    );
    expect(rows).toEqual([
      { version: 1, retired: true },
      { version: 2, retired: false },
    ]);
    const kek = later.keys.ownKey(court.agency);
    const { rows: held } = await later.owner.query("select distinct kek from case_key where holder = $1", [
      court.agency,
    ]);
    expect(held).toEqual([{ kek }]);

    // It changes its own key: what was under the old one opens, though the hub still wraps for the old one; then not any more.
    renewPair(join(folder, "court"), court.agency);
    const changed = openStore({ ...database, agencyKeys: join(folder, "court") });
    stores.push(changed);
    expect(changed.keys.ownKey(court.agency)).not.toBe(kek);
    const theirsNow = createDeps(changed, hub.country);
    expect(await told(theirsNow, court, caseId)).toMatch(/told before.*one.*two/);
    expect(await wrapForOwn(changed, court.agency, { newCaseKeys: false })).toBe(3);
    expect(await told(theirs, court, caseId)).toMatch(/told before.*one.*two/);
    for (const file of earlierHalves(join(folder, "court"), court.agency)) rmSync(file);
    expect(await told(createDeps(changed, hub.country), court, caseId)).toMatch(/told before.*one.*two/);
    expect(await wrapForOwn(changed, court.agency, { newCaseKeys: false })).toBe(0);
  });
});
